#include "simulate/survey.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "simulate/population.h"
#include "simulate/respondent_generator.h"
#include "tests/simulate/truths.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string MessageOf(const Model& model, const SurveyOptions& options, ErrorKind kind) {
  try {
    SimulateSurvey(model, options);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    return error.what();
  }
  return "";
}

TEST(Survey, SameSeedSameBytesOtherSeedOthers) {
  const Model truth = TrustTruth();
  EXPECT_EQ(SimulateSurvey(truth, {50, 7}), SimulateSurvey(truth, {50, 7}));
  EXPECT_NE(SimulateSurvey(truth, {50, 7}), SimulateSurvey(truth, {50, 8}));
}

TEST(Survey, ARespondentDoesNotDependOnTheSurveysSize) {
  const Model truth = TrustTruth();
  for (const bool continuous : {false, true}) {
    const std::string small = SimulateSurvey(truth, {100, 7, continuous, SurveyMargins::kModel});
    const std::string large = SimulateSurvey(truth, {1000, 7, continuous, SurveyMargins::kModel});
    EXPECT_EQ(large.substr(0, small.size()), small);
    EXPECT_GT(large.size(), 9 * small.size());
  }
}

TEST(Survey, AVariablesDrawsAreItsOwn) {
  const Model less = StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\n");
  const Model more = StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\nG =~ 0.8*y1 + 0.7*y2\nF ~~ 0*G\n");
  EXPECT_EQ(CellsOf(SimulateSurvey(less, {20, 1}), "x2"),
            CellsOf(SimulateSurvey(more, {20, 1}), "x2"));
}

