#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/sample.h"
#include "sample_builders.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsNan;
using ::testing::Not;

SampleRequest Pairwise(std::vector<std::string> variables, std::vector<std::string> required = {},
                       std::string group = "") {
  SampleRequest request = Request(std::move(variables), std::move(group));
  request.missing_answers = MissingAnswers::kPairwise;
  request.required = std::move(required);
  return request;
}

// Halves, so that no note speaks of few integers.
std::vector<Column> ThreeColumns() {
  return {Numbers("a", {.5, kNaN, 1.5, 99, kNaN, 2.5, 1, .5}),
          Numbers("b", {1.5, 2, kNaN, 99, kNaN, .5, 2.5, 1}),
          Numbers("x", {kNaN, 2.5, 1, 3, 2, 3.5, 4, 5})};
}

TEST(PairwiseSample, KeepsRowsWithOneAnswer) {
  SampleRequest request = Pairwise({"a", "b"});
  request.missing_codes = {99};
  const Sample sample = MakeSample(MakeFrame(ThreeColumns()), request);
  EXPECT_EQ(sample.missing_answers, MissingAnswers::kPairwise);
  EXPECT_THAT(sample.groups[0].rows, ElementsAre(0, 1, 2, 5, 6, 7));
  EXPECT_EQ(sample.rows_incomplete, 2);
  EXPECT_THAT(sample.missing, ElementsAre(3, 3));
  EXPECT_THAT(sample.variables[0].At(1), IsNan());
  EXPECT_EQ(sample.variables[1].At(1), 2);
  EXPECT_THAT(FindNote(sample, "incomplete_rows_left_out")->message,
              HasSubstr("2 of 8 respondents are left out because they answered no variable"));

  request.missing_answers = MissingAnswers::kListwise;
  EXPECT_THAT(MakeSample(MakeFrame(ThreeColumns()), request).groups[0].rows,
              ElementsAre(0, 5, 6, 7));
}

TEST(PairwiseSample, CovariatesMustBeComplete) {
  SampleRequest request = Pairwise({"a", "x", "b"}, {"x"});
  request.missing_codes = {99};
  const Sample sample = MakeSample(MakeFrame(ThreeColumns()), request);
  EXPECT_THAT(sample.groups[0].rows, ElementsAre(1, 2, 5, 6, 7))
      << "not 0 (no x), not 3 and 4 (x alone)";
  EXPECT_EQ(sample.rows_incomplete, 3);
  EXPECT_THAT(FindNote(sample, "incomplete_rows_left_out")->message, HasSubstr("covariate"));
}

TEST(PairwiseSample, RequiredVariablesAloneAreListwise) {
  SampleRequest request = Pairwise({"a", "x"}, {"x", "a"});
  request.missing_codes = {99};
  const Sample sample = MakeSample(MakeFrame(ThreeColumns()), request);
  EXPECT_THAT(sample.groups[0].rows, ElementsAre(2, 5, 6, 7));
}

TEST(PairwiseSample, TellsTheLeastCoveredPair) {
  SampleRequest request = Pairwise({"a", "b", "x"});
  request.missing_codes = {99};
  const Sample sample = MakeSample(MakeFrame(ThreeColumns()), request);
  const Note* note = FindNote(sample, "pairwise_available");
  ASSERT_NE(note, nullptr);
  EXPECT_THAT(note->message, AllOf(HasSubstr("5 of 8 respondents left answers out"),
                                   HasSubstr("the fewest, 4, answered both 'a' and 'b'")));
  request = Pairwise({"a", "b"});
  const auto complete = MakeFrame({Numbers("a", {.5, 1, 2}), Numbers("b", {1.5, 1, 3})});
  EXPECT_THAT(NoteCodes(MakeSample(complete, request)), IsEmpty());
}

// More respondents than one word of bits holds, the last ones in a word of their own.
TEST(PairwiseSample, CountsManyRespondents) {
  std::vector<double> a, b, c;
  for (int i = 0; i < 200; ++i) {
    a.push_back(i % 2 == 0 ? i + .5 : kNaN);
    b.push_back(i % 3 == 0 || i == 199 ? i + .5 : kNaN);
    c.push_back(i >= 30 ? i + .5 : kNaN);
  }
  // a and b: multiples of six up to 198; b and c: multiples of three from 30 to 198, and 199.
  const Sample sample = MakeSample(MakeFrame({Numbers("a", a), Numbers("c", c), Numbers("b", b)}),
                                   Pairwise({"c", "a", "b"}));
  // Rows 1, 5, 7, ... below 30 that are no multiples of two or three have no answer.
  EXPECT_EQ(sample.rows_incomplete, 10);
  // All three: multiples of six from 30 to 198, 29 rows.
  EXPECT_THAT(FindNote(sample, "pairwise_available")->message,
              AllOf(HasSubstr("161 of 190 respondents"),
                    HasSubstr("the fewest, 34, answered both 'a' and 'b'")));
}

TEST(PairwiseSample, TheLeastCoveredPairIsOfAGroup) {
  const Sample sample = MakeSample(MakeFrame({Numbers("a", {.5, 1, 2, 3, .5, 1, 2, 3}),
                                              Numbers("b", {1, .5, 2, 3, 1, .5, kNaN, 2}),
                                              Texts("g", {"n", "s"}, {0, 0, 0, 0, 1, 1, 1, 1})}),
                                   Pairwise({"a", "b"}, {}, "g"));
  EXPECT_THAT(FindNote(sample, "pairwise_available")->message,
              AllOf(HasSubstr("1 of 8"),
                    HasSubstr("the fewest, 3, answered both 'a' and 'b' in the group 's' of 'g'")));
}

