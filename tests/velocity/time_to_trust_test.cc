#include "velocity/time_to_trust.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tests/velocity/trust_panel.h"

namespace trustsem {
namespace {

using testing::HasSubstr;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TimeToTrustInput Input(std::vector<TrustHistory> histories) {
  TimeToTrustInput input;
  input.histories = std::move(histories);
  input.thresholds = {70};
  input.replicates = 200;
  return input;
}

TimeToTrustResults ResultsOf(const TimeToTrustInput& input) {
  std::vector<Note> notes;
  return EstimateTimeToTrust(input, &notes);
}

std::vector<Note> NotesOf(const TimeToTrustInput& input) {
  std::vector<Note> notes;
  EstimateTimeToTrust(input, &notes);
  return notes;
}

TEST(TimeToTrust, HistoriesBecomeIntervals) {
  // (0, 2], (3, 6], (6, infinity), and (0, 4] of one that fell below later.
  const TimeToTrustInput input = Input({{0, -1, {2, 5}, {70, 90}},
                                        {1, -1, {3, 6, 9}, {60, 75, 80}},
                                        {2, -1, {1, 6}, {10, 69.9}},
                                        {3, -1, {4, 8}, {71, 40}}});
  const TimeToTrustResults results = ResultsOf(input);
  ASSERT_EQ(results.thresholds.size(), 1u);
  const TrustCurve& curve = results.thresholds[0].everybody;
  EXPECT_EQ(curve.accounts, 4);
  EXPECT_EQ(curve.before_first, 2);
  EXPECT_EQ(curve.between, 1);
  EXPECT_EQ(curve.not_reached, 1);
  EXPECT_EQ(curve.fell_again, 1);
  // Innermost: (0, 2] with two accounts, (3, 4] shared with the second, (3, 6] meets (0, 4] there:
  // p1 (p1 + p2) p2 p3 gives p1 = p2 = 3/8, p3 = 1/4.
  ASSERT_EQ(curve.points.size(), 2u);
  EXPECT_EQ(curve.points[0].since, 0);
  EXPECT_EQ(curve.points[0].time, 2);
  EXPECT_NEAR(curve.points[0].reached.value, 0.375, 1e-10);
  EXPECT_EQ(curve.points[1].since, 3);
  EXPECT_EQ(curve.points[1].time, 4);
  EXPECT_NEAR(curve.points[1].reached.value, 0.75, 1e-10);
  EXPECT_EQ(curve.median.value, 4);
  EXPECT_NEAR(curve.reached_by_five.value, 0.75, 1e-10);
  EXPECT_NEAR(curve.log_likelihood, std::log(0.375 * 0.75 * 0.375 * 0.25), 1e-10);
  EXPECT_TRUE(std::isnan(results.thresholds[0].p));
}

TEST(TimeToTrust, ResponsesAtOneTimeCountAsTheirHighest) {
  // (2, 5] whatever the order of the two answers at 5; and neither is a fall.
  for (const auto& scores : {std::vector<double>{60, 60, 80}, std::vector<double>{60, 80, 60}}) {
    const TrustCurve curve = ResultsOf(Input({{0, -1, {2, 5, 5}, scores}})).thresholds[0].everybody;
    ASSERT_EQ(curve.points.size(), 1u);
    EXPECT_EQ(curve.points[0].since, 2);
    EXPECT_EQ(curve.points[0].time, 5);
    EXPECT_EQ(curve.fell_again, 0);
  }
}

TEST(TimeToTrust, HigherThresholdsTakeLonger) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> noise(0, 8);
  TimeToTrustInput input = Input({});
  for (int i = 0; i < 300; ++i) {
    TrustHistory history;
    history.account = i;
    for (int wave = 1; wave <= 4; ++wave) {
      history.times.push_back(3 * wave + static_cast<double>(random() % 3));
      history.scores.push_back(std::clamp(45 + 8 * wave + noise(random), 0.0, 100.0));
    }
    input.histories.push_back(history);
  }
  input.thresholds = {60, 70, 80};
  const TimeToTrustResults results = ResultsOf(input);
  ASSERT_EQ(results.thresholds.size(), 3u);
  for (size_t i = 1; i < 3; ++i) {
    const TrustCurve& lower = results.thresholds[i - 1].everybody;
    const TrustCurve& higher = results.thresholds[i].everybody;
    EXPECT_EQ(results.thresholds[i].threshold, input.thresholds[i]);
    EXPECT_GT(higher.median.value, lower.median.value);
    EXPECT_LT(higher.reached_by_five.value, lower.reached_by_five.value);
    EXPECT_GT(higher.not_reached, lower.not_reached);
  }
}

TEST(TimeToTrust, ScoresEqualToTheThresholdReachIt) {
  TimeToTrustInput input = Input({{0, -1, {2}, {100}}, {1, -1, {3}, {0}}});
  input.thresholds = {0, 100};
  const TimeToTrustResults results = ResultsOf(input);
  EXPECT_EQ(results.thresholds[0].everybody.before_first, 2);
  EXPECT_EQ(results.thresholds[1].everybody.before_first, 1);
}

TEST(TimeToTrust, WhatIsNotKnownByTheFifthInteractionIsInTheInterval) {
  // Half reach it in (3, 8]: by the fifth surely none of those, perhaps all.
  std::vector<TrustHistory> histories;
  for (int i = 0; i < 100; ++i) {
    histories.push_back({i, -1, {3, 8}, {40, i % 2 == 0 ? 80.0 : 40.0}});
  }
  const TrustCurve curve = ResultsOf(Input(histories)).thresholds[0].everybody;
  EXPECT_EQ(curve.reached_by_five.value, 0);
  EXPECT_EQ(curve.reached_by_five.lower, 0);
  EXPECT_NEAR(curve.reached_by_five.upper, 0.6, 0.02);  // upper limit of 50 in 100
  EXPECT_EQ(curve.median.value, 8);
  EXPECT_EQ(curve.median.lower, 3);
  EXPECT_EQ(curve.median.upper, kInfinity);  // in half of the replicates fewer than half do
  TimeToTrustInput months = Input(histories);
  months.interactions = false;
  EXPECT_TRUE(std::isnan(ResultsOf(months).thresholds[0].everybody.reached_by_five.value));
}

TEST(TimeToTrust, IntervalsOfNoneAndAllAreThoseOfClopperAndPearson) {
  std::vector<TrustHistory> histories;
  for (int i = 0; i < 20; ++i) histories.push_back({i, -1, {4}, {90}});
  const TrustCurve all = ResultsOf(Input(histories)).thresholds[0].everybody;
  ASSERT_EQ(all.points.size(), 1u);
  EXPECT_EQ(all.points[0].reached.value, 1);
  EXPECT_NEAR(all.points[0].reached.lower, std::pow(0.025, 1.0 / 20), 1e-12);
  EXPECT_EQ(all.points[0].reached.upper, 1);
  for (TrustHistory& history : histories) history.times = {6}, history.scores = {10};
  const TrustCurve none = ResultsOf(Input(histories)).thresholds[0].everybody;
  EXPECT_TRUE(none.points.empty());
  EXPECT_EQ(none.reached_by_five.value, 0);
  EXPECT_EQ(none.reached_by_five.lower, 0);
  EXPECT_NEAR(none.reached_by_five.upper, 1 - std::pow(0.025, 1.0 / 20), 1e-12);
  EXPECT_EQ(none.median.value, kInfinity);
}

// A score that is the threshold but for rounding has reached it.
TEST(TimeToTrust, ScoresAtTheThresholdHaveReachedIt) {
  const double score = (0.1 + 0.2) / 0.3 * 70;  // 70.00000000000001
  std::vector<TrustHistory> histories;
  for (int i = 0; i < 4; ++i) histories.push_back({i, -1, {4}, {140 - score}});
  EXPECT_EQ(ResultsOf(Input(histories)).thresholds[0].everybody.before_first, 4);
}

// At T = 9 one of 21 accounts was still asked: that all have reached it rests on that one.
TEST(TimeToTrust, TheEndOfTheCurveRestsOnThoseStillAsked) {
  std::vector<TrustHistory> histories;
  for (int i = 0; i < 20; ++i) histories.push_back({i, -1, {4}, {i < 10 ? 90.0 : 10.0}});
  histories.push_back({20, -1, {4, 9}, {10, 90}});
  const TrustCurve curve = ResultsOf(Input(histories)).thresholds[0].everybody;
  ASSERT_EQ(curve.points.size(), 2u);
  EXPECT_EQ(curve.points[1].time, 9);
  EXPECT_NEAR(curve.points[1].reached.value, 1, 1e-10);
  EXPECT_NEAR(curve.points[1].reached.lower, 0.025, 1e-12);
}

// With one time for everybody the curve there is a share, and its bootstrap the binomial.
TEST(TimeToTrust, BootstrapOfAShareHasItsStandardError) {
  std::vector<TrustHistory> histories;
  for (int i = 0; i < 400; ++i) histories.push_back({i, -1, {5}, {i % 4 == 0 ? 90.0 : 20.0}});
  TimeToTrustInput input = Input(histories);
  input.replicates = 4000;
  const VelocityEstimate share = ResultsOf(input).thresholds[0].everybody.reached_by_five;
  const double error = std::sqrt(0.25 * 0.75 / 400);
  EXPECT_NEAR(share.value, 0.25, 1e-12);
  // Four standard errors of a standard deviation of 4000; limits to a step of 1/400.
  EXPECT_NEAR(share.error, error, 4 * error / std::sqrt(8000));
  EXPECT_NEAR(share.lower, 0.25 - 1.96 * error, 0.0025);
  EXPECT_NEAR(share.upper, 0.25 + 1.96 * error, 0.0025);
}

TEST(TimeToTrust, DoesNotDependOnThreadsOrTheOrderOfSegmentsAccounts) {
  TimeToTrustInput input = Input(Panel(5, 200, true, 2));
  input.segment_names = {"a", "b"};
  const TimeToTrustResults one = ResultsOf(input);
  input.threads = 3;
  const TimeToTrustResults three = ResultsOf(input);
  std::reverse(input.histories.begin(), input.histories.end());
  const TimeToTrustResults reversed = ResultsOf(input);
  for (const TimeToTrustResults* other : {&three, &reversed}) {
    const ThresholdResults &expected = one.thresholds[0], &found = other->thresholds[0];
    EXPECT_NEAR(found.p, expected.p, 1e-10);
    ASSERT_EQ(found.segments.size(), 2u);
    for (size_t s = 0; s < 2; ++s) {
      const TrustCurve &first = expected.segments[s], &second = found.segments[s];
      EXPECT_EQ(second.segment, first.segment);
      EXPECT_EQ(second.median.lower, first.median.lower);
      EXPECT_EQ(second.median.upper, first.median.upper);
      ASSERT_EQ(second.points.size(), first.points.size());
      for (size_t p = 0; p < first.points.size(); ++p) {
        EXPECT_EQ(second.points[p].time, first.points[p].time);
        EXPECT_NEAR(second.points[p].reached.value, first.points[p].reached.value, 1e-10);
        EXPECT_NEAR(second.points[p].reached.lower, first.points[p].reached.lower, 1e-10);
        EXPECT_NEAR(second.points[p].reached.upper, first.points[p].reached.upper, 1e-10);
      }
    }
  }
}

TEST(TimeToTrust, AnotherSeedGivesOtherIntervalsAndTheSameCurve) {
  TimeToTrustInput input = Input(Panel(5, 100, true));
  const TrustCurve first = ResultsOf(input).thresholds[0].everybody;
  input.seed = 2;
  const TrustCurve second = ResultsOf(input).thresholds[0].everybody;
  EXPECT_EQ(first.reached_by_five.value, second.reached_by_five.value);
  EXPECT_NE(first.reached_by_five.error, second.reached_by_five.error);
}

TEST(TimeToTrust, LimitsOrderAndCurvesAscend) {
  for (const bool whole : {true, false}) {
    const TrustCurve curve = ResultsOf(Input(Panel(6, 150, whole))).thresholds[0].everybody;
    double before = 0, time = 0;
    for (const TrustCurvePoint& point : curve.points) {
      EXPECT_GT(point.time, time);
      EXPECT_GE(point.since, time);
      EXPECT_GT(point.reached.value, before);
      EXPECT_LE(point.reached.lower, point.reached.value + 1e-9);
      EXPECT_GE(point.reached.upper, point.reached.value - 1e-9);
      before = point.reached.value, time = point.time;
    }
    EXPECT_LE(curve.median.lower, curve.median.value);
    EXPECT_GE(curve.median.upper, curve.median.value);
  }
}

TEST(TimeToTrust, SlowerSegmentsAreToldApart) {
  TimeToTrustInput input = Input(Panel(7, 400, true, 2, 2));
  input.segment_names = {"quick", "slow", "empty"};
  const ThresholdResults results = ResultsOf(input).thresholds[0];
  ASSERT_EQ(results.segments.size(), 2u);
  EXPECT_EQ(results.segments[1].segment, "slow");
  EXPECT_GT(results.segments[1].median.value, results.segments[0].median.value);
  EXPECT_EQ(results.degrees_of_freedom, 1);
  EXPECT_LT(results.p, 1e-6);
}

TEST(TimeToTrust, NotesSayWhatIsKnown) {
  const auto has = [](const std::vector<Note>& notes, const std::string& code) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const Note& note) { return note.code == code; });
  };
  std::vector<Note> notes = NotesOf(Input({{0, -1, {3, 5}, {80, 20}}, {1, -1, {0, 2}, {90, 80}}}));
  EXPECT_TRUE(has(notes, "fell_below_threshold"));
  EXPECT_TRUE(has(notes, "responses_at_time_zero"));
  EXPECT_TRUE(has(notes, "reached_before_first_response"));
  EXPECT_FALSE(has(notes, "one_response_an_account"));
  notes = NotesOf(Input({{0, -1, {3}, {20}}, {1, -1, {4}, {30}}}));
  EXPECT_TRUE(has(notes, "threshold_not_reached"));
  EXPECT_TRUE(has(notes, "one_response_an_account"));
  EXPECT_FALSE(has(notes, "fell_below_threshold"));
  EXPECT_TRUE(NotesOf(Input({{0, -1, {3, 5}, {20, 80}}, {1, -1, {4}, {30}}})).empty());
}