TEST(Survey, HasTheColumnsInOrder) {
  const std::string csv = SimulateSurvey(TrustTruth(), {3, 1});
  const std::vector<std::string> lines = Lines(csv);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(csv.back(), '\n');
  EXPECT_EQ(csv.find('\r'), std::string::npos);
  const std::vector<std::string> header = Split(lines[0], ',');
  ASSERT_EQ(header.size(), 81u);
  std::vector<std::string> expected = TrustTruth().simulation.order;
  EXPECT_EQ(header, expected);
  EXPECT_EQ(std::count_if(header.begin(), header.end(), IsBlockB), 27);
  EXPECT_THAT(CellsOf(csv, "respondent_id"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(CellsOf(csv, "wave"), ElementsAre("1", "1", "1"));
}

// Five standard errors of a share over some 170 shares.
void ExpectShare(double found, double share, double n, const std::string& what) {
  EXPECT_NEAR(found, share, 5 * std::sqrt(share * (1 - share) / n)) << what;
}

// Before answers go missing, all of a column's cells count.
Model WithoutMissing(Model model) {
  model.simulation.missing.clear();
  return model;
}

std::map<std::string, double> Count(const std::vector<std::string>& cells) {
  std::map<std::string, double> counts;
  for (const std::string& cell : cells) ++counts[cell];
  return counts;
}

TEST(Survey, SharesAreInExpectationThoseOfTheSpecification) {
  const Model truth = WithoutMissing(TrustTruth());
  const double n = 20000;
  const auto columns =
      ColumnsOf(SimulateSurvey(truth, {static_cast<int64_t>(n), 3, false, SurveyMargins::kModel}));
  for (const auto& [item, margin] : truth.simulation.margins) {
    std::map<std::string, double> counts = Count(columns.at(item));
    ASSERT_EQ(counts.size(), margin.shares.size()) << item;
    for (size_t k = 0; k < margin.shares.size(); ++k) {
      const std::string answer = std::to_string(static_cast<int>(margin.answers[k]));
      ExpectShare(counts[answer] / n, margin.shares[k], n, item);
    }
  }
  for (const ChoiceSet& set : truth.simulation.choices) {
    for (size_t k = 0; k < set.items.size(); ++k) {
      ExpectShare(Count(columns.at(set.items[k]))["1"] / n, set.shares[k], n, set.items[k]);
    }
  }
  for (const MetaColumn& column : truth.simulation.columns) {
    if (column.kind != MetaColumn::Kind::kCategory || !column.by.empty()) continue;
    std::map<std::string, double> counts = Count(columns.at(column.name));
    ASSERT_EQ(counts.size(), column.shares.size());
    // Members of a cluster share the value: so many clusters are what was drawn.
    const double draws = column.within == "salesperson_id" ? n / 20
                         : column.within == "account_id"   ? n / 4
                                                           : n;
    for (const auto& [value, share] : column.shares) {
      ExpectShare(counts[value] / n, share, draws / 1.3, column.name + " " + value);
    }
  }
}

TEST(Survey, CorrelationsAreThoseOfTheModel) {
  const Population population = MakePopulation(TrustTruth());
  const RespondentGenerator generator(population, 11);
  const int n = 20000, p = 66;
  Eigen::VectorXd y, sum = Eigen::VectorXd::Zero(p);
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(p, p);
  for (int k = 1; k <= n; ++k) {
    generator.Draw(k, &y);
    sum += y;
    products += y * y.transpose();
  }
  // Standard errors of a mean and a covariance under normality; 5 of them over 2277 moments.
  for (int i = 0; i < p; ++i) {
    EXPECT_NEAR(sum[i] / n, 0, 5 / std::sqrt(n));
    for (int j = 0; j <= i; ++j) {
      const double rho = population.moments.sigma(i, j);
      EXPECT_NEAR(products(i, j) / n, rho, 5 * std::sqrt((1 + rho * rho) / n))
          << population.observed[i] << " " << population.observed[j];
    }
  }
}

TEST(Survey, ContinuousAnswersAreThoseBehindTheCutOnes) {
  Model truth = WithoutMissing(TrustTruth());
  truth.simulation.margins["co2"].shares = {0.07, 0.16, 0.30, 0.32, 0.15};
  const std::vector<double> cut =
      NumbersOf(SimulateSurvey(truth, {200, 5, false, SurveyMargins::kModel}), "co2");
  const std::vector<double> response = NumbersOf(SimulateSurvey(truth, {200, 5, true}), "co2");
  // Standard normal quantiles of .07, .23, .53 and .85 (R: qnorm).
  const double thresholds[] = {-1.4757910, -0.7388468, 0.0752699, 1.0364334};
  for (size_t k = 0; k < cut.size(); ++k) {
    int answer = 1;
    for (const double threshold : thresholds) answer += response[k] > threshold;
    EXPECT_EQ(cut[k], answer);
  }
}

TEST(Survey, ScalesAreClippedAndRounded) {
  Model truth = StandardisedTruth("F =~ 0.8*x1 + 0.7*x2 + 0.6*x3\n");
  MetaColumn& first = truth.simulation.items["x1"];
  first.kind = MetaColumn::Kind::kNumber;
  first.mean = 10, first.sd = 5, first.minimum = 8, first.maximum = 12, first.decimals = 1;
  MetaColumn& second = truth.simulation.items["x2"];
  second.kind = MetaColumn::Kind::kInteger;
  second.mean = 0, second.sd = 0.4, second.minimum = -9, second.maximum = 9;
  const std::string csv = SimulateSurvey(truth, {300, 5}),
                    raw = SimulateSurvey(truth, {300, 5, true});
  const std::vector<double> x1 = NumbersOf(csv, "x1"), z1 = NumbersOf(raw, "x1");
  int clipped = 0;
  for (size_t k = 0; k < x1.size(); ++k) {
    const double value = std::min(12.0, std::max(8.0, 10 + 5 * z1[k]));
    clipped += value == 8 || value == 12;
    EXPECT_NEAR(x1[k], value, 0.05 + 1e-4);
    EXPECT_NEAR(x1[k] * 10, std::round(x1[k] * 10), 1e-9);
  }
  EXPECT_GT(clipped, 100);
  EXPECT_LT(clipped, 290);
  for (const std::string& cell : CellsOf(csv, "x2")) {
    EXPECT_THAT(cell, ::testing::AnyOf("-2", "-1", "0", "1", "2"));
  }
  EXPECT_EQ(CellsOf(csv, "x3"), CellsOf(raw, "x3"));
}

TEST(Survey, WritesWhatTheSpecificationReadsBack) {
  Model truth = StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\nx1 | -1*t1 + 0*t2 + 1*t3\n");
  const std::vector<double> plain = NumbersOf(SimulateSurvey(truth, {50, 5}), "x1");
  truth.variables.push_back({"x1", {}, "Q1", {}, std::pair(1.0, 4.0), {}});
  const std::vector<double> reversed = NumbersOf(SimulateSurvey(truth, {50, 5}), "Q1");
  for (size_t k = 0; k < plain.size(); ++k) EXPECT_EQ(reversed[k], 5 - plain[k]);
}

TEST(Survey, QuotesOnlyWhatNeedsIt) {
  Model truth = StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\n");
  MetaColumn column;
  column.name = "a,b";
  column.kind = MetaColumn::Kind::kConstant;
  column.value = "say \"yes\"";
  truth.simulation.columns = {column};
  const std::string csv = SimulateSurvey(truth, {1, 5});
  EXPECT_THAT(csv, ::testing::StartsWith("\"a,b\",x1,x2\n\"say \"\"yes\"\"\","));
}

TEST(SurveyFaults, NumberOfRespondents) {
  const Model truth = TrustTruth();
  EXPECT_THAT(MessageOf(truth, {0, 1}, ErrorKind::kUsage), HasSubstr("0 respondents"));
  EXPECT_THAT(MessageOf(truth, {-5, 1}, ErrorKind::kUsage), HasSubstr("-5 respondents"));
  EXPECT_THAT(MessageOf(truth, {1'000'000'000'000, 1}, ErrorKind::kUsage),
              AllOf(HasSubstr("are too many"), HasSubstr("--margins model")));
}

TEST(SurveyFaults, ColumnsAndItemsThatContradictEachOther) {
  Model truth = StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\nx1 | 0*t1\n");
  truth.data.ordered = {"x1", "x2"};
  EXPECT_THAT(MessageOf(truth, {5, 1}, ErrorKind::kSpecification),
              HasSubstr("x2 is ordered, but without thresholds or a margin"));
  EXPECT_EQ(MessageOf(truth, {5, 1, true}, ErrorKind::kSpecification), "");
  truth.data.ordered = {"x1"};
  truth.simulation.items["x1"].sd = 2;
  EXPECT_THAT(MessageOf(truth, {5, 1}, ErrorKind::kSpecification),
              HasSubstr("'x1' has both thresholds and a scale"));
  truth.simulation.items.clear();
  truth.simulation.columns.resize(1);
  truth.simulation.columns[0].name = "x2";
  truth.simulation.columns[0].kind = MetaColumn::Kind::kRespondentId;
  EXPECT_THAT(MessageOf(truth, {5, 1}, ErrorKind::kSpecification),
              HasSubstr("two columns have the name 'x2'"));
}

}  // namespace
}  // namespace trustsem
