// Strata, finite populations and strata with one cluster, against R's package `survey`:
// survey_strata_reference.R made survey_strata.csv and survey_strata_reference.json.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "inference/fit_measures.h"
#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

using Json = nlohmann::json;

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/study/";

const Json& Expected(const std::string& design) {
  static const Json expected = [] {
    std::ifstream in(kFolder + "survey_strata_reference.json");
    return Json::parse(in);
  }();
  return expected.at("moments").at(design);
}

Results Fit(const std::string& syntax, const std::function<void(Model*)>& change) {
  Model model = ReadLavaan(syntax, "model.lav");
  change(&model);
  DataInput input;
  input.data = kFolder + "survey_strata.csv";
  return Analyse(model, input, {});
}

double ErrorOf(const Results& results, const std::string& lhs, Operator op, const std::string& rhs,
               int group = 1) {
  for (const ParameterEstimate& row : results.estimates) {
    if (row.lhs == lhs && row.op == op && row.rhs == rhs && row.group == group) return row.se;
  }
  ADD_FAILURE() << "no parameter " << lhs << " " << rhs;
  return NAN;
}

void ExpectNear(double found, const Json& expected, double tolerance = 1e-9) {
  EXPECT_NEAR(found, expected.get<double>(), tolerance * expected.get<double>());
}

constexpr char kSaturated[] = "y1 ~~ y1 + y2\ny2 ~~ y2\ny1 ~ 1\ny2 ~ 1";

void ExpectMoments(const Results& results, const Json& expected, int group = 1) {
  ExpectNear(ErrorOf(results, "y1", Operator::kIntercept, "", group), expected["means"][0]);
  ExpectNear(ErrorOf(results, "y2", Operator::kIntercept, "", group), expected["means"][1]);
  const Json& covariances = expected["covariances"];
  ExpectNear(ErrorOf(results, "y1", Operator::kCovariance, "y1", group), covariances[0]);
  ExpectNear(ErrorOf(results, "y1", Operator::kCovariance, "y2", group), covariances[1]);
  ExpectNear(ErrorOf(results, "y2", Operator::kCovariance, "y2", group), covariances[2]);
}

// The moments of continuous variables by MLR and MLM, and the thresholds of an ordered one.
void ExpectDesign(const std::string& name, const std::function<void(DataOptions*)>& design) {
  SCOPED_TRACE(name);
  const Json& expected = Expected(name);
  for (const char* estimator : {"MLR", "MLM"}) {
    SCOPED_TRACE(estimator);
    const Results results = Fit(kSaturated, [&](Model* model) {
      model->fit.estimator = estimator;
      design(&model->data);
    });
    ExpectMoments(results, expected);
  }
  const Results ordered = Fit("u ~~ v", [&](Model* model) {
    model->data.ordered = {"u", "v"};
    design(&model->data);
  });
  EXPECT_EQ(ordered.estimator, "WLSMV");
  // Least squares has the divisor n - 1.
  for (int k = 1; k <= 2; ++k) {
    ExpectNear(std::sqrt(159.0 / 160) *
                   ErrorOf(ordered, "u", Operator::kThreshold, "t" + std::to_string(k)),
               expected["thresholds"][k - 1]);
  }
}

TEST(SurveyStrataTest, StandardErrorsAreThoseOfSurvey) {
  ExpectDesign("strata", [](DataOptions* data) { data->strata = "stratum"; });
  ExpectDesign("strata_weights", [](DataOptions* data) {
    data->strata = "stratum";
    data->weights = "weight";
  });
  ExpectDesign("clusters", [](DataOptions* data) {
    data->strata = "stratum";
    data->cluster = "cluster";
  });
  ExpectDesign("clusters_weights", [](DataOptions* data) {
    data->strata = "stratum";
    data->cluster = "cluster";
    data->weights = "weight";
  });
}

TEST(SurveyStrataTest, FinitePopulationsAsInSurvey) {
  ExpectDesign("people", [](DataOptions* data) { data->population = "people"; });
  ExpectDesign("strata_people", [](DataOptions* data) {
    data->strata = "stratum";
    data->population = "people_there";
    data->weights = "weight";
  });
  // One stratum, the coast, was drawn whole.
  ExpectDesign("clusters_population", [](DataOptions* data) {
    data->strata = "stratum";
    data->cluster = "cluster";
    data->population = "clusters_there";
    data->weights = "weight";
  });
}

