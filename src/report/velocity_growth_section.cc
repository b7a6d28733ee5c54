// Change over waves: invariance first, then growth.
#include <cmath>

#include "report/format_number.h"
#include "report/velocity_sections.h"
#include "report/velocity_words.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;
using Kind = VelocityKind;
using Room = VelocityRoom;

constexpr size_t kLeastWaves = 3;
constexpr char kFullInvariance[] = "intercepts";

std::string StepName(const std::string& step, Language language) {
  if (step == "configural") return Say(language, P::kConfigural);
  if (step == "loadings") return Say(language, P::kLoadings);
  if (step == "intercepts") return Say(language, P::kIntercepts);
  return step;
}

std::string ShapeName(const GrowthModel& model, Language language) {
  return Say(language, ShapePhrase(model.shape));
}

VelocityTable ChangeTable(const VelocityResults& results, Language language) {
  VelocityTable table;
  table.room = Room::kDocument;  // a workbook has it in the sheets of the levels
  table.heading = Say(language, P::kChangeTable);
  table.columns = {{Say(language, P::kGroup)},
                   {Say(language, P::kLevel)},
                   {Say(language, P::kChangeRate), Kind::kSignedRate, true}};
  for (const VelocityLevelResults& level : results.levels) {
    if (level.level == VelocityLevel::kAccount || level.level == VelocityLevel::kSalesperson) {
      continue;
    }
    for (size_t g = 0; g < level.groups.size(); ++g) {
      if (!std::isfinite(level.groups[g].change.value)) continue;
      table.rows.push_back({GroupName(results, level.level, static_cast<int>(g), language),
                            Say(language, LevelPhrase(level.level)), level.groups[g].change});
    }
  }
  return table;
}

// Over the waves or over the segments.
VelocityTable InvarianceTable(P sheet, P heading, P over, const std::vector<InvarianceStep>& steps,
                              P verdict, Language language) {
  VelocityTable table;
  table.sheet = Say(language, sheet);
  table.heading = Say(language, heading);
  table.columns = {{Say(language, over)},
                   {"χ²", Kind::kRate},
                   {"df", Kind::kCount},
                   {"p", Kind::kPValue},
                   {"CFI", Kind::kFine},
                   {"RMSEA", Kind::kFine},
                   {"SRMR", Kind::kFine},
                   {Say(language, P::kChiSquareChange), Kind::kRate},
                   {Say(language, P::kDfChange), Kind::kCount},
                   {Say(language, P::kPChange), Kind::kPValue},
                   {Say(language, P::kCfiChange), Kind::kFine},
                   {Say(language, P::kHolds)}};
  for (const InvarianceStep& step : steps) {
    const std::string name = StepName(step.name, language);
    if (!std::isfinite(step.chi_square)) {
      table.rows.push_back({name});
      table.rows.back().resize(table.columns.size());
      if (!step.reason.empty()) {
        table.notes.push_back(Say(language, P::kStepNotEstimated, name, step.reason));
      }
      continue;
    }
    table.rows.push_back({name, step.chi_square, step.degrees_of_freedom, step.p, step.cfi,
                          step.rmsea, step.srmr, step.difference, step.difference_df,
                          step.difference_p, step.cfi_change,
                          Say(language, step.holds ? P::kYes : P::kNo)});
  }
  table.notes.push_back(Say(language, P::kInvarianceRule));
  table.notes.push_back(Say(language, verdict));
  return table;
}

VelocityTable ShapesTable(const GrowthResults& growth, Language language) {
  VelocityTable table;
  table.sheet = table.heading = Say(language, P::kShapes);
  table.columns = {{Say(language, P::kShape)},   {"χ²", Kind::kRate},    {"df", Kind::kCount},
                   {"p", Kind::kPValue},         {"CFI", Kind::kFine},   {"RMSEA", Kind::kFine},
                   {"SRMR", Kind::kFine},        {"AIC", Kind::kPoints}, {"BIC", Kind::kPoints},
                   {Say(language, P::kLowerBic)}};
  for (const GrowthModel& model : growth.models) {
    if (!model.converged) {
      table.notes.push_back(
          Say(language, P::kNotEstimated, ShapeName(model, language), model.reason));
      continue;
    }
    table.rows.push_back({ShapeName(model, language), model.chi_square, model.degrees_of_freedom,
                          model.p, model.cfi, model.rmsea, model.srmr, model.aic, model.bic,
                          &model == ToldModel(growth) ? Say(language, P::kYes) : ""});
  }
  return table;
}

// Of every shape in a workbook, of the better one where there is less room.
VelocityTable GroupsTable(const GrowthResults& growth, bool all_shapes, Language language) {
  VelocityTable table;
  table.room = all_shapes ? Room::kWorkbook : Room::kDocument;
  table.sheet = table.heading = Say(language, P::kGrowthGroups);
  table.columns = {{Say(language, P::kSegment)},
                   {Say(language, P::kShape), Kind::kText, false, Room::kWorkbook},
                   {Say(language, P::kAccounts), Kind::kCount},
                   {Say(language, P::kStart), Kind::kPoints, true},
                   {Say(language, P::kSlope), Kind::kSignedRate, true},
                   {Say(language, P::kSlopeVariance), Kind::kRate, true},
                   {Say(language, P::kStartVariance), Kind::kRate, true, Room::kPageAndWorkbook},
                   {Say(language, P::kCovariance), Kind::kRate, true, Room::kPageAndWorkbook}};
  for (const GrowthModel& model : growth.models) {
    if (!model.converged || (!all_shapes && &model != ToldModel(growth))) continue;
    for (const GrowthGroup* group : GrowthGroups(model)) {
      table.rows.push_back({SegmentName(group->name, language), ShapeName(model, language),
                            static_cast<double>(group->accounts), group->intercept_mean,
                            group->slope_mean, group->slope_variance, group->intercept_variance,
                            group->covariance});
    }
  }
  return table;
}

