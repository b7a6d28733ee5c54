#include "moments/sample_moments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "data/sample_messages.h"
#include "moments/design_influence.h"
#include "moments/missing_patterns.h"
#include "moments/positive_definite.h"
#include "moments/product_influence.h"
#include "moments/saturated_moments.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

constexpr int kBlock = 512;  // rows; a block of 30 variables fits the second-level cache

// Whether `count` of the group's rows from `begin` on stand one after the other in the frame. Rows
// that are drawn more than once (replicates) do not.
bool Consecutive(const SampleGroup& group, size_t begin, size_t count) {
  const uint32_t* rows = group.rows.data() + begin;
  if (rows[count - 1] - rows[0] + 1 != count) return false;
  for (size_t i = 1; i < count; ++i) {
    if (rows[i] != rows[i - 1] + 1) return false;
  }
  return true;
}

// Rows [begin, begin + count) of the group's answers, minus `centre`, into `block` (count x p).
void GatherBlock(const Sample& sample, const SampleGroup& group, size_t begin, int count,
                 const Eigen::VectorXd& centre, Eigen::MatrixXd* block) {
  block->resize(count, static_cast<int>(sample.variables.size()));
  const uint32_t first = group.rows[begin];
  const bool consecutive = Consecutive(group, begin, static_cast<size_t>(count));
  for (size_t j = 0; j < sample.variables.size(); ++j) {
    const SampleVariable& variable = sample.variables[j];
    const double* numbers = variable.numbers->data();
    const double shift = centre[j];
    double* out = block->col(j).data();
    if (!variable.reversed && consecutive) {
      // No row in between is left out: a straight copy.
      for (int i = 0; i < count; ++i) out[i] = numbers[first + i] - shift;
    } else if (variable.reversed) {
      for (int i = 0; i < count; ++i) {
        out[i] = variable.reversal_sum - numbers[group.rows[begin + i]] - shift;
      }
    } else {
      for (int i = 0; i < count; ++i) out[i] = numbers[group.rows[begin + i]] - shift;
    }
  }
}

template <typename Visit>
void ForEachBlock(const Sample& sample, const SampleGroup& group, const Eigen::VectorXd& centre,
                  Visit visit) {
  Eigen::MatrixXd block;
  const size_t n = group.rows.size();
  for (size_t begin = 0; begin < n; begin += kBlock) {
    GatherBlock(sample, group, begin, static_cast<int>(std::min<size_t>(kBlock, n - begin)), centre,
                &block);
    visit(block);
  }
}

Eigen::VectorXd Means(const Sample& sample, const SampleGroup& group) {
  Eigen::VectorXd means(sample.variables.size());
  const bool consecutive = Consecutive(group, 0, group.rows.size());
  for (size_t j = 0; j < sample.variables.size(); ++j) {
    const SampleVariable& variable = sample.variables[j];
    const double* numbers = variable.numbers->data();
    // The first answer as origin keeps large offsets (years, prices) from costing digits.
    const double origin = numbers[group.rows[0]];
    double sum = 0;
    if (consecutive) {
      const double* from = numbers + group.rows.front();
      // Four sums side by side: one alone waits for each addition.
      double sums[4] = {0, 0, 0, 0};
      const size_t n = group.rows.size(), whole = n - n % 4;
      for (size_t i = 0; i < whole; i += 4) {
        for (size_t k = 0; k < 4; ++k) sums[k] += from[i + k] - origin;
      }
      sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
      for (size_t i = whole; i < n; ++i) sum += from[i] - origin;
    } else {
      for (uint32_t row : group.rows) sum += numbers[row] - origin;
    }
    const double mean = origin + sum / static_cast<double>(group.rows.size());
    means[j] = variable.reversed ? variable.reversal_sum - mean : mean;
  }
  return means;
}

Eigen::MatrixXd Centred(const Sample& sample, const SampleGroup& group,
                        const Eigen::VectorXd& means) {
  Eigen::MatrixXd centred(group.rows.size(), means.size());
  Eigen::Index begin = 0;
  ForEachBlock(sample, group, means, [&](const Eigen::MatrixXd& x) {
    centred.middleRows(begin, x.rows()) = x;
    begin += x.rows();
  });
  return centred;
}

