#include "implied/start_values.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "implied/response_sample.h"

namespace trustsem {
namespace {

// One factor's indicators at one level: observed variables, or other factors (second order).
struct Measurement {
  std::vector<int> indicators;   // observed index, or p + factor index
  std::vector<double> loadings;  // of a factor with unit variance
};

// Works for one group: estimates matrices of the model's shape, from which each free cell is read.
class GroupStart {
 public:
  GroupStart(const StructuralModel& model, int g, const Eigen::MatrixXd& covariance,
             const Eigen::VectorXd& means)
      : model_(model), group_(model.group(g)), S_(covariance), means_(means), m_(group_.fixed) {}

  ImpliedMoments Estimate() {
    const int p = model_.p(), m = model_.m();
    extended_.setZero(p + m, p + m);
    extended_.topLeftCorner(p, p) = S_;
    CollectMeasurements();
    ScaleFactors();
    EstimateRegressions();
    EstimateResiduals();
    EstimateMeans();
    return m_;
  }

 private:
  bool IsFree(ModelMatrix matrix, int row, int column) const {
    for (const auto& free : group_.cells) {
      if (free.cell.matrix == matrix && free.cell.row == row && free.cell.column == column) {
        return true;
      }
    }
    return false;
  }

  // Factors measured by observed variables come first, then those measured by factors already
  // done, level by level.
  void CollectMeasurements() {
    const int p = model_.p(), m = model_.m();
    measures_.assign(m, {});
    measured_by_.assign(m, -1);
    for (int f = 0; f < m; ++f) {
      for (int i = 0; i < p; ++i) {
        if (group_.fixed.lambda(i, f) != 0 || IsFree(ModelMatrix::kLambda, i, f)) {
          measures_[f].indicators.push_back(i);
        }
      }
    }
    done_.assign(m, false);
    for (int f = 0; f < m; ++f) {
      if (!measures_[f].indicators.empty()) done_[f] = true;
    }
    std::vector<int> level;
    for (int f = 0; f < m; ++f) {
      if (done_[f]) level.push_back(f);
    }
    FactorLevel(level);
    for (int depth = 0; depth < m; ++depth) {
      level.clear();
      for (int f = 0; f < m; ++f) {
        if (done_[f]) continue;
        for (int j = 0; j < m; ++j) {
          if (done_[j] && HasPath(j, f)) measures_[f].indicators.push_back(p + j);
        }
        if (!measures_[f].indicators.empty()) level.push_back(f);
      }
      if (level.empty()) break;
      for (int f : level) {
        done_[f] = true;
        for (int j : measures_[f].indicators) measured_by_[j - p] = f;
      }
      FactorLevel(level);
    }
    for (int f = 0; f < m; ++f) {
      if (!done_[f]) extended_(p + f, p + f) = 1;
    }
  }

  bool HasPath(int to, int from) const {
    return group_.fixed.beta(to, from) != 0 || IsFree(ModelMatrix::kBeta, to, from);
  }

  // Loadings and covariances of the factors of one level from the covariances of the levels below.
  void FactorLevel(const std::vector<int>& level) {
    const int p = model_.p();
    for (int f : level) FactorLoadings(&measures_[f]);
    for (int f : level) extended_(p + f, p + f) = 1;
    for (size_t a = 0; a < level.size(); ++a) {
      const Measurement& x = measures_[level[a]];
      // With everything below and beside it: cov(f, v) = sum l_i cov(i, v) / sum l_i^2.
      for (int v = 0; v < p + model_.m(); ++v) {
        if (v == p + level[a] || extended_(v, v) == 0) continue;
        if (v >= p && std::find(level.begin(), level.end(), v - p) != level.end()) continue;
        double top = 0, bottom = 0;
        for (size_t i = 0; i < x.indicators.size(); ++i) {
          if (x.indicators[i] == v) continue;
          top += x.loadings[i] * extended_(x.indicators[i], v);
          bottom += x.loadings[i] * x.loadings[i];
        }
        const double c = bottom > 0 ? top / bottom : x.loadings[0];
        extended_(p + level[a], v) = extended_(v, p + level[a]) = c;
      }
      for (size_t b = 0; b < a; ++b) {
        const double c = FactorCovariance(x, measures_[level[b]]);
        extended_(p + level[a], p + level[b]) = extended_(p + level[b], p + level[a]) = c;
      }
    }
    ShrinkToPositiveDefinite(level);
  }

