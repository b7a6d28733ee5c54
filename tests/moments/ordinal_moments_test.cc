#include "moments/ordinal_moments.h"

#include <gmock/gmock.h>

#include <Eigen/Dense>

#include "moments/normal_distribution.h"
#include "moments/smoothing.h"
#include "tests/moments/ordinal_sample.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

SampleMoments Estimate(const OrdinalSample& data, std::vector<Note>* notes = nullptr,
                       OrdinalOptions options = {}) {
  std::vector<Note> unread;
  return MakeOrdinalMoments(data.sample, options, notes == nullptr ? &unread : notes);
}

std::string ErrorText(const OrdinalSample& data, const OrdinalOptions& options = {}) {
  try {
    Estimate(data, nullptr, options);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    return error.what();
  }
  return "nothing was thrown";
}

// Columns of `columns` in which row i stands counts[i] times.
Columns Repeated(const Columns& columns, const std::vector<double>& counts) {
  Columns result;
  for (const auto& [name, numbers] : columns) {
    result.emplace_back(name, std::vector<double>{});
    for (size_t i = 0; i < numbers.size(); ++i) {
      result.back().second.insert(result.back().second.end(), static_cast<size_t>(counts[i]),
                                  numbers[i]);
    }
  }
  return result;
}

TEST(OrdinalMoments, LaysThresholdsMeansSlopesAndCovariancesOut) {
  Columns columns = FactorAnswers(3, 300, 3, 1);
  columns[1].first = "score";
  for (int i = 0; i < 300; ++i) columns[1].second[i] += 0.01 * (i % 7);
  columns.emplace_back("age", std::vector<double>{});
  for (int i = 0; i < 300; ++i) columns.back().second.push_back(20 + (i * 37) % 51);
  OrdinalOptions options;
  options.covariates = {"age"};
  const SampleMoments moments =
      Estimate(OrdinalSample(columns, {"score", "age"}), nullptr, options);
  EXPECT_THAT(moments.observed, ElementsAre("item1", "score", "item3", "age"));
  EXPECT_THAT(moments.ordered, ElementsAre(true, false, true, false));
  EXPECT_THAT(moments.covariates, ElementsAre(3));
  const GroupMoments& group = moments.groups[0];
  std::vector<std::tuple<MomentKind, int, int>> layout;
  for (const Moment& m : group.layout) layout.emplace_back(m.kind, m.first, m.second);
  using enum MomentKind;
  EXPECT_THAT(layout, ElementsAre(std::tuple(kThreshold, 0, 0), std::tuple(kThreshold, 0, 1),
                                  std::tuple(kMean, 1, 0), std::tuple(kThreshold, 2, 0),
                                  std::tuple(kThreshold, 2, 1), std::tuple(kSlope, 0, 0),
                                  std::tuple(kSlope, 1, 0), std::tuple(kSlope, 2, 0),
                                  std::tuple(kCovariance, 1, 0), std::tuple(kCovariance, 2, 0),
                                  std::tuple(kCovariance, 1, 1), std::tuple(kCovariance, 2, 1)));
  EXPECT_THAT(group.thresholds,
              ElementsAre(ElementsAre(1, 2), IsEmpty(), ElementsAre(1, 2), IsEmpty()));
  EXPECT_EQ(group.n, 300);
  EXPECT_EQ(group.slopes.rows(), 4);
  EXPECT_EQ(group.slopes.cols(), 1);
  EXPECT_EQ(group.slopes(0, 0), group.statistics[5]);
  EXPECT_EQ(group.slopes(3, 0), 0);
  EXPECT_EQ(group.covariance(0, 0), 1);
  EXPECT_EQ(group.covariance(2, 1), group.statistics[11]);
  EXPECT_EQ(group.covariance(0, 3), 0);
  // The covariates' own moments have divisor n.
  double sum = 0, squares = 0;
  for (double x : columns[3].second) sum += x, squares += x * x;
  EXPECT_NEAR(group.means[3], sum / 300, 1e-12);
  EXPECT_NEAR(group.covariance(3, 3), squares / 300 - sum * sum / 90000, 1e-9);
  EXPECT_EQ(group.influence->moments(), 12);
}

