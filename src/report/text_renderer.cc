#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "report/document.h"
#include "report/utf8.h"

namespace trustsem {

namespace {

constexpr int kLineWidth = 100;

// A piece of a sentence that no line break may divide, and whether a space stands before it.
struct Piece {
  std::string text;
  bool space_before = false;
};

// Punctuation that may not begin a line of Chinese text.
bool ClosesPhrase(std::string_view character) {
  static constexpr std::string_view kClosing[] = {"。", "，", "；", "：", "、", "）",
                                                  "？", "！", "”",  "》", "」"};
  return std::find(std::begin(kClosing), std::end(kClosing), character) != std::end(kClosing);
}

// Latin words stay whole; Chinese text may break between any two characters.
std::vector<Piece> Pieces(std::string_view text) {
  std::vector<Piece> pieces;
  bool space = false, may_join = false;
  for (size_t i = 0; i < text.size();) {
    const size_t length = std::max<size_t>(1, Utf8CharacterLength(text, i));
    const std::string_view character = text.substr(i, length);
    i += length;
    if (character == " ") {
      space = true;
      continue;
    }
    const bool wide = DisplayWidth(character) > 1;
    const bool joins =
        !space && !pieces.empty() && ((may_join && !wide) || ClosesPhrase(character));
    if (joins) {
      pieces.back().text += character;
    } else {
      pieces.push_back({std::string(character), space});
    }
    may_join = !wide;
    space = false;
  }
  return pieces;
}

// The text in lines of at most kLineWidth columns; the first line begins with `first`, the others
// with as many spaces.
std::string Wrapped(std::string_view text, const std::string& first) {
  const std::string indent(static_cast<size_t>(DisplayWidth(first)), ' ');
  std::string wrapped = first;
  int width = DisplayWidth(first);
  bool line_empty = true;
  for (const Piece& piece : Pieces(CleanLine(text))) {
    const int piece_width = DisplayWidth(piece.text);
    const int needed = piece_width + (piece.space_before && !line_empty ? 1 : 0);
    if (!line_empty && width + needed > kLineWidth) {
      wrapped += '\n' + indent;
      width = static_cast<int>(indent.size());
      line_empty = true;
    }
    if (piece.space_before && !line_empty) {
      wrapped += ' ';
      ++width;
    }
    wrapped += piece.text;
    width += piece_width;
    line_empty = false;
  }
  return wrapped + '\n';
}

std::string Padded(const std::string& cell, int width, Align align) {
  const std::string padding(static_cast<size_t>(std::max(0, width - DisplayWidth(cell))), ' ');
  return align == Align::kLeft ? cell + padding : padding + cell;
}

std::string TableRow(const std::vector<std::string>& cells, const Table& table,
                     const std::vector<int>& widths) {
  std::string line;
  for (size_t column = 0; column < cells.size(); ++column) {
    line += "  " + Padded(cells[column], widths[column], table.columns[column].align);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

struct TextRenderer {
  std::string text;
  bool after_sentence = false;  // a table keeps a line's distance from a sentence

  void Gap() {
    if (!text.empty()) text += '\n';
  }

  void operator()(const Heading& heading) {
    Gap();
    after_sentence = false;
    const std::string line = CleanLine(heading.text);
    if (heading.level > 2) {
      text += line + '\n';
      return;
    }
    const char rule = heading.level == 1 ? '=' : '-';
    text += line + '\n' + std::string(static_cast<size_t>(DisplayWidth(line)), rule) + '\n';
  }

  void operator()(const Paragraph& paragraph) {
    Gap();
    text += Wrapped(paragraph.text, paragraph.statement ? "*** " : "");
    after_sentence = true;
  }

  void operator()(const Bullets& bullets) {
    for (const std::string& item : bullets.items) text += Wrapped(item, "  - ");
  }

  void operator()(const Table& whole) {
    if (after_sentence) Gap();
    after_sentence = false;
    Table table = WithoutEmptyColumns(whole);
    std::vector<std::string> headings, rules;
    std::vector<int> widths;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      headings.push_back(CleanLine(table.columns[column].heading));
      int width = DisplayWidth(headings.back());
      for (std::vector<std::string>& row : table.rows) {
        row[column] = CleanLine(row[column]);
        width = std::max(width, DisplayWidth(row[column]));
      }
      widths.push_back(width);
      rules.push_back(std::string(static_cast<size_t>(width), '-'));
    }
    text += TableRow(headings, table, widths) + TableRow(rules, table, widths);
    for (const std::vector<std::string>& row : table.rows) text += TableRow(row, table, widths);
  }
};

}  // namespace

std::string RenderText(const Document& document) {
  TextRenderer renderer;
  for (const auto& block : document.blocks) std::visit(renderer, block);
  return renderer.text;
}

}  // namespace trustsem
