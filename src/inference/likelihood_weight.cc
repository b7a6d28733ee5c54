#include "inference/likelihood_weight.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "base/parallel.h"

namespace trustsem {

LikelihoodWeight::LikelihoodWeight(const ImpliedMoments& implied, const MomentLayout& layout)
    : layout_(layout) {
  const Eigen::Index p = implied.p();
  const Eigen::LLT<Eigen::MatrixXd> llt(implied.scale.asDiagonal() * implied.sigma *
                                        implied.scale.asDiagonal());
  if (llt.info() == Eigen::Success) {
    precision_ = llt.solve(Eigen::MatrixXd::Identity(p, p));
  } else {
    precision_.setConstant(p, p, std::nan(""));
  }
}

Eigen::MatrixXd LikelihoodWeight::Times(const Eigen::MatrixXd& x) const {
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(x.rows(), x.cols());
  Eigen::MatrixXd change(precision_.rows(), precision_.cols());
  for (Eigen::Index c = 0; c < x.cols(); ++c) {
    change.setZero();
    for (size_t k = 0; k < layout_.size(); ++k) {
      if (layout_[k].kind != MomentKind::kCovariance) continue;
      change(layout_[k].first, layout_[k].second) = change(layout_[k].second, layout_[k].first) =
          x(static_cast<Eigen::Index>(k), c);
    }
    const Eigen::MatrixXd weighted = precision_ * change * precision_;
    for (size_t k = 0; k < layout_.size(); ++k) {
      if (layout_[k].kind != MomentKind::kCovariance) continue;
      out(static_cast<Eigen::Index>(k), c) = weighted(layout_[k].first, layout_[k].second);
    }
  }
  return out;
}

// W_(ij)(kl) = P_ik P_jl + P_il P_jk.
double LikelihoodWeight::TraceOfProduct(const Eigen::MatrixXd& G,
                                        const Eigen::VectorXd& root) const {
  std::vector<Eigen::Index> rows;
  for (size_t k = 0; k < layout_.size(); ++k) {
    if (layout_[k].kind == MomentKind::kCovariance) rows.push_back(static_cast<Eigen::Index>(k));
  }
  double trace = 0;
  for (Eigen::Index b : rows) {
    const double* i = precision_.col(layout_[b].first).data();
    const double* j = precision_.col(layout_[b].second).data();
    const double* column = G.col(b).data();
    double sum = 0;
    for (Eigen::Index a : rows) {
      const int k = layout_[a].first, l = layout_[a].second;
      sum += (i[k] * j[l] + i[l] * j[k]) * column[a] / root[a];
    }
    trace += sum / root[b];
  }
  return trace;
}

double LikelihoodWeight::TraceOfCases(const Eigen::MatrixXd& Y,
                                      const std::vector<Eigen::Index>& place,
                                      const Eigen::VectorXd& root, int threads) const {
  constexpr Eigen::Index kBlock = 64;
  const Eigen::Index n = Y.cols();
  const int blocks = static_cast<int>((n + kBlock - 1) / kBlock);
  std::vector<double> sums(static_cast<size_t>(blocks), 0.0);
  ParallelFor(blocks, threads, [&](int block) {
    Eigen::MatrixXd change = Eigen::MatrixXd::Zero(precision_.rows(), precision_.cols());
    Eigen::MatrixXd product(precision_.rows(), precision_.cols());
    for (Eigen::Index i = block * kBlock; i < std::min(n, (block + 1) * kBlock); ++i) {
      for (size_t k = 0; k < layout_.size(); ++k) {
        if (layout_[k].kind != MomentKind::kCovariance) continue;
        change(layout_[k].first, layout_[k].second) = change(layout_[k].second, layout_[k].first) =
            Y(place[k], i) / root[static_cast<Eigen::Index>(k)];
      }
      product.noalias() = precision_ * change;
      sums[static_cast<size_t>(block)] += 0.5 * product.cwiseProduct(product.transpose()).sum();
    }
  });
  double trace = 0;
  for (double sum : sums) trace += sum;
  return trace;
}

}  // namespace trustsem
