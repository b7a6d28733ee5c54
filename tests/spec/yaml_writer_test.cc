#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "spec/read_model.h"
#include "spec/yaml_emit.h"
#include "spec/yaml_values.h"

namespace trustsem {
namespace {

void ExpectSame(const Text& a, const Text& b) {
  EXPECT_EQ(a.en, b.en);
  EXPECT_EQ(a.zh, b.zh);
}

// Like ==, but values that are not numbers are equal to each other.
void ExpectSame(const std::vector<double>& a, const std::vector<double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) << a[i] << " " << b[i];
  }
}

void ExpectSame(const Term& a, const Term& b) {
  SCOPED_TRACE(a.lhs + " " + ToString(a.op) + " " + a.rhs);
  EXPECT_EQ(a.lhs, b.lhs);
  EXPECT_EQ(a.op, b.op);
  EXPECT_EQ(a.rhs, b.rhs);
  EXPECT_EQ(a.modifiers.fixed, b.modifiers.fixed);
  EXPECT_EQ(a.modifiers.labels, b.modifiers.labels);
  ExpectSame(a.modifiers.start, b.modifiers.start);
  ExpectSame(a.modifiers.lower, b.modifiers.lower);
  ExpectSame(a.modifiers.upper, b.modifiers.upper);
  EXPECT_EQ(a.modifiers.equal_to, b.modifiers.equal_to);
  EXPECT_EQ(a.modifiers.equal_over_groups, b.modifiers.equal_over_groups);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.reciprocal, b.reciprocal);
}

void ExpectSame(const MetaColumn& a, const MetaColumn& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.shares, b.shares);
  EXPECT_EQ(a.mean, b.mean);
  EXPECT_EQ(a.sd, b.sd);
  EXPECT_EQ(a.minimum, b.minimum);
  EXPECT_EQ(a.maximum, b.maximum);
  EXPECT_EQ(a.decimals, b.decimals);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(std::tie(a.by, a.shares_by, a.from, a.within, a.shifts, a.after),
            std::tie(b.by, b.shares_by, b.from, b.within, b.shifts, b.after));
  EXPECT_EQ(std::tie(a.population, a.variation, a.size, a.of, a.intraclass, a.prefix),
            std::tie(b.population, b.variation, b.size, b.of, b.intraclass, b.prefix));
  EXPECT_EQ(std::tie(a.latest, a.months_from), std::tie(b.latest, b.months_from));
}

void ExpectSame(const Rate& a, const Rate& b) {
  EXPECT_EQ(std::tie(a.rate, a.by, a.rates), std::tie(b.rate, b.by, b.rates));
}

void ExpectSame(const Waves& a, const Waves& b) {
  EXPECT_EQ(std::tie(a.count, a.column, a.suffix), std::tie(b.count, b.column, b.suffix));
  ExpectSame(a.dropout, b.dropout);
}

void ExpectSameClaims(const Model& a, const Model& b) {
  ASSERT_EQ(a.constraints.size(), b.constraints.size());
  for (size_t i = 0; i < a.constraints.size(); ++i) {
    EXPECT_EQ(a.constraints[i].lhs, b.constraints[i].lhs);
    EXPECT_EQ(a.constraints[i].op, b.constraints[i].op);
    EXPECT_EQ(a.constraints[i].rhs, b.constraints[i].rhs);
  }
  ASSERT_EQ(a.definitions.size(), b.definitions.size());
  for (size_t i = 0; i < a.definitions.size(); ++i) {
    EXPECT_EQ(a.definitions[i].name, b.definitions[i].name);
    EXPECT_EQ(a.definitions[i].expression, b.definitions[i].expression);
    ExpectSame(a.definitions[i].label, b.definitions[i].label);
  }
  ASSERT_EQ(a.hypotheses.size(), b.hypotheses.size());
  for (size_t i = 0; i < a.hypotheses.size(); ++i) {
    const Hypothesis& x = a.hypotheses[i];
    const Hypothesis& y = b.hypotheses[i];
    EXPECT_EQ(std::tie(x.name, x.about, x.lhs, x.rhs, x.op, x.expected, x.source),
              std::tie(y.name, y.about, y.lhs, y.rhs, y.op, y.expected, y.source));
    ExpectSame(x.label, y.label);
  }
}

