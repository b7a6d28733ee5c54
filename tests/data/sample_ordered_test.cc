#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "data/sample.h"
#include "sample_builders.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

SampleRequest Ordered(std::vector<std::string> variables, std::vector<std::string> ordered,
                      std::string group = "", std::string weights = "") {
  SampleRequest request = Request(std::move(variables), std::move(group), std::move(weights));
  request.ordered = std::move(ordered);
  return request;
}

TEST(OrderedVariables, CategoriesAreTheAnswersOfTheRowsKept) {
  // The 7 of `a` stands in an incomplete row; 100 and -2 are outside the bits of small integers.
  const auto frame =
      MakeFrame({Numbers("a", {3, 1, 7, 1, 3, 5, 1}), Numbers("b", {100, -2, kNaN, 4, 4, 100, -2}),
                 Numbers("c", {.5, 1, 2, 3, 4, 5, 6})});
  const Sample sample = MakeSample(frame, Ordered({"a", "b", "c"}, {"b", "a"}));
  EXPECT_TRUE(sample.variables[0].ordered);
  EXPECT_TRUE(sample.variables[1].ordered);
  EXPECT_FALSE(sample.variables[2].ordered);
  EXPECT_THAT(sample.variables[0].categories, ElementsAre(1, 3, 5));
  EXPECT_THAT(sample.variables[1].categories, ElementsAre(-2, 4, 100));
  EXPECT_THAT(sample.variables[2].categories, IsEmpty());
}

TEST(OrderedVariables, CategoriesAreOfAllGroupsTogether) {
  const auto frame = MakeFrame(
      {Numbers("x", {1, 2, 1, 3, 2, 3, 9}), Texts("g", {"a", "b"}, {0, 0, 0, 1, 1, 1, -1})});
  const Sample sample = MakeSample(frame, Ordered({"x"}, {"x"}, "g"));
  EXPECT_THAT(sample.variables[0].categories, ElementsAre(1, 2, 3)) << "9 is in no group";
}

TEST(OrderedVariables, CategoriesComeAfterMissingCodesAndReversal) {
  const auto frame = MakeFrame({Numbers("q1", {1, 2, 99, 2, 5, 1})});
  SampleRequest request = Ordered({"x"}, {"x"});
  request.missing_codes = {99};
  request.recodings.push_back({"x", "q1", {}, true, 1, 5});
  EXPECT_THAT(MakeSample(frame, request).variables[0].categories, ElementsAre(1, 4, 5));
}

TEST(OrderedVariables, AnswersThatAreNoIntegersAreRefused) {
  const std::vector<Column> columns = {Numbers("x", {1, 2, 2.5, 3, 1.5, 2, .25}),
                                       Numbers("y", {1, 2, 3, 4, 3, 2, kNaN})};
  EXPECT_THAT(SampleError(columns, Ordered({"x", "y"}, {"x", "y"})),
              AllOf(HasSubstr("answers.csv: the ordered variable 'x' has the answer 2.5 in data "
                              "row 3 (2 answers in all that are no integer code)"),
                    HasSubstr("leave the variable continuous"), Not(HasSubstr("'y'"))))
      << "the incomplete row does not count";
  EXPECT_NO_THROW(MakeSample(MakeFrame(columns), Ordered({"x", "y"}, {"y"})));

  SampleRequest reversed = Ordered({"x"}, {"x"});
  reversed.recodings.push_back({"x", "", {}, true, 1, 4.5});
  EXPECT_THAT(SampleError({Numbers("x", {2.5, 1.5, 4, 2.5})}, reversed),
              HasSubstr("the answer 4 (reversed: 1.5) in data row 3 (1 answer"));
}

// With groups, the first row of the file is told, not the first of the first group.
TEST(OrderedVariables, TheFirstFractionOfTheFileIsTold) {
  EXPECT_THAT(SampleError({Numbers("x", {1, 2.5, 2, 1.5, 1, 2}),
                           Texts("g", {"a", "b"}, {0, 1, 0, 0, 1, 1})},
                          Ordered({"x"}, {"x"}, "g")),
              HasSubstr("the answer 2.5 in data row 2 (2 answers"));
}

TEST(OrderedVariables, OneCategoryIsRefused) {
  EXPECT_THAT(
      SampleError({Numbers("x", {3, 3, kNaN, 3}), Numbers("y", {1, 2, 1, 2})},
                  Ordered({"x", "y"}, {"x", "y"})),
      AllOf(HasSubstr("the ordered variable 'x' has one category in use: every answer is 3"),
            HasSubstr("take it out of the model")));
  const std::string kept =
      SampleError({Numbers("x", {1, 1, 1, 1, 2, 1}), Numbers("y", {1, 2, 3, 4, kNaN, 2})},
                  Ordered({"x", "y"}, {"x"}));
  EXPECT_THAT(kept, AllOf(HasSubstr("'x' has one category in use"), HasSubstr("every answer is 1"),
                          HasSubstr("take it out of the model")));
  EXPECT_EQ(kept.find("'x'"), kept.rfind("'x'")) << "told once: " << kept;
  EXPECT_THAT(
      SampleError({Numbers("x", {1, 1, 1, 1, 2, 1}), Texts("g", {"a", "b"}, {0, 0, 0, 1, 1, 1})},
                  Ordered({"x"}, {"x"}, "g")),
      HasSubstr("'x' has one category in use in the group 'a' of 'g' (n = 3): every answer is 1"));
}

