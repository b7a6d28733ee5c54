#include "moments/ordinal_imputation.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/parallel.h"
#include "base/random.h"
#include "moments/casewise_influence.h"
#include "moments/normal_distribution.h"
#include "moments/smoothing.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Eigen::Index kBlock = 512;
constexpr int kSweeps = 25;  // of the Gibbs sampler, each from the start: chains of correlations of
                             // 0.9 have forgotten it by then

// Streams of random numbers: each set's statistics and each of its rows has one of its own.
uint64_t Stream(int set, uint32_t part) { return (static_cast<uint64_t>(set) + 1) << 32 | part; }
constexpr uint32_t kOfStatistics = 0xFFFFFFFF;

// A standard normal variable between two bounds, by inversion; in the upper tail by that of the
// mirrored one, where its probabilities keep their digits.
double TruncatedNormal(double lower, double upper, double uniform) {
  if (lower > 0) return -TruncatedNormal(-upper, -lower, 1 - uniform);
  const double below = NormalCdf(lower);
  const double value = NormalQuantile(below + uniform * NormalInterval(lower, upper));
  // Where the interval has no probability that a double can hold, its end nearest to zero.
  if (!std::isfinite(value)) return std::isfinite(upper) ? upper : 0;
  return std::clamp(value, lower, upper);
}

}  // namespace

OrdinalImputation::OrdinalImputation(const Sample& sample, const SampleMoments& moments, int sets,
                                     uint64_t seed, int threads)
    : sample_(sample), moments_(moments), seed_(seed), threads_(threads) {
  const std::vector<int>& covariates = moments.covariates;
  for (int j = 0; j < moments.p(); ++j) {
    if (std::find(covariates.begin(), covariates.end(), j) == covariates.end()) {
      outcomes_.push_back(j);
    }
  }
  for (const SampleGroup& group : sample.groups) {
    categories_.emplace_back(sample.variables.size());
    for (size_t j = 0; j < sample.variables.size(); ++j) {
      if (!sample.variables[j].ordered) continue;
      std::vector<double>& used = categories_.back()[j];
      for (const double category : sample.variables[j].categories) {
        const bool given = std::any_of(group.rows.begin(), group.rows.end(), [&](uint32_t row) {
          return sample.variables[j].At(row) == category;
        });
        if (given) used.push_back(category);
      }
    }
  }
  statistics_ = DrawStatistics(sets);
}

// With Z (r x m) the influence, estimates + Z'g / sqrt(r n) for standard normal g has their
// asymptotic covariance Z'Z / (r n), without that matrix being formed or factorised.
std::vector<Eigen::MatrixXd> OrdinalImputation::DrawStatistics(int sets) const {
  std::vector<Eigen::MatrixXd> draws;
  uint32_t first = 0;  // draw of the group's first row
  for (const GroupMoments& group : moments_.groups) {
    const CasewiseInfluence& influence = *group.influence;
    const Eigen::Index respondents = influence.respondents();
    Eigen::MatrixXd drawn = Eigen::MatrixXd::Zero(influence.moments(), sets), rows;
    for (Eigen::Index begin = 0; begin < respondents; begin += kBlock) {
      const Eigen::Index count = std::min(kBlock, respondents - begin);
      influence.Rows(begin, count, &rows);
      Eigen::MatrixXd normal(count, sets);
      for (int k = 0; k < sets; ++k) {
        const RandomStream random(seed_, Stream(k, kOfStatistics));
        for (Eigen::Index i = 0; i < count; ++i) {
          normal(i, k) = random.Normal(first + static_cast<uint32_t>(begin + i));
        }
      }
      drawn.noalias() += rows.transpose() * normal;
    }
    first += static_cast<uint32_t>(respondents);
    drawn /= std::sqrt(static_cast<double>(respondents) * group.n);
    drawn.colwise() += group.statistics;
    draws.push_back(std::move(drawn));
  }
  return draws;
}

OrdinalImputation::Population OrdinalImputation::MakePopulation(size_t g, int k) const {
  const GroupMoments& group = moments_.groups[g];
  const Eigen::VectorXd drawn = statistics_[g].col(k);
  Population population;
  population.cuts.assign(static_cast<size_t>(moments_.p()), {});
  population.intercepts.setZero(moments_.p());
  population.slopes = group.slopes;
  SampleMoments one;  // the group alone, for smoothing
  one.observed = moments_.observed;
  one.ordered = moments_.ordered;
  one.covariates = moments_.covariates;
  one.groups = {group};
  Eigen::MatrixXd& covariance = one.groups[0].covariance;
  for (size_t s = 0; s < group.layout.size(); ++s) {
    const Moment& moment = group.layout[s];
    const double value = drawn[static_cast<Eigen::Index>(s)];
    const int i = moment.first, j = moment.second;
    if (moment.kind == MomentKind::kThreshold) {
      population.cuts[static_cast<size_t>(i)].push_back(value);
    } else if (moment.kind == MomentKind::kMean) {
      population.intercepts[i] = value;
    } else if (moment.kind == MomentKind::kSlope) {
      population.slopes(i, j) = value;
    } else {
      // A drawn variance far out in the lower tail is no variance.
      covariance(i, j) = covariance(j, i) =
          i == j ? std::max(value, 0.1 * group.covariance(i, i)) : value;
    }
  }
  for (std::vector<double>& cuts : population.cuts) {
    if (cuts.empty()) continue;
    std::sort(cuts.begin(), cuts.end());
    cuts.insert(cuts.begin(), -kInfinity);
    cuts.push_back(kInfinity);
  }
  std::vector<Note> notes;
  Smooth(Smoothing::kEigenvalues, &one, &notes);
  const Eigen::MatrixXd latent = covariance(outcomes_, outcomes_);
  population.precision =
      latent.llt().solve(Eigen::MatrixXd::Identity(latent.rows(), latent.cols()));
  return population;
}

