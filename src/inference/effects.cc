#include "inference/effects.h"

#include <fmt/format.h>

#include <Eigen/LU>
#include <cmath>

#include "inference/chi_square.h"

namespace trustsem {
namespace {

// One path coefficient: its value and the free parameter that it is, if any.
struct Path {
  int to = 0, from = 0;
  int free = -1;
  double value = 0;
};

class GroupEffects {
 public:
  GroupEffects(const FittedModel& fit, const VarianceDerivatives& variances, int group, int* budget)
      : fit_(fit), variances_(variances), group_(group), budget_(budget), m_(fit.structure->m()) {
    leaving_.resize(m_);
    B_.setZero(m_, m_);
    for (const Parameter& row : fit.table.rows) {
      if (row.op != Operator::kRegression || row.group != group + 1) continue;
      Path path{fit.structure->FactorIndex(row.lhs), fit.structure->FactorIndex(row.rhs), row.free,
                fit.Value(row)};
      if (path.free < 0 && path.value == 0) continue;
      leaving_[path.from].push_back(path);
      B_(path.to, path.from) = path.value;
    }
    totals_exist_ = SpectralRadius(B_) < 1;
    total_ = (Eigen::MatrixXd::Identity(m_, m_) - B_).inverse();
  }

  bool totals_exist() const { return totals_exist_; }
  int left_out() const { return left_out_; }

  std::vector<Effect> Compute() {
    std::vector<Effect> effects;
    for (int from = 0; from < m_; ++from) {
      if (leaving_[from].empty()) continue;
      by_target_.assign(m_, {});
      trail_ = {};
      visited_.assign(m_, false);
      visited_[from] = true;
      Walk(from);
      for (int to = 0; to < m_; ++to) {
        if (!by_target_[to].empty()) AddPair(from, to, &effects);
      }
    }
    return effects;
  }

 private:
  // Collects every path from the current variable that visits no variable twice.
  void Walk(int at) {
    for (const Path& path : leaving_[at]) {
      if (visited_[path.to]) continue;
      trail_.push_back(path);
      // The direct effect always counts; indirect ones up to the limit.
      if (trail_.size() == 1 || *budget_ > 0) {
        if (trail_.size() > 1) --*budget_;
        by_target_[path.to].push_back(trail_);
        visited_[path.to] = true;
        Walk(path.to);
        visited_[path.to] = false;
      } else {
        ++left_out_;
      }
      trail_.pop_back();
    }
  }

  void AddPair(int from, int to, std::vector<Effect>* effects) {
    bool indirect = false;
    double direct = 0;
    Eigen::VectorXd direct_slope = Eigen::VectorXd::Zero(fit_.differentiated());
    for (const auto& trail : by_target_[to]) {
      Effect effect = Blank(from, to);
      double value = 1;
      for (const Path& path : trail) value *= path.value;
      Eigen::VectorXd slope = Eigen::VectorXd::Zero(fit_.differentiated());
      for (size_t i = 0; i < trail.size(); ++i) {
        if (i > 0) effect.through.push_back(fit_.structure->factors()[trail[i].from]);
        if (trail[i].free < 0 || slope.size() == 0) continue;
        double others = 1;
        for (size_t j = 0; j < trail.size(); ++j) {
          if (j != i) others *= trail[j].value;
        }
        slope[trail[i].free] += others;
      }
      if (trail.size() == 1) {
        effect.kind = Effect::Kind::kDirect;
        direct = value;
        direct_slope = slope;
      } else {
        effect.kind = Effect::Kind::kIndirect;
        indirect = true;
      }
      Finish(from, to, value, slope, &effect);
      effects->push_back(std::move(effect));
    }
    if (!totals_exist_) return;
    const Eigen::VectorXd slope = TotalSlope(from, to);
    const double total = total_(to, from);
    if (indirect || Feedback(from, to)) {
      Effect effect = Blank(from, to);
      effect.kind = Effect::Kind::kTotalIndirect;
      Finish(from, to, total - direct, slope - direct_slope, &effect);
      effects->push_back(std::move(effect));
    }
    Effect effect = Blank(from, to);
    effect.kind = Effect::Kind::kTotal;
    Finish(from, to, total, slope, &effect);
    effects->push_back(std::move(effect));
  }

