#include "data/statistical_dates.h"

#include <cctype>
#include <cmath>
#include <initializer_list>

#include "data/text_codes.h"
#include "spec/calendar_date.h"

namespace trustsem {
namespace {

constexpr double kSeconds = 86400;  // of a day
constexpr double kLatest = 4e6;     // days from 1970 on either side that are taken for a date

bool BeginsWithOneOf(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  for (std::string_view beginning : beginnings) {
    if (text.substr(0, beginning.size()) == beginning) return true;
  }
  return false;
}

}  // namespace

std::optional<DateScale> FindDateScale(std::string_view extension, std::string_view format) {
  static const double kSpss = double(*ParseDate("1582-10-14"));
  static const double kStata = double(*ParseDate("1960-01-01"));  // and SAS
  std::string upper(format);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (extension == ".sav" || extension == ".zsav" || extension == ".por") {
    if (BeginsWithOneOf(upper, {"DATE", "ADATE", "EDATE", "JDATE", "SDATE", "YMDHMS"})) {
      return DateScale{kSeconds, kSpss};
    }
    return std::nullopt;
  }
  if (extension == ".dta") {
    if (BeginsWithOneOf(upper, {"%TD", "%-TD", "%D", "%-D"})) return DateScale{1, kStata};
    if (BeginsWithOneOf(upper, {"%TC", "%-TC"})) return DateScale{1000 * kSeconds, kStata};
    return std::nullopt;
  }
  if (BeginsWithOneOf(upper, {"DATETIME", "E8601DT"})) return DateScale{kSeconds, kStata};
  if (BeginsWithOneOf(upper, {"DATE", "YYMMDD", "MMDDYY", "DDMMYY", "E8601DA"})) {
    return DateScale{1, kStata};
  }
  return std::nullopt;
}

void WriteDatesOut(const DateScale& scale, Column* column) {
  TextCodes codes(&column->values);
  column->is_text = true;
  column->codes.reserve(column->numbers.size());
  for (size_t row = 0; row < column->numbers.size(); ++row) {
    const double day = std::floor(column->numbers[row] / scale.per_day + scale.epoch);
    if (!(std::abs(day) < kLatest)) {
      column->codes.push_back(-1);
      continue;
    }
    column->codes.push_back(codes.CodeOf(FormatDate(static_cast<int64_t>(day))));
    if (column->first_text_row == 0) column->first_text_row = static_cast<int64_t>(row) + 1;
  }
  column->numbers.clear();
  column->value_labels.clear();
}

}  // namespace trustsem
