#include "velocity/analyse_velocity.h"

#include <fmt/format.h>

#include <limits>

#include "base/parallel.h"
#include "data/apply_codebook.h"
#include "data/read_data.h"
#include "data/sample_columns.h"
#include "spec/calendar_date.h"
#include "spec/read_codebook.h"
#include "velocity/account_summaries.h"
#include "velocity/responses.h"
#include "velocity/velocity_data.h"
#include "velocity/velocity_differences.h"
#include "velocity/velocity_notes.h"
#include "velocity/velocity_waves.h"

namespace trustsem {
namespace {

Frame ReadResponses(const VelocitySpecification& velocity, const std::string& data,
                    const std::string& codebook) {
  // Names that look like numbers stay as they are written: 007 is not 7.
  const VelocityKeys& keys = velocity.keys;
  Frame frame = ReadData(data, VelocityColumns(velocity),
                         {keys.account, keys.salesperson, keys.segment, keys.market});
  if (!codebook.empty()) ApplyCodebook(ReadCodebook(codebook), &frame);
  return frame;
}

// The column of self-reported interactions; null where the specification names none.
const Column* FindReported(const VelocitySpecification& velocity, const Frame& frame) {
  if (velocity.reported_interactions.empty()) return nullptr;
  std::vector<Fault> faults;
  const Column* column = FindNumbers(frame, velocity.reported_interactions,
                                     "the column of reported interactions", &faults);
  if (column == nullptr) throw Error(ErrorKind::kData, std::move(faults));
  return column;
}

void AddLevels(const LevelContext& context, VelocityResults* results) {
  for (int l = 0; l < kVelocityLevels; ++l) {
    const auto level = VelocityLevel(l);
    if (level != VelocityLevel::kTotal && context.velocity->keys[level].empty()) continue;
    MatchedScores matched;
    double between = std::numeric_limits<double>::quiet_NaN();
    results->levels.push_back(SummariseLevel(context, level, &matched, &between));
    if (level == VelocityLevel::kSalesperson) results->between_salespersons = between;
    if (level == VelocityLevel::kTotal || level == VelocityLevel::kAccount) continue;
    const std::vector<VelocityDifference> differences =
        CompareGroups(results->levels.back(), matched, context.velocity->confidence);
    results->differences.insert(results->differences.end(), differences.begin(), differences.end());
  }
}

// Levels whose groups have no T in common.
void NoteUnmatched(VelocityResults* results) {
  for (const VelocityLevelResults& level : results->levels) {
    if (level.level == VelocityLevel::kAccount) continue;
    int unmatched = 0;
    for (const VelocityGroup& group : level.groups) {
      unmatched += group.shown && !(group.matched.value == group.matched.value);
    }
    if (unmatched == 0) continue;
    results->notes.push_back(
        {"no_common_time",
         fmt::format("{} {}{} no time T in common with the others: no comparison at equal T",
                     unmatched, ToString(level.level), unmatched == 1 ? " has" : "s have"),
         "their velocities differ because their times do"});
  }
}

void AddGrowth(const LevelContext& context, VelocityResults* results) {
  const size_t waves = results->wave_names.size();
  if (waves < size_t(kLeastWaves)) {
    results->growth.reason =
        context.velocity->keys.wave.empty() ? "no key of waves: growth needs three waves or more"
        : waves == 1                        ? "one wave only: growth needs three waves or more"
                     : fmt::format("{} waves: growth needs three or more", waves);
    if (!context.velocity->keys.wave.empty()) {
      results->notes.push_back({"few_waves", results->growth.reason, "add later waves"});
    }
    return;
  }
  results->growth = FitGrowth(MakeGrowthInput(context), &results->notes);
}

}  // namespace

const VelocityLevelResults* FindLevel(const VelocityResults& results, VelocityLevel level) {
  for (const VelocityLevelResults& one : results.levels) {
    if (one.level == level) return &one;
  }
  return nullptr;
}

VelocityResults AnalyseVelocity(const VelocitySpecification& velocity, const std::string& file,
                                const VelocityOptions& options) {
  const Frame frame = ReadResponses(velocity, file, options.codebook);
  const VelocityData data = MakeVelocityData(velocity, frame, options.today);
  const Column* reported = FindReported(velocity, frame);
  VelocityResults results;
  results.specification = velocity;
  results.data_file = frame.file;
  results.data_hash = frame.hash;
  results.data_statement = frame.statement;
  results.wave_names = data.wave.names;
  results.notes = data.notes;
  results.responses = ScoreResponses(velocity, data);
  CountRows(data, &results);
  results.reliability =
      MeasureReliability(velocity, data, frame, results.responses, &results.notes);
  AddMeasurementErrors(velocity, data, results.reliability, &results.responses);
  results.score_error = ScoreError(velocity, results.reliability);

  const size_t accounts = data.keys[size_t(VelocityLevel::kAccount)].names.size();
  const AccountRows rows = SortByAccount(results.responses, accounts);
  const TimeStrata strata = MakeTimeStrata(results.responses);
  int64_t not_grown = 0;
  const std::vector<AccountChange> changes = MeasureChanges(results.responses, rows, &not_grown);
  if (not_grown > 0) {
    results.notes.push_back(
        {"time_not_grown",
         fmt::format("T does not grow from the first to the last response of {} account{}: their "
                     "change is left out",
                     not_grown, not_grown == 1 ? "" : "s"),
         "interactions are those completed until the response"});
  }
  const LevelContext context = {
      &velocity,
      &data,
      &results.responses,
      &rows,
      &strata,
      &changes,
      {velocity.replicates, velocity.confidence, options.seed, ThreadCount(options.threads)}};
  results.reference_time = strata.median;
  results.time_strata = DescribeTimeStrata(context);
  AddLevels(context, &results);
  NoteUnmatched(&results);
  if (FindLevel(results, VelocityLevel::kStage) != nullptr) {
    results.stage_profiles = CompareWithEmphasis(context);
  }
  AddGrowth(context, &results);
  results.time_to_trust = EstimateTimeToTrust(MakeTimeToTrustInput(context), &results.notes);
  if (reported != nullptr) {
    results.time_to_trust.reported =
        EstimateReportedTime(MakeReportedTimeInput(context, *reported));
  }
  results.accounts =
      SummariseAccounts(context, results.time_strata, results.reliability, results.growth);
  results.options = {{"today", FormatDate(options.today)},
                     {"seed", std::to_string(options.seed)},
                     {"replicates", std::to_string(velocity.replicates)},
                     {"confidence", fmt::format("{}", velocity.confidence)}};
  return results;
}

}  // namespace trustsem