void ExpectSameOptions(const Model& a, const Model& b) {
  EXPECT_EQ(a.data.ordered, b.data.ordered);
  EXPECT_EQ(a.data.all_ordered, b.data.all_ordered);
  EXPECT_EQ(std::tie(a.data.group, a.data.weights, a.data.cluster, a.data.strata),
            std::tie(b.data.group, b.data.weights, b.data.cluster, b.data.strata));
  EXPECT_EQ(std::tie(a.data.population, a.data.single_cluster, a.data.replicate_weights,
                     a.data.replicate_method, a.data.replicate_scales, a.data.fay),
            std::tie(b.data.population, b.data.single_cluster, b.data.replicate_weights,
                     b.data.replicate_method, b.data.replicate_scales, b.data.fay));
  EXPECT_EQ(a.data.missing_codes, b.data.missing_codes);
  EXPECT_EQ(a.data.auxiliary, b.data.auxiliary);
  EXPECT_EQ(std::tie(a.fit.imputations, a.fit.seed), std::tie(b.fit.imputations, b.fit.seed));
  EXPECT_EQ(std::tie(a.fit.estimator, a.fit.missing, a.fit.information, a.fit.parameterization,
                     a.fit.equal),
            std::tie(b.fit.estimator, b.fit.missing, b.fit.information, b.fit.parameterization,
                     b.fit.equal));
  EXPECT_EQ(
      std::tie(a.fit.mean_structure, a.fit.std_lv, a.fit.orthogonal, a.fit.growth, a.fit.fixed_x),
      std::tie(b.fit.mean_structure, b.fit.std_lv, b.fit.orthogonal, b.fit.growth, b.fit.fixed_x));
  EXPECT_EQ(
      std::tie(a.fit.bootstrap, a.fit.bootstrap_method, a.fit.bootstrap_interval, a.fit.seed),
      std::tie(b.fit.bootstrap, b.fit.bootstrap_method, b.fit.bootstrap_interval, b.fit.seed));
  EXPECT_EQ(a.simulation.standardized, b.simulation.standardized);
  EXPECT_EQ(a.simulation.statement, b.simulation.statement);
  ASSERT_EQ(a.simulation.columns.size(), b.simulation.columns.size());
  for (size_t i = 0; i < a.simulation.columns.size(); ++i) {
    ExpectSame(a.simulation.columns[i], b.simulation.columns[i]);
  }
  ASSERT_EQ(a.simulation.items.size(), b.simulation.items.size());
  for (const auto& [name, item] : a.simulation.items) {
    ASSERT_TRUE(b.simulation.items.count(name)) << name;
    ExpectSame(item, b.simulation.items.at(name));
  }
  ASSERT_EQ(a.simulation.missing.size(), b.simulation.missing.size());
  for (const auto& [name, missing] : a.simulation.missing) {
    ASSERT_TRUE(b.simulation.missing.count(name)) << name;
    ExpectSame(missing, b.simulation.missing.at(name));
    EXPECT_EQ(missing.code, b.simulation.missing.at(name).code);
  }
  ExpectSame(a.simulation.waves, b.simulation.waves);
}

// Everything but places and the file.
void ExpectSame(const Model& a, const Model& b) {
  EXPECT_EQ(a.version, b.version);
  EXPECT_EQ(a.name, b.name);
  ExpectSame(a.title, b.title);
  ExpectSame(a.description, b.description);
  EXPECT_EQ(a.source, b.source);
  ASSERT_EQ(a.constructs.size(), b.constructs.size());
  for (size_t i = 0; i < a.constructs.size(); ++i) {
    EXPECT_EQ(a.constructs[i].name, b.constructs[i].name);
    EXPECT_EQ(a.constructs[i].source, b.constructs[i].source);
    ExpectSame(a.constructs[i].label, b.constructs[i].label);
  }
  ASSERT_EQ(a.variables.size(), b.variables.size());
  for (size_t i = 0; i < a.variables.size(); ++i) {
    const Variable& x = a.variables[i];
    const Variable& y = b.variables[i];
    EXPECT_EQ(std::tie(x.name, x.column, x.missing_codes, x.reversed),
              std::tie(y.name, y.column, y.missing_codes, y.reversed));
    ExpectSame(x.label, y.label);
  }
  ASSERT_EQ(a.terms.size(), b.terms.size());
  for (size_t i = 0; i < a.terms.size(); ++i) ExpectSame(a.terms[i], b.terms[i]);
  ExpectSameClaims(a, b);
  ExpectSameOptions(a, b);
}

