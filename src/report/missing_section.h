// The section on missing answers, which reports of fits and of checks share.
#ifndef TRUSTSEM_REPORT_MISSING_SECTION_H_
#define TRUSTSEM_REPORT_MISSING_SECTION_H_

#include "inference/little_test.h"
#include "moments/missing_summary.h"
#include "report/document.h"
#include "report/json_writer.h"
#include "report/names.h"

namespace trustsem {

// Nothing where no answer is missing.
void AddMissingAnswers(const MissingSummary& missing, const LittleTest& little, const Names& names,
                       Language language, Document& document);

// "missing": {respondents, complete, without_answers, little, groups}; nothing where no answer is
// missing.
void WriteMissingAnswers(JsonWriter& json, const MissingSummary& missing, const LittleTest& little);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_MISSING_SECTION_H_
