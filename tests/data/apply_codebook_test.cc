#include "data/apply_codebook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/codebook_column.h"
#include "data/read_data.h"
#include "sample_builders.h"
#include "spec/read_codebook.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsNan;
using ::testing::Not;
using ::testing::Pair;

const char* const kHead =
    "codebook: 1\n"
    "missing: {98: {en: Don't know, zh: 不知道}, 99: Refused}\n"
    "scales: {agr3: {1: {en: Disagree, zh: 不同意}, 2: Neutral, 3: {en: Agree, zh: 同意}}}\n"
    "variables:\n";

Codebook Book(const std::string& variables) {
  return ParseCodebook(kHead + variables, "book.yaml");
}

// The column after the codebook has been applied to a file of it alone.
Column Applied(const std::string& variable, Column column) {
  Frame frame = *MakeFrame({std::move(column)});
  ApplyCodebook(Book("  x: " + variable + "\n"), &frame);
  return frame.columns[0];
}

std::string Refusal(const std::string& variable, Column column) {
  return DataError([&] { Applied(variable, std::move(column)); });
}

TEST(ApplyCodebook, MissingCodesBecomeMissing) {
  EXPECT_THAT(Applied("{type: number}", Numbers("x", {1, 99, 98, kNaN, 97})).numbers,
              ElementsAre(1, IsNan(), IsNan(), IsNan(), 97));
  EXPECT_THAT(Applied("{type: number, missing: [1]}", Numbers("x", {1, 99})).numbers,
              ElementsAre(IsNan(), 99));
  EXPECT_THAT(Applied("{type: ordered, scale: agr3}", Numbers("x", {3, 99})).numbers,
              ElementsAre(3, IsNan()));
  EXPECT_THAT(Applied("{type: id}", Numbers("x", {98, 99})).numbers, ElementsAre(98, 99));
  const Column text =
      Applied("{type: text}", Texts("x", {"99", "so", " refused"}, {0, 1, 2, 1, -1}, 2));
  EXPECT_THAT(text.values, ElementsAre("so"));
  EXPECT_THAT(text.codes, ElementsAre(-1, 0, -1, 0, -1));
  EXPECT_EQ(text.first_text_row, 2);
}

TEST(ApplyCodebook, TextsOfAnOrderedVariableBecomeCodes) {
  const Column column =
      Applied("{type: ordered, scale: agr3}",
              Texts("x", {"agree", "不同意", "2", " Neutral ", "Refused"}, {0, 1, 2, 3, 4, -1}));
  EXPECT_FALSE(column.is_text);
  EXPECT_THAT(column.numbers, ElementsAre(3, 1, 2, 2, IsNan(), IsNan()));
  EXPECT_THAT(column.values, IsEmpty());
  EXPECT_THAT(column.codes, IsEmpty());
  EXPECT_THAT(column.value_labels,
              ElementsAre(Pair(1, "Disagree"), Pair(2, "Neutral"), Pair(3, "Agree")));
}

TEST(ApplyCodebook, TextsWithoutNumbersAreNumberedInTheCodebooksOrder) {
  const Column column = Applied("{type: ordered, values: [low, middle, high]}",
                                Texts("x", {"high", "low"}, {0, 1, 0}));
  EXPECT_THAT(column.numbers, ElementsAre(3, 1, 3));
  EXPECT_THAT(column.value_labels, ElementsAre(Pair(1, "low"), Pair(2, "middle"), Pair(3, "high")));
}

TEST(ApplyCodebook, CategoriesHaveOneSpellingAValue) {
  const Column column =
      Applied("{type: category, values: {US: United States, CN: {zh: 中国}}}",
              Texts("x", {"98", "中国", "us", "CN", "United states"}, {0, 1, 2, 3, 4, -1}));
  EXPECT_TRUE(column.is_text);
  EXPECT_THAT(column.values, ElementsAre("CN", "US")) << "as they appear first";
  EXPECT_THAT(column.codes, ElementsAre(-1, 0, 1, 0, 1, -1));
  EXPECT_EQ(column.first_text_row, 2);
}

