#include "implied/response_moments.h"

#include <Eigen/LU>

#include "moments/vech.h"

namespace trustsem {
namespace {

double Cubed(double x) { return x * x * x; }

// The change of Sigma's diagonal element i with a cell, all else held.
double VarianceDerivative(const ImpliedMoments& implied, const CellDerivative& cell, int i) {
  if (cell.weight == 0) return 0;
  return 2 * cell.weight * implied.basis(i, cell.a) * implied.basis(i, cell.b);
}

// Writes one cell's column.
class ColumnWriter {
 public:
  ColumnWriter(const ImpliedMoments& implied, const MomentLayout& layout)
      : implied_(implied), layout_(layout), d_scale_(implied.p()) {}

  template <typename Column>
  void Write(const CellDerivative& cell, Column&& out) {
    const auto a = implied_.basis.col(cell.a);
    const auto b = implied_.basis.col(cell.b);
    const bool scales_move = MakeScaleDerivatives(cell);
    for (size_t k = 0; k < layout_.size(); ++k) {
      const int i = layout_[k].first, j = layout_[k].second;
      double d = 0;
      switch (layout_[k].kind) {
        case MomentKind::kMean:
          d = cell.slope * a[i];
          break;
        case MomentKind::kCovariance:
          d = cell.weight * (a[i] * b[j] + a[j] * b[i]);
          if (implied_.responses != nullptr) {
            d *= implied_.scale[i] * implied_.scale[j];
            if (scales_move) {
              d += (d_scale_[i] * implied_.scale[j] + implied_.scale[i] * d_scale_[j]) *
                   implied_.sigma(i, j);
            }
          }
          break;
        case MomentKind::kThreshold: {
          const double distance =
              implied_.thresholds[implied_.responses->first_threshold[i] + j] - implied_.mu[i];
          d = -implied_.scale[i] * cell.slope * a[i] + d_scale_[i] * distance;
          break;
        }
        case MomentKind::kSlope: {
          const int x = implied_.responses->covariates[j];
          if (cell.source >= 0) d = implied_.scale[i] * implied_.total(cell.source, x) * a[i];
          d += d_scale_[i] * implied_.L()(i, x);
          break;
        }
      }
      out[static_cast<Eigen::Index>(k)] = d;
    }
  }

 private:
  // With theta the scales follow from the variances.
  bool MakeScaleDerivatives(const CellDerivative& cell) {
    d_scale_.setZero();
    if (implied_.responses == nullptr) return false;
    if (cell.scale >= 0) {
      if (implied_.responses->theta_parameterization) return false;
      d_scale_[cell.scale] = 1;
      return true;
    }
    if (!implied_.responses->theta_parameterization || cell.weight == 0) return false;
    for (int i = 0; i < implied_.p(); ++i) {
      if (!implied_.responses->IsOrdered(i)) continue;
      d_scale_[i] = -0.5 * Cubed(implied_.scale[i]) * VarianceDerivative(implied_, cell, i);
    }
    return true;
  }

