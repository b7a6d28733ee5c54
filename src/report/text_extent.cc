#include "report/text_extent.h"

#include <algorithm>

#include "base/text.h"
#include "report/utf8.h"

namespace trustsem {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr double kRounding = 1e-9;  // ems: a text fits in the width that was measured for it

double CharacterExtent(std::string_view character) {
  if (character.size() == 1) {
    const char c = character[0];
    if (std::string_view("ijlI|'!.,:; ").find(c) != std::string_view::npos) return 0.33;
    if (std::string_view("ftr()[]{}-/\\\"").find(c) != std::string_view::npos) return 0.42;
    if (std::string_view("mwMW%@").find(c) != std::string_view::npos) return 0.95;
    if (std::string_view("+=<>~_^#&").find(c) != std::string_view::npos) return 0.84;
    return c >= 'A' && c <= 'Z' ? 0.72 : 0.62;
  }
  // Letters beyond Latin may be wide without counting as two columns.
  const int columns = DisplayWidth(character);
  return columns == 0 ? 0 : columns == 1 ? 0.75 : 1.05;
}

std::string_view CharacterAt(std::string_view text, size_t at) {
  return text.substr(at, std::max<size_t>(1, Utf8CharacterLength(text, at)));
}

// True where a line may end between the two.
bool MayBreak(std::string_view before, std::string_view after) {
  if (before == " ") return true;
  // What closes or punctuates does not begin a line.
  if (std::string_view("，。、；：！？）」』”’》,.;:!?)").find(after) != std::string_view::npos) {
    return false;
  }
  return DisplayWidth(before) == 2 || DisplayWidth(after) == 2;
}

}  // namespace

double TextExtent(std::string_view text) {
  double width = 0;
  for (size_t at = 0; at < text.size();) {
    const std::string_view character = CharacterAt(text, at);
    width += CharacterExtent(character);
    at += character.size();
  }
  return width;
}

std::string FitText(std::string_view text, double width) {
  const std::string line = CleanLine(text);
  if (TextExtent(line) <= width + kRounding) return line;
  const double room = width - TextExtent(kEllipsis);
  std::string kept;
  double used = 0;
  for (size_t at = 0; at < line.size();) {
    const std::string_view character = CharacterAt(line, at);
    used += CharacterExtent(character);
    if (used > room) break;
    kept += character;
    at += character.size();
  }
  kept.erase(kept.find_last_not_of(' ') + 1);
  return kept + std::string(kEllipsis);
}

std::vector<std::string> WrapText(std::string_view text, double width, size_t most) {
  const std::string clean = CleanLine(text);
  std::string_view rest = Trim(clean);
  std::vector<std::string> lines;
  while (!rest.empty()) {
    if (lines.size() + 1 >= most) {
      lines.push_back(FitText(rest, width));
      break;
    }
    double used = 0;
    size_t at = 0, end = 0;
    std::string_view before;
    while (at < rest.size()) {
      const std::string_view character = CharacterAt(rest, at);
      if (!before.empty() && MayBreak(before, character)) end = at;
      used += CharacterExtent(character);
      if (used > width + kRounding && character != " ") break;
      before = character;
      at += character.size();
    }
    if (at >= rest.size()) {
      end = rest.size();
    } else if (end == 0) {
      end = std::max(at, CharacterAt(rest, 0).size());  // one word is longer than the line
    }
    lines.emplace_back(Trim(rest.substr(0, end)));
    rest = Trim(rest.substr(end));
  }
  return lines;
}

}  // namespace trustsem
