#include "inference/posterior_mode.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "inference/probit_interval.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// Of g' H^-1 g, the squared length of a step in posterior standard deviations: where the last step
// is taken. The next one would be its square.
constexpr double kDecrement = 1e-13;
constexpr int kMostIterations = 100;
constexpr int kMostHalvings = 40;

// The joint normal distribution of the constructs and the latent responses of the ordered
// variables given the continuous variables that were answered.
struct Conditional {
  std::vector<int> continuous, ordered;  // observed variables
  Eigen::MatrixXd weights;               // (constructs + ordered) x continuous
  Eigen::MatrixXd construct_covariance;  // constructs x constructs
  Eigen::MatrixXd cross;                 // ordered x constructs
  Eigen::MatrixXd response_covariance;   // ordered x ordered
};

Conditional Condition(const ScoreModel& model, const std::vector<bool>& answered) {
  const ImpliedMoments& moments = model.moments;
  const Eigen::Index c = model.constructs;
  Conditional given;
  for (int i = 0; i < model.p(); ++i) {
    if (model.ordered[static_cast<size_t>(i)]) {
      given.ordered.push_back(i);
    } else if (answered[static_cast<size_t>(i)]) {
      given.continuous.push_back(i);
    }
  }
  const auto constructs = Eigen::seqN(0, c);
  given.construct_covariance = moments.factor_covariance.topLeftCorner(c, c);
  given.cross = moments.V()(given.ordered, constructs);
  given.response_covariance = moments.sigma(given.ordered, given.ordered);
  const Eigen::Index q = given.cross.rows(), o = static_cast<Eigen::Index>(given.continuous.size());
  given.weights.resize(c + q, o);
  if (o == 0) return given;
  Eigen::MatrixXd with_continuous(c + q, o);
  with_continuous.topRows(c) = moments.V()(given.continuous, constructs).transpose();
  with_continuous.bottomRows(q) = moments.sigma(given.ordered, given.continuous);
  const Eigen::MatrixXd sigma = moments.sigma(given.continuous, given.continuous);
  const Eigen::LLT<Eigen::MatrixXd> llt(sigma);
  if (llt.info() != Eigen::Success) {
    throw Error(ErrorKind::kOther,
                "scores do not exist: the implied covariance matrix of the continuous variables "
                "is not positive definite",
                "look for a negative residual variance (trustsem fit)");
  }
  given.weights = llt.solve(with_continuous.transpose()).transpose();
  const Eigen::MatrixXd explained = given.weights * with_continuous.transpose();
  given.construct_covariance -= explained.topLeftCorner(c, c);
  given.cross -= explained.bottomLeftCorner(q, c);
  given.response_covariance -= explained.bottomRightCorner(q, q);
  return given;
}

// eta = m + basis u, u ~ N(0, I) of dimension r: fewer than there are constructs where some are
// determined by others or by continuous variables. Latent responses: e + loadings' u.
struct Standardised {
  Eigen::MatrixXd basis;     // constructs x r
  Eigen::MatrixXd loadings;  // r x ordered
  Eigen::MatrixXd residual;  // ordered x ordered
};

Standardised Standardise(const ScoreModel& model, const Conditional& given) {
  const Eigen::Index c = model.constructs;
  // In units of the constructs' standard deviations before anything was answered.
  Eigen::VectorXd unit = model.moments.factor_covariance.diagonal().head(c).cwiseMax(0).cwiseSqrt();
  for (double& u : unit) u = u > 0 ? 1 / u : 1;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(
      unit.asDiagonal() * given.construct_covariance * unit.asDiagonal());
  const Eigen::VectorXd& values = eigen.eigenvalues();  // ascending
  if (c > 0 && !(values[0] > -1e-9)) {
    throw Error(ErrorKind::kOther,
                "scores do not exist: the covariance matrix of the constructs is not positive "
                "definite",
                "look for a negative variance (trustsem fit)");
  }
  Eigen::Index r = 0;
  while (r < c && values[c - 1 - r] > 1e-11) ++r;
  const Eigen::VectorXd roots = values.tail(r).cwiseSqrt();
  const Eigen::MatrixXd directions = eigen.eigenvectors().rightCols(r);
  Standardised standard;
  standard.basis = unit.cwiseInverse().asDiagonal() * directions * roots.asDiagonal();
  standard.loadings =
      (given.cross * unit.asDiagonal() * directions * roots.cwiseInverse().asDiagonal())
          .transpose();
  standard.residual = given.response_covariance - standard.loadings.transpose() * standard.loadings;
  return standard;
}

