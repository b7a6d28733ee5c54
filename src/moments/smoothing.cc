#include "moments/smoothing.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace trustsem {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

// Correlations of the variables that are not covariates, and which those are.
struct Correlations {
  std::vector<int> variables;
  VectorXd deviations;
  MatrixXd matrix;
};

Correlations CorrelationsOf(const SampleMoments& moments, const GroupMoments& group) {
  Correlations result;
  for (int j = 0; j < moments.p(); ++j) {
    const std::vector<int>& covariates = moments.covariates;
    if (std::find(covariates.begin(), covariates.end(), j) == covariates.end()) {
      result.variables.push_back(j);
    }
  }
  const MatrixXd covariance = group.covariance(result.variables, result.variables);
  result.deviations = covariance.diagonal().cwiseSqrt();
  const VectorXd inverse = result.deviations.cwiseInverse();
  result.matrix = inverse.asDiagonal() * covariance * inverse.asDiagonal();
  return result;
}

bool IsPositiveDefinite(const MatrixXd& matrix) {
  return matrix.size() == 0 || Eigen::LLT<MatrixXd>(matrix).info() == Eigen::Success;
}

MatrixXd Shrunk(const MatrixXd& matrix, double smallest) {
  const double factor = (1 - kSmallestEigenvalue) / (1 - smallest);
  MatrixXd result = factor * matrix;
  result.diagonal().setOnes();
  return result;
}

MatrixXd Raised(const Eigen::SelfAdjointEigenSolver<MatrixXd>& eigen) {
  const VectorXd values = eigen.eigenvalues().cwiseMax(kSmallestEigenvalue);
  const MatrixXd raised =
      eigen.eigenvectors() * values.asDiagonal() * eigen.eigenvectors().transpose();
  const VectorXd inverse = raised.diagonal().cwiseSqrt().cwiseInverse();
  MatrixXd result = inverse.asDiagonal() * raised * inverse.asDiagonal();
  result.diagonal().setOnes();
  return result;
}

void Replace(const Correlations& correlations, const MatrixXd& matrix, GroupMoments* group) {
  const VectorXd& deviations = correlations.deviations;
  for (Eigen::Index a = 0; a < matrix.rows(); ++a) {
    for (Eigen::Index b = 0; b < matrix.cols(); ++b) {
      if (a == b) continue;
      group->covariance(correlations.variables[a], correlations.variables[b]) =
          matrix(a, b) * deviations[a] * deviations[b];
    }
  }
  for (size_t k = 0; k < group->layout.size(); ++k) {
    const Moment& moment = group->layout[k];
    if (moment.kind != MomentKind::kCovariance || moment.first == moment.second) continue;
    group->statistics[static_cast<Eigen::Index>(k)] =
        group->covariance(moment.first, moment.second);
  }
}

std::string OfGroup(const GroupMoments& group) {
  return group.label.empty() ? "" : fmt::format(" of group '{}'", group.label);
}

}  // namespace

bool NoteIndefinite(const SampleMoments& moments, const GroupMoments& group,
                    std::vector<Note>* notes) {
  const Correlations correlations = CorrelationsOf(moments, group);
  if (IsPositiveDefinite(correlations.matrix)) return false;
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(correlations.matrix);
  const VectorXd direction = eigen.eigenvectors().col(0).cwiseAbs();
  std::vector<std::string> involved;
  for (Eigen::Index j = 0; j < direction.size(); ++j) {
    if (direction[j] > 0.2 * direction.maxCoeff()) {
      involved.push_back(moments.observed[correlations.variables[j]]);
    }
  }
  notes->push_back(
      {"correlations_not_positive_definite",
       fmt::format("the correlations{} are not positive definite (smallest eigenvalue {:.3g}): {} "
                   "depend on each other more closely than any distribution allows, since each "
                   "correlation was estimated from its own two variables",
                   OfGroup(group), eigen.eigenvalues()[0], JoinNames(involved)),
       "leave one of these items out or join sparse categories, or choose --smoothing ridge or "
       "--smoothing eigenvalues"});
  return true;
}

void Smooth(Smoothing kind, SampleMoments* moments, std::vector<Note>* notes) {
  if (kind == Smoothing::kNone) return;
  for (GroupMoments& group : moments->groups) {
    const Correlations correlations = CorrelationsOf(*moments, group);
    if (IsPositiveDefinite(correlations.matrix)) continue;
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(correlations.matrix);
    const double smallest = eigen.eigenvalues()[0];
    const bool ridge = kind == Smoothing::kRidge;
    const MatrixXd smooth = ridge ? Shrunk(correlations.matrix, smallest) : Raised(eigen);
    Replace(correlations, smooth, &group);
    const double change = (smooth - correlations.matrix).cwiseAbs().maxCoeff();
    notes->push_back(
        {"correlations_smoothed",
         fmt::format(
             "the correlations{} were made positive definite {} (smallest eigenvalue {:.3g} "
             "before; largest change of a correlation {:.3g})",
             OfGroup(group),
             ridge
                 ? fmt::format("by shrinking all of them by the factor {:.4f}",
                               (1 - kSmallestEigenvalue) / (1 - smallest))
                 : fmt::format("by raising their eigenvalues to at least {}", kSmallestEigenvalue),
             smallest, change),
         "compare the estimates with those of an item set that needs no smoothing"});
  }
}

}  // namespace trustsem
