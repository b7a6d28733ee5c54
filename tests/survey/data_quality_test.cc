#include "survey/data_quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/write_survey.h"
#include "spec/read_codebook.h"
#include "tests/data/sample_builders.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Kind = QualityFinding::Kind;

Codebook Book(const std::string& variables, const std::string& head = "") {
  return ParseCodebook("codebook: 1\nmissing: [99]\nscales: {agr3: {1: No, 2: Perhaps, 3: Yes}}\n" +
                           head + "variables:\n" + variables,
                       "book.yaml");
}

DataQuality Check(const Codebook& book, std::vector<Column> columns) {
  return CheckDataQuality(book, *MakeFrame(std::move(columns)));
}

std::vector<QualityFinding> Findings(const std::string& variables, std::vector<Column> columns,
                                     const std::string& head = "") {
  return Check(Book(variables, head), std::move(columns)).findings;
}

void ExpectFinding(const QualityFinding& finding, Kind kind, const std::string& column,
                   const std::string& value, int64_t count, const std::vector<int64_t>& rows) {
  EXPECT_STREQ(ToString(finding.kind), ToString(kind));
  EXPECT_EQ(finding.column, column);
  EXPECT_EQ(finding.value, value);
  EXPECT_EQ(finding.count, count);
  EXPECT_EQ(finding.rows, rows);
}

TEST(DataQuality, GoodDataHaveNoFindings) {
  const DataQuality quality =
      Check(Book("  id: {type: id}\n  x: {type: ordered, scale: agr3, label: {en: X, zh: 甲}}\n"
                 "  gone: {type: text, optional: true}\n"),
            {Numbers("id", {1, 2, 3}), Numbers("x", {1, 99, kNaN})});
  EXPECT_THAT(quality.findings, IsEmpty());
  EXPECT_EQ(quality.rows, 3);
  EXPECT_EQ(quality.codebook_file, "book.yaml");
  ASSERT_THAT(quality.variables, SizeIs(2));
  EXPECT_EQ(quality.variables[1].column, "x");
  EXPECT_EQ(quality.variables[1].type, VariableType::kOrdered);
  EXPECT_EQ(quality.variables[1].label.zh, "甲");
  EXPECT_EQ(quality.variables[1].answered, 1);
  EXPECT_EQ(quality.variables[1].missing, 2);
  EXPECT_EQ(quality.variables[1].coded, 1);
}

TEST(DataQuality, ColumnsWithoutTheirOther) {
  const auto findings = Findings("  gone: {type: number}\n  x: {type: number}\n",
                                 {Numbers("x", {1}), Numbers("y", {1})});
  ASSERT_THAT(findings, SizeIs(2));
  ExpectFinding(findings[0], Kind::kMissingColumn, "gone", "", 0, {});
  ExpectFinding(findings[1], Kind::kUndescribedColumn, "y", "", 0, {});
}

TEST(DataQuality, ValuesWithoutALabel) {
  const auto findings =
      Findings("  x: {type: ordered, scale: agr3}\n  c: {type: category, values: [US, CN]}\n",
               {Numbers("x", {1, 7, 0, 7}), Texts("c", {"us", "JP"}, {0, 1, -1, 1})});
  ASSERT_THAT(findings, SizeIs(3));
  ExpectFinding(findings[0], Kind::kUnlabelledValue, "x", "7", 2, {2, 4});
  ExpectFinding(findings[1], Kind::kUnlabelledValue, "x", "0", 1, {3});
  ExpectFinding(findings[2], Kind::kUnlabelledValue, "c", "JP", 2, {2, 4});
}