  // Squared loadings from triads: l_i^2 = sum s_ij s_ik / sum s_jk over pairs (j, k).
  void FactorLoadings(Measurement* x) const {
    const size_t k = x->indicators.size();
    x->loadings.assign(k, 0);
    const auto s = [&](size_t i, size_t j) {
      return extended_(x->indicators[i], x->indicators[j]);
    };
    if (k == 1) {
      x->loadings[0] = std::sqrt(s(0, 0));
      return;
    }
    for (size_t i = 0; i < k; ++i) {
      // Signs relative to the first indicator, so that reversed items do not cancel.
      const auto sign = [&](size_t j) { return s(0, j) < 0 ? -1.0 : 1.0; };
      double top = 0, bottom = 0;
      for (size_t a = 0; a < k; ++a) {
        for (size_t b = a + 1; b < k; ++b) {
          if (a == i || b == i) continue;
          top += std::abs(s(i, a) * s(i, b));
          bottom += sign(a) * sign(b) * s(a, b);
        }
      }
      double squared = k > 2 && bottom > 0 ? top / bottom : std::abs(s(0, 1));
      squared = std::clamp(squared, 0.05 * s(i, i), 0.95 * s(i, i));
      x->loadings[i] = sign(i) * std::sqrt(squared);
    }
    if (k == 2) {  // one covariance: the same standardised loading for both
      const double r = std::clamp(std::abs(s(0, 1)) / std::sqrt(s(0, 0) * s(1, 1)), 0.05, 0.95);
      for (size_t i = 0; i < 2; ++i) {
        x->loadings[i] = (i == 1 && s(0, 1) < 0 ? -1 : 1) * std::sqrt(r * s(i, i));
      }
    }
  }

  double FactorCovariance(const Measurement& x, const Measurement& y) const {
    double top = 0, bottom = 0;
    for (size_t i = 0; i < x.indicators.size(); ++i) {
      for (size_t j = 0; j < y.indicators.size(); ++j) {
        if (x.indicators[i] == y.indicators[j]) continue;
        const double l = x.loadings[i] * y.loadings[j];
        top += l * extended_(x.indicators[i], y.indicators[j]);
        bottom += l * l;
      }
    }
    return bottom > 0 ? std::clamp(top / bottom, -0.95, 0.95) : 0.0;
  }

  void ShrinkToPositiveDefinite(const std::vector<int>& level) {
    const int p = model_.p();
    for (int attempt = 0; attempt < 40; ++attempt) {
      Eigen::MatrixXd phi(level.size(), level.size());
      for (size_t a = 0; a < level.size(); ++a) {
        for (size_t b = 0; b < level.size(); ++b) phi(a, b) = extended_(p + level[a], p + level[b]);
      }
      phi.diagonal().array() -= 0.02;
      if (Eigen::LLT<Eigen::MatrixXd>(phi).info() == Eigen::Success) return;
      for (size_t a = 0; a < level.size(); ++a) {
        for (size_t b = 0; b < level.size(); ++b) {
          if (a != b) extended_(p + level[a], p + level[b]) *= 0.9;
        }
      }
    }
  }

