#include "report/html_renderer.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/utf8.h"

namespace trustsem {

namespace {

// Cells of a narrower column stay on one line.
constexpr int kShortCell = 16;
// Tables of more rows scroll in a box that is not higher than a screen.
constexpr size_t kManyRows = 40;

// "number", "short" or "text", and which coefficients the column shows.
std::vector<std::string> ColumnClasses(const Table& table) {
  std::vector<std::string> classes;
  for (size_t column = 0; column < table.columns.size(); ++column) {
    bool is_short = DisplayWidth(table.columns[column].heading) <= kShortCell;
    for (const std::vector<std::string>& row : table.rows) {
      is_short = is_short && DisplayWidth(row[column]) <= kShortCell;
    }
    const bool is_number = table.columns[column].align == Align::kRight;
    std::string name = is_number ? "number" : is_short ? "short" : "text";
    if (table.columns[column].coefficients == Coefficients::kPlain) name += " plain";
    if (table.columns[column].coefficients == Coefficients::kStandardized) name += " standardized";
    classes.push_back(std::move(name));
  }
  return classes;
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
    const std::string text = EscapeHtml(heading.text);
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
                     EscapeHtml(paragraph.text)));
  }

  void operator()(const Bullets& bullets) {
    EndGroup();
    Line("<ul>");
    for (const std::string& item : bullets.items) Line("<li>" + EscapeHtml(item) + "</li>");
    Line("</ul>");
  }

  void operator()(const Table& whole) {
    const Table table = WithoutEmptyColumns(whole);
    const std::vector<std::string> classes = ColumnClasses(table);
    Line(fmt::format("<div class=\"table{}\" role=\"region\" aria-label=\"{}\"><table>",
                     table.rows.size() > kManyRows ? " long" : "", heading_));
    std::string cells;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      cells += fmt::format("<th scope=\"col\" class=\"{}\">{}</th>", classes[column],
                           EscapeHtml(table.columns[column].heading));
    }
    Line("<thead><tr>" + cells + "</tr></thead>");
    Line("<tbody>");
    for (const std::vector<std::string>& row : table.rows) {
      cells.clear();
      for (size_t column = 0; column < row.size(); ++column) {
        cells += fmt::format("<td class=\"{}\">{}</td>", classes[column], EscapeHtml(row[column]));
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

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char character : CleanLine(text)) {
    switch (character) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += character;
    }
  }
  return escaped;
}

void AppendHtml(const Document& document, HtmlBody* body) {
  HtmlRenderer renderer(body);
  for (const auto& block : document.blocks) std::visit(renderer, block);
}

}  // namespace trustsem
