#include "study/analysis.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string kData = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/";

Model NineItemModel() { return ReadLavaan(ThreeFactors(), "model.lav"); }

Results Raw(const Model& model, const std::string& file = kData + "holzinger.csv") {
  DataInput input;
  input.data = file;
  return Analyse(model, input, {});
}

void ExpectSameEstimates(const Results& actual, const Results& expected, double tolerance) {
  ASSERT_EQ(actual.estimates.size(), expected.estimates.size());
  for (size_t i = 0; i < actual.estimates.size(); ++i) {
    const ParameterEstimate &a = actual.estimates[i], &e = expected.estimates[i];
    SCOPED_TRACE(e.lhs + ToString(e.op) + e.rhs);
    EXPECT_EQ(a.lhs + ToString(a.op) + a.rhs, e.lhs + ToString(e.op) + e.rhs);
    EXPECT_NEAR(a.est, e.est, tolerance);
    EXPECT_NEAR(a.se, e.se, tolerance);
    EXPECT_NEAR(a.std_all, e.std_all, tolerance);
  }
}

TEST(AnalysisTest, RespondentsAndTheirMomentMatrixGiveTheSame) {
  for (const char* estimator : {"ML", "GLS", "ULS"}) {
    SCOPED_TRACE(estimator);
    Model model = NineItemModel();
    model.fit.estimator = estimator;
    DataInput moments;
    moments.covariance = kData + "holzinger_cov.csv";
    moments.nobs = {301};
    const Results raw = Raw(model), from_matrix = Analyse(model, moments, {});
    // The file has ten digits; the minimiser stops within 3e-6 standard errors.
    ExpectSameEstimates(from_matrix, raw, 1e-6);
    ExpectRelative(FitMeasure(from_matrix.fit, "chisq"), FitMeasure(raw.fit, "chisq"), 1e-8);
    EXPECT_EQ(from_matrix.groups[0].nobs, 301);
  }
}

TEST(AnalysisTest, GroupsAndTheirMomentMatricesGiveTheSame) {
  Model model = NineItemModel();
  model.fit.equal = {"loadings", "intercepts"};
  DataInput moments;
  moments.covariance = kData + "holzinger_groups_cov.csv";
  moments.means = kData + "holzinger_groups_means.csv";
  moments.nobs = {156, 145};
  const Results from_matrices = Analyse(model, moments, {});
  model.data.group = "school";
  const Results raw = Raw(model);
  EXPECT_EQ(raw.group_column, "school");
  EXPECT_EQ(raw.groups[0].label, "Pasteur");
  EXPECT_EQ(raw.groups[0].nobs, 156);
  EXPECT_EQ(FitMeasure(raw.fit, "df"), 60);
  ExpectSameEstimates(from_matrices, raw, 3e-6);
}

class AnalysisFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = ::testing::TempDir() + "trustsem_analysis_" + info->name() + ".csv";
  }
  void TearDown() override { std::filesystem::remove(path_); }

  // The nine items' file with every respondent's line changed; an empty one is left out.
  template <typename Change>
  void WriteChanged(Change change) {
    std::ifstream from(kData + "holzinger.csv");
    std::ofstream to(path_);
    std::string line;
    for (int row = 0; std::getline(from, line); ++row) {
      const std::string changed = row == 0 ? line : change(row, line);
      if (!changed.empty()) to << changed << "\n";
    }
  }
  std::string path_;
};

TEST_F(AnalysisFileTest, IncompleteRespondentsAreLeftOut) {
  // Every tenth respondent lacks x9; a missing age, which no model uses, costs nobody.
  WriteChanged([](int row, const std::string& line) {
    return row % 10 == 0 ? line.substr(0, line.rfind(',') + 1) : line;
  });
  const Results listwise = Raw(NineItemModel(), path_);
  EXPECT_EQ(listwise.rows_read, 301);
  EXPECT_EQ(listwise.rows_incomplete, 30);
  EXPECT_EQ(listwise.groups[0].nobs, 271);
  WriteChanged([](int row, const std::string& line) { return row % 10 == 0 ? "" : line; });
  const Results without = Raw(NineItemModel(), path_);
  EXPECT_EQ(without.rows_incomplete, 0);
  ExpectSameEstimates(listwise, without, 1e-12);
}

