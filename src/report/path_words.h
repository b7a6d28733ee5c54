// The words of path diagrams, in English and Chinese.
#ifndef TRUSTSEM_REPORT_PATH_WORDS_H_
#define TRUSTSEM_REPORT_PATH_WORDS_H_

#include <string>

#include "report/path_graph.h"
#include "report/write_results.h"

namespace trustsem {

// "0.42", "−0.15"; of small plain ones two digits, "0.0012"; empty where there is no number.
std::string CoefficientText(const PathValue& value);

// "R² = 0.52"; empty where there is no number.
std::string FormatShare(double r_squared);

// What is shown where the pointer rests: the names in full, the coefficient with its interval, and
// how firmly the source states it. `value` may be null.
std::string EdgeHover(const PathGraph& graph, const PathEdge& edge, const PathValue* value,
                      Language language);
std::string ItemHover(const PathNode& node, const PathItem& item, const PathValue* value,
                      Language language);
std::string NodeHover(const PathNode& node, int group, Language language);

struct PathWords {
  const char *positive, *negative, *uncertain, *given, *plain, *ambiguous, *covariance;
  const char *standardised, *unstandardised;       // what the numbers are
  const char* without;                             // the model has no estimates
  const char *left_out_defaults, *left_out_items;  // with the number, as fmt formats
  const char* group;                               // with the label
  const char* no_estimates;                        // a group of that name has none
};

const PathWords& WordsOfPaths(Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_WORDS_H_