TEST(TimeToTrust, VeryManyTimesHaveFewerReplicatesAndANote) {
  TimeToTrustInput input = Input(Panel(8, 4000, false));
  input.replicates = 400;
  std::vector<Note> notes;
  const TimeToTrustResults results = EstimateTimeToTrust(input, &notes);
  const int replicates = results.thresholds[0].everybody.replicates;
  EXPECT_GE(replicates, 200);
  EXPECT_LT(replicates, 400);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "fewer_replicates");
  EXPECT_THAT(notes[0].message, HasSubstr("from " + std::to_string(replicates) + " "));
  EXPECT_THAT(notes[0].message, HasSubstr("not 400"));
  // None are asked for: curves without intervals.
  input.replicates = 0;
  notes.clear();
  const TrustCurve curve = EstimateTimeToTrust(input, &notes).thresholds[0].everybody;
  EXPECT_TRUE(notes.empty());
  EXPECT_TRUE(std::isnan(curve.points[0].reached.lower));
  EXPECT_TRUE(std::isnan(curve.median.upper));
}

TEST(TimeToTrust, WithoutResponsesThereIsAReason) {
  EXPECT_THAT(ResultsOf(Input({})).reason, HasSubstr("no account has a response"));
  EXPECT_THAT(ResultsOf(Input({{0, -1, {0}, {80}}})).reason, HasSubstr("time above 0"));
  EXPECT_TRUE(ResultsOf(Input({{0, -1, {0}, {80}}})).thresholds.empty());
  TimeToTrustInput input = Input({{0, -1, {1}, {80}}});
  input.thresholds = {};
  EXPECT_THAT(ResultsOf(input).reason, HasSubstr("no threshold"));
  // An account with responses at time 0 alone is in no curve.
  EXPECT_EQ(
      ResultsOf(Input({{0, -1, {0}, {80}}, {1, -1, {1}, {80}}})).thresholds[0].everybody.accounts,
      1);
}