TEST(OrderedVariables, FiftyCategoriesAreTheMost) {
  const auto answers = [](int categories, int first = 40) {
    std::vector<double> numbers;
    for (int i = 0; i < 200; ++i) numbers.push_back(first + i % categories);
    return numbers;
  };
  const Sample sample = MakeSample(MakeFrame({Numbers("x", answers(50))}), Ordered({"x"}, {"x"}));
  EXPECT_EQ(sample.variables[0].categories.size(), 50u);
  for (int categories : {51, 120}) {
    EXPECT_THAT(SampleError({Numbers("x", answers(categories))}, Ordered({"x"}, {"x"})),
                AllOf(HasSubstr("'x' has more than 50 categories in use"),
                      HasSubstr("leave it continuous, or join categories")));
  }
  EXPECT_THAT(SampleError({Numbers("x", answers(51, 1000))}, Ordered({"x"}, {"x"})),
              HasSubstr("more than 50 categories"));
}

TEST(OrderedVariables, TextsAreRefusedWithTheirNames) {
  const std::vector<Column> columns = {Texts("x", {"agree", "no"}, {0, 1, -1, 0, 1}),
                                       Texts("z", {"1", "2", "often"}, {0, 1, 2, 0, 1}, 3),
                                       Numbers("y", {1, 2, 1, 2, 3})};
  const std::string message = SampleError(columns, Ordered({"x", "y", "z"}, {"x", "z"}));
  EXPECT_THAT(message, HasSubstr("the ordered variable 'x' holds texts, whose order is unknown: "
                                 "'agree' and 'no'; give the answers as numbers in order"));
  EXPECT_THAT(message, HasSubstr("'z' needs numbers but holds the text 'often' in data row 3"))
      << "numbers with a stray text";
  EXPECT_THAT(SampleError(columns, Ordered({"x", "y"}, {"y"})),
              HasSubstr("'x' needs numbers but holds the text 'agree'"));
}

TEST(OrderedVariables, LabelledNumbersAreNumbers) {
  Column column = Numbers("x", {1, 2, 1, 2, 3});
  column.value_labels = {{1, "no"}, {2, "perhaps"}, {3, "yes"}};
  const Sample sample = MakeSample(MakeFrame({column}), Ordered({"x"}, {"x"}));
  EXPECT_THAT(sample.variables[0].categories, ElementsAre(1, 2, 3));
}

TEST(OrderedVariables, UnknownNamesAreRefused) {
  const std::string message =
      SampleError({Numbers("trust1", {1, 2, 1, 2}), Numbers("other", {1, 2, 1, 2})},
                  Ordered({"trust1"}, {"trsut1", "other"}));
  EXPECT_THAT(message, HasSubstr("the ordered variable 'trsut1' is no observed variable of the "
                                 "model; did you mean 'trust1'?"));
  EXPECT_THAT(message, HasSubstr("'other' is no observed variable of the model"))
      << "a column of the file, but not of the model";
}

TEST(OrderedVariables, TheNoteNamesContinuousItemsAlone) {
  std::vector<Column> columns;
  for (const char* name : {"a", "b", "c", "x"})
    columns.push_back(Numbers(name, {1, 2, 2, 1, 2, 1}));
  const auto frame = MakeFrame(std::move(columns));
  SampleRequest request = Ordered({"a", "b", "c", "x"}, {"a"});
  request.required = {"x"};
  const Sample sample = MakeSample(frame, request);
  const Note* note = FindNote(sample, "ordered_items_fitted_as_continuous");
  ASSERT_NE(note, nullptr);
  EXPECT_THAT(note->message, AllOf(HasSubstr("2 variables"), HasSubstr("continuous: b and c")));
  EXPECT_THAT(note->hint, AllOf(HasSubstr("--ordered all"), HasSubstr("(WLSMV)")));
  request.ordered = {"a", "b", "c"};
  EXPECT_THAT(NoteCodes(MakeSample(frame, request)), IsEmpty());
}

TEST(OrderedVariables, ListwiseStillNeedsMoreRespondentsThanVariables) {
  EXPECT_THAT(
      SampleError({Numbers("x", {1, 2, 1}), Numbers("y", {1, 2, 2}), Numbers("z", {2, 1, 2})},
                  Ordered({"x", "y", "z"}, {"x", "y", "z"})),
      HasSubstr("there are 3 complete respondents for 3 variables"));
}

TEST(OrderedVariables, ACategoryNeedsWeight) {
  const std::vector<Column> columns = {Numbers("x", {1, 2, 3, 1, 2, 3}),
                                       Numbers("y", {1, 1, 2, 2, 1, 2}),
                                       Numbers("w", {1, 0, 0, 1, 1, 0})};
  EXPECT_THAT(SampleError(columns, Ordered({"x"}, {"x"}, "", "w")),
              AllOf(HasSubstr("all respondents with the answer 3 to the ordered variable 'x' have "
                              "the weight zero"),
                    Not(HasSubstr("answer 2"))));
  EXPECT_NO_THROW(MakeSample(MakeFrame(columns), Ordered({"y"}, {"y"}, "", "w")));
  EXPECT_NO_THROW(MakeSample(MakeFrame(columns), Ordered({"x"}, {}, "", "w")));
}

}  // namespace
}  // namespace trustsem
