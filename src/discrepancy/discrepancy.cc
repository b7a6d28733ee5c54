#include "discrepancy/discrepancy.h"

namespace trustsem {

void Discrepancy::Derivatives(const ImpliedMoments& implied,
                              const std::vector<CellDerivative>& cells,
                              const Eigen::MatrixXd& products, const Eigen::VectorXd& mean_products,
                              DiscrepancyWorkspace* workspace, Eigen::VectorXd* gradient,
                              Eigen::MatrixXd* information) const {
  gradient->resize(static_cast<Eigen::Index>(cells.size()));
  for (size_t k = 0; k < cells.size(); ++k) {
    const CellDerivative& cell = cells[k];
    (*gradient)[static_cast<Eigen::Index>(k)] =
        2 * cell.weight * products(cell.a, cell.b) + cell.slope * mean_products[cell.a];
  }
  if (information != nullptr) Information(implied, cells, cells, workspace, information);
}

bool Discrepancy::HasHessian(const ImpliedMoments&, const std::vector<CellDerivative>&) const {
  return true;
}

double Discrepancy::QuadraticForm(const Eigen::VectorXd& statistics,
                                  const DiscrepancyWorkspace& workspace) const {
  return statistics.dot(Weighted(statistics, workspace).col(0));
}

}  // namespace trustsem
