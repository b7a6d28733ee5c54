// Texts as cells of the survey's file.
#ifndef TRUSTSEM_SIMULATE_CSV_CELL_H_
#define TRUSTSEM_SIMULATE_CSV_CELL_H_

#include <string>

namespace trustsem {

// Quoted where it holds a separator, a quote or a line end (RFC 4180).
std::string CsvCell(const std::string& text);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_CSV_CELL_H_
