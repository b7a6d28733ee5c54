#include "report/names.h"

#include <algorithm>

#include "base/text.h"
#include "report/utf8.h"

namespace trustsem {

const std::string& InLanguage(const Text& text, Language language) {
  const std::string& wanted = language == Language::kChinese ? text.zh : text.en;
  const std::string& other = language == Language::kChinese ? text.en : text.zh;
  return wanted.empty() ? other : wanted;
}

std::string Abbreviated(std::string_view text, int width) {
  std::string line = CleanLine(text);
  if (DisplayWidth(line) <= width) return line;
  std::string kept;
  int used = 0;
  for (size_t i = 0; i < line.size();) {
    const size_t length = std::max<size_t>(1, Utf8CharacterLength(line, i));
    const std::string_view character = std::string_view(line).substr(i, length);
    used += DisplayWidth(character);
    if (used > width - 2) break;
    kept += character;
    i += length;
  }
  kept.erase(kept.find_last_not_of(' ') + 1);
  return kept + "..";
}

Names::Names(const Results& results, Language language, int cell_width) : cell_width_(cell_width) {
  for (const auto& [name, text] : results.labels) {
    const std::string& label = InLanguage(text, language);
    if (!label.empty()) labels_.emplace(name, label);
  }
}

std::string Names::Label(const std::string& name) const {
  const auto found = labels_.find(name);
  return found == labels_.end() ? "" : found->second;
}

std::string Names::WithLabel(const std::string& name, const std::string& label) const {
  return label.empty() || label == name ? name : label + " (" + name + ")";
}

std::string Names::Full(const std::string& name) const { return WithLabel(name, Label(name)); }

std::string Names::Cell(const std::string& name) const {
  const std::string label = Label(name);
  return WithLabel(name, cell_width_ > 0 ? Abbreviated(label, cell_width_) : label);
}

}  // namespace trustsem
