// Documents as parts of an HTML page. Everything that comes from outside is escaped here.
#ifndef TRUSTSEM_REPORT_HTML_RENDERER_H_
#define TRUSTSEM_REPORT_HTML_RENDERER_H_

#include <string>
#include <vector>

#include "report/document.h"

namespace trustsem {

// What a page says in one language, as it grows.
struct HtmlBody {
  // An entry of the table of contents.
  struct Section {
    std::string id, heading;
  };

  std::string id_prefix;  // of all ids: no two bodies of one page have the same
  std::string html;
  std::vector<Section> sections;  // headings of level 2
};

// Adds the document's blocks. In tables that have both kinds of coefficients, columns of one kind
// carry the class "plain" or "standardized", what is of one group alone the attribute data-group:
// the page's switches hide them. Each table scrolls in a box of its own ("table", with many rows
// also "long").
void AppendHtml(const Document& document, HtmlBody* body);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_HTML_RENDERER_H_