// The weights of a group's respondents, scaled so that those of all groups sum to the respondents;
// empty: there are none.
Eigen::VectorXd ScaledWeights(const Sample& sample, const SampleGroup& group) {
  if (sample.weights == nullptr) return {};
  double sum = 0, respondents = 0;
  for (const SampleGroup& each : sample.groups) {
    for (uint32_t row : each.rows) sum += (*sample.weights)[row];
    respondents += static_cast<double>(each.rows.size());
  }
  Eigen::VectorXd weights(static_cast<Eigen::Index>(group.rows.size()));
  for (Eigen::Index i = 0; i < weights.size(); ++i) {
    weights[i] = (*sample.weights)[group.rows[static_cast<size_t>(i)]] / sum * respondents;
  }
  return weights;
}

// Means and covariances; `weights` may be empty.
void AddMoments(const Sample& sample, const SampleGroup& group, const Eigen::VectorXd& weights,
                GroupMoments* m) {
  const Eigen::Index p = static_cast<Eigen::Index>(sample.variables.size());
  m->n = static_cast<double>(group.rows.size());
  m->means = Means(sample, group);
  m->covariance.setZero(p, p);
  if (weights.size() == 0) {
    ForEachBlock(sample, group, m->means, [&](const Eigen::MatrixXd& x) {
      m->covariance.selfadjointView<Eigen::Lower>().rankUpdate(x.transpose());
    });
  } else {
    // About the plain means first: they cost the weighted ones no digits.
    m->rows = m->n;
    m->n = weights.sum();
    m->weighted = true;
    Eigen::VectorXd shift = Eigen::VectorXd::Zero(p);
    Eigen::Index begin = 0;
    ForEachBlock(sample, group, m->means, [&](const Eigen::MatrixXd& x) {
      shift += x.transpose() * weights.segment(begin, x.rows());
      begin += x.rows();
    });
    m->means += shift / m->n;
    begin = 0;
    ForEachBlock(sample, group, m->means, [&](const Eigen::MatrixXd& x) {
      const Eigen::VectorXd roots = weights.segment(begin, x.rows()).cwiseSqrt();
      m->covariance.selfadjointView<Eigen::Lower>().rankUpdate(x.transpose() * roots.asDiagonal());
      begin += x.rows();
    });
  }
  m->covariance /= m->n;
  m->covariance.triangularView<Eigen::StrictlyUpper>() = m->covariance.transpose();
}

std::shared_ptr<const CasewiseInfluence> MakeInfluence(const Sample& sample,
                                                       const SampleGroup& group,
                                                       const std::vector<int>& covariates,
                                                       Eigen::VectorXd weights,
                                                       const GroupMoments& moments) {
  auto influence = std::make_shared<ProductInfluence>(Centred(sample, group, moments.means),
                                                      moments.covariance, std::move(weights));
  influence->Condition(covariates);
  return influence;
}

void EstimateIncomplete(const Sample& sample, const SampleGroup& group, bool casewise,
                        GroupMoments* moments) {
  const Eigen::VectorXd weights = ScaledWeights(sample, group);
  auto answers = std::make_shared<IncompleteAnswers>();
  auto patterns = std::make_shared<MissingPatterns>(
      FindMissingPatterns(sample, group, weights, casewise ? answers.get() : nullptr));
  moments->n = patterns->n;
  if (weights.size() > 0) {
    moments->rows = static_cast<double>(group.rows.size());
    moments->weighted = true;
  }
  const SaturatedMoments saturated = EstimateSaturatedMoments(*patterns);
  if (!saturated.converged) {
    throw Error(
        ErrorKind::kData,
        {{{sample.frame->file},
          fmt::format("the answers{} do not determine the variables' means and covariances",
                      InGroup(sample, group)),
          "some depend linearly on each other, or too few respondents answered some of them "
          "together; leave variables out, or use "
          "--missing listwise"}});
  }
  moments->means = saturated.means;
  moments->covariance = saturated.covariance;
  moments->saturated_deviance = saturated.deviance;
  moments->patterns = std::move(patterns);
  if (casewise) moments->answers = std::move(answers);
}

}  // namespace

