#include "inference/baseline_model.h"

#include <gmock/gmock.h>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

const char* kWithCovariates =
    "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
    "visual ~ ageyr + sex\ntextual ~ ageyr + sex\nspeed ~ ageyr + sex\n";

SampleMoments Moments(const std::string& group = "") {
  std::vector<std::string> names = NineItems();
  names.insert(names.end(), {"ageyr", "sex"});
  return HolzingerMoments(names, group, FourthMoments::kFull);
}

BaselineFit Baseline(const std::string& estimator, bool fixed_x, const SampleMoments& moments) {
  TableOptions options;
  options.fixed_x = fixed_x;
  options.groups = static_cast<int>(moments.groups.size());
  const ParameterTable table = TableOf(kWithCovariates, options);
  return FitBaseline(*FitAt(table, moments, PlausibleTheta(table, 1), estimator));
}

double LogDeterminant(const Eigen::MatrixXd& matrix) { return std::log(matrix.determinant()); }

// n [sum of the logarithms of the items' variances + log |S_xx| - log |S|], and lavaan's number.
TEST(BaselineModelTest, Likelihood) {
  const SampleMoments moments = Moments();
  const Eigen::MatrixXd& S = moments.groups[0].covariance;
  const double expected = 301 * (S.diagonal().head(9).array().log().sum() +
                                 LogDeterminant(S.bottomRightCorner(2, 2)) - LogDeterminant(S));
  for (const bool fixed_x : {true, false}) {
    const BaselineFit baseline = Baseline("ML", fixed_x, moments);
    ExpectRelative(baseline.chisq, expected, 1e-10);
    ExpectRelative(baseline.chisq, 989.90808, 1e-8);
    EXPECT_EQ(baseline.df, 54);
  }
}

// lavaan: sem(..., estimator = ..., fixed.x = FALSE) of the same model.
TEST(BaselineModelTest, LeastSquares) {
  const SampleMoments moments = Moments();
  ExpectRelative(Baseline("GLS", false, moments).chisq, 305.37728, 1e-7);
  ExpectRelative(Baseline("ULS", false, moments).chisq, 1975.3260, 1e-7);
  ExpectRelative(Baseline("WLS", false, moments).chisq, 460.66829, 1e-7);
  ExpectRelative(Baseline("DWLS", false, moments).chisq, 965.40081, 1e-7);
  EXPECT_EQ(Baseline("GLS", false, moments).df, 54);
}

TEST(BaselineModelTest, GroupsAddUp) {
  const SampleMoments moments = Moments("school");
  double sum = 0;
  for (const GroupMoments& group : moments.groups) {
    SampleMoments one = moments;
    one.groups = {group};
    sum += Baseline("ML", true, one).chisq;
  }
  const BaselineFit both = Baseline("ML", true, moments);
  ExpectRelative(both.chisq, sum, 1e-11);
  EXPECT_EQ(both.df, 108);
}

// A covariate whose moments the model mentions is a variable like any other (lavaan: 217.788 with
// 21 degrees of freedom for two of three mentioned, 20 with the block of the others kept).
TEST(BaselineModelTest, CovariatesMentionedLoseTheirCovariances) {
  const SampleMoments moments = HolzingerMoments({"x1", "x2", "x3", "ageyr", "agemo", "sex"});
  const auto baseline = [&](const std::string& extra) {
    const ParameterTable table = TableOf("f =~ x1 + x2 + x3\nf ~ ageyr + agemo + sex\n" + extra);
    return FitBaseline(*FitAt(table, moments, PlausibleTheta(table, 1)));
  };
  const Eigen::MatrixXd& S = moments.groups[0].covariance;
  const double all_apart = 301 * (S.diagonal().array().log().sum() - LogDeterminant(S));
  // Less what the covariance of the covariates left explains: none with one, r^2 with two.
  EXPECT_EQ(baseline("ageyr ~~ agemo").df, 15);
  ExpectRelative(baseline("ageyr ~~ agemo").chisq, all_apart, 1e-10);
  const double r = S(4, 5) / std::sqrt(S(4, 4) * S(5, 5));
  EXPECT_EQ(baseline("ageyr ~~ ageyr").df, 14);
  ExpectRelative(baseline("ageyr ~~ ageyr").chisq, all_apart + 301 * std::log(1 - r * r), 1e-10);
  EXPECT_EQ(baseline("").df, 12);
}

}  // namespace
}  // namespace trustsem
