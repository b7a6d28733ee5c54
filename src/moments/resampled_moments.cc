#include "moments/resampled_moments.h"

#include <cmath>

#include "base/matrix_products.h"
#include "moments/positive_definite.h"

namespace trustsem {
namespace {

double Mass(const std::vector<uint32_t>& counts, const Eigen::VectorXd& weights) {
  double sum = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    sum += counts[i] * (weights.size() > 0 ? weights[static_cast<Eigen::Index>(i)] : 1.0);
  }
  return sum;
}

double Respondents(const std::vector<uint32_t>& counts) {
  uint64_t sum = 0;
  for (uint32_t count : counts) sum += count;
  return static_cast<double>(sum);
}

}  // namespace

Sample Resampled(const Sample& sample, const ResampleCounts& counts) {
  Sample resampled = sample;
  for (size_t g = 0; g < sample.groups.size(); ++g) {
    const std::vector<uint32_t>& rows = sample.groups[g].rows;
    std::vector<uint32_t>& drawn = resampled.groups[g].rows;
    drawn.clear();
    for (size_t i = 0; i < rows.size(); ++i) drawn.insert(drawn.end(), counts[g][i], rows[i]);
  }
  return resampled;
}

ResampledMoments::ResampledMoments(const Sample& sample) {
  for (const SampleVariable& variable : sample.variables) observed_.push_back(variable.name);
  const auto p = static_cast<Eigen::Index>(sample.variables.size());
  for (const SampleGroup& from : sample.groups) {
    Group group;
    group.label = from.label;
    const auto n = static_cast<Eigen::Index>(from.rows.size());
    group.centred.resize(n, p);
    group.means.resize(p);
    for (Eigen::Index j = 0; j < p; ++j) {
      auto column = group.centred.col(j);
      for (Eigen::Index i = 0; i < n; ++i) {
        column[i] = sample.variables[static_cast<size_t>(j)].At(from.rows[static_cast<size_t>(i)]);
      }
      // The first answer as origin keeps large offsets (years, prices) from costing digits.
      const double origin = column[0];
      column.array() -= origin;
      const double mean = column.mean();
      column.array() -= mean;
      group.means[j] = origin + mean;
    }
    if (sample.weights != nullptr) {
      group.weights.resize(n);
      for (Eigen::Index i = 0; i < n; ++i) {
        group.weights[i] = (*sample.weights)[from.rows[static_cast<size_t>(i)]];
      }
    }
    groups_.push_back(std::move(group));
  }
}

SampleMoments ResampledMoments::Moments(const ResampleCounts& counts,
                                        Eigen::MatrixXd* buffer) const {
  SampleMoments moments;
  moments.observed = observed_;
  moments.has_means = true;
  double respondents = 0, mass = 0;
  for (size_t g = 0; g < groups_.size(); ++g) {
    respondents += Respondents(counts[g]);
    mass += Mass(counts[g], groups_[g].weights);
  }
  const auto p = static_cast<Eigen::Index>(observed_.size());
  for (size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    std::vector<Eigen::Index> drawn;
    std::vector<double> roots;  // of what each counts
    for (size_t i = 0; i < counts[g].size(); ++i) {
      if (counts[g][i] == 0) continue;
      const auto row = static_cast<Eigen::Index>(i);
      drawn.push_back(row);
      roots.push_back(std::sqrt(
          counts[g][i] * (group.weights.size() > 0 ? group.weights[row] * respondents / mass : 1)));
    }
    const auto rows = static_cast<Eigen::Index>(drawn.size());
    if (buffer->rows() < rows || buffer->cols() != p) buffer->resize(group.centred.rows(), p);
    const Eigen::Map<const Eigen::VectorXd> scale(roots.data(), rows);
    for (Eigen::Index j = 0; j < p; ++j) {
      const double* from = group.centred.col(j).data();
      double* to = buffer->col(j).data();
      for (Eigen::Index i = 0; i < rows; ++i) {
        to[i] = from[drawn[static_cast<size_t>(i)]] * roots[static_cast<size_t>(i)];
      }
    }
    const auto scaled = buffer->topRows(rows);
    GroupMoments m;
    m.label = group.label;
    m.n = scale.squaredNorm();
    if (group.weights.size() > 0) {
      m.weighted = true;
      m.rows = Respondents(counts[g]);
    }
    if (!(m.n > 0)) throw Error(ErrorKind::kData, "a group has no respondent with a weight");
    const Eigen::VectorXd shift = scaled.transpose() * scale / m.n;
    m.means = group.means + shift;
    m.covariance.setZero(p, p);
    AddLowerGram(scaled, m.covariance);
    m.covariance /= m.n;
    m.covariance.triangularView<Eigen::StrictlyUpper>() = m.covariance.transpose();
    m.covariance.noalias() -= shift * shift.transpose();
    RequirePositiveDefinite(m, observed_);
    moments.groups.push_back(std::move(m));
  }
  return moments;
}

}  // namespace trustsem
