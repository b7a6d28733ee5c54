#include "moments/polychoric.h"

#include <gmock/gmock.h>

#include "moments/correlation_search.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

const VectorXd& Rows() {
  static const VectorXd rows = (VectorXd(3) << -1.1, 0.2, 1.4).finished();
  return rows;
}

const VectorXd& Columns() {
  static const VectorXd columns = (VectorXd(4) << -1.6, -0.7, 0.1, 1.2).finished();
  return columns;
}

double LogLikelihood(const MatrixXd& table, const VectorXd& rows, const VectorXd& columns,
                     double r) {
  double sum = 0;
  for (Eigen::Index i = 0; i < table.rows(); ++i) {
    for (Eigen::Index j = 0; j < table.cols(); ++j) {
      if (table(i, j) == 0) continue;
      const double a = i ? rows[i - 1] : -INFINITY, b = i < rows.size() ? rows[i] : INFINITY;
      const double c = j ? columns[j - 1] : -INFINITY,
                   d = j < columns.size() ? columns[j] : INFINITY;
      sum += table(i, j) * std::log(BivariateNormalRectangle(a, b, c, d, r));
    }
  }
  return sum;
}

// The table that a correlation makes gives it back.
TEST(Polychoric, ExpectedTablesReturnTheirCorrelation) {
  for (double r : {-0.985, -0.9, -0.55, -0.1, 0.0, 0.3, 0.71, 0.93, 0.99}) {
    MatrixXd table;
    BivariateNormalCells(Rows(), Columns(), r, &table);
    const PolychoricFit fit = FitPolychoric(1000 * table, Rows(), Columns());
    EXPECT_NEAR(fit.correlation, r, 1e-11);
    EXPECT_FALSE(fit.at_boundary);
    EXPECT_TRUE(fit.probabilities.isApprox(table, 1e-10));
  }
}

MatrixXd UnevenTable() {
  MatrixXd table(4, 5);
  table << 9, 14, 6, 2, 0,  //
      5, 22, 31, 17, 3,     //
      0, 11, 25, 30, 9,     //
      1, 0, 4, 13, 12;
  return table;
}

TEST(Polychoric, TheLikelihoodIsHighestAtTheEstimate) {
  const MatrixXd table = UnevenTable();
  const PolychoricFit fit = FitPolychoric(table, Rows(), Columns());
  const auto value = [&](double r) { return LogLikelihood(table, Rows(), Columns(), r); };
  const double h = 1e-5;
  const double slope = (value(fit.correlation + h) - value(fit.correlation - h)) / (2 * h);
  EXPECT_NEAR(slope, 0, 1e-5);
  EXPECT_GT(value(fit.correlation), value(fit.correlation + 1e-3));
  EXPECT_GT(value(fit.correlation), value(fit.correlation - 1e-3));
  EXPECT_NEAR(table.cwiseProduct(fit.scores).sum(), 0, 1e-9);
}

TEST(Polychoric, CellScoresAreTheSlopesOfLogProbabilities) {
  const MatrixXd table = UnevenTable();
  const PolychoricFit fit = FitPolychoric(table, Rows(), Columns());
  const double h = 1e-5;
  for (Eigen::Index i = 0; i < 4; ++i) {
    for (Eigen::Index j = 0; j < 5; ++j) {
      MatrixXd single = MatrixXd::Zero(4, 5);
      single(i, j) = 1;
      const double slope = (LogLikelihood(single, Rows(), Columns(), fit.correlation + h) -
                            LogLikelihood(single, Rows(), Columns(), fit.correlation - h)) /
                           (2 * h);
      EXPECT_NEAR(fit.scores(i, j), table(i, j) == 0 ? 0 : slope, 1e-7 * (1 + std::abs(slope)));
    }
  }
}

TEST(Polychoric, ThresholdScoresAreTheSlopesOfTheLikelihood) {
  const MatrixXd table = UnevenTable();
  const PolychoricFit fit = FitPolychoric(table, Rows(), Columns());
  VectorXd by_rows, by_columns;
  SumThresholdScores(table, fit.probabilities, Rows(), Columns(), fit.correlation, &by_rows,
                     &by_columns);
  const double h = 1e-5;
  for (Eigen::Index t = 0; t < 3; ++t) {
    VectorXd up = Rows(), down = Rows();
    up[t] += h, down[t] -= h;
    const double slope = (LogLikelihood(table, up, Columns(), fit.correlation) -
                          LogLikelihood(table, down, Columns(), fit.correlation)) /
                         (2 * h);
    EXPECT_NEAR(by_rows[t], slope, 1e-5);
  }
  for (Eigen::Index t = 0; t < 4; ++t) {
    VectorXd up = Columns(), down = Columns();
    up[t] += h, down[t] -= h;
    const double slope = (LogLikelihood(table, Rows(), up, fit.correlation) -
                          LogLikelihood(table, Rows(), down, fit.correlation)) /
                         (2 * h);
    EXPECT_NEAR(by_columns[t], slope, 1e-5);
  }
}

TEST(Polychoric, StopsAtTheBoundOfADiagonalTable) {
  const VectorXd cut = VectorXd::Constant(1, 0.3);
  MatrixXd table(2, 2);
  table << 60, 0, 0, 40;
  const PolychoricFit up = FitPolychoric(table, cut, cut);
  EXPECT_TRUE(up.at_boundary);
  EXPECT_EQ(up.correlation, kLargestPolychoric);
  table << 0, 60, 40, 0;
  const PolychoricFit down = FitPolychoric(table, cut, -cut);
  EXPECT_TRUE(down.at_boundary);
  EXPECT_EQ(down.correlation, -kLargestPolychoric);
}

// A single answer far from the others keeps the correlation from the bound, however little
// probability it has there.
TEST(Polychoric, AnOutlyingAnswerKeepsTheEstimateInside) {
  MatrixXd table = MatrixXd::Zero(5, 5);
  table.diagonal() << 200, 250, 300, 250, 200;
  table(0, 4) = 1;
  const VectorXd cuts = (VectorXd(4) << -0.97, -0.25, 0.25, 0.97).finished();
  const PolychoricFit fit = FitPolychoric(table, cuts, cuts);
  EXPECT_FALSE(fit.at_boundary);
  EXPECT_LT(fit.correlation, 0.995);
  EXPECT_LT(fit.probabilities(0, 4), 1e-30);
  const double information = table.cwiseProduct(fit.scores).cwiseProduct(fit.scores).sum();
  EXPECT_NEAR(table.cwiseProduct(fit.scores).sum() / information, 0, 1e-10);
  EXPECT_GT(LogLikelihood(table, cuts, cuts, fit.correlation),
            LogLikelihood(table, cuts, cuts, fit.correlation + 1e-3));
}

}  // namespace
}  // namespace trustsem