TEST(AnalysisTest, TableOptionsFollowLavaansDefaults) {
  SampleMoments one = HolzingerMoments(NineItems()), two = HolzingerMoments(NineItems(), "school");
  Model model = NineItemModel();
  EXPECT_FALSE(MakeTableOptions(model, one).mean_structure);
  EXPECT_TRUE(MakeTableOptions(model, two).mean_structure);
  EXPECT_TRUE(MakeTableOptions(model, one).fixed_x);
  model.fit.estimator = "GLS";
  EXPECT_FALSE(MakeTableOptions(model, one).fixed_x);
  model.fit.fixed_x = true;
  EXPECT_TRUE(MakeTableOptions(model, one).fixed_x);
  EXPECT_TRUE(
      MakeTableOptions(ReadLavaan("f =~ x1 + x2 + x3\nx1 ~ 1", "m.lav"), one).mean_structure);
  two.has_means = false;
  EXPECT_FALSE(MakeTableOptions(NineItemModel(), two).mean_structure);
  model.fit.equal = {"intercepts"};
  const Error error = ErrorOf([&] { MakeTableOptions(model, two); });
  EXPECT_EQ(error.kind(), ErrorKind::kUsage);
  EXPECT_THAT(error.what(), HasSubstr("no means"));
}

Error RefusalOf(const std::function<void(Model*)>& change) {
  Model model = NineItemModel();
  change(&model);
  return ErrorOf([&] { Raw(model); });
}

TEST(AnalysisTest, OptionsThatAreNotAvailableAreRefused) {
  const std::vector<std::pair<std::function<void(Model*)>, const char*>> cases = {
      {[](Model* m) {
         m->data.all_ordered = true;
         m->fit.estimator = "ML";
       },
       "ML is not for ordered variables"},
      {[](Model* m) { m->data.ordered = {"x11"}; }, "'x11' is declared ordered"},
      {[](Model* m) { m->fit.missing = "pairwise"; }, "missing: pairwise"},
      {[](Model* m) { m->fit.parameterization = "gamma"; }, "'gamma' is no parameterization"},
      {[](Model* m) {
         m->data.weights = "ageyr";
         m->fit.estimator = "DWLS";
       },
       "DWLS do not hold for weighted respondents"},
      {[](Model* m) {
         m->data.cluster = "ageyr";
         m->fit.estimator = "GLS";
       },
       "GLS do not hold for clustered respondents"},
      {[](Model* m) {
         m->data.strata = "school";
         m->fit.estimator = "GLS";
       },
       "GLS do not hold for stratified respondents"},
      {[](Model* m) {
         m->data.population = "ageyr";
         m->fit.estimator = "ULS";
       },
       "ULS do not hold for a finite population's respondents"},
      {[](Model* m) { m->data.single_cluster = "average"; }, "no strata are"},
      {[](Model* m) {
         m->data.strata = "school";
         m->data.single_cluster = "averge";
       },
       "'averge' is no treatment of single clusters"},
      {[](Model* m) {
         m->fit.missing = "fiml";
         m->fit.estimator = "GLS";
       },
       "GLS needs complete answers"},
      {[](Model* m) {
         m->fit.missing = "fiml";
         m->fit.estimator = "MLM";
       },
       "MLM needs complete answers"},
      {[](Model* m) { m->fit.estimator = "MLX"; }, "'MLX'"},
      {[](Model* m) { m->fit.information = "expcted"; }, "expected"}};
  for (const auto& [change, text] : cases) {
    const Error error = RefusalOf(change);
    EXPECT_EQ(error.kind(), ErrorKind::kUsage) << text;
    EXPECT_THAT(error.what(), HasSubstr(text));
  }
}

