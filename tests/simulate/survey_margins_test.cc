// Shares that are met in the sample, weights, clusters, missing answers and waves.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/simulate/truths.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

using Columns = std::map<std::string, std::vector<std::string>>;

const Columns& Shipped() {
  static const Columns columns = ColumnsOf(SimulateSurvey(TrustTruth(), {1600, 20240620}));
  return columns;
}

// The weighted shares of a column's cells that are not empty.
std::map<std::string, double> WeightedShares(const Columns& columns, const std::string& name) {
  const std::vector<std::string>& cells = columns.at(name);
  std::map<std::string, double> shares;
  double total = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    const double weight = std::stod(columns.at("weight")[i]);
    shares[cells[i]] += weight;
    total += weight;
  }
  for (auto& [value, share] : shares) share /= total;
  return shares;
}

TEST(SurveyMargins, EveryPrescribedShareIsMet) {
  const Model truth = TrustTruth();
  ASSERT_EQ(truth.simulation.margins.size(), 52u);
  for (const auto& [item, margin] : truth.simulation.margins) {
    std::map<std::string, double> shares = WeightedShares(Shipped(), item);
    ASSERT_EQ(shares.size(), margin.shares.size()) << item;
    for (size_t k = 0; k < margin.shares.size(); ++k) {
      const std::string answer = std::to_string(static_cast<int>(margin.answers[k]));
      // Two cuts, each by half of the heaviest respondent's weight of 2.2 among some 1,500.
      EXPECT_NEAR(shares[answer], margin.shares[k], 0.0016) << item << " " << answer;
    }
  }
  for (const ChoiceSet& set : truth.simulation.choices) {
    for (size_t k = 0; k < set.items.size(); ++k) {
      EXPECT_NEAR(WeightedShares(Shipped(), set.items[k])["1"], set.shares[k], 0.0016);
    }
  }
}

TEST(SurveyMargins, WeightsBringCategoriesToThePopulation) {
  double sum = 0;
  for (const std::string& weight : Shipped().at("weight")) sum += std::stod(weight);
  EXPECT_NEAR(sum / 1600, 1, 1e-5);
  for (const MetaColumn& column : TrustTruth().simulation.columns) {
    for (const auto& [name, shares] : column.population) {
      std::map<std::string, double> found = WeightedShares(Shipped(), name);
      // The other category's correction and the further factor of variation 0.15 move them little.
      for (const auto& [value, share] : shares) {
        EXPECT_NEAR(found[value], share, 0.012) << name << " " << value;
      }
    }
  }
}

TEST(SurveyMargins, ChoicesAreThreeOrNone) {
  const ChoiceSet set = TrustTruth().simulation.choices.at(0);
  int unanswered = 0;
  for (size_t i = 0; i < 1600; ++i) {
    std::string answers;
    for (const std::string& item : set.items) answers += Shipped().at(item)[i];
    unanswered += answers.empty();
    if (answers.empty()) continue;
    EXPECT_EQ(std::count(answers.begin(), answers.end(), '1'), 3) << i;
    EXPECT_EQ(answers.size(), 10u) << i;
  }
  EXPECT_GT(unanswered, 10);
  EXPECT_LT(unanswered, 64);
}

TEST(SurveyMargins, ClustersAreNested) {
  std::map<std::string, std::set<std::string>> salespersons, markets, buyers;
  std::map<std::string, int> sizes;
  for (size_t i = 0; i < 1600; ++i) {
    const std::string& account = Shipped().at("account_id")[i];
    const std::string& salesperson = Shipped().at("salesperson_id")[i];
    salespersons[account].insert(salesperson);
    markets[salesperson].insert(Shipped().at("market")[i]);
    buyers[account].insert(Shipped().at("buyer_context")[i]);
    ++sizes[account];
  }
  EXPECT_GT(sizes.size(), 380u);
  EXPECT_LE(sizes.size(), 400u);
  EXPECT_GE(markets.size(), 79u);
  for (const auto& [account, names] : salespersons) EXPECT_EQ(names.size(), 1u) << account;
  for (const auto& [salesperson, names] : markets) EXPECT_EQ(names.size(), 1u) << salesperson;
  for (const auto& [account, names] : buyers) EXPECT_EQ(names.size(), 1u) << account;
  std::set<int> distinct;
  for (const auto& [account, size] : sizes) distinct.insert(size);
  EXPECT_GT(distinct.size(), 5u);
}

