#include "spec/calendar_date.h"

#include <fmt/format.h>

#include <chrono>

namespace trustsem {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The digits at `*at`, from `least` to `most` of them, as a number; -1 where there are others.
int TakeNumber(std::string_view text, size_t least, size_t most, size_t* at) {
  int number = 0;
  size_t count = 0;
  for (; *at < text.size() && IsDigit(text[*at]) && count < most; ++*at, ++count) {
    number = number * 10 + (text[*at] - '0');
  }
  return count < least ? -1 : number;
}

struct Parts {
  int year = -1, month = -1, day = -1;
};

// Of a month and a day at least `least` digits are asked.
std::optional<Parts> Split(std::string_view text, size_t least) {
  Parts parts;
  size_t at = 0;
  parts.year = TakeNumber(text, 4, 4, &at);
  if (parts.year < 0 || at >= text.size() || text[at++] != '-') return std::nullopt;
  parts.month = TakeNumber(text, least, 2, &at);
  if (parts.month < 0 || at >= text.size() || text[at++] != '-') return std::nullopt;
  parts.day = TakeNumber(text, least, 2, &at);
  if (parts.day < 0 || at != text.size()) return std::nullopt;
  return parts;
}

int DaysIn(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

std::optional<int64_t> ParseDate(std::string_view text) {
  const std::optional<Parts> parts = Split(text, 2);
  if (!parts || parts->month < 1 || parts->month > 12) return std::nullopt;
  if (parts->day < 1 || parts->day > DaysIn(parts->year, parts->month)) return std::nullopt;
  // Years begin in March, so that the leap day is the last one.
  const int64_t year = parts->month > 2 ? parts->year : parts->year - 1;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t month = (parts->month + 9) % 12;
  const int64_t day_of_year = (153 * month + 2) / 5 + parts->day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::string FormatDate(int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()));
}

bool LooksLikeDate(std::string_view text) { return Split(text, 1).has_value(); }

}  // namespace trustsem
