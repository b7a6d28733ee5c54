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
using ::testing::Not;

const double kInfinity = std::numeric_limits<double>::infinity();

std::vector<Column> WithWeights(std::vector<double> weights) {
  std::vector<double> x;
  for (size_t i = 0; i < weights.size(); ++i) x.push_back(static_cast<double>(i) + .5);
  return {Numbers("x", x), Numbers("w", std::move(weights))};
}

Sample Weighted(std::vector<double> weights) {
  return MakeSample(MakeFrame(WithWeights(std::move(weights))), Request({"x"}, "", "w"));
}

std::string WeightError(std::vector<double> weights) {
  return SampleError(WithWeights(std::move(weights)), Request({"x"}, "", "w"));
}

TEST(SampleWeights, OrdinaryWeightsNeedNoNote) {
  EXPECT_THAT(NoteCodes(Weighted({1, 2, 1.5, .8})), IsEmpty());
}

TEST(SampleWeights, ZeroWeightsAreCounted) {
  const Sample sample = Weighted({1, 0, 1.5, 0, 1, 2});
  EXPECT_EQ(sample.groups[0].rows.size(), 6u) << "they stay in the sample";
  EXPECT_THAT(NoteCodes(sample), ElementsAre("zero_weights"));
  EXPECT_THAT(sample.notes[0].message, HasSubstr("2 of 6 respondents have the weight zero in 'w'"));
  EXPECT_THAT(WeightError({0, 0, 0, 0}), HasSubstr("all weights in 'w' are zero"));
}

TEST(SampleWeights, AllZeroInAGroup) {
  EXPECT_THAT(SampleError({Numbers("x", {.5, 1, 2, .5, 1, 2}), Numbers("w", {1, 1, 2, 0, 0, 0}),
                           Texts("g", {"n", "s"}, {0, 0, 0, 1, 1, 1})},
                          Request({"x"}, "g", "w")),
              AllOf(HasSubstr("all weights in 'w' are zero in the group 's' of 'g'"),
                    Not(HasSubstr("'n'"))));
}

TEST(SampleWeights, WeightAboveZeroForMoreThanTheVariables) {
  EXPECT_THAT(SampleError({Numbers("x", {.5, 1, 2, 3}), Numbers("y", {1, .5, 2, 4}),
                           Numbers("w", {1, 0, 1, 0})},
                          Request({"x", "y"}, "", "w")),
              HasSubstr("2 respondents have a weight above zero in 'w', for 2 variables"));
  EXPECT_THAT(WeightError({0, 2, 0}), HasSubstr("1 respondent has a weight above zero"));
}

TEST(SampleWeights, InfiniteNegativeAndMissingOnesAreRefused) {
  const std::string message = WeightError({1, kInfinity, -2, kNaN, -kInfinity, kNaN, 1});
  EXPECT_THAT(message,
              HasSubstr("answers.csv: the weight in 'w' is infinite in data row 2 (2 rows"));
  EXPECT_THAT(message, HasSubstr("'w' is negative (-2) in data row 3 (1 row in all)"));
  EXPECT_THAT(message, HasSubstr("'w' is missing in data row 4 (2 rows in all)"));
}

// Row 3 belongs to the group that comes second.
TEST(SampleWeights, TheFirstRowOfTheFileIsTold) {
  EXPECT_THAT(SampleError({Numbers("x", {.5, 1, 2, 3, 4, 5}), Numbers("w", {1, 1, -2, -3, 1, 1}),
                           Texts("g", {"n", "s"}, {0, 1, 1, 0, 0, 1})},
                          Request({"x"}, "g", "w")),
              HasSubstr("negative (-2) in data row 3 (2 rows"));
}

TEST(SampleWeights, OnlyRowsKeptAreChecked) {
  const Sample sample = MakeSample(MakeFrame({Numbers("x", {.5, kNaN, 1, kNaN, kNaN, 2}),
                                              Numbers("w", {1, -1, 2, kNaN, kInfinity, 1})}),
                                   Request({"x"}, "", "w"));
  EXPECT_THAT(NoteCodes(sample), ElementsAre("incomplete_rows_left_out"));
}

TEST(SampleWeights, EqualWeightsChangeNothing) {
  EXPECT_THAT(NoteCodes(Weighted({2, 2, 2, 2})), ElementsAre("equal_weights"));
  EXPECT_THAT(NoteCodes(Weighted({2, 2, 2, 2.01})), IsEmpty());
  // Equal in each group, but one group counts more than the other.
  const Sample sample =
      MakeSample(MakeFrame({Numbers("x", {.5, 1, 2, .5, 1, 2}), Numbers("w", {1, 1, 1, 2, 2, 2}),
                            Texts("g", {"n", "s"}, {0, 0, 0, 1, 1, 1})}),
                 Request({"x"}, "g", "w"));
  EXPECT_THAT(NoteCodes(sample), IsEmpty());
}

TEST(SampleWeights, UnevenWeightsAreToldWithTheEffectiveNumber) {
  // (6 + 5)^2 / (36 + 5) = 2.95 of six.
  const Sample sample = Weighted({6, 1, 1, 1, 1, 1});
  EXPECT_THAT(NoteCodes(sample), ElementsAre("uneven_weights"));
  EXPECT_THAT(sample.notes[0].message,
              HasSubstr("'w' are very uneven: 6 respondents count as 3.0"));
  // (5 + 5)^2 / (25 + 5) = 3.33.
  EXPECT_THAT(NoteCodes(Weighted({5, 1, 1, 1, 1, 1})), IsEmpty());
  // Weights near the largest number, too.
  EXPECT_THAT(NoteCodes(Weighted({1e308, 1.1e308, 1e308, 1e308})), IsEmpty());
}

TEST(SampleWeights, UnevenWeightsOfAGroupAreToldByName) {
  const Sample sample = MakeSample(
      MakeFrame({Numbers("x", {.5, 1, 2, 3, .5, 1, 2, 3}), Numbers("w", {1, 1, 1, 1, 90, 1, 1, 1}),
                 Texts("g", {"n", "s"}, {0, 0, 0, 0, 1, 1, 1, 1})}),
      Request({"x"}, "g", "w"));
  EXPECT_THAT(NoteCodes(sample), ElementsAre("uneven_weights"));
  EXPECT_THAT(sample.notes[0].message,
              AllOf(HasSubstr("4 respondents in the group 's' of 'g' count as 1.1"),
                    Not(HasSubstr("'n'"))));
}

TEST(SampleWeights, AWeightsColumnMayBeAVariable) {
  const auto frame = MakeFrame(WithWeights({1, 2, 1.5, .8}));
  SampleRequest request = Request({"x", "w"}, "", "w");
  EXPECT_THAT(ColumnsNeeded(request), ElementsAre("x", "w"));
  const Sample sample = MakeSample(frame, request);
  EXPECT_EQ(sample.weights, sample.variables[1].numbers);
  EXPECT_EQ(sample.groups[0].rows.size(), 4u);
}

}  // namespace
}  // namespace trustsem
