#include "report/velocity_words.h"

#include <algorithm>
#include <cmath>

#include "report/names.h"
#include "report/survey_format.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;

constexpr size_t kFirstRows = 10;

std::string SignedText(double value, int decimals, bool with_sign) {
  const std::string text = RoundedText(value, decimals);
  const bool positive = text.find_first_of("123456789") != std::string::npos && text[0] != '-';
  return with_sign && positive ? "+" + text : text;
}

std::string EndText(double end, int decimals) {
  if (std::isinf(end)) return end > 0 ? "∞" : "-∞";
  return RoundedText(end, decimals);
}

// " [61.0; 65.4]"; empty without interval.
std::string IntervalText(double lower, double upper, int decimals) {
  if (std::isnan(lower) || std::isnan(upper)) return "";
  return " [" + EndText(lower, decimals) + "; " + EndText(upper, decimals) + "]";
}

}  // namespace

std::string LabelOrWord(const Text& label, VelocityPhrase word, Language language) {
  const std::string& own = language == Language::kChinese ? label.zh : label.en;
  return own.empty() ? Say(language, word) : own;
}

std::string TitleOf(const VelocityResults& results, Language language) {
  return LabelOrWord(results.specification.title, P::kTitle, language);
}

std::string ComponentName(const VelocityResults& results, TrustComponent component,
                          Language language) {
  static constexpr P kWords[] = {P::kProfessional, P::kVocational, P::kRelationship, P::kBenefit};
  const size_t index = static_cast<size_t>(component);
  return LabelOrWord(results.specification.components[index].label, kWords[index], language);
}

VelocityPhrase LevelPhrase(VelocityLevel level) {
  switch (level) {
    case VelocityLevel::kTotal:
      break;
    case VelocityLevel::kAccount:
      return P::kAccount;
    case VelocityLevel::kSalesperson:
      return P::kSalesperson;
    case VelocityLevel::kSegment:
      return P::kSegment;
    case VelocityLevel::kMarket:
      return P::kMarket;
    case VelocityLevel::kStage:
      return P::kStage;
  }
  return P::kTotal;
}

VelocityPhrase PacePhrase(AccountPace pace) {
  switch (pace) {
    case AccountPace::kFast:
      return P::kFast;
    case AccountPace::kSlow:
      return P::kSlow;
    case AccountPace::kFalling:
      return P::kFalling;
    case AccountPace::kTypical:
      return P::kTypical;
    case AccountPace::kUnknown:
      break;
  }
  return P::kUnknown;
}

VelocityPhrase ShapePhrase(GrowthShape shape) {
  return shape == GrowthShape::kLinear ? P::kLinear : P::kLogarithmic;
}

std::string TimeName(const VelocityResults& results, Language language) {
  const bool months = results.specification.time == VelocityTime::kMonths;
  return Say(language, months ? P::kMonths : P::kInteractions);
}

std::string TimeUnit(const VelocityResults& results, Language language) {
  const bool months = results.specification.time == VelocityTime::kMonths;
  return Say(language, months ? P::kMonth : P::kInteraction);
}

std::string WaveUnit(const VelocityResults& results, Language language) {
  const std::string& unit = InLanguage(results.specification.wave_unit, language);
  return unit.empty() ? Say(language, P::kWaves) : unit;
}

std::string WaveName(const VelocityResults& results, size_t wave, Language language) {
  if (wave >= results.wave_names.size()) return std::to_string(wave + 1);
  const std::string& name = results.wave_names[wave];
  for (const VelocityWave& known : results.specification.waves) {
    if (known.value != name) continue;
    const std::string& label = InLanguage(known.label, language);
    return label.empty() ? name : label;
  }
  return name;
}

std::string_view GroupInData(const VelocityResults& results, VelocityLevel level, int group) {
  const VelocityLevelResults* found = FindLevel(results, level);
  if (found == nullptr || group < 0 || static_cast<size_t>(group) >= found->groups.size()) {
    return "";
  }
  return found->groups[static_cast<size_t>(group)].name;
}

