// Which answers are missing, counted: patterns and coverage. Plain data, for reports to read.
#ifndef TRUSTSEM_MOMENTS_MISSING_SUMMARY_H_
#define TRUSTSEM_MOMENTS_MISSING_SUMMARY_H_

#include <string>
#include <vector>

namespace trustsem {

struct Sample;

struct MissingPatternCount {
  std::vector<int> missing;  // variables without an answer, ascending; empty: all are answered
  double respondents = 0;
};

struct PairCoverage {
  int first = 0, second = 0;  // variables, the first before the second
  double coverage = 0;        // share of respondents who answered both
};

// Of one group. Shares are of respondents with at least one answer.
struct GroupMissing {
  std::string label;
  double respondents = 0;      // with at least one answer
  double complete = 0;         // of them, with all answers
  double without_answers = 0;  // beside them
  int patterns = 0;
  std::vector<MissingPatternCount> frequent;  // at most ten, the most frequent first
  std::vector<double> coverage;               // of each variable: share who answered it
  std::vector<PairCoverage> least_covered;    // at most five, the smallest first; those of pairs
                                              // that everybody answered are left out
};

// Counts are of respondents, whatever their sampling weights, over all rows of the file whose group
// is known: also those that listwise deletion leaves out.
struct MissingSummary {
  std::vector<std::string> variables;
  std::vector<GroupMissing> groups;  // in the sample's order

  // Whether an answer is missing at all.
  bool Any() const;
  double Respondents() const;     // with at least one answer
  double Complete() const;        // with all answers
  double WithoutAnswers() const;  // without any
};

// In one pass over the answers; empty where no row of the file lacks one.
MissingSummary SummariseMissing(const Sample& sample);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_MISSING_SUMMARY_H_
