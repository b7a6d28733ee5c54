// The shipped models and the examples of the reference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/file.h"
#include "spec/check_model.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

constexpr char kReference[] = TRUSTSEM_SOURCE_DIR "/docs/specification.md";

Model Shipped(const std::string& name) {
  return ReadModel(TRUSTSEM_SOURCE_DIR "/models/" + name + ".yaml");
}

const std::vector<std::string> kTrustModels = {"trust_relationship", "trust_drivers",
                                               "trust_drivers_without_instruments", "trust_loyalty",
                                               "chain"};

Model Truth() { return ReadModel(TRUSTSEM_SOURCE_DIR "/data/survey_truth.yaml"); }

const Term* Find(const Model& model, const std::string& lhs, Operator op, const std::string& rhs) {
  for (const Term& term : model.terms) {
    const bool same = term.lhs == lhs && term.rhs == rhs;
    const bool turned = op == Operator::kCovariance && term.lhs == rhs && term.rhs == lhs;
    if (term.op == op && (same || turned)) return &term;
  }
  return nullptr;
}

double Fixed(const Model& model, const std::string& lhs, Operator op, const std::string& rhs) {
  const Term* term = Find(model, lhs, op, rhs);
  if (term == nullptr || term->modifiers.fixed.size() != 1) return NAN;
  return term->modifiers.fixed[0].value_or(NAN);
}

std::set<std::string> Paths(const Model& model) {
  std::set<std::string> paths;
  for (const Term& term : model.terms) {
    if (term.op == Operator::kRegression) paths.insert(term.rhs + " -> " + term.lhs);
  }
  return paths;
}

TEST(ShippedModels, EveryConstructAndItemHasLabelsInBothLanguages) {
  std::vector<std::string> names = kTrustModels;
  names.push_back("mobi");
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const Model model = Shipped(name);
    EXPECT_EQ(model.name, name);
    EXPECT_FALSE(model.title.en.empty() || model.title.zh.empty());
    std::map<std::string, Text> labels;
    for (const Variable& variable : model.variables) labels[variable.name] = variable.label;
    for (const Construct& construct : model.constructs) {
      EXPECT_FALSE(construct.label.en.empty() || construct.label.zh.empty()) << construct.name;
    }
    for (const std::string& item : ObservedVariables(model)) {
      EXPECT_FALSE(labels[item].en.empty() || labels[item].zh.empty()) << item;
    }
  }
}

TEST(ShippedModels, ReconstructionsSaySoInBothLanguages) {
  for (const std::string& name : kTrustModels) {
    const Text said = Shipped(name).description;
    EXPECT_THAT(said.en, HasSubstr("a reconstruction from the report's text")) << name;
    EXPECT_THAT(said.zh, HasSubstr("依据报告文字重建")) << name;
  }
}

TEST(ShippedModels, EveryPathOfTheFiguresHasStatusSourceAndHypothesis) {
  for (const std::string name : {"trust_relationship", "trust_drivers", "trust_loyalty", "chain",
                                 "trust_drivers_without_instruments"}) {
    SCOPED_TRACE(name);
    const Model model = Shipped(name);
    std::set<std::string> claimed;
    for (const Hypothesis& claim : model.hypotheses) claimed.insert(claim.about);
    for (const Term& term : model.terms) {
      if (term.op != Operator::kRegression) continue;
      EXPECT_NE(term.status, Status::kUnstated) << term.rhs << " -> " << term.lhs;
      EXPECT_THAT(term.source, HasSubstr("S4 L"));
      EXPECT_TRUE(claimed.count(term.rhs + " -> " + term.lhs)) << term.rhs << " -> " << term.lhs;
    }
  }
}

TEST(ShippedModels, LoyaltyModelHasThePathsOfTheTruth) {
  const Model model = Shipped("trust_loyalty");
  EXPECT_EQ(Paths(model), Paths(Truth()));
  EXPECT_TRUE(Find(model, "CONF", Operator::kCovariance, "COMP"));
  EXPECT_TRUE(Find(model, "TRUST", Operator::kCovariance, "REL"));
  EXPECT_EQ(Find(model, "CO", Operator::kRegression, "COMP")->status, Status::kAmbiguous);
  EXPECT_EQ(Find(model, "TRUST", Operator::kRegression, "VAL")->status, Status::kExplicit);
  EXPECT_TRUE(Find(model, "TRUST", Operator::kRegression, "REL")->reciprocal);
}

TEST(ShippedModels, InstrumentsStandWhereTheyIdentify) {
  const std::set<std::string> with = Paths(Shipped("trust_drivers"));
  const std::set<std::string> without = Paths(Shipped("trust_drivers_without_instruments"));
  EXPECT_TRUE(with.count("RAP -> REL") && with.count("TEN -> REL"));
  EXPECT_FALSE(with.count("RAP -> TRUST") || with.count("TEN -> TRUST"));
  EXPECT_FALSE(with.count("VAL -> REL") || with.count("COMP -> REL"));
  EXPECT_EQ(without.size() + 2, with.size());
  EXPECT_FALSE(without.count("RAP -> REL"));
}

