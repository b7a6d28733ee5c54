#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <optional>

#include "base/matrix_products.h"
#include "discrepancy/normal_theory.h"
#include "inference/fit_measures.h"
#include "inference/saturated_information.h"

namespace trustsem {
namespace {

// n (log|Sigma| - log|S| + tr(S Sigma^-1) - p + d' Sigma^-1 d) with the saturated moments in the
// place of a complete sample's.
double CompleteStatistic(const GroupMoments& group, const Eigen::MatrixXd& sigma,
                         const Eigen::VectorXd& mu) {
  const Eigen::LLT<Eigen::MatrixXd> model(sigma), sample(group.covariance);
  const auto log_determinant = [](const Eigen::LLT<Eigen::MatrixXd>& llt) {
    return 2 * llt.matrixLLT().diagonal().array().log().sum();
  };
  const Eigen::VectorXd d = group.means - mu;
  return group.n *
         (log_determinant(model) - log_determinant(sample) + model.solve(group.covariance).trace() -
          static_cast<double>(d.size()) + d.dot(model.solve(d)));
}

// W X for the free moments' part W of the normal-theory weight of complete answers.
class CompleteWeight {
 public:
  CompleteWeight(const GroupMoments& group, const std::vector<Eigen::Index>& free)
      : precision_(PositiveDefiniteInverse(group.covariance)), free_(free) {}

  Eigen::MatrixXd Times(const Eigen::MatrixXd& x) const {
    const Eigen::Index p = precision_.rows();
    Eigen::MatrixXd all = Eigen::MatrixXd::Zero(p + p * (p + 1) / 2, x.cols());
    all(free_, Eigen::all) = x;
    return NormalTheoryWeighted(precision_, all)(free_, Eigen::all);
  }

 private:
  const Eigen::MatrixXd precision_;
  const std::vector<Eigen::Index>& free_;
};

// One group's share of the means below: with A the saturated information, B the products of its
// scores (A where they are not robust), W the weight of complete answers and D a Jacobian,
//   E r' W r = tr(W G) - 2 tr(E D' B A^-1 W D) + tr(E D' W D E D' B D),   G = A^-1 B A^-1,
// for the residuals r = b - D E D' A b of saturated estimates b with covariance G.
class ResidualForm {
 public:
  ResidualForm(const SaturatedInformation& saturated, const CompleteWeight& weight, int threads)
      : saturated_(saturated), weight_(weight), threads_(threads) {
    const Eigen::MatrixXd weighted = weight.Times(saturated.inverse);
    robust_ = saturated.products.size() > 0;
    all_ =
        robust_
            ? Product(saturated.inverse, weighted, threads).cwiseProduct(saturated.products).sum()
            : weighted.trace();
  }

  double all() const { return all_; }  // tr(W G)

  // D' W D, D' B A^-1 W D and D' B D.
  struct Parts {
    Eigen::MatrixXd weight, cross, products;
  };
  Parts Of(const Eigen::MatrixXd& jacobian) const {
    const Eigen::MatrixXd weighted = weight_.Times(jacobian);
    const Eigen::MatrixXd& B = robust_ ? saturated_.products : saturated_.information;
    const Eigen::MatrixXd scores = Product(B, jacobian, threads_);
    Parts parts;
    parts.weight = TransposedProduct(jacobian, weighted, threads_);
    parts.products = TransposedProduct(jacobian, scores, threads_);
    parts.cross = robust_ ? TransposedProduct(
                                scores, Product(saturated_.inverse, weighted, threads_), threads_)
                          : parts.weight;
    return parts;
  }

