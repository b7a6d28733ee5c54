#include "survey/estimates.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "base/random.h"
#include "survey/family_estimates.h"
#include "survey/share_interval.h"
#include "tests/survey/survey_files.h"

namespace trustsem {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// A survey by columns, and its design.
struct Made {
  Frame frame;
  SurveyDesign design;
  std::vector<double> y, x;  // 0 or 1, and a number
  RowMask domain;
};

Column Numbers(const std::string& name, std::vector<double> numbers) {
  Column column;
  column.name = name;
  column.numbers = std::move(numbers);
  return column;
}

// 120 respondents in 3 strata and 24 clusters; `scale` multiplies the weights, `shift` relabels
// strata and clusters, and the rows are in the order of row * step modulo their number.
Made MakeSurvey(double scale = 1, double shift = 0, int step = 1,
                DesignOptions options = {"w", "h", "c"}) {
  constexpr int kRows = 120;
  Made made;
  std::vector<double> w, h, c;
  for (int k = 0; k < kRows; ++k) {
    const int i = k * step % kRows;
    const RandomStream random(7, static_cast<uint64_t>(i));
    h.push_back(shift == 0 ? i % 3 : shift - i % 3);
    c.push_back(shift == 0 ? i / 3 % 8 : shift * 10 - i / 3 % 8);
    w.push_back(scale * std::exp(0.5 * random.Normal(0)));
    made.x.push_back(random.Normal(1) + i / 3 % 8);
    made.y.push_back(made.x.back() > 3.5);
    made.domain.push_back(random.Uniform(2) < 0.7);
  }
  made.frame.rows = kRows;
  made.frame.columns = {Numbers("w", w), Numbers("h", h), Numbers("c", c)};
  made.design = MakeSurveyDesign(made.frame, options);
  return made;
}

SurveyEstimate ShareOf(const Made& made, IntervalMethod method = IntervalMethod::kLogit) {
  return EstimateMean(made.design, made.domain, made.y, true, method, 0.95).estimate;
}

SurveyEstimate MeanOf(const Made& made) {
  return EstimateMean(made.design, made.domain, made.x, false, IntervalMethod::kLogit, 0.95)
      .estimate;
}

void ExpectSame(const SurveyEstimate& a, const SurveyEstimate& b) {
  EXPECT_NEAR(a.value, b.value, 1e-12);
  EXPECT_NEAR(a.standard_error, b.standard_error, 1e-12);
  EXPECT_NEAR(a.lower, b.lower, 1e-12);
  EXPECT_NEAR(a.upper, b.upper, 1e-12);
  EXPECT_EQ(a.degrees_of_freedom, b.degrees_of_freedom);
  EXPECT_NEAR(a.design_effect, b.design_effect, 1e-10);
  EXPECT_EQ(a.base.n, b.base.n);
  EXPECT_NEAR(a.base.effective_n, b.base.effective_n, 1e-9);
}

TEST(EstimateMean, WeightedShareByHand) {
  // Weights 1, 2, 3 and answers 1, 0, 1: 4 of 6. Influences (1 - p)/6, -p/6, (1 - p)/6 with p =
  // 2/3; times the weights 1/18, -4/18, 3/18, whose sum of squares times 3/2 is the variance.
  Made made;
  made.frame.rows = 3;
  made.frame.columns = {Numbers("w", {1, 2, 3})};
  made.design = MakeSurveyDesign(made.frame, {"w", "", ""});
  const LinearisedEstimate share =
      EstimateMean(made.design, {1, 1, 1}, {1, 0, 1}, true, IntervalMethod::kLogit, 0.95);
  EXPECT_NEAR(share.estimate.value, 2.0 / 3, 1e-15);
  EXPECT_NEAR(share.estimate.standard_error, std::sqrt(1.5 * (1 + 16 + 9)) / 18, 1e-15);
  EXPECT_EQ(share.estimate.degrees_of_freedom, 2);
  EXPECT_EQ(share.estimate.base.n, 3);
  EXPECT_EQ(share.estimate.base.weighted, 6);
  EXPECT_NEAR(share.estimate.base.effective_n, 36.0 / 14, 1e-14);
  const double unit = made.design.weight_unit;
  EXPECT_THAT(share.influence,
              ElementsAre(DoubleNear(unit / 18.0, 1e-15), DoubleNear(-unit / 9.0, 1e-15),
                          DoubleNear(unit / 18.0, 1e-15)));
}

TEST(EstimateMean, UnweightedShareIsTheBinomialsWithNLessOne) {
  const Made made = MakeSurvey(1, 0, 1, {});
  const RowMask all(made.y.size(), 1);
  const SurveyEstimate share =
      EstimateMean(made.design, all, made.y, true, IntervalMethod::kLogit, 0.95).estimate;
  double count = 0;
  for (const double y : made.y) count += y;
  const double n = 120, p = count / n;
  EXPECT_NEAR(share.value, p, 1e-14);
  EXPECT_NEAR(share.standard_error, std::sqrt(p * (1 - p) / n * n / (n - 1)), 1e-14);
  EXPECT_NEAR(share.design_effect, 1, 1e-12);
  EXPECT_NEAR(share.base.effective_n, n, 1e-10);
  const double half = StudentQuantile(0.95, n - 1) * share.standard_error / (p * (1 - p));
  EXPECT_NEAR(std::log(share.upper / (1 - share.upper)) - std::log(p / (1 - p)), half, 1e-12);
}

TEST(EstimateMean, ScaleOfTheWeightsDoesNotMatter) {
  ExpectSame(ShareOf(MakeSurvey()), ShareOf(MakeSurvey(7)));
  ExpectSame(MeanOf(MakeSurvey()), MeanOf(MakeSurvey(7)));
  EXPECT_NEAR(ShareOf(MakeSurvey(7)).base.weighted, 7 * ShareOf(MakeSurvey()).base.weighted, 1e-9);
  // Squares of these are no numbers.
  for (const double scale : {1e300, 1e-200, 1e-300}) {
    ExpectSame(ShareOf(MakeSurvey()), ShareOf(MakeSurvey(scale)));
    ExpectSame(MeanOf(MakeSurvey()), MeanOf(MakeSurvey(scale)));
    EXPECT_NEAR(ShareOf(MakeSurvey(scale)).base.weighted / scale,
                ShareOf(MakeSurvey()).base.weighted, 1e-9);
  }
}

TEST(EstimateMean, OrderOfTheRowsDoesNotMatter) {
  ExpectSame(ShareOf(MakeSurvey()), ShareOf(MakeSurvey(1, 0, 7)));
  ExpectSame(MeanOf(MakeSurvey()), MeanOf(MakeSurvey(1, 0, 119)));
}

TEST(EstimateMean, NamesOfStrataAndClustersDoNotMatter) {
  ExpectSame(ShareOf(MakeSurvey()), ShareOf(MakeSurvey(1, 1000)));
  ExpectSame(MeanOf(MakeSurvey()), MeanOf(MakeSurvey(1, 1000)));
}

TEST(EstimateMean, ClustersOfOneAreNoClusters) {
  Made made = MakeSurvey(1, 0, 1, {"w", "h", ""});
  const SurveyEstimate without = ShareOf(made);
  std::vector<double> names;
  for (int i = 0; i < 120; ++i) names.push_back(i);
  made.frame.columns[2] = Numbers("c", names);
  made.design = MakeSurveyDesign(made.frame, {"w", "h", "c"});
  ExpectSame(without, ShareOf(made));
}

TEST(EstimateMean, ClustersWithinClustersOfAnswersWidenTheInterval) {
  const SurveyEstimate clustered = MeanOf(MakeSurvey());
  const SurveyEstimate apart = MeanOf(MakeSurvey(1, 0, 1, {"w", "h", ""}));
  EXPECT_NEAR(clustered.value, apart.value, 1e-12);
  EXPECT_GT(clustered.standard_error, 1.5 * apart.standard_error);
  EXPECT_EQ(clustered.degrees_of_freedom, 21);
}

TEST(EstimateMean, RowsOutsideTheDomainDoNotMatter) {
  Made made = MakeSurvey();
  const SurveyEstimate before = MeanOf(made);
  for (size_t i = 0; i < made.x.size(); ++i) {
    if (made.domain[i] == 0) made.x[i] = kMissing;
  }
  ExpectSame(before, MeanOf(made));
}

TEST(EstimateMean, RowsOfWeightZeroAreOutsideTheDomain) {
  Made made = MakeSurvey();
  for (size_t i = 0; i < made.y.size(); ++i) {
    if (made.domain[i] == 0) made.frame.columns[0].numbers[i] = 0;
  }
  const SurveyEstimate before = ShareOf(made);
  made.design = MakeSurveyDesign(made.frame, {"w", "h", "c"});
  made.domain.assign(made.domain.size(), 1);
  ExpectSame(before, ShareOf(made));
}

TEST(EstimateMean, InfluencesGiveTheStandardErrorAndSumToZero) {
  const Made made = MakeSurvey();
  const LinearisedEstimate mean =
      EstimateMean(made.design, made.domain, made.x, false, IntervalMethod::kLogit, 0.95);
  EXPECT_NEAR(std::sqrt(VarianceOfTotal(made.design, mean.influence)), mean.estimate.standard_error,
              1e-14);
  double sum = 0;
  for (size_t i = 0; i < mean.influence.size(); ++i) {
    sum += made.design.weights[i] * mean.influence[i];
  }
  EXPECT_NEAR(sum, 0, 1e-14);
}

TEST(EstimateMean, SharesOfNoneAndAllHaveIntervals) {
  Made made = MakeSurvey();
  const BaseCount base = CountBase(made.design, made.domain);
  for (const IntervalMethod method : {IntervalMethod::kLogit, IntervalMethod::kBeta}) {
    made.y.assign(made.y.size(), 0);
    const SurveyEstimate none = ShareOf(made, method);
    EXPECT_EQ(none.value, 0);
    EXPECT_EQ(none.standard_error, 0);
    EXPECT_EQ(none.lower, 0);
    // Clopper & Pearson's upper bound of no one among n: 1 - (alpha / 2)^(1 / n).
    const double ratio = StudentQuantile(0.95, static_cast<double>(base.n) - 1) /
                         StudentQuantile(0.95, none.degrees_of_freedom);
    const double n = base.effective_n * ratio * ratio;
    EXPECT_NEAR(none.upper, 1 - std::pow(0.025, 1 / n), 1e-12);
    EXPECT_TRUE(std::isnan(none.design_effect));
    made.y.assign(made.y.size(), 1);
    const SurveyEstimate all = ShareOf(made, method);
    EXPECT_EQ(all.value, 1);
    EXPECT_EQ(all.standard_error, 0);
    EXPECT_EQ(all.upper, 1);
    EXPECT_NEAR(all.lower, 1 - none.upper, 1e-12);
  }
}

TEST(EstimateMean, IntervalsOfSharesStayBetweenZeroAndOne) {
  const Made made = MakeSurvey();
  for (size_t few = 1; few < 12; ++few) {
    std::vector<double> y(made.y.size(), 0);
    for (size_t i = 0; i < few; ++i) y[i * 10] = 1;
    for (const IntervalMethod method : {IntervalMethod::kLogit, IntervalMethod::kBeta}) {
      for (const double confidence : {0.5, 0.95, 0.9999}) {
        const SurveyEstimate share =
            EstimateMean(made.design, RowMask(y.size(), 1), y, true, method, confidence).estimate;
        EXPECT_GE(share.lower, 0);
        EXPECT_LT(share.lower, share.value);
        EXPECT_GT(share.upper, share.value);
        EXPECT_LE(share.upper, 1);
      }
    }
  }
}

TEST(EstimateMean, SharesOfAnAnswerAndOfTheOthersMirrorEachOther) {
  Made made = MakeSurvey();
  const SurveyEstimate share = ShareOf(made, IntervalMethod::kBeta);
  for (double& y : made.y) y = 1 - y;
  const SurveyEstimate others = ShareOf(made, IntervalMethod::kBeta);
  EXPECT_NEAR(share.value + others.value, 1, 1e-14);
  EXPECT_NEAR(share.lower + others.upper, 1, 1e-12);
  EXPECT_NEAR(share.upper + others.lower, 1, 1e-12);
  EXPECT_NEAR(share.standard_error, others.standard_error, 1e-14);
}

TEST(EstimateMean, AConstantAnswerHasNoError) {
  Made made = MakeSurvey();
  made.x.assign(made.x.size(), 4.1);
  const SurveyEstimate mean = MeanOf(made);
  EXPECT_NEAR(mean.value, 4.1, 1e-13);
  EXPECT_EQ(mean.standard_error, 0);
}

TEST(EstimateMean, AnEmptyDomainHasNoNumbers) {
  const Made made = MakeSurvey();
  const LinearisedEstimate none =
      EstimateMean(made.design, RowMask(120, 0), made.y, true, IntervalMethod::kLogit, 0.95);
  EXPECT_EQ(none.estimate.base.n, 0);
  EXPECT_TRUE(std::isnan(none.estimate.value));
  EXPECT_TRUE(std::isnan(none.estimate.lower));
  EXPECT_THAT(none.influence, Each(0.0));
}

TEST(EstimateMean, OneClusterHasNoInterval) {
  Made made = MakeSurvey();
  for (size_t i = 0; i < made.domain.size(); ++i) made.domain[i] = made.design.clusters[i] == 0;
  const SurveyEstimate share = ShareOf(made);
  EXPECT_EQ(share.base.n, 5);
  EXPECT_EQ(share.degrees_of_freedom, 0);
  EXPECT_TRUE(std::isnan(share.lower));
  EXPECT_FALSE(std::isnan(share.value));
}

TEST(EstimateDifference, IsAntisymmetric) {
  const Made made = MakeSurvey();
  RowMask others = made.domain;
  for (uint8_t& in : others) in = 1 - in;
  const auto estimate = [&](const RowMask& domain) {
    return EstimateMean(made.design, domain, made.y, true, IntervalMethod::kLogit, 0.95);
  };
  const SurveyDifference ab =
      EstimateDifference(made.design, estimate(made.domain), estimate(others), 21);
  const SurveyDifference ba =
      EstimateDifference(made.design, estimate(others), estimate(made.domain), 21);
  EXPECT_EQ(ab.difference, -ba.difference);
  EXPECT_NEAR(ab.t, -ba.t, 1e-14);
  EXPECT_EQ(ab.p, ba.p);
  EXPECT_GT(ab.standard_error, 0);
}

TEST(EstimateDifference, OfAnEstimateAndItselfHasNoTest) {
  const Made made = MakeSurvey();
  const LinearisedEstimate share =
      EstimateMean(made.design, made.domain, made.y, true, IntervalMethod::kLogit, 0.95);
  const SurveyDifference none = EstimateDifference(made.design, share, share, 21);
  EXPECT_EQ(none.difference, 0);
  EXPECT_EQ(none.standard_error, 0);
  EXPECT_TRUE(std::isnan(none.p));
}

TEST(EstimateMeans, AFamilyIsItsColumnsOneByOne) {
  const Made made = MakeSurvey();
  Family family;
  family.columns = 4;  // the last is empty
  for (size_t i = 0; i < made.y.size(); ++i) {
    family.column_of_row.push_back(made.domain[i] != 0 ? static_cast<int16_t>(i / 5 % 3) : -1);
  }
  const FamilyBases bases = CountBases(made.design, family);
  const FamilyMeans means = EstimateMeans(made.design, family, bases, made.x);
  std::vector<LinearisedEstimate> one_by_one;
  for (int c = 0; c < 3; ++c) {
    RowMask mask;
    for (const int16_t column : family.column_of_row) mask.push_back(column == c);
    one_by_one.push_back(
        EstimateMean(made.design, mask, made.x, false, IntervalMethod::kLogit, 0.95));
    ExpectSame(one_by_one.back().estimate, EstimateOfColumn(bases, means, static_cast<size_t>(c),
                                                            false, IntervalMethod::kLogit, 0.95));
  }
  for (size_t a = 0; a < 3; ++a) {
    for (size_t b = a + 1; b < 3; ++b) {
      const SurveyDifference found = DifferenceOfColumns(means, a, b, 21);
      const SurveyDifference expected =
          EstimateDifference(made.design, one_by_one[a], one_by_one[b], 21);
      EXPECT_NEAR(found.difference, expected.difference, 1e-13);
      EXPECT_NEAR(found.standard_error, expected.standard_error, 1e-13);
      EXPECT_NEAR(found.p, expected.p, 1e-11);
    }
  }
  EXPECT_EQ(bases.counts[3].n, 0);
  EXPECT_TRUE(
      std::isnan(EstimateOfColumn(bases, means, 3, true, IntervalMethod::kBeta, 0.95).value));
}

void ExpectSameMeans(const FamilyMeans& found, const FamilyMeans& expected) {
  ASSERT_EQ(found.means.size(), expected.means.size());
  for (size_t a = 0; a < found.means.size(); ++a) {
    if (std::isnan(expected.means[a])) {
      EXPECT_TRUE(std::isnan(found.means[a]));
      continue;
    }
    EXPECT_NEAR(found.means[a], expected.means[a], 1e-13);
    EXPECT_NEAR(found.variances[a], expected.variances[a], 1e-12);
    for (size_t b = 0; b < found.means.size(); ++b) {
      EXPECT_NEAR(found.Covariance(a, b), expected.Covariance(a, b), 1e-14);
    }
  }
}

// Three answers; what rows make of them.
TEST(EstimateCodedMeans, AreTheMeansOfTheValues) {
  const std::vector<std::vector<double>> values = {
      {0, 1, 0}, {0, 1, 1}, {1, 2, 5}, {1, 1, 1}, {0, 0, 0}};
  for (const DesignOptions& options :
       {DesignOptions{}, DesignOptions{"w", "", ""}, DesignOptions{"w", "h", ""},
        DesignOptions{"", "", "c"}, DesignOptions{"w", "h", "c"},
        DesignOptions{"w", "h", "lonely", LonelyCluster::kAdjust},
        DesignOptions{"w", "h", "lonely", LonelyCluster::kCertainty}}) {
    Made made = MakeSurvey();
    // The first stratum has one cluster alone.
    std::vector<double> lonely;
    for (int i = 0; i < 120; ++i) lonely.push_back(i % 3 == 0 ? 1 : i / 3 % 5);
    made.frame.columns.push_back(Numbers("lonely", lonely));
    made.frame.columns[0].numbers[5] = 0;
    made.design = MakeSurveyDesign(made.frame, options);
    Family family;
    family.columns = 4;  // the last is empty
    std::vector<int32_t> codes;
    for (size_t i = 0; i < made.y.size(); ++i) {
      family.column_of_row.push_back(made.domain[i] != 0 ? static_cast<int16_t>(i / 5 % 3) : -1);
      codes.push_back(made.domain[i] != 0 ? static_cast<int32_t>(i * i / 7 % 3) : -1);
    }
    const FamilyBases bases = CountBases(made.design, family);
    const std::vector<FamilyMeans> coded = EstimateCodedMeans(made.design, family, codes, values);
    ASSERT_EQ(coded.size(), values.size());
    for (size_t r = 0; r < values.size(); ++r) {
      std::vector<double> y;
      for (const int32_t code : codes) y.push_back(code < 0 ? kMissing : values[r][code]);
      ExpectSameMeans(coded[r], EstimateMeans(made.design, family, bases, y));
    }
    EXPECT_EQ(coded[3].means[0], 1);
    EXPECT_EQ(coded[3].Covariance(0, 0), 0);
    EXPECT_GT(coded[0].Covariance(1, 1), 0);
  }
}

TEST(EstimateRatio, OfAnEstimateAndItselfIsOneWithoutError) {
  const Made made = MakeSurvey();
  const LinearisedEstimate share =
      EstimateMean(made.design, made.domain, made.y, true, IntervalMethod::kLogit, 0.95);
  const SurveyEstimate ratio = EstimateRatio(made.design, share, share, 0.95);
  EXPECT_EQ(ratio.value, 1);
  EXPECT_NEAR(ratio.standard_error, 0, 1e-15);
}

TEST(EstimateRatio, ByZeroDoesNotExist) {
  const Made made = MakeSurvey();
  const auto estimate = [&](const std::vector<double>& y) {
    return EstimateMean(made.design, made.domain, y, true, IntervalMethod::kLogit, 0.95);
  };
  const std::vector<double> none(made.y.size(), 0);
  EXPECT_TRUE(std::isnan(EstimateRatio(made.design, estimate(made.y), estimate(none), 0.95).value));
  const SurveyEstimate zero = EstimateRatio(made.design, estimate(none), estimate(made.y), 0.95);
  EXPECT_EQ(zero.value, 0);
  EXPECT_TRUE(std::isnan(zero.lower));
}

TEST(StudentQuantile, KnownValues) {
  EXPECT_NEAR(StudentQuantile(0.95, 1), 12.706204736174694, 1e-10);
  EXPECT_NEAR(StudentQuantile(0.95, 10), 2.2281388519862744, 1e-12);
  EXPECT_NEAR(StudentTwoSidedP(2.2281388519862744, 10), 0.05, 1e-14);
  EXPECT_TRUE(std::isnan(StudentQuantile(0.95, 0)));
}

TEST(AdjustPValues, ByHand) {
  const std::vector<double> p = {0.01, 0.04, kMissing, 0.03, 0.5};
  EXPECT_THAT(AdjustPValues(p, Correction::kNone)[1], DoubleEq(0.04));
  const std::vector<double> bonferroni = AdjustPValues(p, Correction::kBonferroni);
  EXPECT_NEAR(bonferroni[0], 0.04, 1e-15);
  EXPECT_EQ(bonferroni[4], 1);
  EXPECT_TRUE(std::isnan(bonferroni[2]));
  const std::vector<double> holm = AdjustPValues(p, Correction::kHolm);
  EXPECT_NEAR(holm[0], 0.04, 1e-15);
  EXPECT_NEAR(holm[3], 0.09, 1e-15);
  EXPECT_NEAR(holm[1], 0.09, 1e-15);  // not 0.08: no smaller than that of a smaller p
  EXPECT_NEAR(holm[4], 0.5, 1e-15);
  const std::vector<double> bh = AdjustPValues(p, Correction::kBenjaminiHochberg);
  EXPECT_NEAR(bh[0], 0.04, 1e-15);
  EXPECT_NEAR(bh[3], 4.0 / 3 * 0.04, 1e-15);  // not 0.06: no larger than that of a larger p
  EXPECT_NEAR(bh[1], 4.0 / 3 * 0.04, 1e-15);
  EXPECT_NEAR(bh[4], 0.5, 1e-15);
}

}  // namespace
}  // namespace trustsem
