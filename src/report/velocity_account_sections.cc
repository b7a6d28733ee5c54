// What stands on histories of accounts: time to trust, the ranked list.
#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/survey_format.h"
#include "report/velocity_sections.h"
#include "report/velocity_words.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;
using Kind = VelocityKind;
using Room = VelocityRoom;
using Row = std::vector<VelocityCell>;

std::vector<const TrustCurve*> Curves(const ThresholdResults& threshold) {
  std::vector<const TrustCurve*> curves = {&threshold.everybody};
  for (const TrustCurve& segment : threshold.segments) curves.push_back(&segment);
  return curves;
}

VelocityCell MedianCell(const TrustCurve& curve, Language language) {
  if (std::isinf(curve.median.value)) return Say(language, P::kNeverReached);
  return curve.median;
}

VelocityTable ThresholdTable(const VelocityResults& results, Language language) {
  VelocityTable table;
  table.sheet = Say(language, P::kTimeToTrust);
  table.columns = {{Say(language, P::kSegment)},
                   {Say(language, P::kThreshold), Kind::kPoints},
                   {Say(language, P::kAccounts), Kind::kCount},
                   {Say(language, P::kAtFirst), Kind::kCount},
                   {Say(language, P::kBetween), Kind::kCount, false, Room::kPageAndWorkbook},
                   {Say(language, P::kNotYet), Kind::kCount},
                   {Say(language, P::kMedian), Kind::kPoints, true},
                   {Say(language, P::kByFive), Kind::kShare, true},
                   {Say(language, P::kEqualCurves), Kind::kPValue}};
  for (const ThresholdResults& threshold : results.time_to_trust.thresholds) {
    for (const TrustCurve* curve : Curves(threshold)) {
      const bool everybody = curve == &threshold.everybody;
      table.rows.push_back(
          {SegmentName(curve->segment, language), threshold.threshold,
           static_cast<double>(curve->accounts), static_cast<double>(curve->before_first),
           static_cast<double>(curve->between), static_cast<double>(curve->not_reached),
           MedianCell(*curve, language), curve->reached_by_five,
           everybody ? VelocityCell(threshold.p) : VelocityCell()});
    }
  }
  return table;
}

VelocityTable CurveTable(const VelocityResults& results, Language language) {
  VelocityTable table;
  table.room = Room::kWorkbook;
  table.sheet = Say(language, P::kSheetCurves);
  table.heading = Say(language, P::kCurves);
  table.columns = {{Say(language, P::kSegment)},
                   {Say(language, P::kThreshold), Kind::kPoints},
                   {Say(language, P::kSince), Kind::kPoints},
                   {Say(language, P::kBy), Kind::kPoints},
                   {Say(language, P::kReached), Kind::kShare, true}};
  for (const ThresholdResults& threshold : results.time_to_trust.thresholds) {
    for (const TrustCurve* curve : Curves(threshold)) {
      for (const TrustCurvePoint& point : curve->points) {
        table.rows.push_back({SegmentName(curve->segment, language), threshold.threshold,
                              point.since, point.time, point.reached});
      }
    }
  }
  return table;
}

std::string ReportedSentence(const ReportedTime& reported, Language language) {
  return Say(language, P::kReported, reported.column, ShareText(reported.two_to_five, 1),
             FormatCount(static_cast<double>(reported.responses)),
             RoundedText(100 * kReportedShareTwoToFive, 0) + "%");
}

// By what the pace is told is there at once; the rest where there is room.
std::vector<VelocityColumn> RankingColumns(bool by_slope, Kind time, Language language) {
  const Room slope = by_slope ? Room::kEverywhere : Room::kPageAndWorkbook;
  const Room others = by_slope ? Room::kPageAndWorkbook : Room::kEverywhere;
  return {{Say(language, P::kAccount)},
          {Say(language, P::kPace)},
          {Say(language, P::kSalesperson), Kind::kText, false, Room::kPageAndWorkbook},
          {Say(language, P::kSegment), Kind::kText, false, Room::kPageAndWorkbook},
          {Say(language, P::kMarket), Kind::kText, false, Room::kWorkbook},
          {Say(language, P::kStage), Kind::kText, false, Room::kPageAndWorkbook},
          {Say(language, P::kResponses), Kind::kCount, false, Room::kPageAndWorkbook},
          {Say(language, P::kLastTime), time},
          {Say(language, P::kScore), Kind::kPoints, true},
          {Say(language, P::kIndex), Kind::kRate, true, Room::kPageAndWorkbook},
          {Say(language, P::kGap), Kind::kDifference, true, others},
          {Say(language, P::kChange), Kind::kDifference, true, others},
          {Say(language, P::kAccountSlope), Kind::kSignedRate, true, slope},
          {Say(language, P::kWeakest)},
          {Say(language, P::kWeakestScore), Kind::kPoints, true},
          {Say(language, P::kClear)}};
}

Row RankingRow(const VelocityResults& results, const AccountSummary& account, Language language) {
  const auto name = [&](VelocityLevel level, int group) {
    return GroupName(results, level, group, language);
  };
  const bool has_weakest = std::isfinite(account.weakest_score.value);
  return {name(VelocityLevel::kAccount, account.account),
          Say(language, PacePhrase(account.pace)),
          name(VelocityLevel::kSalesperson, account.salesperson),
          name(VelocityLevel::kSegment, account.segment),
          name(VelocityLevel::kMarket, account.market),
          name(VelocityLevel::kStage, account.stage),
          static_cast<double>(account.responses),
          account.time,
          account.score,
          account.velocity,
          account.expected_gap,
          account.change,
          account.slope,
          has_weakest ? ComponentName(results, account.weakest, language) : "",
          account.weakest_score,
          has_weakest && account.weakest_is_clear ? Say(language, P::kYes) : ""};
}

}  // namespace

VelocitySection TimeToTrustSection(const VelocityResults& results, Language language) {
  const TimeToTrustResults& time = results.time_to_trust;
  VelocitySection section;
  section.heading = Say(language, P::kTimeToTrust);
  if (!time.thresholds.empty()) {
    section.sentences.push_back(Say(language, P::kTimeMeaning));
    section.tables = {ThresholdTable(results, language), CurveTable(results, language)};
  } else if (!time.reason.empty()) {
    section.sentences.push_back(Say(language, P::kTimeNotEstimated, time.reason));
  }
  if (time.reported.known && std::isfinite(time.reported.two_to_five.value)) {
    section.sentences.push_back(ReportedSentence(time.reported, language));
    section.sentences.push_back(Say(language, P::kReportedCaution));
  }
  return section;
}

VelocitySection RankingSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kRanking);
  if (results.accounts.empty()) return section;
  const bool by_slope =
      std::any_of(results.accounts.begin(), results.accounts.end(),
                  [](const AccountSummary& account) { return std::isfinite(account.slope.lower); });
  section.sentences = {Say(language, P::kRankingMeaning),
                       Say(language, by_slope ? P::kRankingBySlope : P::kRankingByScore),
                       Say(language, P::kWeakestMeaning)};
  const bool months = results.specification.time == VelocityTime::kMonths;
  const Kind time = months ? Kind::kPoints : Kind::kCount;
  VelocityTable table;
  table.sheet = Say(language, P::kAccounts);
  table.columns = RankingColumns(by_slope, time, language);
  for (const AccountSummary& account : results.accounts) {
    table.rows.push_back(RankingRow(results, account, language));
  }
  section.tables = {table};
  return section;
}

}  // namespace trustsem
