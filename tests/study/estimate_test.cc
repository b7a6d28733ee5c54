#include "study/estimate.h"

#include <gmock/gmock.h>

#include <map>

#include "inference/fit_measures.h"
#include "inference/standardised.h"
#include "tests/support/fitted.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const char* kPaths =
    "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
    "speed ~ visual\ntextual ~ visual\n";

// Standardised values by row, independent of the rows' order.
std::map<std::string, double> Standardised(const FittedModel& fit) {
  std::vector<VarianceDerivatives> variances;
  for (int g = 0; g < fit.table.groups; ++g) variances.push_back(TotalVariances(fit, g));
  const auto solution = Standardise(fit, variances, Standardisation::kComplete);
  std::map<std::string, double> values;
  for (size_t i = 0; i < fit.table.rows.size(); ++i) {
    Parameter row = fit.table.rows[i];
    if (row.op == Operator::kCovariance && row.rhs < row.lhs) std::swap(row.lhs, row.rhs);
    values[Describe(row, 1) + fit.moments.groups[row.group - 1].label] =
        solution.value[static_cast<Eigen::Index>(i)];
  }
  return values;
}

// The minimiser stops within 3e-6 standard errors, here at most 1e-6.
void ExpectSame(const std::map<std::string, double>& actual,
                const std::map<std::string, double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (const auto& [name, value] : expected) {
    ASSERT_TRUE(actual.count(name)) << name;
    EXPECT_NEAR(actual.at(name), value, 1e-6) << name;
  }
}

void ExpectWithinErrors(const FittedModel& fit, const Eigen::VectorXd& truth) {
  const Eigen::VectorXd errors = fit.covariance.diagonal().cwiseSqrt();
  for (Eigen::Index i = 0; i < truth.size(); ++i) {
    EXPECT_NEAR(fit.solution.theta[i], truth[i], 4e-6 * errors[i]) << i;
  }
}

TEST(EstimateTest, TheOrderOfItemsDoesNotMatter) {
  const auto fit = FitLavaan(kPaths, HolzingerMoments(NineItems()));
  // The same marker, everything else in another order.
  const std::string other =
      "speed =~ x7 + x9 + x8\ntextual =~ x4 + x6 + x5\nvisual =~ x1 + x3 + x2\n"
      "textual ~ visual\nspeed ~ visual\n";
  const auto turned =
      FitLavaan(other, HolzingerMoments({"x7", "x9", "x8", "x4", "x6", "x5", "x1", "x3", "x2"}));
  ExpectRelative(turned->solution.value, fit->solution.value, 1e-10);
  ExpectSame(Standardised(*turned), Standardised(*fit));
}

TEST(EstimateTest, TheChoiceOfMarkerDoesNotMatter) {
  const SampleMoments moments = HolzingerMoments(NineItems());
  const auto fit = FitLavaan(kPaths, moments);
  const auto other = FitLavaan(
      "visual =~ NA*x1 + x2 + 1*x3\ntextual =~ NA*x4 + 1*x5 + x6\nspeed =~ NA*x7 + x8 + 1*x9\n"
      "speed ~ visual\ntextual ~ visual\n",
      moments);
  TableOptions unit;
  unit.std_lv = true;
  const auto scaled = FitLavaan(kPaths, moments, unit);
  for (const auto& same : {&other, &scaled}) {
    ExpectRelative((*same)->solution.value, fit->solution.value, 1e-10);
    ExpectSame(Standardised(**same), Standardised(*fit));
  }
}

