#include "report/html_renderer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/markup.h"

namespace trustsem {

namespace {

// Cells of a narrower column stay on one line.
constexpr int kShortCell = 20;
// Of a wider one the column needs more room than others.
constexpr int kSentence = 80;
// A longer word may be broken anywhere.
constexpr int kLongWord = 24;
// Tables of more rows scroll in a box that is not higher than a screen.
constexpr size_t kManyRows = 40;
// In print, letters: what columns of text need, space between columns, and what an A4 page has.
constexpr int kSentenceInPrint = 22, kTextInPrint = 16, kPaddingInPrint = 2, kUprightPage = 118;

int LongestWord(std::string_view cell) {
  int longest = 0;
  while (!cell.empty()) {
    const size_t end = std::min(cell.find(' '), cell.size());
    longest = std::max(longest, DisplayWidth(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return longest;
}

// How a column is set: "number", "short", "text", "text sentence" or "text broken".
std::string Setting(const Table& table, size_t column) {
  if (table.columns[column].align == Align::kRight) return "number";
  int width = DisplayWidth(table.columns[column].heading), word = 0;
  for (const std::vector<std::string>& row : table.rows) {
    width = std::max(width, DisplayWidth(row[column]));
    word = std::max(word, LongestWord(row[column]));
  }
  if (width <= kShortCell) return "short";
  if (width > kSentence) return "text sentence";
  return word > kLongWord ? "text broken" : "text";
}

// What the column needs in print without a word broken, in letters.
int LeastWidth(const Table& table, size_t column) {
  const std::string setting = Setting(table, column);
  if (setting == "text sentence") return kSentenceInPrint;
  if (setting.starts_with("text")) return kTextInPrint;
  int width = LongestWord(table.columns[column].heading);
  for (const std::vector<std::string>& row : table.rows) {
    width = std::max(width, DisplayWidth(row[column]));
  }
  return width;
}

// True where the table needs a page's long side, with whichever coefficients it shows.
bool IsWide(const Table& table) {
  for (const Coefficients hidden : {Coefficients::kPlain, Coefficients::kStandardized}) {
    int width = 0;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      if (table.columns[column].coefficients == hidden) continue;
      width += LeastWidth(table, column) + kPaddingInPrint;
    }
    if (width > kUprightPage) return true;
  }
  return false;
}

bool HasColumnOf(const Table& table, Coefficients coefficients) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const TableColumn& column) {
    return column.coefficients == coefficients;
  });
}

// The setting, and which coefficients the column shows, where the table has both kinds: one that
// has only one kind shows it to every reader.
std::vector<std::string> ColumnClasses(const Table& table) {
  const bool both =
      HasColumnOf(table, Coefficients::kPlain) && HasColumnOf(table, Coefficients::kStandardized);
  std::vector<std::string> classes;
  for (size_t column = 0; column < table.columns.size(); ++column) {
    const Coefficients coefficients = table.columns[column].coefficients;
    std::string name = Setting(table, column);
    if (both && coefficients == Coefficients::kPlain) name += " plain";
    if (both && coefficients == Coefficients::kStandardized) name += " standardized";
    classes.push_back(std::move(name));
  }
  return classes;
}

// Codes may be broken after an underscore.
std::string CellMarkup(const std::string& cell) {
  std::string markup;
  for (const char c : EscapeMarkup(cell)) {
    markup += c;
    if (c == '_') markup += "<wbr>";
  }
  return markup;
}

class HtmlRenderer {
 public:
  explicit HtmlRenderer(HtmlBody* body) : body_(*body) {}
  ~HtmlRenderer() { EndGroup(); }

  void operator()(const Heading& heading) {
    EndGroup();
    if (heading.group > 0) {
      Line(fmt::format("<div class=\"group\" data-group=\"{}\">", heading.group));
      in_group_ = true;
    }
    const std::string text = EscapeMarkup(heading.text);
    std::string id;
    if (heading.level == 2) {
      body_.sections.push_back(
          {fmt::format("{}-{}", body_.id_prefix, body_.sections.size() + 1), heading.text});
      id = fmt::format(" id=\"{}\"", body_.sections.back().id);
    }
    Line(fmt::format("<h{0}{1}>{2}</h{0}>", heading.level, id, text));
    heading_ = text;
  }

  void operator()(const Paragraph& paragraph) {
    EndGroup();
    Line(fmt::format("<p{}>{}</p>", paragraph.statement ? " class=\"statement\"" : "",
                     EscapeMarkup(paragraph.text)));
  }

  void operator()(const Bullets& bullets) {
    EndGroup();
    Line("<ul>");
    for (const std::string& item : bullets.items) Line("<li>" + EscapeMarkup(item) + "</li>");
    Line("</ul>");
  }

  void operator()(const Table& whole) {
    const Table table = WithoutEmptyColumns(whole);
    const std::vector<std::string> classes = ColumnClasses(table);
    Line(fmt::format("<div class=\"table{}{}\" role=\"region\" aria-label=\"{}\"><table>",
                     table.rows.size() > kManyRows ? " long" : "", IsWide(table) ? " wide" : "",
                     heading_));
    std::string cells;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      cells += fmt::format("<th scope=\"col\" class=\"{}\">{}</th>", classes[column],
                           EscapeMarkup(table.columns[column].heading));
    }
    Line("<thead><tr>" + cells + "</tr></thead>");
    Line("<tbody>");
    for (const std::vector<std::string>& row : table.rows) {
      cells.clear();
      for (size_t column = 0; column < row.size(); ++column) {
        cells += fmt::format("<td class=\"{}\">{}</td>", classes[column], CellMarkup(row[column]));
      }
      Line("<tr>" + cells + "</tr>");
    }
    Line("</tbody></table></div>");
  }

 private:
  void Line(const std::string& html) { body_.html += html + '\n'; }
  void EndGroup() {
    if (in_group_) Line("</div>");
    in_group_ = false;
  }

  HtmlBody& body_;
  std::string heading_;  // the last one, escaped
  bool in_group_ = false;
};

}  // namespace

void AppendHtml(const Document& document, HtmlBody* body) {
  HtmlRenderer renderer(body);
  for (const auto& block : document.blocks) std::visit(renderer, block);
}

}  // namespace trustsem
