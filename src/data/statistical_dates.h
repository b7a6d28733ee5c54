// Dates of SPSS, Stata and SAS files, which store them as numbers that a format tells from others.
#ifndef TRUSTSEM_DATA_STATISTICAL_DATES_H_
#define TRUSTSEM_DATA_STATISTICAL_DATES_H_

#include <optional>
#include <string>
#include <string_view>

#include "data/frame.h"

namespace trustsem {

// How numbers stand for moments: value / per_day days after `epoch` (days since 1970-01-01).
struct DateScale {
  double per_day = 1;
  double epoch = 0;
};

// By the extension of the file (".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt") and the
// variable's format, such as "DATE11", "%td" or "YYMMDD10."; nothing where that is no date.
std::optional<DateScale> FindDateScale(std::string_view extension, std::string_view format);

// Makes a column of numbers one of texts YYYY-MM-DD, the day of each moment.
void WriteDatesOut(const DateScale& scale, Column* column);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_STATISTICAL_DATES_H_
