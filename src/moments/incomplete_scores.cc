#include "moments/incomplete_scores.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "moments/design_influence.h"
#include "moments/pattern_precision.h"
#include "moments/vech.h"

namespace trustsem {

IncompleteScores::IncompleteScores(const MissingPatterns& patterns,
                                   const IncompleteAnswers& answers, const Eigen::VectorXd& means,
                                   const Eigen::MatrixXd& covariance)
    : answers_(answers) {
  const Eigen::Index n = answers.answers.cols(), p = answers.answers.rows();
  if (answers.weights.size() > 0) {
    weight_scale_ = std::sqrt(static_cast<double>(n) / answers.weights.sum());
  }
  std::vector<std::vector<Eigen::Index>> members(patterns.patterns.size());
  for (size_t r = 0; r < answers.pattern.size(); ++r) {
    if (answers.pattern[r] == IncompleteAnswers::kNoPattern) continue;
    members[answers.pattern[r]].push_back(static_cast<Eigen::Index>(r));
  }
  mean_.setZero(n, p);
  precisions_.resize(static_cast<Eigen::Index>(members.size()), VechSize(static_cast<int>(p)));
  PatternPrecision precision;
  precision.SetSigma(covariance);
  for (size_t j = 0; j < members.size(); ++j) {
    const MissingPattern& pattern = patterns.patterns[j];
    precision.Choose(pattern);
    precisions_.row(static_cast<Eigen::Index>(j)) = Vech(precision.Precision());
    Eigen::MatrixXd deviations = answers.answers(Eigen::all, members[j]).colwise() - means;
    for (const int i : pattern.missing) deviations.row(i).setZero();
    const Eigen::MatrixXd weighted = precision.Times(deviations);
    for (size_t i = 0; i < members[j].size(); ++i) {
      mean_.row(members[j][i]) = weighted.col(static_cast<Eigen::Index>(i));
    }
  }
}

Eigen::Index IncompleteScores::moments() const { return mean_.cols() + precisions_.cols(); }

void IncompleteScores::Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const {
  const Eigen::Index p = mean_.cols();
  rows->resize(count, moments());
  const auto w = mean_.middleRows(begin, count);
  rows->leftCols(p) = w;
  for (Eigen::Index column = 0, k = 0; column < p; ++column) {
    for (Eigen::Index row = column; row < p; ++row, ++k) {
      auto out = rows->col(p + k);
      out = w.col(row).cwiseProduct(w.col(column));
      for (Eigen::Index i = 0; i < count; ++i) {
        const size_t pattern = answers_.pattern[static_cast<size_t>(begin + i)];
        if (pattern == IncompleteAnswers::kNoPattern) continue;
        out[i] -= precisions_(static_cast<Eigen::Index>(pattern), k);
      }
      if (row == column) out *= 0.5;
    }
  }
  if (answers_.weights.size() == 0) return;
  const Eigen::ArrayXd weights = weight_scale_ * answers_.weights.segment(begin, count).array();
  for (Eigen::Index k = 0; k < rows->cols(); ++k) rows->col(k).array() *= weights;
}

Eigen::VectorXd IncompleteScores::Masses() const {
  if (answers_.weights.size() == 0) return CasewiseInfluence::Masses();
  return weight_scale_ * answers_.weights;
}

std::shared_ptr<const CasewiseInfluence> MakeIncompleteScores(const GroupMoments& group,
                                                              const Eigen::VectorXd& means,
                                                              const Eigen::MatrixXd& covariance) {
  auto scores =
      std::make_shared<IncompleteScores>(*group.patterns, *group.answers, means, covariance);
  if (group.design == nullptr) return scores;
  return std::make_shared<DesignInfluence>(std::move(scores), *group.design);
}

}  // namespace trustsem
