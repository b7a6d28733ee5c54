#include "report/utf8.h"

#include <algorithm>

namespace trustsem {

namespace {

bool IsBetween(unsigned char byte, unsigned char low, unsigned char high) {
  return byte >= low && byte <= high;
}

}  // namespace

size_t Utf8CharacterLength(std::string_view text, size_t position) {
  const auto byte = [&](size_t offset) -> unsigned char {
    return position + offset < text.size() ? static_cast<unsigned char>(text[position + offset])
                                           : static_cast<unsigned char>(0);
  };
  const auto continues = [&](size_t offset) { return IsBetween(byte(offset), 0x80, 0xBF); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (IsBetween(first, 0xC2, 0xDF)) return continues(1) ? 2 : 0;
  if (IsBetween(first, 0xE0, 0xEF)) {
    // The second byte's range excludes overlong forms (E0) and surrogates (ED).
    const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : 0xBF;
    return IsBetween(byte(1), low, high) && continues(2) ? 3 : 0;
  }
  if (IsBetween(first, 0xF0, 0xF4)) {
    const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;
    return IsBetween(byte(1), low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

std::string CleanLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t length = Utf8CharacterLength(text, i);
    const auto first = static_cast<unsigned char>(text[i]);
    // U+FFFE and U+FFFF are well-formed UTF-8, but XML 1.0 (production 2) forbids them.
    const bool forbidden =
        text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF";
    if (length == 0 || forbidden) {
      line += "\xEF\xBF\xBD";
      i += std::max<size_t>(1, length);
      continue;
    }
    // C1 controls (U+0080 to U+009F) are two bytes, C2 80 to C2 9F.
    const bool control =
        (length == 1 && (first < 0x20 || first == 0x7F)) ||
        (length == 2 && first == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0);
    if (control) {
      line += ' ';
    } else {
      line.append(text.substr(i, length));
    }
    i += length;
  }
  return line;
}

}  // namespace trustsem
