#include "velocity/velocity_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/text.h"
#include "data/sample_columns.h"
#include "velocity/velocity_dates.h"
#include "velocity/velocity_keys.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

SampleVariable MakeItem(const VelocitySpecification& velocity, const VelocityItem& item,
                        const Frame& frame, std::vector<Fault>* faults) {
  SampleVariable variable;
  variable.name = item.column;
  variable.missing_codes = velocity.missing_codes;
  variable.reversed = item.reversed;
  variable.reversal_sum = velocity.minimum + velocity.maximum;
  const Column* column = FindNumbers(frame, item.column, "the item", faults);
  if (column == nullptr) return variable;
  variable.numbers = &column->numbers;
  int64_t outside = 0, first = 0;
  for (int64_t row = 0; row < frame.rows; ++row) {
    const double answer = variable.At(row);
    if (!(answer < velocity.minimum || answer > velocity.maximum)) continue;
    if (outside++ == 0) first = row;
  }
  if (outside > 0) {
    faults->push_back(
        {{frame.file},
         fmt::format("row {} has {} in the item '{}', outside of the scale from {} to {} ({} such "
                     "answer{})",
                     first + 1, column->numbers[size_t(first)], item.column, velocity.minimum,
                     velocity.maximum, outside, outside == 1 ? "" : "s"),
         "correct the answer, 'scale' of the specification, or name the code under 'missing'"});
  }
  return variable;
}

void ReadInteractions(const VelocitySpecification& velocity, const Frame& frame, VelocityData* data,
                      std::vector<Fault>* faults) {
  const Column* column =
      FindNumbers(frame, velocity.interactions, "the column of interactions", faults);
  if (column == nullptr) return;
  data->time = column->numbers;
  for (size_t row = 0; row < data->time.size(); ++row) {
    const double time = data->time[row];
    if (!(time != std::floor(time)) || time != time) continue;
    faults->push_back({{frame.file},
                       fmt::format("row {} has {} interactions in '{}', which is no whole number",
                                   row + 1, time, velocity.interactions),
                       "interactions are counted; months go under 'time' as two dates"});
    return;
  }
}

// Accounts whose first contact has several dates: their times do not begin at one moment.
void NoteFirstDates(const VelocitySpecification& velocity, const std::vector<int64_t>& first,
                    VelocityData* data) {
  const VelocityKey& account = data->keys[size_t(VelocityLevel::kAccount)];
  if (account.index_of_row.empty()) return;
  std::vector<int64_t> own(account.names.size(), kNoDate);
  std::vector<uint8_t> told(account.names.size(), 0);
  int64_t accounts = 0, row_of_first = 0;
  for (size_t row = 0; row < first.size(); ++row) {
    const int32_t a = account.index_of_row[row];
    if (a < 0 || first[row] == kNoDate) continue;
    if (own[size_t(a)] == kNoDate) own[size_t(a)] = first[row];
    if (own[size_t(a)] == first[row] || told[size_t(a)]) continue;
    told[size_t(a)] = 1;
    if (accounts++ == 0) row_of_first = int64_t(row) + 1;
  }
  if (accounts == 0) return;
  data->notes.push_back(
      {"first_dates_differ",
       fmt::format("{} more than one date in '{}' (row {}{})",
                   accounts == 1 ? "1 account has" : fmt::format("{} accounts have", accounts),
                   velocity.first_date, row_of_first, accounts > 1 ? ", ..." : ""),
       "a relationship begins once; its T counts from the date in the row"});
}

void ReadMonths(const VelocitySpecification& velocity, const Frame& frame, int64_t today,
                VelocityData* data, std::vector<Fault>* faults) {
  const std::vector<int64_t> first = ReadDates(frame, velocity.first_date, faults);
  const std::vector<int64_t> date = ReadDates(frame, velocity.date, faults);
  NoteFirstDates(velocity, first, data);
  data->time.assign(size_t(frame.rows), kNaN);
  data->in_future.assign(size_t(frame.rows), 0);
  for (size_t row = 0; row < date.size(); ++row) {
    data->in_future[row] = (first[row] != kNoDate && first[row] > today) ||
                           (date[row] != kNoDate && date[row] > today);
    if (first[row] == kNoDate || date[row] == kNoDate) continue;
    data->time[row] = static_cast<double>(date[row] - first[row]) / kDaysOfMonth;
  }
}

}  // namespace

std::vector<std::string> VelocityColumns(const VelocitySpecification& velocity) {
  const VelocityKeys& keys = velocity.keys;
  std::vector<std::string> columns = {keys.account,
                                      keys.salesperson,
                                      keys.segment,
                                      keys.market,
                                      keys.stage,
                                      keys.wave,
                                      velocity.interactions,
                                      velocity.first_date,
                                      velocity.date,
                                      velocity.reported_interactions};
  for (const VelocityComponent& component : velocity.components) {
    for (const VelocityItem& item : component.items) columns.push_back(item.column);
  }
  std::set<std::string> seen = {""};
  std::erase_if(columns, [&](const std::string& name) { return !seen.insert(name).second; });
  return columns;
}

VelocityData MakeVelocityData(const VelocitySpecification& velocity, const Frame& frame,
                              int64_t today) {
  VelocityData data;
  data.rows = frame.rows;
  std::vector<Fault> faults;
  ReadVelocityKeys(velocity, frame, &data, &faults);
  for (size_t c = 0; c < data.items.size(); ++c) {
    for (const VelocityItem& item : velocity.components[c].items) {
      data.items[c].push_back(MakeItem(velocity, item, frame, &faults));
    }
  }
  if (velocity.time == VelocityTime::kInteractions) {
    ReadInteractions(velocity, frame, &data, &faults);
  } else {
    ReadMonths(velocity, frame, today, &data, &faults);
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  return data;
}

}  // namespace trustsem
