#include "inference/standardised.h"

#include <algorithm>
#include <cmath>

#include "implied/response_moments.h"

namespace trustsem {
namespace {

// A product of powers of variances, v1^e1 v2^e2 ..., with its derivative.
class Scale {
 public:
  // `q`: the free parameters that derivatives are taken of.
  explicit Scale(Eigen::Index q) : derivative_(Eigen::VectorXd::Zero(q)) {}

  // Multiplies by variance^exponent.
  template <typename Derived>
  void Multiply(double variance, const Eigen::MatrixBase<Derived>& d_variance, double exponent) {
    if (variance == 0 && exponent > 0) {
      value_ = 0;  // a construct that does not vary carries nothing
      return;
    }
    if (!(variance > 0)) {
      value_ = std::nan("");
      return;
    }
    value_ *= std::pow(variance, exponent);
    derivative_ += exponent / variance * d_variance;
  }
  double value() const { return value_; }
  // d value = value * relative derivative.
  const Eigen::VectorXd& relative_derivative() const { return derivative_; }

 private:
  double value_ = 1;
  Eigen::VectorXd derivative_;
};

class RowStandardiser {
 public:
  RowStandardiser(const FittedModel& fit, const std::vector<VarianceDerivatives>& variances,
                  Standardisation kind)
      : fit_(fit), variances_(variances), complete_(kind == Standardisation::kComplete) {}

  // The change of the row's own estimate with the free parameters.
  Eigen::VectorXd OwnDerivative(const Parameter& row) const {
    Eigen::VectorXd derivative = Eigen::VectorXd::Zero(fit_.differentiated());
    if (derivative.size() == 0) return derivative;
    if (row.free >= 0) {
      derivative[row.free] = 1;
      return derivative;
    }
    if (!fit_.table.IsOrdered(row.lhs)) return derivative;
    const VarianceDerivatives& v = variances_[row.group - 1];
    const int i = fit_.structure->ObservedIndex(row.lhs), f = fit_.structure->FactorIndex(row.lhs);
    if (row.op == Operator::kScale) return v.d_scale.col(i);
    if (row.op == Operator::kCovariance && row.lhs == row.rhs) {
      return f >= 0 ? v.d_disturbance.col(f) : v.d_residual.col(i);
    }
    return derivative;
  }

  Scale ScaleOf(const Parameter& row) const {
    Scale scale(fit_.differentiated());
    switch (row.op) {
      case Operator::kMeasuredBy:
        Total(row.lhs, row.group, 0.5, &scale);
        Total(row.rhs, row.group, -0.5, &scale);
        break;
      case Operator::kRegression:
        Total(row.rhs, row.group, 0.5, &scale);
        Total(row.lhs, row.group, -0.5, &scale);
        break;
      case Operator::kIntercept:
      case Operator::kThreshold:
        Total(row.lhs, row.group, -0.5, &scale);
        break;
      case Operator::kCovariance:
        if (row.lhs == row.rhs) {
          Total(row.lhs, row.group, -1, &scale);
        } else {
          Residual(row.lhs, row.group, &scale);
          Residual(row.rhs, row.group, &scale);
        }
        break;
      default:
        break;
    }
    return scale;
  }

 private:
  bool Counts(const std::string& name) const { return complete_ || fit_.table.IsConstruct(name); }

  void Total(const std::string& name, int group, double exponent, Scale* scale) const {
    if (!Counts(name)) return;
    const VarianceDerivatives& v = variances_[group - 1];
    if (const int f = fit_.structure->FactorIndex(name); f >= 0) {
      scale->Multiply(v.factor[f], v.d_factor.col(f), exponent);
    } else {
      const int i = fit_.structure->ObservedIndex(name);
      scale->Multiply(v.observed[i], v.d_observed.col(i), exponent);
    }
  }

  void Residual(const std::string& name, int group, Scale* scale) const {
    if (!Counts(name)) return;
    const VarianceDerivatives& v = variances_[group - 1];
    if (const int f = fit_.structure->FactorIndex(name); f >= 0) {
      scale->Multiply(v.disturbance[f], v.d_disturbance.col(f), -0.5);
    } else {
      const int i = fit_.structure->ObservedIndex(name);
      scale->Multiply(v.residual[i], v.d_residual.col(i), -0.5);
    }
  }