// Members of a cluster resemble each other by the share that was asked for: the correlation of two
// members of a cluster of two, over 20,000 of them, to five standard errors.
TEST(SurveyMargins, ClustersShareTheConstructsVariance) {
  Model truth = StandardisedTruth("F =~ 0.9*x1 + 0.7*x2\n");
  MetaColumn cluster;
  cluster.name = "account";
  cluster.kind = MetaColumn::Kind::kCluster;
  cluster.size = 2;
  cluster.intraclass = 0.3;
  truth.simulation.columns = {cluster};
  const Columns columns = ColumnsOf(SimulateSurvey(truth, {40000, 3, true, SurveyMargins::kModel}));
  std::map<std::string, std::vector<double>> members;
  for (size_t i = 0; i < 40000; ++i) {
    members[columns.at("account")[i]].push_back(std::stod(columns.at("x1")[i]));
  }
  double products = 0, pairs = 0;
  for (const auto& [account, values] : members) {
    for (size_t i = 0; i + 1 < values.size(); i += 2) {
      products += values[i] * values[i + 1];
      ++pairs;
    }
  }
  ASSERT_GT(pairs, 10000);
  EXPECT_NEAR(products / pairs, 0.3 * 0.81, 5 / std::sqrt(pairs));
}

TEST(SurveyMargins, AnswersAreMissingAtTheirRates) {
  Model truth = TrustTruth();
  const double n = 20000;
  const Columns columns =
      ColumnsOf(SimulateSurvey(truth, {static_cast<int64_t>(n), 11, false, SurveyMargins::kModel}));
  const auto share = [&](const std::string& name, const std::string& by, const std::string& value) {
    double missing = 0, all = 0;
    for (size_t i = 0; i < columns.at(name).size(); ++i) {
      if (!by.empty() && columns.at(by)[i] != value) continue;
      missing += columns.at(name)[i].empty();
      ++all;
    }
    return std::pair(missing / all, all);
  };
  const auto expect = [&](const std::string& name, const std::string& by, const std::string& value,
                          double rate) {
    const auto [found, all] = share(name, by, value);
    EXPECT_NEAR(found, rate, 5 * std::sqrt(rate * (1 - rate) / all)) << name << " " << value;
  };
  expect("trust1", "", "", 0.015);
  expect("share_of_wallet", "buyer_context", "b2b", 0.11);
  expect("share_of_wallet", "buyer_context", "b2c", 0.05);
  expect("n_int_to_trust", "trust_freq", "1", 0.10);
  expect("n_int_to_trust", "trust_freq", "4", 0.02);
  expect("top3_friendly", "", "", 0.02);
}

TEST(SurveyMargins, MissingCodesAreWritten) {
  Model truth = StandardisedTruth("F =~ 0.9*x1 + 0.7*x2\n");
  truth.simulation.missing["x1"].rate = 0.5;
  truth.simulation.missing["x1"].code = "98";
  const std::vector<std::string> cells = CellsOf(SimulateSurvey(truth, {200, 3}), "x1");
  const auto coded = std::count(cells.begin(), cells.end(), "98");
  EXPECT_GT(coded, 60);
  EXPECT_LT(coded, 140);
}

