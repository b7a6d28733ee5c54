// Numbers the distinct texts of a column, by first appearance.
#ifndef TRUSTSEM_DATA_TEXT_CODES_H_
#define TRUSTSEM_DATA_TEXT_CODES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trustsem {

// Keeps each text once: the table holds indices into `values`.
class TextCodes {
 public:
  // `values` is owned by the caller, outlives this and is changed by it alone.
  explicit TextCodes(std::vector<std::string>* values) : values_(values), table_(64, -1) {}

  int32_t CodeOf(std::string_view text);

 private:
  size_t SlotOf(std::string_view text) const;
  void Grow();

  std::vector<std::string>* values_;
  std::vector<int32_t> table_;  // open addressing; the size is a power of two
};

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_TEXT_CODES_H_
