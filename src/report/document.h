// A report before it has a format: blocks in reading order, made once and rendered as terminal
// text, Markdown or HTML. Strings are plain text; each renderer escapes what its format would
// interpret.
#ifndef TRUSTSEM_REPORT_DOCUMENT_H_
#define TRUSTSEM_REPORT_DOCUMENT_H_

#include <string>
#include <variant>
#include <vector>

namespace trustsem {

enum class Align { kLeft, kRight };

// Which coefficients something shows, for readers who can choose between the two.
enum class Coefficients { kAny, kPlain, kStandardized };

struct TableColumn {
  std::string heading;
  Align align = Align::kRight;
  Coefficients coefficients = Coefficients::kAny;
};

// Every row has one cell a column. A column whose cells are all empty is not rendered.
struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;
};

struct Heading {
  int level = 1;  // 1: the document's title, 2: a section, 3: a part of a section
  std::string text;
  int group = 0;  // of respondents, from one, that the tables right below it are of; 0: of all
};

struct Paragraph {
  std::string text;
  bool statement = false;  // stands out: what must not be overlooked
};

struct Bullets {
  std::vector<std::string> items;
};

struct Document {
  std::vector<std::variant<Heading, Paragraph, Bullets, Table>> blocks;
};

// Text for a terminal: columns aligned by display width, sentences wrapped at 100 columns.
std::string RenderText(const Document& document);

// GitHub-flavoured Markdown.
std::string RenderMarkdown(const Document& document);

// Adds the blocks of `part`, whose headings become `deeper` levels deeper.
void Append(Document part, int deeper, Document* whole);

// The table without the columns that have no entry in any row.
Table WithoutEmptyColumns(const Table& table);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_DOCUMENT_H_