std::string GroupName(const VelocityResults& results, VelocityLevel level, int group,
                      Language language) {
  if (level == VelocityLevel::kTotal) return Say(language, P::kTotal);
  std::string name(GroupInData(results, level, group));
  if (level != VelocityLevel::kStage) return name;
  for (const VelocityStage& stage : results.specification.stages) {
    if (stage.value != name) continue;
    const std::string& label = InLanguage(stage.label, language);
    return label.empty() ? name : label;
  }
  return name;
}

const GrowthModel* ToldModel(const GrowthResults& growth) {
  const auto converged = [&](size_t m) {
    return m < growth.models.size() && growth.models[m].converged;
  };
  const size_t better = static_cast<size_t>(growth.better);
  if (growth.better >= 0 && converged(better)) return &growth.models[better];
  for (size_t m = 0; m < growth.models.size(); ++m) {
    if (converged(m)) return &growth.models[m];
  }
  return nullptr;
}

std::vector<const GrowthGroup*> GrowthGroups(const GrowthModel& model) {
  std::vector<const GrowthGroup*> groups = {&model.everybody};
  for (const GrowthGroup& segment : model.segments) groups.push_back(&segment);
  return groups;
}

std::string SegmentName(const std::string& segment, Language language) {
  return segment.empty() ? Say(language, P::kEverybody) : segment;
}

std::string EstimateText(const VelocityEstimate& estimate, int decimals, int interval_decimals,
                         bool with_sign) {
  if (!std::isfinite(estimate.value)) return "";
  return SignedText(estimate.value, decimals, with_sign) +
         IntervalText(estimate.lower, estimate.upper, interval_decimals);
}

std::string ShareText(const VelocityEstimate& share, int interval_decimals) {
  if (!std::isfinite(share.value)) return "";
  return PercentText(share.value) +
         IntervalText(100 * share.lower, 100 * share.upper, interval_decimals);
}

const std::vector<FlagEntry>& FlagEntries() {
  static const std::vector<FlagEntry> kEntries = {
      {kProratedComponent, "prorated_component", P::kReasonProratedComponent, P::kIndexFlagged},
      {kProratedSum, "prorated_sum", P::kReasonProratedSum, P::kIndexFlagged},
      {kTooFewComponents, "too_few_components", P::kReasonTooFewComponents, P::kNoIndex},
      {kNoTime, "no_time", P::kReasonNoTime, P::kNoIndex},
      {kTimeZero, "time_zero", P::kReasonTimeZero, P::kScoresAlone},
      {kNegativeTime, "negative_time", P::kReasonNegativeTime, P::kRowRejected},
      {kFutureDate, "future_date", P::kReasonFutureDate, P::kRowRejected},
      {kNoAccount, "no_account", P::kReasonNoAccount, P::kRowRejected},
      {kNoWave, "no_wave", P::kReasonNoWave, P::kRowRejected},
  };
  return kEntries;
}

std::vector<FlaggedRows> CountFlags(const VelocityResults& results) {
  std::vector<FlaggedRows> all;
  for (const FlagEntry& entry : FlagEntries()) all.push_back({&entry, 0, {}});
  for (const VelocityResponse& response : results.responses) {
    if (response.flags == 0) continue;
    for (FlaggedRows& rows : all) {
      if ((response.flags & rows.entry->flag) == 0) continue;
      ++rows.count;
      if (rows.first.size() < kFirstRows) rows.first.push_back(response.row);
    }
  }
  std::erase_if(all, [](const FlaggedRows& rows) { return rows.count == 0; });
  return all;
}

PaceTally CountPaces(const VelocityResults& results) {
  PaceTally tally;
  for (const AccountSummary& account : results.accounts) {
    switch (account.pace) {
      case AccountPace::kFalling:
        ++tally.falling;
        break;
      case AccountPace::kSlow:
        ++tally.slow;
        break;
      case AccountPace::kTypical:
        ++tally.typical;
        break;
      case AccountPace::kFast:
        ++tally.fast;
        break;
      case AccountPace::kUnknown:
        ++tally.unknown;
        break;
    }
  }
  return tally;
}

}  // namespace trustsem
