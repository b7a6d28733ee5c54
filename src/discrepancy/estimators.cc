// The one place that knows the estimators by name.
#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>

#include "base/text.h"
#include "discrepancy/discrepancy.h"
#include "discrepancy/generalized_least_squares.h"
#include "discrepancy/maximum_likelihood.h"
#include "discrepancy/weighted_least_squares.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

const std::vector<Estimator>& Estimators() {
  static const std::vector<Estimator> estimators = {
      {"ML", FourthMoments::kNone, true, true, false, true},
      {"GLS", FourthMoments::kNone, false, true, true, true},
      {"ULS", FourthMoments::kNone, false, false, true, false},
      {"DWLS", FourthMoments::kDiagonal, false, true, true, false},
      {"WLS", FourthMoments::kFull, false, true, true, false}};
  return estimators;
}

Eigen::VectorXd MomentVector(const GroupMoments& group, bool mean_structure) {
  const Eigen::VectorXd vech = Vech(group.UnbiasedCovariance());
  if (!mean_structure) return vech;
  Eigen::VectorXd moments(group.means.size() + vech.size());
  moments << group.means, vech;
  return moments;
}

Fault CannotWeigh(const GroupMoments& group, int size) {
  return {
      {},
      fmt::format("WLS needs an invertible asymptotic covariance of the {} moments, which {:.0f} "
                  "respondents{} do not give",
                  size, group.n, group.label.empty() ? "" : " of group '" + group.label + "'"),
      "use --estimator DWLS or ML, fewer items or more respondents"};
}

std::unique_ptr<Discrepancy> MakeWeighted(const Estimator& estimator, const GroupMoments& group,
                                          bool mean_structure) {
  Eigen::VectorXd moments = MomentVector(group, mean_structure);
  const Eigen::Index size = moments.size();
  Eigen::VectorXd diagonal;
  Eigen::MatrixXd weight;
  switch (estimator.needs) {
    case FourthMoments::kNone:
      diagonal.setOnes(size);
      break;
    case FourthMoments::kDiagonal:
      diagonal = group.asymptotic_variances.tail(size).cwiseInverse();
      break;
    case FourthMoments::kFull: {
      // Scaled to a unit diagonal first, so that the test of rank does not depend on units.
      const Eigen::VectorXd scale =
          group.asymptotic_variances.tail(size).cwiseSqrt().cwiseInverse();
      const Eigen::LLT<Eigen::MatrixXd> llt(
          scale.asDiagonal() * group.asymptotic_covariance.bottomRightCorner(size, size) *
          scale.asDiagonal());
      if (group.n <= static_cast<double>(size) || llt.info() != Eigen::Success ||
          llt.rcond() < 1e-14) {
        throw Error(ErrorKind::kData, {CannotWeigh(group, static_cast<int>(size))});
      }
      weight = scale.asDiagonal() * llt.solve(Eigen::MatrixXd::Identity(size, size)) *
               scale.asDiagonal();
      break;
    }
  }
  return std::make_unique<WeightedLeastSquares>(std::move(moments), std::move(diagonal),
                                                std::move(weight), mean_structure);
}

}  // namespace

Estimator FindEstimator(const std::string& name) {
  std::vector<std::string> names;
  for (const Estimator& estimator : Estimators()) {
    if (ToLower(estimator.name) == ToLower(name)) return estimator;
    names.push_back(estimator.name);
  }
  throw Error(ErrorKind::kUsage, fmt::format("the estimator '{}' is not available", Excerpt(name)),
              DidYouMean(name, names, "choose from " + JoinNames(names)));
}

std::vector<std::unique_ptr<Discrepancy>> MakeDiscrepancies(const Estimator& estimator,
                                                            const SampleMoments& moments,
                                                            bool mean_structure) {
  std::vector<std::unique_ptr<Discrepancy>> discrepancies;
  for (const GroupMoments& group : moments.groups) {
    if (estimator.likelihood) {
      discrepancies.push_back(
          std::make_unique<MaximumLikelihood>(group.covariance, group.means, mean_structure));
    } else if (estimator.name == "GLS") {
      discrepancies.push_back(std::make_unique<GeneralizedLeastSquares>(
          group.UnbiasedCovariance(), group.means, mean_structure));
    } else {
      discrepancies.push_back(MakeWeighted(estimator, group, mean_structure));
    }
  }
  return discrepancies;
}

}  // namespace trustsem