class PosteriorModeRule : public ScoreRule {
 public:
  PosteriorModeRule(const ScoreModel& model, const std::vector<bool>& answered);

  void Score(const Eigen::MatrixXd& answers, Eigen::Ref<Eigen::MatrixXd> scores,
             Eigen::Ref<Eigen::MatrixXd> errors) const override;

 private:
  // Buffers of one call: respondents allocate nothing.
  struct Workspace {
    Eigen::VectorXd deviation, shift;  // of continuous answers; of constructs and responses
    Eigen::Index items = 0;            // answered; what follows is of the first ones
    Eigen::MatrixXd loadings;          // r x ordered
    Eigen::VectorXd lower, upper;      // ordered
    Eigen::VectorXd u, trial, gradient, step;
    Eigen::MatrixXd hessian, factor, spread;
  };

  void Gather(const Eigen::MatrixXd& answers, Eigen::Index respondent, Workspace* w) const;
  static bool FindMode(Workspace* w);

  const ScoreModel& model_;
  Conditional given_;
  Eigen::MatrixXd basis_;
  // In units of the latent responses' residual standard deviations.
  Eigen::MatrixXd loadings_;                 // r x ordered
  Eigen::VectorXd inverse_deviations_;       // of the ordered
  std::vector<std::vector<double>> bounds_;  // of the ordered: -infinity, cut points, infinity
};

PosteriorModeRule::PosteriorModeRule(const ScoreModel& model, const std::vector<bool>& answered)
    : model_(model), given_(Condition(model, answered)) {
  Standardised standard = Standardise(model, given_);
  basis_ = std::move(standard.basis);
  const Eigen::Index q = standard.residual.rows();
  inverse_deviations_.resize(q);
  std::vector<std::string> names;
  for (Eigen::Index k = 0; k < q; ++k) {
    const int i = given_.ordered[static_cast<size_t>(k)];
    const double variance = standard.residual(k, k);
    if (!(variance > 1e-10 * model.moments.sigma(i, i))) {
      names.push_back("'" + model.observed[static_cast<size_t>(i)] + "'");
      continue;
    }
    inverse_deviations_[k] = 1 / std::sqrt(variance);
    std::vector<double>& bounds = bounds_.emplace_back();
    bounds.push_back(-kInfinity);
    for (const double cut : model.cuts[static_cast<size_t>(i)]) {
      bounds.push_back((cut - model.moments.mu[i]) * inverse_deviations_[k]);
    }
    bounds.push_back(kInfinity);
  }
  if (!names.empty()) {
    throw Error(ErrorKind::kOther,
                "scores do not exist: no positive residual variance has " + JoinNames(names),
                "hold it positive with a bound, or leave the item out");
  }
  loadings_ = standard.loadings * inverse_deviations_.asDiagonal();
}

// The continuous answers' shift of the means, and the bounds of what was answered.
void PosteriorModeRule::Gather(const Eigen::MatrixXd& answers, Eigen::Index respondent,
                               Workspace* w) const {
  w->items = 0;
  for (Eigen::Index k = 0; k < w->deviation.size(); ++k) {
    const int i = given_.continuous[static_cast<size_t>(k)];
    w->deviation[k] = answers(i, respondent) - model_.moments.mu[i];
  }
  w->shift.noalias() = given_.weights * w->deviation;
  const Eigen::Index c = model_.constructs, q = loadings_.cols();
  for (Eigen::Index k = 0; k < q; ++k) {
    const double answer = answers(given_.ordered[static_cast<size_t>(k)], respondent);
    if (std::isnan(answer)) continue;
    const std::vector<double>& bounds = bounds_[static_cast<size_t>(k)];
    const auto interval = static_cast<size_t>(answer);
    const double shift = w->shift[c + k] * inverse_deviations_[k];
    w->lower[w->items] = bounds[interval] - shift;
    w->upper[w->items] = bounds[interval + 1] - shift;
    w->loadings.col(w->items++) = loadings_.col(k);
  }
}