void OrdinalImputation::CompleteRow(const Population& population, size_t g, int k, uint32_t row,
                                    std::vector<Column>* columns) const {
  const size_t size = outcomes_.size();
  Eigen::VectorXd location(static_cast<Eigen::Index>(size)), z = location;  // z: deviation from it
  std::vector<double> lower(size, -kInfinity), upper(size, kInfinity);
  std::vector<bool> missing(size), given(size, false);  // given: a number of a continuous variable
  Eigen::VectorXd x(static_cast<Eigen::Index>(moments_.covariates.size()));
  for (size_t c = 0; c < moments_.covariates.size(); ++c) {
    x[static_cast<Eigen::Index>(c)] =
        sample_.variables[static_cast<size_t>(moments_.covariates[c])].At(row);
  }
  for (size_t o = 0; o < size; ++o) {
    const int j = outcomes_[o];
    const auto at = static_cast<Eigen::Index>(o);
    const SampleVariable& variable = sample_.variables[static_cast<size_t>(j)];
    const double answer = variable.At(row);
    location[at] = population.intercepts[j] + population.slopes.row(j).dot(x);
    z[at] = 0;
    missing[o] = std::isnan(answer);
    if (missing[o]) continue;
    if (!moments_.ordered[static_cast<size_t>(j)]) {
      given[o] = true;
      z[at] = answer - location[at];
      continue;
    }
    const std::vector<double>& used = categories_[g][static_cast<size_t>(j)];
    const auto category =
        static_cast<size_t>(std::lower_bound(used.begin(), used.end(), answer) - used.begin());
    const std::vector<double>& cuts = population.cuts[static_cast<size_t>(j)];
    lower[o] = cuts[category] - location[at];
    upper[o] = cuts[category + 1] - location[at];
    z[at] = TruncatedNormal(lower[o], upper[o], 0.5);
  }
  const Eigen::MatrixXd& K = population.precision;
  const RandomStream random(seed_, Stream(k, row));
  uint32_t draw = 0;
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (size_t o = 0; o < size; ++o) {
      if (given[o]) continue;
      const auto at = static_cast<Eigen::Index>(o);
      const double mean = z[at] - K.col(at).dot(z) / K(at, at);
      const double sd = 1 / std::sqrt(K(at, at));
      z[at] = mean + sd * TruncatedNormal((lower[o] - mean) / sd, (upper[o] - mean) / sd,
                                          random.Uniform(draw++));
    }
  }
  for (size_t o = 0; o < size; ++o) {
    if (!missing[o]) continue;
    const auto j = static_cast<size_t>(outcomes_[o]);
    const double response =
        location[static_cast<Eigen::Index>(o)] + z[static_cast<Eigen::Index>(o)];
    double& cell = (*columns)[j].numbers[row];
    if (!moments_.ordered[j]) {
      cell = response;
      continue;
    }
    const std::vector<double>& cuts = population.cuts[j];
    const auto interval = std::upper_bound(cuts.begin() + 1, cuts.end() - 1, response);
    cell = categories_[g][j][static_cast<size_t>(interval - cuts.begin() - 1)];
  }
}

Sample OrdinalImputation::Complete(int k) const {
  auto frame = std::make_shared<Frame>();
  frame->file = sample_.frame->file;
  frame->hash = sample_.frame->hash;
  frame->statement = sample_.frame->statement;
  frame->rows = sample_.frame->rows;
  frame->columns.resize(sample_.variables.size());
  for (size_t j = 0; j < sample_.variables.size(); ++j) {
    Column& column = frame->columns[j];
    column.name = sample_.variables[j].name;
    column.numbers.assign(static_cast<size_t>(frame->rows), std::nan(""));
    for (const SampleGroup& group : sample_.groups) {
      for (const uint32_t row : group.rows) column.numbers[row] = sample_.variables[j].At(row);
    }
  }
  for (size_t g = 0; g < sample_.groups.size(); ++g) {
    const Population population = MakePopulation(g, k);
    const std::vector<uint32_t>& rows = sample_.groups[g].rows;
    ParallelFor(threads_, threads_, [&](int worker) {
      for (size_t i = static_cast<size_t>(worker); i < rows.size();
           i += static_cast<size_t>(threads_)) {
        const bool gap = std::any_of(outcomes_.begin(), outcomes_.end(), [&](int j) {
          return std::isnan(sample_.variables[static_cast<size_t>(j)].At(rows[i]));
        });
        if (gap) CompleteRow(population, g, k, rows[i], &frame->columns);
      }
    });
  }
  Sample complete = sample_;
  complete.missing_answers = MissingAnswers::kListwise;
  for (size_t j = 0; j < complete.variables.size(); ++j) {
    SampleVariable& variable = complete.variables[j];
    variable.missing_codes.clear();
    variable.reversed = false;
    variable.numbers = &frame->columns[j].numbers;
  }
  std::fill(complete.missing.begin(), complete.missing.end(), 0);
  complete.frame = std::move(frame);
  return complete;
}

}  // namespace trustsem
