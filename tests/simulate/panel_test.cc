// Panels: categories that shift constructs, values that follow others, columns and drop-out by
// wave.
#include <gmock/gmock.h>

#include <map>

#include "tests/simulate/truths.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Columns = std::map<std::string, std::vector<std::string>>;

// A construct that another follows, over three waves, as answers from 1 to 3.
std::string Panel(const std::string& simulation) {
  return "trustsem: 1\n"
         "constructs:\n"
         "  F: {items: [{item: x_w1, fixed: 1}, {item: x_w2, fixed: 1}, {item: x_w3, fixed: 1}]}\n"
         "  G: {items: [{item: y, fixed: 2}, {item: z, fixed: 1}]}\n"
         "paths: [{path: F -> G, fixed: 0.5}]\n"
         "covariances:\n"
         "  - {covariance: F <-> F, fixed: 1}\n"
         "  - {covariance: G <-> G, fixed: 1}\n"
         "  - {covariance: y <-> y, fixed: 1}\n"
         "  - {covariance: z <-> z, fixed: 1}\n"
         "thresholds: {x_w1: [-1, 1], x_w2: [-1, 1], x_w3: [-1, 1]}\n"
         "fit: {parameterization: theta}\n"
         "simulation:\n" +
         simulation;
}

Columns Draw(const std::string& simulation, SurveyOptions options) {
  return ColumnsOf(SimulateSurvey(ReadYaml(Panel(simulation), "panel.yaml"), options));
}

constexpr char kShifts[] =
    "  columns:\n"
    "    group: {shares: {a: 0.25, b: 0.75}, shifts: {b: {F: 0.8, G: -1}}}\n";

// F's intercept reaches y by 2 * 0.5, G's by 2.
TEST(Panel, AValueShiftsConstructsAndAllThatFollows) {
  for (const SurveyMargins margins : {SurveyMargins::kSample, SurveyMargins::kModel}) {
    const Columns columns = Draw(kShifts, {8000, 3, true, margins});
    std::map<std::string, double> count, x, y, squares;
    for (size_t i = 0; i < 8000; ++i) {
      const std::string& group = columns.at("group")[i];
      const double value = std::stod(columns.at("y")[i]);
      ++count[group];
      x[group] += std::stod(columns.at("x_w2")[i]);
      y[group] += value;
      squares[group] += value * value;
    }
    EXPECT_NEAR(count["a"] / 8000, 0.25, margins == SurveyMargins::kSample ? 1e-9 : 0.025);
    // Five standard errors: x has a variance of 2, y one of 4 (0.25 + 1) + 1.
    const double error = std::sqrt(1 / count["a"] + 1 / count["b"]);
    EXPECT_NEAR(x["b"] / count["b"] - x["a"] / count["a"], 0.8, 5 * std::sqrt(2) * error);
    EXPECT_NEAR(y["b"] / count["b"] - y["a"] / count["a"], 0.8 - 2, 5 * std::sqrt(6) * error);
    EXPECT_NEAR(y["a"] / count["a"], 0, 5 * std::sqrt(6 / count["a"]));
    // Within a value nothing changes.
    const double mean = y["b"] / count["b"];
    EXPECT_NEAR(squares["b"] / count["b"] - mean * mean, 6, 5 * 6 * std::sqrt(2 / count["b"]));
  }
}

TEST(Panel, AShiftMovesWhatIsCutAndNothingElse) {
  const Columns with = Draw(kShifts, {500, 3}),
                without = Draw("  columns:\n    group: {shares: {a: 0.25, b: 0.75}}\n", {500, 3});
  int higher = 0;
  for (size_t i = 0; i < 500; ++i) {
    ASSERT_EQ(with.at("group")[i], without.at("group")[i]);
    const int difference = std::stoi(with.at("x_w1")[i]) - std::stoi(without.at("x_w1")[i]);
    EXPECT_GE(difference, 0);
    if (with.at("group")[i] == "a") {
      EXPECT_EQ(difference, 0);
      EXPECT_EQ(with.at("y")[i], without.at("y")[i]);
    }
    higher += difference > 0;
  }
  EXPECT_GT(higher, 50);
}