TEST(OrdinalMoments, ResultsDoNotDependOnThreads) {
  const OrdinalSample data(FactorAnswers(9, 400, 4, 2));
  OrdinalOptions options;
  const SampleMoments one = Estimate(data, nullptr, options);
  options.threads = 3;
  const SampleMoments three = Estimate(data, nullptr, options);
  EXPECT_TRUE(one.groups[0].statistics == three.groups[0].statistics);
  EXPECT_TRUE(one.groups[0].asymptotic_variances == three.groups[0].asymptotic_variances);
}

TEST(OrdinalMoments, OrderOfItemsReversalAndCodesDoNotMatter) {
  Columns columns = FactorAnswers(3, 300, 4, 3);
  const GroupMoments before = Estimate(OrdinalSample(columns)).groups[0];
  std::swap(columns[0], columns[2]);
  for (double& x : columns[1].second) x = x == 1 ? 0.5 : 2 * x;  // other numbers, the same order
  OrdinalSample data(columns);
  SampleVariable& reversed = data.sample.variables[2];
  reversed.reversed = true;
  reversed.reversal_sum = 5;
  const GroupMoments after = Estimate(data).groups[0];
  EXPECT_NEAR(after.covariance(0, 1), before.covariance(2, 1), 1e-12);
  EXPECT_NEAR(after.covariance(0, 2), -before.covariance(2, 0), 1e-12);
  EXPECT_NEAR(after.covariance(1, 2), -before.covariance(1, 0), 1e-12);
  for (int t = 0; t < 3; ++t)
    EXPECT_NEAR(after.statistics[6 + t], -before.statistics[2 - t], 1e-12);
}

TEST(OrdinalMoments, AWeightCountsAsRespondentsDo) {
  const Columns columns = FactorAnswers(3, 150, 3, 4);
  std::vector<double> weights;
  for (int i = 0; i < 150; ++i) weights.push_back(1 + i % 3);
  OrdinalSample weighted(columns);
  weighted.sample.weights = &weights;
  const GroupMoments a = Estimate(weighted).groups[0];
  const GroupMoments b = Estimate(OrdinalSample(Repeated(columns, weights))).groups[0];
  EXPECT_TRUE(a.statistics.isApprox(b.statistics, 1e-12));
  EXPECT_EQ(a.n, 150);
  // The scale of the weights says nothing.
  for (double& w : weights) w *= 7;
  const GroupMoments c = Estimate(weighted).groups[0];
  EXPECT_TRUE(c.asymptotic_variances.isApprox(a.asymptotic_variances, 1e-12));
}

// With weight 1 + e on respondent i, a threshold moves by e times the influence over n.
TEST(OrdinalMoments, InfluenceOfThresholdsIsTheirDerivativeByAWeight) {
  const Columns columns = FactorAnswers(2, 100, 3, 5);
  OrdinalSample data(columns);
  const GroupMoments plain = Estimate(data).groups[0];
  Eigen::MatrixXd rows;
  plain.influence->Rows(10, 4, &rows);
  std::vector<double> weights(100, 1.0);
  weights[12] = 1 + 1e-6;
  data.sample.weights = &weights;
  const GroupMoments moved = Estimate(data).groups[0];
  for (int k = 0; k < 4; ++k) {
    EXPECT_NEAR((moved.statistics[k] - plain.statistics[k]) / 1e-6, rows(2, k) / 100, 1e-6);
  }
}

TEST(OrdinalMoments, WithoutInfluenceTheEstimatesAreTheSame) {
  const OrdinalSample data(FactorAnswers(3, 200, 3, 6));
  OrdinalOptions options;
  options.influence = false;
  const GroupMoments bare = Estimate(data, nullptr, options).groups[0];
  EXPECT_TRUE(bare.statistics == Estimate(data).groups[0].statistics);
  EXPECT_EQ(bare.influence, nullptr);
  EXPECT_EQ(bare.asymptotic_variances.size(), 0);
}

