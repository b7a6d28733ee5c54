// What stands on groups of responses: levels, salespersons, differences, stages.
#include <fmt/format.h>

#include <algorithm>
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
using Room = VelocityRoom;
using Row = std::vector<VelocityCell>;

std::string MatchedIndexHeading(const VelocityResults& results, Language language) {
  const std::string time = FormatCount(results.reference_time);
  return time.empty() ? Say(language, P::kMatchedIndexAlone)
                      : Say(language, P::kMatchedIndex, time);
}

std::vector<VelocityColumn> GroupColumns(const VelocityResults& results, VelocityLevel level,
                                         Language language) {
  const bool salespersons = level == VelocityLevel::kSalesperson;
  std::vector<VelocityColumn> columns = {
      {Say(language, LevelPhrase(level))},
      {Say(language, P::kAccounts), Kind::kCount},
      {Say(language, P::kResponses), Kind::kCount},
      {Say(language, P::kMeanTime), Kind::kPoints},
      {Say(language, P::kIndex), Kind::kRate, true},
      {Say(language, P::kMatched), Kind::kPoints, true},
      {MatchedIndexHeading(results, language), Kind::kRate, false,
       salespersons ? Room::kPageAndWorkbook : Room::kEverywhere},
      {Say(language, P::kShareMatched), Kind::kShare, false, Room::kPageAndWorkbook}};
  if (salespersons) columns.push_back({Say(language, P::kShrunken), Kind::kPoints, true});
  columns.push_back({Say(language, P::kScore), Kind::kPoints, true, Room::kWorkbook});
  for (int c = 0; c < kTrustComponents; ++c) {
    columns.push_back({ComponentName(results, static_cast<TrustComponent>(c), language),
                       Kind::kPoints, true, Room::kWorkbook});
  }
  columns.push_back({Say(language, P::kChangeRate), Kind::kSignedRate, true, Room::kWorkbook});
  return columns;
}

Row GroupRow(const VelocityGroup& group, const std::string& name, bool salespersons) {
  Row row = {name,
             static_cast<double>(group.accounts),
             static_cast<double>(group.responses),
             group.mean_time,
             group.velocity,
             group.matched,
             group.matched_velocity,
             group.share_matched};
  if (salespersons) row.push_back(group.shrunken);
  row.push_back(group.score);
  for (const VelocityEstimate& component : group.components) row.push_back(component);
  row.push_back(group.change);
  return row;
}

// Who has no numbers has no share matched either.
Row UnshownRow(const VelocityGroup& group, const std::string& name, size_t columns) {
  Row row = {name, static_cast<double>(group.accounts), static_cast<double>(group.responses)};
  row.resize(columns);
  return row;
}

std::string LevelWord(VelocityLevel level, Language language) {
  std::string word = Say(language, LevelPhrase(level));
  if (word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
  return word;
}

std::string NotShown(const VelocityResults& results, VelocityLevel level, Language language) {
  if (level != VelocityLevel::kSalesperson) return Say(language, P::kNoResponses);
  return Say(language, P::kNotShown, results.specification.least_accounts,
             results.specification.least_responses);
}

VelocityTable LevelTable(const VelocityResults& results, const VelocityLevelResults& level,
                         Language language) {
  VelocityTable table;
  table.sheet = Say(language, LevelPhrase(level.level));
  table.heading = level.level == VelocityLevel::kTotal
                      ? table.sheet
                      : Say(language, P::kByLevel, LevelWord(level.level, language));
  table.columns = GroupColumns(results, level.level, language);
  bool unshown = false;
  for (size_t g = 0; g < level.groups.size(); ++g) {
    const VelocityGroup& group = level.groups[g];
    const std::string name = GroupName(results, level.level, static_cast<int>(g), language);
    unshown = unshown || !group.shown;
    table.rows.push_back(group.shown ? GroupRow(group, name, false)
                                     : UnshownRow(group, name, table.columns.size()));
  }
  if (unshown) table.notes.push_back(NotShown(results, level.level, language));
  return table;
}

// In a workbook these numbers stand in the level's own sheet.
VelocityTable ComponentTable(const VelocityResults& results, const VelocityLevelResults& level,
                             Language language) {
  VelocityTable table;
  table.room = Room::kDocument;
  table.heading = level.level == VelocityLevel::kTotal
                      ? Say(language, P::kComponents)
                      : Say(language, P::kComponentsByLevel, LevelWord(level.level, language));
  table.columns = {{Say(language, LevelPhrase(level.level))},
                   {Say(language, P::kScore), Kind::kPoints, true}};
  for (int c = 0; c < kTrustComponents; ++c) {
    table.columns.push_back(
        {ComponentName(results, static_cast<TrustComponent>(c), language), Kind::kPoints, true});
  }
  for (size_t g = 0; g < level.groups.size(); ++g) {
    const VelocityGroup& group = level.groups[g];
    if (!group.shown) continue;
    Row row = {GroupName(results, level.level, static_cast<int>(g), language), group.score};
    for (const VelocityEstimate& component : group.components) row.push_back(component);
    table.rows.push_back(std::move(row));
  }
  return table;
}

double SortKey(double value) { return std::isfinite(value) ? value : HUGE_VAL; }

}  // namespace