constexpr char kWaves[] =
    "  columns:\n"
    "    id: {kind: respondent_id, prefix: A}\n"
    "    stage_w1: {kind: constant, value: new}\n"
    "    stage_w2: {shares: {new: 0.5, old: 0.5}}\n"
    "    stage_w3: {by: stage_w2, shares: {new: {new: 0.5, old: 0.5}, old: {old: 1}}}\n"
    "    first: {kind: date, latest: \"2024-03-01\", mean: 40, sd: 20, min: 10, max: 60}\n"
    "    date_w3: {kind: date, after: date_w2, mean: 30, sd: 3, min: 20}\n"
    "    date_w2: {kind: date, after: date_w1, mean: 30, sd: 3, min: 20}\n"
    "    date_w1: {kind: date, after: first}\n"
    "    count_w1: {kind: integer, mean: 2, sd: 1, min: 1}\n"
    "    count_w2: {kind: integer, mean: 2, sd: 1, min: 0, after: count_w1}\n"
    "    count_w3: {kind: number, decimals: 1, mean: 2, sd: 1, min: 0.5, max: 3, after: count_w2}\n"
    "  items: {y: {kind: integer, mean: 5, sd: 2, min: 0, after: count_w3}}\n"
    "  waves: {count: 3}\n";

TEST(Panel, ColumnsOfAWaveStandInItsRows) {
  const Columns columns = Draw(kWaves, {300, 4});
  EXPECT_THAT(Lines(SimulateSurvey(ReadYaml(Panel(kWaves), "panel.yaml"), {1, 4}))[0],
              testing::StrEq("wave,id,stage,first,date,count,x,y,z"));
  std::map<std::string, std::string> last_stage;
  std::map<std::string, double> old;
  for (size_t i = 0; i < 900; ++i) {
    const std::string &id = columns.at("id")[i], &stage = columns.at("stage")[i];
    const std::string& wave = columns.at("wave")[i];
    EXPECT_EQ(id, "A" + std::to_string(i / 3 + 1));
    if (wave == "1") {
      EXPECT_EQ(stage, "new");
    }
    EXPECT_FALSE(last_stage[id] == "old" && stage == "new");
    last_stage[id] = stage;
    old[wave] += stage == "old";
  }
  EXPECT_EQ(old["2"], 150);
  EXPECT_EQ(old["3"], 225);
}

TEST(Panel, ValuesFollowThoseBefore) {
  const Columns columns = Draw(kWaves, {300, 4});
  double added = 0;
  for (size_t i = 0; i < 900; i += 3) {
    const auto number = [&](const std::string& name, size_t wave) {
      return std::stod(columns.at(name)[i + wave]);
    };
    const auto& dates = columns.at("date");
    EXPECT_LE(columns.at("first")[i], "2024-02-20");
    EXPECT_LE(columns.at("first")[i], dates[i]);  // zero to a few days
    EXPECT_LT(dates[i], dates[i + 1]);
    EXPECT_LT(dates[i + 1], dates[i + 2]);
    EXPECT_GE(number("count", 0), 1);
    EXPECT_GE(number("count", 1), number("count", 0));
    // Counted from the number itself, which is written to the nearest whole.
    EXPECT_GE(number("count", 2), number("count", 1) - 0.05);
    EXPECT_LE(number("count", 2), number("count", 1) + 3.55);
    EXPECT_GE(number("y", 0), number("count", 2) - 0.55);
    added += number("y", 0) - number("count", 2);
  }
  EXPECT_NEAR(added / 300, 5, 5 * 2 / std::sqrt(300));
}

