// Cells of CSV output.
#ifndef TRUSTSEM_REPORT_CSV_FIELD_H_
#define TRUSTSEM_REPORT_CSV_FIELD_H_

#include <string>
#include <string_view>

namespace trustsem {

// A user's word on one line, quoted where it needs it (RFC 4180). A spreadsheet would run one that
// begins like a formula: an apostrophe keeps it text.
std::string CsvField(std::string_view field);

// The shortest text that reads back as the same number; nothing for one that does not exist.
void AppendCsvNumber(double value, std::string* csv);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CSV_FIELD_H_
