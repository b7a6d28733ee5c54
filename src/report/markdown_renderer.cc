#include <cctype>
#include <string_view>

#include "report/document.h"
#include "report/utf8.h"

namespace trustsem {

namespace {

bool IsWordCharacter(std::string_view text, size_t position) {
  if (position >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[position]);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

// Plain text as Markdown that shows exactly this text. An underscore within a word is left alone,
// as GitHub leaves it: names stay readable in the source.
std::string Escaped(std::string_view raw) {
  const std::string text = CleanLine(raw);
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char character = text[i];
    const bool inner_underscore =
        character == '_' && i > 0 && IsWordCharacter(text, i - 1) && IsWordCharacter(text, i + 1);
    const bool opens_block = i == 0 && (character == '#' || character == '>');
    if (character == '<') {
      escaped += "&lt;";
      continue;
    }
    if (character == '&') {
      escaped += "&amp;";
      continue;
    }
    if (opens_block || (!inner_underscore &&
                        std::string_view("\\`*_[]|~$").find(character) != std::string_view::npos)) {
      escaped += '\\';
    }
    escaped += character;
  }
  return escaped;
}

struct MarkdownRenderer {
  std::string text;

  void Gap() {
    if (!text.empty()) text += '\n';
  }

  void operator()(const Heading& heading) {
    Gap();
    text +=
        std::string(static_cast<size_t>(heading.level), '#') + ' ' + Escaped(heading.text) + '\n';
  }

  void operator()(const Paragraph& paragraph) {
    Gap();
    const std::string escaped = Escaped(paragraph.text);
    text += (paragraph.statement ? "> **" + escaped + "**" : escaped) + '\n';
  }

  void operator()(const Bullets& bullets) {
    Gap();
    for (const std::string& item : bullets.items) text += "- " + Escaped(item) + '\n';
  }

  void operator()(const Table& whole) {
    const Table table = WithoutEmptyColumns(whole);
    Gap();
    std::string rule;
    for (const TableColumn& column : table.columns) {
      text += "| " + Escaped(column.heading) + ' ';
      rule += column.align == Align::kLeft ? "| :-- " : "| --: ";
    }
    text += "|\n" + rule + "|\n";
    for (const std::vector<std::string>& row : table.rows) {
      for (const std::string& cell : row) text += "| " + Escaped(cell) + ' ';
      text += "|\n";
    }
  }
};

}  // namespace

std::string RenderMarkdown(const Document& document) {
  MarkdownRenderer renderer;
  for (const auto& block : document.blocks) std::visit(renderer, block);
  return renderer.text;
}

}  // namespace trustsem