VelocitySection LevelsSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kLevels);
  for (const VelocityLevel wanted : {VelocityLevel::kTotal, VelocityLevel::kSegment,
                                     VelocityLevel::kMarket, VelocityLevel::kStage}) {
    const VelocityLevelResults* level = FindLevel(results, wanted);
    if (level == nullptr || level->groups.empty()) continue;
    section.tables.push_back(LevelTable(results, *level, language));
    section.tables.push_back(ComponentTable(results, *level, language));
  }
  if (!section.tables.empty()) {
    section.sentences = {Say(language, P::kLevelsMeaning, 100 * results.specification.confidence)};
  }
  return section;
}

VelocitySection SalespersonsSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kSalespersons);
  const VelocityLevelResults* level = FindLevel(results, VelocityLevel::kSalesperson);
  if (level == nullptr || level->groups.empty()) return section;
  std::vector<const VelocityGroup*> shown;
  VelocityTable table, unshown;
  table.sheet = section.heading;
  table.columns = GroupColumns(results, VelocityLevel::kSalesperson, language);
  unshown.sheet = unshown.heading = Say(language, P::kUnshown);
  unshown.columns = {{Say(language, P::kSalesperson)},
                     {Say(language, P::kAccounts), Kind::kCount},
                     {Say(language, P::kResponses), Kind::kCount}};
  unshown.notes = {Say(language, P::kUnshownRule, results.specification.least_accounts,
                       results.specification.least_responses)};
  for (const VelocityGroup& group : level->groups) {
    if (group.shown) {
      shown.push_back(&group);
    } else {
      unshown.rows.push_back(UnshownRow(group, group.name, unshown.columns.size()));
    }
  }
  std::stable_sort(shown.begin(), shown.end(), [](const auto* a, const auto* b) {
    return SortKey(-a->shrunken.value) < SortKey(-b->shrunken.value);
  });
  for (const VelocityGroup* group : shown)
    table.rows.push_back(GroupRow(*group, group->name, true));
  if (!shown.empty()) {
    section.sentences.push_back(Say(language, P::kShrunkenMeaning));
    if (std::isfinite(results.between_salespersons)) {
      section.sentences.push_back(
          Say(language, P::kBetweenSalespersons, RoundedText(results.between_salespersons, 1)));
    }
  }
  section.tables = {table, unshown};
  return section;
}

VelocitySection DifferencesSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kDifferences);
  if (results.differences.empty()) return section;
  section.sentences = {Say(language, P::kDifferencesMeaning)};
  std::vector<const VelocityDifference*> sorted;
  for (const VelocityDifference& difference : results.differences) sorted.push_back(&difference);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    const double first = SortKey(a->adjusted_p), second = SortKey(b->adjusted_p);
    return first != second ? first < second : SortKey(a->p) < SortKey(b->p);
  });
  VelocityTable table;
  table.sheet = section.heading;
  table.columns = {{Say(language, P::kFirst)},
                   {Say(language, P::kSecond)},
                   {Say(language, P::kLevel)},
                   {Say(language, P::kDifference), Kind::kDifference, true},
                   {Say(language, P::kPValue), Kind::kPValue},
                   {Say(language, P::kHolm), Kind::kPValue}};
  for (const VelocityDifference* difference : sorted) {
    const VelocityLevel level = difference->level;
    table.rows.push_back({GroupName(results, level, difference->first, language),
                          difference->second < 0
                              ? Say(language, P::kAverage)
                              : GroupName(results, level, difference->second, language),
                          LevelWord(level, language), difference->difference, difference->p,
                          difference->adjusted_p});
  }
  section.tables = {table};
  return section;
}

VelocitySection StagesSection(const VelocityResults& results, Language language) {
  VelocitySection section;
  section.heading = Say(language, P::kStages);
  if (results.stage_profiles.empty()) return section;
  section.sentences = {Say(language, P::kStagesMeaning)};
  VelocityTable table;
  table.sheet = Say(language, P::kSheetStages);
  table.columns = {{Say(language, P::kStage)},
                   {Say(language, P::kEmphasised)},
                   {Say(language, P::kLead), Kind::kDifference, true},
                   {Say(language, P::kPValue), Kind::kPValue},
                   {Say(language, P::kHolm), Kind::kPValue},
                   {Say(language, P::kReading), Kind::kText, false, Room::kPageAndWorkbook}};
  for (const StageProfile& profile : results.stage_profiles) {
    std::string emphasis;
    for (const TrustComponent component : profile.emphasis) {
      if (!emphasis.empty()) emphasis += Say(language, P::kListSeparator);
      emphasis += ComponentName(results, component, language);
    }
    std::string reading;
    if (std::isfinite(profile.lead.lower) && std::isfinite(profile.lead.upper)) {
      reading = Say(language, profile.lead.lower > 0   ? P::kLeads
                              : profile.lead.upper < 0 ? P::kTrails
                                                       : P::kNotDistinguishable);
    }
    table.rows.push_back({GroupName(results, VelocityLevel::kStage, profile.stage, language),
                          emphasis.empty() ? Say(language, P::kNoEmphasis) : emphasis, profile.lead,
                          profile.p, profile.adjusted_p, reading});
  }
  section.tables = {table};
  return section;
}

}  // namespace trustsem
