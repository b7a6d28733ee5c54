// Months between two columns of dates.
#ifndef TRUSTSEM_VELOCITY_VELOCITY_DATES_H_
#define TRUSTSEM_VELOCITY_VELOCITY_DATES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/frame.h"

namespace trustsem {

// Days in a month, as trust velocity counts them.
inline constexpr double kDaysOfMonth = 30.44;

// A row without a date.
inline constexpr int64_t kNoDate = INT64_MIN;

// Days since 1970-01-01 of each row, kNoDate where the cell is empty. Faults, one a column: numbers
// in place of dates (as spreadsheets store them), a text that is no date, dates of another form
// than YYYY-MM-DD or of two forms; each names the first rows.
std::vector<int64_t> ReadDates(const Frame& frame, const std::string& column,
                               std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_DATES_H_
