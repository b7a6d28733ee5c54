#include "report/html_renderer.h"

#include <gmock/gmock.h>

#include "report/markup.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Html(Document document) {
  HtmlBody body;
  body.id_prefix = "en";
  AppendHtml(document, &body);
  return body.html;
}

TEST(EscapeMarkup, ShowsExactlyTheText) {
  EXPECT_EQ(EscapeMarkup("<script>alert(\"1\" && '2')</script>"),
            "&lt;script&gt;alert(&quot;1&quot; &amp;&amp; &#39;2&#39;)&lt;/script&gt;");
  EXPECT_EQ(EscapeMarkup("&amp;"), "&amp;amp;");
  EXPECT_EQ(EscapeMarkup("信任 😀"), "信任 😀");
  EXPECT_EQ(EscapeMarkup("a\nb\x1B"
                         "c\xFF"),
            "a b c\xEF\xBF\xBD");
  EXPECT_EQ(EscapeMarkup("a\uFFFE\uFFFF"), "a\uFFFD\uFFFD");  // XML 1.0 forbids them
}

TEST(HtmlRenderer, EscapesEveryKindOfBlock) {
  const std::string bad = "<img src=x onerror=\"alert(1)\">";
  const std::string html = Html({{Heading{1, bad}, Heading{2, bad}, Paragraph{bad},
                                  Paragraph{bad, true}, Bullets{{bad}}, Table{{{bad}}, {{bad}}}}});
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("onerror=\"")));
  size_t shown = 0;
  for (size_t i = html.find("&lt;img"); i != std::string::npos; i = html.find("&lt;img", i + 1)) {
    ++shown;
  }
  EXPECT_EQ(shown, 8u);  // two headings, two paragraphs, an item, the table's name and two cells
}

TEST(HtmlRenderer, SectionsHaveIdsOfTheirOwn) {
  HtmlBody body;
  body.id_prefix = "zh";
  AppendHtml({{Heading{1, "title"}, Heading{2, "a"}}}, &body);
  AppendHtml({{Heading{3, "part"}, Heading{2, "b & c"}}}, &body);
  EXPECT_EQ(body.html,
            "<h1>title</h1>\n<h2 id=\"zh-1\">a</h2>\n<h3>part</h3>\n<h2 id=\"zh-2\">b &amp; "
            "c</h2>\n");
  ASSERT_EQ(body.sections.size(), 2u);
  EXPECT_EQ(body.sections[1].id, "zh-2");
  EXPECT_EQ(body.sections[1].heading, "b & c");  // whoever shows it escapes it
}

TEST(HtmlRenderer, ColumnsCarryTheirCoefficients) {
  const Table table = {{{"path", Align::kLeft},
                        {"est", Align::kRight, Coefficients::kPlain},
                        {"empty", Align::kRight, Coefficients::kPlain},
                        {"std", Align::kRight, Coefficients::kStandardized}},
                       {{"a label that is long enough to wrap", "1", "", "0.5"}}};
  const std::string html = Html({{Heading{2, "Paths"}, table}});
  EXPECT_THAT(html, HasSubstr("<div class=\"table\" role=\"region\" aria-label=\"Paths\"><table>"));
  EXPECT_THAT(html, HasSubstr("<tr><th scope=\"col\" class=\"text\">path</th>"
                              "<th scope=\"col\" class=\"number plain\">est</th>"
                              "<th scope=\"col\" class=\"number standardized\">std</th></tr>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number plain\">1</td>"
                              "<td class=\"number standardized\">0.5</td></tr>"));
  EXPECT_THAT(html, Not(HasSubstr("empty")));
}

TEST(HtmlRenderer, CoefficientsOfOneKindAreForEveryReader) {
  const std::string html = Html({{Table{{{"est", Align::kRight, Coefficients::kPlain},
                                         {"std", Align::kRight, Coefficients::kStandardized}},
                                        {{"1", ""}}}}});
  EXPECT_THAT(html, HasSubstr("<td class=\"number\">1</td>"));
}

TEST(HtmlRenderer, LongTablesScrollAndLongWordsBreak) {
  Table table = {{{"a", Align::kLeft}, {"b", Align::kLeft}, {"c", Align::kLeft}}, {}};
  table.rows.assign(40, {std::string(25, 'w'), "a label of several words", std::string(500, 'x')});
  const std::string html = Html({{table}});
  EXPECT_THAT(html, HasSubstr("<div class=\"table\" "));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" class=\"text broken\">a</th>"
                              "<th scope=\"col\" class=\"text\">b</th>"
                              "<th scope=\"col\" class=\"text sentence\">c</th>"));
  table.rows.push_back({"1", "2", "3"});
  EXPECT_THAT(Html({{table}}), HasSubstr("<div class=\"table long\" "));
}

// What a sheet of paper takes counts the columns that one reader sees.
TEST(HtmlRenderer, WideTablesAreMarkedForPrint) {
  Table table = {{{"a", Align::kLeft}}, {{std::string(90, 'x')}}};
  const auto add = [&](int columns, Coefficients coefficients) {
    for (int i = 0; i < columns; ++i) {
      table.columns.push_back({"n", Align::kRight, coefficients});
      table.rows[0].push_back("12345678");
    }
  };
  add(9, Coefficients::kPlain);
  EXPECT_THAT(Html({{table}}), HasSubstr("<div class=\"table\" "));
  add(9, Coefficients::kStandardized);
  EXPECT_THAT(Html({{table}}), HasSubstr("<div class=\"table\" "));
  add(1, Coefficients::kPlain);
  EXPECT_THAT(Html({{table}}), HasSubstr("<div class=\"table wide\" "));
}

TEST(HtmlRenderer, AGroupHoldsItsTablesAlone) {
  const Table table = {{{"a"}}, {{"1"}}};
  const std::string html = Html({{Heading{3, "CN", 1}, table, Heading{3, "US", 2}, table,
                                  Paragraph{"of both"}, Heading{3, "US again", 2}, table}});
  const std::string box = "<div class=\"table\" role=\"region\"";
  const size_t first = html.find("<div class=\"group\" data-group=\"1\">\n<h3>CN</h3>\n" + box);
  const size_t second =
      html.find("</table></div>\n</div>\n<div class=\"group\" data-group=\"2\">\n<h3>US</h3>");
  EXPECT_EQ(first, 0u);
  EXPECT_NE(second, std::string::npos);
  EXPECT_THAT(html, HasSubstr("</table></div>\n</div>\n<p>of both</p>\n<div class=\"group\""));
  EXPECT_TRUE(html.ends_with("</table></div>\n</div>\n"));
}

TEST(Append, DeepensHeadings) {
  Document whole{{Heading{1, "whole"}}};
  Append(Document{{Heading{1, "part"}, Paragraph{"text"}, Heading{2, "section"}}}, 1, &whole);
  ASSERT_EQ(whole.blocks.size(), 4u);
  EXPECT_EQ(std::get<Heading>(whole.blocks[0]).level, 1);
  EXPECT_EQ(std::get<Heading>(whole.blocks[1]).level, 2);
  EXPECT_EQ(std::get<Heading>(whole.blocks[3]).level, 3);
}

}  // namespace
}  // namespace trustsem
