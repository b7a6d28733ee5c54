#include "inference/standardised.h"

#include <cmath>

namespace trustsem {
namespace {

// A product of powers of variances, v1^e1 v2^e2 ..., with its derivative.
class Scale {
 public:
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

  Scale ScaleOf(const Parameter& row) const {
    Scale scale(fit_.free_parameters());
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
        Total(row.lhs, row.group, -0.5, &scale);
        break;
      case Operator::kCovariance:
        if (row.lhs == row.rhs) {
          Total(row.lhs, row.group, -1, &scale);
        } else {
          Residual(row.lhs, row.group, -0.5, &scale);
          Residual(row.rhs, row.group, -0.5, &scale);
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

  void Residual(const std::string& name, int group, double exponent, Scale* scale) const {
    if (!Counts(name)) return;
    Cell cell;
    fit_.structure->Locate(name, Operator::kCovariance, name, &cell);
    Eigen::VectorXd derivative = Eigen::VectorXd::Zero(fit_.free_parameters());
    for (const auto& free : fit_.structure->group(group - 1).cells) {
      if (free.cell.matrix == cell.matrix && free.cell.row == cell.row &&
          free.cell.column == cell.column) {
        derivative[free.free] += 1;
      }
    }
    scale->Multiply(CellValue(cell, fit_.implied[group - 1]), derivative, exponent);
  }

  const FittedModel& fit_;
  const std::vector<VarianceDerivatives>& variances_;
  const bool complete_;
};

}  // namespace

VarianceDerivatives TotalVariances(const FittedModel& fit, int group) {
  const ImpliedMoments& implied = fit.implied[group];
  const int p = implied.p(), m = implied.m(), q = fit.free_parameters();
  VarianceDerivatives v;
  v.factor = implied.factor_covariance.diagonal();
  v.observed = implied.sigma.diagonal();
  v.d_factor.setZero(q, m);
  v.d_observed.setZero(q, p);
  const Eigen::MatrixXd& M = implied.total;
  const Eigen::MatrixXd& C = implied.factor_covariance;
  for (const auto& free : fit.structure->group(group).cells) {
    const int r = free.cell.row, c = free.cell.column;
    for (int j = 0; j < m; ++j) {
      double d = 0;
      if (free.cell.matrix == ModelMatrix::kBeta) d = 2 * M(j, r) * C(c, j);
      if (free.cell.matrix == ModelMatrix::kPsi) d = (r == c ? 1 : 2) * M(j, r) * M(j, c);
      v.d_factor(free.free, j) += d;
    }
    const CellDerivative cell = fit.structure->Derivative(free.cell, implied);
    if (cell.weight == 0) continue;
    for (int i = 0; i < p; ++i) {
      v.d_observed(free.free, i) +=
          2 * cell.weight * implied.basis(i, cell.a) * implied.basis(i, cell.b);
    }
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
  const Eigen::Index q = fit.free_parameters();
  const RowStandardiser standardiser(fit, variances, kind);
  StandardisedSolution solution;
  Eigen::VectorXd values(n);
  // Transposed for contiguous columns.
  Eigen::MatrixXd derivatives(q, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const double estimate = fit.Value(rows[i]);
    const Scale scale = standardiser.ScaleOf(rows[i]);
    values[i] = estimate * scale.value();
    derivatives.col(i) = values[i] * scale.relative_derivative();
    if (rows[i].free >= 0) derivatives(rows[i].free, i) += scale.value();
  }
  Eigen::VectorXd defined_values;
  Eigen::MatrixXd defined_derivatives;
  EvaluateDefined(fit.table, values, derivatives.transpose(), &defined_values,
                  &defined_derivatives);
  solution.value.resize(n + defined);
  solution.value << values, defined_values;
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
