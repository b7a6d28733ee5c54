#include "inference/normal_baseline.h"

#include <Eigen/Cholesky>

#include "base/matrix_products.h"
#include "implied/response_moments.h"
#include "inference/baseline_model.h"
#include "moments/combined_influence.h"

namespace trustsem {

Eigen::MatrixXd BaselineCombinations(const FittedModel& fit, int g) {
  const Eigen::MatrixXd& S = fit.moments.groups[static_cast<size_t>(g)].covariance;
  Eigen::MatrixXd A = S.diagonal().cwiseSqrt().cwiseInverse().asDiagonal();
  std::vector<int> exogenous;
  for (const std::string& name : fit.table.exogenous) {
    exogenous.push_back(fit.structure->ObservedIndex(name));
  }
  if (exogenous.empty()) return A;
  const Eigen::MatrixXd among = S(exogenous, exogenous);
  const Eigen::MatrixXd precision =
      among.llt().solve(Eigen::MatrixXd::Identity(among.rows(), among.cols()));
  const Eigen::MatrixXd root = precision.llt().matrixL();
  A(exogenous, exogenous) = root;
  return A;
}

BaselineTraces NormalBaselineTraces(const FittedModel& fit, int g) {
  const CombinedInfluence influence(*fit.moments.groups[static_cast<size_t>(g)].influence,
                                    BaselineCombinations(fit, g));
  const MomentLayout layout = ContinuousLayout(fit.moments.p(), true);
  // Covariances have the weight one.
  Eigen::VectorXd restricted(influence.moments());
  for (size_t k = 0; k < layout.size(); ++k) {
    restricted[static_cast<Eigen::Index>(k)] = IsRestricted(fit.table, layout[k]) ? 1 : 0;
  }
  Eigen::MatrixXd products;
  if (influence.respondents() > influence.moments()) {
    products = influence.ScaledCovariance(restricted, fit.threads);
  } else {
    Eigen::MatrixXd rows;
    influence.Rows(0, influence.respondents(), &rows);
    const Eigen::MatrixXd Y = restricted.asDiagonal() * rows.transpose();
    products = Gram(Y, fit.threads) / static_cast<double>(influence.respondents());
  }
  return {products.trace(), products.squaredNorm()};
}

}  // namespace trustsem