// With nothing missing both ways are the same model of the same data.
TEST(AnalysisTest, FullInformationOfCompleteAnswersIsTheUsualLikelihood) {
  DataInput input;
  input.data = kData + "holzinger.csv";
  for (const char* estimator : {"ML", "MLR"}) {
    Model model = NineItemModel();
    model.fit.estimator = estimator;
    model.fit.mean_structure = true;
    model.fit.information = "observed";
    const Results complete = Analyse(model, input, {});
    model.fit.missing = "fiml";
    const Results full = Analyse(model, input, {});
    ASSERT_EQ(full.estimates.size(), complete.estimates.size());
    for (size_t i = 0; i < full.estimates.size(); ++i) {
      const double scale = std::max(0.1, std::abs(complete.estimates[i].est));
      EXPECT_NEAR(full.estimates[i].est, complete.estimates[i].est, 1e-8 * scale) << i;
      EXPECT_NEAR(full.estimates[i].se, complete.estimates[i].se, 1e-8) << i;
    }
    int compared = 0;
    for (const auto& [name, value] : complete.fit) {
      const bool incomplete_only = name.find("robust") != std::string::npos;
      if (incomplete_only || std::isnan(value)) continue;
      ++compared;
      EXPECT_NEAR(FitMeasure(full.fit, name), value, 1e-7 * std::max(1.0, std::abs(value)))
          << estimator << " " << name;
    }
    EXPECT_GT(compared, 30);
  }
}

// Readers of JSON take the first of two or the last.
TEST(AnalysisTest, NoMeasureOfFitStandsTwice) {
  for (const auto& [missing, estimator, data] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"fiml", "ML", "holzinger_holes.csv"},
           {"fiml", "MLR", "holzinger_holes.csv"},
           {"listwise", "MLR", "holzinger.csv"},
           {"listwise", "WLSMV", "holzinger.csv"}}) {
    DataInput input;
    input.data = kData + data;
    Model model = NineItemModel();
    model.fit.estimator = estimator;
    model.fit.missing = missing;
    const Results results = Analyse(model, input, {});
    std::set<std::string> names;
    for (const auto& [name, value] : results.fit) {
      EXPECT_TRUE(names.insert(name).second) << estimator << " " << name;
    }
    EXPECT_TRUE(names.count("cfi_robust") == 1 || std::string(estimator) == "ML") << estimator;
  }
}

TEST(AnalysisTest, FourthMomentsNeedRespondents) {
  Model model = NineItemModel();
  model.fit.estimator = "DWLS";
  DataInput input;
  input.covariance = kData + "holzinger_cov.csv";
  input.nobs = {301};
  const Error error = ErrorOf([&] { Analyse(model, input, {}); });
  EXPECT_EQ(error.kind(), ErrorKind::kUsage);
  EXPECT_THAT(error.what(), AllOf(HasSubstr("DWLS"), HasSubstr("respondents")));
}

TEST(AnalysisTest, RSquaredIsTheShareExplained) {
  Model model = ReadLavaan(std::string(ThreeFactors()) + "speed ~ visual", "model.lav");
  const Results results = Raw(model);
  const auto value = [&](const std::string& name) {
    for (const RSquared& r : results.r_squared) {
      if (r.variable == name) return r.value;
    }
    return kNan;
  };
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op == Operator::kMeasuredBy) {
      EXPECT_NEAR(value(row.rhs), row.std_all * row.std_all, 1e-12);
    }
    if (row.op == Operator::kRegression) {
      EXPECT_NEAR(value(row.lhs), row.std_all * row.std_all, 1e-12);
    }
  }
  EXPECT_TRUE(std::isnan(value("visual")));
  EXPECT_EQ(results.r_squared.size(), 10u);
}

}  // namespace
}  // namespace trustsem
