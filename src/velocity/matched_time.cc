#include "velocity/matched_time.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "inference/student_t.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Which sets of groups and strata hang together through responses.
class Ties {
 public:
  explicit Ties(size_t members) : parent_(members) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }
  size_t Root(size_t member) {
    while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
    return member;
  }
  void Tie(size_t a, size_t b) { parent_[Root(a)] = Root(b); }

 private:
  std::vector<size_t> parent_;
};

// Counts and sums of the responses that are compared.
struct Cells {
  Eigen::MatrixXd counts;      // groups x strata
  Eigen::VectorXd sums;        // of scores, by group
  Eigen::VectorXd by_stratum;  // of scores, by stratum
};

struct Member {
  int32_t group = -1;
  int8_t stratum = -1;
};

Member Of(const VelocityResponse& response, int8_t stratum, VelocityLevel level,
          const std::vector<uint8_t>& kept) {
  const int32_t group = response.member[size_t(level)];
  if (group < 0 || stratum < 0 || !kept[size_t(group)]) return {};
  return {group, stratum};
}

Cells Count(const std::vector<VelocityResponse>& responses, const TimeStrata& strata,
            VelocityLevel level, const std::vector<uint8_t>& kept) {
  const auto groups = Eigen::Index(kept.size()), count = Eigen::Index(strata.count());
  Cells cells{Eigen::MatrixXd::Zero(groups, count), Eigen::VectorXd::Zero(groups),
              Eigen::VectorXd::Zero(count)};
  for (size_t i = 0; i < responses.size(); ++i) {
    const Member member = Of(responses[i], strata.of_response[i], level, kept);
    if (member.group < 0) continue;
    cells.counts(member.group, member.stratum) += 1;
    cells.sums(member.group) += responses[i].score;
    cells.by_stratum(member.stratum) += responses[i].score;
  }
  return cells;
}

// Keeps the groups of the set with most responses.
void KeepLargestSet(const Cells& cells, std::vector<uint8_t>* kept) {
  const size_t groups = kept->size(), strata = size_t(cells.counts.cols());
  Ties ties(groups + strata);
  for (size_t g = 0; g < groups; ++g) {
    for (size_t k = 0; k < strata; ++k) {
      if (cells.counts(Eigen::Index(g), Eigen::Index(k)) > 0) ties.Tie(g, groups + k);
    }
  }
  std::vector<double> size(groups + strata, 0);
  for (size_t g = 0; g < groups; ++g) size[ties.Root(g)] += cells.counts.row(Eigen::Index(g)).sum();
  const size_t largest = size_t(std::max_element(size.begin(), size.end()) - size.begin());
  for (size_t g = 0; g < groups; ++g) {
    (*kept)[g] = ties.Root(g) == largest && cells.counts.row(Eigen::Index(g)).sum() > 0;
  }
}

// Symmetric, without the directions that nothing determines: a constant of all strata.
Eigen::MatrixXd PseudoInverse(const Eigen::MatrixXd& matrix) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  const double least = 1e-10 * std::max(1.0, solver.eigenvalues().cwiseAbs().maxCoeff());
  Eigen::VectorXd inverse = solver.eigenvalues();
  for (double& value : inverse) value = value > least ? 1 / value : 0;
  return solver.eigenvectors() * inverse.asDiagonal() * solver.eigenvectors().transpose();
}

// The additive model at its solution.
struct Additive {
  Eigen::VectorXd sizes, means;  // by group; 0 and 0 of those left out
  Eigen::MatrixXd shares;        // groups x strata: of a group's responses
  Eigen::VectorXd effects;       // of the strata
  Eigen::MatrixXd inverse;       // of the effects' normal equations
  Eigen::MatrixXd shift;         // groups x strata: shares less those of all responses
};

Additive Solve(const Cells& cells) {
  Additive model;
  model.sizes = cells.counts.rowwise().sum();
  const Eigen::VectorXd divisors = model.sizes.cwiseMax(1);
  model.means = cells.sums.cwiseQuotient(divisors);
  model.shares = divisors.cwiseInverse().asDiagonal() * cells.counts;
  const Eigen::VectorXd strata = cells.counts.colwise().sum();
  Eigen::MatrixXd normal = -cells.counts.transpose() * model.shares;
  normal.diagonal() += strata;
  model.inverse = PseudoInverse(normal);
  model.effects = model.inverse * (cells.by_stratum - model.shares.transpose() * cells.sums);
  model.shift = model.shares.rowwise() - (strata / strata.sum()).transpose();
  for (Eigen::Index g = 0; g < model.sizes.size(); ++g) {
    if (model.sizes(g) == 0) model.shift.row(g).setZero();
  }
  return model;
}

// Sums over accounts of products of their influences.
struct Influences {
  Eigen::VectorXd squares;  // by group: of the residuals' means
  Eigen::MatrixXd mixed;    // groups x strata
  Eigen::MatrixXd strata;   // strata x strata
  Eigen::MatrixXd crossed;  // groups x groups; empty: not asked for
  std::vector<int64_t> accounts;
};

