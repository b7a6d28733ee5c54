#include "report/wrapped_lines.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/utf8.h"

namespace trustsem {
namespace {

constexpr double kPadding = 0.75;  // of a cell, in digits

// In digits, as in the common sans-serif fonts.
double DrawnWidth(std::string_view character) {
  constexpr double kWide = 2.15, kNarrow = 1.03;
  const int width = DisplayWidth(character);
  if (width != 1 || character.size() > 1) return width > 1 ? kWide : kNarrow * width;
  const char letter = character[0];
  const auto is_among = [letter](std::string_view letters) {
    return letters.find(letter) != std::string_view::npos;
  };
  if (is_among(" iljI.,:;'|![]()-")) return 0.55;
  if (is_among("tfr\"/\\")) return 0.7;
  if (is_among("mwMW%@")) return 1.6;
  return letter >= 'A' && letter <= 'Z' ? 1.2 : kNarrow;
}

// Fills lines with words, or with parts of those that are wider than a line.
class Lines {
 public:
  explicit Lines(double width) : width_(width) {}

  int count() const { return count_; }

  void AddSpace() { space_ = used_ > 0 ? DrawnWidth(" ") : 0; }

  void AddWord(double width) {
    if (used_ > 0 && used_ + space_ + width > width_) Break();
    used_ += space_ + width;
    space_ = 0;
    if (used_ <= width_) return;
    const double further = std::ceil(used_ / width_) - 1;
    count_ += static_cast<int>(further);
    used_ -= further * width_;
  }

 private:
  void Break() {
    ++count_;
    used_ = space_ = 0;
  }

  double width_, used_ = 0, space_ = 0;
  int count_ = 1;
};

}  // namespace

int WrappedLines(std::string_view text, double width, double scale) {
  Lines lines(std::max(1.0, (width - kPadding) / scale));
  double word = 0;
  const auto end_word = [&] {
    if (word > 0) lines.AddWord(word);
    word = 0;
  };
  for (size_t i = 0; i < text.size();) {
    const size_t length = std::max<size_t>(1, Utf8CharacterLength(text, i));
    const std::string_view character = text.substr(i, length);
    i += length;
    const bool is_wide = DisplayWidth(character) > 1;
    // A line may end at a space and on either side of a wide character.
    if (character == " " || is_wide) end_word();
    if (character == " ") {
      lines.AddSpace();
    } else if (is_wide) {
      lines.AddWord(DrawnWidth(character));
    } else {
      word += DrawnWidth(character);
    }
  }
  end_word();
  return lines.count();
}

bool HasWideCharacters(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = std::max<size_t>(1, Utf8CharacterLength(text, i));
    if (DisplayWidth(text.substr(i, length)) > 1) return true;
    i += length;
  }
  return false;
}

}  // namespace trustsem
