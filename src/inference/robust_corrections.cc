#include "inference/robust_corrections.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/matrix_products.h"
#include "base/parallel.h"
#include "discrepancy/weighted_least_squares.h"
#include "inference/fitted_model.h"
#include "inference/likelihood_weight.h"

namespace trustsem {
namespace {

// What one group adds.
struct GroupTerms {
  Eigen::MatrixXd meat;       // c x c by cell: D' V Gamma V D
  Eigen::MatrixXd second;     // c x c: D' V Gamma V Gamma V D
  double weighted_trace = 0;  // tr(V Gamma)
  double square = 0;          // tr((V Gamma)^2)
  double baseline_trace = 0, baseline_square = 0;
  // Of the likelihood's weight W for correlations.
  double likelihood_trace = 0;  // tr(W Gamma)
  double variances = 0;         // tr(Gamma) of the correlations
  Eigen::MatrixXd cross;        // c x d: D' V Gamma W D of the cells that are no thresholds
  Eigen::MatrixXd inner;        // d x d: D' W D
};

class GroupWork {
 public:
  GroupWork(const FittedModel& fit, int g, bool likelihood)
      : fit_(fit),
        g_(g),
        likelihood_(likelihood),
        least_squares_(static_cast<const WeightedLeastSquares&>(fit.objective->discrepancy(g))),
        influence_(*fit.moments.groups[g].influence),
        implied_(fit.workspace.groups[g].implied),
        jacobian_(MakeStatisticsJacobian(implied_, fit.workspace.groups[g].cells,
                                         least_squares_.layout())),
        root_(least_squares_.diagonal_weight().cwiseSqrt()),
        offset_(influence_.moments() - root_.size()) {
    for (const Moment& moment : least_squares_.layout()) {
      restricted_.push_back(Restricted(moment));
    }
  }

  GroupTerms Compute() {
    scaled_ = root_.asDiagonal() * jacobian_.dense;
    if (likelihood_) {
      weight_ = std::make_unique<LikelihoodWeight>(implied_, least_squares_.layout());
      weighted_ = weight_->Times(jacobian_.dense);
      terms_.inner = TransposedProduct(jacobian_.dense, weighted_, fit_.threads);
    }
    if (influence_.respondents() > root_.size()) {
      FromMoments();
    } else {
      FromRespondents();
    }
    return std::move(terms_);
  }

 private:
  // The baseline explains all statistics but the covariances of modelled variables.
  bool Restricted(const Moment& moment) const {
    if (moment.kind != MomentKind::kCovariance || moment.first == moment.second) return false;
    const auto& names = fit_.table.observed;
    return !(fit_.table.IsExogenous(names[moment.first]) &&
             fit_.table.IsExogenous(names[moment.second]));
  }

  // V^1/2 D for all cells, times a matrix with one column a statistic: `dense` are the products
  // with the cells that are no thresholds, `column(k)` is column k of the matrix.
  template <typename ColumnOf>
  Eigen::MatrixXd AllCells(const Eigen::MatrixXd& dense, const ColumnOf& column) const {
    Eigen::MatrixXd all(dense.rows(), jacobian_.column.size());
    for (size_t c = 0; c < jacobian_.column.size(); ++c) {
      const Eigen::Index to = static_cast<Eigen::Index>(c);
      if (jacobian_.column[c] >= 0) {
        all.col(to) = dense.col(jacobian_.column[c]);
      } else if (jacobian_.row[c] >= 0) {
        all.col(to) = root_[jacobian_.row[c]] * jacobian_.derivative[c] * column(jacobian_.row[c]);
      } else {
        all.col(to).setZero();
      }
    }
    return all;
  }

