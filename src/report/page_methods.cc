#include <cmath>

#include "base/version.h"
#include "report/page_phrases.h"
#include "report/page_sections.h"
#include "report/sections.h"

namespace trustsem {

namespace {

using P = PagePhrase;

// In the language that they were published in.
constexpr char kHuAndBentler[] =
    "Hu, L., & Bentler, P. M. (1999). Cutoff criteria for fit indexes in covariance structure "
    "analysis: Conventional criteria versus new alternatives. Structural Equation Modeling, 6, "
    "1-55.";
constexpr char kOlsson[] =
    "Olsson, U. (1979). Maximum likelihood estimation of the polychoric correlation coefficient. "
    "Psychometrika, 44, 443-460.";

// The value of an option in force; empty where there is none.
std::string OptionValue(const Results& results, const std::string& name) {
  for (const auto& [option, value] : results.options) {
    if (option == name) return value;
  }
  return "";
}

class Sentences {
 public:
  Sentences(const Results& results, Language language) : results_(results), language_(language) {}

  std::vector<std::string> Make() {
    Add(P::kMethodModel);
    Add(OptionValue(results_, "ordered").empty() ? P::kMethodContinuous : P::kMethodOrdered);
    AddEstimator();
    AddMissing();
    AddGroupsAndDesign();
    Add(P::kMethodStandardized);
    Add(P::kMethodHypotheses);
    return std::move(sentences_);
  }

 private:
  template <typename... Arguments>
  void Add(P phrase, const Arguments&... arguments) {
    sentences_.push_back(Say(language_, phrase, arguments...));
  }
  void AddIfGiven(P phrase, const std::string& option) {
    const std::string value = OptionValue(results_, option);
    if (!value.empty()) Add(phrase, value);
  }

  void AddEstimator() {
    const bool likelihood = std::isfinite(FitMeasure(results_.fit, "logl"));
    Add(likelihood ? P::kMethodLikelihood : P::kMethodLeastSquares, results_.estimator,
        results_.information);
    if (std::isfinite(FitMeasure(results_.fit, "chisq_scaled"))) Add(P::kMethodCorrected);
  }

  void AddMissing() {
    const std::string missing = OptionValue(results_, "missing");
    if (missing == "listwise") Add(P::kMethodListwise);
    if (missing == "pairwise") Add(P::kMethodPairwise);
    if (missing == "fiml") Add(P::kMethodFiml);
    if (const auto& imputation = results_.imputation) {
      Add(P::kMethodImputation, imputation->sets, imputation->used, imputation->seed);
    }
  }

  void AddGroupsAndDesign() {
    if (!results_.group_column.empty()) Add(P::kMethodGroups, results_.group_column);
    AddIfGiven(P::kMethodEqual, "equal");
    AddIfGiven(P::kMethodWeights, "weights");
    AddIfGiven(P::kMethodClusters, "cluster");
    AddIfGiven(P::kMethodStrata, "strata");
    for (const char* option : {"weights", "cluster", "strata", "replicate_weights"}) {
      if (!OptionValue(results_, option).empty()) return;
    }
    Add(P::kMethodNoDesign);
  }

  const Results& results_;
  Language language_;
  std::vector<std::string> sentences_;
};

}  // namespace

void AddMethods(const ReportPage& page, Language language, Document& document) {
  ReportOptions options;
  options.language = language;
  const ReportContext context{page.results, options, Names(page.results, language, 0)};
  document.blocks.push_back(Heading{2, Say(language, P::kMethods)});
  document.blocks.push_back(Bullets{Sentences(page.results, language).Make()});
  AddBootstrap(context, document);
  document.blocks.push_back(Heading{3, Say(language, P::kCite)});
  Bullets citations{{Say(language, P::kCiteProgram, Version(), page.results.estimator),
                     Say(language, P::kCiteHashes), kHuAndBentler}};
  if (!OptionValue(page.results, "ordered").empty()) citations.items.push_back(kOlsson);
  document.blocks.push_back(std::move(citations));
}

}  // namespace trustsem
