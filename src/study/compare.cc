#include "study/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "inference/fit_measures.h"
#include "inference/improper_solutions.h"
#include "study/nesting.h"

namespace trustsem {
namespace {

std::vector<std::string> SplitAtPlus(const std::string& text) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('+', begin), text.size());
    parts.emplace_back(Trim(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

// Differences from the least of a criterion, and weights.
void Weigh(const std::string& criterion, double ComparedModel::*difference,
           double ComparedModel::*weight, std::vector<ComparedModel>* models) {
  double least = INFINITY, sum = 0;
  for (const ComparedModel& model : *models) {
    const double value = FitMeasure(model.fit, criterion);
    if (std::isnan(value)) return;
    least = std::min(least, value);
  }
  for (ComparedModel& model : *models) {
    model.*difference = FitMeasure(model.fit, criterion) - least;
    model.*weight = std::exp(-0.5 * (model.*difference));
    sum += model.*weight;
  }
  for (ComparedModel& model : *models) model.*weight /= sum;
}

FitMeasures Differences(const FitMeasures& restricted, const FitMeasures& general) {
  FitMeasures differences;
  for (const char* index : {"cfi", "tli", "rmsea", "srmr", "aic", "bic"}) {
    for (const char* suffix : {"", "_scaled", "_robust"}) {
      const std::string name = std::string(index) + suffix;
      const double difference = FitMeasure(restricted, name) - FitMeasure(general, name);
      if (!std::isnan(difference)) differences.emplace_back(name, difference);
    }
  }
  return differences;
}

// Casewise likelihoods tell models apart where there are respondents, and each counts once.
bool HasVuongTest(const FittedCandidate& candidate) {
  const DataOptions& data = candidate.model.data;
  return candidate.fit->objective->estimator().likelihood() && !HasDesign(candidate.model) &&
         data.strata.empty() && data.replicate_weights.empty() && candidate.sample.frame != nullptr;
}

class PairComparison {
 public:
  PairComparison(const FittedCandidate& restricted, const FittedCandidate& general,
                 const ComparisonOptions& options, std::vector<Note>* notes)
      : restricted_(restricted), general_(general), options_(options), notes_(notes) {}

  ModelComparison Compare() {
    const NestingCheck check = CheckNesting(*restricted_.fit, *general_.fit);
    result_.nesting = check.nesting;
    result_.nesting_chisq = check.chisq;
    const TestStatistic t0 = ChiSquareTest(*restricted_.fit), t1 = ChiSquareTest(*general_.fit);
    result_.plain_difference = t0.chisq - t1.chisq;
    switch (check.nesting) {
      case Nesting::kNested:
        AddDifference(check, t0.chisq, t1.chisq);
        break;
      case Nesting::kEquivalent:
        break;
      case Nesting::kNotNested:
      case Nesting::kUnknown:
        AddVuong();
        break;
    }
    return std::move(result_);
  }

 private:
  void AddDifference(const NestingCheck& check, double restricted, double general) {
    if (restricted < general - 1e-6 * std::max(1.0, general)) {
      Tell("less_restricted_fits_worse",
           fmt::format("'{}' is less restricted than '{}' and still fits worse: its estimates are "
                       "a local minimum, and their difference is not tested",
                       general_.name, restricted_.name),
           "give it starting values");
      return;
    }
    const DifferenceTest test =
        options_.difference.value_or(DefaultDifferenceTest(general_.fit->objective->estimator()));
    const FittedModel& m1 = *general_.fit;
    std::unique_ptr<FittedModel> at_restricted;
    double trace = m1.corrections ? m1.corrections->trace : 0;
    Eigen::MatrixXd restrictions;
    switch (test) {
      case DifferenceTest::kPlain:
      case DifferenceTest::kSatorraBentler2001:
        break;
      case DifferenceTest::kSatorraBentler2010:
        trace = WhereRestricted(m1, check)->corrections->trace;
        break;
      default: {
        const bool exact = options_.restrictions == RestrictionMethod::kExact;
        if (exact) at_restricted = WhereRestricted(m1, check);
        restrictions = Restrictions(*restricted_.fit, exact ? *at_restricted : m1);
      }
    }
    result_.difference = TestDifference(test, *restricted_.fit, m1, trace, restrictions);
    if (std::isnan(result_.difference->chisq)) {
      Tell("difference_not_scalable",
           fmt::format("the difference of '{}' and '{}' has no test: {}", restricted_.name,
                       general_.name,
                       std::isnan(result_.difference->scaling_factor)
                           ? "at the estimates of the former the information of the latter is not "
                             "positive definite"
                           : fmt::format("its scaling factor is {:.3g}, which must be positive",
                                         result_.difference->scaling_factor)),
           test == DifferenceTest::kSatorraBentler2001
               ? "use --difference satorra_bentler_2010 or satorra_2000"
               : "use --difference satorra_2000");
    }
  }

  void AddVuong() {
    if (result_.nesting == Nesting::kUnknown) {
      Tell("nesting_unknown",
           fmt::format("whether '{}' is nested in '{}' could not be found out: the latter has no "
                       "estimates from the moments that the former implies",
                       restricted_.name, general_.name),
           "their difference is not tested");
    }
    if (HasVuongTest(restricted_)) {
      result_.vuong =
          TestVuong(*restricted_.fit, restricted_.sample, *general_.fit, general_.sample);
    }
  }

  void Tell(const char* code, std::string message, std::string hint) {
    notes_->push_back({code, std::move(message), std::move(hint)});
  }

  const FittedCandidate& restricted_;
  const FittedCandidate& general_;
  const ComparisonOptions& options_;
  std::vector<Note>* notes_;
  ModelComparison result_;
};

void AddNotes(const std::string& name, std::vector<Note> notes, std::vector<Note>* out) {
  for (Note& note : notes) {
    note.message = fmt::format("{}: {}", name, note.message);
    out->push_back(std::move(note));
  }
}

void AddOrigin(const FittedCandidate& first, Comparison* comparison) {
  comparison->data_file = first.loaded.file;
  comparison->data_hash = first.loaded.hash;
  comparison->data_statement = first.loaded.statement;
  comparison->group_column = first.loaded.group_column;
  comparison->estimator = first.fit->objective->estimator().name;
  for (auto& option : OptionsInForce(first.model, *first.fit)) {
    if (option.first != "equal") comparison->options.push_back(std::move(option));
  }
  for (auto& option : DataOptionsInForce(first.loaded)) {
    comparison->options.push_back(std::move(option));
  }
  for (const GroupMoments& group : first.loaded.moments.groups) {
    comparison->groups.push_back(
        {group.label, group.Respondents(), 0, group.clusters, group.strata});
  }
  comparison->warnings = first.loaded.notes;
}

}  // namespace

std::vector<Model> EqualitySteps(const Model& model, const std::vector<std::string>& steps) {
  if (model.data.group.empty()) {
    throw Error(ErrorKind::kUsage, "--equal-steps are about groups, and none are named",
                "give --group COLUMN");
  }
  if (steps.empty()) {
    throw Error(ErrorKind::kUsage, "--equal-steps name no step",
                "give some, such as --equal-steps loadings,intercepts");
  }
  std::vector<Model> models = {model};
  for (const std::string& step : steps) {
    Model next = models.back();
    for (const std::string& name : SplitAtPlus(step)) {
      if (name.empty()) {
        throw Error(ErrorKind::kUsage, fmt::format("--equal-steps: '{}' is no step", Excerpt(step)),
                    "join what one step adds by '+', such as loadings+thresholds");
      }
      ParseEqualOverGroups({name});
      const std::vector<std::string>& equal = next.fit.equal;
      if (std::find(equal.begin(), equal.end(), name) != equal.end()) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("--equal-steps: '{}' are equal already before that step", name),
                    "name each once: a step adds its equalities to those before");
      }
      next.fit.equal.push_back(name);
    }
    models.push_back(std::move(next));
  }
  return models;
}

