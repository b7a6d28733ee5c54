#include "implied/structural_model.h"

#include <gmock/gmock.h>

#include "implied/response_moments.h"
#include "tests/support/ram.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(StructuralModelTest, OneFactorInClosedForm) {
  TableOptions options;
  options.mean_structure = true;
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3\nx1 ~~ x2\nf ~ 1\nx1 ~ 0*1", options);
  const StructuralModel model(table, RandomMoments(table, 1), false);
  Eigen::VectorXd theta(table.free_parameters);
  const auto set = [&](const char* lhs, Operator op, const char* rhs, double value) {
    theta[FreeIndex(table, lhs, op, rhs)] = value;
  };
  set("f", Operator::kMeasuredBy, "x2", 0.5);
  set("f", Operator::kMeasuredBy, "x3", -2);
  set("x1", Operator::kCovariance, "x2", 0.25);
  set("x1", Operator::kCovariance, "x1", 1);
  set("x2", Operator::kCovariance, "x2", 2);
  set("x3", Operator::kCovariance, "x3", 3);
  set("f", Operator::kCovariance, "f", 4);
  set("f", Operator::kIntercept, "", 10);
  set("x2", Operator::kIntercept, "", 1);
  set("x3", Operator::kIntercept, "", -1);
  ImpliedMoments implied;
  ASSERT_TRUE(model.Evaluate(theta, 0, &implied));
  Eigen::Matrix3d sigma;
  sigma << 5, 2.25, -8, 2.25, 3, -4, -8, -4, 19;
  ExpectClose(implied.sigma, sigma, 1e-15);
  ExpectClose(implied.mu, Eigen::Vector3d(10, 6, -21), 1e-15);
}

TEST(StructuralModelTest, FeedbackLoopInClosedForm) {
  // y1 = 0.5 y2 + x + e1, y2 = 0.4 y1 + e2: (I-B)^-1 = [1 .5; .4 1] / 0.8.
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1");
  SampleMoments moments = RandomMoments(table, 1);
  const int x = static_cast<int>(std::find(table.observed.begin(), table.observed.end(), "x") -
                                 table.observed.begin());
  moments.groups[0].covariance(x, x) = 2;
  const StructuralModel model(table, moments, false);
  Eigen::VectorXd theta(table.free_parameters);
  theta[FreeIndex(table, "y1", Operator::kRegression, "y2")] = 0.5;
  theta[FreeIndex(table, "y1", Operator::kRegression, "x")] = 1;
  theta[FreeIndex(table, "y2", Operator::kRegression, "y1")] = 0.4;
  theta[FreeIndex(table, "y1", Operator::kCovariance, "y1")] = 1;
  theta[FreeIndex(table, "y2", Operator::kCovariance, "y2")] = 1;
  ImpliedMoments implied;
  ASSERT_TRUE(model.Evaluate(theta, 0, &implied));
  const int y1 = model.ObservedIndex("y1"), y2 = model.ObservedIndex("y2");
  EXPECT_NEAR(implied.sigma(y1, y1), (2 + 1 + 0.25) / 0.64, 1e-14);
  EXPECT_NEAR(implied.sigma(y2, y2), (0.16 * 3 + 1) / 0.64, 1e-14);
  EXPECT_NEAR(implied.sigma(y1, y2), (0.4 * 3 + 0.5) / 0.64, 1e-14);
  EXPECT_NEAR(implied.sigma(y1, x), 2 / 0.8, 1e-14);
  EXPECT_NEAR(implied.sigma(x, x), 2, 1e-15);
}

TEST(StructuralModelTest, EveryModelAgreesWithTheReticularActionModel) {
  for (const NamedTable& named : VariedTables()) {
    SCOPED_TRACE(named.name);
    const ParameterTable& table = named.table;
    const SampleMoments moments = RandomMoments(table, 3);
    for (const bool unbiased : {false, true}) {
      const StructuralModel model(table, moments, unbiased);
      ImpliedMoments implied;
      for (uint64_t seed = 1; seed <= 3; ++seed) {
        const Eigen::VectorXd theta = PlausibleTheta(table, seed);
        for (int g = 0; g < table.groups; ++g) {
          ASSERT_TRUE(model.Evaluate(theta, g, &implied));
          const RamMoments ram = EvaluateRam(table, theta, g, moments, unbiased);
          ExpectClose(implied.sigma, ram.sigma, 1e-13);
          if (table.mean_structure) ExpectClose(implied.mu, ram.mu, 1e-13);
        }
      }
    }
  }
}

