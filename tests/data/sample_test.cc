#include "data/sample.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_builders.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsNan;
using ::testing::Not;

TEST(MakeSample, TakesCompleteRowsInTheModelsOrder) {
  const auto frame =
      MakeFrame({Numbers("a", {1.5, kNaN, 3, 4, 5}), Numbers("b", {5, 4, 3.5, kNaN, 1}),
                 Numbers("c", {kNaN, kNaN, 1, 1, 1})});
  const Sample sample = MakeSample(frame, Request({"b", "a"}));
  ASSERT_EQ(sample.variables.size(), 2u);
  EXPECT_EQ(sample.variables[0].name, "b");
  EXPECT_EQ(sample.variables[0].numbers, &frame->columns[1].numbers) << "a view, not a copy";
  ASSERT_EQ(sample.groups.size(), 1u);
  EXPECT_EQ(sample.groups[0].label, "");
  EXPECT_THAT(sample.groups[0].rows, ElementsAre(0, 2, 4)) << "c is not of the model";
  EXPECT_EQ(sample.rows_read, 5);
  EXPECT_EQ(sample.rows_incomplete, 2);
  EXPECT_EQ(sample.rows_without_group, 0);
  EXPECT_THAT(sample.missing, ElementsAre(1, 1));
  EXPECT_EQ(sample.variables[1].At(2), 3);
  EXPECT_THAT(sample.variables[1].At(1), IsNan());
  ASSERT_NE(FindNote(sample, "incomplete_rows_left_out"), nullptr);
  EXPECT_THAT(FindNote(sample, "incomplete_rows_left_out")->message, HasSubstr("2 of 5"));
  EXPECT_EQ(FindNote(sample, "rows_without_group"), nullptr);
}

TEST(MakeSample, MissingCodesAndReversedItems) {
  const auto frame =
      MakeFrame({Numbers("q1", {1, 2, 99, 4, 5, 98, 3}), Numbers("b", {1, 98, 3.5, 4, 5, 1, 2})});
  SampleRequest request = Request({"a", "b"});
  request.missing_codes = {99};
  request.recodings.push_back({"a", "q1", {98}, true, 1, 5});
  const Sample sample = MakeSample(frame, request);
  EXPECT_THAT(sample.groups[0].rows, ElementsAre(0, 1, 3, 4, 6)) << "98 is an answer to b";
  EXPECT_THAT(sample.missing, ElementsAre(2, 0));
  EXPECT_EQ(sample.variables[0].At(0), 5);
  EXPECT_EQ(sample.variables[0].At(1), 4);
  EXPECT_EQ(sample.variables[0].At(4), 1);
  EXPECT_THAT(sample.variables[0].At(2), IsNan());
  EXPECT_THAT(sample.variables[0].At(5), IsNan());
  EXPECT_EQ(sample.variables[1].At(1), 98);
  EXPECT_THAT(ColumnsNeeded(request), ElementsAre("q1", "b"));
}

TEST(MakeSample, GroupsInOrderOfFirstAppearance) {
  // The first row of "north" is incomplete: as in lavaan, it still comes first.
  const auto frame = MakeFrame({Texts("g", {"north", "south"}, {0, 1, 0, -1, 1, 0, 1, 0}),
                                Numbers("x", {kNaN, 1, 2, 3, 4, 5.5, 6, 7}),
                                Numbers("n", {2, 1.5, 2, kNaN, 1.5, 2, 1.5, 2})});
  const Sample text = MakeSample(frame, Request({"x"}, "g"));
  ASSERT_EQ(text.groups.size(), 2u);
  EXPECT_EQ(text.group_column, "g");
  EXPECT_EQ(text.groups[0].label, "north");
  EXPECT_EQ(text.groups[1].label, "south");
  EXPECT_THAT(text.groups[0].rows, ElementsAre(2, 5, 7));
  EXPECT_THAT(text.groups[1].rows, ElementsAre(1, 4, 6));
  EXPECT_EQ(text.rows_without_group, 1);
  EXPECT_EQ(text.rows_incomplete, 1);
  ASSERT_NE(FindNote(text, "rows_without_group"), nullptr);
  EXPECT_THAT(FindNote(text, "rows_without_group")->message, HasSubstr("1 of 8"));

  const Sample numeric = MakeSample(frame, Request({"x"}, "n"));
  EXPECT_EQ(numeric.groups[0].label, "2") << "no trailing zeros";
  EXPECT_EQ(numeric.groups[1].label, "1.5");
  EXPECT_EQ(numeric.groups[0].rows, text.groups[0].rows);
  EXPECT_EQ(numeric.groups[1].rows, text.groups[1].rows);
}

