// Which observed variables measure a construct, and how strongly.
#ifndef TRUSTSEM_INFERENCE_MEASURED_ITEMS_H_
#define TRUSTSEM_INFERENCE_MEASURED_ITEMS_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "inference/fitted_model.h"

namespace trustsem {

struct MeasuredItems {
  std::vector<int> items;  // observed variables, in the order of the data
  Eigen::VectorXd
      loadings;  // of these; through constructs the product of loadings, summed over ways
  bool higher_order = false;  // a construct is among what measures it
};

// Of a construct in group `g` (from zero), at the estimates.
MeasuredItems FindMeasuredItems(const FittedModel& fit, int g, const std::string& construct);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_MEASURED_ITEMS_H_
