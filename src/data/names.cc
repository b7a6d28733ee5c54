#include "data/names.h"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "data/encoding.h"

namespace trustsem {

void CheckColumnNames(const Place& place, const std::vector<std::string>& names) {
  std::vector<Fault> faults;
  std::unordered_map<std::string, size_t> first;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) {
      faults.push_back({place, fmt::format("the name of column {} is empty", i + 1),
                        i == 0 ? "name it; R writes row names there unless told row.names = FALSE"
                               : "name it, or delete the column"});
      continue;
    }
    if (!IsUtf8(names[i])) {
      faults.push_back({place, fmt::format("the name of column {} is not UTF-8", i + 1),
                        "save the file as UTF-8"});
      continue;
    }
    const auto [known, is_new] = first.try_emplace(names[i], i);
    if (is_new) continue;
    faults.push_back({place,
                      fmt::format("the column name '{}' stands twice, in columns {} and {}",
                                  Excerpt(names[i]), known->second + 1, i + 1),
                      "rename one of them"});
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
}

}  // namespace trustsem
