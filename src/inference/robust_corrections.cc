#include "inference/robust_corrections.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include "base/matrix_products.h"
#include "base/parallel.h"
#include "implied/response_moments.h"
#include "inference/baseline_model.h"
#include "inference/fitted_model.h"
#include "inference/likelihood_weight.h"
#include "inference/normal_baseline.h"
#include "moments/combined_influence.h"

namespace trustsem {
namespace {

// What one group adds. Traces are taken of the statistics and cells that count for them (t cells):
// a threshold with a parameter of its own is fitted exactly whatever the rest does, so that U has
// no row for it, and the parameter drops out with the statistic.
struct GroupTerms {
  Eigen::MatrixXd meat;         // c x c by cell: D' V Gamma V D
  Eigen::MatrixXd information;  // t x t: D' V D
  Eigen::MatrixXd first;        // t x t: D' V Gamma V D
  Eigen::MatrixXd second;       // t x t: D' V Gamma V Gamma V D
  double weighted_trace = 0;    // tr(V Gamma)
  double square = 0;            // tr((V Gamma)^2)
  double baseline_trace = 0, baseline_square = 0;
  // Of the likelihood's weight W for correlations.
  double likelihood_trace = 0;  // tr(W Gamma)
  double variances = 0;         // tr(Gamma) of the correlations
  Eigen::MatrixXd cross;        // t x d: D' V Gamma W D of the cells that are no thresholds
  Eigen::MatrixXd inner;        // d x d: D' W D
};

class GroupWork {
 public:
  GroupWork(const FittedModel& fit, int g, bool likelihood, bool own_thresholds)
      : fit_(fit),
        likelihood_(likelihood),
        own_thresholds_(own_thresholds),
        group_(g),
        factors_(fit.objective->discrepancy(g).FactorWeight(fit.workspace.groups[g].discrepancy)),
        combined_(Combine(*fit.moments.groups[g].influence, factors_)),
        influence_(combined_ != nullptr ? *combined_ : *fit.moments.groups[g].influence),
        implied_(fit.workspace.groups[g].implied),
        jacobian_(CombinedJacobian(fit.workspace.groups[g], factors_)),
        root_(factors_.diagonal.cwiseSqrt()),
        offset_(influence_.moments() - root_.size()) {
    for (const Moment& moment : factors_.layout) {
      restricted_.push_back(IsRestricted(fit.table, moment));
      const bool threshold = moment.kind == MomentKind::kThreshold;
      if (!threshold || !own_thresholds_) {
        counted_.push_back(static_cast<Eigen::Index>(restricted_.size()) - 1);
      }
    }
  }

  GroupTerms Compute() {
    scaled_ = root_.asDiagonal() * jacobian_.dense;
    if (likelihood_) {
      weight_ = std::make_unique<LikelihoodWeight>(implied_, factors_.layout);
      weighted_ = weight_->Times(jacobian_.dense);
      terms_.inner = TransposedProduct(jacobian_.dense, weighted_, fit_.threads);
    }
    if (influence_.respondents() > root_.size()) {
      FromMoments();
    } else {
      FromRespondents();
    }
    if (combined_ != nullptr) {
      const BaselineTraces baseline = NormalBaselineTraces(fit_, group_);
      terms_.baseline_trace = baseline.trace;
      terms_.baseline_square = baseline.square_trace;
    }
    return std::move(terms_);
  }

 private:
  static std::unique_ptr<const CasewiseInfluence> Combine(const CasewiseInfluence& influence,
                                                          const WeightFactors& factors) {
    if (factors.combinations.size() == 0) return nullptr;
    return std::make_unique<CombinedInfluence>(influence, factors.combinations);
  }