  // From unit variance to the scale that the fixed loading or the fixed variance gives.
  void ScaleFactors() {
    const int p = model_.p(), m = model_.m();
    scale_.setOnes(m);
    for (int f = 0; f < m; ++f) {
      const Measurement& x = measures_[f];
      for (size_t i = 0; i < x.indicators.size(); ++i) {
        const int v = x.indicators[i];
        const double fixed = v < p ? group_.fixed.lambda(v, f) : group_.fixed.beta(v - p, f);
        const bool free =
            v < p ? IsFree(ModelMatrix::kLambda, v, f) : IsFree(ModelMatrix::kBeta, v - p, f);
        const double below = v < p ? 1.0 : scale_[v - p];
        if (!free && fixed != 0) {
          scale_[f] = std::abs(below * x.loadings[i] / fixed);
          if (below * x.loadings[i] / fixed < 0) scale_[f] = -scale_[f];
          break;
        }
      }
    }
    phi_.resize(m, m);
    for (int f = 0; f < m; ++f) {
      const Measurement& x = measures_[f];
      for (size_t i = 0; i < x.indicators.size(); ++i) {
        const int v = x.indicators[i];
        if (v < p) {
          m_.lambda(v, f) = x.loadings[i] / scale_[f];
        } else {
          m_.beta(v - p, f) = scale_[v - p] * x.loadings[i] / scale_[f];
        }
      }
      for (int g = 0; g < m; ++g) phi_(f, g) = scale_[f] * scale_[g] * extended_(p + f, p + g);
    }
    // Fixed cells keep their values; only the free ones are read later.
    for (int f = 0; f < m; ++f) {
      for (int i = 0; i < p; ++i) {
        if (!IsFree(ModelMatrix::kLambda, i, f)) m_.lambda(i, f) = group_.fixed.lambda(i, f);
      }
      for (int j = 0; j < m; ++j) {
        if (!IsFree(ModelMatrix::kBeta, j, f)) m_.beta(j, f) = group_.fixed.beta(j, f);
      }
    }
  }

  // Least squares of each dependent factor on its predictors, through the factor covariances;
  // instrumented by the factors that nothing predicts where a predictor depends on the outcome.
  void EstimateRegressions() {
    const int m = model_.m();
    std::vector<std::vector<int>> predictors(m);
    for (int j = 0; j < m; ++j) {
      for (int f = 0; f < m; ++f) {
        if (HasPath(j, f)) predictors[j].push_back(f);
      }
    }
    std::vector<int> exogenous;
    for (int f = 0; f < m; ++f) {
      if (predictors[f].empty()) exogenous.push_back(f);
    }
    for (int j = 0; j < m; ++j) {
      std::vector<int> free;
      Eigen::VectorXd target = phi_.col(j);  // covariance of every factor with eta_j
      for (int f : predictors[j]) {
        if (IsFree(ModelMatrix::kBeta, j, f) && measured_by_[j] != f) {
          free.push_back(f);
        } else {
          target -= phi_.col(f) * m_.beta(j, f);
        }
      }
      if (free.empty()) continue;
      const bool feedback = Reaches(predictors, j, j);
      const Eigen::VectorXd b = feedback && exogenous.size() >= free.size()
                                    ? Regress(free, exogenous, target)
                                    : Regress(free, free, target);
      for (size_t k = 0; k < free.size(); ++k) m_.beta(j, free[k]) = b[k];
    }
  }

  // Whether `from` depends on `target` through one path or more.
  static bool Reaches(const std::vector<std::vector<int>>& predictors, int from, int target) {
    std::vector<bool> seen(predictors.size(), false);
    std::vector<int> open = {from};
    while (!open.empty()) {
      const int j = open.back();
      open.pop_back();
      for (int f : predictors[j]) {
        if (f == target) return true;
        if (!seen[f]) {
          seen[f] = true;
          open.push_back(f);
        }
      }
    }
    return false;
  }

  // In units of the factors' standard deviations, so that ranks do not depend on scales.
  Eigen::VectorXd Regress(const std::vector<int>& on, const std::vector<int>& instruments,
                          const Eigen::VectorXd& target) const {
    const Eigen::VectorXd sd = phi_.diagonal().cwiseAbs().cwiseSqrt().cwiseMax(1e-150);
    const Eigen::VectorXd inverse = sd.cwiseInverse();
    const Eigen::MatrixXd r = inverse.asDiagonal() * phi_ * inverse.asDiagonal();
    const Eigen::MatrixXd xz = r(on, instruments);
    Eigen::MatrixXd zz = r(instruments, instruments);
    const Eigen::VectorXd zy = target.cwiseProduct(inverse)(instruments);
    zz.diagonal() *= 1.001;
    const Eigen::MatrixXd first = zz.ldlt().solve(xz.transpose()).transpose();  // x on z
    Eigen::MatrixXd xx = first * xz.transpose();
    xx.diagonal() *= 1.001;
    const Eigen::VectorXd b = xx.completeOrthogonalDecomposition().solve(first * zy);
    return b.cwiseProduct(inverse(on));
  }