TEST(SurveyStrataTest, StrataWithOneClusterAsInSurvey) {
  for (const std::string treatment : {"certainty", "average"}) {
    const auto lonely = [&](DataOptions* data) {
      data->strata = "lonely";
      data->cluster = "cluster";
      data->weights = "weight";
      data->single_cluster = treatment;
    };
    ExpectDesign("lonely_" + treatment, lonely);
    ExpectDesign("lonely_population_" + treatment, [&](DataOptions* data) {
      lonely(data);
      data->population = "lonely_there";
    });
    ExpectDesign("alone_" + treatment, [&](DataOptions* data) {
      data->strata = "alone";
      data->single_cluster = treatment;
    });
  }
}

TEST(SurveyStrataTest, GroupsAreSamplesOfTheirOwn) {
  const Results results = Fit(kSaturated, [](Model* model) {
    model->data.group = "region";
    model->data.strata = "stratum";
    model->data.cluster = "cluster";
    model->data.weights = "weight";
  });
  ASSERT_EQ(results.groups.size(), 2u);
  for (int group = 1; group <= 2; ++group) {
    const GroupSummary& summary = results.groups[static_cast<size_t>(group) - 1];
    EXPECT_EQ(summary.clusters, 8);
    EXPECT_EQ(summary.strata, 2);
    SCOPED_TRACE(summary.label);
    const Json& expected = Expected(summary.label);
    ExpectMoments(results, expected, group);
  }
}

constexpr char kFactor[] = "f =~ y1 + y2 + y3 + y4\ny1 ~~ y2";

void ExpectSame(const Results& actual, const Results& expected) {
  ASSERT_EQ(actual.estimates.size(), expected.estimates.size());
  for (size_t i = 0; i < actual.estimates.size(); ++i) {
    EXPECT_EQ(actual.estimates[i].se, expected.estimates[i].se) << actual.estimates[i].lhs;
  }
  for (const auto& [name, value] : expected.fit) {
    if (std::isnan(value)) continue;
    EXPECT_EQ(FitMeasure(actual.fit, name), value) << name;
  }
}

// Where each group is one stratum, strata change no number: not of the tests either.
TEST(SurveyStrataTest, GroupsThatAreStrata) {
  for (const char* cluster : {"", "cluster"}) {
    for (const char* estimator : {"MLR", "MLMV", "WLSMV"}) {
      SCOPED_TRACE(estimator);
      const auto options = [&](Model* model) {
        model->fit.estimator = estimator;
        model->fit.equal = {"loadings", "intercepts"};
        model->data.group = "stratum";
        model->data.cluster = cluster;
        model->data.weights = "weight";
      };
      ExpectSame(Fit(kFactor,
                     [&](Model* model) {
                       options(model);
                       model->data.strata = "stratum";
                     }),
                 Fit(kFactor, options));
    }
  }
}

// A population of which little was drawn is as good as infinite, and the corrected tests take the
// finite one into account: with the same share f drawn everywhere, U Gamma is 1 - f of what it was.
TEST(SurveyStrataTest, TestsOfFitUnderFinitePopulations) {
  const auto options = [](const char* estimator, const char* population) {
    return [=](Model* model) {
      model->fit.estimator = estimator;
      model->data.strata = "pair";
      model->data.cluster = "half";
      model->data.population = population;
    };
  };
  for (const char* estimator : {"MLR", "MLM", "ULSM"}) {
    SCOPED_TRACE(estimator);
    const Results infinite = Fit("f =~ y1 + y2 + y3 + y4", options(estimator, ""));
    const Results finite = Fit("f =~ y1 + y2 + y3 + y4", options(estimator, "four"));
    EXPECT_NEAR(FitMeasure(finite.fit, "chisq_scaled"),
                2 * FitMeasure(infinite.fit, "chisq_scaled"),
                1e-8 * FitMeasure(infinite.fit, "chisq_scaled"));
    for (size_t i = 0; i < finite.estimates.size(); ++i) {
      EXPECT_NEAR(finite.estimates[i].se, infinite.estimates[i].se * std::sqrt(0.5), 1e-9);
    }
  }
}

}  // namespace
}  // namespace trustsem