TEST(MakeSample, NotesOrderedItems) {
  std::vector<double> five, eight, halves, binary;
  for (int i = 0; i < 40; ++i) {
    five.push_back(-2 + i % 5);
    eight.push_back(i % 8);
    halves.push_back(i % 4 / 2.0);
    binary.push_back(i % 2 * 1000);
  }
  const auto frame = MakeFrame({Numbers("five", five), Numbers("eight", eight),
                                Numbers("halves", halves), Numbers("binary", binary)});
  const Note* note = nullptr;
  const Sample sample = MakeSample(frame, Request({"five", "eight", "halves", "binary"}));
  note = FindNote(sample, "ordered_items_fitted_as_continuous");
  ASSERT_NE(note, nullptr);
  EXPECT_THAT(note->message, AllOf(HasSubstr("2 variables"), HasSubstr("five and binary")));
  EXPECT_THAT(note->hint, HasSubstr("approximation"));
  const Sample continuous = MakeSample(frame, Request({"eight", "halves"}));
  EXPECT_EQ(FindNote(continuous, "ordered_items_fitted_as_continuous"), nullptr);
}

TEST(MakeSample, UnknownAndTextColumnsAreAllReported) {
  const std::string message =
      SampleError({Numbers("trust1", {1, 2, 3, 4}),
                   Texts("age", {"18-24", "old"}, {-1, 0, 1, 1}, 2), Numbers("x", {1, 2, 3, 5})},
                  Request({"trsut1", "age", "x"}, "market", "weihgt"));
  EXPECT_THAT(message, HasSubstr("answers.csv: the variable 'trsut1' is no column"));
  EXPECT_THAT(message, HasSubstr("did you mean 'trust1'?"));
  EXPECT_THAT(message, HasSubstr("'age' needs numbers but holds the text '18-24' in data row 2"));
  EXPECT_THAT(message, HasSubstr("the group column 'market' is no column"));
  EXPECT_THAT(message, HasSubstr("the weights column 'weihgt' is no column"));
  EXPECT_THAT(message, HasSubstr("trust1, age and x"));
}

TEST(MakeSample, VariablesWithoutVariation) {
  const std::string message =
      SampleError({Numbers("same", {3, 3, kNaN, 3}), Numbers("none", {99, kNaN, 99, 99}),
                   Numbers("x", {1, 2, 3, 4})},
                  [] {
                    SampleRequest request = Request({"same", "none", "x"});
                    request.missing_codes = {99};
                    return request;
                  }());
  EXPECT_THAT(message, HasSubstr("the variable 'same' is constant: every answer is 3"));
  EXPECT_THAT(message, HasSubstr("all answers to the variable 'none' are missing"));
  EXPECT_THAT(message, Not(HasSubstr("'x'")));
}

TEST(MakeSample, ConstantAmongCompleteRespondentsOrInAGroup) {
  EXPECT_THAT(SampleError({Numbers("x", {1, 1, 1, 1, 2}), Numbers("y", {1, 2, 3, 4, kNaN})},
                          Request({"x", "y"})),
              HasSubstr("'x' is constant among the complete respondents"));
  EXPECT_THAT(
      SampleError({Numbers("x", {1, 1, 1, 2, 3, 4}), Texts("g", {"a", "b"}, {0, 0, 0, 1, 1, 1})},
                  Request({"x"}, "g")),
      HasSubstr("'x' is constant in the group 'a' of 'g' (n = 3)"));
}

