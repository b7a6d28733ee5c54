// Results whose names and labels try to be more than text.
#ifndef TRUSTSEM_TESTS_REPORT_HOSTILE_RESULTS_H_
#define TRUSTSEM_TESTS_REPORT_HOSTILE_RESULTS_H_

#include <string>
#include <vector>

#include "tests/report/example_results.h"

namespace trustsem {

inline std::vector<std::string> HostileLabels() {
  return {"=cmd|' /C calc'!A0",
          "+1",
          "-1+1",
          "@SUM(A1)",
          "a & b",
          "50% of #1_x",
          "$x$",
          "{open",
          "close}",
          "~^",
          "\\input{/etc/passwd}",
          "\\\\[2em]",
          "[option]*",
          "%comment",
          "</td><script>alert(1)</script>",
          "信任 & 忠诚",
          "שלום 😀"};
}

inline Results HostileResults(const std::string& label) {
  Results results = ExampleResults();
  results.title = {label, label};
  results.model_name = label;
  for (auto& [name, text] : results.labels) text = {label, label};
  results.hypotheses[0].hypothesis.label = {label, label};
  results.hypotheses[0].hypothesis.source = label;
  results.groups[0].label = label;
  results.data_statement = label;
  results.warnings[0].message = label;
  results.estimates[1].label = label;
  return results;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_REPORT_HOSTILE_RESULTS_H_