Influences SumInfluences(const std::vector<VelocityResponse>& responses, const AccountRows& rows,
                         const TimeStrata& strata, VelocityLevel level,
                         const std::vector<uint8_t>& kept, const Additive& model) {
  const auto groups = Eigen::Index(kept.size()), count = Eigen::Index(strata.count());
  Influences sums{Eigen::VectorXd::Zero(groups),
                  Eigen::MatrixXd::Zero(groups, count),
                  Eigen::MatrixXd::Zero(count, count),
                  {},
                  std::vector<int64_t>(kept.size(), 0)};
  if (kept.size() <= kMostCompared) sums.crossed.setZero(groups, groups);
  std::vector<std::pair<int32_t, double>> own;  // the account's groups, sums of residuals
  for (size_t a = 0; a < rows.accounts(); ++a) {
    own.clear();
    Eigen::VectorXd within = Eigen::VectorXd::Zero(count);
    for (uint32_t i : rows.Of(a)) {
      const Member member = Of(responses[i], strata.of_response[i], level, kept);
      if (member.group < 0) continue;
      const double residual = responses[i].score - model.means(member.group) -
                              model.effects(member.stratum) +
                              model.shares.row(member.group).dot(model.effects);
      within -= residual * model.shares.row(member.group).transpose();
      within(member.stratum) += residual;
      const auto found = std::find_if(own.begin(), own.end(),
                                      [&](const auto& pair) { return pair.first == member.group; });
      if (found == own.end()) {
        own.push_back({member.group, residual});
      } else {
        found->second += residual;
      }
    }
    if (own.empty()) continue;
    sums.strata += within * within.transpose();
    for (auto& [group, residual] : own) {
      residual /= model.sizes(group);
      ++sums.accounts[size_t(group)];
      sums.squares(group) += residual * residual;
      sums.mixed.row(group) += residual * within.transpose();
    }
    for (size_t g = 0; g < own.size() && sums.crossed.size() > 0; ++g) {
      for (size_t h = 0; h < own.size(); ++h) {
        sums.crossed(own[g].first, own[h].first) += own[g].second * own[h].second;
      }
    }
  }
  return sums;
}

}  // namespace

TimeStrata MakeTimeStrata(const std::vector<VelocityResponse>& responses) {
  TimeStrata strata;
  strata.of_response.assign(responses.size(), -1);
  std::vector<double> times;
  for (const VelocityResponse& response : responses) {
    if (response.index == response.index) times.push_back(response.time);
  }
  if (times.empty()) return strata;
  std::sort(times.begin(), times.end());
  const size_t n = times.size();
  strata.median = (times[(n - 1) / 2] + times[n / 2]) / 2;
  for (size_t i = 0; i < n && strata.count() <= kMostTimeStrata; ++i) {
    if (i == 0 || times[i] > times[i - 1]) strata.upper.push_back(times[i]);
  }
  if (strata.count() > kMostTimeStrata) {
    strata.upper.clear();
    for (size_t k = 1; k <= kMostTimeStrata; ++k) {
      const double end = times[k * n / kMostTimeStrata - 1];
      if (strata.upper.empty() || end > strata.upper.back()) strata.upper.push_back(end);
    }
  }
  for (size_t i = 0; i < responses.size(); ++i) {
    if (!(responses[i].index == responses[i].index)) continue;
    const auto found =
        std::lower_bound(strata.upper.begin(), strata.upper.end(), responses[i].time);
    strata.of_response[i] = int8_t(found - strata.upper.begin());
  }
  return strata;
}

MatchedScores MatchScores(const std::vector<VelocityResponse>& responses, const AccountRows& rows,
                          const TimeStrata& strata, VelocityLevel level, size_t groups,
                          double confidence) {
  MatchedScores result;
  result.scores.resize(groups);
  result.variance.assign(groups, kNaN);
  result.share_matched.assign(groups, kNaN);
  std::vector<uint8_t> kept(groups, 1);
  const Cells all = Count(responses, strata, level, kept);
  KeepLargestSet(all, &kept);
  const Cells cells = Count(responses, strata, level, kept);
  const Additive model = Solve(cells);
  const Influences sums = SumInfluences(responses, rows, strata, level, kept, model);
  result.accounts = sums.accounts;

  const Eigen::MatrixXd turned = model.shift * model.inverse;  // groups x strata
  const Eigen::MatrixXd spread = turned * sums.strata;
  Eigen::VectorXd factor(groups);
  for (size_t g = 0; g < groups; ++g) {
    const auto i = Eigen::Index(g);
    const auto accounts = double(sums.accounts[g]);
    factor(i) = accounts > 1 ? std::sqrt(accounts / (accounts - 1)) : kNaN;
    if (!kept[g]) continue;
    const double variance = factor(i) * factor(i) *
                            (sums.squares(i) - 2 * turned.row(i).dot(sums.mixed.row(i)) +
                             spread.row(i).dot(turned.row(i)));
    VelocityEstimate& score = result.scores[g];
    score.value = model.means(i) - model.shift.row(i).dot(model.effects);
    result.variance[g] = variance;
    score.error = std::sqrt(std::max(variance, 0.0));
    const double width = StudentQuantile(confidence, accounts - 1) * score.error;
    score.lower = score.value - width;
    score.upper = score.value + width;
    double matched = 0;
    for (Eigen::Index k = 0; k < all.counts.cols(); ++k) {
      if (all.counts.col(k).sum() > all.counts(i, k)) matched += all.counts(i, k);
    }
    result.share_matched[g] = matched / model.sizes(i);
  }
  if (sums.crossed.size() > 0) {
    const Eigen::MatrixXd mixed = turned * sums.mixed.transpose();  // influence of strata on g x h
    result.covariance = sums.crossed - mixed - mixed.transpose() + spread * turned.transpose();
    result.covariance = factor.asDiagonal() * result.covariance * factor.asDiagonal();
  }
  return result;
}

}  // namespace trustsem
