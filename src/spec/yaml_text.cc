#include "spec/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace trustsem {
namespace {

struct Range {
  uint32_t first, last;
};

// Blocks above ASCII that hold punctuation, spaces, symbols or nothing: not part of names.
constexpr std::array<Range, 17> kNotLetters = {{{0x80, 0xA9},
                                                {0xAB, 0xB4},
                                                {0xB6, 0xB9},
                                                {0xBB, 0xBF},
                                                {0xD7, 0xD7},
                                                {0xF7, 0xF7},
                                                {0x2000, 0x2BFF},
                                                {0x2E00, 0x2E7F},
                                                {0x2FF0, 0x3004},
                                                {0x3008, 0x3020},
                                                {0x3030, 0x3030},
                                                {0xD800, 0xF8FF},
                                                {0xFE00, 0xFE6F},
                                                {0xFEFF, 0xFF20},
                                                {0xFF3B, 0xFF40},
                                                {0xFF5B, 0xFF65},
                                                {0xFFE0, 0xFFFF}}};

bool IsLetter(uint32_t code) {
  if (code < 0x80) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
  }
  if (code >= 0x1F000 && code <= 0x1FAFF) return false;  // pictographs
  return std::none_of(kNotLetters.begin(), kNotLetters.end(),
                      [code](const Range& r) { return code >= r.first && code <= r.last; });
}

bool IsDigit(uint32_t code) { return code >= '0' && code <= '9'; }

Fault At(int line, int column, std::string message, std::string hint) {
  return Fault{Place{"", line, column}, std::move(message), std::move(hint)};
}

}  // namespace

std::optional<uint32_t> DecodeUtf8(std::string_view text, size_t* position) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  size_t i = *position;
  if (i >= text.size()) return std::nullopt;
  const unsigned char lead = byte(i);
  int following = 0;
  uint32_t code = 0;
  uint32_t least = 0;
  if (lead < 0x80) {
    code = lead;
  } else if (lead >= 0xC2 && lead < 0xE0) {
    following = 1, code = lead & 0x1Fu, least = 0x80;
  } else if (lead >= 0xE0 && lead < 0xF0) {
    following = 2, code = lead & 0x0Fu, least = 0x800;
  } else if (lead >= 0xF0 && lead < 0xF5) {
    following = 3, code = lead & 0x07u, least = 0x10000;
  } else {
    return std::nullopt;
  }
  for (++i; following > 0; --following, ++i) {
    if (i >= text.size() || (byte(i) & 0xC0) != 0x80) return std::nullopt;
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  *position = i;
  return code;
}

std::optional<Fault> FindForeignBytes(std::string_view text) {
  int line = 1;
  int column = 1;
  bool indentation = true;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    const std::optional<uint32_t> code = DecodeUtf8(text, &i);
    if (!code) {
      return At(line, column,
                fmt::format("byte 0x{:02X} is not UTF-8 text",
                            static_cast<unsigned>(static_cast<unsigned char>(text[start]))),
                "save the file in the UTF-8 encoding");
    }
    if (*code == '\n') {
      ++line;
      column = 1;
      indentation = true;
      continue;
    }
    if (*code == '\t' && indentation) {
      return At(line, column, "found a tab in the indentation",
                "indent with spaces; YAML does not allow tabs there");
    }
    if ((*code < 0x20 && *code != '\t' && *code != '\r') || *code == 0x7F) {
      return At(line, column, fmt::format("found the control character 0x{:02X}", *code),
                "a specification is plain text; remove the character or name another file");
    }
    if (*code != ' ' && *code != '\t') indentation = false;
    ++column;
  }
  return std::nullopt;
}

bool IsSpecificationName(std::string_view text) {
  if (text.empty() || IsDigit(static_cast<unsigned char>(text[0]))) return false;
  if (text[0] == '.' && (text.size() == 1 || IsDigit(static_cast<unsigned char>(text[1])))) {
    return false;
  }
  for (size_t i = 0; i < text.size();) {
    const std::optional<uint32_t> code = DecodeUtf8(text, &i);
    if (!code) return false;
    if (!IsLetter(*code) && !IsDigit(*code) && *code != '_' && *code != '.') return false;
  }
  return true;
}

}  // namespace trustsem
