#include "solve/near_steps.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <vector>

namespace trustsem {
namespace {

constexpr int kMostSteps = 30;
constexpr double kNearest = 1e-12;  // squared distance in standard errors
// A step with an old matrix costs a quarter of one with a new matrix: it should leave less than
// this share of the squared distance.
constexpr double kSmallShare = 0.01;

class NearSearch {
 public:
  explicit NearSearch(const MinimiseProblem& problem)
      : problem_(problem), theta_(problem.start), matrix_(problem.near_hessian) {
    for (int i = 0; i < static_cast<int>(theta_.size()); ++i) {
      if (problem.settled.empty() || !problem.settled[static_cast<size_t>(i)]) loose_.push_back(i);
    }
  }

  bool Run(MinimiseResult* result) {
    if (!Factorise()) return false;
    double before = 0;
    for (int i = 1; i <= kMostSteps; ++i) {
      if (!problem_.function(theta_, &value_, &gradient_, nullptr)) return false;
      double squared = TakeLength();
      if (i > 1 && squared > kSmallShare * before && squared > kNearest) {
        if (!(squared < 0.5 * before) || !Renew()) return false;
        squared = TakeLength();
      }
      if (!Move()) return false;
      if (squared < kNearest) {
        Report(squared, i, result);
        return true;
      }
      before = squared;
    }
    return false;
  }

 private:
  bool Factorise() {
    llt_.compute(matrix_(loose_, loose_));
    return llt_.info() == Eigen::Success;
  }

  bool Renew() {
    if (!problem_.hessian || !problem_.hessian(theta_, &matrix_)) {
      if (!problem_.function(theta_, &value_, &gradient_, &matrix_)) return false;
    }
    return Factorise();
  }

  // Sets the step; its squared length in standard errors.
  double TakeLength() {
    const Eigen::VectorXd g = gradient_(loose_);
    step_ = llt_.solve(g);
    return problem_.respondents * g.dot(step_);
  }

  bool Move() {
    for (size_t k = 0; k < loose_.size(); ++k) {
      const int i = loose_[k];
      theta_[i] -= step_[static_cast<Eigen::Index>(k)];
      if (!(theta_[i] > problem_.lower[i] && theta_[i] < problem_.upper[i])) return false;
    }
    return true;
  }

  void Report(double squared, int steps, MinimiseResult* result) const {
    *result = {};
    result->verdict = MinimiseResult::Verdict::kConverged;
    result->theta = theta_;
    result->value = value_ - 0.5 * squared / problem_.respondents;
    result->gradient = gradient_;
    result->iterations = steps;
    result->distance = std::sqrt(squared);
    result->at_bound.assign(static_cast<size_t>(theta_.size()), false);
  }

  const MinimiseProblem& problem_;
  std::vector<int> loose_;
  Eigen::VectorXd theta_, gradient_, step_;
  Eigen::MatrixXd matrix_;
  Eigen::LLT<Eigen::MatrixXd> llt_;
  double value_ = 0;
};

}  // namespace

bool TakeNearSteps(const MinimiseProblem& problem, MinimiseResult* result) {
  if (!problem.constraints.empty() || problem.start.size() == 0) return false;
  return NearSearch(problem).Run(result);
}

}  // namespace trustsem