// Of those who answered x, the next wave is answered by as many as its rate leaves.
TEST(Panel, DropOutFollowsTheAnswerBefore) {
  const std::string simulation =
      "  columns: {id: {kind: respondent_id}}\n"
      "  missing: {x: 0.1}\n"
      "  waves: {count: 3, dropout: {rate: 0.5, by: x, rates: {1: 1, 2: 0.2, 3: 0}}}\n";
  for (const SurveyMargins margins : {SurveyMargins::kSample, SurveyMargins::kModel}) {
    const Columns columns = Draw(simulation, {6000, 5, false, margins});
    std::map<std::string, double> answered, left;
    const size_t rows = columns.at("id").size();
    for (size_t i = 0; i < rows; ++i) {
      if (columns.at("wave")[i] == "3") continue;
      const std::string& answer = columns.at("x")[i];
      ++answered[answer];
      left[answer] += i + 1 == rows || columns.at("id")[i + 1] != columns.at("id")[i];
    }
    EXPECT_EQ(left["1"], answered["1"]);
    EXPECT_EQ(left["3"], 0);
    EXPECT_NEAR(left["2"] / answered["2"], 0.2, 5 * std::sqrt(0.16 / answered["2"]));
    EXPECT_NEAR(left[""] / answered[""], 0.5, 5 * std::sqrt(0.25 / answered[""]));
    EXPECT_NEAR(answered[""] / (answered[""] + answered["1"] + answered["2"] + answered["3"]), 0.1,
                5 * std::sqrt(0.09 / 6000));
  }
}

// A name without the suffix means every wave, and one with it that wave alone.
TEST(Panel, MissingAnswersByWave) {
  const Columns columns = Draw(
      "  missing: {x: {rate: 0, by: x2, rates: {1: 1}}, x_w2: {rate: 1, code: 9}}\n"
      "  columns: {x2_w1: {shares: {1: 0.5, 2: 0.5}}, x2_w2: {shares: {1: 1, 2: 0}},\n"
      "            x2_w3: {shares: {1: 0, 2: 1}}}\n"
      "  waves: {count: 3}\n",
      {40, 5});
  for (size_t i = 0; i < 120; i += 3) {
    EXPECT_EQ(columns.at("x")[i].empty(), columns.at("x2")[i] == "1");
    EXPECT_EQ(columns.at("x")[i + 1], "9");
    EXPECT_FALSE(columns.at("x")[i + 2].empty());
  }
}

TEST(Panel, ARespondentDoesNotDependOnTheSurveysSize) {
  const std::string simulation =
      std::string(kShifts) + "  waves: {count: 3, dropout: {by: x, rates: {1: 0.5}}}\n";
  const Model truth = ReadYaml(Panel(simulation), "panel.yaml");
  const SurveyOptions few = {50, 7, false, SurveyMargins::kModel};
  SurveyOptions many = few;
  many.respondents = 3000;
  many.threads = 2;
  const std::string small = SimulateSurvey(truth, few), large = SimulateSurvey(truth, many);
  EXPECT_EQ(large.substr(0, small.size()), small);
}

std::string FaultsOf(const std::string& simulation,
                     SurveyMargins margins = SurveyMargins::kSample) {
  try {
    SimulateSurvey(ReadYaml(Panel(simulation), "panel.yaml"), {20, 1, false, margins});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    for (const Fault& fault : error.faults()) {
      EXPECT_FALSE(fault.hint.empty()) << fault.message;
      EXPECT_GT(fault.place.line, 0) << fault.message;
    }
    return error.what();
  }
  return "";
}