// Every variable of the population has a variance of one, so its disturbance must be positive.
TEST(ShippedModels, TruthIsAPopulation) {
  const Model truth = Truth();
  EXPECT_TRUE(truth.simulation.standardized);
  EXPECT_THAT(truth.simulation.statement,
              HasSubstr("Synthetic respondents calibrated to published percentages; not the "
                        "original survey; path coefficients are set by the generator."));
  EXPECT_THAT(truth.simulation.statement, HasSubstr("合成数据，非原调查数据。"));
  int block_b_items = 0;
  for (const Term& term : truth.terms) {
    ASSERT_EQ(term.modifiers.fixed.size(), 1u) << term.lhs << ToString(term.op) << term.rhs;
    ASSERT_TRUE(term.modifiers.fixed[0]);
    if (term.op != Operator::kMeasuredBy) continue;
    const double loading = std::abs(*term.modifiers.fixed[0]);
    const bool block_b = truth.simulation.margins.count(term.rhs) > 0 &&
                         truth.simulation.margins.at(term.rhs).answers.size() == 5 &&
                         term.rhs.find('_') == std::string::npos;
    EXPECT_GE(loading, block_b ? 0.66 : 0.10) << term.rhs;
    EXPECT_LE(loading, block_b ? 0.85 : 0.72) << term.rhs;
    block_b_items += block_b;
  }
  EXPECT_EQ(block_b_items, 25);
  EXPECT_EQ(Fixed(truth, "REL", Operator::kRegression, "TRUST"), 0.35);
  EXPECT_EQ(Fixed(truth, "TRUST", Operator::kRegression, "REL"), 0.20);
  EXPECT_EQ(Fixed(truth, "LOYB", Operator::kRegression, "LOYA"), 0.50);
  EXPECT_EQ(Fixed(truth, "CONF", Operator::kCovariance, "COMP"), 0.55);
  EXPECT_EQ(Fixed(truth, "TRUST", Operator::kCovariance, "REL"), 0.10);
}

TEST(ShippedModels, TruthHasRealisticShares) {
  const Model truth = Truth();
  std::set<std::vector<double>> different;
  for (const auto& [item, margin] : truth.simulation.margins) {
    if (item.find('_') != std::string::npos) continue;  // block A has the published shares
    const std::vector<double>& shares = margin.shares;
    ASSERT_EQ(shares.size(), 5u) << item;
    different.insert(shares);
    EXPECT_LT(shares[0] + shares[1], shares[3] + shares[4]) << item << ": more must agree";
    for (const double share : shares) EXPECT_GE(share, 0.03) << item;
  }
  EXPECT_GT(different.size(), 20u);
}

// Every fenced block that is a whole file is read; what a block shows must be true.
TEST(Reference, ExamplesAreRead) {
  std::istringstream lines(ReadTextFile(kReference, ErrorKind::kOther, "the reference"));
  std::string block;
  bool inside = false;
  int examples = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```yaml") {
      inside = true;
      block.clear();
    } else if (line == "```" && inside) {
      inside = false;
      if (block.find("trustsem: 1\n") == std::string::npos) continue;
      ++examples;
      try {
        ReadYaml(block, "example.yaml");
      } catch (const Error& error) {
        ADD_FAILURE() << error.what() << "\n" << block;
      }
    } else if (inside) {
      block += line + "\n";
    }
  }
  EXPECT_GE(examples, 14);
}

void CollectKeys(const nlohmann::json& node, std::set<std::string>* keys) {
  if (node.is_object() && node.contains("properties")) {
    for (const auto& [key, value] : node["properties"].items()) keys->insert(key);
  }
  if (node.is_structured()) {
    for (const nlohmann::json& child : node) CollectKeys(child, keys);
  }
}

// The schema lists every key; the reference must explain and show each.
TEST(Reference, ExplainsAndShowsEveryKeyOfTheSchema) {
  const std::string text = ReadTextFile(kReference, ErrorKind::kOther, "the reference");
  std::set<std::string> keys;
  CollectKeys(nlohmann::json::parse(SpecificationSchema()), &keys);
  EXPECT_GE(keys.size(), 60u);
  for (const std::string& key : keys) {
    const bool is_language = key == "en" || key == "zh";
    EXPECT_TRUE(is_language || text.find("`" + key + "`") != text.npos) << key;
    EXPECT_TRUE(text.find(key + ":") != text.npos) << key;
  }
}

}  // namespace
}  // namespace trustsem
