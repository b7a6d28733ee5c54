// The one place that knows the estimators by name.
#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>

#include "base/text.h"
#include "discrepancy/discrepancy.h"
#include "discrepancy/full_information.h"
#include "discrepancy/generalized_least_squares.h"
#include "discrepancy/maximum_likelihood.h"
#include "discrepancy/weighted_least_squares.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

const std::vector<Estimator>& Estimators() {
  using enum Weight;
  using Test = CorrectedTest;
  static const std::vector<Estimator> estimators = {
      {"ML", kLikelihood, true, Test::kNone, "MLR"},
      {"MLM", kLikelihood, true, Test::kMean, ""},
      {"MLMV", kLikelihood, true, Test::kScaledAndShifted, ""},
      {"MLMVS", kLikelihood, true, Test::kMeanAndVariance, ""},
      {"MLR", kLikelihood, true, Test::kYuanBentler, ""},
      {"GLS", kNormalTheory, true, Test::kNone, ""},
      {"ULS", kIdentity, false, Test::kNone, ""},
      {"DWLS", kDiagonal, true, Test::kNone, ""},
      {"WLS", kFull, true, Test::kNone, ""},
      {"ULSM", kIdentity, false, Test::kMean, ""},
      {"ULSMV", kIdentity, false, Test::kScaledAndShifted, ""},
      {"ULSMVS", kIdentity, false, Test::kMeanAndVariance, ""},
      {"WLSM", kDiagonal, true, Test::kMean, ""},
      {"WLSMV", kDiagonal, true, Test::kScaledAndShifted, ""},
      {"WLSMVS", kDiagonal, true, Test::kMeanAndVariance, ""}};
  return estimators;
}

// What the moments' sampling errors are estimated from.
double Independent(const GroupMoments& group) {
  const double units = group.clusters > 0 ? group.clusters : group.n;
  return units - std::max(0.0, group.strata - 1);
}

std::string Units(const GroupMoments& group) {
  const std::string units = group.clusters > 0 ? fmt::format("{:.0f} clusters", group.clusters)
                                               : fmt::format("{:.0f} respondents", group.n);
  return units + (group.strata > 1 ? fmt::format(" in {:.0f} strata", group.strata) : "");
}

Fault CannotWeigh(const GroupMoments& group, int size) {
  return {
      {},
      fmt::format("WLS needs an invertible asymptotic covariance of the {} moments, which {}{} do "
                  "not give",
                  size, Units(group), group.label.empty() ? "" : " of group '" + group.label + "'"),
      "use --estimator DWLS or ML, fewer items or more respondents"};
}

// The inverse of the asymptotic covariance, scaled to a unit diagonal first, so that the test of
// rank does not depend on units.
Eigen::MatrixXd FullWeight(const GroupMoments& group, Eigen::Index size) {
  const Eigen::VectorXd scale = group.asymptotic_variances.tail(size).cwiseSqrt().cwiseInverse();
  const Eigen::LLT<Eigen::MatrixXd> llt(scale.asDiagonal() *
                                        group.asymptotic_covariance.bottomRightCorner(size, size) *
                                        scale.asDiagonal());
  if (Independent(group) <= static_cast<double>(size) || llt.info() != Eigen::Success ||
      llt.rcond() < 1e-14) {
    throw Error(ErrorKind::kData, {CannotWeigh(group, static_cast<int>(size))});
  }
  return scale.asDiagonal() * llt.solve(Eigen::MatrixXd::Identity(size, size)) * scale.asDiagonal();
}

std::unique_ptr<Discrepancy> MakeWeighted(const Estimator& estimator, const GroupMoments& group,
                                          bool mean_structure) {
  MomentLayout layout = group.layout;
  Eigen::VectorXd statistics = group.statistics;
  if (layout.empty()) {
    layout = ContinuousLayout(static_cast<int>(group.means.size()), mean_structure);
    const Eigen::VectorXd vech = Vech(group.UnbiasedCovariance());
    statistics.resize(static_cast<Eigen::Index>(layout.size()));
    if (mean_structure) {
      statistics << group.means, vech;
    } else {
      statistics = vech;
    }
  }
  const Eigen::Index size = statistics.size();
  Eigen::VectorXd diagonal;
  Eigen::MatrixXd weight;
  if (estimator.weight == Weight::kFull) {
    weight = FullWeight(group, size);
  } else if (estimator.weight == Weight::kDiagonal) {
    diagonal = group.asymptotic_variances.tail(size).cwiseInverse();
  } else {
    diagonal.setOnes(size);
  }
  return std::make_unique<WeightedLeastSquares>(std::move(layout), std::move(statistics),
                                                std::move(diagonal), std::move(weight));
}

}  // namespace

FourthMoments Estimator::needs() const {
  return robust() && weight != Weight::kFull ? FourthMoments::kInfluence : weight_needs();
}

FourthMoments Estimator::weight_needs() const {
  if (weight == Weight::kFull) return FourthMoments::kFull;
  return weight == Weight::kDiagonal ? FourthMoments::kDiagonal : FourthMoments::kNone;
}

Estimator FindEstimator(const std::string& name) {
  std::vector<std::string> names;
  for (const Estimator& estimator : Estimators()) {
    if (ToLower(estimator.name) == ToLower(name)) return estimator;
    names.push_back(estimator.name);
  }
  throw Error(ErrorKind::kUsage, fmt::format("the estimator '{}' is not available", Excerpt(name)),
              DidYouMean(name, names, "choose from " + JoinNames(names, names.size())));
}

Estimator UnderDesign(const Estimator& estimator) {
  return estimator.under_design.empty() ? estimator : FindEstimator(estimator.under_design);
}

Estimator DefaultEstimator(bool ordered) { return FindEstimator(ordered ? "WLSMV" : "ML"); }

std::vector<std::unique_ptr<Discrepancy>> MakeDiscrepancies(const Estimator& estimator,
                                                            const SampleMoments& moments,
                                                            bool mean_structure) {
  std::vector<std::unique_ptr<Discrepancy>> discrepancies;
  for (const GroupMoments& group : moments.groups) {
    switch (estimator.weight) {
      case Weight::kLikelihood:
        if (group.patterns != nullptr) {
          discrepancies.push_back(
              std::make_unique<FullInformation>(group.patterns, group.saturated_deviance));
        } else {
          discrepancies.push_back(
              std::make_unique<MaximumLikelihood>(group.covariance, group.means, mean_structure));
        }
        break;
      case Weight::kNormalTheory:
        discrepancies.push_back(std::make_unique<GeneralizedLeastSquares>(
            group.UnbiasedCovariance(), group.means, mean_structure));
        break;
      default:
        discrepancies.push_back(MakeWeighted(estimator, group, mean_structure));
    }
  }
  return discrepancies;
}

}  // namespace trustsem
