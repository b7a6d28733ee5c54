#include <gmock/gmock.h>

#include "report/write_results.h"
#include "tests/report/example_results.h"

namespace trustsem {
namespace {

// A plain RFC 4180 reader.
std::vector<std::vector<std::string>> ReadCsv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\n') {
      rows.push_back(row);
      row.assign(1, "");
    } else {
      row.back() += c;
    }
  }
  return rows;
}

TEST(WriteCsv, ReadsBack) {
  const Results results = ExampleResults();
  const auto rows = ReadCsv(WriteCsv(results));
  ASSERT_EQ(rows.size(), results.estimates.size() + 1);
  EXPECT_THAT(rows[0],
              testing::ElementsAre("lhs", "op", "rhs", "group", "label", "free", "est", "se", "z",
                                   "pvalue", "ci_lower", "ci_upper", "std_lv", "std_all"));
  for (size_t i = 0; i < results.estimates.size(); ++i) {
    ASSERT_EQ(rows[i + 1].size(), rows[0].size());
    EXPECT_EQ(rows[i + 1][0], results.estimates[i].lhs);
    EXPECT_EQ(std::stod(rows[i + 1][6]), results.estimates[i].est);
  }
  EXPECT_EQ(rows[1][5], "false");
  EXPECT_EQ(rows[2][5], "true");
}

TEST(WriteCsv, WhatDoesNotExistIsAnEmptyCell) {
  const auto rows = ReadCsv(WriteCsv(ExampleResults()));
  EXPECT_EQ(rows[1][7], "0");
  EXPECT_EQ(rows[1][8], "");
  EXPECT_EQ(rows[1][9], "");
}

TEST(WriteCsv, QuotesAndGuardsUsersWords) {
  Results results = ExampleResults();
  results.estimates[0].label = "a,\"b\"";
  results.estimates[1].label = "=cmd()";
  results.estimates[2].label = "@x";
  results.estimates[3].label = "+1,2";
  const auto rows = ReadCsv(WriteCsv(results));
  EXPECT_EQ(rows[1][4], "a,\"b\"");
  EXPECT_EQ(rows[2][4], "'=cmd()");
  EXPECT_EQ(rows[3][4], "'@x");
  EXPECT_EQ(rows[4][4], "'+1,2");
  EXPECT_EQ(rows[1][1], "=~");  // the vocabulary is not guarded
}

TEST(WriteCsv, SyntheticDataSaySoInEveryRow) {
  Results results = ExampleResults();
  results.data_statement = "Synthetic respondents, not the survey.";
  const auto rows = ReadCsv(WriteCsv(results));
  EXPECT_EQ(rows[0].back(), "data_statement");
  for (size_t i = 1; i < rows.size(); ++i) EXPECT_EQ(rows[i].back(), results.data_statement);
}

}  // namespace
}  // namespace trustsem
