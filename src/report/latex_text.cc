#include "report/latex_text.h"

#include <cctype>
#include <utility>

#include "report/utf8.h"

namespace trustsem {
namespace {

// Brackets and stars would be taken for options of the end of a row; two hyphens, backquotes or
// apostrophes for one character; "<", ">" and "|" need a font that has them.
constexpr std::pair<std::string_view, std::string_view> kEscapes[] = {
    {"\\", "\\textbackslash{}"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"$", "\\$"},
    {"&", "\\&"},
    {"#", "\\#"},
    {"%", "\\%"},
    {"_", "\\_"},
    {"^", "\\textasciicircum{}"},
    {"~", "\\textasciitilde{}"},
    {"<", "\\textless{}"},
    {">", "\\textgreater{}"},
    {"|", "\\textbar{}"},
    {"[", "{[}"},
    {"]", "{]}"},
    {"*", "{*}"},
    {"\"", "\\char34{}"},
    {"`", "\\textasciigrave{}"},
    {"-", "-{}"},
    {"→", "$\\rightarrow$"},
    {"≤", "$\\leq$"},
    {"≥", "$\\geq$"},
};

}  // namespace

std::string LatexText(std::string_view raw) {
  const std::string text = CleanLine(raw);
  std::string latex;
  for (size_t i = 0; i < text.size();) {
    const std::string_view character =
        std::string_view(text).substr(i, Utf8CharacterLength(text, i));
    i += character.size();
    std::string_view shown = character;
    for (const auto& [plain, escaped] : kEscapes) {
      if (character == plain) shown = escaped;
    }
    // A hyphen joins with the next one alone.
    if (character == "-" && (i >= text.size() || text[i] != '-')) shown = character;
    latex += shown;
  }
  return latex;
}

std::string LatexLabel(std::string_view text) {
  std::string label;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 && c >= 0;
    if (plain) {
      label += c;
    } else if (!label.empty() && label.back() != '-') {
      label += '-';
    }
  }
  while (!label.empty() && label.back() == '-') label.pop_back();
  return label.empty() ? "model" : label;
}

}  // namespace trustsem