TEST(ApplyCodebook, CategoriesOfNumbersAreNumbers) {
  const std::string category = "{type: category, values: {0: Price, 1: Trust}}";
  EXPECT_THAT(Applied(category, Texts("x", {"trust", "0", "99"}, {0, 1, 2})).numbers,
              ElementsAre(1, 0, IsNan()));
  EXPECT_THAT(Applied(category, Numbers("x", {1, 0, 99})).numbers, ElementsAre(1, 0, IsNan()));
}

TEST(ApplyCodebook, NumbersWithTextsThatMeanMissing) {
  const Column column =
      Applied("{type: number}", Texts("x", {"2.5", "Refused", "3,5", "98"}, {0, 1, 2, 3}));
  EXPECT_FALSE(column.is_text);
  EXPECT_THAT(column.numbers, ElementsAre(2.5, IsNan(), 3.5, IsNan()));
}

TEST(ApplyCodebook, LabelsOfTheFileStay) {
  Column column = Numbers("x", {1, 2});
  column.label = "mine";
  column.value_labels = {{1, "uno"}};
  const std::string variable = "{type: ordered, scale: agr3, label: {zh: 信任}}";
  const Column kept = Applied(variable, column);
  EXPECT_EQ(kept.label, "mine");
  EXPECT_THAT(kept.value_labels, ElementsAre(Pair(1, "uno")));
  const Column filled = Applied(variable, Numbers("x", {1, 2}));
  EXPECT_EQ(filled.label, "信任");
  EXPECT_EQ(filled.value_labels.size(), 3u);
}

TEST(ApplyCodebook, MultipleChoiceColumns) {
  Frame frame = *MakeFrame({Numbers("a", {0, 1, 99}), Texts("b", {"1", "Refused"}, {0, 1, -1})});
  ApplyCodebook(Book("  q: {type: multiple_choice, columns: {a: Fast, b: {label: {zh: 好}}}}\n"),
                &frame);
  EXPECT_THAT(frame.columns[0].numbers, ElementsAre(0, 1, IsNan()));
  EXPECT_EQ(frame.columns[0].label, "Fast");
  EXPECT_THAT(frame.columns[1].numbers, ElementsAre(1, IsNan(), IsNan()));
  EXPECT_EQ(frame.columns[1].label, "好");
}

TEST(ApplyCodebook, ColumnsThatAreNotThere) {
  Frame frame = *MakeFrame({Numbers("trust1", {1, 2}), Numbers("z", {1, 2})});
  const Codebook book = Book(
      "  trust_1: {type: number}\n"
      "  gone: {type: text, optional: true}\n"
      "  q: {type: multiple_choice, columns: {unheard_of: X, z: Z}}\n");
  const std::string message = DataError([&] { ApplyCodebook(book, &frame); });
  EXPECT_THAT(message, HasSubstr("book.yaml:5:3: the codebook describes 'trust_1', which is no "
                                 "column of answers.csv; did you mean 'trust1'?"));
  EXPECT_THAT(message, HasSubstr("book.yaml:7:40: the codebook describes 'unheard_of', which is "
                                 "no column of answers.csv; remove the entry, or write 'optional: "
                                 "true'"));
  EXPECT_THAT(message, Not(HasSubstr("gone")));
  EXPECT_EQ(FindMissingColumns(book, frame).size(), 2u);
}

TEST(ApplyCodebook, ADescribedColumnIsNotTheMissingOne) {
  Frame frame = *MakeFrame({Numbers("trust1", {1, 2})});
  const Codebook book = Book("  trust1: {type: number}\n  trust2: {type: number}\n");
  EXPECT_THAT(DataError([&] { ApplyCodebook(book, &frame); }),
              HasSubstr("'trust2', which is no column of answers.csv; remove the entry"));
}

