// Reads respondents by rows from a file, by its extension: .csv, .tsv, .txt (delimited text), .sav,
// .zsav, .por, .dta, .sas7bdat, .xpt (ReadStat).
#ifndef TRUSTSEM_DATA_READ_DATA_H_
#define TRUSTSEM_DATA_READ_DATA_H_

#include <string>
#include <vector>

#include "data/frame.h"

namespace trustsem {

// `wanted`: the columns to load; empty: all. Columns that are not wanted are checked for form only
// and keep nothing but their name. `texts`: columns of delimited text whose cells are kept as they
// are written, though they look like numbers: names such as 007. Throws Error(kData) where the file
// is missing, empty, a directory, binary, ragged, has duplicated or empty column names, or is of an
// unknown kind.
Frame ReadData(const std::string& path, const std::vector<std::string>& wanted = {},
               const std::vector<std::string>& texts = {});

// Delimited text. The separator (comma, semicolon, tab) is the one that the header line uses; with
// semicolons or tabs, decimal commas are understood. Quoted fields may hold separators, doubled
// quotes and line ends. A byte order mark and CRLF are understood. Empty, NA, N/A, NaN, ".", NULL
// and #N/A are missing; infinite numbers are refused.
// Reads in blocks: memory is the loaded columns plus a constant.
Frame ReadDelimited(const std::string& path, const std::vector<std::string>& wanted = {},
                    const std::vector<std::string>& texts = {});

// Through ReadStat; user-defined missing values are missing, value labels are kept, variables with
// the format of a date become texts YYYY-MM-DD.
Frame ReadStatistical(const std::string& path, const std::vector<std::string>& wanted = {});

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_READ_DATA_H_
