// What stands on single responses: who is counted, reliability, the index by time.
#include <cmath>

#include "report/format_number.h"
#include "report/names.h"
#include "report/survey_format.h"
#include "report/velocity_sections.h"
#include "report/velocity_words.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;
using Kind = VelocityKind;

std::string Count(int64_t count) { return FormatCount(static_cast<double>(count)); }

std::string RowNumbers(const FlaggedRows& rows, Language language) {
  std::string text;
  for (const int64_t row : rows.first) {
    text += (text.empty() ? "" : Say(language, P::kListSeparator)) + std::to_string(row);
  }
  const int64_t more = rows.count - static_cast<int64_t>(rows.first.size());
  return more > 0 ? Say(language, P::kAndMore, text, Count(more)) : text;
}

std::string ItemNames(const VelocityComponent& component, Language language) {
  std::string text;
  for (const VelocityItem& item : component.items) {
    if (!text.empty()) text += Say(language, P::kListSeparator);
    text += item.reversed ? Say(language, P::kReversed, item.column) : item.column;
  }
  return text;
}

}  // namespace

VelocitySection CountedSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kCounted);
  section.sentences = {Say(language, P::kRows, Count(results.rows_read), Count(results.rows_used),
                           Count(results.rows_rejected), Count(results.rows_without_index))};
  VelocityTable table;
  table.room = VelocityRoom::kWorkbook;
  table.sheet = section.heading;
  table.columns = {{Say(language, P::kReason)},
                   {Say(language, P::kConsequence)},
                   {Say(language, P::kRowCount), Kind::kCount},
                   {Say(language, P::kFirstRows)}};
  for (const FlaggedRows& rows : CountFlags(results)) {
    const std::string reason = Say(language, rows.entry->reason);
    const std::string consequence = Say(language, rows.entry->consequence);
    const std::string numbers = RowNumbers(rows, language);
    table.rows.push_back({reason, consequence, static_cast<double>(rows.count), numbers});
    section.items.push_back(
        Say(language, P::kReasonItem, reason, consequence, Count(rows.count), numbers));
  }
  section.sentences.push_back(
      Say(language, table.rows.empty() ? P::kNothingFlagged : P::kRowNumbers));
  section.tables = {table};
  return section;
}

VelocitySection ReliabilitySection(const VelocityResults& results, Language language) {
  const VelocitySpecification& specification = results.specification;
  VelocitySection section;
  section.heading = Say(language, P::kReliability);
  section.sentences = {Say(language, P::kReliabilityMeaning, FormatFixed(specification.minimum, 0),
                           FormatFixed(specification.maximum, 0))};
  if (std::isfinite(results.score_error)) {
    section.sentences.push_back(Say(language, P::kScoreError, RoundedText(results.score_error, 1)));
  }
  VelocityTable table;
  table.sheet = Say(language, P::kSheetReliability);
  table.columns = {{Say(language, P::kComponent)},
                   {Say(language, P::kItems)},
                   {Say(language, P::kWeight), Kind::kRate},
                   {Say(language, P::kComplete), Kind::kCount},
                   {Say(language, P::kMean), Kind::kPoints},
                   {Say(language, P::kDeviation), Kind::kPoints},
                   {Say(language, P::kOmega), Kind::kFine},
                   {Say(language, P::kMeasurementError), Kind::kPoints}};
  for (size_t c = 0; c < kTrustComponents; ++c) {
    const ComponentReliability& own = results.reliability[c];
    const VelocityComponent& component = specification.components[c];
    table.rows.push_back({ComponentName(results, static_cast<TrustComponent>(c), language),
                          ItemNames(component, language), component.weight,
                          static_cast<double>(own.responses), own.mean, own.deviation, own.omega,
                          own.error});
  }
  section.tables = {table};
  return section;
}

VelocitySection StrataSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kStrata);
  if (results.time_strata.empty()) return section;
  section.sentences = {Say(language, P::kStrataMeaning)};
  VelocityTable table;
  table.sheet = Say(language, P::kSheetStrata);
  table.columns = {{Say(language, P::kRange)},
                   {Say(language, P::kResponses), Kind::kCount},
                   {Say(language, P::kMeanTime), Kind::kPoints},
                   {Say(language, P::kScore), Kind::kPoints, true},
                   {Say(language, P::kIndex), Kind::kRate, true},
                   {Say(language, P::kConstantIndex), Kind::kRate}};
  for (const TimeStratum& stratum : results.time_strata) {
    const std::string lowest = FormatCount(stratum.lowest_time);
    const std::string highest = FormatCount(stratum.highest_time);
    table.rows.push_back({lowest == highest ? lowest : lowest + "–" + highest,
                          static_cast<double>(stratum.responses), stratum.mean_time, stratum.score,
                          stratum.velocity, stratum.constant_velocity});
  }
  section.tables = {table};
  return section;
}

}  // namespace trustsem
