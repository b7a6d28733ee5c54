#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>

#include "spec/read_model.h"

namespace trustsem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

bool SameNumbers(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
           return x == y || (std::isnan(x) && std::isnan(y));
         });
}

void ExpectSame(const Model& read, const Model& model) {
  const std::string text = WriteLavaan(model);
  ASSERT_EQ(read.terms.size(), model.terms.size()) << text;
  for (size_t k = 0; k < read.terms.size(); ++k) {
    const Term &a = read.terms[k], &b = model.terms[k];
    EXPECT_EQ(a.lhs, b.lhs) << text;
    EXPECT_EQ(a.op, b.op) << text;
    EXPECT_EQ(a.rhs, b.rhs) << text;
    EXPECT_EQ(a.modifiers.fixed, b.modifiers.fixed) << text;
    EXPECT_EQ(a.modifiers.labels, b.modifiers.labels) << text;
    EXPECT_TRUE(SameNumbers(a.modifiers.start, b.modifiers.start)) << text;
    EXPECT_EQ(a.modifiers.lower, b.modifiers.lower) << text;
    EXPECT_EQ(a.modifiers.upper, b.modifiers.upper) << text;
    EXPECT_EQ(a.modifiers.equal_to, b.modifiers.equal_to) << text;
  }
  ASSERT_EQ(read.constraints.size(), model.constraints.size());
  for (size_t k = 0; k < read.constraints.size(); ++k) {
    EXPECT_EQ(read.constraints[k].lhs, model.constraints[k].lhs);
    EXPECT_EQ(read.constraints[k].op, model.constraints[k].op);
    EXPECT_EQ(read.constraints[k].rhs, model.constraints[k].rhs);
  }
  ASSERT_EQ(read.definitions.size(), model.definitions.size());
  for (size_t k = 0; k < read.definitions.size(); ++k) {
    EXPECT_EQ(read.definitions[k].name, model.definitions[k].name);
    EXPECT_EQ(read.definitions[k].expression, model.definitions[k].expression);
  }
}

Model Again(const Model& model) { return ReadLavaan(WriteLavaan(model), "again.lav"); }

Term RandomTerm(std::mt19937_64* random, const std::string& lhs, Operator op,
                const std::string& rhs, size_t groups) {
  const auto chance = [&] { return (*random)() % 3 == 0; };
  const auto count = [&] { return chance() ? groups : size_t{1}; };
  std::normal_distribution<double> normal;
  Term term;
  term.lhs = lhs;
  term.op = op;
  term.rhs = rhs;
  Modifiers& said = term.modifiers;
  if (chance()) {
    for (size_t g = count(); g > 0; --g) {
      said.fixed.push_back(chance() ? std::nullopt : std::optional<double>(normal(*random)));
    }
  }
  if (chance()) {
    for (size_t g = count(); g > 0; --g) {
      said.labels.push_back("b" + std::to_string((*random)() % 5));
    }
    if (said.labels.size() > 1 && chance()) said.labels[0] = "";
  }
  if (chance()) {
    for (size_t g = count(); g > 0; --g) said.start.push_back(1e-7 * normal(*random));
    if (chance()) said.start[0] = std::numeric_limits<double>::quiet_NaN();
  }
  if (chance()) {
    said.lower = {-std::abs(normal(*random))};
    if (chance()) said.lower = {-INFINITY};
  }
  if (chance()) said.upper.assign(count(), 1e20);
  if (chance()) said.equal_to = "f=~x1";
  return term;
}

