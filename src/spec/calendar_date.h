// Dates of the Gregorian calendar, written YYYY-MM-DD.
#ifndef TRUSTSEM_SPEC_CALENDAR_DATE_H_
#define TRUSTSEM_SPEC_CALENDAR_DATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trustsem {

// Days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms"). Nothing where the
// text is no date: another form, or a day that no calendar has, such as 2023-02-29.
std::optional<int64_t> ParseDate(std::string_view text);

// The inverse, YYYY-MM-DD.
std::string FormatDate(int64_t days);

// Four digits, one or two, one or two, with '-' between: meant as a date, whether it exists or not.
bool LooksLikeDate(std::string_view text);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_CALENDAR_DATE_H_
