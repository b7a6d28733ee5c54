// What the page says beyond the sections of other reports, in English and Chinese.
#ifndef TRUSTSEM_REPORT_PAGE_PHRASES_H_
#define TRUSTSEM_REPORT_PAGE_PHRASES_H_

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/write_results.h"

namespace trustsem {

enum class PagePhrase {
  // Switches.
  kLanguage,
  kCoefficients,
  kStandardized,
  kPlain,
  kGroups,
  kAllGroups,
  kContents,
  kToContent,
  // Sample and data quality.
  kProfile,
  kQuestion,
  kAnswer,
  kShare,
  kAnswered,
  kVariables,
  kMissingAnswers,
  kDistinct,
  kMinimum,
  kMaximum,
  kMean,
  kStandardDeviation,
  kFindings,
  kFinding,
  kColumn,
  kRows,
  kExample,
  kFirstRows,
  kMissingPatterns,
  kNone,
  kAnsweredShares,
  kDataNotes,
  // Figures and coefficients.
  kFigures,
  kReadingHint,
  kReadingCoefficients,
  kReadingLoadings,
  // Fit.
  kFitMeaning,
  kFitMeaningExact,
  kFitMeaningRules,
  kFitMeaningDirection,
  kFitMeaningOthers,
  kFitMeaningSize,
  // Methods.
  kOtherParameters,
  kMethods,
  kMethodModel,
  kMethodOrdered,
  kMethodContinuous,
  kMethodLikelihood,
  kMethodLeastSquares,
  kMethodCorrected,
  kMethodStandardized,
  kMethodListwise,
  kMethodPairwise,
  kMethodFiml,
  kMethodImputation,
  kMethodGroups,
  kMethodEqual,
  kMethodWeights,
  kMethodClusters,
  kMethodStrata,
  kMethodNoDesign,
  kMethodHypotheses,
  kCite,
  kCiteProgram,
  kCiteHashes,
  kGlossary,
  kTerm,
  kMeaning,
  kCount,  // how many there are; not a phrase
};

// The phrase as a format string of fmt.
std::string_view PhraseText(PagePhrase phrase, Language language);

template <typename... Arguments>
std::string Say(Language language, PagePhrase phrase, const Arguments&... arguments) {
  return fmt::vformat(PhraseText(phrase, language), fmt::make_format_args(arguments...));
}

// A word of the page for readers who do not estimate models.
struct GlossaryEntry {
  std::string_view term, meaning;
};
std::vector<GlossaryEntry> Glossary(Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PAGE_PHRASES_H_
