#include "spec/codebook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "spec/calendar_date.h"
#include "spec/read_codebook.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kBook = R"(codebook: 1
name: survey
title: {en: A survey, zh: 调查}
missing: {98: {en: Don't know, zh: 不知道}, 99: Refused}
key: [person, wave]
attention: {column: check, passed: 1}
scales:
  agr3: {1: {en: Disagree, zh: 不同意}, 2: Neutral, 3: {en: Agree, zh: 同意}}
variables:
  person: {type: id}
  wave: {type: number, min: 1, integer: true, missing: []}
  share: {type: number, min: 0, max: 100, missing: [101]}
  met: {type: date, earliest: 2000-01-01, latest: 2024-06-30}
  age: {type: ordered, values: [18-24, 25-34, "35+"]}
  check: {type: category, values: {0: Failed, 1: Passed}}
  trust1:
    type: ordered
    scale: agr3
    reversed: true
    block: B
    construct: TRUST
    label: {en: Trust, zh: 信任}
    wording: I trust this person.
  top:
    type: multiple_choice
    choose: 2
    columns: {top_a: First, top_b: {label: {zh: 第二}, construct: REL}, top_c: }
  words: {type: text, optional: true}
)";

Codebook Book() { return ParseCodebook(kBook, "book.yaml"); }

// The faults of `text` after a header with a scale, each "line:column: message; hint".
std::vector<std::string> Faults(const std::string& text) {
  try {
    ParseCodebook(text, "b.yaml");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    std::vector<std::string> faults;
    for (const Fault& fault : error.faults()) faults.push_back(ToString(fault));
    return faults;
  }
  return {};
}

std::vector<std::string> VariableFaults(const std::string& lines) {
  return Faults("codebook: 1\nscales: {agr3: {1: no, 2: perhaps, 3: yes}}\nvariables:\n" + lines);
}

TEST(ReadCodebook, EveryPart) {
  const Codebook book = Book();
  EXPECT_EQ(book.name, "survey");
  EXPECT_EQ(book.title.zh, "调查");
  EXPECT_EQ(book.file, "book.yaml");
  EXPECT_EQ(book.hash, Hash(kBook));
  EXPECT_THAT(book.key, ElementsAre("person", "wave"));
  EXPECT_EQ(book.attention.column, "check");
  EXPECT_EQ(book.attention.passed, "1");
  ASSERT_EQ(book.missing.size(), 2u);
  EXPECT_EQ(book.missing[0].value, "98");
  EXPECT_EQ(book.missing[0].label.zh, "不知道");
  EXPECT_EQ(book.missing[1].label.en, "Refused");
  ASSERT_EQ(book.variables.size(), 9u);

  const CodebookVariable& share = *book.Find("share");
  EXPECT_EQ(share.type, VariableType::kNumber);
  EXPECT_EQ(share.minimum, 0);
  EXPECT_EQ(share.maximum, 100);
  EXPECT_FALSE(share.integer);
  EXPECT_TRUE(share.own_missing);
  ASSERT_EQ(share.missing.size(), 1u);
  EXPECT_EQ(share.missing[0].value, "101");
  EXPECT_TRUE(book.Find("wave")->integer);
  EXPECT_THAT(book.Find("wave")->missing, IsEmpty());
  EXPECT_TRUE(std::isinf(book.Find("wave")->maximum));
  EXPECT_EQ(book.Find("met")->earliest, "2000-01-01");
  EXPECT_EQ(book.Find("met")->latest, "2024-06-30");
  EXPECT_EQ(book.Find("age")->values[2].value, "35+");

  const CodebookVariable& trust = *book.Find("trust1");
  EXPECT_EQ(trust.type, VariableType::kOrdered);
  EXPECT_TRUE(trust.reversed);
  EXPECT_EQ(trust.scale, "agr3");
  ASSERT_EQ(trust.values.size(), 3u) << "those of the scale";
  EXPECT_EQ(trust.values[2].label.zh, "同意");
  EXPECT_EQ(trust.block, "B");
  EXPECT_EQ(trust.construct, "TRUST");
  EXPECT_EQ(trust.wording.en, "I trust this person.");
  EXPECT_EQ(trust.place.line, 16);
  EXPECT_FALSE(trust.own_missing);
  EXPECT_EQ(trust.missing.size(), 2u) << "the file's";

  const CodebookVariable& top = *book.Find("top");
  EXPECT_EQ(top.choose, 2);
  ASSERT_EQ(top.columns.size(), 3u);
  EXPECT_EQ(top.columns[0].label.en, "First");
  EXPECT_EQ(top.columns[1].label.zh, "第二");
  EXPECT_EQ(top.columns[1].construct, "REL");
  EXPECT_EQ(book.QuestionOf("top_c"), &top);
  EXPECT_EQ(book.Find("top_c"), nullptr);
  EXPECT_EQ(book.QuestionOf("top"), nullptr);
  EXPECT_TRUE(book.Find("words")->optional);
}

TEST(ReadCodebook, IdsHaveNoMissingCodesOfTheFile) {
  EXPECT_THAT(Book().Find("person")->missing, IsEmpty());
}

TEST(ReadCodebook, TheKeyIsTheFirstIdWhereNothingIsSaid) {
  const std::string variables =
      "variables: {wave: {type: number}, a: {type: id}, b: {type: id}, t: {type: text}}\n";
  EXPECT_THAT(ParseCodebook("codebook: 1\n" + variables, "b").key, ElementsAre("a"));
  EXPECT_THAT(ParseCodebook("codebook: 1\nkey: []\n" + variables, "b").key, IsEmpty());
  EXPECT_THAT(ParseCodebook("codebook: 1\nkey: b\n" + variables, "b").key, ElementsAre("b"));
  EXPECT_THAT(Faults("codebook: 1\nkey: [a, weve]\n" + variables),
              ElementsAre(HasSubstr("b.yaml:2:10: 'weve' is no variable of the codebook; did you "
                                    "mean 'wave'?")));
}

void ExpectSame(const std::vector<CodebookValue>& a, const std::vector<CodebookValue>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].value, b[i].value);
    EXPECT_EQ(a[i].label.en, b[i].label.en);
    EXPECT_EQ(a[i].label.zh, b[i].label.zh);
  }
}

