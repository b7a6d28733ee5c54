#include "report/claims_format.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "report/names.h"
#include "survey/judge_claims.h"

namespace trustsem {

ClaimTally Tally(const ClaimBookResults& results) {
  ClaimTally tally;
  for (const ClaimResult& claim : results.claims) {
    ++tally.claims;
    tally.reproduced += claim.verdict == Verdict::kReproduced;
    tally.ambiguous += claim.verdict == Verdict::kAmbiguous;
    tally.differs += claim.verdict == Verdict::kDiffers;
    tally.not_computed += claim.verdict == Verdict::kNotComputed;
    const bool other = std::any_of(
        claim.alternatives.begin(), claim.alternatives.end(), [](const ReadingResult& reading) {
          return std::isfinite(reading.estimate.value) && !reading.agrees;
        });
    tally.open += claim.verdict == Verdict::kReproduced && other;
  }
  for (const RatioResult& ratio : results.ratios) {
    ++tally.ratios;
    tally.ratios_reproduced += ratio.verdict == Verdict::kReproduced;
  }
  return tally;
}

std::string TallySentence(const ClaimBookResults& results, Language language) {
  const ClaimTally tally = Tally(results);
  std::string text = Say(language, SurveyPhrase::kTally, tally.reproduced, tally.claims);
  text += tally.open > 0 ? Say(language, SurveyPhrase::kTallyOpen, tally.open)
                         : Say(language, SurveyPhrase::kFullStop);
  if (tally.reproduced < tally.claims) {
    text += Say(language, SurveyPhrase::kTallyOther, tally.ambiguous, tally.differs,
                tally.not_computed);
  }
  if (tally.ratios > 0) {
    text += Say(language, SurveyPhrase::kTallyRatios, tally.ratios_reproduced, tally.ratios);
  }
  return text;
}

Text Caution(const ClaimBookResults& results) {
  if (results.origin.data_statement.empty()) return {};
  const SurveyPhrase phrase =
      results.calibrated ? SurveyPhrase::kByConstruction : SurveyPhrase::kSyntheticOnly;
  return {Say(Language::kEnglish, phrase), Say(Language::kChinese, phrase)};
}

std::vector<std::string> Statements(const ClaimBookResults& results, Language language) {
  if (results.origin.data_statement.empty()) return {};
  return {results.origin.data_statement, InLanguage(Caution(results), language)};
}

std::vector<std::string> ClaimMethodSentences(const ClaimBookResults& results, IntervalPlace place,
                                              Language language) {
  const ClaimBook& book = results.book;
  std::vector<std::string> sentences = {Say(language, SurveyPhrase::kToleranceRule, book.tolerance),
                                        Say(language, SurveyPhrase::kVerdictRule)};
  if (!book.ratios.empty()) {
    sentences.push_back(Say(language, SurveyPhrase::kRatioRule, book.tolerance));
  }
  for (std::string& sentence : DesignSentences(book.design, language)) {
    sentences.push_back(std::move(sentence));
  }
  sentences.push_back(IntervalSentence(place, IntervalMethod::kLogit, book.confidence, language));
  sentences.push_back(Say(language, SurveyPhrase::kClaimBaseRule));
  return sentences;
}

std::string ClaimsTitle(const ClaimBookResults& results, Language language) {
  const std::string& title = InLanguage(results.book.title, language);
  return title.empty() ? Say(language, SurveyPhrase::kClaims) : title;
}

std::string VerdictText(Verdict verdict, Language language) {
  switch (verdict) {
    case Verdict::kReproduced:
      return Say(language, SurveyPhrase::kVerdictReproduced);
    case Verdict::kDiffers:
      return Say(language, SurveyPhrase::kVerdictDiffers);
    case Verdict::kAmbiguous:
      return Say(language, SurveyPhrase::kVerdictAmbiguous);
    case Verdict::kNotComputed:
      break;
  }
  return Say(language, SurveyPhrase::kVerdictNotComputed);
}

std::string StatusText(const std::string& status, Language language) {
  using P = SurveyPhrase;
  static const std::map<std::string_view, P> kPhrases = {
      {"explicit", P::kStatusExplicit},
      {"approx", P::kStatusApprox},
      {"derived", P::kStatusDerived},
      {"base_unstated", P::kStatusBaseUnstated},
      {"base_ambiguous", P::kStatusBaseAmbiguous},
      {"category_unstated", P::kStatusCategoryUnstated},
      {"category_ambiguous", P::kStatusCategoryAmbiguous},
      {"base_and_category_ambiguous", P::kStatusBothAmbiguous}};
  const auto found = kPhrases.find(status);
  return found == kPhrases.end() ? status : Say(language, found->second);
}

std::string PublishedText(const Claim& claim) {
  const char* sign = claim.comparison == Comparison::kAbove   ? "> "
                     : claim.comparison == Comparison::kBelow ? "< "
                                                              : "";
  return fmt::format("{}{}%", sign, claim.published);
}

std::string CountedText(const ReadingResult& result, const Reading& reading, Language language) {
  const std::string& counted = InLanguage(result.counted_label, language);
  return reading.any ? Say(language, SurveyPhrase::kAnyOf, counted) : counted;
}

bool IsOpen(const ClaimResult& claim) {
  const Text& note = claim.claim.note;
  return !claim.alternatives.empty() || !note.en.empty() || !note.zh.empty();
}

std::vector<NumberedReading> ReadingsOf(const ClaimResult& claim) {
  std::vector<NumberedReading> readings = {{1, &claim.claim.reading, &claim.reading}};
  for (size_t i = 0; i < claim.alternatives.size(); ++i) {
    readings.push_back(
        {static_cast<int>(i) + 2, &claim.claim.alternatives[i], &claim.alternatives[i]});
  }
  return readings;
}

std::string ReadingName(const NumberedReading& reading, Language language) {
  const std::string& label = InLanguage(reading.result->label, language);
  if (!label.empty()) return label;
  if (reading.number == 1) return Say(language, SurveyPhrase::kFirstReading);
  return Say(language, SurveyPhrase::kOtherReading, reading.number);
}

std::string AgreesText(const ReadingResult& result, Language language) {
  if (!std::isfinite(result.estimate.value)) return "";
  return Say(language, result.agrees ? SurveyPhrase::kYes : SurveyPhrase::kNo);
}

std::string RatioText(const SurveyEstimate& ratio) { return EstimateText(ratio, false); }

std::string AllowedText(const ClaimBook& book, const RatioClaim& ratio) {
  const auto [lowest, highest] = AllowedRatio(book, ratio);
  const std::string lower = RoundedText(lowest, 2), upper = RoundedText(highest, 2);
  return upper.empty() ? "> " + lower : lower + "-" + upper;
}

}  // namespace trustsem
