#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "spec/read_survey_tables.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kBook[] = R"(survey: 1
name: loyalty
title: {en: Loyalty, zh: 忠诚}
codebook: books/codebook.yaml
design: {weights: weight, strata: market, clusters: account_id, lonely: adjust}
confidence: 0.9
interval: beta
comparison: {level: 0.01, correction: bh}
minimum_base: 50
base: {where: {attention_check: 1}, label: {en: Attentive, zh: 专心者}}
segments: [market, buyer_context]
tables:
  trust_freq:
    title: Trust
    variable: trust_freq
    show: [shares, nets, mean]
    top: 2
    bottom: 1
    nets: {trusters: {values: [4, always], label: {en: Trusters}}, none: 1}
    segments: [market]
    base: {where: {rel_freq: [4, 5], n: {min: 1, max: 20}, m: {min: 3}}}
  items:
    variables: [a, b]
    show: mean
  plain:
    variable: c
    segments: []
)";

std::vector<Fault> FaultsOf(const std::string& text) {
  try {
    ParseTableBook(text, "tables.yaml");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    EXPECT_EQ(error.exit_status(), 3);
    return error.faults();
  }
  return {};
}

// The one fault of the text, "file:line:column: message. Hint.".
std::string FaultOf(const std::string& text) {
  const std::vector<Fault> faults = FaultsOf(text);
  EXPECT_EQ(faults.size(), 1u);
  return faults.empty() ? "" : ToString(faults.front());
}

// A book with one table whose further lines are `table`, and `head` before the tables.
std::string Book(const std::string& head, const std::string& table = "    variable: a\n") {
  return "survey: 1\n" + head + "tables:\n  t:\n" + table;
}

TEST(ReadTableBook, EveryKey) {
  const TableBook book = ParseTableBook(kBook, "folder/tables.yaml");
  EXPECT_EQ(book.name, "loyalty");
  EXPECT_EQ(book.title.zh, "忠诚");
  EXPECT_EQ(book.codebook, "folder/books/codebook.yaml");
  EXPECT_EQ(book.design.weights, "weight");
  EXPECT_EQ(book.design.strata, "market");
  EXPECT_EQ(book.design.clusters, "account_id");
  EXPECT_EQ(book.design.lonely, LonelyCluster::kAdjust);
  EXPECT_EQ(book.confidence, 0.9);
  EXPECT_EQ(book.interval, IntervalMethod::kBeta);
  EXPECT_EQ(book.level, 0.01);
  EXPECT_EQ(book.correction, Correction::kBenjaminiHochberg);
  EXPECT_EQ(book.minimum_base, 50);
  ASSERT_EQ(book.base.conditions.size(), 1u);
  EXPECT_EQ(book.base.conditions[0].variable, "attention_check");
  EXPECT_THAT(book.base.conditions[0].values, ElementsAre("1"));
  EXPECT_EQ(book.base.label.zh, "专心者");
  EXPECT_EQ(book.file, "folder/tables.yaml");
  EXPECT_EQ(book.hash.size(), 32u);
  ASSERT_EQ(book.tables.size(), 3u);
}

TEST(ReadTableBook, EveryKeyOfATable) {
  const TableBook book = ParseTableBook(kBook, "tables.yaml");
  const TableRequest& table = book.tables[0];
  EXPECT_EQ(table.name, "trust_freq");
  EXPECT_EQ(table.title.en, "Trust");
  EXPECT_THAT(table.variables, ElementsAre("trust_freq"));
  EXPECT_TRUE(table.shares);
  EXPECT_TRUE(table.mean);
  EXPECT_EQ(table.top, 2);
  EXPECT_EQ(table.bottom, 1);
  ASSERT_EQ(table.nets.size(), 2u);
  EXPECT_EQ(table.nets[0].name, "trusters");
  EXPECT_EQ(table.nets[0].label.en, "Trusters");
  EXPECT_THAT(table.nets[0].values, ElementsAre("4", "always"));
  EXPECT_THAT(table.nets[1].values, ElementsAre("1"));
  EXPECT_THAT(table.segments, ElementsAre("market"));
  ASSERT_EQ(table.base.conditions.size(), 3u);
  EXPECT_THAT(table.base.conditions[0].values, ElementsAre("4", "5"));
  EXPECT_EQ(table.base.conditions[1].minimum, 1);
  EXPECT_EQ(table.base.conditions[1].maximum, 20);
  EXPECT_EQ(table.base.conditions[2].maximum, std::numeric_limits<double>::infinity());
  EXPECT_EQ(table.place.line, 13);
  EXPECT_EQ(table.variable_places.at(0).line, 15);
  EXPECT_EQ(table.variable_places.at(0).column, 15);
  EXPECT_EQ(table.segment_places.at(0).line, 20);
}

