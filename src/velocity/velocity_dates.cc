#include "velocity/velocity_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "data/sample_columns.h"
#include "spec/calendar_date.h"

namespace trustsem {
namespace {

// "2024-03-05" is "9999-99-99", "5/3/24" is "9/9/99": how a date is written.
std::string FormOf(const std::string& text) {
  std::string form = text;
  for (char& c : form) {
    if (std::isdigit(static_cast<unsigned char>(c))) c = '9';
  }
  return form;
}

// The first row, from 1, that holds the value with this number.
int64_t FirstRow(const Column& column, size_t value) {
  const auto found =
      std::find(column.codes.begin(), column.codes.end(), static_cast<int32_t>(value));
  return found - column.codes.begin() + 1;
}

Fault WrongDate(const Frame& frame, const Column& column, size_t wrong, size_t right,
                bool has_right) {
  const std::string found =
      fmt::format("'{}' (row {})", Excerpt(column.values[wrong]), FirstRow(column, wrong));
  if (LooksLikeDate(column.values[wrong])) {
    return {{frame.file},
            fmt::format("the column '{}' holds {}, a day that no calendar has", column.name, found),
            "correct the date"};
  }
  if (has_right) {
    return {{frame.file},
            fmt::format("the column '{}' holds dates in different formats, '{}' (row {}) and {}",
                        column.name, Excerpt(column.values[right]), FirstRow(column, right), found),
            "write every date as YYYY-MM-DD: nobody can tell 05/06 from 06/05"};
  }
  return {{frame.file},
          fmt::format("the column '{}' holds {}, which is no date written YYYY-MM-DD", column.name,
                      found),
          "write dates as YYYY-MM-DD, such as 2024-03-05"};
}

}  // namespace

std::vector<int64_t> ReadDates(const Frame& frame, const std::string& name,
                               std::vector<Fault>* faults) {
  std::vector<int64_t> dates(static_cast<size_t>(frame.rows), kNoDate);
  const Column* column = FindColumn(frame, name, "the column of dates", faults);
  if (column == nullptr) return dates;
  if (!column->is_text) {
    const auto number = std::find_if(column->numbers.begin(), column->numbers.end(),
                                     [](double value) { return value == value; });
    if (number == column->numbers.end()) return dates;
    faults->push_back({{frame.file},
                       fmt::format("the column '{}' holds numbers such as {} (row {}), not dates",
                                   name, *number, number - column->numbers.begin() + 1),
                       "write dates as YYYY-MM-DD, such as 2024-03-05"});
    return dates;
  }
  std::vector<int64_t> day_of_value;
  size_t right = 0;
  bool has_right = false;
  for (size_t v = 0; v < column->values.size() && !has_right; ++v) {
    has_right = ParseDate(column->values[v]).has_value();
    if (has_right) right = v;
  }
  for (size_t v = 0; v < column->values.size(); ++v) {
    const std::optional<int64_t> day = ParseDate(column->values[v]);
    if (!day) {
      // Two wrong forms are told apart, too: "5/6/24" beside "5.6.24".
      if (!has_right) {
        for (size_t other = v + 1; other < column->values.size(); ++other) {
          if (FormOf(column->values[other]) == FormOf(column->values[v])) continue;
          if (FormOf(column->values[other]).find("9") == std::string::npos) continue;
          faults->push_back(WrongDate(frame, *column, other, v, true));
          return dates;
        }
      }
      faults->push_back(WrongDate(frame, *column, v, right, has_right));
      return dates;
    }
    day_of_value.push_back(*day);
  }
  for (size_t row = 0; row < dates.size(); ++row) {
    if (column->codes[row] >= 0) dates[row] = day_of_value[size_t(column->codes[row])];
  }
  return dates;
}

}  // namespace trustsem