TEST(SurveyMargins, ThreadsDoNotChangeTheBytes) {
  const Model truth = TrustTruth();
  for (const SurveyMargins margins : {SurveyMargins::kSample, SurveyMargins::kModel}) {
    const std::string one = SimulateSurvey(truth, {2500, 7, false, margins, 1});
    EXPECT_EQ(one, SimulateSurvey(truth, {2500, 7, false, margins, 2}));
    EXPECT_EQ(one, SimulateSurvey(truth, {2500, 7, false, margins, 5}));
  }
}

TEST(SurveyMargins, DatesLieBeforeTheLatestByTheMonths) {
  const Columns& columns = Shipped();
  int later = 0;
  for (size_t i = 0; i < 1600; ++i) {
    const std::string& date = columns.at("first_contact_date")[i];
    ASSERT_EQ(date.size(), 10u);
    EXPECT_LE(date, "2024-06-30");
    if (columns.at("tenure_months")[i].empty()) continue;
    // Months of 30.44 days since the first purchase, and the days before it.
    const double year = std::stod(date.substr(0, 4)), month = std::stod(date.substr(5, 2));
    const double months = (2024 - year) * 12 + 6 - month;
    EXPECT_GE(months + 1.1, std::stod(columns.at("tenure_months")[i]));
    later += months > std::stod(columns.at("tenure_months")[i]) + 1;
  }
  EXPECT_GT(later, 800);
}

TEST(SurveyMargins, WavesAreRows) {
  Model truth = ReadYaml(
      "trustsem: 1\n"
      "constructs:\n"
      "  T1: {items: [{item: a_w1, fixed: 0.8}, {item: b_w1, fixed: 0.7}]}\n"
      "  T2: {items: [{item: a_w2, fixed: 0.8}, {item: b_w2, fixed: 0.7}]}\n"
      "  T3: {items: [{item: a_w3, fixed: 0.8}, {item: b_w3, fixed: 0.7}]}\n"
      "paths:\n"
      "  - {path: T1 -> T2, fixed: 0.6}\n"
      "  - {path: T2 -> T3, fixed: 0.6}\n"
      "simulation:\n"
      "  standardized: true\n"
      "  columns:\n"
      "    id: {kind: respondent_id}\n"
      "    group: {kind: category, shares: {x: 0.5, y: 0.5}}\n"
      "  margins: {a_w1: [0.5, 0.5], a_w2: [0.3, 0.7], a_w3: [0.2, 0.8]}\n"
      "  waves: {count: 3, dropout: 0.2}\n"
      "  order: [id, wave]\n",
      "panel.yaml");
  const std::string csv = SimulateSurvey(truth, {2000, 5});
  EXPECT_EQ(Lines(csv)[0], "id,wave,group,a,b");
  const Columns columns = ColumnsOf(csv);
  std::map<std::string, double> rows, twos;
  std::map<std::string, std::string> groups;
  std::map<std::string, int> last;
  for (size_t i = 0; i < columns.at("id").size(); ++i) {
    const std::string &wave = columns.at("wave")[i], &id = columns.at("id")[i];
    ++rows[wave];
    twos[wave] += columns.at("a")[i] == "2";
    EXPECT_EQ(std::stoi(wave), ++last[id]) << "who left does not come back";
    EXPECT_EQ(groups.emplace(id, columns.at("group")[i]).first->second, columns.at("group")[i]);
  }
  EXPECT_EQ(rows["1"], 2000);
  EXPECT_NEAR(rows["2"] / 2000, 0.8, 5 * std::sqrt(0.16 / 2000));
  EXPECT_NEAR(rows["3"] / 2000, 0.64, 5 * std::sqrt(0.23 / 2000));
  // Met among those who are still there.
  EXPECT_NEAR(twos["1"] / rows["1"], 0.5, 0.001);
  EXPECT_NEAR(twos["2"] / rows["2"], 0.7, 0.001);
  EXPECT_NEAR(twos["3"] / rows["3"], 0.8, 0.001);
}