TEST(ApplyCodebook, ValuesWithoutALabel) {
  EXPECT_THAT(
      Refusal("{type: ordered, scale: agr3}", Numbers("x", {1, 7, 3, 7, 0})),
      HasSubstr("answers.csv: the codebook has no label for values of 'x': '7' (2 rows, first data "
                "row 2) and '0' (1 row, first data row 5); add them to the codebook, or mend"));
  EXPECT_THAT(Refusal("{type: category, values: [US, CN]}", Texts("x", {"US", "JP"}, {0, 1, 1})),
              HasSubstr("'JP' (2 rows, first data row 2)"));
  EXPECT_THAT(Refusal("{type: ordered, values: [low, high]}", Numbers("x", {1, 2})),
              AllOf(HasSubstr("'1' (1 row"), HasSubstr("'2' (1 row")))
      << "numbers are no positions";
  std::vector<double> many;
  for (int i = 0; i < 40; ++i) many.push_back(i);
  EXPECT_THAT(Refusal("{type: ordered, scale: agr3}", Numbers("x", many)),
              AllOf(HasSubstr("'8' (1 row"), HasSubstr("and others"), Not(HasSubstr("'20'"))));
}

TEST(ApplyCodebook, ValuesOfMultipleChoice) {
  Frame frame = *MakeFrame({Numbers("a", {0, 2})});
  EXPECT_THAT(DataError([&] {
                ApplyCodebook(Book("  q: {type: multiple_choice, columns: {a: A}}\n"), &frame);
              }),
              HasSubstr("'a' is an answer of the multiple-choice question 'q' and holds other "
                        "values than 0 and 1: '2' (1 row, first data row 2)"));
}

TEST(ApplyCodebook, Numbers) {
  EXPECT_THAT(Refusal("{type: number}", Texts("x", {"3", "three"}, {0, 1, 1})),
              HasSubstr("'x' is a number by the codebook, but the data have text: 'three' (2 rows, "
                        "first data row 2)"));
  EXPECT_THAT(Refusal("{type: number}", Texts("x", {"1,234", "a"}, {0, 1})),
              HasSubstr("'1,234' (1 row"))
      << "thousands, or a fraction: not guessed";
  EXPECT_THAT(Refusal("{type: number, min: 0, max: 10}", Numbers("x", {10, 11, -1, 0, 11})),
              HasSubstr("'x' has 3 answers that are not a number from 0 to 10: '11' (2 rows, first "
                        "data row 2) and '-1' (1 row, first data row 3)"));
  EXPECT_THAT(Refusal("{type: number, min: 1, integer: true}", Numbers("x", {1, 1.5})),
              HasSubstr("'x' has 1 answer that is not a whole number of at least 1: '1.5'"));
  EXPECT_THAT(Refusal("{type: number, max: 3}", Numbers("x", {4})),
              HasSubstr("a number of at most 3"));
}

TEST(ApplyCodebook, AllFaultsAreTold) {
  Frame frame = *MakeFrame({Numbers("a", {9}), Numbers("b", {9})});
  const std::string message = DataError([&] {
    ApplyCodebook(Book("  a: {type: number, max: 3}\n  b: {type: number, max: 3}\n"), &frame);
  });
  EXPECT_THAT(message, AllOf(HasSubstr("'a' has"), HasSubstr("'b' has")));
}

TEST(ApplyCodebook, OnlyLoadedColumnsAreLookedAt) {
  Column other;
  other.name = "b";
  other.loaded = false;
  Frame frame = *MakeFrame({Numbers("a", {1}), other});
  ApplyCodebook(Book("  a: {type: number}\n  b: {type: number, max: 3}\n"), &frame);
  EXPECT_FALSE(frame.columns[1].loaded);
  EXPECT_THAT(frame.columns[1].numbers, IsEmpty());
}

class ApplyToFileTest : public TemporaryFolderTest {};

TEST_F(ApplyToFileTest, LabelsAndMixedCells) {
  const std::string path =
      Write("answers.csv", "x,share,met\nAgree,50,2024-01-02\n不同意,Refused,\n99,20.5,99\n");
  Frame frame = ReadData(path);
  ApplyCodebook(Book("  x: {type: ordered, scale: agr3}\n  share: {type: number, min: 0}\n"
                     "  met: {type: date}\n"),
                &frame);
  EXPECT_THAT(frame.columns[0].numbers, ElementsAre(3, 1, IsNan()));
  EXPECT_THAT(frame.columns[1].numbers, ElementsAre(50, IsNan(), 20.5));
  EXPECT_THAT(frame.columns[2].values, ElementsAre("2024-01-02"));
  EXPECT_THAT(frame.columns[2].codes, ElementsAre(0, -1, -1));
}

}  // namespace
}  // namespace trustsem