void ExpectSame(const Codebook& a, const Codebook& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.title.en, b.title.en);
  EXPECT_EQ(a.title.zh, b.title.zh);
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.attention.column, b.attention.column);
  EXPECT_EQ(a.attention.passed, b.attention.passed);
  ExpectSame(a.missing, b.missing);
  ASSERT_EQ(a.scales.size(), b.scales.size());
  for (size_t i = 0; i < a.scales.size(); ++i) {
    EXPECT_EQ(a.scales[i].name, b.scales[i].name);
    ExpectSame(a.scales[i].values, b.scales[i].values);
  }
  ASSERT_EQ(a.variables.size(), b.variables.size());
  for (size_t i = 0; i < a.variables.size(); ++i) {
    const CodebookVariable& x = a.variables[i];
    const CodebookVariable& y = b.variables[i];
    SCOPED_TRACE(x.name);
    EXPECT_EQ(x.name, y.name);
    EXPECT_EQ(x.type, y.type);
    EXPECT_EQ(x.label.en, y.label.en);
    EXPECT_EQ(x.label.zh, y.label.zh);
    EXPECT_EQ(x.wording.en, y.wording.en);
    EXPECT_EQ(x.wording.zh, y.wording.zh);
    EXPECT_EQ(x.block, y.block);
    EXPECT_EQ(x.construct, y.construct);
    EXPECT_EQ(x.reversed, y.reversed);
    EXPECT_EQ(x.optional, y.optional);
    EXPECT_EQ(x.scale, y.scale);
    ExpectSame(x.values, y.values);
    ExpectSame(x.missing, y.missing);
    EXPECT_EQ(x.own_missing, y.own_missing);
    EXPECT_EQ(x.minimum, y.minimum);
    EXPECT_EQ(x.maximum, y.maximum);
    EXPECT_EQ(x.integer, y.integer);
    EXPECT_EQ(x.earliest, y.earliest);
    EXPECT_EQ(x.latest, y.latest);
    EXPECT_EQ(x.choose, y.choose);
    ASSERT_EQ(x.columns.size(), y.columns.size());
    for (size_t k = 0; k < x.columns.size(); ++k) {
      EXPECT_EQ(x.columns[k].name, y.columns[k].name);
      EXPECT_EQ(x.columns[k].label.en, y.columns[k].label.en);
      EXPECT_EQ(x.columns[k].label.zh, y.columns[k].label.zh);
      EXPECT_EQ(x.columns[k].construct, y.columns[k].construct);
    }
  }
}