  const FittedModel& fit_;
  const std::vector<VarianceDerivatives>& variances_;
  const bool complete_;
};

}  // namespace

namespace {

// The changes of all variances with one cell of the matrices, all other cells held.
void AddCell(const StructuralModel::FreeCell& free, const CellDerivative& cell,
             const ImpliedMoments& implied, VarianceDerivatives* v) {
  const int p = implied.p(), m = implied.m(), r = free.cell.row, c = free.cell.column;
  const Eigen::MatrixXd& M = implied.total;
  const Eigen::MatrixXd& C = implied.factor_covariance;
  for (int j = 0; j < m; ++j) {
    double d = 0;
    if (free.cell.matrix == ModelMatrix::kBeta) d = 2 * M(j, r) * C(c, j);
    if (free.cell.matrix == ModelMatrix::kPsi) d = (r == c ? 1 : 2) * M(j, r) * M(j, c);
    v->d_factor(free.free, j) += d;
  }
  if (r == c && free.cell.matrix == ModelMatrix::kPsi) v->d_disturbance(free.free, r) += 1;
  if (r == c && free.cell.matrix == ModelMatrix::kTheta) v->d_residual(free.free, r) += 1;
  if (cell.weight == 0) return;
  for (int i = 0; i < p; ++i) {
    v->d_observed(free.free, i) +=
        2 * cell.weight * implied.basis(i, cell.a) * implied.basis(i, cell.b);
  }
}

// What delta and theta compute: delta residual variances, from the variances given the covariates
// (`conditional`), theta scales.
void AddComputed(const StructuralModel& structure,
                 const std::vector<StructuralModel::FreeCell>& cells,
                 const ImpliedMoments& conditional, const ImpliedMoments& all,
                 VarianceDerivatives* v) {
  const ResponseModel& responses = *conditional.responses;
  std::vector<CellDerivative> derivatives;
  VarianceDerivatives given = *v;
  given.d_factor.setZero();
  given.d_observed.setZero();
  for (const auto& free : cells) {
    const CellDerivative cell = structure.Derivative(free.cell, conditional);
    derivatives.push_back(cell);
    AddCell(free, cell, conditional, &given);
  }
  const Eigen::MatrixXd computed = ComputedVarianceDerivatives(conditional, derivatives);
  for (Eigen::Index k = 0; k < computed.rows(); ++k) {
    const int f = responses.ordered_factors[static_cast<size_t>(k)].factor;
    for (size_t c = 0; c < cells.size(); ++c) {
      const double change = computed(k, static_cast<Eigen::Index>(c));
      const int free = cells[c].free;
      v->d_disturbance(free, f) += change;
      v->d_factor.row(free) += change * all.total.col(f).cwiseAbs2().transpose();
      v->d_observed.row(free) += change * all.L().col(f).cwiseAbs2().transpose();
      given.d_observed.row(free) += change * all.L().col(f).cwiseAbs2().transpose();
    }
  }
  for (int i = 0; i < all.p(); ++i) {
    if (!responses.IsOrdered(i)) continue;
    const double scale = v->scale[i];
    if (responses.theta_parameterization) {
      v->d_scale.col(i) = -0.5 * scale * scale * scale * given.d_observed.col(i);
      continue;
    }
    v->d_scale.col(i).setZero();
    for (const auto& free : cells) {
      if (free.cell.matrix == ModelMatrix::kScale && free.cell.row == i) {
        v->d_scale(free.free, i) += 1;
      }
    }
    const Eigen::VectorXd wanted = -2 / (scale * scale * scale) * v->d_scale.col(i);
    const bool in_regressions =
        std::any_of(responses.ordered_factors.begin(), responses.ordered_factors.end(),
                    [&](const auto& x) { return x.observed == i; });
    if (in_regressions) continue;
    v->d_residual.col(i) = wanted - given.d_observed.col(i);
    v->d_observed.col(i) += v->d_residual.col(i);
  }
}

}  // namespace

VarianceDerivatives TotalVariances(const FittedModel& fit, int group) {
  const ImpliedMoments& implied = fit.unconditional[group];
  const int p = implied.p(), m = implied.m(), q = fit.differentiated();
  VarianceDerivatives v;
  v.factor = implied.factor_covariance.diagonal();
  v.observed = implied.sigma.diagonal();
  v.disturbance = implied.psi.diagonal();
  v.residual = implied.theta.diagonal();
  v.d_factor.setZero(q, m);
  v.d_observed.setZero(q, p);
  v.d_disturbance.setZero(q, m);
  v.d_residual.setZero(q, p);
  if (implied.responses != nullptr) {
    v.scale = implied.scale;
    v.d_scale.setZero(q, p);
  }
  if (q == 0) return v;
  const auto& cells = fit.structure->group(group).cells;
  for (const auto& free : cells) {
    AddCell(free, fit.structure->Derivative(free.cell, implied), implied, &v);
  }
  if (implied.responses != nullptr) {
    AddComputed(*fit.structure, cells, fit.implied[group], implied, &v);
  }
  return v;
}

void EvaluateDefined(const ParameterTable& table, const Eigen::VectorXd& row_values,
                     const Eigen::MatrixXd& row_derivatives, Eigen::VectorXd* values,
                     Eigen::MatrixXd* derivatives) {
  const Eigen::Index k = static_cast<Eigen::Index>(table.defined.size());
  values->resize(k);
  derivatives->setZero(k, row_derivatives.cols());
  for (Eigen::Index d = 0; d < k; ++d) {
    const DefinedEffect& effect = table.defined[d];
    std::vector<double> arguments, slope;
    for (const auto& a : effect.arguments) {
      arguments.push_back(a.row >= 0 ? row_values[a.row] : (*values)[a.defined]);
    }
    (*values)[d] = effect.expression.Evaluate(arguments, &slope);
    for (size_t i = 0; i < effect.arguments.size(); ++i) {
      const auto& a = effect.arguments[i];
      derivatives->row(d) +=
          slope[i] * (a.row >= 0 ? Eigen::RowVectorXd(row_derivatives.row(a.row))
                                 : Eigen::RowVectorXd(derivatives->row(a.defined)));
    }
  }
}

StandardisedSolution Standardise(const FittedModel& fit,
                                 const std::vector<VarianceDerivatives>& variances,
                                 Standardisation kind) {
  const auto& rows = fit.table.rows;
  const Eigen::Index n = static_cast<Eigen::Index>(rows.size());
  const Eigen::Index defined = static_cast<Eigen::Index>(fit.table.defined.size());
  const Eigen::Index q = fit.differentiated();
  const RowStandardiser standardiser(fit, variances, kind);
  StandardisedSolution solution;
  Eigen::VectorXd values(n);
  // Transposed for contiguous columns.
  Eigen::MatrixXd derivatives(q, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const double estimate = fit.Value(rows[i]);
    if (rows[i].op == Operator::kScale && kind == Standardisation::kComplete) {
      values[i] = 1;  // standardised responses are on their own scale
      derivatives.col(i).setZero();
      continue;
    }
    const Scale scale = standardiser.ScaleOf(rows[i]);
    values[i] = estimate * scale.value();
    derivatives.col(i) = values[i] * scale.relative_derivative();
    derivatives.col(i) += scale.value() * standardiser.OwnDerivative(rows[i]);
  }
  Eigen::VectorXd defined_values;
  Eigen::MatrixXd defined_derivatives;
  EvaluateDefined(fit.table, values, derivatives.transpose(), &defined_values,
                  &defined_derivatives);
  solution.value.resize(n + defined);
  solution.value << values, defined_values;
  if (fit.values_only) {
    solution.error.setConstant(n + defined, std::nan(""));
    return solution;
  }
  solution.derivative.resize(n + defined, q);
  solution.derivative << derivatives.transpose(), defined_derivatives;
  solution.error = (solution.derivative * fit.covariance)
                       .cwiseProduct(solution.derivative)
                       .rowwise()
                       .sum()
                       .cwiseMax(0)
                       .cwiseSqrt();
  // An exact constant (a variance standardised by itself) has rounding error for an error: far
  // below what its parts would add up to.
  const Eigen::VectorXd parts =
      solution.derivative.cwiseAbs() * fit.covariance.diagonal().cwiseMax(0).cwiseSqrt();
  for (Eigen::Index i = 0; i < solution.error.size(); ++i) {
    if (solution.error[i] < 1e-7 * parts[i] || solution.error[i] < 1e-14) solution.error[i] = 0;
  }
  return solution;
}

}  // namespace trustsem