double SampleMoments::Respondents() const {
  double n = 0;
  for (const GroupMoments& group : groups) n += group.n;
  return n;
}

SampleMoments MakeSampleMoments(const Sample& sample, FourthMoments fourth,
                                const std::vector<std::string>& covariates) {
  SampleMoments moments;
  moments.has_means = true;
  for (const SampleVariable& variable : sample.variables) moments.observed.push_back(variable.name);
  std::vector<int> conditional;
  for (const std::string& name : covariates) {
    const auto found = std::find(moments.observed.begin(), moments.observed.end(), name);
    conditional.push_back(static_cast<int>(found - moments.observed.begin()));
  }
  for (const SampleGroup& group : sample.groups) {
    GroupMoments m;
    m.label = group.label;
    if (sample.missing_answers == MissingAnswers::kFullInformation) {
      EstimateIncomplete(sample, group, fourth != FourthMoments::kNone, &m);
      RequirePositiveDefinite(m, moments.observed);
      moments.groups.push_back(std::move(m));
      continue;
    }
    Eigen::VectorXd weights = ScaledWeights(sample, group);
    AddMoments(sample, group, weights, &m);
    RequirePositiveDefinite(m, moments.observed);
    if (fourth != FourthMoments::kNone) {
      m.influence = MakeInfluence(sample, group, conditional, std::move(weights), m);
    }
    moments.groups.push_back(std::move(m));
  }
  ApplyDesign(sample, &moments);
  if (fourth == FourthMoments::kNone || moments.IsIncomplete()) return moments;
  for (GroupMoments& m : moments.groups) {
    if (fourth == FourthMoments::kFull) {
      m.asymptotic_covariance =
          m.influence->ScaledCovariance(Eigen::VectorXd::Ones(m.influence->moments()), 1);
      m.asymptotic_variances = m.asymptotic_covariance.diagonal();
    } else if (fourth == FourthMoments::kDiagonal || m.asymptotic_variances.size() == 0) {
      m.asymptotic_variances = m.influence->Variances();
    }
  }
  return moments;
}

SampleMoments MakeSampleMoments(const MomentFile& file, const std::vector<double>& nobs,
                                const std::vector<std::string>& observed) {
  if (nobs.size() != file.covariances.size()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("--nobs gives {} number{}, but '{}' holds {} matri{}", nobs.size(),
                            nobs.size() == 1 ? "" : "s", file.file, file.covariances.size(),
                            file.covariances.size() == 1 ? "x" : "ces"),
                "give the number of respondents of each group, separated by commas");
  }
  std::vector<int> index;
  std::vector<Fault> faults;
  for (const std::string& name : observed) {
    const auto found = std::find(file.names.begin(), file.names.end(), name);
    if (found == file.names.end()) {
      faults.push_back(
          {{file.file, 1, 0},
           fmt::format("the model's variable '{}' is not in the matrix", name),
           DidYouMean(name, file.names, "its variables are " + JoinNames(file.names))});
    }
    index.push_back(static_cast<int>(found - file.names.begin()));
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  SampleMoments moments;
  moments.observed = observed;
  moments.has_means = !file.means.empty();
  const int p = moments.p();
  for (size_t g = 0; g < nobs.size(); ++g) {
    if (!(nobs[g] > p)) {
      throw Error(ErrorKind::kData,
                  fmt::format("{} respondents are too few for {} variables", nobs[g], p),
                  "give --nobs the number of respondents behind the matrix");
    }
    GroupMoments m;
    if (nobs.size() > 1) m.label = fmt::format("{}", g + 1);
    m.n = nobs[g];
    m.covariance.resize(p, p);
    m.means.setZero(p);
    for (int i = 0; i < p; ++i) {
      if (moments.has_means) m.means[i] = file.means[g][index[i]];
      for (int j = 0; j < p; ++j) m.covariance(i, j) = file.covariances[g](index[i], index[j]);
    }
    m.covariance *= (m.n - 1) / m.n;
    RequirePositiveDefinite(m, moments.observed);
    moments.groups.push_back(std::move(m));
  }
  return moments;
}

}  // namespace trustsem
