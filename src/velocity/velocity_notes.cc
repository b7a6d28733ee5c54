#include "velocity/velocity_notes.h"

#include <fmt/format.h>

#include "base/text.h"

namespace trustsem {
namespace {

constexpr size_t kRowsShown = 10;

struct Reason {
  uint32_t flag;
  const char* code;
  const char* message;  // "{} without ..."
  const char* hint;
};

constexpr Reason kReasons[] = {
    {kNegativeTime, "negative_time", "a time below zero: rejected",
     "correct the interactions, or the date that lies before the first contact"},
    {kFutureDate, "future_date", "a date in the future: rejected", "correct the date"},
    {kNoAccount, "no_account", "no account: rejected", "fill in the key, or leave the rows out"},
    {kNoWave, "no_wave", "no wave: rejected", "fill in the wave"},
    {kTimeZero, "time_zero",
     "T = 0: the index is undefined there; their scores serve where no time is needed",
     "nothing is added to T to make it divisible"},
    {kNoTime, "no_time", "no time T: no index",
     "fill in the interactions or dates; scores serve where no time is needed"},
    {kTooFewComponents, "too_few_components",
     "fewer than three components with two thirds of their items: no index",
     "nothing is filled in for answers that are missing"},
    {kProratedComponent, "prorated_component",
     "a component from two thirds of its items or more, not from all: used, flagged", ""},
    {kProratedSum, "prorated_sum", "three components that stand for four: used, flagged", ""},
};

void AddReason(const Reason& reason, VelocityResults* results) {
  std::vector<std::string> rows;
  int64_t count = 0;
  for (const VelocityResponse& response : results->responses) {
    if (!(response.flags & reason.flag)) continue;
    if (++count <= int64_t(kRowsShown)) rows.push_back(std::to_string(response.row));
  }
  if (count == 0) return;
  results->notes.push_back(
      {reason.code,
       fmt::format("{} {} {} ({} {}{})", count, count == 1 ? "row has" : "rows have",
                   reason.message, count == 1 ? "row" : "rows", JoinNames(rows),
                   count > int64_t(kRowsShown) ? ", ..." : ""),
       reason.hint});
}

// Rows that a level has no place for.
void AddMembersMissing(const VelocityData& data, VelocityResults* results) {
  for (size_t level = 2; level < data.keys.size(); ++level) {
    if (data.keys[level].column.empty()) continue;
    int64_t count = 0, first = 0;
    for (const VelocityResponse& response : results->responses) {
      if ((response.flags & kRejected) || response.member[level] >= 0) continue;
      if (count++ == 0) first = response.row;
    }
    if (count == 0) continue;
    results->notes.push_back(
        {"no_key",
         fmt::format("{} no {} in '{}' (row {}{}): counted in every table but that of the {}s",
                     count == 1 ? "1 row has" : fmt::format("{} rows have", count),
                     ToString(VelocityLevel(level)), data.keys[level].column, first,
                     count > 1 ? ", ..." : "", ToString(VelocityLevel(level))),
         "fill in the key"});
  }
}

}  // namespace

void CountRows(const VelocityData& data, VelocityResults* results) {
  results->rows_read = data.rows;
  for (const VelocityResponse& response : results->responses) {
    if (response.index == response.index) {
      ++results->rows_used;
    } else if (response.flags & kRejected) {
      ++results->rows_rejected;
    } else {
      ++results->rows_without_index;
    }
  }
  for (const Reason& reason : kReasons) AddReason(reason, results);
  AddMembersMissing(data, results);
  if (results->rows_used > 0) return;
  std::string reasons;
  for (const Reason& reason : kReasons) {
    if (reason.flag & (kProratedComponent | kProratedSum)) continue;
    for (const Note& note : results->notes) {
      if (note.code == reason.code) reasons += (reasons.empty() ? "" : "; ") + note.message;
    }
  }
  throw Error(ErrorKind::kData,
              {{{results->data_file},
                "no row has an index, so that nothing can be computed: " + reasons,
                "look at these columns, and at the specification's names for them"}});
}

}  // namespace trustsem
