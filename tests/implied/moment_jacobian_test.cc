#include "implied/moment_jacobian.h"

#include <gmock/gmock.h>

#include "tests/support/ram.h"

namespace trustsem {
namespace {

TEST(MomentJacobianTest, ColumnsAreTheCellsDerivativesAsMatrices) {
  TableOptions options;
  options.mean_structure = true;
  const ParameterTable table = TableOf(EveryMatrix(), options);
  const StructuralModel model(table, RandomMoments(table, 1), false);
  ImpliedMoments implied;
  ASSERT_TRUE(model.Evaluate(PlausibleTheta(table, 2), 0, &implied));
  std::vector<CellDerivative> cells;
  for (const auto& free : model.group(0).cells) {
    cells.push_back(model.Derivative(free.cell, implied));
  }
  const int p = model.p();
  const Eigen::MatrixXd with = MomentJacobian(implied, cells, true);
  const Eigen::MatrixXd without = MomentJacobian(implied, cells, false);
  ASSERT_EQ(with.rows(), p + VechSize(p));
  ASSERT_EQ(without.rows(), VechSize(p));
  for (size_t k = 0; k < cells.size(); ++k) {
    const Eigen::VectorXd a = implied.basis.col(cells[k].a), b = implied.basis.col(cells[k].b);
    const Eigen::MatrixXd d_sigma = cells[k].weight * (a * b.transpose() + b * a.transpose());
    ExpectClose(with.col(k).head(p), cells[k].slope * a, 1e-15);
    ExpectClose(with.col(k).tail(VechSize(p)), Vech(d_sigma), 1e-14);
    EXPECT_EQ(without.col(k), with.col(k).tail(VechSize(p)));
  }
}

}  // namespace
}  // namespace trustsem
