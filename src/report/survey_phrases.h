// Every heading and sentence of the reports on survey tables and claims, in English and Chinese.
#ifndef TRUSTSEM_REPORT_SURVEY_PHRASES_H_
#define TRUSTSEM_REPORT_SURVEY_PHRASES_H_

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "report/write_results.h"

namespace trustsem {

enum class SurveyPhrase {
  // Tables.
  kTables,
  kAbout,
  kBase,
  kAllRespondents,
  kTotal,
  kN,
  kWeightedN,
  kEffectiveN,
  kQuestion,
  kAnswer,
  kMean,
  kValue,
  kLower,
  kUpper,
  kHigherThan,
  kAnsweredCount,
  kBy,
  kContinued,
  kNetCounts,
  kSuppressed,
  kSuppressedCell,
  // Method.
  kMethod,
  kWeights,
  kNoWeights,
  kStrata,
  kClusters,
  kInBrackets,
  kInColumns,
  kIntervalsLogit,
  kIntervalsBeta,
  kBaseRule,
  kLetters,
  kCorrectionNone,
  kCorrectionBonferroni,
  kCorrectionHolm,
  kCorrectionBenjaminiHochberg,
  kMinimumBase,
  kEffectiveRule,
  kSheets,
  // Origin.
  kOrigin,
  kProgram,
  kRequestFile,
  kDataFile,
  kCodebookFile,
  kOptions,
  kNotes,
  // Claims.
  kClaims,
  kSource,
  kTally,
  kTallyOpen,
  kFullStop,
  kTallyOther,
  kTallyRatios,
  kByConstruction,
  kSyntheticOnly,
  kStatedOnly,
  kToleranceRule,
  kVerdictRule,
  kClaimBaseRule,
  kId,
  kClaim,
  kLine,
  kCounted,
  kBaseColumn,
  kPublished,
  kComputed,
  kDifference,
  kStatus,
  kStatusExplicit,
  kStatusApprox,
  kStatusDerived,
  kStatusBaseUnstated,
  kStatusBaseAmbiguous,
  kStatusCategoryUnstated,
  kStatusCategoryAmbiguous,
  kStatusBothAmbiguous,
  kVerdict,
  kVerdictReproduced,
  kVerdictDiffers,
  kVerdictAmbiguous,
  kVerdictNotComputed,
  kClaimSheet,
  kReadings,
  kReading,
  kFirstReading,
  kOtherReading,
  kAgrees,
  kYes,
  kNo,
  kNoteColumn,
  kAnyOf,
  kWordsOnly,
  kWhatIsCounted,
  kCountedAmong,
  kNamedReading,
  kSentenceAtLine,
  kRatios,
  kRatio,
  kAllowed,
  kRatioRule,
  kListSeparator,
  kCount,  // how many there are; not a phrase
};

// The phrase as a format string of fmt.
std::string_view PhraseText(SurveyPhrase phrase, Language language);

template <typename... Arguments>
std::string Say(Language language, SurveyPhrase phrase, const Arguments&... arguments) {
  return fmt::vformat(PhraseText(phrase, language), fmt::make_format_args(arguments...));
}

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_SURVEY_PHRASES_H_