TEST(OrdinalMoments, ACategoryUnusedInAGroupTakesAThresholdAlong) {
  Columns columns = FactorAnswers(2, 400, 5, 7);
  std::vector<double> group;
  for (int i = 0; i < 400; ++i) group.push_back(1 + i % 2);
  for (int i = 1; i < 400; i += 2) {
    double& first = columns[0].second[i];
    if (first == 2) first = 3;  // nobody in group 2 answers 2,
    double& second = columns[1].second[i];
    if (second >= 4) second = 3;  // nor 4 or 5 to the other
  }
  std::vector<Note> notes;
  const SampleMoments moments = Estimate(OrdinalSample(columns, {}, group), &notes);
  EXPECT_THAT(moments.groups[0].thresholds,
              ElementsAre(ElementsAre(1, 2, 3, 4), ElementsAre(1, 2, 3, 4)));
  EXPECT_THAT(moments.groups[1].thresholds, ElementsAre(ElementsAre(1, 3, 4), ElementsAre(1, 2)));
  // The thresholds left are those of the proportions up to them.
  double below = 0;
  for (int i = 1; i < 400; i += 2) below += columns[0].second[i] <= 3;
  EXPECT_NEAR(moments.groups[1].statistics[1], NormalQuantile(below / 200), 1e-14);
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_EQ(notes[0].code, "unused_category");
  EXPECT_THAT(notes[0].message, AllOf(HasSubstr("group '2'"), HasSubstr("answered 2 to 'item1'")));
  EXPECT_THAT(notes[1].message, HasSubstr("answered 4 and 5 to 'item2'"));
}

TEST(OrdinalMoments, NamesEveryVariableWithASingleAnswer) {
  Columns columns = FactorAnswers(3, 60, 3, 8);
  std::vector<double> group(60, 1);
  for (int i = 40; i < 60; ++i) {
    group[i] = 2;
    columns[0].second[i] = 3;
    columns[2].second[i] = 1;
  }
  EXPECT_THAT(ErrorText(OrdinalSample(columns, {}, group)),
              AllOf(HasSubstr("everybody in group '2' gave the same answer (3) to ordered variable "
                              "'item1'"),
                    HasSubstr("'item3'")));
}

TEST(OrdinalMoments, RefusesMoreCategoriesThanAByteNumbers) {
  Columns columns = FactorAnswers(2, 300, 3, 13);
  for (int i = 0; i < 300; ++i) columns[1].second[i] = 0.5 * i;
  EXPECT_THAT(ErrorText(OrdinalSample(columns)), HasSubstr("'item2' has 300 different answers"));
}

TEST(OrdinalMoments, NamesPairsThatNobodyAnsweredTogether) {
  Columns columns = FactorAnswers(3, 60, 3, 9);
  for (int i = 0; i < 60; ++i) columns[i < 30 ? 0 : 2].second[i] = kMissing;
  EXPECT_THAT(ErrorText(OrdinalSample(columns)),
              HasSubstr("nobody answered both 'item1' and 'item3'"));
  for (double& x : columns[0].second) x += 0.25 * std::sin(x);  // the same with a continuous one
  EXPECT_THAT(ErrorText(OrdinalSample(columns, {"item1"})),
              HasSubstr("nobody answered both 'item1' and 'item3'"));
}

TEST(OrdinalMoments, RefusesCovariatesThatTellTheAnswers) {
  Columns columns = FactorAnswers(2, 80, 2, 10);
  columns.emplace_back("x", std::vector<double>{});
  for (int i = 0; i < 80; ++i) columns[2].second.push_back(columns[0].second[i] == 1 ? i : 100 + i);
  OrdinalOptions options;
  options.covariates = {"x"};
  EXPECT_THAT(ErrorText(OrdinalSample(columns, {"x"}), options),
              AllOf(HasSubstr("'item1'"), HasSubstr("exactly")));
  columns.emplace_back("twice", columns[2].second);
  for (double& x : columns[3].second) x *= 2;
  options.covariates = {"x", "twice"};
  EXPECT_THAT(ErrorText(OrdinalSample(columns, {"x", "twice"}), options),
              AllOf(HasSubstr("x and twice"), HasSubstr("linearly")));
  options.covariates = {"y"};
  EXPECT_THAT(ErrorText(OrdinalSample(columns, {"x", "twice"}), options),
              HasSubstr("covariate 'y'"));
}

