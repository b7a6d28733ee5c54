#include "data/text_codes.h"

#include <xxhash.h>

namespace trustsem {

size_t TextCodes::SlotOf(std::string_view text) const {
  const size_t mask = table_.size() - 1;
  size_t slot = XXH3_64bits(text.data(), text.size()) & mask;
  while (table_[slot] >= 0 && (*values_)[static_cast<size_t>(table_[slot])] != text) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void TextCodes::Grow() {
  table_.assign(table_.size() * 2, -1);
  for (size_t code = 0; code < values_->size(); ++code) {
    table_[SlotOf((*values_)[code])] = static_cast<int32_t>(code);
  }
}

int32_t TextCodes::CodeOf(std::string_view text) {
  size_t slot = SlotOf(text);
  if (table_[slot] >= 0) return table_[slot];
  if (values_->size() * 2 >= table_.size()) {
    Grow();
    slot = SlotOf(text);
  }
  const auto code = static_cast<int32_t>(values_->size());
  values_->emplace_back(text);
  table_[slot] = code;
  return code;
}

}  // namespace trustsem