  // Derivatives of the statistics of A'y: with A'U in the place of the basis U.
  static StatisticsJacobian CombinedJacobian(const ObjectiveWorkspace::Group& group,
                                             const WeightFactors& factors) {
    if (factors.combinations.size() == 0) {
      return MakeStatisticsJacobian(group.implied, group.cells, factors.layout);
    }
    ImpliedMoments implied = group.implied;
    implied.basis = factors.combinations.transpose() * group.implied.basis;
    return MakeStatisticsJacobian(implied, group.cells, factors.layout);
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
    if (combined_ == nullptr) AddBaseline(G);
    Eigen::MatrixXd H =
        AllCells(Product(G, scaled_, fit_.threads), [&](int k) { return G.col(k); });
    const Eigen::MatrixXd dense = TransposedProduct(H, scaled_, fit_.threads);
    terms_.meat = AllCells(dense, [&](int k) { return H.row(k).transpose(); });
    if (own_thresholds_) {
      G = Eigen::MatrixXd(G(counted_, counted_));
      const Eigen::MatrixXd scaled = scaled_(counted_, Eigen::all);
      H = Product(G, scaled, fit_.threads);
      terms_.information = Gram(scaled, fit_.threads);
      terms_.first = TransposedProduct(scaled, H, fit_.threads);
    }
    terms_.weighted_trace = G.trace();
    terms_.square = G.squaredNorm();
    terms_.second = Gram(H, fit_.threads);
    if (!likelihood_) return;
    const Eigen::MatrixXd unscaled = root_.cwiseInverse().asDiagonal() * weighted_;
    const Eigen::MatrixXd counted = unscaled(counted_, Eigen::all);
    terms_.cross = TransposedProduct(H, counted, fit_.threads);
    terms_.likelihood_trace = weight_->TraceOfProduct(G, root_, counted_);
    for (size_t k = 0; k < counted_.size(); ++k) {
      const Eigen::Index at = static_cast<Eigen::Index>(k);
      if (!restricted_[counted_[k]]) continue;
      terms_.variances += G(at, at) / (root_[counted_[k]] * root_[counted_[k]]);
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

  // Y' with Y = Z V^1/2 / sqrt(n), so that G = Y' Y and K = Y Y' (n x n) has its traces. Statistics
  // that do not count come first, then those that the baseline explains, then the restricted ones.
  void FromRespondents() {
    const Eigen::Index n = influence_.respondents(), m = root_.size();
    const Eigen::Index apart = m - static_cast<Eigen::Index>(counted_.size());
    std::vector<Eigen::Index> place(static_cast<size_t>(m), 0);
    for (Eigen::Index k : counted_) place[static_cast<size_t>(k)] = 1;
    Eigen::Index explained = apart;
    for (Eigen::Index k = 0; k < m; ++k) explained += place[k] == 1 && !restricted_[k] ? 1 : 0;
    Eigen::MatrixXd scaled(scaled_.rows(), scaled_.cols());
    for (Eigen::Index k = 0, first = 0, second = apart, third = explained; k < m; ++k) {
      place[k] = place[k] == 0 ? first++ : restricted_[k] ? third++ : second++;
      scaled.row(place[k]) = scaled_.row(k);
    }
    Eigen::MatrixXd Y(m, n);
    FillTransposed(place, &Y);
    Eigen::MatrixXd K = Gram(Y.bottomRows(m - explained), fit_.threads);
    terms_.baseline_trace = K.trace();
    terms_.baseline_square = K.squaredNorm();
    if (explained > apart) K += Gram(Y.middleRows(apart, explained - apart), fit_.threads);
    terms_.weighted_trace = K.trace();
    terms_.square = K.squaredNorm();
    const Eigen::MatrixXd counted =
        TransposedProduct(Y.bottomRows(m - apart), scaled.bottomRows(m - apart), fit_.threads);
    Eigen::MatrixXd dense = counted;
    if (apart > 0) {
      dense += TransposedProduct(Y.topRows(apart), scaled.topRows(apart), fit_.threads);
    }
    Eigen::MatrixXd P =
        AllCells(dense, [&](int k) { return Y.row(place[static_cast<size_t>(k)]).transpose(); });
    terms_.meat = Gram(P, fit_.threads);
    if (own_thresholds_) {
      P = counted;
      terms_.information = Gram(scaled.bottomRows(m - apart), fit_.threads);
      terms_.first = Gram(P, fit_.threads);
    }
    terms_.second = TransposedProduct(P, Product(K, P, fit_.threads), fit_.threads);
    if (!likelihood_) return;
    Eigen::MatrixXd weighted(m, weighted_.cols());
    for (Eigen::Index k = 0; k < m; ++k) {
      weighted.row(place[k]) = weighted_.row(k) / root_[k];
      if (restricted_[k]) {
        terms_.variances += Y.row(place[k]).squaredNorm() / (root_[k] * root_[k]);
      }
    }
    terms_.cross = TransposedProduct(
        P, TransposedProduct(Y.bottomRows(m - apart), weighted.bottomRows(m - apart), fit_.threads),
        fit_.threads);
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
  const bool likelihood_, own_thresholds_;
  const int group_;
  const WeightFactors factors_;
  // Of the combinations of variables whose weight is diagonal; null: of the variables.
  const std::unique_ptr<const CasewiseInfluence> combined_;
  const CasewiseInfluence& influence_;
  const ImpliedMoments& implied_;
  const StatisticsJacobian jacobian_;
  const Eigen::VectorXd root_;  // V^1/2, m
  const Eigen::Index offset_;   // statistics of the influence that are not fitted, the first ones
  std::vector<bool> restricted_;
  std::vector<Eigen::Index> counted_;  // statistics that count for the traces
  Eigen::MatrixXd scaled_;             // V^1/2 D of the cells that are no thresholds
  Eigen::MatrixXd weighted_;           // W D of the same
  std::unique_ptr<LikelihoodWeight> weight_;
  GroupTerms terms_;
};

bool AllOrdered(const FittedModel& fit) {
  return fit.table.HasOrdered() && fit.table.exogenous.empty() &&
         fit.table.ordered.size() == fit.table.observed.size();
}

// Adds `by_cell` to the free parameters' matrix.
void Scatter(const std::vector<int>& free, double weight, const Eigen::MatrixXd& by_cell,
             Eigen::MatrixXd* out) {
  for (size_t l = 0; l < free.size(); ++l) {
    for (size_t k = 0; k < free.size(); ++k) {
      (*out)(free[k], free[l]) +=
          weight * by_cell(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l));
    }
  }
}

// Free parameters of the cells that are no thresholds, or of all.
std::vector<int> FreeOf(const FittedModel& fit, int g, bool thresholds) {
  std::vector<int> free;
  for (const auto& cell : fit.structure->group(g).cells) {
    if (thresholds || cell.cell.matrix != ModelMatrix::kThreshold) free.push_back(cell.free);
  }
  return free;
}

// Whether each threshold is a parameter of its own, which nothing else shares or binds.
bool OwnThresholds(const FittedModel& fit) {
  if (fit.null_space.size() > 0 || !fit.table.HasOrdered()) return false;
  std::vector<int> uses(static_cast<size_t>(fit.free_parameters()), 0);
  size_t free_thresholds = 0, thresholds = 0;
  for (int g = 0; g < fit.table.groups; ++g) {
    for (const auto& cell : fit.structure->group(g).cells) {
      ++uses[static_cast<size_t>(cell.free)];
      free_thresholds += cell.cell.matrix == ModelMatrix::kThreshold;
    }
    for (const Moment& moment : fit.moments.groups[g].layout) {
      thresholds += moment.kind == MomentKind::kThreshold;
    }
  }
  if (free_thresholds != thresholds) return false;
  for (int g = 0; g < fit.table.groups; ++g) {
    for (const auto& cell : fit.structure->group(g).cells) {
      const bool threshold = cell.cell.matrix == ModelMatrix::kThreshold;
      if (threshold && uses[static_cast<size_t>(cell.free)] > 1) return false;
    }
  }
  return true;
}

// The inverse over the parameters that have information, zero elsewhere.
Eigen::MatrixXd InverseOfUsed(const Eigen::MatrixXd& information) {
  std::vector<Eigen::Index> used;
  for (Eigen::Index i = 0; i < information.rows(); ++i) {
    if (information(i, i) > 0) used.push_back(i);
  }
  const Eigen::Index u = static_cast<Eigen::Index>(used.size());
  const Eigen::MatrixXd part = information(used, used);
  Eigen::MatrixXd inverse = Eigen::MatrixXd::Zero(information.rows(), information.cols());
  const Eigen::MatrixXd part_inverse = part.llt().solve(Eigen::MatrixXd::Identity(u, u));
  inverse(used, used) = part_inverse;
  return inverse;
}

double TraceOfProduct(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  return a.cwiseProduct(b.transpose()).sum();
}

}  // namespace

RobustCorrections MakeRobustCorrections(const FittedModel& fit, const Eigen::MatrixXd& bread) {
  const int q = fit.free_parameters();
  const bool likelihood = AllOrdered(fit), own_thresholds = OwnThresholds(fit);
  RobustCorrections out;
  out.meat.setZero(q, q);
  if (likelihood) out.likelihood_trace = out.baseline_likelihood_trace = 0;
  std::vector<GroupTerms> groups;
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(q, q);
  for (int g = 0; g < fit.table.groups; ++g) {
    const double share = fit.moments.groups[g].n / fit.respondents();
    groups.push_back(GroupWork(fit, g, likelihood, own_thresholds).Compute());
    Scatter(FreeOf(fit, g, true), share, groups.back().meat, &out.meat);
    if (own_thresholds) {
      Scatter(FreeOf(fit, g, false), share, groups.back().information, &information);
    }
  }
  const Eigen::MatrixXd E = own_thresholds ? InverseOfUsed(information) : bread;
  Eigen::MatrixXd first = Eigen::MatrixXd::Zero(q, q), second = first, inner = first;
  for (int g = 0; g < fit.table.groups; ++g) {
    const double share = fit.moments.groups[g].n / fit.respondents();
    const GroupTerms& terms = groups[static_cast<size_t>(g)];
    const std::vector<int> counted = FreeOf(fit, g, !own_thresholds);
    Scatter(counted, share, own_thresholds ? terms.first : terms.meat, &first);
    Scatter(counted, share, terms.second, &second);
    out.trace += terms.weighted_trace;
    out.square_trace += terms.square;
    out.baseline_trace += terms.baseline_trace;
    out.baseline_square_trace += terms.baseline_square;
    if (!likelihood) continue;
    const std::vector<int> dense = FreeOf(fit, g, false);
    Scatter(dense, share, terms.inner, &inner);
    out.likelihood_trace += terms.likelihood_trace;
    // The baseline's mean is not weighted by the groups' shares, as lavaan has it.
    out.baseline_likelihood_trace += terms.variances / share;
    for (size_t l = 0; l < dense.size(); ++l) {
      for (size_t k = 0; k < counted.size(); ++k) {
        out.likelihood_trace -=
            2 * share * E(dense[l], counted[k]) *
            terms.cross(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l));
      }
    }
  }
  const Eigen::MatrixXd E_first = Product(E, first, fit.threads);
  out.trace -= E_first.trace();
  out.square_trace += TraceOfProduct(E_first, E_first) - 2 * TraceOfProduct(E, second);
  if (likelihood) {
    out.likelihood_trace += TraceOfProduct(E_first, Product(E, inner, fit.threads));
  }
  return out;
}

}  // namespace trustsem
