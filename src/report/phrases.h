// Every heading and sentence of the reports, in English and Chinese.
#ifndef TRUSTSEM_REPORT_PHRASES_H_
#define TRUSTSEM_REPORT_PHRASES_H_

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "report/write_results.h"

namespace trustsem {

enum class Phrase {
  // Summary.
  kResultsOf,
  kSummary,
  kFitted,
  kFittedWithoutConstructs,
  kRespondents,
  kRespondentsInGroups,
  kRowsLeftOut,
  kRowsIncompleteKept,
  kConverged,
  kNotConverged,
  kIdentified,
  kStandardErrorsMissing,
  kExactTestRejects,
  kExactTestAccepts,
  kExactTestUnavailable,
  kJustIdentified,
  kFitsByRules,
  kFitsInPart,
  kDoesNotFit,
  kRulesCaution,
  kRulesOrdered,
  kStrongestPaths,
  kHypothesesTally,
  kAttention,
  kAttentionWarnings,
  kAttentionResidual,
  kSyntheticNote,
  kSentenceSeparator,
  kAssociationsOnly,
  // Fit.
  kFit,
  kStatistic,
  kValue,
  kScaled,
  kRobust,
  kRule,
  kRuleMet,
  kRuleNotMet,
  kChiSquare,
  kDegreesOfFreedom,
  kPValueExact,
  kScalingFactor,
  kRmseaInterval,
  kRmseaPValue,
  kBaselineChiSquare,
  kBaselineDf,
  kLogLikelihood,
  kUnrestrictedLogLikelihood,
  kSampleAdjustedBic,
  kFreeParameters,
  kRespondentsRow,
  // Bootstrap.
  kBootstrapErrors,
  kBootstrapNoErrors,
  kBootstrapTest,
  kBootstrapUsed,
  kBootstrapNotConverged,
  kBootstrapUndefined,
  kBootstrapImproper,
  kNonparametricBootstrap,
  kBollenStineBootstrap,
  kParametricBootstrap,
  kPercentileInterval,
  kNormalInterval,
  kBcaInterval,
  // Parameters.
  kLoadings,
  kPaths,
  kCovariances,
  kIntercepts,
  kThresholds,
  kScales,
  kVariances,
  kRSquared,
  kDefinedEffects,
  kConstraints,
  kGroupHeading,
  kConstruct,
  kItem,
  kOutcome,
  kPredictor,
  kVariable,
  kAndVariable,
  kThreshold,
  kKind,
  kResidual,
  kEstimate,
  kStandardError,
  kInterval,
  kStandardized,
  kLabel,
  kStatedIn,
  kFixed,
  kExpression,
  kName,
  kStatusExplicit,
  kStatusImplied,
  kStatusAmbiguous,
  kSpectralRadius,
  kSpectralRadiusTooLarge,
  kReciprocal,
  kReciprocalUnclear,
  kInstruments,
  kModelRestrictions,
  // Effects and hypotheses.
  kEffects,
  kCodes,
  kEffectPath,
  kDirect,
  kIndirect,
  kTotalIndirect,
  kTotal,
  kHypotheses,
  kHypothesis,
  kClaim,
  kExpected,
  kPositive,
  kNegative,
  kGroup,
  kVerdict,
  kSupported,
  kOppositeSign,
  kNotDistinguishable,
  kNotEstimated,
  kHypothesesRule,
  // Diagnostics.
  kResiduals,
  kNoLargeResiduals,
  kMoreResiduals,
  kModificationIndices,
  kModificationIndex,
  kNoModificationIndices,
  kModificationCaution,
  kMoreRows,
  kParameter,
  kExpectedChange,
  kNotes,
  kProvenance,
  kProgram,
  kOptions,
  kModelFile,
  kDataFile,
  kHash,
  kListSeparator,
  kAnd,
  kCount,  // how many there are; not a phrase
};

// The phrase as a format string of fmt.
std::string_view PhraseText(Phrase phrase, Language language);

template <typename... Arguments>
std::string Say(Language language, Phrase phrase, const Arguments&... arguments) {
  return fmt::vformat(PhraseText(phrase, language), fmt::make_format_args(arguments...));
}

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PHRASES_H_