  void EstimateResiduals() {
    const int m = model_.m();
    const Eigen::MatrixXd A = Eigen::MatrixXd::Identity(m, m) - m_.beta;
    const Eigen::MatrixXd psi = A * phi_ * A.transpose();
    const bool recursive_scale = psi.allFinite();
    for (const auto& free : group_.cells) {
      const int i = free.cell.row, j = free.cell.column;
      if (free.cell.matrix == ModelMatrix::kPsi) {
        const double wanted = recursive_scale ? psi(i, j) : 0;
        m_.psi(i, j) = i == j ? std::max(wanted, 0.1 * std::abs(phi_(i, i))) : wanted;
      }
      if (free.cell.matrix == ModelMatrix::kTheta) {
        if (i != j) {
          m_.theta(i, j) = 0;
          continue;
        }
        const double explained = m_.lambda.row(i) * phi_ * m_.lambda.row(i).transpose();
        m_.theta(i, i) = std::clamp(S_(i, i) - explained, 0.05 * S_(i, i), S_(i, i));
      }
    }
    LimitCovariances(&m_.psi);
  }

  // Off-diagonal elements within 0.9 of the bound that the variances give.
  void LimitCovariances(Eigen::MatrixXd* psi) const {
    for (const auto& free : group_.cells) {
      const int i = free.cell.row, j = free.cell.column;
      if (free.cell.matrix != ModelMatrix::kPsi || i == j) continue;
      const double limit = 0.9 * std::sqrt(std::abs((*psi)(i, i) * (*psi)(j, j)));
      (*psi)(i, j) = std::clamp((*psi)(i, j), -limit, limit);
    }
  }

  // Free factor means are regressed from the means of their indicators, free intercepts take the
  // rest.
  void EstimateMeans() {
    if (!model_.mean_structure()) return;
    const int p = model_.p(), m = model_.m();
    std::vector<int> fixed_rows, free_alpha;
    std::vector<bool> nu_free(p, false);
    for (const auto& free : group_.cells) {
      if (free.cell.matrix == ModelMatrix::kNu) nu_free[free.cell.row] = true;
      if (free.cell.matrix == ModelMatrix::kAlpha) free_alpha.push_back(free.cell.row);
    }
    for (int i = 0; i < p; ++i) {
      if (!nu_free[i]) fixed_rows.push_back(i);
    }
    const Eigen::MatrixXd A = Eigen::MatrixXd::Identity(m, m) - m_.beta;
    const Eigen::PartialPivLU<Eigen::MatrixXd> lu(A);
    const Eigen::MatrixXd L = m_.lambda * lu.inverse();
    if (!L.allFinite()) return;
    if (!free_alpha.empty() && !fixed_rows.empty()) {
      Eigen::MatrixXd X(fixed_rows.size(), free_alpha.size());
      Eigen::VectorXd y(fixed_rows.size());
      for (size_t r = 0; r < fixed_rows.size(); ++r) {
        const int i = fixed_rows[r];
        y[r] = means_[i] - group_.fixed.nu[i] - L.row(i).dot(group_.fixed.alpha);
        for (size_t c = 0; c < free_alpha.size(); ++c) X(r, c) = L(i, free_alpha[c]);
      }
      const Eigen::VectorXd a = X.completeOrthogonalDecomposition().solve(y);
      for (size_t c = 0; c < free_alpha.size(); ++c) m_.alpha[free_alpha[c]] = a[c];
    }
    const Eigen::VectorXd mu = L * m_.alpha;
    for (int i = 0; i < p; ++i) {
      if (nu_free[i]) m_.nu[i] = means_[i] - mu[i];
    }
  }

