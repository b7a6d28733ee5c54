#include "moments/design_influence.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "data/sample_strata.h"

namespace trustsem {
namespace {

// Rows at a time: a block is written by columns and read by rows, and has to stay in the cache.
constexpr Eigen::Index kBlock = 60;

// Numbers from 0, by first appearance.
struct Numbering {
  std::vector<Eigen::Index> of_row;
  Eigen::Index count = 0;
};

Numbering Renumber(const std::vector<int32_t>& values) {
  Numbering numbering;
  std::unordered_map<int32_t, Eigen::Index> numbers;
  numbering.of_row.reserve(values.size());
  for (int32_t value : values) {
    numbering.of_row.push_back(numbers.emplace(value, numbers.size()).first->second);
  }
  numbering.count = static_cast<Eigen::Index>(numbers.size());
  return numbering;
}

template <typename Visit>
void ForEachRow(const CasewiseInfluence& influence, Visit visit) {
  Eigen::MatrixXd rows;
  for (Eigen::Index begin = 0; begin < influence.respondents(); begin += kBlock) {
    const Eigen::Index count = std::min(kBlock, influence.respondents() - begin);
    influence.Rows(begin, count, &rows);
    for (Eigen::Index i = 0; i < count; ++i) visit(begin + i, rows.row(i));
  }
}

// The sums of the influence over the rows that have the same number.
class SummedInfluence : public CasewiseInfluence {
 public:
  SummedInfluence(const CasewiseInfluence& base, const Numbering& numbering) {
    sums_.setZero(base.moments(), numbering.count);
    masses_.setZero(numbering.count);
    const Eigen::VectorXd masses = base.Masses();
    ForEachRow(base, [&](Eigen::Index i, const auto& row) {
      const Eigen::Index to = numbering.of_row[static_cast<size_t>(i)];
      sums_.col(to) += row.transpose();
      masses_[to] += masses[i];
    });
  }

  Eigen::Index respondents() const override { return sums_.cols(); }
  Eigen::Index moments() const override { return sums_.rows(); }
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override {
    *rows = sums_.middleCols(begin, count).transpose();
  }
  Eigen::VectorXd Masses() const override { return masses_; }

 private:
  Eigen::MatrixXd sums_;  // m x C
  Eigen::VectorXd masses_;
};

// A number for each unit, from one for each respondent.
template <typename Number>
std::vector<Number> OfUnits(const std::vector<Number>& of_row, const Numbering& clusters) {
  if (clusters.count == 0 || of_row.empty()) return of_row;
  std::vector<Number> of_unit(static_cast<size_t>(clusters.count));
  for (size_t i = 0; i < of_row.size(); ++i) {
    of_unit[static_cast<size_t>(clusters.of_row[i])] = of_row[i];
  }
  return of_unit;
}

}  // namespace

DesignInfluence::DesignInfluence(std::shared_ptr<const CasewiseInfluence> base,
                                 const GroupDesign& design)
    : units_(std::move(base)) {
  const auto n = static_cast<double>(units_->respondents());
  const Numbering clusters = Renumber(design.clusters);
  if (clusters.count > 0) units_ = std::make_shared<SummedInfluence>(*units_, clusters);
  const auto count = static_cast<size_t>(units_->respondents());
  Numbering strata = Renumber(OfUnits(design.strata, clusters));
  if (strata.count == 0) strata = Renumber(std::vector<int32_t>(count, 0));
  stratum_ = std::move(strata.of_row);
  const std::vector<double> fractions = OfUnits(design.fractions, clusters);

  Eigen::VectorXd sizes = Eigen::VectorXd::Zero(strata.count), left = sizes;
  for (size_t i = 0; i < count; ++i) {
    sizes[stratum_[i]] += 1;
    left[stratum_[i]] = fractions.empty() ? 1 : 1 - fractions[i];
  }
  scales_.setZero(strata.count);
  double single = 0;
  for (Eigen::Index h = 0; h < strata.count; ++h) {
    if (sizes[h] == 1) {
      single += left[h] > 0;
    } else {
      scales_[h] = left[h] * sizes[h] / (sizes[h] - 1);
    }
  }
  if (design.single_cluster == SingleCluster::kAverage) {
    const auto all = static_cast<double>(strata.count);
    scales_ *= all / (all - single);
  }
  scales_ = (scales_ * (static_cast<double>(count) / n)).cwiseSqrt();
  masses_ = units_->Masses();
  if (strata.count > 1) CentreWithinStrata();
  for (size_t i = 0; i < count; ++i) masses_[static_cast<Eigen::Index>(i)] *= scales_[stratum_[i]];
}

void DesignInfluence::CentreWithinStrata() {
  Eigen::VectorXd sizes = Eigen::VectorXd::Zero(strata()), masses = sizes;
  centres_.setZero(strata(), moments());
  ForEachRow(*units_, [&](Eigen::Index i, const auto& row) {
    const Eigen::Index h = stratum_[static_cast<size_t>(i)];
    sizes[h] += 1;
    masses[h] += masses_[i];
    centres_.row(h) += row;
  });
  centres_ = sizes.cwiseInverse().asDiagonal() * centres_;
  for (Eigen::Index i = 0; i < masses_.size(); ++i) {
    const Eigen::Index h = stratum_[static_cast<size_t>(i)];
    masses_[i] -= masses[h] / sizes[h];
  }
}

void DesignInfluence::Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const {
  units_->Rows(begin, count, rows);
  Eigen::VectorXd scales(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const Eigen::Index h = stratum_[static_cast<size_t>(begin + i)];
    scales[i] = scales_[h];
    if (centres_.size() > 0) rows->row(i) -= centres_.row(h);
  }
  for (Eigen::Index k = 0; k < rows->cols(); ++k) rows->col(k).array() *= scales.array();
}

void ApplyDesign(const Sample& sample, SampleMoments* moments) {
  if (sample.clusters.empty() && sample.strata.empty() && sample.population == nullptr) return;
  const std::vector<double> fractions = SamplingFractions(sample);
  for (size_t g = 0; g < moments->groups.size(); ++g) {
    GroupMoments& group = moments->groups[g];
    if (group.influence == nullptr && group.answers == nullptr) continue;
    GroupDesign design;
    design.single_cluster = sample.single_cluster;
    for (uint32_t row : sample.groups[g].rows) {
      if (!sample.clusters.empty()) design.clusters.push_back(sample.clusters[row]);
      if (!sample.strata.empty()) design.strata.push_back(sample.strata[row]);
      if (sample.population == nullptr) continue;
      design.fractions.push_back(fractions[sample.strata.empty() ? 0 : sample.strata[row]]);
    }
    if (group.influence == nullptr) {
      // Scores take the place of the influence, at moments that are not known yet.
      group.strata = static_cast<double>(Renumber(design.strata).count);
      group.clusters = static_cast<double>(Renumber(design.clusters).count);
      const bool plain = design.clusters.empty() && design.fractions.empty() && group.strata <= 1;
      if (!plain) group.design = std::make_shared<GroupDesign>(std::move(design));
      continue;
    }
    const auto influence = std::make_shared<DesignInfluence>(group.influence, design);
    if (!sample.strata.empty()) group.strata = static_cast<double>(influence->strata());
    if (design.clusters.empty() && design.fractions.empty() && influence->strata() == 1) continue;
    if (!design.clusters.empty()) group.clusters = static_cast<double>(influence->respondents());
    group.influence = influence;
    group.asymptotic_variances = group.influence->Variances();
  }
}

}  // namespace trustsem
