#include "implied/structural_model.h"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace trustsem {
namespace {

// Observed variables that need a phantom construct: those in regressions, those that covary with
// a construct, and whatever covaries with one of them.
std::set<std::string> PhantomVariables(const ParameterTable& table) {
  std::set<std::string> phantoms;
  for (const Parameter& row : table.rows) {
    if (row.op != Operator::kRegression) continue;
    if (!table.IsConstruct(row.lhs)) phantoms.insert(row.lhs);
    if (!table.IsConstruct(row.rhs)) phantoms.insert(row.rhs);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const Parameter& row : table.rows) {
      if (row.op != Operator::kCovariance || row.lhs == row.rhs) continue;
      const auto is_factor = [&](const std::string& name) {
        return table.IsConstruct(name) || phantoms.count(name) > 0;
      };
      if (is_factor(row.lhs) == is_factor(row.rhs)) continue;
      changed |= phantoms.insert(is_factor(row.lhs) ? row.rhs : row.lhs).second;
    }
  }
  return phantoms;
}

// Null where all variables are continuous and nothing is conditional.
std::shared_ptr<const ResponseModel> MakeResponses(const ParameterTable& table,
                                                   const std::vector<int>& phantom_of) {
  if (!table.HasOrdered()) return nullptr;
  auto responses = std::make_shared<ResponseModel>();
  responses->theta_parameterization = table.theta_parameterization;
  std::map<std::string, int> most;
  for (const Parameter& row : table.rows) {
    if (row.op != Operator::kThreshold) continue;
    most[row.lhs] = std::max(most[row.lhs], ThresholdNumber(row.rhs));
  }
  responses->first_threshold = {0};
  for (size_t i = 0; i < table.observed.size(); ++i) {
    const std::string& name = table.observed[i];
    const bool ordered = table.IsOrdered(name);
    responses->ordered.push_back(ordered);
    responses->first_threshold.push_back(responses->first_threshold.back() +
                                         (ordered ? most[name] : 0));
    if (phantom_of[i] < 0) continue;
    if (ordered) responses->ordered_factors.push_back({static_cast<int>(i), phantom_of[i]});
    if (table.IsExogenous(name) && table.fixed_x) responses->covariates.push_back(phantom_of[i]);
  }
  return responses;
}

}  // namespace

Eigen::MatrixXd SquaredEffects(const ImpliedMoments& implied) {
  const auto& inside = implied.responses->ordered_factors;
  const Eigen::Index k = static_cast<Eigen::Index>(inside.size());
  Eigen::MatrixXd squares(k, k);
  for (Eigen::Index a = 0; a < k; ++a) {
    for (Eigen::Index b = 0; b < k; ++b) {
      const double effect = implied.total(inside[a].factor, inside[b].factor);
      squares(a, b) = effect * effect;
    }
  }
  return squares;
}

int ThresholdNumber(const std::string& name) {
  if (name.size() < 2 || name.size() > 4 || name[0] != 't') return 0;
  int number = 0;
  for (size_t i = 1; i < name.size(); ++i) {
    if (name[i] < '0' || name[i] > '9') return 0;
    number = 10 * number + (name[i] - '0');
  }
  return number;
}

double& CellValue(const Cell& cell, ImpliedMoments* implied) {
  switch (cell.matrix) {
    case ModelMatrix::kLambda:
      return implied->lambda(cell.row, cell.column);
    case ModelMatrix::kBeta:
      return implied->beta(cell.row, cell.column);
    case ModelMatrix::kPsi:
      return implied->psi(cell.row, cell.column);
    case ModelMatrix::kTheta:
      return implied->theta(cell.row, cell.column);
    case ModelMatrix::kNu:
      return implied->nu[cell.row];
    case ModelMatrix::kThreshold:
      return implied->thresholds[cell.row];
    case ModelMatrix::kScale:
      return implied->scale[cell.row];
    case ModelMatrix::kAlpha:
      break;
  }
  return implied->alpha[cell.row];
}

double CellValue(const Cell& cell, const ImpliedMoments& implied) {
  return CellValue(cell, const_cast<ImpliedMoments*>(&implied));
}

