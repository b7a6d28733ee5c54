#include "inference/parameter_estimates.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "inference/chi_square.h"
#include "tests/support/fitted.h"

namespace trustsem {
namespace {

std::vector<ParameterEstimate> EstimatesOf(const FittedModel& fit) {
  std::vector<VarianceDerivatives> variances;
  for (int g = 0; g < fit.table.groups; ++g) variances.push_back(TotalVariances(fit, g));
  return MakeParameterEstimates(fit, variances);
}

const ParameterEstimate& Row(const std::vector<ParameterEstimate>& rows, const std::string& lhs,
                             Operator op, const std::string& rhs) {
  for (const ParameterEstimate& row : rows) {
    if (row.lhs == lhs && row.op == op && row.rhs == rhs) return row;
  }
  ADD_FAILURE() << lhs << " " << rhs;
  return rows[0];
}

// lavaan's numbers of the same model, all columns.
TEST(ParameterEstimatesTest, NineItemsWithPaths) {
  std::ifstream file(std::string(TRUSTSEM_SOURCE_DIR) +
                     "/tests/reference/expected/covariance_input.json");
  const nlohmann::json expected = nlohmann::json::parse(file)["parameters"];
  const auto fit = FitLavaan(std::string(ThreeFactors()) + "speed ~ visual + textual",
                             HolzingerMoments(NineItems()));
  const std::vector<ParameterEstimate> rows = EstimatesOf(*fit);
  ASSERT_EQ(rows.size(), expected.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const nlohmann::json& e = expected[i];
    const ParameterEstimate& row = rows[i];
    SCOPED_TRACE(row.lhs + " " + ToString(row.op) + " " + row.rhs);
    EXPECT_EQ(row.lhs, e["lhs"]);
    EXPECT_EQ(ToString(row.op), e["op"].get<std::string>());
    EXPECT_EQ(row.rhs, e["rhs"]);
    // The minimiser stops within three millionths of a standard error.
    const double error = 4e-6 * std::max({row.se, row.std_lv_se, row.std_all_se, 0.01});
    EXPECT_NEAR(row.est, e["est"].get<double>(), error);
    EXPECT_NEAR(row.se, e["se"].get<double>(), error);
    EXPECT_NEAR(row.std_lv, e["std_lv"].get<double>(), error);
    EXPECT_NEAR(row.std_all, e["std_all"].get<double>(), error);
    EXPECT_NEAR(row.std_all_se, e["std_all_se"].get<double>(), error);
  }
}

TEST(ParameterEstimatesTest, TestsAndIntervals) {
  const ParameterTable table = TableOf("m ~ a*x\ny ~ b*m + 0.5*x\nindirect := a * b");
  const auto fit = FitAt(table, RandomMoments(table, 1), PlausibleTheta(table, 1));
  const auto rows = EstimatesOf(*fit);
  const ParameterEstimate& a = Row(rows, "m", Operator::kRegression, "x");
  const ParameterEstimate& b = Row(rows, "y", Operator::kRegression, "m");
  EXPECT_TRUE(a.free);
  EXPECT_TRUE(a.user);
  EXPECT_EQ(a.label, "a");
  EXPECT_DOUBLE_EQ(a.z, a.est / a.se);
  EXPECT_EQ(a.pvalue, NormalTwoSidedP(a.z));
  EXPECT_DOUBLE_EQ(a.ci_lower, a.est - 1.959963984540054 * a.se);
  EXPECT_DOUBLE_EQ(a.ci_upper, a.est + 1.959963984540054 * a.se);
  const ParameterEstimate& fixed = Row(rows, "y", Operator::kRegression, "x");
  EXPECT_FALSE(fixed.free);
  EXPECT_EQ(fixed.est, 0.5);
  EXPECT_EQ(fixed.se, 0);
  EXPECT_TRUE(std::isnan(fixed.z));
  const ParameterEstimate& variance = Row(rows, "x", Operator::kCovariance, "x");
  EXPECT_TRUE(variance.exogenous);
  EXPECT_FALSE(variance.user);
  EXPECT_EQ(variance.se, 0);
  // A product's error by the delta method.
  const ParameterEstimate& product = rows.back();
  EXPECT_EQ(product.lhs, "indirect");
  EXPECT_EQ(product.rhs, "a*b");
  EXPECT_EQ(product.group, 0);
  EXPECT_DOUBLE_EQ(product.est, a.est * b.est);
  const int i = FreeIndex(table, "m", Operator::kRegression, "x");
  const int j = FreeIndex(table, "y", Operator::kRegression, "m");
  const double expected =
      std::sqrt(b.est * b.est * fit->covariance(i, i) + a.est * a.est * fit->covariance(j, j) +
                2 * a.est * b.est * fit->covariance(i, j));
  EXPECT_NEAR(product.se, expected, 1e-14);
}

TEST(ParameterEstimatesTest, AParameterThatAConstraintHoldsHasNoError) {
  const auto fit =
      FitLavaan("f =~ x1 + a*x2 + x3 + x4\na == 0.6", HolzingerMoments({"x1", "x2", "x3", "x4"}));
  const ParameterEstimate row = Row(EstimatesOf(*fit), "f", Operator::kMeasuredBy, "x2");
  EXPECT_NEAR(row.est, 0.6, 1e-8);
  EXPECT_TRUE(std::isnan(row.se));
  EXPECT_TRUE(std::isnan(row.z));
}

}  // namespace
}  // namespace trustsem