// With one covariate of two values and two categories, probit reproduces both proportions.
TEST(OrdinalMoments, ProbitOnAGroupingIsThatOfTheGroups) {
  Columns columns = FactorAnswers(2, 200, 2, 11);
  columns.emplace_back("x", std::vector<double>{});
  double counts[2] = {0, 0}, ones[2] = {0, 0};
  for (int i = 0; i < 200; ++i) {
    const int g = i % 3 == 0;
    columns[2].second.push_back(10 + 5 * g);
    counts[g] += 1;
    ones[g] += columns[0].second[i] == 1;
  }
  OrdinalOptions options;
  options.covariates = {"x"};
  const GroupMoments group = Estimate(OrdinalSample(columns, {"x"}), nullptr, options).groups[0];
  const double low = NormalQuantile(ones[0] / counts[0]),
               high = NormalQuantile(ones[1] / counts[1]);
  // P(answer = 1 | x) = Phi(threshold - slope x).
  EXPECT_NEAR(group.slopes(0, 0), (low - high) / 5, 1e-10);
  EXPECT_NEAR(group.statistics[0], low + 10 * (low - high) / 5, 1e-10);
}

TEST(OrdinalMoments, TellsCorrelationsAtTheBoundary) {
  Columns columns = FactorAnswers(1, 90, 3, 12);
  columns.emplace_back("copy", columns[0].second);
  std::vector<Note> notes;
  const SampleMoments moments = Estimate(OrdinalSample(columns), &notes);
  EXPECT_EQ(moments.groups[0].covariance(1, 0), 0.999);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "correlation_at_boundary");
  EXPECT_THAT(notes[0].message, HasSubstr("'item1' with 'copy' (0.999)"));
}

TEST(OrdinalMoments, AnEmptyCellIsFilledInTablesOfTwoByTwoAlone) {
  Columns columns = {{"a", {}}, {"b", {}}};
  const auto add = [&](int a, int b, int count) {
    columns[0].second.insert(columns[0].second.end(), count, a);
    columns[1].second.insert(columns[1].second.end(), count, b);
  };
  add(1, 1, 40), add(2, 1, 20), add(2, 2, 30);
  OrdinalOptions options;
  // From lavaan 0.6-14.
  EXPECT_NEAR(Estimate(OrdinalSample(columns)).groups[0].covariance(1, 0), 0.919912975, 1e-8);
  options.empty_cell = 0;
  EXPECT_GT(Estimate(OrdinalSample(columns), nullptr, options).groups[0].covariance(1, 0), 0.99);
  add(3, 1, 10), add(3, 2, 15);
  const double larger = Estimate(OrdinalSample(columns)).groups[0].covariance(1, 0);
  EXPECT_EQ(larger, Estimate(OrdinalSample(columns), nullptr, options).groups[0].covariance(1, 0));
}

// A table that does not tell how near to its bound the correlation is: as good as no weight, with
// sampling weights too, and nothing infinite.
TEST(OrdinalMoments, ATableWithoutInformation) {
  Columns columns(2);
  columns[0].first = "a";
  columns[1].first = "b";
  const int table[2][4] = {{14, 0, 0, 0}, {63, 22, 4, 26}};
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 4; ++j) {
      for (int n = 0; n < table[i][j]; ++n) {
        columns[0].second.push_back(i + 1);
        columns[1].second.push_back(j + 1);
      }
    }
  }
  OrdinalSample data(columns);
  std::vector<double> weights(columns[0].second.size());
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = 1 + 0.01 * static_cast<double>(i % 3);
  for (const bool weighted : {false, true}) {
    SCOPED_TRACE(weighted ? "weighted" : "plain");
    data.sample.weights = weighted ? &weights : nullptr;
    std::vector<Note> notes;
    const SampleMoments moments = MakeOrdinalMoments(data.sample, {}, &notes);
    const GroupMoments& group = moments.groups[0];
    const Eigen::Index last = group.statistics.size() - 1;
    EXPECT_GT(group.statistics[last], 0.9);
    EXPECT_TRUE(group.asymptotic_variances.allFinite());
    EXPECT_GT(group.asymptotic_variances.minCoeff(), 0);
    EXPECT_GT(group.asymptotic_variances[last], 1e6);
    Eigen::MatrixXd rows;
    group.influence->Rows(0, group.influence->respondents(), &rows);
    EXPECT_EQ(rows.col(last).cwiseAbs().maxCoeff(), 0);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_EQ(notes[0].code, "correlation_at_boundary");
  }
}

}  // namespace
}  // namespace trustsem