// Newton's method on the convex f. On return u is the mode, and `factor` the Hessian's Cholesky
// factor there.
bool PosteriorModeRule::FindMode(Workspace* w) {
  const auto loadings = w->loadings.leftCols(w->items);
  const auto lower = w->lower.head(w->items), upper = w->upper.head(w->items);
  w->u.setZero();
  double value = PosteriorObjective(w->u, loadings, lower, upper, &w->gradient, &w->hessian);
  for (int iteration = 0; iteration < kMostIterations; ++iteration) {
    w->factor = w->hessian;
    const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> llt(w->factor);
    if (!std::isfinite(value) || llt.info() != Eigen::Success) return false;
    w->step = w->gradient;
    llt.solveInPlace(w->step);
    const double decrement = w->gradient.dot(w->step);
    if (decrement < kDecrement) {
      w->u -= w->step;
      return true;
    }
    double length = 1;
    for (int halving = 0;; ++halving, length /= 2) {
      if (halving == kMostHalvings) return false;
      w->trial = w->u - length * w->step;
      const double trial =
          PosteriorObjective(w->trial, loadings, lower, upper, &w->gradient, &w->hessian);
      if (!(trial <= value - 1e-4 * length * decrement + 1e-13 * std::abs(value))) continue;
      value = trial;
      break;
    }
    w->u.swap(w->trial);
  }
  return false;
}

void PosteriorModeRule::Score(const Eigen::MatrixXd& answers, Eigen::Ref<Eigen::MatrixXd> scores,
                              Eigen::Ref<Eigen::MatrixXd> errors) const {
  const Eigen::Index c = model_.constructs, r = basis_.cols(), q = loadings_.cols();
  Workspace w;
  w.deviation.resize(given_.weights.cols());
  w.shift.resize(c + q);
  w.loadings.resize(r, q);
  w.lower.resize(q);
  w.upper.resize(q);
  for (Eigen::VectorXd* vector : {&w.u, &w.trial, &w.gradient, &w.step}) vector->resize(r);
  for (Eigen::MatrixXd* matrix : {&w.hessian, &w.factor}) matrix->resize(r, r);
  for (Eigen::Index j = 0; j < answers.cols(); ++j) {
    Gather(answers, j, &w);
    if (!FindMode(&w)) {
      scores.col(j).setConstant(kNaN);
      errors.col(j).setConstant(kNaN);
      continue;
    }
    scores.col(j) = model_.moments.factor_means.head(c) + w.shift.head(c);
    scores.col(j).noalias() += basis_ * w.u;
    w.spread = basis_.transpose();
    w.factor.triangularView<Eigen::Lower>().solveInPlace(w.spread);
    errors.col(j) = w.spread.colwise().norm().transpose();
  }
}

}  // namespace

double PosteriorObjective(const Eigen::VectorXd& u,
                          const Eigen::Ref<const Eigen::MatrixXd>& loadings,
                          const Eigen::Ref<const Eigen::VectorXd>& lower,
                          const Eigen::Ref<const Eigen::VectorXd>& upper, Eigen::VectorXd* gradient,
                          Eigen::MatrixXd* hessian) {
  const Eigen::Index r = u.size();
  *gradient = u;
  hessian->setIdentity();
  double value = 0.5 * u.squaredNorm();
  for (Eigen::Index j = 0; j < loadings.cols(); ++j) {
    const double* l = loadings.data() + j * loadings.outerStride();
    double t = 0;
    for (Eigen::Index a = 0; a < r; ++a) t += l[a] * u[a];
    const ProbitInterval item = EvaluateProbitInterval(lower[j] - t, upper[j] - t);
    value -= item.log_probability;
    for (Eigen::Index b = 0; b < r; ++b) {
      (*gradient)[b] -= item.slope * l[b];
      const double weighted = -item.curvature * l[b];
      for (Eigen::Index a = b; a < r; ++a) (*hessian)(a, b) += weighted * l[a];
    }
  }
  return value;
}

std::vector<std::pair<std::string, std::string>> DependentResiduals(const ScoreModel& model) {
  const Conditional given =
      Condition(model, std::vector<bool>(static_cast<size_t>(model.p()), true));
  const Eigen::MatrixXd residual = Standardise(model, given).residual;
  std::vector<std::pair<std::string, std::string>> pairs;
  for (Eigen::Index a = 0; a < residual.rows(); ++a) {
    for (Eigen::Index b = 0; b < a; ++b) {
      const double scale = std::sqrt(std::abs(residual(a, a) * residual(b, b)));
      if (!(std::abs(residual(a, b)) > 1e-7 * scale)) continue;
      const auto name = [&](Eigen::Index k) {
        return model.observed[static_cast<size_t>(given.ordered[static_cast<size_t>(k)])];
      };
      pairs.emplace_back(name(b), name(a));
    }
  }
  return pairs;
}

std::unique_ptr<ScoreRule> MakePosteriorModeRule(const ScoreModel& model,
                                                 const std::vector<bool>& answered) {
  return std::make_unique<PosteriorModeRule>(model, answered);
}

}  // namespace trustsem
