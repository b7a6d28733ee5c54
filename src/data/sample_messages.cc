#include "data/sample_messages.h"

#include <fmt/format.h>

namespace trustsem {

std::string Plural(int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string InGroup(const Sample& sample, const SampleGroup& group) {
  if (sample.group_column.empty()) return "";
  return fmt::format(" in the group '{}' of '{}'", group.label, sample.group_column);
}

int64_t CountRespondents(const Sample& sample) {
  int64_t count = 0;
  for (const SampleGroup& group : sample.groups) count += static_cast<int64_t>(group.rows.size());
  return count;
}

}  // namespace trustsem
