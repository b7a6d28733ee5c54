// The accounts of a growth analysis as a sample of the estimator: which components are measured at
// which wave, one row an account, in segments or all together.
#ifndef TRUSTSEM_VELOCITY_GROWTH_PANEL_H_
#define TRUSTSEM_VELOCITY_GROWTH_PANEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/sample.h"
#include "moments/sample_moments.h"
#include "velocity/growth.h"

namespace trustsem {

// The observed variables and constructs, by names that messages can show.
struct TrustItems {
  // Of each wave and component, "benefit (wave)"; empty: the component is not measured there.
  std::vector<std::vector<std::string>> names;
  std::vector<std::string> trust;  // of each wave, "trust (wave)"

  int waves() const { return static_cast<int>(names.size()); }
  int components() const { return static_cast<int>(names.front().size()); }
  int Measured() const;  // observed variables
};

// The components that at least kLeastAnswers accounts answered at a wave, not all alike. Others
// are left out of that wave, and noted.
TrustItems FindTrustItems(const GrowthInput& input, std::vector<Note>* notes);

// Whether a column of scores (NaN: not answered) has kLeastAnswers that are not all alike.
bool IsInformative(const Eigen::VectorXd& scores);

inline constexpr int kLeastAnswers = 10;   // of accounts, to a component at a wave
inline constexpr int kLeastClusters = 10;  // for errors that are robust to them

// One or more groups of accounts with their moments, which all models of them share.
struct TrustPanel {
  TrustItems items;
  std::vector<int64_t> rows;  // of GrowthInput::scores, one a row of the sample's frame
  std::vector<int> segments;  // of the groups; empty: everybody in one group
  bool clustered = false;     // by salesperson
  Sample sample;
  SampleMoments moments;

  int groups() const { return segments.empty() ? 1 : static_cast<int>(segments.size()); }
};

// `rows`: those to take; `segments`: of GrowthInput::segment, those to tell apart, or empty. The
// rows are then those of these segments, one segment after the other. Errors are robust to clusters
// where each group has kLeastClusters. Throws Error(kData) where the saturated model of the answers
// cannot be estimated.
TrustPanel MakeTrustPanel(const GrowthInput& input, const TrustItems& items,
                          std::vector<int64_t> rows, std::vector<int> segments);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_PANEL_H_
