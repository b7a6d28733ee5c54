// What the tests of the numerical folders share: models from lavaan syntax, moments from matrices,
// matrices drawn reproducibly, finite differences, and a fit from text and moments.
#ifndef TRUSTSEM_TESTS_SUPPORT_NUMERICAL_H_
#define TRUSTSEM_TESTS_SUPPORT_NUMERICAL_H_

#include <gmock/gmock.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "data/read_data.h"
#include "data/sample.h"
#include "inference/fitted_model.h"
#include "moments/sample_moments.h"
#include "spec/check_model.h"
#include "spec/read_model.h"
#include "study/estimate.h"

namespace trustsem {

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

inline ParameterTable TableOf(const std::string& lavaan, const TableOptions& options = {}) {
  return MakeParameterTable(ReadLavaan(lavaan, "model.lav"), options);
}

// The Error that `action` throws; fails where it throws none.
template <typename Action>
Error ErrorOf(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return Error(ErrorKind::kOther, "none");
}

inline Eigen::MatrixXd RandomMatrix(int rows, int columns, uint64_t seed) {
  Eigen::MatrixXd matrix(rows, columns);
  const RandomStream random(seed, 1);
  for (int k = 0; k < matrix.size(); ++k)
    matrix.data()[k] = random.Normal(static_cast<uint32_t>(k));
  return matrix;
}

// Positive definite, with correlations of moderate size.
inline Eigen::MatrixXd RandomCovariance(int p, uint64_t seed) {
  const Eigen::MatrixXd x = RandomMatrix(p, 2 * p, seed);
  return x * x.transpose() / (2 * p) + 0.3 * Eigen::MatrixXd::Identity(p, p);
}

// Moments with the covariances given as of divisor n; zero means where `means` is empty.
inline SampleMoments MomentsOf(const std::vector<std::string>& names,
                               const std::vector<Eigen::MatrixXd>& covariances,
                               const std::vector<Eigen::VectorXd>& means,
                               const std::vector<double>& sizes) {
  SampleMoments moments;
  moments.observed = names;
  moments.has_means = !means.empty();
  for (size_t g = 0; g < sizes.size(); ++g) {
    GroupMoments group;
    if (sizes.size() > 1) group.label = std::to_string(g + 1);
    group.n = sizes[g];
    group.covariance = covariances[g];
    group.means = Eigen::VectorXd::Zero(covariances[g].rows());
    if (!means.empty()) group.means = means[g];
    moments.groups.push_back(group);
  }
  return moments;
}

// Random moments for a table, one random covariance matrix and mean vector a group.
inline SampleMoments RandomMoments(const ParameterTable& table, uint64_t seed) {
  std::vector<Eigen::MatrixXd> covariances;
  std::vector<Eigen::VectorXd> means;
  std::vector<double> sizes;
  const int p = static_cast<int>(table.observed.size());
  for (int g = 0; g < table.groups; ++g) {
    covariances.push_back(RandomCovariance(p, seed + 10 * static_cast<uint64_t>(g)));
    means.push_back(RandomMatrix(p, 1, seed + 10 * static_cast<uint64_t>(g) + 5));
    sizes.push_back(120 + 35 * g);
  }
  return MomentsOf(table.observed, covariances, means, sizes);
}

// Fourth moments that belong to no data, yet form a proper weight: for tests of formulas.
inline void AddRandomFourthMoments(SampleMoments* moments, uint64_t seed) {
  const int p = moments->p(), size = p + p * (p + 1) / 2;
  for (GroupMoments& group : moments->groups) {
    group.asymptotic_covariance = RandomCovariance(size, seed++);
    group.asymptotic_variances = group.asymptotic_covariance.diagonal();
  }
}

inline SampleMoments HolzingerMoments(const std::vector<std::string>& variables,
                                      const std::string& group = "",
                                      FourthMoments fourth = FourthMoments::kNone) {
  SampleRequest request;
  request.variables = variables;
  request.group = group;
  const auto frame = std::make_shared<Frame>(
      ReadData(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/holzinger.csv",
               ColumnsNeeded(request)));
  return MakeSampleMoments(MakeSample(frame, request), fourth);
}

inline std::vector<std::string> NineItems() {
  return {"x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"};
}

inline const char* ThreeFactors() {
  return "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n";
}

inline std::unique_ptr<FittedModel> FitTable(ParameterTable table, const SampleMoments& moments,
                                             const std::string& estimator = "ML",
                                             bool observed_information = false) {
  EstimateOptions options;
  options.estimator = FindEstimator(estimator);
  options.observed_information = observed_information;
  auto fit = Estimate(std::move(table), moments, options, nullptr);
  CompleteFit(fit.get());
  return fit;
}

inline std::unique_ptr<FittedModel> FitLavaan(const std::string& lavaan,
                                              const SampleMoments& moments,
                                              TableOptions options = {},
                                              const std::string& estimator = "ML") {
  options.groups = static_cast<int>(moments.groups.size());
  return FitTable(TableOf(lavaan, options), moments, estimator);
}

// A row's free parameter; fails where there is no such row or it is fixed.
inline int FreeIndex(const ParameterTable& table, const std::string& lhs, Operator op,
                     const std::string& rhs, int group = 1) {
  for (const Parameter& row : table.rows) {
    if (row.lhs == lhs && row.op == op && row.rhs == rhs && row.group == group) return row.free;
  }
  ADD_FAILURE() << lhs << " " << ToString(op) << " " << rhs << " is no row of the table";
  return -1;
}

// The derivative of a vector function, one column an argument: central differences of the fourth
// order, whose error at a step of 1e-3 is near 1e-11 for functions of order one.
inline Eigen::MatrixXd Differentiate(
    const std::function<Eigen::VectorXd(const Eigen::VectorXd&)>& function,
    const Eigen::VectorXd& at, double relative_step = 1e-3) {
  Eigen::MatrixXd jacobian;
  for (Eigen::Index i = 0; i < at.size(); ++i) {
    const double h = relative_step * std::max(1.0, std::abs(at[i]));
    const auto moved = [&](double steps) {
      Eigen::VectorXd x = at;
      x[i] += steps * h;
      return function(x);
    };
    const Eigen::VectorXd slope = (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * h);
    if (jacobian.size() == 0) jacobian.resize(slope.size(), at.size());
    jacobian.col(i) = slope;
  }
  return jacobian;
}

// Every element within tolerance * max(1, the largest expected); a NaN fails.
inline void ExpectClose(const Eigen::MatrixXd& actual, const Eigen::MatrixXd& expected,
                        double tolerance, const std::string& what = "") {
  ASSERT_EQ(actual.rows(), expected.rows()) << what;
  ASSERT_EQ(actual.cols(), expected.cols()) << what;
  if (expected.size() == 0) return;
  const double scale = std::max(1.0, expected.cwiseAbs().maxCoeff());
  for (Eigen::Index j = 0; j < actual.cols(); ++j) {
    for (Eigen::Index i = 0; i < actual.rows(); ++i) {
      EXPECT_NEAR(actual(i, j), expected(i, j), tolerance * scale)
          << what << " at (" << i << ", " << j << ")";
    }
  }
}

// |actual - expected| <= tolerance * |expected|, for numbers printed by an oracle.
inline void ExpectRelative(double actual, double expected, double tolerance,
                           const std::string& what = "") {
  EXPECT_NEAR(actual, expected, tolerance * std::max(std::abs(expected), 1e-300)) << what;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_NUMERICAL_H_
