#include "inference/residual_correlations.h"

#include <gmock/gmock.h>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

TEST(ResidualCorrelationsTest, ObservedLessImpliedLargestFirst) {
  TableOptions options;
  options.groups = 2;
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3", options);
  const SampleMoments moments = RandomMoments(table, 1);
  const Eigen::VectorXd theta = PlausibleTheta(table, 1);
  const auto residuals = ResidualCorrelations(*FitAt(table, moments, theta));
  ASSERT_EQ(residuals.size(), 6u);
  for (size_t k = 0; k < residuals.size(); ++k) {
    const int g = residuals[k].group - 1;
    const auto index = [&](const std::string& name) { return name[1] - '1'; };
    const int i = index(residuals[k].first), j = index(residuals[k].second);
    EXPECT_LT(i, j);
    const auto correlation = [&](const Eigen::MatrixXd& m) {
      return m(i, j) / std::sqrt(m(i, i) * m(j, j));
    };
    EXPECT_NEAR(residuals[k].residual,
                correlation(moments.groups[g].covariance) -
                    correlation(EvaluateRam(table, theta, g, moments).sigma),
                1e-14);
    if (k > 0) {
      EXPECT_GE(std::abs(residuals[k - 1].residual), std::abs(residuals[k].residual));
    }
  }
}

}  // namespace
}  // namespace trustsem
