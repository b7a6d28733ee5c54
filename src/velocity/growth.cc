#include "velocity/growth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <set>

#include "base/text.h"
#include "data/sample_clusters.h"
#include "velocity/growth_accounts.h"
#include "velocity/growth_estimates.h"
#include "velocity/growth_fit.h"
#include "velocity/growth_panel.h"
#include "velocity/growth_segments.h"

namespace trustsem {
namespace {

const char* NameOf(GrowthShape shape) {
  return shape == GrowthShape::kLinear ? "linear" : "logarithmic";
}

void CheckInput(const GrowthInput& input) {
  assert(input.wave_names.size() == input.times.size());
  assert(static_cast<size_t>(input.scores.cols()) == input.times.size() * input.components.size());
  assert(static_cast<size_t>(input.scores.rows()) == input.account.size());
  assert(input.segment.empty() || input.segment.size() == input.account.size());
  assert(input.cluster.empty() || input.cluster.size() == input.account.size());
  for (size_t w = 0; w < input.times.size(); ++w) {
    const double time = input.times[w];
    if (!(time >= 0) || std::isinf(time)) {
      throw Error(ErrorKind::kSpecification,
                  fmt::format("the time of wave '{}' is {}", Excerpt(input.wave_names[w]), time),
                  "give the waves times of 0 or more");
    }
    if (w > 0 && !(time > input.times[w - 1])) {
      throw Error(ErrorKind::kSpecification,
                  fmt::format("the time of wave '{}', {}, is not after that of the wave before, {}",
                              Excerpt(input.wave_names[w]), time, input.times[w - 1]),
                  "give the waves in order, each with its own time");
    }
  }
  if (input.scores.array().isInf().any()) {
    throw Error(ErrorKind::kData, "a score is infinite", "scores run from 0 to 100");
  }
  std::set<int> seen;
  for (const int account : input.account) {
    if (seen.insert(account).second) continue;
    throw Error(ErrorKind::kData, fmt::format("account number {} has two rows of scores", account),
                "growth takes each account once");
  }
}

class GrowthAnalysis {
 public:
  GrowthAnalysis(const GrowthInput& input, std::vector<Note>* notes)
      : input_(input), notes_(notes) {}

  GrowthResults Run() {
    CheckInput(input_);
    results_.times = input_.times;
    CountResponses();
    items_ = FindTrustItems(input_, notes_);
    results_.reason = WhyNot();
    if (!results_.reason.empty()) return std::move(results_);
    if (!MakePanels()) return std::move(results_);
    TestInvariances();
    for (const GrowthShape shape : {GrowthShape::kLinear, GrowthShape::kLogarithmic}) {
      results_.models.push_back(FitShape(shape));
    }
    ChooseBetter();
    return std::move(results_);
  }

 private:
  bool HasAnswer(int64_t row, int wave) const {
    const auto components = static_cast<Eigen::Index>(input_.components.size());
    return !input_.scores.row(row).segment(wave * components, components).array().isNaN().all();
  }

  void CountResponses() {
    const int waves = static_cast<int>(input_.times.size());
    results_.responses.assign(static_cast<size_t>(waves), 0);
    for (int64_t row = 0; row < input_.scores.rows(); ++row) {
      int answered = 0;
      for (int w = 0; w < waves; ++w) {
        if (!HasAnswer(row, w)) continue;
        ++answered;
        ++results_.responses[static_cast<size_t>(w)];
      }
      if (answered == 0) continue;
      rows_.push_back(row);
      results_.complete += answered == waves;
    }
    results_.accounts = static_cast<int>(rows_.size());
  }