  const ImpliedMoments& implied_;
  const MomentLayout& layout_;
  Eigen::VectorXd d_scale_;
};

// With delta, cells that would change the variance of an ordered variable in regressions change its
// residual variance instead.
void AddComputedVariances(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                          const MomentLayout& layout, StatisticsJacobian* jacobian) {
  const Eigen::MatrixXd changes = ComputedVarianceDerivatives(implied, cells);
  if (changes.size() == 0) return;
  ColumnWriter writer(implied, layout);
  Eigen::MatrixXd columns(layout.size(), changes.rows());
  for (Eigen::Index k = 0; k < changes.rows(); ++k) {
    const int column = implied.p() + implied.responses->ordered_factors[k].factor;
    writer.Write({column, column, 0.5, 0}, columns.col(k));
  }
  for (size_t c = 0; c < cells.size(); ++c) {
    if (jacobian->column[c] < 0) continue;
    jacobian->dense.col(jacobian->column[c]) += columns * changes.col(static_cast<Eigen::Index>(c));
  }
}

}  // namespace

MomentLayout ContinuousLayout(int p, bool means) {
  MomentLayout layout;
  layout.reserve(static_cast<size_t>(p + VechSize(p)));
  for (int i = 0; means && i < p; ++i) layout.push_back({MomentKind::kMean, i, 0});
  for (int column = 0; column < p; ++column) {
    for (int row = column; row < p; ++row) {
      layout.push_back({MomentKind::kCovariance, row, column});
    }
  }
  return layout;
}

Eigen::VectorXd ImpliedStatistics(const ImpliedMoments& implied, const MomentLayout& layout) {
  Eigen::VectorXd statistics(layout.size());
  for (size_t k = 0; k < layout.size(); ++k) {
    const int i = layout[k].first, j = layout[k].second;
    double value = 0;
    switch (layout[k].kind) {
      case MomentKind::kMean:
        value = implied.mu[i];
        break;
      case MomentKind::kCovariance:
        value = implied.sigma(i, j);
        if (implied.responses != nullptr) value *= implied.scale[i] * implied.scale[j];
        break;
      case MomentKind::kThreshold:
        value = implied.scale[i] *
                (implied.thresholds[implied.responses->first_threshold[i] + j] - implied.mu[i]);
        break;
      case MomentKind::kSlope:
        value = implied.scale[i] * implied.L()(i, implied.responses->covariates[j]);
        break;
    }
    statistics[static_cast<Eigen::Index>(k)] = value;
  }
  return statistics;
}

Eigen::MatrixXd StatisticsJacobian::All() const {
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(dense.rows(), column.size());
  for (size_t c = 0; c < column.size(); ++c) {
    const Eigen::Index to = static_cast<Eigen::Index>(c);
    if (column[c] >= 0) all.col(to) = dense.col(column[c]);
    if (row[c] >= 0) all(row[c], to) = derivative[c];
  }
  return all;
}

StatisticsJacobian MakeStatisticsJacobian(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& cells,
                                          const MomentLayout& layout) {
  StatisticsJacobian jacobian;
  std::vector<int> row_of_threshold(static_cast<size_t>(implied.thresholds.size()), -1);
  for (size_t k = 0; k < layout.size(); ++k) {
    if (layout[k].kind != MomentKind::kThreshold) continue;
    row_of_threshold[implied.responses->first_threshold[layout[k].first] + layout[k].second] =
        static_cast<int>(k);
  }
  int columns = 0;
  for (const CellDerivative& cell : cells) {
    const bool threshold = cell.threshold >= 0;
    jacobian.column.push_back(threshold ? -1 : columns++);
    jacobian.row.push_back(threshold ? row_of_threshold[cell.threshold] : -1);
    jacobian.derivative.push_back(threshold ? implied.scale[cell.a] : 0.0);
  }
  jacobian.dense.resize(layout.size(), columns);
  ColumnWriter writer(implied, layout);
  for (size_t c = 0; c < cells.size(); ++c) {
    if (jacobian.column[c] >= 0) writer.Write(cells[c], jacobian.dense.col(jacobian.column[c]));
  }
  AddComputedVariances(implied, cells, layout, &jacobian);
  return jacobian;
}

Eigen::MatrixXd ComputedVarianceDerivatives(const ImpliedMoments& implied,
                                            const std::vector<CellDerivative>& cells) {
  if (implied.responses == nullptr || implied.responses->theta_parameterization ||
      implied.responses->ordered_factors.empty()) {
    return {};
  }
  const auto& inside = implied.responses->ordered_factors;
  const Eigen::Index k = static_cast<Eigen::Index>(inside.size());
  Eigen::MatrixXd changes(k, cells.size());
  for (Eigen::Index a = 0; a < k; ++a) {
    const int i = inside[a].observed;
    for (size_t c = 0; c < cells.size(); ++c) {
      changes(a, static_cast<Eigen::Index>(c)) =
          (cells[c].scale == i ? -2 / Cubed(implied.scale[i]) : 0.0) -
          VarianceDerivative(implied, cells[c], i);
    }
  }
  return SquaredEffects(implied).partialPivLu().solve(changes);
}

}  // namespace trustsem