  // Whether a loop makes the total effect differ from the sum of the paths listed.
  bool Feedback(int from, int to) const {
    return std::abs(total_(from, from) - 1) > 1e-12 || std::abs(total_(to, to) - 1) > 1e-12;
  }

  // d M = M dB M.
  Eigen::VectorXd TotalSlope(int from, int to) const {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(fit_.differentiated());
    if (slope.size() == 0) return slope;
    for (const auto& paths : leaving_) {
      for (const Path& path : paths) {
        if (path.free >= 0) slope[path.free] += total_(to, path.to) * total_(path.from, from);
      }
    }
    return slope;
  }

  Effect Blank(int from, int to) const {
    Effect effect;
    effect.from = fit_.structure->factors()[from];
    effect.to = fit_.structure->factors()[to];
    effect.group = group_ + 1;
    return effect;
  }

  double Error(const Eigen::VectorXd& slope) const {
    if (fit_.values_only) return kMissing;
    return std::sqrt(std::max(0.0, slope.dot(fit_.covariance * slope)));
  }

  void Finish(int from, int to, double value, const Eigen::VectorXd& slope, Effect* effect) const {
    constexpr double kNormal975 = 1.959963984540054;
    effect->est = value;
    effect->se = Error(slope);
    if (effect->se > 0) {
      effect->z = value / effect->se;
      effect->pvalue = NormalTwoSidedP(effect->z);
      effect->ci_lower = value - kNormal975 * effect->se;
      effect->ci_upper = value + kNormal975 * effect->se;
    }
    const double v_from = variances_.factor[from], v_to = variances_.factor[to];
    if (!(v_from > 0 && v_to > 0)) return;
    const double scale = std::sqrt(v_from / v_to);
    effect->std_all = value * scale;
    effect->std_all_se = Error(scale * slope + effect->std_all * 0.5 *
                                                   (variances_.d_factor.col(from) / v_from -
                                                    variances_.d_factor.col(to) / v_to));
  }

  const FittedModel& fit_;
  const VarianceDerivatives& variances_;
  const int group_;
  int* budget_;
  const int m_;
  bool totals_exist_ = true;
  int left_out_ = 0;
  Eigen::MatrixXd B_, total_;
  std::vector<std::vector<Path>> leaving_;
  std::vector<std::vector<std::vector<Path>>> by_target_;
  std::vector<Path> trail_;
  std::vector<bool> visited_;
};

}  // namespace

std::vector<Effect> ComputeEffects(const FittedModel& fit,
                                   const std::vector<VarianceDerivatives>& variances,
                                   std::vector<Note>* notes, int limit) {
  std::vector<Effect> effects;
  int left_out = 0;
  bool totals_missing = false;
  for (int g = 0; g < fit.table.groups; ++g) {
    int budget = limit;
    GroupEffects group(fit, variances[g], g, &budget);
    for (Effect& effect : group.Compute()) effects.push_back(std::move(effect));
    left_out += group.left_out();
    totals_missing |= !group.totals_exist();
  }
  if (totals_missing) {
    notes->push_back({"feedback_does_not_settle",
                      "the feedback loop grows without limit (spectral radius of the paths is one "
                      "or more), so total effects do not exist",
                      "look at the reciprocal paths: their product should be below one"});
  }
  if (left_out > 0) {
    notes->push_back({"indirect_effects_left_out",
                      fmt::format("{} and more indirect effects are not listed", left_out),
                      "define the ones of interest as effects in the model"});
  }
  return effects;
}

}  // namespace trustsem