TEST(StructuralModelTest, DerivativesOfFreeParameters) {
  for (const NamedTable& named : VariedTables()) {
    SCOPED_TRACE(named.name);
    const ParameterTable& table = named.table;
    const SampleMoments moments = RandomMoments(table, 4);
    const StructuralModel model(table, moments, false);
    const Eigen::VectorXd theta = PlausibleTheta(table, 5);
    for (int g = 0; g < table.groups; ++g) {
      ImpliedMoments implied;
      ASSERT_TRUE(model.Evaluate(theta, g, &implied));
      std::vector<CellDerivative> cells;
      for (const auto& free : model.group(g).cells) {
        cells.push_back(model.Derivative(free.cell, implied));
      }
      const Eigen::MatrixXd by_cell =
          MakeStatisticsJacobian(implied, cells, ContinuousLayout(model.p(), table.mean_structure))
              .All();
      Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(by_cell.rows(), table.free_parameters);
      for (size_t k = 0; k < cells.size(); ++k) {
        jacobian.col(model.group(g).cells[k].free) += by_cell.col(k);
      }
      const auto moments_at = [&](const Eigen::VectorXd& at) {
        return EvaluateRam(table, at, g, moments).Vector(table.mean_structure);
      };
      ExpectClose(jacobian, Differentiate(moments_at, theta), 1e-9);
    }
  }
}

// Every cell of every matrix, free or not: modification indices need them all.
TEST(StructuralModelTest, DerivativesOfAllCells) {
  TableOptions options;
  options.mean_structure = true;
  const ParameterTable table = TableOf(EveryMatrix(), options);
  const StructuralModel model(table, RandomMoments(table, 6), false);
  ImpliedMoments at;
  ASSERT_TRUE(model.Evaluate(PlausibleTheta(table, 7), 0, &at));
  const int p = model.p(), m = model.m();
  std::vector<Cell> cells;
  for (int i = 0; i < p; ++i) {
    cells.push_back({ModelMatrix::kNu, i, 0});
    for (int j = 0; j < m; ++j) cells.push_back({ModelMatrix::kLambda, i, j});
    for (int j = 0; j <= i; ++j) cells.push_back({ModelMatrix::kTheta, i, j});
  }
  for (int i = 0; i < m; ++i) {
    cells.push_back({ModelMatrix::kAlpha, i, 0});
    for (int j = 0; j < m; ++j) cells.push_back({ModelMatrix::kBeta, i, j});
    for (int j = 0; j <= i; ++j) cells.push_back({ModelMatrix::kPsi, i, j});
  }
  std::vector<CellDerivative> derivatives;
  for (const Cell& cell : cells) derivatives.push_back(model.Derivative(cell, at));
  const Eigen::MatrixXd jacobian =
      MakeStatisticsJacobian(at, derivatives, ContinuousLayout(p, true)).All();
  ASSERT_EQ(jacobian.cols(), static_cast<Eigen::Index>(cells.size()));
  for (size_t k = 0; k < cells.size(); ++k) {
    const Cell& cell = cells[k];
    const auto function = [&](const Eigen::VectorXd& x) {
      ImpliedMoments moved = at;
      CellValue(cell, &moved) = x[0];
      if (cell.matrix == ModelMatrix::kPsi) moved.psi(cell.column, cell.row) = x[0];
      if (cell.matrix == ModelMatrix::kTheta) moved.theta(cell.column, cell.row) = x[0];
      EXPECT_TRUE(DeriveMoments(true, &moved));
      Eigen::VectorXd all(p + VechSize(p));
      all << moved.mu, Vech(moved.sigma);
      return all;
    };
    const Eigen::VectorXd value = Eigen::VectorXd::Constant(1, CellValue(cell, at));
    ExpectClose(jacobian.col(k), Differentiate(function, value), 1e-9,
                "matrix " + std::to_string(static_cast<int>(cell.matrix)) + " cell " +
                    std::to_string(cell.row) + ", " + std::to_string(cell.column));
  }
}

TEST(StructuralModelTest, AWorkspaceIsOverwritten) {
  const ParameterTable table = TableOf(EveryMatrix());
  const StructuralModel model(table, RandomMoments(table, 8), false);
  ImpliedMoments fresh, used;
  ASSERT_TRUE(model.Evaluate(PlausibleTheta(table, 1), 0, &fresh));
  ASSERT_TRUE(model.Evaluate(PlausibleTheta(table, 2), 0, &used));
  used.sigma.setConstant(kNan);
  used.mu.setConstant(kNan);
  used.basis.setConstant(kNan);
  ASSERT_TRUE(model.Evaluate(PlausibleTheta(table, 1), 0, &used));
  EXPECT_EQ(used.sigma, fresh.sigma);
  EXPECT_EQ(used.mu, fresh.mu);
  EXPECT_EQ(used.basis, fresh.basis);
}

TEST(StructuralModelTest, ASingularFeedbackLoopIsNotEvaluable) {
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1 + z");
  const StructuralModel model(table, RandomMoments(table, 9), false);
  Eigen::VectorXd theta = PlausibleTheta(table, 1);
  theta[FreeIndex(table, "y1", Operator::kRegression, "y2")] = 2;
  theta[FreeIndex(table, "y2", Operator::kRegression, "y1")] = 0.5;
  ImpliedMoments implied;
  EXPECT_FALSE(model.Evaluate(theta, 0, &implied));
  theta[FreeIndex(table, "y2", Operator::kRegression, "y1")] = 0.4;
  EXPECT_TRUE(model.Evaluate(theta, 0, &implied));
}