TEST(WriteCodebook, ReadsBackTheSame) {
  const std::string text = WriteCodebook(Book());
  ExpectSame(ParseCodebook(text, "again.yaml"), Book());
  EXPECT_EQ(WriteCodebook(ParseCodebook(text, "again.yaml")), text);
}

TEST(WriteCodebook, StrangeNamesValuesAndLabels) {
  Codebook book;
  CodebookVariable variable;
  for (const char* name : {"my column", "1", "true", "a: b", "#x", "价格", "say \"so\"", "- x"}) {
    variable = {};
    variable.name = name;
    variable.type = VariableType::kCategory;
    variable.values = {{"yes", {"Yes: \"quoted\"", "是"}},
                       {"{no}", {"", ""}},
                       {"1e3", {"1", ""}},
                       {"-5", {"two\nlines", ""}},
                       {"65+", {"null", ""}}};
    book.variables.push_back(variable);
  }
  ExpectSame(ParseCodebook(WriteCodebook(book), "x"), book);
}

TEST(ReadCodebook, TheShippedCodebook) {
  const Codebook book = ReadCodebook(std::string(TRUSTSEM_SOURCE_DIR) + "/data/codebook.yaml");
  ExpectSame(ParseCodebook(WriteCodebook(book), "x"), book);
  EXPECT_EQ(book.scales.size(), 4u);
  int columns = 0, block_b = 0;
  for (const CodebookVariable& variable : book.variables) {
    columns += variable.type == VariableType::kMultipleChoice
                   ? static_cast<int>(variable.columns.size())
                   : 1;
    EXPECT_FALSE(variable.label.en.empty() || variable.label.zh.empty()) << variable.name;
    for (const CodebookValue& value : variable.values) {
      EXPECT_FALSE(value.label.en.empty() || value.label.zh.empty()) << variable.name;
    }
    if (variable.block == "meta") continue;
    EXPECT_FALSE(variable.wording.en.empty() || variable.wording.zh.empty()) << variable.name;
    if (variable.block != "B") continue;
    ++block_b;
    EXPECT_EQ(variable.scale, "agr5");
    EXPECT_EQ(variable.wording.en.back(), '.') << "a whole sentence";
  }
  EXPECT_EQ(columns, 81);
  EXPECT_EQ(block_b, 25);
  EXPECT_TRUE(book.Find("lk_competitor")->reversed);
  EXPECT_EQ(book.Find("top3")->choose, 3);
}

TEST(ReadCodebook, TheExamplesOfTheDocumentation) {
  const std::string page =
      ReadTextFile(std::string(TRUSTSEM_SOURCE_DIR) + "/docs/codebook.md", ErrorKind::kOther, "it");
  const std::string begin = "```yaml\n", end = "```\n";
  int books = 0;
  for (size_t at = 0; (at = page.find(begin, at)) != std::string::npos;) {
    at += begin.size();
    const std::string block = page.substr(at, page.find(end, at) - at);
    if (block.find("codebook: 1\n") == std::string::npos) continue;
    EXPECT_FALSE(ParseCodebook(block, "codebook.md").variables.empty());
    ++books;
  }
  EXPECT_EQ(books, 2);
}

TEST(ReadCodebook, FaultsOfTheFile) {
  EXPECT_THAT(Faults(""), ElementsAre(HasSubstr("b.yaml:1:1: the codebook is empty")));
  EXPECT_THAT(Faults("[1, 2]"), ElementsAre(HasSubstr("a codebook is a map")));
  EXPECT_THAT(Faults("a: [1"), ElementsAre(HasSubstr("this is not valid YAML")));
  EXPECT_THAT(Faults("variables: {a: {type: id}}"),
              ElementsAre(HasSubstr("add the line 'codebook: 1'")));
  EXPECT_THAT(Faults("codebook: 2\nvariables: {a: {type: id}}"),
              ElementsAre(HasSubstr("b.yaml:1:11: the codebook's version 2 is later than 1")));
  EXPECT_THAT(Faults("codebook: 1\n"), ElementsAre(HasSubstr("describes no variables")));
  EXPECT_THAT(Faults("codebook: 1\nvarables: {a: {type: id}}"),
              ElementsAre(HasSubstr("b.yaml:2:1: a codebook has no key 'varables'; did you mean "
                                    "'variables'?")));
}