  const StructuralModel& model_;
  const StructuralModel::Group& group_;
  const Eigen::MatrixXd& S_;
  const Eigen::VectorXd& means_;
  ImpliedMoments m_;
  Eigen::MatrixXd extended_;  // covariances of observed variables and unit-variance factors
  Eigen::MatrixXd phi_;       // of the factors on their own scale
  Eigen::VectorXd scale_;
  std::vector<Measurement> measures_;
  std::vector<int> measured_by_;
  std::vector<bool> done_;
};

// Averages over the cells that share a parameter, then the user's values and the bounds.
Eigen::VectorXd Gather(const ParameterTable& table, const StructuralModel& model,
                       const std::vector<ImpliedMoments>& starts) {
  Eigen::VectorXd theta = Eigen::VectorXd::Zero(model.free_parameters());
  Eigen::VectorXd count = Eigen::VectorXd::Zero(model.free_parameters());
  for (int g = 0; g < model.groups(); ++g) {
    for (const auto& free : model.group(g).cells) {
      const double value = CellValue(free.cell, starts[g]);
      theta[free.free] += std::isfinite(value) ? value : 0;
      count[free.free] += 1;
    }
  }
  theta = theta.cwiseQuotient(count.cwiseMax(1));
  for (const Parameter& row : table.rows) {
    if (row.free < 0) continue;
    if (!std::isnan(row.start)) theta[row.free] = row.start;
    theta[row.free] = std::clamp(theta[row.free], row.lower, row.upper);
  }
  return theta;
}

}  // namespace

Eigen::VectorXd StartValues(const ParameterTable& table, const StructuralModel& model,
                            const SampleMoments& moments) {
  std::vector<ImpliedMoments> starts;
  for (int g = 0; g < model.groups(); ++g) {
    const GroupMoments& group = moments.groups[g];
    if (model.responses() == nullptr) {
      starts.push_back(GroupStart(model, g, group.covariance, group.means).Estimate());
      continue;
    }
    const ResponseSample sample(model, moments, group);
    starts.push_back(GroupStart(model, g, sample.covariance(), sample.means()).Estimate());
    sample.SetThresholds(&starts.back());
  }
  return Gather(table, model, starts);
}

Eigen::VectorXd SimpleStartValues(const ParameterTable& table, const StructuralModel& model,
                                  const SampleMoments& moments, int attempt) {
  std::vector<ImpliedMoments> starts;
  for (int g = 0; g < model.groups(); ++g) {
    const GroupMoments& sample = moments.groups[g];
    ImpliedMoments start = model.group(g).fixed;
    if (model.responses() != nullptr) ResponseSample(model, moments, sample).SetThresholds(&start);
    const RandomStream random(20240229, static_cast<uint64_t>(attempt));
    uint32_t draw = 0;
    for (const auto& free : model.group(g).cells) {
      const double noise = attempt == 0 ? 0.0 : 0.3 * random.Normal(draw++);
      const int i = free.cell.row;
      double value = noise;
      switch (free.cell.matrix) {
        case ModelMatrix::kLambda:
          value = 0.7 + noise;
          break;
        case ModelMatrix::kBeta:
          value = 0.1 + noise;
          break;
        case ModelMatrix::kTheta:
          value = free.cell.row == free.cell.column ? 0.5 * sample.covariance(i, i) : 0.0;
          break;
        case ModelMatrix::kPsi:
          value = free.cell.row == free.cell.column ? 0.4 * std::exp(noise) : 0.0;
          break;
        case ModelMatrix::kNu:
          value = sample.means[i];
          break;
        case ModelMatrix::kThreshold:
        case ModelMatrix::kScale:
          continue;  // set already
        case ModelMatrix::kAlpha:
          break;
      }
      CellValue(free.cell, &start) = value;
    }
    starts.push_back(std::move(start));
  }
  return Gather(table, model, starts);
}

}  // namespace trustsem