TEST(MakeSample, TooFewRespondents) {
  EXPECT_THAT(SampleError({Numbers("x", {1, 2, kNaN, 4}), Numbers("y", {1, kNaN, 2, 3})},
                          Request({"x", "y"})),
              AllOf(HasSubstr("2 complete respondents for 2 variables"), HasSubstr("'x' (1)")));
  EXPECT_THAT(SampleError({Numbers("x", {1, kNaN, 2, kNaN}), Numbers("y", {kNaN, 1, kNaN, 2})},
                          Request({"x", "y"})),
              HasSubstr("no respondent has answered every variable"));
}

TEST(MakeSample, SmallGroupsAreNamedWithTheirSize) {
  std::vector<Column> columns = {
      Numbers("x", {1, 2, 3, 4, 5, 6, 7, 8, kNaN}), Numbers("y", {2, 1, 4, 3, 6, 5, 8, 7, 9}),
      Numbers("z", {1, 3, 2, 5, 4, 6, 9, 8, 9}),
      Texts("g", {"big", "three", "one", "lost"}, {0, 0, 0, 0, 1, 1, 1, 2, 3})};
  const std::string message = SampleError(columns, Request({"x", "y", "z"}, "g"));
  EXPECT_THAT(message, HasSubstr("'three' (n = 3)"));
  EXPECT_THAT(message, HasSubstr("'one' (n = 1)"));
  EXPECT_THAT(message, HasSubstr("'lost' (n = 0)"));
  EXPECT_THAT(message, Not(HasSubstr("'big'")));
  EXPECT_THAT(
      SampleError({Numbers("x", {1, 2, 3}), Numbers("g", {kNaN, kNaN, kNaN})}, Request({"x"}, "g")),
      HasSubstr("the group column 'g' is empty in every row"));
}

TEST(MakeSample, ManySmallGroupsAreOneFault) {
  std::vector<double> x, id;
  for (int i = 0; i < 100; ++i) {
    x.push_back(i * 0.5);
    id.push_back(i);
  }
  const auto frame = MakeFrame({Numbers("x", x), Numbers("id", id)});
  try {
    MakeSample(frame, Request({"x"}, "id"));
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.faults().size(), 1u);
    EXPECT_THAT(error.what(), HasSubstr("of 100 groups in 'id', 100 have too few"));
  }
}

TEST(MakeSample, AnswersOutsideAReversedScale) {
  SampleRequest request = Request({"x", "y"});
  request.recodings.push_back({"x", "", {9}, true, 1, 5});
  const std::string message =
      SampleError({Numbers("x", {1, 9, 7, 0, 5}), Numbers("y", {1, 2, 3, 4, 5})}, request);
  EXPECT_THAT(message,
              HasSubstr("'x' has the answer 7 in data row 3, outside its scale from 1 to 5"));
  EXPECT_THAT(message, HasSubstr("2 answers in all"));
}

TEST(MakeSample, Weights) {
  const std::vector<double> x = {1, 2.5, 3, kNaN, 5};
  const auto frame = MakeFrame({Numbers("x", x), Numbers("w", {1, 0, 2, kNaN, 1})});
  const Sample sample = MakeSample(frame, Request({"x"}, "", "w"));
  EXPECT_EQ(sample.weights, &frame->columns[1].numbers);
  EXPECT_EQ(sample.groups[0].rows.size(), 4u) << "a weight may be missing on a row not used";
  const auto error = [&](std::vector<double> weights) {
    return SampleError({Numbers("x", x), Numbers("w", std::move(weights))},
                       Request({"x"}, "", "w"));
  };
  EXPECT_THAT(error({1, 1, -2, 1, -1}), HasSubstr("'w' is negative (-2) in data row 3 (2 rows"));
  EXPECT_THAT(error({1, kNaN, 1, 1, 1}), HasSubstr("'w' is missing in data row 2 (1 row"));
  EXPECT_THAT(error({0, 0, 0, 0, 0}), HasSubstr("all weights in 'w' are zero"));
  EXPECT_THAT(
      SampleError({Numbers("x", x), Texts("w", {"a"}, {0, 0, 0, 0, 0})}, Request({"x"}, "", "w")),
      HasSubstr("the weights column 'w' needs numbers"));
}

}  // namespace
}  // namespace trustsem
