// The columns of the data that trust velocity needs, checked: who answered about whom, when, and
// what.
#ifndef TRUSTSEM_VELOCITY_VELOCITY_DATA_H_
#define TRUSTSEM_VELOCITY_VELOCITY_DATA_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/frame.h"
#include "data/sample.h"
#include "spec/velocity.h"

namespace trustsem {

// A key: which value each row has.
struct VelocityKey {
  std::string column;
  std::vector<std::string> names;     // by first appearance, stages and waves by their order
  std::vector<int32_t> index_of_row;  // into `names`; -1: the cell is empty; empty: no key
};

struct VelocityData {
  int64_t rows = 0;
  std::array<VelocityKey, kVelocityLevels> keys;  // by level; of kTotal nothing
  VelocityKey wave;
  std::vector<double> wave_times;                                   // of `wave.names`, ascending
  std::array<std::vector<SampleVariable>, kTrustComponents> items;  // recoded
  std::vector<double> time;  // T; NaN: missing; may be negative
  std::vector<Note> notes;
  std::vector<uint8_t> in_future;  // a date lies behind `today`; empty: none can
};

// The columns to read.
std::vector<std::string> VelocityColumns(const VelocitySpecification& velocity);

// `today`: days since 1970-01-01, behind which dates lie in the future. Throws Error(kData) with
// every fault: a column that is not there (with "did you mean"), texts among items or interactions,
// an answer outside the scale, interactions that are no whole number, a key of numbers with
// decimals, waves that are no numbers and have no times or are more than a hundred, a wave or a
// stage that the specification does not know, what ReadDates finds, two rows of one account and
// wave, an account with two salespersons, segments or markets; each with rows and how often. The
// frame must outlive the result.
VelocityData MakeVelocityData(const VelocitySpecification& velocity, const Frame& frame,
                              int64_t today);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_DATA_H_
