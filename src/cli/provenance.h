// What a CSV file cannot say of itself.
#ifndef TRUSTSEM_CLI_PROVENANCE_H_
#define TRUSTSEM_CLI_PROVENANCE_H_

#include <string>

namespace trustsem {

// Repeats the sentence that says that data are synthetic on standard error, with the line for the
// README.md beside `output` through which every report made from that file carries it, where it is
// not there yet. Nothing for an empty sentence.
void TellProvenance(const std::string& statement, const std::string& output);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_PROVENANCE_H_