TEST(EstimateTest, UnitsRescaleTheEstimates) {
  SampleMoments moments = HolzingerMoments(NineItems());
  const auto fit = FitLavaan(kPaths, moments);
  Eigen::VectorXd units(9);
  units << 1e-3, 1, 1e3, 10, 1e-2, 1e2, 1, 1e-3, 1e3;
  Eigen::MatrixXd& S = moments.groups[0].covariance;
  S = units.asDiagonal() * S * units.asDiagonal();
  const auto other = FitLavaan(kPaths, moments);
  ExpectRelative(other->solution.value, fit->solution.value, 1e-9);
  ExpectSame(Standardised(*other), Standardised(*fit));
  const auto unit = [&](const std::string& item) { return units[item[1] - '1']; };
  const std::map<std::string, std::string> marker = {
      {"visual", "x1"}, {"textual", "x4"}, {"speed", "x7"}};
  for (const Parameter& row : fit->table.rows) {
    if (row.free < 0 || row.op != Operator::kMeasuredBy) continue;
    const double factor = unit(row.rhs) / unit(marker.at(row.lhs));
    const double error = std::sqrt(fit->covariance(row.free, row.free));
    EXPECT_NEAR(other->solution.theta[row.free] / factor, fit->solution.theta[row.free],
                1e-5 * error);
    ExpectRelative(std::sqrt(other->covariance(row.free, row.free)) / factor, error, 1e-5);
  }
}

TEST(EstimateTest, TheOrderOfGroupsDoesNotMatter) {
  TableOptions options;
  options.mean_structure = true;
  options.equal = ParseEqualOverGroups({"loadings"});
  SampleMoments moments = HolzingerMoments(NineItems(), "school");
  const auto fit = FitLavaan(ThreeFactors(), moments, options);
  std::swap(moments.groups[0], moments.groups[1]);
  const auto other = FitLavaan(ThreeFactors(), moments, options);
  ExpectRelative(other->solution.value, fit->solution.value, 1e-10);
  ExpectSame(Standardised(*other), Standardised(*fit));
}

TEST(EstimateTest, TheTruthIsFoundWhereTheModelFitsExactly) {
  for (const char* estimator : {"ML", "GLS", "ULS"}) {
    SCOPED_TRACE(estimator);
    const ParameterTable table = TableOf(kPaths);
    const Eigen::VectorXd truth = PlausibleTheta(table, 7);
    SampleMoments moments = ExactMoments(table, truth);
    if (std::string(estimator) != "ML") moments.groups[0].covariance *= 499.0 / 500;
    const auto fit = FitTable(table, moments, estimator);
    ExpectWithinErrors(*fit, truth);
    EXPECT_NEAR(fit->solution.value, 0, 1e-13);
  }
}

TEST(EstimateTest, FeedbackLoopsAreEstimated) {
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1 + z\ny1 ~~ y2");
  const Eigen::VectorXd truth = PlausibleTheta(table, 8);
  const auto fit = FitTable(table, ExactMoments(table, truth));
  ExpectWithinErrors(*fit, truth);
}

TEST(EstimateTest, AModelThatIsNotIdentifiedIsRefused) {
  const ParameterTable table = TableOf("f =~ NA*x1 + x2 + x3 + x4");
  const Error error = ErrorOf([&] { FitTable(table, RandomMoments(table, 1)); });
  EXPECT_EQ(error.kind(), ErrorKind::kIdentification);
  EXPECT_THAT(error.what(), AllOf(HasSubstr("not identified"), HasSubstr("'f ~~ f'")));
}

TEST(EstimateTest, ContradictoryConstraintsDoNotConverge) {
  const ParameterTable table = TableOf("f =~ x1 + a*x2 + x3 + x4\na > 2\na < 1");
  const Error error = ErrorOf([&] { FitTable(table, RandomMoments(table, 1)); });
  EXPECT_EQ(error.kind(), ErrorKind::kConvergence);
  EXPECT_THAT(error.what(), HasSubstr("constraints contradict"));
}

TEST(EstimateTest, BoundsAreKept) {
  const auto fit = FitLavaan(
      "visual =~ x1 + upper(0.4)*x2 + x3\ntextual =~ x4 + x5 + x6\n"
      "speed =~ x7 + x8 + x9",
      HolzingerMoments(NineItems()));
  const int free = FreeIndex(fit->table, "visual", Operator::kMeasuredBy, "x2");
  EXPECT_EQ(fit->solution.theta[free], 0.4);
  EXPECT_TRUE(fit->solution.at_bound[static_cast<size_t>(free)]);
  EXPECT_LT(fit->solution.gradient[free], 0);
}

}  // namespace
}  // namespace trustsem