TEST(ReadCodebook, FaultsOfVariables) {
  EXPECT_THAT(VariableFaults("  a: {type: ordered, scale: agr}\n"),
              ElementsAre(HasSubstr("b.yaml:4:29: 'a' has the scale 'agr', which is not among the "
                                    "scales; did you mean 'agr3'?")));
  EXPECT_THAT(VariableFaults("  a: {type: ordered}\n"),
              ElementsAre(HasSubstr("b.yaml:4:3: 'a' has no values; add 'scale: NAME'")));
  EXPECT_THAT(VariableFaults("  a: {type: ordered, scale: agr3, values: [1, 2]}\n"),
              ElementsAre(HasSubstr("'a' has both a scale and values")));
  EXPECT_THAT(VariableFaults("  a: {label: x}\n"),
              ElementsAre(HasSubstr("b.yaml:4:3: the variable 'a' has no type")));
  EXPECT_THAT(VariableFaults("  a: {tpye: id}\n"),
              ElementsAre(HasSubstr("write 'type' in place of 'tpye'")));
  EXPECT_THAT(VariableFaults("  a: {type: numbr}\n"),
              ElementsAre(HasSubstr("did you mean 'number'?")));
  EXPECT_THAT(VariableFaults("  a: 3\n"), ElementsAre(HasSubstr("expected a variable, found '3'")));
  EXPECT_THAT(VariableFaults("  a: {type: number, values: [1]}\n"),
              ElementsAre(AllOf(HasSubstr("b.yaml:4:21: a variable of the type 'number' has no key "
                                          "'values'"),
                                HasSubstr("integer"))));
  EXPECT_THAT(VariableFaults("  a: {type: number, mni: 3}\n"),
              ElementsAre(HasSubstr("did you mean 'min'?")));
  EXPECT_THAT(VariableFaults("  a: {type: number, min: 3, max: 2}\n"),
              ElementsAre(HasSubstr("the minimum 3 of 'a' lies above the maximum 2")));
  EXPECT_THAT(VariableFaults("  a: {type: date, latest: 2024-02-30}\n"),
              ElementsAre(HasSubstr("b.yaml:4:27: '2024-02-30' is no date")));
  EXPECT_THAT(VariableFaults("  a: {type: date, earliest: 2024-02-02, latest: 2024-02-01}\n"),
              ElementsAre(HasSubstr("the earliest date 2024-02-02 of 'a' lies after")));
  EXPECT_THAT(VariableFaults("  a: {type: ordered, values: [5, 4, 3]}\n"),
              ElementsAre(HasSubstr("'a' lists 4 after 5, but numbers are ordered by size")));
  EXPECT_THAT(VariableFaults("  a: {type: id}\n  a: {type: id}\n"),
              ElementsAre(HasSubstr("b.yaml:5:3: the key 'a' stands twice")));
  EXPECT_THAT(VariableFaults("  a: {type: multiple_choice}\n"),
              ElementsAre(HasSubstr("'a' has no columns")));
  EXPECT_THAT(VariableFaults("  a: {type: multiple_choice, choose: 2, columns: {b: B}}\n"),
              ElementsAre(HasSubstr("'a' asks for 2 answers of 1")));
  EXPECT_THAT(
      VariableFaults("  b: {type: id}\n  a: {type: multiple_choice, columns: {b: B, c: C}}\n"),
      ElementsAre(HasSubstr("b.yaml:5:40: the name 'b' stands twice; it is first in the entry in "
                            "line 4")));
  EXPECT_THAT(VariableFaults("  a: {type: multiple_choice, columns: {a: B, c: C}}\n"),
              ElementsAre(HasSubstr("a question needs another name than its columns")));
}