TEST(WriteLavaan, ReadsBackAsTheSameModel) {
  std::mt19937_64 random(5);
  for (int repeat = 0; repeat < 300; ++repeat) {
    Model model;
    const size_t groups = 2 + random() % 2;
    model.constructs.push_back({"f", {}, "", {}});
    model.terms.push_back({});
    model.terms[0] = {"f", Operator::kMeasuredBy, "x1", {}, {}, "", false, {}};
    for (const char* item : {"x2", "信任.3", "x_4"}) {
      model.terms.push_back(RandomTerm(&random, "f", Operator::kMeasuredBy, item, groups));
    }
    model.terms.push_back(RandomTerm(&random, "y", Operator::kRegression, "f", groups));
    model.terms.push_back(RandomTerm(&random, "y", Operator::kIntercept, "", groups));
    model.terms.push_back(RandomTerm(&random, "y", Operator::kRegression, "z", groups));
    model.terms.push_back(RandomTerm(&random, "x1", Operator::kCovariance, "x2", groups));
    model.terms.push_back(RandomTerm(&random, "x1", Operator::kThreshold, "t1", groups));
    model.terms.push_back(RandomTerm(&random, "x1", Operator::kScale, "x1", groups));
    model.terms.push_back({"w", Operator::kRegression, "z", {}, {}, "", false, {}});
    model.terms.back().modifiers.labels = {"w1"};
    model.constraints.push_back({"w1", Operator::kGreater, "-1", {}});
    model.definitions.push_back({"k", "w1^2", {}, {}});
    ExpectSame(Again(model), model);
  }
}

TEST(WriteLavaan, NeighboursShareAStatement) {
  const Model model = ReadLavaan("f =~ x1 + NA*x2 + a*x2\nf =~ x3\ny ~ 1 + f\n", "m.lav");
  EXPECT_EQ(WriteLavaan(model), "f =~ x1 + NA*x2 + a*x2 + x3\ny ~ 1 + f\n");
}

TEST(WriteLavaan, WhatSyntaxCannotSayIsComment) {
  Model model = ReadLavaan("TRUST =~ t1 + t2\nREL =~ r1 + r2\nREL ~ a*TRUST\nk := a*2", "m.lav");
  model.title = {"Trust\nand relationship", "信任"};
  model.constructs[0].label = {"Trust", "信任"};
  model.terms[4].status = Status::kAmbiguous;
  model.terms[4].source = "S4 L117";
  model.variables.push_back({"t1", {"I trust", ""}, "Q1", {98, 99}, std::pair(1.0, 5.0), {}});
  model.hypotheses.push_back(
      {"H1", "TRUST -> REL", "REL", "TRUST", Operator::kRegression, Sign::kNegative, {}, "L9", {}});
  model.fit.std_lv = true;
  model.fit.equal = {"residual_covariances"};
  model.data.ordered = {"t1"};
  const std::string text = WriteLavaan(model);
  EXPECT_THAT(text, HasSubstr("# title: Trust and relationship / 信任\n"));
  EXPECT_THAT(text, HasSubstr("# construct TRUST: Trust / 信任\n"));
  EXPECT_THAT(text, HasSubstr("REL ~ a*TRUST  # ambiguous; S4 L117\n"));
  EXPECT_THAT(text, HasSubstr("# variable t1: I trust; column Q1; missing codes 98, 99; "
                              "reversed from 1 to 5\n"));
  EXPECT_THAT(text, HasSubstr("# hypothesis H1: TRUST -> REL is negative; L9\n"));
  EXPECT_THAT(text, HasSubstr("# fit: sem(model, data, group.equal = \"residual.covariances\", "
                              "std.lv = TRUE, ordered = \"t1\")\n"));
  ExpectSame(Again(model), model);
}

TEST(WriteLavaan, EqualityOverGroupsBecomesALabelOfItsOwn) {
  Model model = ReadLavaan("f =~ x1 + x2 + loading_f_x2*x3 + x4", "m.lav");
  model.terms[1].modifiers.equal_over_groups = true;
  model.terms[3].modifiers.equal_over_groups = false;
  const Model again = Again(model);
  EXPECT_THAT(again.terms[1].modifiers.labels, ElementsAre("loading_f_x2_"));
  EXPECT_TRUE(again.terms[3].modifiers.labels.empty());
  EXPECT_THAT(WriteLavaan(model), HasSubstr("group.partial = \"f=~x4\""));
}

TEST(WriteLavaan, LabelsThatAreNoNamesAreQuoted) {
  Model model = ReadLavaan("y ~ x", "m.lav");
  model.terms[0].modifiers.labels = {"my label"};
  EXPECT_EQ(WriteLavaan(model), "y ~ label(\"my label\")*x\n");
  ExpectSame(Again(model), model);
}

}  // namespace
}  // namespace trustsem