StructuralModel::StructuralModel(const ParameterTable& table, const SampleMoments& moments,
                                 bool unbiased)
    : observed_(table.observed),
      factors_(table.constructs),
      p_(static_cast<int>(table.observed.size())),
      constructs_(static_cast<int>(table.constructs.size())),
      free_parameters_(table.free_parameters),
      mean_structure_(table.mean_structure) {
  const std::set<std::string> phantoms = PhantomVariables(table);
  phantom_of_.assign(p_, -1);
  for (int i = 0; i < p_; ++i) {
    if (!phantoms.count(observed_[i])) continue;
    phantom_of_[i] = static_cast<int>(factors_.size());
    factors_.push_back(observed_[i]);
  }
  const int m = this->m();
  responses_ = MakeResponses(table, phantom_of_);
  ImpliedMoments blank;
  if (responses_) {
    blank.responses = responses_.get();
    blank.scale.setOnes(p_);
    blank.thresholds.setZero(responses_->first_threshold.back());
  }
  blank.lambda.setZero(p_, m);
  blank.beta.setZero(m, m);
  blank.psi.setZero(m, m);
  blank.theta.setZero(p_, p_);
  blank.nu.setZero(p_);
  blank.alpha.setZero(m);
  for (int i = 0; i < p_; ++i) {
    if (phantom_of_[i] >= 0) blank.lambda(i, phantom_of_[i]) = 1;
  }
  groups_.resize(table.groups);
  for (Group& group : groups_) group.fixed = blank;
  for (const Parameter& row : table.rows) {
    Cell cell;
    if (!Locate(row.lhs, row.op, row.rhs, &cell)) {
      throw Error(
          ErrorKind::kSpecification,
          fmt::format("'{}' is not available for continuous answers", Describe(row, table.groups)),
          "leave it out, or declare the item as ordered");
    }
    if (cell.matrix == ModelMatrix::kBeta) has_beta_ = true;
    Group& group = groups_[row.group - 1];
    if (row.free >= 0) {
      group.cells.push_back({cell, row.free});
    } else if (row.exogenous) {
      FixSample(row, cell, moments.groups[row.group - 1], unbiased, &group);
    } else {
      CellValue(cell, &group.fixed) = row.fixed;
    }
  }
  for (Group& group : groups_) {
    std::stable_sort(group.cells.begin(), group.cells.end(),
                     [](const FreeCell& x, const FreeCell& y) { return x.free < y.free; });
    group.fixed.psi.triangularView<Eigen::StrictlyUpper>() = group.fixed.psi.transpose();
    group.fixed.theta.triangularView<Eigen::StrictlyUpper>() = group.fixed.theta.transpose();
  }
}

// A moment of a fixed exogenous variable. What is conditional on it holds it at zero.
void StructuralModel::FixSample(const Parameter& row, const Cell& cell, const GroupMoments& sample,
                                bool unbiased, Group* group) const {
  const int i = ObservedIndex(row.lhs);
  if (!responses_) {
    const double divisor = unbiased ? sample.n / (sample.n - 1) : 1;
    CellValue(cell, &group->fixed) = row.op == Operator::kIntercept
                                         ? sample.means[i]
                                         : divisor * sample.covariance(i, ObservedIndex(row.rhs));
    return;
  }
  if (group->covariates.size() == 0) {
    group->covariates.setZero(m(), m());
    group->covariate_means.setZero(m());
  }
  if (row.op == Operator::kIntercept) {
    group->covariate_means[cell.row] = sample.means[i];
  } else {
    // As lavaan has it: the divisor of weighted covariances is the sum of the weights.
    const double divisor = sample.weighted ? 1 : sample.n / (sample.n - 1);
    const double value = divisor * sample.covariance(i, ObservedIndex(row.rhs));
    group->covariates(cell.row, cell.column) = group->covariates(cell.column, cell.row) = value;
  }
}

int StructuralModel::FactorIndex(const std::string& name) const {
  const auto found = std::find(factors_.begin(), factors_.end(), name);
  return found == factors_.end() ? -1 : static_cast<int>(found - factors_.begin());
}

int StructuralModel::ObservedIndex(const std::string& name) const {
  const auto found = std::find(observed_.begin(), observed_.end(), name);
  return found == observed_.end() ? -1 : static_cast<int>(found - observed_.begin());
}