TEST(DataQuality, ManyValuesWithoutALabelAreToldTogether) {
  std::vector<double> numbers;
  for (int i = 0; i < 100; ++i) numbers.push_back(10 + i % 50);
  const auto findings = Findings("  x: {type: ordered, scale: agr3}\n", {Numbers("x", numbers)});
  ASSERT_THAT(findings, SizeIs(21));
  ExpectFinding(findings[0], Kind::kUnlabelledValue, "x", "10", 2, {1, 51});
  EXPECT_EQ(findings[20].count, 60);
  EXPECT_THAT(findings[20].rows, ElementsAre(21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
}

TEST(DataQuality, NumbersAndRanges) {
  const auto findings =
      Findings("  x: {type: number, min: 0, integer: true}\n  y: {type: number}\n",
               {Numbers("x", {-1, 0, 1.5, 99}), Texts("y", {"1", "one"}, {0, 1, 1, -1}, 2)});
  ASSERT_THAT(findings, SizeIs(2));
  ExpectFinding(findings[0], Kind::kOutOfRange, "x", "-1", 2, {1, 3});
  ExpectFinding(findings[1], Kind::kNotANumber, "y", "one", 2, {2, 3});
}

TEST(DataQuality, ImpossibleDates) {
  const auto findings = Findings(
      "  d: {type: date, earliest: 2000-01-01, latest: 2024-06-30}\n  n: {type: date}\n",
      {Texts("d", {"2024-02-30", "2024-06-30", "2024-07-01", "1999-12-31", "2000-01-01", "soon"},
             {0, 1, 2, 3, 4, 5, -1}),
       Numbers("n", {20240102, 99, kNaN, kNaN, kNaN, kNaN, kNaN})});
  ASSERT_THAT(findings, SizeIs(2));
  ExpectFinding(findings[0], Kind::kImpossibleDate, "d", "2024-02-30", 4, {1, 3, 4, 6});
  ExpectFinding(findings[1], Kind::kImpossibleDate, "n", "20240102", 1, {1});
}

TEST(DataQuality, DuplicateIds) {
  const std::string variables = "  id: {type: id}\n  acc: {type: id}\n  wave: {type: number}\n";
  const auto columns = [] {
    return std::vector<Column>{Numbers("id", {1, 2, 1, 1, kNaN, kNaN}),
                               Numbers("acc", {5, 5, 5, 5, 5, 5}),
                               Numbers("wave", {1, 1, 2, 1, 1, 1})};
  };
  auto findings = Findings(variables, columns());
  ASSERT_THAT(findings, SizeIs(1)) << "the first id alone names rows";
  ExpectFinding(findings[0], Kind::kDuplicateId, "id", "1", 2, {3, 4});
  findings = Findings(variables, columns(), "key: [id, wave]\n");
  ASSERT_THAT(findings, SizeIs(1));
  ExpectFinding(findings[0], Kind::kDuplicateId, "id, wave", "1, 1", 1, {4});
  EXPECT_THAT(Findings(variables, columns(), "key: []\n"), IsEmpty());
}

TEST(DataQuality, KeysOfSeveralPartsAreNotJoined) {
  EXPECT_THAT(Findings("  a: {type: id}\n  b: {type: id}\n",
                       {Texts("a", {"x,1", "x"}, {0, 1}), Texts("b", {"2", "1,2"}, {0, 1})},
                       "key: [a, b]\n"),
              IsEmpty());
}

TEST(DataQuality, NumberOfChoices) {
  const std::string question =
      "  q: {type: multiple_choice, choose: 2, columns: {a: A, b: B, c: C}}\n";
  const auto findings =
      Findings(question, {Numbers("a", {1, 1, 1, kNaN, 0, 1}), Numbers("b", {1, 1, 0, 1, kNaN, 1}),
                          Numbers("c", {0, 1, 0, 0, 99, 99})});
  ASSERT_THAT(findings, SizeIs(1));
  ExpectFinding(findings[0], Kind::kTooManyChoices, "q", "3", 2, {2, 3});
}

TEST(DataQuality, ChoicesOfTwoQuestionsAreCountedApart) {
  const auto findings = Findings(
      "  p: {type: multiple_choice, choose: 1, columns: {a: A, b: B}}\n"
      "  q: {type: multiple_choice, choose: 1, columns: {c: C, d: D}}\n",
      {Numbers("a", {1}), Numbers("b", {0}), Numbers("c", {1}), Numbers("d", {1})});
  ASSERT_THAT(findings, SizeIs(1));
  ExpectFinding(findings[0], Kind::kTooManyChoices, "q", "2", 1, {1});
}

TEST(DataQuality, FailedAttention) {
  const std::string head = "attention: {column: check, passed: Blue}\n";
  auto findings = Findings("  check: {type: category, values: {1: Blue, 2: Red}}\n",
                           {Texts("check", {"blue", "1", "Red"}, {0, 1, 2, -1})}, head);
  ASSERT_THAT(findings, SizeIs(1));
  ExpectFinding(findings[0], Kind::kFailedAttention, "check", "Red", 1, {3});
  findings = Findings("  check: {type: number}\n", {Numbers("check", {4, 3, 99, 4})},
                      "attention: {column: check, passed: 4.0}\n");
  ASSERT_THAT(findings, SizeIs(1));
  ExpectFinding(findings[0], Kind::kFailedAttention, "check", "3", 1, {2});
}

TEST(DataQuality, StraightLining) {
  std::string variables;
  std::vector<Column> columns;
  // Rows: all 2; all 2 but one; five answered alike; four answered alike; texts of one meaning.
  for (int item = 0; item < 6; ++item) {
    const std::string name = "i" + std::to_string(item);
    variables += "  " + name + ": {type: ordered, scale: agr3, block: B}\n";
    columns.push_back(Texts(name, {"2", "Perhaps", "3", "1"},
                            {0, item == 5 ? 2 : 0, item == 5 ? -1 : 3, item > 3 ? -1 : 3,
                             item % 2 ? 0 : 1, item % 2 ? 0 : 2}));
  }
  const auto findings = Findings(variables, columns);
  ASSERT_THAT(findings, SizeIs(1));
  ExpectFinding(findings[0], Kind::kStraightLining, "B, agr3", "2", 3, {1, 3, 5});
}

TEST(DataQuality, StraightLiningIsLookedForWithinBlocksOfFiveItems) {
  std::string variables;
  std::vector<Column> columns;
  for (int item = 0; item < 8; ++item) {
    const std::string name = "i" + std::to_string(item);
    variables +=
        "  " + name + ": {type: ordered, scale: agr3, block: " + (item < 4 ? "A" : "B") + "}\n";
    columns.push_back(Numbers(name, {2}));
  }
  EXPECT_THAT(Findings(variables, columns), IsEmpty());
}

class QualityReport : public ::testing::Test {
 protected:
  static DataQuality Quality() {
    std::vector<double> ids(15, 1);
    DataQuality quality = Check(Book("  id: {type: id, label: {en: Person, zh: 受访者}}\n"),
                                {Numbers("id", ids), Numbers("extra", ids)});
    quality.data_statement = "Synthetic.";
    quality.data_hash = "abc";
    return quality;
  }
};

TEST_F(QualityReport, Text) {
  const std::string text = WriteQualityText(Quality(), Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("Synthetic."));
  EXPECT_THAT(text, HasSubstr("Rows: 15; described columns: 1; findings: 2"));
  EXPECT_THAT(text, HasSubstr("duplicate id"));
  EXPECT_THAT(text, HasSubstr("2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ..."));
  EXPECT_THAT(text, HasSubstr("column not in the codebook"));
  EXPECT_THAT(text, HasSubstr("Person"));
  EXPECT_THAT(text, HasSubstr("hash abc"));
  DataQuality good = Quality();
  good.findings.clear();
  EXPECT_THAT(WriteQualityText(good, Language::kEnglish), HasSubstr("Nothing was found."));
}

TEST_F(QualityReport, Chinese) {
  const std::string text = WriteQualityText(Quality(), Language::kChinese);
  EXPECT_THAT(text, HasSubstr("编号重复"));
  EXPECT_THAT(text, HasSubstr("受访者"));
  EXPECT_THAT(text, Not(HasSubstr("duplicate")));
}

TEST_F(QualityReport, Json) {
  const nlohmann::json json = nlohmann::json::parse(WriteQualityJson(Quality()));
  EXPECT_EQ(json["data"]["statement"], "Synthetic.");
  EXPECT_EQ(json["codebook"]["file"], "book.yaml");
  EXPECT_EQ(json["rows"], 15);
  ASSERT_EQ(json["findings"].size(), 2u);
  EXPECT_EQ(json["findings"][0]["kind"], "duplicate_id");
  EXPECT_EQ(json["findings"][0]["count"], 14);
  EXPECT_EQ(json["findings"][0]["rows"].size(), 10u);
  EXPECT_EQ(json["findings"][0]["rows"][0], 2);
  EXPECT_EQ(json["variables"][0]["label"]["zh"], "受访者");
  EXPECT_EQ(json["variables"][0]["type"], "id");
}

}  // namespace
}  // namespace trustsem
