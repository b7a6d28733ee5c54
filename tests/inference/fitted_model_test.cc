#include "inference/fitted_model.h"

#include <gmock/gmock.h>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

TEST(FittedModelTest, CountMoments) {
  TableOptions options;
  EXPECT_EQ(CountMoments(TableOf(ThreeFactors(), options)), 45);
  EXPECT_EQ(CountMoments(TableOf("y ~ x1 + x2", options)), 6 - 3);
  options.mean_structure = true;
  EXPECT_EQ(CountMoments(TableOf("y ~ x1 + x2", options)), 6 - 3 + 1);
  options.fixed_x = false;
  EXPECT_EQ(CountMoments(TableOf("y ~ x1 + x2", options)), 9);
  options.groups = 3;
  EXPECT_EQ(CountMoments(TableOf(ThreeFactors(), options)), 3 * 54);
}

TEST(FittedModelTest, NullSpace) {
  Eigen::MatrixXd jacobian(3, 4);
  jacobian << 1, -1, 0, 0, 0, 1, -1, 0, 1, 0, -1, 0;  // the third is the sum of the others
  int rank = -1;
  const Eigen::MatrixXd Z = NullSpace(jacobian, &rank);
  EXPECT_EQ(rank, 2);
  ASSERT_EQ(Z.rows(), 4);
  ASSERT_EQ(Z.cols(), 2);
  ExpectClose(jacobian * Z, Eigen::MatrixXd::Zero(3, 2), 1e-15);
  ExpectClose(Z.transpose() * Z, Eigen::MatrixXd::Identity(2, 2), 1e-15);
  EXPECT_EQ(NullSpace(Eigen::MatrixXd(0, 3), &rank), Eigen::MatrixXd::Identity(3, 3));
  EXPECT_EQ(rank, 0);
}

TEST(FittedModelTest, ConstraintJacobianTakesTheConstraintsIncluded) {
  const ParameterTable table = TableOf("f =~ x1 + a*x2 + b*x3 + c*x4\na == b\nc > 0.1\nb*c == 2");
  Eigen::VectorXd theta = PlausibleTheta(table, 1);
  const int a = FreeIndex(table, "f", Operator::kMeasuredBy, "x2");
  const int b = FreeIndex(table, "f", Operator::kMeasuredBy, "x3");
  const int c = FreeIndex(table, "f", Operator::kMeasuredBy, "x4");
  theta[b] = 3;
  theta[c] = 5;
  const Eigen::MatrixXd jacobian = ConstraintJacobian(table, theta, {true, false, true});
  Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(2, theta.size());
  expected(0, a) = 1;
  expected(0, b) = -1;
  expected(1, b) = 5;
  expected(1, c) = 3;
  EXPECT_EQ(jacobian, expected);
}

TEST(FittedModelTest, CovarianceIsTheInverseInformation) {
  for (const char* estimator : {"ML", "GLS"}) {
    TableOptions options;
    options.groups = 2;
    const ParameterTable table = TableOf(ThreeFactors(), options);
    const SampleMoments moments = RandomMoments(table, 1);
    const auto fit = FitAt(table, moments, PlausibleTheta(table, 2), estimator);
    Eigen::MatrixXd information;
    ObjectiveWorkspace workspace;
    ASSERT_TRUE(
        fit->objective->UnitInformation(fit->solution.theta, false, &workspace, &information));
    const double divisor = 120 + 155 - (std::string(estimator) == "ML" ? 0 : 2);
    ExpectClose(fit->covariance * divisor * information,
                Eigen::MatrixXd::Identity(table.free_parameters, table.free_parameters), 1e-9);
    EXPECT_FALSE(fit->information_singular);
    EXPECT_EQ(fit->equality_constraints, 0);
    ASSERT_EQ(fit->implied.size(), 2u);
  }
}

// An equality said by a constraint, or by one label on two parameters.
TEST(FittedModelTest, ConstraintsAndSharedLabelsGiveTheSameErrors) {
  const SampleMoments moments = HolzingerMoments(NineItems());
  const auto shared = FitLavaan(
      "visual =~ x1 + a*x2 + a*x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9", moments);
  const auto constrained = FitLavaan(
      "visual =~ x1 + a*x2 + b*x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\na == b\n"
      "b == a",
      moments);
  EXPECT_EQ(constrained->equality_constraints, 1);  // said twice, counted once
  EXPECT_EQ(constrained->parameters(), shared->parameters());
  ExpectRelative(constrained->solution.value, shared->solution.value, 1e-8);
  for (const Parameter& row : constrained->table.rows) {
    if (row.free < 0) continue;
    const int other = FreeIndex(shared->table, row.lhs, row.op, row.rhs);
    EXPECT_NEAR(constrained->solution.theta[row.free], shared->solution.theta[other], 1e-6);
    ExpectRelative(constrained->covariance(row.free, row.free), shared->covariance(other, other),
                   1e-5);
  }
}

TEST(FittedModelTest, ValuesOfRows) {
  const ParameterTable table = TableOf("y ~ b*x1 + 0.5*x2");
  const SampleMoments moments = RandomMoments(table, 3);
  const auto fit = FitAt(table, moments, Eigen::Vector2d(0.25, 1.5));
  for (const Parameter& row : table.rows) {
    double expected = kNan;
    if (row.rhs == "x1" && row.lhs == "y") expected = 0.25;
    if (row.rhs == "x2" && row.lhs == "y") expected = 0.5;
    if (row.rhs == "y") expected = 1.5;
    if (row.exogenous) {
      expected = moments.groups[0].covariance(fit->structure->ObservedIndex(row.lhs),
                                              fit->structure->ObservedIndex(row.rhs));
    }
    EXPECT_EQ(fit->Value(row), expected) << Describe(row, 1);
  }
}

TEST(FittedModelTest, SingularInformationLeavesNoErrors) {
  // At loadings of zero nothing is known of the construct's variance.
  const ParameterTable table = TableOf("f =~ NA*x1 + x2 + x3 + x4");
  Eigen::VectorXd theta = PlausibleTheta(table, 4);
  for (const char* item : {"x1", "x2", "x3", "x4"}) {
    theta[FreeIndex(table, "f", Operator::kMeasuredBy, item)] = 0;
  }
  const auto fit = FitAt(table, RandomMoments(table, 5), theta);
  EXPECT_TRUE(fit->information_singular);
  EXPECT_TRUE(std::isnan(fit->covariance(0, 0)));
}

TEST(FittedModelTest, ObservedInformationIsTheHessian) {
  const ParameterTable table = TableOf(ThreeFactors());
  const auto fit = FitTable(table, HolzingerMoments(NineItems()), "ML", true);
  Eigen::MatrixXd hessian;
  ObjectiveWorkspace workspace;
  ASSERT_TRUE(fit->objective->Hessian(fit->solution.theta, &workspace, &hessian));
  ExpectClose(fit->covariance * 301 * hessian,
              Eigen::MatrixXd::Identity(hessian.rows(), hessian.cols()), 1e-10);
}

}  // namespace
}  // namespace trustsem