TEST(ReadCodebook, LabelsOfTheColumnsOfAQuestion) {
  const Codebook book = ParseCodebook(
      "codebook: 1\nvariables:\n  m:\n    type: multiple_choice\n    columns:\n"
      "      a: Plain\n      b: {en: B, zh: 乙}\n      c: {zh: 丙}\n"
      "      d: {label: {en: D}, construct: X}\n      e:\n",
      "b.yaml");
  const std::vector<ChoiceColumn>& columns = book.Find("m")->columns;
  ASSERT_EQ(columns.size(), 5u);
  EXPECT_EQ(columns[0].label.en, "Plain");
  EXPECT_EQ(columns[1].label.en, "B");
  EXPECT_EQ(columns[1].label.zh, "乙");
  EXPECT_EQ(columns[2].label.zh, "丙");
  EXPECT_EQ(columns[3].label.en, "D");
  EXPECT_EQ(columns[3].construct, "X");
  EXPECT_EQ(columns[4].label.en, "");
  const auto faults = [](const std::string& fields) {
    return VariableFaults("  m: {type: multiple_choice, columns: {" + fields + "}}\n");
  };
  EXPECT_THAT(faults("a: Same, b: same"),
              ElementsAre(HasSubstr("b.yaml:4:49: the label 'same' of b already stands for a; give "
                                    "every column a label of its own")));
  EXPECT_THAT(faults("a: {en: A1, zh: 甲}, b: {label: {en: B1, zh: 甲}}"),
              ElementsAre(HasSubstr("the label '甲' of b already stands for a")));
  EXPECT_THAT(faults("a: b, b: a"), ::testing::SizeIs(2));
  EXPECT_THAT(faults("a: a, b: B1"), IsEmpty());
  EXPECT_THAT(faults("a: {en: A1, construct: X}"), ElementsAre(HasSubstr("has no key 'en'")));
}

TEST(ReadCodebook, ValuesAndLabelsThatStandTwice) {
  EXPECT_THAT(VariableFaults("  a: {type: ordered, values: {1: Agree, 2: agree}}\n"),
              ElementsAre(HasSubstr("b.yaml:4:41: the label 'agree' of 2 already stands for 1")));
  EXPECT_THAT(VariableFaults("  a: {type: ordered, values: {1: {en: A, zh: 甲}, 2: {zh: 甲}}}\n"),
              ElementsAre(HasSubstr("the label '甲' of 2 already stands for 1")));
  EXPECT_THAT(VariableFaults("  a: {type: ordered, values: {1: \"2\", 2: x}}\n"),
              ElementsAre(HasSubstr("the label '2' of 1 already stands for 2")));
  EXPECT_THAT(VariableFaults("  a: {type: category, values: [US, us]}\n"),
              ElementsAre(HasSubstr("the value 'us' stands twice, first as 'US'")));
  EXPECT_THAT(VariableFaults("  a: {type: category, values: [2, 2.0]}\n"),
              ElementsAre(HasSubstr("the value '2.0' stands twice, first as '2'")));
  EXPECT_THAT(VariableFaults("  a: {type: category, values: {1: {en: Same, zh: Same}, 2: }}\n"),
              IsEmpty());
}

TEST(ReadCodebook, MissingCodesThatMayBeAnswers) {
  const std::string head = "codebook: 1\nmissing: {97: , 99: Refused}\nvariables:\n";
  EXPECT_THAT(Faults(head + "  a: {type: number, min: 0, max: 100}\n"),
              ElementsAre(HasSubstr("b.yaml:4:3: the missing code 97 lies within the range of 'a', "
                                    "0 to 100; write 'missing: []' where it is an answer")));
  EXPECT_THAT(Faults(head + "  a: {type: number, min: 0, max: 100, missing: []}\n"), IsEmpty());
  EXPECT_THAT(Faults(head + "  a: {type: number, min: 0, max: 96}\n"), IsEmpty());
  EXPECT_THAT(Faults(head + "  a: {type: category, values: [1, 99]}\n"),
              ElementsAre(HasSubstr("'99' is both a value and a missing code of 'a'")));
  EXPECT_THAT(Faults(head + "  a: {type: category, values: {1: refused, 2: x}}\n"),
              ElementsAre(HasSubstr("'Refused' is both a value and a missing code of 'a'")));
  EXPECT_THAT(Faults(head + "  a: {type: category, values: [1, 99], missing: []}\n"), IsEmpty());
}

TEST(ReadCodebook, FaultsOfTheAttentionCheck) {
  const std::string variables = "variables: {check: {type: category, values: [0, 1]}}\n";
  const auto attention = [&](const std::string& text) {
    return Faults("codebook: 1\nattention: " + text + "\n" + variables);
  };
  EXPECT_THAT(attention("{column: chek, passed: 1}"),
              ElementsAre(HasSubstr("did you mean 'check'?")));
  EXPECT_THAT(attention("{column: check, passed: 2}"),
              ElementsAre(HasSubstr("b.yaml:2:36: '2' is no value of 'check'; its values are 0 and "
                                    "1")));
  EXPECT_THAT(attention("{column: check}"),
              ElementsAre(HasSubstr("lacks its column or the value")));
}

