#include "data/companion.h"

#include <filesystem>
#include <fstream>

#include "base/text.h"

namespace trustsem {

void ReadCompanion(Frame* frame) {
  const std::filesystem::path path(frame->file);
  std::ifstream companion(path.parent_path() / "README.md");
  const std::string name = path.filename().string();
  constexpr std::string_view kKeyword = "synthetic:";
  for (std::string line; std::getline(companion, line);) {
    std::string_view rest = Trim(line);
    if (!rest.starts_with(kKeyword)) continue;
    rest = Trim(rest.substr(kKeyword.size()));
    if (!rest.starts_with(name)) continue;
    rest = Trim(rest.substr(name.size()));
    if (!rest.starts_with(':')) continue;
    frame->synthetic = true;
    frame->statement = Trim(rest.substr(1));
    return;
  }
}

}  // namespace trustsem