bool StructuralModel::Locate(const std::string& lhs, Operator op, const std::string& rhs,
                             Cell* cell) const {
  const int left_factor = FactorIndex(lhs), left_observed = ObservedIndex(lhs);
  const int right_factor = FactorIndex(rhs), right_observed = ObservedIndex(rhs);
  switch (op) {
    case Operator::kMeasuredBy:
      // A construct measured by a factor (second order, or an item with a phantom construct).
      if (right_factor >= 0) {
        *cell = {ModelMatrix::kBeta, right_factor, left_factor};
        return left_factor >= 0;
      }
      *cell = {ModelMatrix::kLambda, right_observed, left_factor};
      return left_factor >= 0 && right_observed >= 0;
    case Operator::kRegression:
      *cell = {ModelMatrix::kBeta, left_factor, right_factor};
      return left_factor >= 0 && right_factor >= 0;
    case Operator::kCovariance:
      if (left_factor >= 0 && right_factor >= 0) {
        *cell = {ModelMatrix::kPsi, std::max(left_factor, right_factor),
                 std::min(left_factor, right_factor)};
        return true;
      }
      *cell = {ModelMatrix::kTheta, std::max(left_observed, right_observed),
               std::min(left_observed, right_observed)};
      return left_factor < 0 && right_factor < 0 && left_observed >= 0 && right_observed >= 0;
    case Operator::kIntercept:
      if (left_factor >= 0) {
        *cell = {ModelMatrix::kAlpha, left_factor, 0};
        return true;
      }
      *cell = {ModelMatrix::kNu, left_observed, 0};
      return left_observed >= 0;
    case Operator::kThreshold: {
      if (!responses_ || left_observed < 0 || !responses_->IsOrdered(left_observed)) return false;
      const int number = ThresholdNumber(rhs), first = responses_->first_threshold[left_observed];
      *cell = {ModelMatrix::kThreshold, first + number - 1, left_observed};
      return number > 0 && first + number <= responses_->first_threshold[left_observed + 1];
    }
    case Operator::kScale:
      *cell = {ModelMatrix::kScale, left_observed, left_observed};
      return responses_ && left_observed >= 0;
    default:
      return false;
  }
}

bool StructuralModel::Evaluate(const Eigen::VectorXd& theta, int g, ImpliedMoments* implied) const {
  const Group& group = groups_[g];
  implied->lambda = group.fixed.lambda;
  implied->beta = group.fixed.beta;
  implied->psi = group.fixed.psi;
  implied->theta = group.fixed.theta;
  implied->nu = group.fixed.nu;
  implied->alpha = group.fixed.alpha;
  implied->responses = responses_.get();
  if (responses_) {
    implied->scale = group.fixed.scale;
    implied->thresholds = group.fixed.thresholds;
  }
  for (const FreeCell& free : group.cells) {
    const double value = theta[free.free];
    CellValue(free.cell, implied) = value;
    if (free.cell.matrix == ModelMatrix::kPsi)
      implied->psi(free.cell.column, free.cell.row) = value;
    if (free.cell.matrix == ModelMatrix::kTheta) {
      implied->theta(free.cell.column, free.cell.row) = value;
    }
  }
  return responses_ ? ScaleResponses(implied) : DeriveMoments(has_beta_, implied);
}

// Theta: the scales follow from the variances. Delta: the residual variances follow from the
// scales, those of ordered variables in regressions together, from
//   sum_l M_kl^2 psi_l = 1 / scale_k^2 - (variance from all else)_k.
bool StructuralModel::ScaleResponses(ImpliedMoments* implied) const {
  if (responses_->theta_parameterization) {
    if (!DeriveMoments(has_beta_, implied)) return false;
    for (int i = 0; i < p_; ++i) {
      if (!responses_->IsOrdered(i)) continue;
      if (!(implied->sigma(i, i) > 0)) return false;
      implied->scale[i] = 1 / std::sqrt(implied->sigma(i, i));
    }
    return true;
  }
  const auto& inside = responses_->ordered_factors;
  for (const auto& x : inside) implied->psi(x.factor, x.factor) = 0;
  for (int i = 0; i < p_; ++i) {
    if (responses_->IsOrdered(i)) implied->theta(i, i) = 0;
  }
  if (!DeriveMoments(has_beta_, implied)) return false;
  if (!inside.empty()) {
    const Eigen::Index k = static_cast<Eigen::Index>(inside.size());
    Eigen::VectorXd rest(k);
    for (Eigen::Index a = 0; a < k; ++a) {
      const double scale = implied->scale[inside[a].observed];
      rest[a] = 1 / (scale * scale) - implied->sigma(inside[a].observed, inside[a].observed);
    }
    const Eigen::VectorXd psi = SquaredEffects(*implied).partialPivLu().solve(rest);
    for (Eigen::Index a = 0; a < k; ++a) implied->psi(inside[a].factor, inside[a].factor) = psi[a];
    if (!DeriveMoments(has_beta_, implied)) return false;
  }
  for (int i = 0; i < p_; ++i) {
    if (!responses_->IsOrdered(i) || phantom_of_[i] >= 0) continue;
    const double wanted = 1 / (implied->scale[i] * implied->scale[i]);
    implied->theta(i, i) = wanted - implied->sigma(i, i);
    implied->sigma(i, i) = wanted;
  }
  return implied->sigma.allFinite();
}