TEST(StructuralModelTest, ObservedVariablesInPathsAndTheirRelationsBecomeFactors) {
  const ParameterTable table = TableOf("f =~ a1 + a2 + a3\nf ~ x\na1 ~~ x\na2 ~~ a3");
  const StructuralModel model(table, RandomMoments(table, 10), false);
  EXPECT_THAT(model.factors(), ElementsAre("f", "a1", "x"));
  EXPECT_EQ(model.FactorIndex("x"), 2);
  EXPECT_EQ(model.FactorIndex("a2"), -1);
  EXPECT_EQ(model.ObservedIndex("a2"), 1);
  EXPECT_EQ(model.ObservedIndex("f"), -1);
}

TEST(StructuralModelTest, Locate) {
  const ParameterTable table = TableOf("f =~ a1 + a2 + a3\ng =~ f + b1\ng ~ x");
  const StructuralModel model(table, RandomMoments(table, 11), false);
  Cell cell;
  const auto is = [&](ModelMatrix matrix, int row, int column) {
    return cell.matrix == matrix && cell.row == row && cell.column == column;
  };
  const int f = model.FactorIndex("f"), g = model.FactorIndex("g"), x = model.FactorIndex("x");
  const int a1 = model.ObservedIndex("a1"), a2 = model.ObservedIndex("a2");
  ASSERT_TRUE(model.Locate("f", Operator::kMeasuredBy, "a2", &cell));
  EXPECT_TRUE(is(ModelMatrix::kLambda, a2, f));
  ASSERT_TRUE(model.Locate("g", Operator::kMeasuredBy, "f", &cell));
  EXPECT_TRUE(is(ModelMatrix::kBeta, f, g));
  ASSERT_TRUE(model.Locate("f", Operator::kRegression, "x", &cell));
  EXPECT_TRUE(is(ModelMatrix::kBeta, f, x));
  ASSERT_TRUE(model.Locate("f", Operator::kCovariance, "g", &cell));
  EXPECT_TRUE(is(ModelMatrix::kPsi, std::max(f, g), std::min(f, g)));
  ASSERT_TRUE(model.Locate("a1", Operator::kCovariance, "a2", &cell));
  EXPECT_TRUE(is(ModelMatrix::kTheta, a2, a1));
  ASSERT_TRUE(model.Locate("a1", Operator::kIntercept, "", &cell));
  EXPECT_TRUE(is(ModelMatrix::kNu, a1, 0));
  ASSERT_TRUE(model.Locate("g", Operator::kIntercept, "", &cell));
  EXPECT_TRUE(is(ModelMatrix::kAlpha, g, 0));
  EXPECT_FALSE(model.Locate("a1", Operator::kRegression, "f", &cell));
  EXPECT_FALSE(model.Locate("a1", Operator::kCovariance, "f", &cell));
  EXPECT_FALSE(model.Locate("f", Operator::kMeasuredBy, "nothing", &cell));
  EXPECT_FALSE(model.Locate("a1", Operator::kThreshold, "t1", &cell));
}

TEST(StructuralModelTest, ThresholdsAreRefused) {
  ParameterTable table = TableOf("f =~ a1 + a2 + a3");
  Parameter threshold;
  threshold.lhs = "a1";
  threshold.op = Operator::kThreshold;
  threshold.rhs = "t1";
  table.rows.push_back(threshold);
  const Error error = ErrorOf([&] { StructuralModel(table, RandomMoments(table, 12), false); });
  EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
  EXPECT_THAT(error.what(), HasSubstr("'a1 | t1' is not available for continuous answers"));
}

TEST(SpectralRadiusTest, ClosedForms) {
  EXPECT_EQ(SpectralRadius(Eigen::MatrixXd()), 0);
  EXPECT_EQ(SpectralRadius(Eigen::MatrixXd::Zero(3, 3)), 0);
  Eigen::Matrix2d pair;
  pair << 0, 0.9, 0.4, 0;
  EXPECT_NEAR(SpectralRadius(pair), 0.6, 1e-14);
  pair << 0, -0.9, 0.4, 0;  // a complex pair of eigenvalues
  EXPECT_NEAR(SpectralRadius(pair), 0.6, 1e-14);
  Eigen::Matrix3d ring = Eigen::Matrix3d::Zero();
  ring(1, 0) = 2;
  ring(2, 1) = 3;
  ring(0, 2) = 4. / 3;
  EXPECT_NEAR(SpectralRadius(ring), 2, 1e-14);
  Eigen::Matrix3d recursive = Eigen::Matrix3d::Zero();
  recursive(1, 0) = 5;
  recursive(2, 0) = 7;
  recursive(2, 1) = -3;
  EXPECT_EQ(SpectralRadius(recursive), 0);
}

}  // namespace
}  // namespace trustsem
