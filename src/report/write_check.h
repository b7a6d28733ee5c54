// Writes what a check found, as text for a terminal or JSON.
#ifndef TRUSTSEM_REPORT_WRITE_CHECK_H_
#define TRUSTSEM_REPORT_WRITE_CHECK_H_

#include <string>

#include "report/document.h"
#include "report/write_results.h"
#include "study/check.h"

namespace trustsem {

// The specification, identification, the sample and its variables in tables, then notes.
std::string WriteCheckText(const CheckReport& report, Language language);

// The sample and its variables alone, with whole labels; nothing where the check had no data.
Document BuildSampleDocument(const CheckReport& report, Language language);

// Members: program, identified, npar, moments, df, groups, mean_structure, constructs, observed,
// paths, constraints, reciprocal, data and variables (with data), warnings.
std::string WriteCheckJson(const CheckReport& report);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_CHECK_H_