TEST(PanelFaults, Shifts) {
  EXPECT_THAT(FaultsOf("  columns: {g: {shares: {a: 1}, shifts: {b: {F: 1}}}}\n"),
              HasSubstr("'g' has no value 'b'"));
  EXPECT_THAT(FaultsOf("  columns: {g: {shares: {a: 1}, shifts: {a: {H: 1}}}}\n"),
              HasSubstr("'g' shifts 'H', which is no construct of the model"));
  EXPECT_THAT(FaultsOf("  columns: {g: {shares: {a: 1}, shifts: {a: {F: much}}}}\n"),
              HasSubstr("much"));
  EXPECT_THAT(FaultsOf("  columns: {g: {from: y, shares: {a: 1}, shifts: {a: {F: 1}}}}\n"),
              HasSubstr("has both 'from' and 'shifts'"));
  EXPECT_THAT(FaultsOf("  columns: {g: {by: x_w1, shares: {1: {a: 1}, 2: {a: 1}, 3: {a: 1}}, "
                       "shifts: {a: {F: 1}}}}\n"),
              HasSubstr("depends on it"));
  EXPECT_THAT(FaultsOf("  columns: {n: {kind: integer, shifts: {1: {F: 1}}}}\n"),
              HasSubstr("'shifts'"));
  const std::string margin = std::string(kShifts) + "  margins: {y: [0.5, 0.5]}\n";
  EXPECT_EQ(FaultsOf(margin), "");
  EXPECT_THAT(FaultsOf(margin, SurveyMargins::kModel),
              AllOf(HasSubstr("'group' shifts the responses"), HasSubstr("the shares of 'y'")));
}

TEST(PanelFaults, WhatValuesFollow) {
  EXPECT_THAT(FaultsOf("  columns: {n: {kind: integer, after: m}}\n"),
              HasSubstr("the column 'm' is no column of the survey"));
  EXPECT_THAT(FaultsOf("  columns: {n: {kind: integer, after: g}, g: {shares: {a: 1}}}\n"),
              HasSubstr("'n' comes after 'g', which is no number"));
  EXPECT_THAT(FaultsOf("  columns: {n: {kind: integer, after: x_w1}}\n"),
              HasSubstr("'n' comes after 'x_w1', which is no number"));
  EXPECT_THAT(FaultsOf("  columns: {d: {kind: date, after: n}, n: {kind: integer}}\n"),
              HasSubstr("'d' comes after 'n', which is no date"));
  EXPECT_THAT(FaultsOf("  columns: {m: {kind: integer, after: n}, n: {kind: integer, after: m}}\n"),
              HasSubstr("depends on it"));
  EXPECT_THAT(FaultsOf("  columns: {d: {kind: date, latest: \"2024-01-01\", after: d2},\n"
                       "    d2: {kind: date, latest: \"2024-01-01\"}}\n"),
              HasSubstr("'after' beside 'latest'"));
  EXPECT_THAT(FaultsOf("  columns: {d: {kind: date, mean: 4}}\n"), HasSubstr("no latest date"));
  EXPECT_THAT(FaultsOf("  columns: {d: {kind: date, latest: \"2024-01-01\", min: 1e9}}\n"),
              HasSubstr("centuries apart"));
}

TEST(PanelFaults, DropOut) {
  const auto dropout = [](const std::string& text) {
    return FaultsOf("  waves: {count: 3, dropout: " + text + "}\n");
  };
  EXPECT_THAT(dropout("1.5"), HasSubstr("1.5 is not between 0 and 1"));
  EXPECT_THAT(dropout("{rate: 0.1, by: x}"), HasSubstr("'by' and 'rates' belong together"));
  EXPECT_THAT(dropout("{by: x, rates: {7: 0.2}}"), HasSubstr("'x' has no value '7'"));
  EXPECT_THAT(dropout("{by: w, rates: {1: 0.2}}"), HasSubstr("'w_w1' is no column"));
  EXPECT_THAT(dropout("{by: y, rates: {1: 0.2}}"), HasSubstr("'y' has no categories"));
  EXPECT_THAT(dropout("{by: x_w3, rates: {1: 0.2}}"), HasSubstr("depends on it"));
  EXPECT_THAT(dropout("{rate: 0.1, code: 3}"), HasSubstr("'code'"));
}

}  // namespace
}  // namespace trustsem