ImpliedMoments StructuralModel::Unconditional(const ImpliedMoments& implied, int g) const {
  ImpliedMoments all = implied;
  if (groups_[g].covariates.size() == 0) return all;
  all.psi += groups_[g].covariates;
  all.alpha += groups_[g].covariate_means;
  DeriveMoments(has_beta_, &all);
  return all;
}

bool DeriveMoments(bool has_beta, ImpliedMoments* implied) {
  const int p = implied->p(), m = implied->m();
  implied->basis.resize(p, p + 2 * m);
  implied->basis.leftCols(p).setIdentity();
  auto L = implied->basis.middleCols(p, m);
  auto V = implied->basis.rightCols(m);
  if (has_beta) {
    const Eigen::PartialPivLU<Eigen::MatrixXd> lu(Eigen::MatrixXd::Identity(m, m) - implied->beta);
    // The determinant (one where nothing feeds back) does not depend on the factors' units.
    if (!(std::abs(lu.determinant()) > 1e-10)) return false;
    implied->total = lu.inverse();
    implied->factor_covariance.noalias() =
        implied->total * implied->psi * implied->total.transpose();
    L.noalias() = implied->lambda * implied->total;
    implied->factor_means.noalias() = implied->total * implied->alpha;
  } else {
    implied->total.setIdentity(m, m);
    implied->factor_covariance = implied->psi;
    L = implied->lambda;
    implied->factor_means = implied->alpha;
  }
  V.noalias() = implied->lambda * implied->factor_covariance;
  implied->sigma.noalias() = V * implied->lambda.transpose();
  implied->sigma += implied->theta;
  implied->mu.noalias() = implied->lambda * implied->factor_means;
  implied->mu += implied->nu;
  return implied->sigma.allFinite();
}

CellDerivative StructuralModel::Derivative(const Cell& cell, const ImpliedMoments& implied) const {
  const int p = p_, m = this->m();
  const int first_l = p, first_v = p + m;
  const double half_on_diagonal = cell.row == cell.column ? 0.5 : 1.0;
  const auto source = [&](int factor) {
    return implied.responses != nullptr && !implied.responses->covariates.empty() ? factor : -1;
  };
  switch (cell.matrix) {
    case ModelMatrix::kLambda:
      return {cell.row, first_v + cell.column, 1, implied.factor_means[cell.column],
              source(cell.column)};
    case ModelMatrix::kBeta:
      return {first_l + cell.row, first_v + cell.column, 1, implied.factor_means[cell.column],
              source(cell.column)};
    case ModelMatrix::kPsi:
      return {first_l + cell.row, first_l + cell.column, half_on_diagonal, 0};
    case ModelMatrix::kTheta:
      return {cell.row, cell.column, half_on_diagonal, 0};
    case ModelMatrix::kNu:
      return {cell.row, cell.row, 0, 1};
    case ModelMatrix::kThreshold:
      return {cell.column, cell.column, 0, 0, -1, cell.row, -1};
    case ModelMatrix::kScale:
      return {cell.row, cell.row, 0, 0, -1, -1, cell.row};
    case ModelMatrix::kAlpha:
      break;
  }
  return {first_l + cell.row, first_l + cell.row, 0, 1};
}

double SpectralRadius(const Eigen::MatrixXd& beta) {
  // Variables that nothing enters or leaves are on no loop. Without them a recursive model has
  // nothing left, where eigenvalues of a nilpotent matrix would be rounding error's sixth root.
  std::vector<int> on_loops(beta.rows());
  std::iota(on_loops.begin(), on_loops.end(), 0);
  for (size_t before = on_loops.size() + 1; on_loops.size() < before;) {
    before = on_loops.size();
    const std::vector<int> left = on_loops;
    std::erase_if(on_loops,
                  [&](int i) { return beta(i, left).isZero(0) || beta(left, i).isZero(0); });
  }
  if (on_loops.empty()) return 0;
  const Eigen::MatrixXd loops = beta(on_loops, on_loops);
  return Eigen::EigenSolver<Eigen::MatrixXd>(loops, false).eigenvalues().cwiseAbs().maxCoeff();
}

}  // namespace trustsem
