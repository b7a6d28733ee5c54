#include "inference/replicate_errors.h"

#include <cmath>
#include <vector>

#include "inference/chi_square.h"

namespace trustsem {
namespace {

std::vector<double> Column(const Eigen::MatrixXd& values, int column) {
  if (values.rows() == 0) return {};
  const auto from = values.col(column);
  return {from.data(), from.data() + from.size()};
}

class Summary {
 public:
  Summary(const Eigen::MatrixXd& replicates, const Eigen::MatrixXd& jackknife,
          BootstrapInterval interval)
      : replicates_(replicates), jackknife_(jackknife), interval_(interval) {}

  BootstrapEstimate Of(int column, double estimate) const {
    if (std::isnan(estimate)) return {};
    std::vector<double> left_out;
    if (interval_ == BootstrapInterval::kBca) left_out = Column(jackknife_, column);
    std::erase_if(left_out, [](double value) { return std::isnan(value); });
    return SummariseReplicates(Column(replicates_, column), estimate, interval_, left_out);
  }

 private:
  const Eigen::MatrixXd& replicates_;
  const Eigen::MatrixXd& jackknife_;
  const BootstrapInterval interval_;
};

// A parameter that a constraint holds has no error, and the search leaves some noise in it.
bool IsHeld(const ParameterEstimate& row, double error) {
  return row.free && std::isnan(row.se) && error < 1e-6 * std::abs(row.est);
}

// Of a parameter estimate or an effect.
template <typename Row>
void Replace(const BootstrapEstimate& summary, Row* row) {
  row->se = summary.error;
  row->z = summary.error > 0 ? row->est / summary.error : kMissing;
  row->pvalue = summary.error > 0 ? NormalTwoSidedP(row->z) : kMissing;
  row->ci_lower = summary.lower;
  row->ci_upper = summary.upper;
}

}  // namespace

void ReplaceErrors(const ReplicateValues& layout, const Eigen::MatrixXd& replicates,
                   const Eigen::MatrixXd& jackknife, BootstrapInterval interval, Results* results) {
  const Summary summary(replicates, jackknife, interval);
  for (size_t i = 0; i < results->estimates.size(); ++i) {
    ParameterEstimate& row = results->estimates[i];
    if (row.se != 0) {
      const BootstrapEstimate estimate = summary.Of(layout.Estimate(i), row.est);
      if (!IsHeld(row, estimate.error)) Replace(estimate, &row);
    }
    if (row.std_lv_se != 0) {
      row.std_lv_se = summary.Of(layout.StandardisedLatent(i), row.std_lv).error;
    }
    if (row.std_all_se != 0) {
      const BootstrapEstimate all = summary.Of(layout.StandardisedAll(i), row.std_all);
      row.std_all_se = all.error;
      row.std_all_ci_lower = all.lower;
      row.std_all_ci_upper = all.upper;
    }
  }
  for (size_t e = 0; e < results->effects.size(); ++e) {
    Effect& effect = results->effects[e];
    if (effect.se != 0) Replace(summary.Of(layout.Effect(e), effect.est), &effect);
    if (effect.std_all_se != 0) {
      effect.std_all_se = summary.Of(layout.StandardisedEffect(e), effect.std_all).error;
    }
  }
}

}  // namespace trustsem
