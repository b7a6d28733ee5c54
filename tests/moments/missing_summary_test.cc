#include "moments/missing_summary.h"

#include <gmock/gmock.h>

#include "tests/data/sample_builders.h"

namespace trustsem {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Column> Columns() {
  return {Numbers("a", {.5, 2, kNaN, 4, kNaN, 6, 7, kNaN, 9, 1.5}),
          Numbers("b", {1.5, kNaN, 3, 4, kNaN, 5, 99, kNaN, 8, 2}),
          Numbers("c", {2, 3, 4, 1.5, kNaN, 1, 5, 2.5, 4, 3}),
          Texts("school", {"p", "q"}, {0, 0, 0, 0, 0, 1, 1, 1, 1, -1})};
}

SampleRequest Incomplete(MissingAnswers missing, const std::string& group = "") {
  SampleRequest request = Request({"a", "b", "c"}, group);
  request.missing_codes = {99};
  request.missing_answers = missing;
  return request;
}

TEST(MissingSummary, CountsPatternsAndCoverage) {
  const MissingSummary summary = SummariseMissing(
      MakeSample(MakeFrame(Columns()), Incomplete(MissingAnswers::kFullInformation)));
  EXPECT_TRUE(summary.Any());
  EXPECT_THAT(summary.variables, ElementsAre("a", "b", "c"));
  EXPECT_EQ(summary.Respondents(), 9);
  EXPECT_EQ(summary.Complete(), 5);
  EXPECT_EQ(summary.WithoutAnswers(), 1);
  ASSERT_EQ(summary.groups.size(), 1u);
  const GroupMissing& group = summary.groups[0];
  EXPECT_EQ(group.patterns, 4);
  ASSERT_EQ(group.frequent.size(), 4u);
  EXPECT_THAT(group.frequent[0].missing, IsEmpty());
  EXPECT_EQ(group.frequent[0].respondents, 5);
  EXPECT_THAT(group.frequent[1].missing, ElementsAre(1));
  EXPECT_EQ(group.frequent[1].respondents, 2);
  EXPECT_THAT(group.frequent[2].missing, ElementsAre(0));
  EXPECT_THAT(group.frequent[3].missing, ElementsAre(0, 1));
  EXPECT_EQ(group.frequent[3].respondents, 1);
  EXPECT_THAT(group.coverage, ElementsAre(DoubleEq(7 / 9.0), DoubleEq(6 / 9.0), 1));
  ASSERT_EQ(group.least_covered.size(), 3u);
  EXPECT_EQ(group.least_covered[0].first, 0);
  EXPECT_EQ(group.least_covered[0].second, 1);
  EXPECT_DOUBLE_EQ(group.least_covered[0].coverage, 5 / 9.0);
  EXPECT_EQ(group.least_covered[1].first, 1);
  EXPECT_DOUBLE_EQ(group.least_covered[1].coverage, 6 / 9.0);
  EXPECT_DOUBLE_EQ(group.least_covered[2].coverage, 7 / 9.0);
}

// Listwise deletion hides nothing of what it throws away.
TEST(MissingSummary, IsTheSameForEveryTreatment) {
  const MissingSummary full = SummariseMissing(
      MakeSample(MakeFrame(Columns()), Incomplete(MissingAnswers::kFullInformation)));
  const MissingSummary listwise =
      SummariseMissing(MakeSample(MakeFrame(Columns()), Incomplete(MissingAnswers::kListwise)));
  EXPECT_EQ(listwise.Respondents(), full.Respondents());
  EXPECT_EQ(listwise.groups[0].patterns, full.groups[0].patterns);
  EXPECT_EQ(listwise.groups[0].coverage, full.groups[0].coverage);
}

TEST(MissingSummary, KeepsGroupsApart) {
  SampleRequest request = Incomplete(MissingAnswers::kFullInformation, "school");
  request.variables = {"a", "b"};
  const MissingSummary summary = SummariseMissing(MakeSample(MakeFrame(Columns()), request));
  ASSERT_EQ(summary.groups.size(), 2u);
  EXPECT_EQ(summary.groups[0].label, "p");
  EXPECT_EQ(summary.groups[0].respondents, 4);
  EXPECT_EQ(summary.groups[0].complete, 2);
  EXPECT_EQ(summary.groups[0].without_answers, 1);
  EXPECT_EQ(summary.groups[1].respondents, 3);
  EXPECT_EQ(summary.groups[1].complete, 2);
  EXPECT_EQ(summary.groups[1].without_answers, 1);
  EXPECT_EQ(summary.Respondents(), 7);  // the last row has no group
}

TEST(MissingSummary, IsEmptyOfCompleteAnswers) {
  const MissingSummary summary = SummariseMissing(
      MakeSample(MakeFrame({Numbers("a", {1, 2, 3.5, 4}), Numbers("b", {2, 1, 4.5, 3})}),
                 Request({"a", "b"})));
  EXPECT_FALSE(summary.Any());
  EXPECT_THAT(summary.groups, IsEmpty());
}

}  // namespace
}  // namespace trustsem
