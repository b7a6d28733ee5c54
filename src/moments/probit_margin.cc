#include <fmt/format.h>

#include <Eigen/Dense>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "moments/margin.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

constexpr int kMostSteps = 200;
constexpr double kSmallStep = 1e-11;
constexpr double kLargestSlope =
    30;  // a standard deviation of x that moves an answer with certainty

// The log-likelihood of an ordered probit with its derivatives by (thresholds, slopes).
class OrderedProbit {
 public:
  OrderedProbit(const VariableAnswers& answers, const CovariateAnswers& covariates,
                const std::vector<double>& weights)
      : answers_(answers),
        x_(covariates.standard),
        weights_(weights),
        thresholds_(answers.categories - 1),
        size_(thresholds_ + covariates.count()) {}

  int size() const { return size_; }
  Eigen::Index respondents() const { return x_.rows(); }
  bool Answered(Eigen::Index i) const { return answers_.codes[i] < answers_.categories; }
  double Weight(Eigen::Index i) const { return weights_.empty() ? 1.0 : weights_[i]; }

  double Shift(const Eigen::VectorXd& parameters, Eigen::Index i) const {
    return x_.row(i).dot(parameters.tail(size_ - thresholds_));
  }
  double Upper(const Eigen::VectorXd& parameters, Eigen::Index i) const {
    const int code = answers_.codes[i];
    return code == thresholds_ ? INFINITY : parameters[code] - Shift(parameters, i);
  }
  double Lower(const Eigen::VectorXd& parameters, Eigen::Index i) const {
    const int code = answers_.codes[i];
    return code == 0 ? -INFINITY : parameters[code - 1] - Shift(parameters, i);
  }

  // The derivatives by the answer's two cut points: the score of a parameter is `upper` where it
  // moves the upper one and -`lower` where it moves the lower one.
  struct CutScores {
    double probability, upper, lower;
  };
  static CutScores ScoresAt(double lower, double upper) {
    const double p = std::max(NormalInterval(lower, upper), 1e-300);
    return {p, NormalDensity(upper) / p, NormalDensity(lower) / p};
  }

  void Score(Eigen::Index i, const CutScores& at, Eigen::VectorXd* score) const {
    const int code = answers_.codes[i];
    score->setZero();
    if (code < thresholds_) (*score)[code] = at.upper;
    if (code > 0) (*score)[code - 1] = -at.lower;
    score->tail(size_ - thresholds_) = -(at.upper - at.lower) * x_.row(i).transpose();
  }

  // -infinity where thresholds are not in order.
  double LogLikelihood(const Eigen::VectorXd& parameters) const {
    for (int t = 1; t < thresholds_; ++t) {
      if (!(parameters[t] > parameters[t - 1])) return -INFINITY;
    }
    double sum = 0;
    for (Eigen::Index i = 0; i < respondents(); ++i) {
      if (!Answered(i)) continue;
      sum += Weight(i) * std::log(ScoresAt(Lower(parameters, i), Upper(parameters, i)).probability);
    }
    return sum;
  }

  void Derivatives(const Eigen::VectorXd& parameters, Eigen::VectorXd* gradient,
                   Eigen::MatrixXd* negative_hessian) const {
    gradient->setZero(size_);
    negative_hessian->setZero(size_, size_);
    Eigen::VectorXd up(size_), down(size_);
    for (Eigen::Index i = 0; i < respondents(); ++i) {
      if (!Answered(i)) continue;
      const int code = answers_.codes[i];
      const double upper = Upper(parameters, i), lower = Lower(parameters, i);
      const CutScores at = ScoresAt(lower, upper);
      // How the parameters move the two cut points.
      up.setZero();
      down.setZero();
      if (code < thresholds_) {
        up[code] = 1;
        up.tail(size_ - thresholds_) = -x_.row(i);
      }
      if (code > 0) {
        down[code - 1] = 1;
        down.tail(size_ - thresholds_) = -x_.row(i);
      }
      const double w = Weight(i);
      *gradient += w * (at.upper * up - at.lower * down);
      const double by_upper = at.upper == 0 ? 0 : at.upper * (upper + at.upper);
      const double by_lower = at.lower == 0 ? 0 : at.lower * (at.lower - lower);
      const double cross = at.upper * at.lower;
      *negative_hessian +=
          w * (by_upper * up * up.transpose() + by_lower * down * down.transpose() -
               cross * (up * down.transpose() + down * up.transpose()));
    }
  }

