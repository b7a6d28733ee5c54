// Writes a comparison of models as text, Markdown, CSV or JSON.
#ifndef TRUSTSEM_REPORT_WRITE_COMPARISON_H_
#define TRUSTSEM_REPORT_WRITE_COMPARISON_H_

#include <string>

#include "inference/comparison.h"
#include "report/write_results.h"

namespace trustsem {

// What each pair shows in a sentence, then tables: fit, tests of the differences, differences of
// fit indices, information criteria, Vuong's tests; notes; where it all comes from.
std::string WriteComparisonText(const Comparison& comparison, Language language);
std::string WriteComparisonMarkdown(const Comparison& comparison, Language language);

// One row a model, with its comparison with the next less restricted one.
std::string WriteComparisonCsv(const Comparison& comparison);

// Members: program, nobs, models, comparisons, warnings.
std::string WriteComparisonJson(const Comparison& comparison);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_COMPARISON_H_