  // Why there is no growth to estimate; empty where there is.
  std::string WhyNot() const {
    const size_t waves = input_.times.size();
    if (waves < kLeastWaves) {
      return fmt::format("growth needs {} waves, and there {}", kLeastWaves,
                         waves == 0   ? "are none"
                         : waves == 1 ? "is one"
                                      : "are two");
    }
    if (waves > kMostGrowthWaves) {
      return fmt::format(
          "growth is fitted to at most {} waves, and there are {}: put waves together",
          kMostGrowthWaves, waves);
    }
    for (size_t w = 0; w < waves; ++w) {
      const std::vector<std::string>& names = items_.names[w];
      const auto measured = static_cast<int>(names.size()) -
                            static_cast<int>(std::count(names.begin(), names.end(), ""));
      if (measured < kLeastComponents) {
        return fmt::format(
            "growth needs {} components at each wave that at least {} accounts answered, and not "
            "all alike: wave '{}' has {}",
            kLeastComponents, kLeastAnswers, Excerpt(input_.wave_names[w]), measured);
      }
    }
    const int least = LeastAccounts();
    if (results_.accounts >= least) return "";
    return fmt::format("growth of {} components over {} waves needs {} accounts, and there are {}",
                       input_.components.size(), waves, least, results_.accounts);
  }

  int LeastAccounts() const { return kAccountsPerItem * items_.Measured(); }

  bool MakePanels() {
    try {
      everybody_ = MakeTrustPanel(input_, items_, rows_, {});
    } catch (const Error& error) {
      results_.reason = error.faults().front().message;
      return false;
    }
    results_.robust = everybody_->clustered;
    TellOfClusters(*everybody_);
    if (!input_.cluster.empty() && !results_.robust) {
      Tell("growth_few_clusters",
           fmt::format("growth takes accounts as independent: their salespersons are fewer than {}",
                       kLeastClusters),
           "standard errors are too small where accounts of one salesperson resemble each other");
    }
    MakeSegments();
    return true;
  }

  void MakeSegments() {
    SegmentChoice choice = ChooseSegments(input_, items_, rows_, LeastAccounts());
    if (!choice.left_out.empty()) {
      Tell("growth_segment_left_out",
           fmt::format("growth is not estimated for {} alone: each segment needs {} accounts, and "
                       "at each wave {} answers to each component that are not all alike",
                       JoinNames(choice.left_out), LeastAccounts(), kLeastAnswers),
           "everybody's growth has these accounts too");
    }
    if (input_.segment_names.empty()) return;
    if (choice.segments.size() < 2) {
      segments_reason_ = "fewer than two segments have accounts enough";
      return;
    }
    try {
      segments_ =
          MakeTrustPanel(input_, items_, std::move(choice.rows), std::move(choice.segments));
    } catch (const Error& error) {
      segments_reason_ = error.faults().front().message;
      return;
    }
    TellOfClusters(*segments_);
    if (results_.robust && !segments_->clustered) {
      Tell("growth_few_clusters",
           fmt::format("growth of segments takes accounts as independent: a segment has fewer than "
                       "{} salespersons",
                       kLeastClusters),
           "standard errors are too small where accounts of one salesperson resemble each other");
    }
  }

  void TestInvariances() {
    results_.invariance = TestInvariance(*everybody_, false, notes_);
    results_.level = InvarianceLevel(results_.invariance);
    if (results_.level != "intercepts") {
      Tell("growth_not_invariant",
           fmt::format("loadings and intercepts of the components are not equal over the waves "
                       "(invariance holds up to: {})",
                       results_.level),
           "means at different waves are then not comparable: part of the growth may be a change "
           "of what the components measure");
    }
    if (!segments_) return;
    results_.segment_invariance = TestInvariance(*segments_, true, notes_);
    results_.segment_level = InvarianceLevel(results_.segment_invariance);
    if (results_.segment_level != "intercepts") {
      Tell("growth_segments_not_invariant",
           fmt::format("loadings and intercepts of the components are not equal over the segments "
                       "(invariance holds up to: {})",
                       results_.segment_level),
           "differences of the segments are then not comparable");
    }
  }