std::string FaultsOf(const std::string& simulation, const std::string& model = "") {
  const std::string text =
      "trustsem: 1\n"
      "constructs:\n"
      "  F: {items: [{item: x1, fixed: 0.8}, {item: x2, fixed: 0.7}, {item: x3, fixed: 0.6}]}\n" +
      model + "simulation:\n  standardized: true\n" + simulation;
  try {
    SimulateSurvey(ReadYaml(text, "truth.yaml"), {20, 1});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    for (const Fault& fault : error.faults()) EXPECT_FALSE(fault.hint.empty()) << fault.message;
    return error.what();
  }
  return "";
}

TEST(SurveyMarginsFaults, EachIsNamed) {
  EXPECT_THAT(FaultsOf("  margins: {x1: [0.5, 0.4]}\n"), HasSubstr("the shares sum to 0.9"));
  EXPECT_THAT(FaultsOf("  margins: {x1: [0.5, 0.7, -0.2]}\n"), HasSubstr("not between 0 and 1"));
  EXPECT_THAT(FaultsOf("  margins: {x1: [1]}\n"), HasSubstr("one answer alone"));
  EXPECT_THAT(FaultsOf("  margins: {y1: [0.5, 0.5]}\n"),
              HasSubstr("'y1' is no observed variable of the model"));
  EXPECT_THAT(FaultsOf("  margins: {x1: {low: 0.5, high: 0.5}}\n"),
              HasSubstr("'low' is no number"));
  EXPECT_THAT(FaultsOf("  margins: {x1: [0.5, 0.5]}\n  items: {x1: {kind: number, mean: 2}}\n"),
              HasSubstr("'x1' has both a margin and a scale"));
  EXPECT_THAT(FaultsOf("  margins: {x1: [0.5, 0.5]}\n", "thresholds: {x1: [0]}\n"),
              HasSubstr("'x1' has both a margin and thresholds"));
  EXPECT_THAT(FaultsOf("  choices: {q: {choose: 2, shares: {x1: 0.5, x2: 0.5, x3: 0.5}}}\n"),
              HasSubstr("the shares sum to 1.5"));
  EXPECT_THAT(FaultsOf("  choices: {q: {choose: 3, shares: {x1: 1, x2: 1, x3: 1}}}\n"),
              HasSubstr("3 of 3 items are chosen"));
  EXPECT_THAT(FaultsOf("  missing: {x4: 0.1}\n"), HasSubstr("'x4' is no column or question"));
  EXPECT_THAT(FaultsOf("  missing: {x1: 1.5}\n"), HasSubstr("1.5 is not between 0 and 1"));
  EXPECT_THAT(FaultsOf("  missing: {x1: {by: x2, rates: {1: 0.5}}}\n"),
              HasSubstr("'x2' has no categories"));
  EXPECT_THAT(
      FaultsOf("  margins: {x1: [0.5, 0.5], x2: [0.5, 0.5]}\n"
               "  missing: {x1: {by: x2, rates: {1: 0.5}}, x2: {by: x1, rates: {1: 0.5}}}\n"),
      HasSubstr("depends on it"));
  EXPECT_THAT(FaultsOf("  columns: {a: {by: b, shares: {x: {y: 1}}}}\n"),
              HasSubstr("the column 'b' is no column of the survey"));
  EXPECT_THAT(FaultsOf("  columns: {a: {within: shop, shares: {x: 1}}}\n"),
              HasSubstr("'shop' is no cluster column"));
  EXPECT_THAT(FaultsOf("  columns: {a: {kind: cluster, of: b, size: 3}}\n"),
              HasSubstr("made of 'b', which is no cluster column"));
  EXPECT_THAT(FaultsOf("  columns: {a: {kind: cluster, size: 3, intraclass: 0.7}, "
                       "b: {kind: cluster, of: a, size: 3, intraclass: 0.7}}\n"),
              HasSubstr("the intraclass shares sum to 1.4"));
  EXPECT_THAT(FaultsOf("  columns: {m: {shares: {a: 0.5, b: 0.5}}, "
                       "w: {kind: weight, population: {m: {a: 0.5, c: 0.5}}}}\n"),
              HasSubstr("'m' has no value 'c'"));
  EXPECT_THAT(FaultsOf("  columns: {d: {kind: date, latest: 2024-02-30}}\n"),
              HasSubstr("'2024-02-30' is no date"));
  EXPECT_THAT(FaultsOf("  order: [x1, x9]\n"), HasSubstr("'x9' under 'order' is no column"));
}

