// A small table of text cells, and the numbers of moment files in it.
#ifndef TRUSTSEM_DATA_MOMENT_TABLE_H_
#define TRUSTSEM_DATA_MOMENT_TABLE_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace trustsem {

// A header of names and rows of numbers. Cells that are empty or absent are NaN.
struct MomentTable {
  struct Row {
    int64_t line = 0;
    std::string name;             // of a first column of row names; else empty
    std::vector<double> numbers;  // as many as there are names
  };
  std::string file;
  std::string hash;
  std::vector<std::string> names;
  std::vector<Row> rows;
};

// Throws Error(kData) with all faults of its form: a name that is empty or stands twice, a row with
// too many cells, a cell that is no finite number.
MomentTable ReadMomentTable(const std::string& path);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_MOMENT_TABLE_H_