ModelComparison CompareFits(const FittedCandidate& restricted, const FittedCandidate& general,
                            const ComparisonOptions& options, std::vector<Note>* notes) {
  return PairComparison(restricted, general, options, notes).Compare();
}

Comparison CompareModels(std::vector<Model> models, const DataInput& input,
                         const ComparisonOptions& options) {
  if (!models.empty()) {
    const Estimator estimator = ChosenEstimator(models.front());
    RequireDifferenceTest(estimator, options.difference.value_or(DefaultDifferenceTest(estimator)));
  }
  const std::vector<FittedCandidate> candidates = FitCandidates(std::move(models), input);
  Comparison comparison;
  AddOrigin(candidates.front(), &comparison);
  for (const FittedCandidate& candidate : candidates) {
    ComparedModel model;
    model.name = candidate.name;
    model.file = candidate.model.file;
    model.hash = candidate.model.hash;
    model.equal = candidate.model.fit.equal;
    model.fit = ComputeFitMeasures(*candidate.fit);
    comparison.models.push_back(std::move(model));
    AddNotes(candidate.name, candidate.notes, &comparison.warnings);
    AddNotes(candidate.name, FindImproperSolutions(*candidate.fit), &comparison.warnings);
  }
  Weigh("aic", &ComparedModel::aic_difference, &ComparedModel::aic_weight, &comparison.models);
  Weigh("bic", &ComparedModel::bic_difference, &ComparedModel::bic_weight, &comparison.models);
  for (size_t i = 1; i < candidates.size(); ++i) {
    ModelComparison pair =
        CompareFits(candidates[i], candidates[i - 1], options, &comparison.warnings);
    pair.restricted = i;
    pair.general = i - 1;
    pair.fit_differences = Differences(comparison.models[i].fit, comparison.models[i - 1].fit);
    comparison.comparisons.push_back(std::move(pair));
  }
  return comparison;
}

}  // namespace trustsem