VelocityTable TrajectoryTable(const VelocityResults& results, const GrowthModel& model,
                              Language language) {
  VelocityTable table;
  table.sheet = Say(language, P::kSheetTrajectories);
  table.heading = Say(language, P::kTrajectories);
  table.columns = {{Say(language, P::kSegment)},
                   {Say(language, P::kWave)},
                   {Say(language, P::kTime), Kind::kRate},
                   {Say(language, P::kTrajectories), Kind::kPoints, true}};
  for (const GrowthGroup* group : GrowthGroups(model)) {
    for (size_t w = 0; w < group->trajectory.size() && w < results.growth.times.size(); ++w) {
      VelocityEstimate mean;
      mean.value = group->trajectory[w];
      if (w < group->trajectory_lower.size()) mean.lower = group->trajectory_lower[w];
      if (w < group->trajectory_upper.size()) mean.upper = group->trajectory_upper[w];
      table.rows.push_back({SegmentName(group->name, language), WaveName(results, w, language),
                            results.growth.times[w], mean});
    }
  }
  return table;
}

VelocityTable SlopeDifferences(const GrowthModel& model, Language language) {
  VelocityTable table;
  table.sheet = table.heading = Say(language, P::kSlopeDifferences);
  table.columns = {{Say(language, P::kFirst)},
                   {Say(language, P::kSecond)},
                   {Say(language, P::kDifference), Kind::kSignedRate, true},
                   {Say(language, P::kPValue), Kind::kPValue},
                   {Say(language, P::kHolm), Kind::kPValue}};
  for (const GrowthDifference& difference : model.differences) {
    table.rows.push_back({model.segments.at(static_cast<size_t>(difference.first)).name,
                          model.segments.at(static_cast<size_t>(difference.second)).name,
                          difference.difference, difference.p, difference.adjusted_p});
  }
  return table;
}

}  // namespace

std::string FallingSentence(const GrowthModel& model, Language language) {
  std::string names;
  for (const GrowthGroup* group : GrowthGroups(model)) {
    if (!(group->slope_mean.upper < 0)) continue;
    names += (names.empty() ? "" : Say(language, P::kListSeparator)) +
             SegmentName(group->name, language);
  }
  return names.empty() ? "" : Say(language, P::kFallsIn, names);
}

VelocitySection GrowthSection(const VelocityResults& results, Language language) {
  const GrowthResults& growth = results.growth;
  VelocitySection section;
  section.heading = Say(language, P::kGrowth);
  const VelocityTable change = ChangeTable(results, language);
  if (!change.rows.empty()) {
    section.sentences.push_back(Say(language, P::kChangeMeaning));
    section.tables.push_back(change);
  }
  if (!growth.fitted) {
    // Of fewer waves the report can say so itself, in its own language.
    const size_t waves = results.wave_names.size();
    if (results.specification.keys.wave.empty()) {
      section.sentences.push_back(Say(language, P::kNoWaves));
    } else if (waves < kLeastWaves) {
      section.sentences.push_back(Say(language, P::kFewWaves, waves));
    } else if (!growth.reason.empty()) {
      section.sentences.push_back(Say(language, P::kNotFitted, growth.reason));
    }
    return section;
  }
  section.sentences.push_back(Say(language, P::kGrowthAccounts, FormatCount(growth.accounts),
                                  FormatCount(growth.complete)));
  section.sentences.push_back(Say(language, P::kSlopeUnit, WaveUnit(results, language)));
  if (growth.robust) section.sentences.push_back(Say(language, P::kRobust));
  section.tables.push_back(InvarianceTable(
      P::kSheetInvariance, P::kInvariance, P::kStep, growth.invariance,
      growth.level == kFullInvariance ? P::kInvariantUpTo : P::kNotInvariant, language));
  section.tables.push_back(ShapesTable(growth, language));
  const GrowthModel* told = ToldModel(growth);
  if (told == nullptr) {
    // The table of shapes has no rows to stand below.
    for (const std::string& note : section.tables.back().notes) section.sentences.push_back(note);
    return section;
  }
  section.tables.back().notes.push_back(
      Say(language, P::kShapesMeaning, ShapeName(*told, language)));
  for (const bool all_shapes : {false, true}) {
    section.tables.push_back(GroupsTable(growth, all_shapes, language));
    const std::string falling = FallingSentence(*told, language);
    if (!falling.empty()) section.tables.back().notes.push_back(falling);
  }
  if (!told->segments_reason.empty()) {
    section.sentences.push_back(Say(language, P::kSegmentsNotEstimated, told->segments_reason));
  }
  if (!growth.segment_invariance.empty()) {
    section.tables.push_back(InvarianceTable(
        P::kSheetSegmentInvariance, P::kSegmentInvariance, P::kSegmentStep,
        growth.segment_invariance,
        growth.segment_level == kFullInvariance ? P::kSegmentsInvariant : P::kSegmentsNotInvariant,
        language));
  }
  section.tables.push_back(SlopeDifferences(*told, language));
  section.tables.push_back(TrajectoryTable(results, *told, language));
  return section;
}

}  // namespace trustsem