  // G = V^1/2 Gamma V^1/2, m x m.
  void FromMoments() {
    Eigen::VectorXd scale = Eigen::VectorXd::Zero(influence_.moments());
    scale.tail(root_.size()) = root_;
    Eigen::MatrixXd G = influence_.ScaledCovariance(scale, fit_.threads);
    if (offset_ > 0) G = Eigen::MatrixXd(G.bottomRightCorner(root_.size(), root_.size()));
    terms_.weighted_trace = G.trace();
    terms_.square = G.squaredNorm();
    AddBaseline(G);
    const Eigen::MatrixXd H =
        AllCells(Product(G, scaled_, fit_.threads), [&](int k) { return G.col(k); });
    terms_.second = Gram(H, fit_.threads);
    const Eigen::MatrixXd dense = TransposedProduct(H, scaled_, fit_.threads);
    terms_.meat = AllCells(dense, [&](int k) { return H.row(k).transpose(); });
    if (!likelihood_) return;
    terms_.cross =
        TransposedProduct(H, root_.cwiseInverse().asDiagonal() * weighted_, fit_.threads);
    terms_.likelihood_trace = weight_->TraceOfProduct(G, root_);
    for (Eigen::Index k = 0; k < G.rows(); ++k) {
      if (restricted_[k]) terms_.variances += G(k, k) / (root_[k] * root_[k]);
    }
  }

  void AddBaseline(const Eigen::MatrixXd& G) {
    for (Eigen::Index column = 0; column < G.cols(); ++column) {
      if (!restricted_[column]) continue;
      terms_.baseline_trace += G(column, column);
      double squares = 0;
      for (Eigen::Index row = 0; row < G.rows(); ++row) {
        squares += restricted_[row] ? G(row, column) * G(row, column) : 0.0;
      }
      terms_.baseline_square += squares;
    }
  }

  // Y' with Y = Z V^1/2 / sqrt(n), so that G = Y' Y and K = Y Y' (n x n) has its traces. Rows that
  // the baseline explains come first.
  void FromRespondents() {
    const Eigen::Index n = influence_.respondents(), m = root_.size();
    std::vector<Eigen::Index> place(static_cast<size_t>(m));
    Eigen::Index explained = 0;
    for (Eigen::Index k = 0; k < m; ++k) explained += restricted_[k] ? 0 : 1;
    Eigen::MatrixXd scaled(scaled_.rows(), scaled_.cols());
    for (Eigen::Index k = 0, first = 0, second = explained; k < m; ++k) {
      place[k] = restricted_[k] ? second++ : first++;
      scaled.row(place[k]) = scaled_.row(k);
    }
    Eigen::MatrixXd Y(m, n);
    FillTransposed(place, &Y);
    Eigen::MatrixXd K = Gram(Y.bottomRows(m - explained), fit_.threads);
    terms_.baseline_trace = K.trace();
    terms_.baseline_square = K.squaredNorm();
    K += Gram(Y.topRows(explained), fit_.threads);
    terms_.weighted_trace = K.trace();
    terms_.square = K.squaredNorm();
    const Eigen::MatrixXd P = AllCells(TransposedProduct(Y, scaled, fit_.threads), [&](int k) {
      return Y.row(place[static_cast<size_t>(k)]).transpose();
    });
    terms_.meat = Gram(P, fit_.threads);
    terms_.second = TransposedProduct(P, Product(K, P, fit_.threads), fit_.threads);
    if (!likelihood_) return;
    Eigen::MatrixXd weighted(m, weighted_.cols());
    Eigen::VectorXd root(m);
    for (Eigen::Index k = 0; k < m; ++k) {
      weighted.row(place[k]) = weighted_.row(k) / root_[k];
      if (restricted_[k]) {
        terms_.variances += Y.row(place[k]).squaredNorm() / (root_[k] * root_[k]);
      }
    }
    terms_.cross = TransposedProduct(P, TransposedProduct(Y, weighted, fit_.threads), fit_.threads);
    terms_.likelihood_trace = weight_->TraceOfCases(Y, place, root_, fit_.threads);
  }

  void FillTransposed(const std::vector<Eigen::Index>& place, Eigen::MatrixXd* Y) const {
    constexpr Eigen::Index kBlock = 128;
    const Eigen::Index n = Y->cols(), m = Y->rows();
    const double divisor = std::sqrt(static_cast<double>(n));
    ParallelFor(static_cast<int>((n + kBlock - 1) / kBlock), fit_.threads, [&](int block) {
      const Eigen::Index begin = block * kBlock, count = std::min(kBlock, n - begin);
      Eigen::MatrixXd rows(count, influence_.moments());
      influence_.Rows(begin, count, &rows);
      for (Eigen::Index k = 0; k < m; ++k) {
        const double factor = root_[k] / divisor;
        for (Eigen::Index i = 0; i < count; ++i) {
          (*Y)(place[static_cast<size_t>(k)], begin + i) = factor * rows(i, offset_ + k);
        }
      }
    });
  }