TEST(PairwiseSample, AnItemThatAGroupDidNotAnswerIsRefused) {
  const std::string message = SampleError(
      {Numbers("a", {.5, 1, 2, 3, kNaN, kNaN, kNaN, kNaN}),
       Numbers("b", {1, .5, 2, 3, 1, .5, 4, 2}), Numbers("c", {1, .5, 2, 3, 1, .5, 4, 2}),
       Texts("g", {"n", "s"}, {0, 0, 0, 0, 1, 1, 1, 1})},
      Pairwise({"a", "b", "c"}, {}, "g"));
  EXPECT_THAT(
      message,
      AllOf(HasSubstr("no respondent in the group 's' of 'g' has answered the variable 'a'"),
            Not(HasSubstr("both")), Not(HasSubstr("group 'n'"))));
}

TEST(PairwiseSample, APairThatNobodyAnsweredIsRefused) {
  std::vector<Column> columns = {Numbers("a", {.5, 1, 2, 3, kNaN, kNaN, kNaN, kNaN}),
                                 Numbers("b", {kNaN, kNaN, kNaN, kNaN, 1, .5, 4, 2}),
                                 Numbers("c", {1, .5, 2, 3, 1, .5, 4, 2})};
  const std::string one = SampleError(columns, Pairwise({"a", "b", "c"}));
  EXPECT_THAT(
      one, AllOf(HasSubstr("no respondent has answered both 'a' and 'b'"), Not(HasSubstr("'c'"))));
  columns.push_back(Numbers("d", {kNaN, kNaN, kNaN, kNaN, 1, 2, .5, 7}));
  EXPECT_THAT(SampleError(columns, Pairwise({"a", "b", "c", "d"})),
              AllOf(HasSubstr("no respondent has answered both variables of 2 pairs"),
                    HasSubstr("'a' with 'b' and 'a' with 'd'")));
}

TEST(PairwiseSample, APairThatOneGroupDidNotAnswerIsRefused) {
  // Both pairs are answered in the file, but in the group s no one answered a and b.
  EXPECT_THAT(SampleError({Numbers("a", {.5, 1, 2, 3, .5, 1, kNaN, kNaN}),
                           Numbers("b", {1, .5, 2, 3, kNaN, kNaN, 4, 2}),
                           Texts("g", {"n", "s"}, {0, 0, 0, 0, 1, 1, 1, 1})},
                          Pairwise({"a", "b"}, {}, "g")),
              HasSubstr("no respondent in the group 's' of 'g' has answered both 'a' and 'b'"));
}

TEST(PairwiseSample, SizesAndConstantsLookAtAvailableAnswers) {
  // Complete in two rows alone, which listwise deletion refuses.
  const std::vector<Column> columns = {Numbers("a", {.5, 1, 2, kNaN, 3}),
                                       Numbers("b", {1, .5, kNaN, 2, kNaN})};
  EXPECT_THAT(SampleError(columns, Request({"a", "b"})), HasSubstr("2 complete respondents"));
  EXPECT_EQ(MakeSample(MakeFrame(columns), Pairwise({"a", "b"})).groups[0].rows.size(), 5u);
  EXPECT_THAT(SampleError({Numbers("a", {.5, kNaN}), Numbers("b", {1, 2})}, Pairwise({"a", "b"})),
              AllOf(HasSubstr("'a' is constant"), Not(HasSubstr("'b'"))));
  EXPECT_THAT(
      SampleError({Numbers("a", {.5, 1}), Numbers("b", {1, 2})}, Pairwise({"a", "b"})),
      AllOf(HasSubstr("there are 2 respondents for 2 variables"), Not(HasSubstr("complete"))));
  // Of the group s, some left a out, before and after the first answer.
  EXPECT_THAT(SampleError({Numbers("a", {.5, 1, 2, kNaN, .5, kNaN, .5}),
                           Numbers("b", {1, 2, 3, 4, 5, 6.5, 7}),
                           Texts("g", {"n", "s"}, {0, 0, 0, 1, 1, 1, 1})},
                          Pairwise({"a", "b"}, {}, "g")),
              HasSubstr("'a' is constant in the group 's' of 'g' (n = 4): every answer is 0.5"));
  EXPECT_THAT(SampleError({Numbers("a", {.5, kNaN, 1}), Numbers("b", {1, 2, .5}),
                           Numbers("x", {kNaN, 2, kNaN})},
                          Pairwise({"a", "b", "x"}, {"x"})),
              HasSubstr("'x' is constant"));
}

TEST(PairwiseSample, NoRespondentIsRefused) {
  SampleRequest request = Pairwise({"a", "x"}, {"x"});
  EXPECT_THAT(
      SampleError({Numbers("a", {.5, 1, kNaN, kNaN}), Numbers("x", {kNaN, kNaN, 1, 2})}, request),
      HasSubstr("no respondent has answered a variable of the model and every covariate"));
}

TEST(PairwiseSample, CategoriesAreOfAllAvailableAnswers) {
  SampleRequest request = Pairwise({"a", "b", "x"}, {"x"});
  request.ordered = {"a", "b"};
  const Sample sample = MakeSample(
      MakeFrame({Numbers("a", {1, 2, 5, 1, kNaN, 8}), Numbers("b", {1, 2, kNaN, 2, 3, 1}),
                 Numbers("x", {.5, 1, 2, 3, 4, kNaN})}),
      request);
  EXPECT_THAT(sample.variables[0].categories, ElementsAre(1, 2, 5)) << "8 has no covariate";
  EXPECT_THAT(sample.variables[1].categories, ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace trustsem