  GrowthModel FitShape(GrowthShape shape) {
    GrowthModel model;
    model.shape = shape;
    const GrowthBasis basis(shape, input_.times);
    TrustModelOptions options;
    options.basis = basis.basis();
    try {
      const FittedCandidate candidate = FitTrustModel(*everybody_, options, NameOf(shape));
      static_cast<GrowthFit&>(model) = MeasureFit(*candidate.fit);
      model.everybody = EstimateGrowth(*candidate.fit, basis, 0, input_.confidence);
      model.everybody.accounts = results_.accounts;
      model.converged = true;
      TellImproper(*candidate.fit, shape);
      AddAccounts(*candidate.fit, basis, &model);
    } catch (const Error& error) {
      model.reason = error.faults().front().message;
    }
    AddSegments(options, basis, &model);
    return model;
  }

  void AddAccounts(const FittedModel& fit, const GrowthBasis& basis, GrowthModel* model) {
    if (IsProperGrowth(fit, 0)) {
      model->accounts = PredictSlopes(input_, *everybody_, fit, basis);
      return;
    }
    Tell("growth_no_account_slopes",
         fmt::format("{} growth has no slopes of accounts: the variances of intercept and slope "
                     "are estimated as no population could have them",
                     NameOf(model->shape)),
         "the accounts' slopes may hardly differ");
  }

  void AddSegments(const TrustModelOptions& options, const GrowthBasis& basis, GrowthModel* model) {
    model->segments_reason = segments_reason_;
    if (!segments_) return;
    try {
      const FittedCandidate candidate =
          FitTrustModel(*segments_, options, std::string(NameOf(model->shape)) + " by segment");
      const FittedModel& fit = *candidate.fit;
      for (int g = 0; g < segments_->groups(); ++g) {
        GrowthGroup group = EstimateGrowth(fit, basis, g, input_.confidence);
        group.name = fit.moments.groups[static_cast<size_t>(g)].label;
        group.accounts = static_cast<int>(fit.moments.groups[static_cast<size_t>(g)].Respondents());
        model->segments.push_back(std::move(group));
      }
      model->segments_fit = MeasureFit(fit);
      model->differences = CompareSlopes(fit, basis, input_.confidence);
      TellImproper(fit, model->shape);
    } catch (const Error& error) {
      model->segments_reason = error.faults().front().message;
    }
  }

  void TellImproper(const FittedModel& fit, GrowthShape shape) {
    const std::vector<std::string> names = NegativeVariances(fit);
    if (names.empty()) return;
    Tell("growth_negative_variance",
         fmt::format("{} growth: negative variance estimated for {}", NameOf(shape),
                     JoinNames(names)),
         "shown as estimated: the sample may be small, or accounts hardly differ there");
  }

  void ChooseBetter() {
    for (size_t k = 0; k < results_.models.size(); ++k) {
      const GrowthModel& model = results_.models[k];
      if (!model.converged) continue;
      if (!results_.fitted ||
          model.bic < results_.models[static_cast<size_t>(results_.better)].bic) {
        results_.better = static_cast<int>(k);
      }
      results_.fitted = true;
    }
    if (!results_.fitted) results_.reason = results_.models.front().reason;
  }

  // Few clusters, clusters across segments.
  void TellOfClusters(const TrustPanel& panel) {
    if (panel.clustered) {
      for (const Note& note : ClusterNotes(panel.sample)) notes_->push_back(note);
    }
  }

  void Tell(const char* code, std::string message, std::string hint) {
    notes_->push_back({code, std::move(message), std::move(hint)});
  }

  const GrowthInput& input_;
  std::vector<Note>* notes_;
  GrowthResults results_;
  std::vector<int64_t> rows_;  // with an answer
  TrustItems items_;
  std::optional<TrustPanel> everybody_, segments_;
  std::string segments_reason_;
};

}  // namespace

GrowthResults FitGrowth(const GrowthInput& input, std::vector<Note>* notes) {
  return GrowthAnalysis(input, notes).Run();
}

}  // namespace trustsem