  const FittedModel& fit_;
  const int g_;
  const bool likelihood_;
  const WeightedLeastSquares& least_squares_;
  const CasewiseInfluence& influence_;
  const ImpliedMoments& implied_;
  const StatisticsJacobian jacobian_;
  const Eigen::VectorXd root_;  // V^1/2, m
  const Eigen::Index offset_;   // statistics of the influence that are not fitted, the first ones
  std::vector<bool> restricted_;
  Eigen::MatrixXd scaled_;    // V^1/2 D of the cells that are no thresholds
  Eigen::MatrixXd weighted_;  // W D of the same
  std::unique_ptr<LikelihoodWeight> weight_;
  GroupTerms terms_;
};

bool AllOrdered(const FittedModel& fit) {
  return fit.table.HasOrdered() && fit.table.exogenous.empty() &&
         fit.table.ordered.size() == fit.table.observed.size();
}

// Adds `by_cell` to the free parameters' matrix.
void Scatter(const std::vector<StructuralModel::FreeCell>& cells, double weight,
             const Eigen::MatrixXd& by_cell, Eigen::MatrixXd* out) {
  for (size_t l = 0; l < cells.size(); ++l) {
    for (size_t k = 0; k < cells.size(); ++k) {
      (*out)(cells[k].free, cells[l].free) +=
          weight * by_cell(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l));
    }
  }
}

// Cells that are no thresholds, in order.
std::vector<int> DenseFree(const FittedModel& fit, int g) {
  std::vector<int> free;
  const auto& cells = fit.structure->group(g).cells;
  for (size_t c = 0; c < cells.size(); ++c) {
    if (cells[c].cell.matrix != ModelMatrix::kThreshold) free.push_back(cells[c].free);
  }
  return free;
}

double TraceOfProduct(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  return a.cwiseProduct(b.transpose()).sum();
}

}  // namespace

RobustCorrections MakeRobustCorrections(const FittedModel& fit, const Eigen::MatrixXd& bread) {
  const int q = fit.free_parameters();
  const bool likelihood = AllOrdered(fit);
  RobustCorrections out;
  out.meat.setZero(q, q);
  if (likelihood) out.likelihood_trace = out.baseline_likelihood_trace = 0;
  Eigen::MatrixXd second = Eigen::MatrixXd::Zero(q, q), inner = Eigen::MatrixXd::Zero(q, q);
  for (int g = 0; g < fit.table.groups; ++g) {
    const double share = fit.moments.groups[g].n / fit.respondents();
    const GroupTerms terms = GroupWork(fit, g, likelihood).Compute();
    const auto& cells = fit.structure->group(g).cells;
    Scatter(cells, share, terms.meat, &out.meat);
    Scatter(cells, share, terms.second, &second);
    out.trace += terms.weighted_trace;
    out.square_trace += terms.square;
    out.baseline_trace += terms.baseline_trace;
    out.baseline_square_trace += terms.baseline_square;
    if (!likelihood) continue;
    const std::vector<int> dense = DenseFree(fit, g);
    out.likelihood_trace += terms.likelihood_trace;
    // The baseline's mean is not weighted by the groups' shares, as lavaan has it.
    out.baseline_likelihood_trace += terms.variances / share;
    for (size_t l = 0; l < dense.size(); ++l) {
      const Eigen::Index column = static_cast<Eigen::Index>(l);
      for (size_t k = 0; k < cells.size(); ++k) {
        out.likelihood_trace -= 2 * share * bread(dense[l], cells[k].free) *
                                terms.cross(static_cast<Eigen::Index>(k), column);
      }
      for (size_t k = 0; k < dense.size(); ++k) {
        inner(dense[k], dense[l]) += share * terms.inner(static_cast<Eigen::Index>(k), column);
      }
    }
  }
  const Eigen::MatrixXd bread_meat = Product(bread, out.meat, fit.threads);
  out.trace -= bread_meat.trace();
  out.square_trace += TraceOfProduct(bread_meat, bread_meat) - 2 * TraceOfProduct(bread, second);
  if (likelihood) {
    out.likelihood_trace += TraceOfProduct(bread_meat, Product(bread, inner, fit.threads));
  }
  return out;
}

}  // namespace trustsem