TEST(ReadTableBook, SegmentsOfTheBookAreTheDefault) {
  const TableBook book = ParseTableBook(kBook, "tables.yaml");
  EXPECT_THAT(book.tables[1].segments, ElementsAre("market", "buyer_context"));
  EXPECT_EQ(book.tables[1].segment_places.size(), 2u);
  EXPECT_THAT(book.tables[2].segments, IsEmpty());
  EXPECT_THAT(book.tables[1].variables, ElementsAre("a", "b"));
  EXPECT_FALSE(book.tables[1].shares);
  EXPECT_TRUE(book.tables[1].mean);
  EXPECT_TRUE(book.tables[2].shares);
  EXPECT_FALSE(book.tables[2].mean);
}

TEST(ReadTableBook, Defaults) {
  const TableBook book = ParseTableBook(Book(""), "tables.yaml");
  EXPECT_TRUE(book.codebook.empty());
  EXPECT_TRUE(book.design.weights.empty());
  EXPECT_EQ(book.design.lonely, LonelyCluster::kRefuse);
  EXPECT_EQ(book.confidence, 0.95);
  EXPECT_EQ(book.interval, IntervalMethod::kLogit);
  EXPECT_EQ(book.level, 0.05);
  EXPECT_EQ(book.correction, Correction::kHolm);
  EXPECT_EQ(book.minimum_base, 30);
  EXPECT_THAT(book.tables[0].segments, IsEmpty());
}

TEST(ReadTableBook, TheShippedBookReads) {
  const TableBook book = ReadTableBook(std::string(TRUSTSEM_SOURCE_DIR) + "/data/tables.yaml");
  EXPECT_GE(book.tables.size(), 10u);
  EXPECT_EQ(book.codebook, std::string(TRUSTSEM_SOURCE_DIR) + "/data/codebook.yaml");
}

TEST(ReadTableBook, SchemaIsJson) {
  const nlohmann::json schema = nlohmann::json::parse(TableBookSchema());
  const nlohmann::json& properties = schema["properties"];
  for (const char* key : {"survey", "name", "title", "codebook", "design", "confidence", "interval",
                          "comparison", "minimum_base", "base", "segments", "tables"}) {
    EXPECT_TRUE(properties.contains(key)) << key;
  }
  const nlohmann::json& table = schema["$defs"]["table"]["properties"];
  for (const char* key :
       {"title", "variable", "variables", "show", "top", "bottom", "nets", "segments", "base"}) {
    EXPECT_TRUE(table.contains(key)) << key;
  }
  EXPECT_EQ(table.size(), 9u);
}

TEST(WrongTableBook, NoTables) {
  EXPECT_EQ(FaultOf("survey: 1\nname: a\n"),
            "tables.yaml:1:1: the book has no tables; add 'tables:' with a name and a variable "
            "for each.");
  EXPECT_THAT(FaultOf("survey: 1\ntables: {}\n"), HasSubstr("the book has no tables"));
}

TEST(WrongTableBook, TwoTablesOfOneName) {
  EXPECT_THAT(FaultOf("survey: 1\ntables:\n  t: {variable: a}\n  t: {variable: b}\n"),
              HasSubstr("tables.yaml:4:3: the key 't' stands twice"));
}

TEST(WrongTableBook, UnknownKeys) {
  EXPECT_EQ(FaultOf(Book("segment: market\n")),
            "tables.yaml:2:1: a book of tables has no key 'segment'; did you mean 'segments'?");
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    topp: 2\n")),
              HasSubstr("tables.yaml:5:5: a table has no key 'topp'; did you mean 'top'?"));
  EXPECT_THAT(FaultOf(Book("design: {weight: w}\n")), HasSubstr("did you mean 'weights'?"));
  EXPECT_THAT(FaultOf(Book("comparison: {levels: 0.1}\n")), HasSubstr("did you mean 'level'?"));
  EXPECT_THAT(FaultOf(Book("base: {were: {a: 1}}\n")), HasSubstr("did you mean 'where'?"));
}

TEST(WrongTableBook, ConfidenceOutsideItsRange) {
  for (const char* value : {"0", "1", "95", "-0.5"}) {
    EXPECT_THAT(FaultOf(Book(std::string("confidence: ") + value + "\n")),
                HasSubstr(std::string("tables.yaml:2:13: the confidence ") + value +
                          " is not between 0 and 1; write a fraction, such as 0.95"));
  }
  EXPECT_THAT(FaultOf(Book("comparison: {level: 5}\n")),
              HasSubstr("the level 5 is not between 0 and 1"));
}

TEST(WrongTableBook, UnknownChoices) {
  EXPECT_THAT(FaultOf(Book("interval: logitt\n")), HasSubstr("did you mean 'logit'?"));
  EXPECT_THAT(FaultOf(Book("comparison: {correction: scheffe}\n")),
              HasSubstr("write 'none', 'bonferroni', 'holm' or 'bh'"));
  EXPECT_THAT(FaultOf(Book("design: {lonely: ignore}\n")), HasSubstr("'ignore' is not"));
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    show: [share]\n")),
              HasSubstr("did you mean 'shares'?"));
}

