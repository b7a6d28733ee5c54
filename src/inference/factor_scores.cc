#include "inference/factor_scores.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>
#include <utility>

#include "base/text.h"
#include "inference/posterior_mode.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// score = origin + weights (y - center), of the variables that were answered.
class LinearRule : public ScoreRule {
 public:
  std::vector<int> variables;
  Eigen::VectorXd center;   // of the variables
  Eigen::MatrixXd weights;  // constructs x variables
  Eigen::VectorXd origin, error;

  void Score(const Eigen::MatrixXd& answers, Eigen::Ref<Eigen::MatrixXd> scores,
             Eigen::Ref<Eigen::MatrixXd> errors) const override {
    Eigen::VectorXd deviation(center.size());
    for (Eigen::Index j = 0; j < answers.cols(); ++j) {
      for (Eigen::Index k = 0; k < center.size(); ++k) {
        deviation[k] = answers(variables[static_cast<size_t>(k)], j) - center[k];
      }
      scores.col(j) = origin;
      scores.col(j).noalias() += weights * deviation;
      errors.col(j) = error;
    }
  }
};

std::vector<int> Answered(const std::vector<bool>& answered) {
  std::vector<int> variables;
  for (size_t i = 0; i < answered.size(); ++i) {
    if (answered[i]) variables.push_back(static_cast<int>(i));
  }
  return variables;
}

std::unique_ptr<ScoreRule> RegressionRule(const ScoreModel& model,
                                          const std::vector<bool>& answered) {
  const ImpliedMoments& moments = model.moments;
  const Eigen::Index c = model.constructs;
  auto rule = std::make_unique<LinearRule>();
  rule->variables = Answered(answered);
  rule->center = moments.mu(rule->variables);
  rule->origin = moments.factor_means.head(c);
  const Eigen::MatrixXd cross = moments.V()(rule->variables, Eigen::seqN(0, c));
  const Eigen::MatrixXd sigma = moments.sigma(rule->variables, rule->variables);
  const Eigen::LLT<Eigen::MatrixXd> llt(sigma);
  if (llt.info() != Eigen::Success) {
    throw Error(ErrorKind::kOther,
                "scores do not exist: the implied covariance matrix of the observed variables is "
                "not positive definite",
                "look for a negative residual variance (trustsem fit)");
  }
  rule->weights = llt.solve(cross).transpose();
  const Eigen::VectorXd explained = (rule->weights * cross).diagonal();
  const Eigen::VectorXd variance = moments.factor_covariance.diagonal().head(c) - explained;
  rule->error = variance.cwiseMax(0).cwiseSqrt();
  return rule;
}

// The measures of the constructs among the answered variables.
struct Measures {
  std::vector<int> variables;
  Eigen::MatrixXd loadings;   // measures x constructs
  Eigen::VectorXd intercept;  // measures
  Eigen::MatrixXd effects;    // measures x p: of other observed variables
  Eigen::MatrixXd residual;   // covariances, measures x measures
};

Measures FindMeasures(const ScoreModel& model, const std::vector<bool>& answered) {
  const ImpliedMoments& moments = model.moments;
  const Eigen::Index c = model.constructs;
  const int p = model.p();
  Eigen::MatrixXd loadings = moments.lambda.leftCols(c), effects = Eigen::MatrixXd::Zero(p, p);
  Eigen::VectorXd intercept = moments.nu;
  Eigen::MatrixXd residual = moments.theta;
  Measures measures;
  for (int i = 0; i < p; ++i) {
    const int factor = model.factor_of[static_cast<size_t>(i)];
    bool usable = answered[static_cast<size_t>(i)] && !model.exogenous[static_cast<size_t>(i)];
    if (factor >= 0) {
      loadings.row(i) = moments.beta.row(factor).head(c);
      intercept[i] += moments.alpha[factor];
      for (int k = 0; k < p; ++k) {
        const int other = model.factor_of[static_cast<size_t>(k)];
        if (other < 0) continue;
        effects(i, k) = moments.beta(factor, other);
        residual(i, k) += moments.psi(factor, other);
        usable &= effects(i, k) == 0 || answered[static_cast<size_t>(k)];
      }
    }
    if (usable && !loadings.row(i).isZero(0)) measures.variables.push_back(i);
  }
  const std::vector<int>& kept = measures.variables;
  measures.loadings = loadings(kept, Eigen::all);
  measures.intercept = intercept(kept);
  measures.effects = effects(kept, Eigen::all);
  measures.residual = residual(kept, kept);
  return measures;
}

