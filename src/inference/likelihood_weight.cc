#include "inference/likelihood_weight.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "base/matrix_products.h"
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
  Eigen::MatrixXd product = change, weighted = change;
  for (Eigen::Index c = 0; c < x.cols(); ++c) {
    change.setZero();
    for (size_t k = 0; k < layout_.size(); ++k) {
      if (layout_[k].kind != MomentKind::kCovariance) continue;
      change(layout_[k].first, layout_[k].second) = change(layout_[k].second, layout_[k].first) =
          x(static_cast<Eigen::Index>(k), c);
    }
    product.setZero();
    weighted.setZero();
    AddProduct(precision_, change, product);
    AddProduct(product, precision_, weighted);
    for (size_t k = 0; k < layout_.size(); ++k) {
      if (layout_[k].kind != MomentKind::kCovariance) continue;
      out(static_cast<Eigen::Index>(k), c) = weighted(layout_[k].first, layout_[k].second);
    }
  }
  return out;
}

// W_(ij)(kl) = P_ik P_jl + P_il P_jk.
double LikelihoodWeight::TraceOfProduct(const Eigen::MatrixXd& G, const Eigen::VectorXd& root,
                                        const std::vector<Eigen::Index>& kept) const {
  struct Row {
    Eigen::Index at;  // in G
    int i, j;
    double root;
  };
  std::vector<Row> rows;
  for (size_t k = 0; k < kept.size(); ++k) {
    const Moment& moment = layout_[kept[k]];
    if (moment.kind != MomentKind::kCovariance) continue;
    rows.push_back({static_cast<Eigen::Index>(k), moment.first, moment.second, root[kept[k]]});
  }
  double trace = 0;
  for (const Row& b : rows) {
    const double* i = precision_.col(b.i).data();
    const double* j = precision_.col(b.j).data();
    const double* column = G.col(b.at).data();
    double sum = 0;
    for (const Row& a : rows) {
      sum += (i[a.i] * j[a.j] + i[a.j] * j[a.i]) * column[a.at] / a.root;
    }
    trace += sum / b.root;
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
      product.setZero();
      AddProduct(precision_, change, product);
      sums[static_cast<size_t>(block)] += 0.5 * product.cwiseProduct(product.transpose()).sum();
    }
  });
  double trace = 0;
  for (double sum : sums) trace += sum;
  return trace;
}

}  // namespace trustsem