 private:
  const VariableAnswers& answers_;
  const Eigen::MatrixXd& x_;
  const std::vector<double>& weights_;
  int thresholds_, size_;
};

// The likelihood is concave, so that halved Newton steps reach its maximum if there is one.
Eigen::VectorXd Maximise(const OrderedProbit& probit, const Eigen::VectorXd& start,
                         const std::string& name) {
  Eigen::VectorXd parameters = start, gradient;
  Eigen::MatrixXd negative_hessian;
  double value = probit.LogLikelihood(parameters);
  for (int count = 0; count < kMostSteps; ++count) {
    probit.Derivatives(parameters, &gradient, &negative_hessian);
    Eigen::VectorXd step = negative_hessian.ldlt().solve(gradient);
    const double length = step.cwiseAbs().maxCoeff();
    if (!(length < 1e6) || parameters.cwiseAbs().maxCoeff() > kLargestSlope) break;
    if (length < kSmallStep) return parameters + step;
    bool risen = false;
    for (int halving = 0; halving < 40 && !risen; ++halving, step *= 0.5) {
      const Eigen::VectorXd next = parameters + step;
      const double next_value = probit.LogLikelihood(next);
      // Next to the maximum rounding hides the rise of a good step.
      risen = next_value > value - 1e-12 * std::abs(value);
      if (!risen) continue;
      parameters = next;
      value = next_value;
    }
    if (!risen) {
      if (length < 1e-6) return parameters;
      break;
    }
  }
  throw Error(
      ErrorKind::kData,
      fmt::format("the covariates tell the answers to ordered variable '{}' exactly, so that "
                  "its slopes on them are infinite",
                  name),
      "join its sparse categories, or leave a covariate out");
}

}  // namespace

Margin FitProbitMargin(const VariableAnswers& answers, const CovariateAnswers& covariates,
                       const std::vector<double>& weights, const std::string& name) {
  const OrderedProbit probit(answers, covariates, weights);
  const int thresholds = answers.categories - 1;
  Eigen::VectorXd start = Eigen::VectorXd::Zero(probit.size());
  start.head(thresholds) = FitOrderedMargin(answers, weights, false).thresholds;
  const Eigen::VectorXd parameters = Maximise(probit, start, name);

  Margin margin;
  margin.ordered = true;
  margin.thresholds = parameters.head(thresholds);
  margin.slopes = parameters.tail(covariates.count());
  const Eigen::Index n = probit.respondents();
  margin.lower.setConstant(n, std::numeric_limits<double>::quiet_NaN());
  margin.upper = margin.lower;
  Eigen::MatrixXd scores = Eigen::MatrixXd::Zero(probit.size(), n);
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(probit.size(), probit.size());
  Eigen::VectorXd score(probit.size());
  for (Eigen::Index i = 0; i < n; ++i) {
    if (!probit.Answered(i)) continue;
    margin.lower[i] = probit.Lower(parameters, i);
    margin.upper[i] = probit.Upper(parameters, i);
    probit.Score(i, OrderedProbit::ScoresAt(margin.lower[i], margin.upper[i]), &score);
    scores.col(i) = score;
    information += probit.Weight(i) * score * score.transpose();
  }
  margin.influence = information.ldlt().solve(scores).transpose();
  return margin;
}

}  // namespace trustsem