TEST(ReadCodebook, AllFaultsInOrder) {
  EXPECT_THAT(VariableFaults("  a: {type: numbr}\n  b: {type: id, x: 1}\n  c: {type: ordered}\n"),
              ElementsAre(HasSubstr("b.yaml:4:"), HasSubstr("b.yaml:5:"), HasSubstr("b.yaml:6:")));
}

TEST(FindValue, ByValueOrEitherLabel) {
  const std::vector<CodebookValue> values = {
      {"1", {"Disagree", "不同意"}}, {"2.0", {"Agree", "同意"}}, {"other", {}}};
  EXPECT_EQ(FindValue(values, "1"), 0);
  EXPECT_EQ(FindValue(values, " 1.0 "), 0);
  EXPECT_EQ(FindValue(values, "2"), 1);
  EXPECT_EQ(FindValue(values, " AGREE"), 1);
  EXPECT_EQ(FindValue(values, "同意"), 1);
  EXPECT_EQ(FindValue(values, "Other"), 2);
  EXPECT_EQ(FindValue(values, ""), -1);
  EXPECT_EQ(FindValue(values, "3"), -1);
  EXPECT_EQ(FindValue({}, "1"), -1);
}

TEST(NumberOf, ValuesThatAreNumbers) {
  EXPECT_EQ(NumberOf({" 2.50 ", {}}), 2.5);
  EXPECT_FALSE(NumberOf({"18-24", {}}));
}

TEST(CodeOf, ValuesThatAreNumbersElsePositions) {
  EXPECT_EQ(CodeOf({{"0", {}}, {"10", {}}}, 1), 10);
  EXPECT_EQ(CodeOf({{"0", {}}, {"ten", {}}}, 1), 2);
}

TEST(LabelOr, EnglishThenChinese) {
  EXPECT_EQ(LabelOr({"a", "甲"}, "x"), "a");
  EXPECT_EQ(LabelOr({"", "甲"}, "x"), "甲");
  EXPECT_EQ(LabelOr({}, "x"), "x");
}

TEST(ParseDate, DaysSince1970) {
  EXPECT_EQ(ParseDate("1970-01-01"), 0);
  EXPECT_EQ(ParseDate("1969-12-31"), -1);
  EXPECT_EQ(ParseDate("2000-02-29"), 11016);
  EXPECT_EQ(ParseDate("2024-06-30"), 19904);
  for (const char* none : {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31",
                           "2024-6-30", "24-06-30", "2024-06-30 ", "2024/06/30", "", "x"}) {
    EXPECT_FALSE(ParseDate(none)) << none;
  }
  EXPECT_TRUE(LooksLikeDate("2024-02-30"));
  EXPECT_TRUE(LooksLikeDate("2024-2-3"));
  EXPECT_FALSE(LooksLikeDate("2024-2"));
}

// What the schema knows is what the reader names when it meets an unknown key.
TEST(CodebookSchema, KnowsTheReadersKeys) {
  const nlohmann::json schema = nlohmann::json::parse(CodebookSchema());
  const auto expect_keys = [](const nlohmann::json& properties, const std::string& message) {
    for (const auto& [name, property] : properties.items()) {
      EXPECT_THAT(message, HasSubstr(name));
    }
    std::string list = message.substr(message.find("its keys are ") + 13);
    const size_t count = static_cast<size_t>(std::count(list.begin(), list.end(), ',')) + 2;
    EXPECT_EQ(count, properties.size()) << message;
  };
  expect_keys(schema["properties"],
              Faults("codebook: 1\nqqqqqqqqqqqqqqqqqqqqqq: 1\nvariables: {a: {type: id}}")[0]);
  for (const auto& variable : schema["$defs"]["variable"]["oneOf"]) {
    const nlohmann::json& type = variable["properties"]["type"];
    const std::string name = type.contains("const") ? type["const"] : type["enum"][0];
    expect_keys(variable["properties"],
                VariableFaults("  a: {type: " + name + ", qqqqqqqqqqqqqqqqqqq: 1}\n")[0]);
  }
}

}  // namespace
}  // namespace trustsem