TEST(SurveyMarginsFaults, NonsenseIsNamed) {
  EXPECT_THAT(FaultsOf("  margins: {x1: [0.5, 0.5]}\n  missing: {x1: {rate: 0.1, code: 2}}\n"),
              HasSubstr("the missing code 2 of 'x1' is one of its answers"));
  EXPECT_THAT(FaultsOf("  columns: {m: {shares: {a: 1, b: 0}}, "
                       "w: {kind: weight, population: {m: {a: 0.5, b: 0.5}}}}\n"),
              HasSubstr("nobody is 'b' of 'm'"));
  EXPECT_THAT(FaultsOf("  columns: {d: {kind: date, latest: 2024-02-28, mean: 5e6}}\n"),
              HasSubstr("the dates of 'd' lie centuries apart"));
  EXPECT_THAT(FaultsOf("  columns: {n: {kind: integer, min: 0.2, max: 0.8}}\n"),
              HasSubstr("is not below the maximum"));
  EXPECT_THAT(FaultsOf("  columns: {c: {kind: constant}}\n"), HasSubstr("'c' has no value"));
  EXPECT_THAT(FaultsOf("  choices: {x3: {choose: 1, shares: {x1: 0.4, x2: 0.6}}}\n"),
              HasSubstr("the question 'x3' has the name of an item"));
  EXPECT_THAT(FaultsOf("  columns: {a: {by: b, shares: {x: {y: 1}}}, "
                       "b: {by: a, shares: {y: {x: 1}}}}\n"),
              HasSubstr("depends on it"));
}

// A column may depend on one that stands later.
TEST(SurveyMargins, DependencesHaveAnyOrder) {
  const Model truth = ReadYaml(
      "trustsem: 1\n"
      "constructs:\n"
      "  F: {items: [{item: x1, fixed: 0.8}, {item: x2, fixed: 0.7}]}\n"
      "simulation:\n"
      "  standardized: true\n"
      "  columns:\n"
      "    third: {by: second, shares: {c: {e: 1}, d: {f: 1}}}\n"
      "    second: {by: first, shares: {a: {c: 1}, b: {d: 1}}}\n"
      "    first: {shares: {a: 0.5, b: 0.5}}\n",
      "truth.yaml");
  const Columns columns = ColumnsOf(SimulateSurvey(truth, {40, 1}));
  for (size_t i = 0; i < 40; ++i) {
    const bool a = columns.at("first")[i] == "a";
    EXPECT_EQ(columns.at("second")[i], a ? "c" : "d");
    EXPECT_EQ(columns.at("third")[i], a ? "e" : "f");
  }
}

// What cannot be true of any population.
TEST(SurveyMarginsFaults, ImpossibleTruths) {
  const std::string more = "  G: {items: [{item: y1, fixed: 0.8}, {item: y2, fixed: 0.7}]}\n";
  EXPECT_THAT(
      FaultsOf("  margins: {x1: [0.5, 0.5]}\n", more + "paths: [{path: F -> G, fixed: 1.2}]\n"),
      HasSubstr("would leave 'G' a residual variance of -0.44"));
  EXPECT_THAT(FaultsOf("  margins: {x1: [0.5, 0.5]}\n",
                       more + "paths: [{path: F <=> G, forward: {fixed: 1.1}, "
                              "backward: {fixed: 1.0}}]\n"),
              HasSubstr("spectral radius"));
}

}  // namespace
}  // namespace trustsem
