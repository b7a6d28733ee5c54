#include "report/typesetter.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "report/pango_font.h"
#include "report/utf8.h"
#include "report/wrapped_lines.h"

namespace trustsem {
namespace {

// Marks that do not begin a line, and those that do not end one.
constexpr std::u32string_view kClosing = U"，。、；：？！）》」』】〉”’–—…·,.;:?!)]}%";
constexpr std::u32string_view kOpening = U"（《「『【〈“‘([{";
constexpr size_t kBracketed = 8;  // characters between Chinese brackets that stay together

struct Piece {
  std::string text;
  bool space_before = false;
};

// True where a Chinese bracket opens at `i` that closes after a few characters without a space.
bool OpensShortBracket(const std::string& line, size_t i) {
  if (NextCodePoint(line, &i) != U'（') return false;
  for (size_t count = 0; i < line.size() && count <= kBracketed; ++count) {
    const char32_t c = NextCodePoint(line, &i);
    if (c == U' ') return false;
    if (c == U'）') return true;
  }
  return false;
}

// What a line may not break within: words, short brackets, and Chinese characters with the marks
// that cling to them.
std::vector<Piece> Pieces(const std::string& line) {
  std::vector<Piece> pieces;
  bool space = false, wide_before = false, glued = false, bracketed = false;
  for (size_t i = 0; i < line.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(line, &i);
    const std::string character = line.substr(start, i - start);
    if (c == U' ') {
      space = true;
      continue;
    }
    const bool wide = DisplayWidth(character) == 2;
    const bool closing = kClosing.find(c) != std::u32string_view::npos;
    const bool joins =
        !pieces.empty() && !space && (glued || closing || bracketed || (!wide && !wide_before));
    if (joins) {
      pieces.back().text += character;
    } else {
      pieces.push_back({character, space});
    }
    bracketed = c != U'）' && (bracketed || OpensShortBracket(line, start));
    glued = kOpening.find(c) != std::u32string_view::npos;
    wide_before = wide && !glued;
    space = false;
  }
  return pieces;
}

// `text` without its last character.
std::string Shortened(std::string text) {
  while (!text.empty() && (text.back() & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

struct Typesetter::Pango {
  PangoContext* context = nullptr;
  PangoLayout* layout = nullptr;
};

Typesetter::Typesetter(std::string typeface)
    : typeface_(std::move(typeface)), pango_(std::make_unique<Pango>()) {
  pango_->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
  SetFontOptions(pango_->context);
  pango_->layout = pango_layout_new(pango_->context);
}

Typesetter::~Typesetter() {
  g_object_unref(pango_->layout);
  g_object_unref(pango_->context);
}

double Typesetter::Width(const std::string& text, double size, bool bold) const {
  SetWords(pango_->layout, text, typeface_, size, bold);
  PangoRectangle extents;
  pango_layout_get_extents(pango_->layout, nullptr, &extents);
  return static_cast<double>(extents.width) / PANGO_SCALE;
}

std::vector<std::string> Typesetter::Wrap(std::string_view text, double size, double width,
                                          int limit, bool bold) const {
  const auto fits = [&](const std::string& line) { return Width(line, size, bold) <= width; };
  std::vector<std::string> lines(1);
  const std::vector<Piece> pieces = Pieces(CleanLine(text));
  for (size_t i = 0; i < pieces.size() && static_cast<int>(lines.size()) <= limit; ++i) {
    std::string piece = pieces[i].text;
    const std::string longer =
        lines.back() + (pieces[i].space_before && !lines.back().empty() ? " " : "") + piece;
    if (fits(longer)) {
      lines.back() = longer;
      continue;
    }
    if (!lines.back().empty()) lines.emplace_back();
    while (!fits(piece) && static_cast<int>(lines.size()) <= limit) {
      std::string head = Shortened(piece);
      while (!fits(head) && !Shortened(head).empty()) head = Shortened(head);
      if (head.empty()) break;
      lines.back() = head;
      lines.emplace_back();
      piece = piece.substr(head.size());
    }
    lines.back() = piece;
  }
  if (static_cast<int>(lines.size()) <= limit) return lines;
  lines.resize(std::max(1, limit));
  while (!lines.back().empty() && !fits(lines.back() + "…")) lines.back() = Shortened(lines.back());
  lines.back() += "…";
  return lines;
}

std::vector<std::string> Typesetter::WrapEvenly(std::string_view text, double size, double width,
                                                double widest, int limit) const {
  const std::string line = CleanLine(text);
  // Chinese has no spaces that say where its words end: a short name stays whole.
  if (HasWideCharacters(line) && Width(line, size) <= widest) return {line};
  double longest = 0;
  for (const Piece& piece : Pieces(line)) {
    longest = std::max(longest, Width(piece.text, size));
  }
  width = std::max(width, std::min(widest, 1.001 * longest));
  std::vector<std::string> lines = Wrap(text, size, width, limit);
  // The narrowest column that takes no more lines and breaks no word.
  for (double share = 0.95; share * width >= longest && lines.size() > 1; share -= 0.05) {
    const std::vector<std::string> narrower = Wrap(text, size, share * width, limit);
    if (narrower.size() > lines.size() || narrower.back().ends_with("…")) break;
    lines = narrower;
  }
  return lines;
}

}  // namespace trustsem
