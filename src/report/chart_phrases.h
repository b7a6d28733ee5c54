// Every heading and sentence of the charts, in English and Chinese.
#ifndef TRUSTSEM_REPORT_CHART_PHRASES_H_
#define TRUSTSEM_REPORT_CHART_PHRASES_H_

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "report/write_results.h"
#include "spec/text.h"

namespace trustsem {

enum class ChartPhrase {
  // Estimates.
  kPaths,
  kEffects,
  kLoadings,
  kPathsReading,
  kEffectsReading,
  kLoadingsReading,
  kDots,
  kStandardisedCoefficient,
  kStandardisedLoading,
  kNoEstimates,
  kLargestRows,
  kListedPairsOnly,
  kContinued,
  // Residuals.
  kResiduals,
  kResidualsReading,
  kResidualCorrelation,
  kLargestItems,
  kLargest,
  // The bootstrap.
  kBootstrap,
  kBootstrapReading,
  kPercentileInterval,
  kNormalInterval,
  kBcaInterval,
  kBeyondAxes,
  // Surveys.
  kAnswersReading,
  kBetween,
  kBarsReading,
  kShareOfAnswers,
  kShareOfRespondents,
  kClaimsReading,
  kPercentage,
  kPublished,
  kComputed,
  kSurveyProvenance,
  kCount,  // how many there are; not a phrase
};

// The phrase as a format string of fmt.
std::string_view PhraseText(ChartPhrase phrase, Language language);

template <typename... Arguments>
std::string Say(Language language, ChartPhrase phrase, const Arguments&... arguments) {
  return fmt::vformat(PhraseText(phrase, language), fmt::make_format_args(arguments...));
}

// "Trust and loyalty: standardised paths" in both languages; the phrase alone where there is no
// subject.
Text ChartTitle(const Text& subject, ChartPhrase phrase);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_PHRASES_H_
