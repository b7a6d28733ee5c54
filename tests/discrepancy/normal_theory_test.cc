#include "discrepancy/normal_theory.h"

#include <gmock/gmock.h>

#include "tests/support/naive_discrepancy.h"

namespace trustsem {
namespace {

struct Point {
  Point() : table(Table()), model(table, RandomMoments(table, 1), false) {
    EXPECT_TRUE(model.Evaluate(PlausibleTheta(table, 2), 0, &implied));
    for (const auto& free : model.group(0).cells) {
      cells.push_back(model.Derivative(free.cell, implied));
    }
    P = RandomCovariance(model.p(), 3);
  }
  static ParameterTable Table() {
    TableOptions options;
    options.mean_structure = true;
    return TableOf(EveryMatrix(), options);
  }
  ParameterTable table;
  StructuralModel model;
  ImpliedMoments implied;
  std::vector<CellDerivative> cells;
  Eigen::MatrixXd P;
};

TEST(NormalTheoryTest, BasisProducts) {
  const Point point;
  Eigen::MatrixXd products = Eigen::MatrixXd::Constant(2, 2, kNan);
  BasisProducts(point.implied, point.P, &products);
  ExpectClose(products, point.implied.basis.transpose() * point.P * point.implied.basis, 1e-13);
}

TEST(NormalTheoryTest, InformationIsHalfTheTraceOfProducts) {
  const Point point;
  Eigen::MatrixXd products, information;
  BasisProducts(point.implied, point.P, &products);
  NormalTheoryInformation(products, point.cells, point.cells, &information);
  Eigen::VectorXd own;
  NormalTheoryOwnInformation(products, point.cells, &own);
  const Eigen::MatrixXd& U = point.implied.basis;
  const auto d_sigma = [&](const CellDerivative& c) -> Eigen::MatrixXd {
    return c.weight * (U.col(c.a) * U.col(c.b).transpose() + U.col(c.b) * U.col(c.a).transpose());
  };
  for (size_t k = 0; k < point.cells.size(); ++k) {
    for (size_t l = 0; l < point.cells.size(); ++l) {
      const CellDerivative &x = point.cells[k], &y = point.cells[l];
      const double expected = 0.5 * (point.P * d_sigma(x) * point.P * d_sigma(y)).trace() +
                              x.slope * y.slope * U.col(x.a).dot(point.P * U.col(y.a));
      EXPECT_NEAR(information(k, l), expected, 1e-12 * std::max(1.0, std::abs(expected)));
    }
    EXPECT_NEAR(own[k], information(k, k), 1e-13 * std::max(1.0, own[k]));
  }
}

}  // namespace
}  // namespace trustsem