TEST(WrongTableBook, TablesThatSayTooLittleOrTooMuch) {
  EXPECT_THAT(FaultOf(Book("", "    title: a\n")),
              HasSubstr("tables.yaml:3:3: the table 't' has no variable"));
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    variables: [b]\n")),
              HasSubstr("has 'variable' and 'variables'"));
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    show: [nets]\n")),
              HasSubstr("'show' asks for nets, but the table has none"));
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    top: 2\n    show: [mean]\n")),
              HasSubstr("the table has nets that 'show' leaves out"));
  EXPECT_THAT(FaultOf(Book("", "    variables: [a, a]\n")), HasSubstr("'a' stands twice"));
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    top: 0\n")),
              HasSubstr("write a whole number from 1 to 50"));
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    nets: {n: {label: x}}\n")),
              HasSubstr("the net 'n' has no answers"));
}

TEST(WrongTableBook, NamesOfNetsThatAreTaken) {
  EXPECT_EQ(
      FaultOf(Book("", "    variable: a\n    top: 2\n    nets: {top_2: [1]}\n")),
      "tables.yaml:6:12: the net 'top_2' has the name of the net that 'top: 2' makes; give it "
      "another name.");
  EXPECT_THAT(FaultOf(Book("", "    variable: a\n    nets: {bottom_1: [1]}\n    bottom: 1\n")),
              HasSubstr("tables.yaml:5:12: the net 'bottom_1'"));
  EXPECT_THAT(FaultsOf(Book("", "    variable: a\n    nets: {top_2: [1]}\n    top: 3\n")),
              IsEmpty());
}

TEST(ReadTableBook, BoundsThatAreNoNumbers) {
  const TableBook book = ParseTableBook(
      Book("base: {where: {day: {min: 2024-01-01, max: 2024-12-31}, freq: {min: Often}, n: {max: "
           "3}}}\n"),
      "t.yaml");
  const std::vector<Condition>& conditions = book.base.conditions;
  EXPECT_EQ(conditions[0].minimum_text, "2024-01-01");
  EXPECT_EQ(conditions[0].maximum_text, "2024-12-31");
  EXPECT_EQ(conditions[1].minimum_text, "Often");
  EXPECT_EQ(conditions[1].maximum_text, "");
  EXPECT_EQ(conditions[2].maximum, 3);
  EXPECT_EQ(conditions[2].maximum_text, "");
}

TEST(WrongTableBook, Conditions) {
  EXPECT_THAT(FaultOf(Book("base: {where: {a: {}}}\n")), HasSubstr("the condition says nothing"));
  EXPECT_THAT(FaultOf(Book("base: {where: {a: }}\n")),
              HasSubstr("tables.yaml:2:16: the condition on 'a' says nothing"));
  EXPECT_THAT(FaultOf(Book("base: {where: {a: []}}\n")), HasSubstr("the list of answers is empty"));
  EXPECT_THAT(FaultOf(Book("base: {where: {a: [1, 1]}}\n")),
              HasSubstr("the answer '1' stands twice"));
  EXPECT_THAT(FaultOf(Book("base: {where: {a: {min: 3, max: 2}}}\n")),
              HasSubstr("the minimum 3 is above the maximum 2"));
  EXPECT_THAT(FaultOf(Book("base: {where: {a: {min: [3]}}}\n")), HasSubstr("expected a bound"));
  EXPECT_THAT(FaultOf(Book("base: {where: {a: {min: 3, values: [1]}}}\n")),
              HasSubstr("both answers and bounds"));
}

TEST(WrongTableBook, AllFaultsInTheOrderOfTheFile) {
  const std::vector<Fault> faults =
      FaultsOf(Book("confidence: 2\ninterval: x\n", "    variable: a\n    top: many\n"));
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0].place.line, 2);
  EXPECT_EQ(faults[1].place.line, 3);
  EXPECT_EQ(faults[2].place.line, 7);
}

TEST(WrongTableBook, NoBook) {
  EXPECT_THAT(FaultOf(""), HasSubstr("the file is empty; begin with 'survey: 1'"));
  EXPECT_THAT(FaultOf("- a\n"), HasSubstr("is a map (key: value), found a list"));
  EXPECT_THAT(FaultOf("tables: {t: {variable: a}}\n"), HasSubstr("add the line 'survey: 1'"));
  EXPECT_THAT(FaultOf("survey: 2\ntables: {t: {variable: a}}\n"),
              HasSubstr("the file's version 2 is later than 1"));
}

}  // namespace
}  // namespace trustsem
