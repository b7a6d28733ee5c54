#include "report/document.h"

#include <gmock/gmock.h>

#include <sstream>

#include "base/text.h"

namespace trustsem {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Document OneTable(Table table) { return Document{{std::move(table)}}; }

TEST(TextRenderer, AlignsChineseByDisplayWidth) {
  const Table table = {{{"变量", Align::kLeft}, {"item", Align::kLeft}, {"估计值"}},
                       {{"信任 (TRUST)", "trust1", "0.810"},
                        {"Relationship", "我信任这位销售", "-12.000"},
                        {"", "x", "2"},
                        {"e\xCC\x81", "y", "1"}}};
  const std::vector<std::string> lines = Lines(RenderText(OneTable(table)));
  ASSERT_EQ(lines.size(), 6);
  const int width = DisplayWidth(lines[0]);
  EXPECT_EQ(width, 2 + 12 + 2 + 14 + 2 + 7);
  for (const std::string& line : lines) EXPECT_EQ(DisplayWidth(line), width) << line;
}

TEST(TextRenderer, LeavesOutColumnsWithoutEntries) {
  const Table table = {{{"a"}, {"empty"}, {"b"}}, {{"1", "", "2"}, {"3", "", "4"}}};
  EXPECT_EQ(RenderText(OneTable(table)), "  a  b\n  -  -\n  1  2\n  3  4\n");
}

TEST(TextRenderer, CellsStayOnTheirLine) {
  const Table table = {{{"a"}, {"b"}}, {{"x\ny\x1B[31m", "2"}}};
  const std::string text = RenderText(OneTable(table));
  EXPECT_EQ(Lines(text).size(), 3);
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
}

TEST(TextRenderer, WrapsBothScripts) {
  std::string chinese, english;
  for (int i = 0; i < 60; ++i) {
    chinese += "横断面数据，";
    english += "cross-sectional ";
  }
  for (const std::string& sentence : {chinese, english}) {
    Document document;
    document.blocks.push_back(Bullets{{sentence}});
    const std::vector<std::string> lines = Lines(RenderText(document));
    EXPECT_GT(lines.size(), 3);
    for (const std::string& line : lines) {
      EXPECT_LE(DisplayWidth(line), 102);  // closing punctuation may hang over
      EXPECT_NE(line.substr(4).rfind("，", 0), 0u) << line;
    }
  }
}

TEST(MarkdownRenderer, EscapesWhatMarkdownWouldInterpret) {
  const Table table = {{{"a|b", Align::kLeft}, {"n"}},
                       {{"x | y *bold* <b> ~~z~~ my_item _u_", "-1.5"}, {"line\nbreak", "2"}}};
  const std::string text = RenderMarkdown(OneTable(table));
  EXPECT_EQ(text,
            "| a\\|b | n |\n"
            "| :-- | --: |\n"
            "| x \\| y \\*bold\\* &lt;b> \\~\\~z\\~\\~ my_item \\_u\\_ | -1.5 |\n"
            "| line break | 2 |\n");
}

TEST(MarkdownRenderer, StatementsAndHeadings) {
  Document document;
  document.blocks.push_back(Paragraph{"Synthetic.", true});
  document.blocks.push_back(Heading{2, "Fit"});
  EXPECT_EQ(RenderMarkdown(document), "> **Synthetic.**\n\n## Fit\n");
}

}  // namespace
}  // namespace trustsem
