#include "inference/residual_correlations.h"

#include <algorithm>
#include <cmath>

namespace trustsem {

std::vector<ResidualCorrelation> ResidualCorrelations(const FittedModel& fit) {
  std::vector<ResidualCorrelation> residuals;
  const auto& names = fit.table.observed;
  const auto own = static_cast<size_t>(fit.table.OwnVariables());
  for (int g = 0; g < fit.table.groups; ++g) {
    const Eigen::MatrixXd& S = fit.moments.groups[g].covariance;
    const Eigen::MatrixXd& sigma = fit.implied[g].sigma;
    for (size_t j = 0; j < own; ++j) {
      for (size_t i = j + 1; i < own; ++i) {
        // Of what the statistics are conditional on there are no residuals.
        if (fit.table.HasOrdered() && fit.table.fixed_x &&
            (fit.table.IsExogenous(names[i]) || fit.table.IsExogenous(names[j]))) {
          continue;
        }
        ResidualCorrelation residual;
        residual.first = names[j];
        residual.second = names[i];
        residual.group = g + 1;
        residual.residual = S(i, j) / std::sqrt(S(i, i) * S(j, j)) -
                            sigma(i, j) / std::sqrt(sigma(i, i) * sigma(j, j));
        residuals.push_back(std::move(residual));
      }
    }
  }
  std::stable_sort(residuals.begin(), residuals.end(), [](const auto& x, const auto& y) {
    return std::abs(x.residual) > std::abs(y.residual);
  });
  return residuals;
}

}  // namespace trustsem