// YAML lists terms by section; within one, the order of appearance is kept.
void ExpectRoundTrip(Model model) {
  std::stable_sort(model.terms.begin(), model.terms.end(),
                   [](const Term& a, const Term& b) { return a.op < b.op; });
  const std::string text = WriteYaml(model);
  SCOPED_TRACE(text);
  ExpectSame(model, ReadYaml(text, "written.yaml"));
}

std::vector<std::string> Shipped() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(TRUSTSEM_SOURCE_DIR "/models")) {
    std::string first;  // line: specifications of other kinds stand there too
    std::getline(std::ifstream(entry.path()), first);
    if (first == "trustsem: 1") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class YamlWriterShippedTest : public ::testing::TestWithParam<std::string> {};

TEST_P(YamlWriterShippedTest, ReadsBackTheSame) {
  ExpectRoundTrip(ReadModel(TRUSTSEM_SOURCE_DIR "/models/" + GetParam() + ".yaml"));
}

INSTANTIATE_TEST_SUITE_P(Models, YamlWriterShippedTest, ::testing::ValuesIn(Shipped()),
                         [](const auto& model) { return model.param; });

TEST(YamlWriter, EveryKeyReadsBackTheSame) {
  ExpectRoundTrip(ReadYaml(
      "trustsem: 1\nname: m\ntitle: {en: 'It: is', zh: 标题}\ndescription: {zh: 说明}\nsource: "
      "'true'\n"
      "constructs:\n"
      "  A: {label: A label, source: L1, items: [{item: a1, fixed: free}, a2, B]}\n"
      "  B: [b1, {item: b2, label: [p, q, ''], start: [0.1, null, 1e-7]}, b3]\n"
      "items:\n  a1: {label: {zh: 一}, column: '1', reversed: [-1, 5.5], missing: [97, 98.5]}\n"
      "  a2: 'He said \"no\" \\ 50%'\n  b1: {}\n"
      "paths:\n  - {path: A <=> y, status: explicit, source: L2, forward: {label: f}}\n"
      "  - {path: z <=> y, forward: {status: implied}, backward: {source: L3, fixed: 0}}\n"
      "  - {path: A -> z, fixed: [1, free, 0.1], status: ambiguous, equal_over_groups: true}\n"
      "  - {path: w -> z, lower: [null, 0, -.inf], upper: [1, 2, .inf], equal_to: z ~ A}\n"
      "covariances: [A <-> A, {covariance: a1 <-> b1, label: c, equal_over_groups: false}]\n"
      "intercepts: [a1, {variable: a2, fixed: 0}, A]\n"
      "thresholds: {a1: [-1.5, null, free, {fixed: [1, 2, 3]}], b1: [{threshold: t3}, {label: "
      "t}]}\n"
      "scales: [a1, {variable: b1, fixed: 1}]\n"
      "constraints: [p == q, f + c > 0.2, c < exp(p)]\n"
      "effects: {e1: f*c, e2: {expression: -e1 + 2*(p - q), label: {en: E, zh: 效应}}}\n"
      "hypotheses:\n  - {name: H1, about: A -> z, expected: negative, label: Down, source: L4}\n"
      "  - {name: H2, about: e2, expected: positive}\n"
      "data: {ordered: [a1, b1], group: 'no', weights: w t, cluster: c, strata: s,\n"
      "  population: N h, single_cluster: average, replicate_weights: [rw1-rw3, 'no'],\n"
      "  replicate_method: brr, replicate_scale: [0.25, 1, 1, 2], fay: 0.3,\n"
      "  missing_codes: [97, -1], auxiliary: [u, v]}\n"
      "fit: {estimator: ULSMV, missing: imputation, imputations: 50, information: "
      "expected, parameterization: delta,\n"
      "  equal: [loadings], mean_structure: false, identification: marker, orthogonal: false,\n"
      "  growth: true, fixed_x: true, bootstrap: 1000, bootstrap_method: parametric,\n"
      "  bootstrap_interval: normal, seed: 7}\n"
      "simulation:\n  standardized: true\n  statement: \"Two lines\\nof text. 合成数据。\"\n"
      "  columns: {id: {kind: respondent_id, prefix: R}, c: {kind: constant, value: '01'},\n"
      "    'a b': {shares: {'yes': 0.5, 65+: 0.25, '': 0.25}},\n"
      "    n: {kind: number, mean: 1, sd: 0.3, min: -2, max: 4, decimals: 3},\n"
      "    i: {kind: integer, after: n}, s: {kind: cluster, size: 4, prefix: S},\n"
      "    g: {within: s, shares: {x: 1, y: 0}, shifts: {x: {A: 0.5}, y: {A: -1, B: 2}}},\n"
      "    d: {kind: date, latest: 2024-06-30, mean: 9, min: 1},\n"
      "    e: {kind: date, after: d, mean: 30, sd: 4, max: 60}}\n"
      "  missing: {a2: 0.1, b2: {rate: 0.1, by: g, rates: {x: 0.2}, code: 98}}\n"
      "  waves: {count: 2, dropout: {rate: 0.1, by: g, rates: {y: 0.3}}}\n"
      "  items: {a2: {kind: integer, mean: 12, sd: 4, min: 0}, b2: {decimals: 2}}\n",
      "m.yaml"));
}

TEST(YamlWriter, ModelsOfLavaanSyntaxReadBackTheSame) {
  for (const char* text :
       {"visual =~ x1 + c(a, b)*x2 + c(1, NA)*x3\ntextual =~ NA*x4 + start(0.5)*x5 + x6\n"
        "textual ~ c(0.1, 0.2)*visual\nvisual ~~ 1*visual\nx1 ~~ x4\nx1 ~ 0*1\n"
        "a == b\n",
        "f =~ x1 + x2 + equal(\"f =~ x2\")*x3\ng =~ f + y1 + y2\nx1 | t1 + 0.5*t2\n"
        "x1 ~*~ 1*x1\ny3 ~ p*f\nq := p^2\np > 0.1\np < 2\n",
        "RGen ~ RIQ + b12*FGen\nFGen ~ FIQ + b21*RGen\nRGen ~~ FGen\n"}) {
    ExpectRoundTrip(ReadLavaan(text, "m.lav"));
  }
}

TEST(YamlWriter, SaysNothingThatTheModelDoesNotSay) {
  EXPECT_EQ(WriteYaml(ReadLavaan("f =~ x1 + x2 + x3\ny ~ f\n", "m.lav")),
            "trustsem: 1\nconstructs:\n  f:\n    items: [x1, x2, x3]\npaths:\n  - f -> y\n");
}

TEST(YamlWriter, QuotesWhatWouldReadOtherwise) {
  EXPECT_EQ(YamlScalar("trust"), "trust");
  EXPECT_EQ(YamlScalar("A <-> B"), "A <-> B");
  EXPECT_EQ(YamlScalar("信任"), "信任");
  EXPECT_EQ(YamlScalar(""), "\"\"");
  EXPECT_EQ(YamlScalar("No"), "\"No\"");
  EXPECT_EQ(YamlScalar("a: b"), "\"a: b\"");
  EXPECT_EQ(YamlScalar("12"), "\"12\"");
  EXPECT_EQ(YamlScalar("a "), "\"a \"");
  EXPECT_EQ(YamlScalar("say \"x\\\""), "\"say \\\"x\\\\\\\"\"");
  EXPECT_EQ(YamlScalar("a\nb\tc"), "\"a\\nb\\x09c\"");
}

TEST(YamlWriter, NumbersReadBackExactly) {
  EXPECT_EQ(YamlNumber(1e-7), "1.0e-07");
  EXPECT_EQ(YamlNumber(2), "2");
  EXPECT_EQ(YamlNumber(INFINITY), ".inf");
  EXPECT_EQ(YamlNumber(NAN), "null");
  for (const double value : {0.1, 1.0 / 3, -1e300, 5e-324, 123456789.123}) {
    EXPECT_EQ(ParseYamlNumber(YamlNumber(value)), std::optional(value));
  }
}

}  // namespace
}  // namespace trustsem
