#include "implied/second_derivatives.h"

#include <gmock/gmock.h>

#include "tests/support/ram.h"

namespace trustsem {
namespace {

// For fixed symmetric Q and vector v, phi(theta) = tr(Q Sigma) + v' mu has the contracted second
// derivatives as its Hessian. Parameters are shared by no two cells here, so cells are parameters.
TEST(SecondDerivativesTest, AgreeWithDifferencesOfTheGradient) {
  for (const NamedTable& named : VariedTables()) {
    const ParameterTable& table = named.table;
    if (table.groups > 1) continue;
    SCOPED_TRACE(named.name);
    const SampleMoments moments = RandomMoments(table, 3);
    const StructuralModel model(table, moments, false);
    const int p = model.p();
    const Eigen::MatrixXd Q = RandomCovariance(p, 21) - Eigen::MatrixXd::Identity(p, p);
    const Eigen::VectorXd v = RandomMatrix(p, 1, 22);
    const auto& cells = model.group(0).cells;
    const auto derivatives = [&](const ImpliedMoments& implied) {
      std::vector<CellDerivative> all;
      for (const auto& free : cells) all.push_back(model.Derivative(free.cell, implied));
      return all;
    };
    const auto gradient = [&](const Eigen::VectorXd& theta) {
      ImpliedMoments implied;
      EXPECT_TRUE(model.Evaluate(theta, 0, &implied));
      Eigen::VectorXd by_cell(cells.size());
      const std::vector<CellDerivative> d = derivatives(implied);
      for (size_t k = 0; k < d.size(); ++k) {
        const Eigen::VectorXd a = implied.basis.col(d[k].a), b = implied.basis.col(d[k].b);
        by_cell[k] = 2 * d[k].weight * a.dot(Q * b) + d[k].slope * a.dot(v);
      }
      return by_cell;
    };
    const Eigen::VectorXd theta = PlausibleTheta(table, 5);
    ImpliedMoments implied;
    ASSERT_TRUE(model.Evaluate(theta, 0, &implied));
    const Eigen::MatrixXd products = implied.basis.transpose() * Q * implied.basis;
    const Eigen::VectorXd mean_products = implied.basis.transpose() * v;
    Eigen::MatrixXd out = Eigen::MatrixXd::Ones(cells.size(), cells.size());
    AddSecondDerivatives(cells, derivatives(implied), implied, products, mean_products, &out);
    const Eigen::MatrixXd by_parameter = Differentiate(gradient, theta);
    Eigen::MatrixXd expected(cells.size(), cells.size());
    for (size_t l = 0; l < cells.size(); ++l) {
      // A parameter that several cells share moves them all: compare their sum.
      expected.col(l) = by_parameter.col(cells[l].free);
    }
    Eigen::MatrixXd summed = out - Eigen::MatrixXd::Ones(cells.size(), cells.size());
    for (size_t l = 0; l < cells.size(); ++l) {
      for (size_t k = 0; k < cells.size(); ++k) {
        if (k == l || cells[k].free != cells[l].free) continue;
        summed.col(l) += out.col(k) - Eigen::VectorXd::Ones(cells.size());
      }
    }
    ExpectClose(summed, expected, 1e-9);
    ExpectClose(out, out.transpose(), 1e-13);
  }
}

}  // namespace
}  // namespace trustsem