TEST(TimeToTrust, WrongInputIsRefused) {
  const auto message = [](const TimeToTrustInput& input, ErrorKind kind) -> std::string {
    try {
      ResultsOf(input);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind);
      return error.what();
    }
    return "";
  };
  TimeToTrustInput input = Input({{0, -1, {1}, {80}}});
  for (const double wrong : {-1.0, 100.5, std::nan("")}) {
    input.thresholds = {60, wrong};
    EXPECT_THAT(message(input, ErrorKind::kSpecification), HasSubstr("is not between 0 and 100"));
  }
  const auto data = [&](TrustHistory history) {
    return message(Input({{0, -1, {1}, {80}}, std::move(history)}), ErrorKind::kData);
  };
  EXPECT_THAT(data({1, -1, {3, 2}, {50, 60}}), HasSubstr("account 2 "));
  EXPECT_THAT(data({1, -1, {3, 2}, {50, 60}}), HasSubstr("at time 2 after one at 3"));
  EXPECT_THAT(data({1, -1, {-1, 2}, {50, 60}}), HasSubstr("at time -1"));
  EXPECT_THAT(data({1, -1, {kInfinity}, {50}}), HasSubstr("at time inf"));
  EXPECT_THAT(data({1, -1, {std::nan("")}, {50}}), HasSubstr("at time nan"));
  EXPECT_THAT(data({1, -1, {2}, {101}}), HasSubstr("the score 101"));
  EXPECT_THAT(data({1, -1, {2}, {std::nan("")}}), HasSubstr("the score nan"));
  EXPECT_THAT(data({1, -1, {2, 3}, {50}}), HasSubstr("2 times and 1 scores"));
  EXPECT_THAT(data({1, 0, {2}, {50}}), HasSubstr("segment 0 of 0"));
}

}  // namespace
}  // namespace trustsem
