// What is kept of each replicate of a fit: the numbers of Results that a replicate has too, without
// their errors.
#ifndef TRUSTSEM_INFERENCE_REPLICATE_VALUES_H_
#define TRUSTSEM_INFERENCE_REPLICATE_VALUES_H_

#include <Eigen/Core>

#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// In this order: the chi-square statistic; of each of Results::estimates est, std_lv and std_all;
// of each of Results::effects est and std_all.
class ReplicateValues {
 public:
  // Keeps a reference to `parent`, whose estimates and effects must stay as they are in number.
  explicit ReplicateValues(const Results& parent) : parent_(parent) {}

  int size() const;
  static constexpr int kStatistic = 0;
  int Estimate(size_t row) const { return 1 + 3 * static_cast<int>(row); }
  int StandardisedLatent(size_t row) const { return Estimate(row) + 1; }
  int StandardisedAll(size_t row) const { return Estimate(row) + 2; }
  int Effect(size_t effect) const;
  int StandardisedEffect(size_t effect) const { return Effect(effect) + 1; }

  // Those of `fit`, a model of the parent's table with its implied moments (FillImplied), into
  // `values` (size). NaN for what does not exist there, such as total effects of a feedback loop
  // that grows without limit.
  void Fill(const FittedModel& fit, Eigen::Ref<Eigen::VectorXd> values) const;

 private:
  const Results& parent_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_REPLICATE_VALUES_H_