void CheckResiduals(const ScoreModel& model, const Measures& measures,
                    const Eigen::LLT<Eigen::MatrixXd>& llt) {
  std::vector<std::string> names;
  for (size_t i = 0; i < measures.variables.size(); ++i) {
    const Eigen::Index k = static_cast<Eigen::Index>(i);
    if (measures.residual(k, k) > 0) continue;
    names.push_back("'" + model.observed[static_cast<size_t>(measures.variables[i])] + "'");
  }
  if (names.empty() && llt.info() == Eigen::Success) return;
  throw Error(ErrorKind::kOther,
              names.empty() ? "Bartlett scores do not exist: the residual covariance matrix is not "
                              "positive definite"
                            : "Bartlett scores do not exist: no positive residual variance has " +
                                  JoinNames(names),
              "use the method regression");
}

std::unique_ptr<ScoreRule> BartlettRule(const ScoreModel& model,
                                        const std::vector<bool>& answered) {
  const Measures measures = FindMeasures(model, answered);
  const Eigen::LLT<Eigen::MatrixXd> llt(measures.residual);
  CheckResiduals(model, measures, llt);
  const Eigen::MatrixXd weighted = llt.solve(measures.loadings);
  Eigen::MatrixXd information = weighted.transpose() * measures.loadings;
  // In units that make its diagonal one, where anything is known of the construct.
  Eigen::VectorXd unit = information.diagonal().cwiseSqrt();
  for (double& u : unit) u = u > 0 ? 1 / u : 1;
  information = unit.asDiagonal() * information * unit.asDiagonal();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(information);
  Eigen::VectorXd inverse = eigen.eigenvalues();
  Eigen::VectorXd unknown = Eigen::VectorXd::Zero(model.constructs);
  for (Eigen::Index k = 0; k < inverse.size(); ++k) {
    const bool known = inverse[k] > 1e-10;
    inverse[k] = known ? 1 / inverse[k] : 0;
    if (!known) unknown += eigen.eigenvectors().col(k).cwiseAbs2();
  }
  const Eigen::MatrixXd covariance = unit.asDiagonal() * eigen.eigenvectors() *
                                     inverse.asDiagonal() * eigen.eigenvectors().transpose() *
                                     unit.asDiagonal();
  const Eigen::MatrixXd of_measures = covariance * weighted.transpose();
  Eigen::MatrixXd of_all = -of_measures * measures.effects;  // constructs x p
  for (size_t i = 0; i < measures.variables.size(); ++i) {
    of_all.col(measures.variables[i]) += of_measures.col(static_cast<Eigen::Index>(i));
  }
  auto rule = std::make_unique<LinearRule>();
  rule->variables = Answered(answered);
  rule->weights = of_all(Eigen::all, rule->variables);
  rule->center = model.moments.mu(rule->variables);
  rule->origin = rule->weights * rule->center - of_measures * measures.intercept;
  rule->error = covariance.diagonal().cwiseSqrt();
  for (Eigen::Index k = 0; k < unknown.size(); ++k) {
    if (unknown[k] > 1e-8) rule->origin[k] = rule->error[k] = kNaN;
  }
  return rule;
}

}  // namespace

std::unique_ptr<ScoreRule> MakeScoreRule(const ScoreModel& model, ScoreMethod method,
                                         const std::vector<bool>& answered) {
  switch (method) {
    case ScoreMethod::kRegression:
      return RegressionRule(model, answered);
    case ScoreMethod::kBartlett:
      return BartlettRule(model, answered);
    case ScoreMethod::kPosteriorMode:
      break;
  }
  return MakePosteriorModeRule(model, answered);
}

}  // namespace trustsem