 private:
  const SaturatedInformation& saturated_;
  const CompleteWeight& weight_;
  const int threads_;
  bool robust_ = false;
  double all_ = 0;
};

// What the estimates take up of tr(W G): E the inverse information of the parameters.
double TakenUp(const Eigen::MatrixXd& inverse, const ResidualForm::Parts& parts) {
  return 2 * inverse.cwiseProduct(parts.cross).sum() -
         (inverse * parts.weight * inverse).cwiseProduct(parts.products).sum();
}

struct CompleteDiscrepancy {
  double statistic = 0, mean = 0;  // the mean where the model holds
  double excess() const { return statistic - mean; }
};

// Of the model and the baseline; empty where an information matrix is not positive definite.
struct CompleteDiscrepancies {
  CompleteDiscrepancy model, baseline;
};

std::optional<CompleteDiscrepancies> MeasureComplete(const FittedModel& fit,
                                                     const BaselineFit& baseline) {
  std::vector<bool> restricted;
  const std::vector<Eigen::Index> free = FreeMoments(fit.table, &restricted);
  std::vector<Eigen::Index> unrestricted;  // places in `free`
  for (size_t k = 0; k < free.size(); ++k) {
    if (!restricted[k]) unrestricted.push_back(static_cast<Eigen::Index>(k));
  }
  const auto size = static_cast<Eigen::Index>(free.size());
  const Eigen::MatrixXd selection = Eigen::MatrixXd::Identity(size, size)(Eigen::all, unrestricted);
  CompleteDiscrepancies out;
  const Eigen::Index q = fit.free_parameters();
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(q, q);
  ResidualForm::Parts sums{information, information, information};
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
    const ImpliedMoments& implied = fit.implied[static_cast<size_t>(g)];
    const SaturatedInformation& saturated = fit.saturated[static_cast<size_t>(g)];
    if (saturated.inverse.size() == 0) return std::nullopt;
    const CompleteWeight weight(group, free);
    const ResidualForm form(saturated, weight, fit.threads);
    out.model.statistic += CompleteStatistic(group, implied.sigma, implied.mu);
    out.model.mean += form.all();
    const Eigen::MatrixXd jacobian = FreeMomentJacobian(fit, g, free);
    const ResidualForm::Parts parts = form.Of(jacobian);
    const double share = group.n / fit.respondents();
    sums.weight += share * parts.weight;
    sums.cross += share * parts.cross;
    sums.products += share * parts.products;
    information +=
        share * TransposedProduct(jacobian, Product(saturated.information, jacobian, fit.threads),
                                  fit.threads);
    const Eigen::MatrixXd of_free =
        PositiveDefiniteInverse(saturated.information(unrestricted, unrestricted));
    if (of_free.size() == 0) return std::nullopt;
    out.baseline.statistic += CompleteStatistic(group, baseline.covariances[static_cast<size_t>(g)],
                                                baseline.means[static_cast<size_t>(g)]);
    out.baseline.mean += form.all() - TakenUp(of_free, form.Of(selection));
  }
  const Eigen::MatrixXd& Z = fit.null_space;
  Eigen::MatrixXd inverse = PositiveDefiniteInverse(
      Z.size() > 0 ? Eigen::MatrixXd(Z.transpose() * information * Z) : information);
  if (inverse.size() == 0) return std::nullopt;
  if (Z.size() > 0) inverse = (Z * inverse * Z.transpose()).eval();
  out.model.mean -= TakenUp(inverse, sums);
  if (!(out.model.mean > 0) || !std::isfinite(out.model.excess())) return std::nullopt;
  return out;
}

}  // namespace

void AddIncompleteFit(const FittedModel& fit, const TestStatistic& model,
                      const BaselineFit& baseline, FitMeasures* measures) {
  const std::optional<CompleteDiscrepancies> complete = MeasureComplete(fit, baseline);
  if (!complete) return;
  const double excess = complete->model.excess(), baseline_excess = complete->baseline.excess();
  const double most = std::max({excess, baseline_excess, 0.0});
  const double df = model.df, baseline_df = baseline.df;
  const double tli =
      df > 0 && baseline_df > 0 ? 1 - (excess / df) / (baseline_excess / baseline_df) : 1.0;
  measures->emplace_back("cfi_robust", most > 0 ? 1 - std::max(excess, 0.0) / most : 1.0);
  measures->emplace_back("tli_robust", tli);
  measures->emplace_back("nnfi_robust", tli);
  measures->emplace_back("rni_robust", 1 - excess / baseline_excess);
  // x / c has the noncentrality of a chi-square variable with df, and c times it is x's.
  TestStatistic scaled = model;
  const double c = df > 0 ? complete->model.mean / df : 1;
  scaled.chisq = complete->model.statistic / c;
  scaled.respondents = model.respondents / c;
  AddRmsea(scaled, "_robust", measures);
}

}  // namespace trustsem
