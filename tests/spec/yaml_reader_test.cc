#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHeader[] = "trustsem: 1\nconstructs:\n  A: [a1, a2]\n  B: [b1, b2]\n";

Model Read(const std::string& more) { return ReadYaml(kHeader + more, "m.yaml"); }

std::vector<std::string> Written(const Model& model) {
  std::vector<std::string> terms;
  for (const Term& term : model.terms) {
    terms.push_back(term.lhs + " " + ToString(term.op) + " " + term.rhs);
  }
  return terms;
}

const Term& Last(const Model& model) { return model.terms.back(); }

TEST(YamlReader, ListsTermsBySectionWhateverTheOrderInTheFile) {
  const Model model = ReadYaml(
      "scales: [a1]\nthresholds: {a1: [null, 0.5]}\nintercepts: [a2]\n"
      "covariances: [a1 <-> b1, A <-> A]\npaths: [A -> B]\n"
      "constructs: {A: [a1, a2], B: {items: [b1]}}\ntrustsem: 1\n",
      "m.yaml");
  EXPECT_THAT(Written(model), ElementsAre("A =~ a1", "A =~ a2", "B =~ b1", "B ~ A", "a1 ~~ b1",
                                          "A ~~ A", "a2 ~1 ", "a1 | t1", "a1 | t2", "a1 ~*~ a1"));
}

TEST(YamlReader, ReadsHeadingAndConstructs) {
  const Model model = ReadYaml(
      "trustsem: 1\nname: m\ntitle: Plain\ndescription: {en: Words, zh: 说明}\nsource: S\n"
      "constructs:\n  信任:\n    label: {zh: 信任}\n    source: L1\n    items: [x.1, é_2]\n",
      "dir/m.yaml");
  EXPECT_EQ(model.version, 1);
  EXPECT_EQ(model.name, "m");
  EXPECT_EQ(model.title.en, "Plain");
  EXPECT_EQ(model.title.zh, "");
  EXPECT_EQ(model.description.en, "Words");
  EXPECT_EQ(model.description.zh, "说明");
  EXPECT_EQ(model.source, "S");
  EXPECT_EQ(model.file, "dir/m.yaml");
  ASSERT_EQ(model.constructs.size(), 1u);
  EXPECT_EQ(model.constructs[0].name, "信任");
  EXPECT_EQ(model.constructs[0].label.en, "");
  EXPECT_EQ(model.constructs[0].label.zh, "信任");
  EXPECT_EQ(model.constructs[0].source, "L1");
  EXPECT_EQ(model.constructs[0].place.line, 7);
  EXPECT_EQ(model.constructs[0].place.column, 3);
  EXPECT_THAT(Written(model), ElementsAre("信任 =~ x.1", "信任 =~ é_2"));
}

TEST(YamlReader, PlacesCountCharacters) {
  const Model model =
      ReadYaml("trustsem: 1\nconstructs: {信任: [甲, 乙]}\npaths: [甲 -> 乙]\n", "m.yaml");
  EXPECT_EQ(model.terms[0].place.file, "m.yaml");
  EXPECT_EQ(model.terms[0].place.line, 2);
  EXPECT_EQ(model.terms[0].place.column, 19);
  EXPECT_EQ(model.terms[1].place.column, 22);
  EXPECT_EQ(Last(model).place.line, 3);
  EXPECT_EQ(Last(model).place.column, 9);
}

TEST(YamlReader, ByteOrderMarkTakesNoColumn) {
  const Model model = ReadYaml("\xEF\xBB\xBFtrustsem: 1\npaths: [a -> b]\n", "m.yaml");
  EXPECT_EQ(model.terms.size(), 1u);
  try {
    ReadYaml("\xEF\xBB\xBFtrust: 1\npaths: [a -> b]\n", "m.yaml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.faults()[0].place.column, 1);
  }
}

TEST(YamlReader, ReadsEveryModifier) {
  const Model model = Read(
      "paths:\n  - {path: A -> B, fixed: 0.5, start: 0.2, label: p, lower: -1, upper: 2,\n"
      "     equal_over_groups: false, status: implied, source: L2}\n");
  const Term& term = Last(model);
  EXPECT_EQ(term.lhs, "B");
  EXPECT_EQ(term.rhs, "A");
  EXPECT_THAT(term.modifiers.fixed, ElementsAre(std::optional(0.5)));
  EXPECT_THAT(term.modifiers.start, ElementsAre(0.2));
  EXPECT_THAT(term.modifiers.labels, ElementsAre("p"));
  EXPECT_THAT(term.modifiers.lower, ElementsAre(-1));
  EXPECT_THAT(term.modifiers.upper, ElementsAre(2));
  EXPECT_EQ(term.modifiers.equal_over_groups, std::optional(false));
  EXPECT_EQ(term.status, Status::kImplied);
  EXPECT_EQ(term.source, "L2");
  EXPECT_FALSE(term.reciprocal);
}

TEST(YamlReader, ModifiersMayDifferByGroup) {
  const Model model = Read(
      "paths:\n  - {path: A -> B, fixed: [1, free, null], start: [null, 1, 2], label: [p, '', q],\n"
      "     lower: [null, 0, -.inf], upper: [null, 1, .inf]}\n");
  const Modifiers& said = Last(model).modifiers;
  EXPECT_THAT(said.fixed, ElementsAre(std::optional(1.0), std::nullopt, std::nullopt));
  ASSERT_EQ(said.start.size(), 3u);
  EXPECT_TRUE(std::isnan(said.start[0]));
  EXPECT_EQ(said.start[2], 2);
  EXPECT_THAT(said.labels, ElementsAre("p", "", "q"));
  EXPECT_THAT(said.lower, ElementsAre(-INFINITY, 0, -INFINITY));
  EXPECT_THAT(said.upper, ElementsAre(INFINITY, 1, INFINITY));
}

TEST(YamlReader, FreeAndEqualTo) {
  const Model model = ReadYaml(
      "trustsem: 1\nconstructs:\n  A: [{item: a1, free: true}, a2, {item: a3, equal_to: A =~ "
      "a2}]\n",
      "m.yaml");
  EXPECT_THAT(model.terms[0].modifiers.fixed, ElementsAre(std::nullopt));
  EXPECT_TRUE(model.terms[1].modifiers.fixed.empty());
  EXPECT_EQ(model.terms[2].modifiers.equal_to, "A=~a2");
}

TEST(YamlReader, ReciprocalPathIsTwoTerms) {
  const Model model = Read(
      "paths:\n  - path: A <=> B\n    backward: {label: q, source: L9}\n    forward: {start: 0.3}\n"
      "    status: explicit\n    source: L1\n");
  const Term& forward = model.terms[model.terms.size() - 2];
  const Term& backward = Last(model);
  EXPECT_EQ(forward.lhs, "B");
  EXPECT_EQ(forward.rhs, "A");
  EXPECT_EQ(backward.lhs, "A");
  EXPECT_EQ(backward.rhs, "B");
  EXPECT_TRUE(forward.reciprocal && backward.reciprocal);
  EXPECT_THAT(forward.modifiers.start, ElementsAre(0.3));
  EXPECT_TRUE(forward.modifiers.labels.empty());
  EXPECT_THAT(backward.modifiers.labels, ElementsAre("q"));
  EXPECT_EQ(forward.status, Status::kExplicit);
  EXPECT_EQ(backward.status, Status::kExplicit);
  EXPECT_EQ(forward.source, "L1");
  EXPECT_EQ(backward.source, "L9");
}

TEST(YamlReader, Thresholds) {
  const Model model =
      Read("thresholds:\n  a1: [-1.5, null, free, {label: t, start: 1}, {threshold: t9}]\n");
  const size_t first = model.terms.size() - 5;
  EXPECT_THAT(model.terms[first].modifiers.fixed, ElementsAre(std::optional(-1.5)));
  EXPECT_TRUE(model.terms[first + 1].modifiers.fixed.empty());
  EXPECT_THAT(model.terms[first + 2].modifiers.fixed, ElementsAre(std::nullopt));
  EXPECT_THAT(model.terms[first + 3].modifiers.labels, ElementsAre("t"));
  EXPECT_EQ(model.terms[first + 3].rhs, "t4");
  EXPECT_EQ(Last(model).rhs, "t9");
}

TEST(YamlReader, Items) {
  const Model model = Read(
      "items:\n  a1: {label: {en: One, zh: 一}, column: Q 1, reversed: [1, 5], missing: [97, 98]}\n"
      "  a2: Two\n  b1: {missing: 9}\n");
  ASSERT_EQ(model.variables.size(), 3u);
  EXPECT_EQ(model.variables[0].label.zh, "一");
  EXPECT_EQ(model.variables[0].column, "Q 1");
  EXPECT_EQ(model.variables[0].reversed, std::optional(std::pair(1.0, 5.0)));
  EXPECT_THAT(model.variables[0].missing_codes, ElementsAre(97, 98));
  EXPECT_EQ(model.variables[1].label.en, "Two");
  EXPECT_THAT(model.variables[2].missing_codes, ElementsAre(9));
}

TEST(YamlReader, ConstraintsEffectsAndHypotheses) {
  const Model model = Read(
      "paths:\n  - {path: A -> B, label: p}\ncovariances:\n  - {covariance: a1 <-> b1, label: q}\n"
      "constraints: [p == 2*q, p + q > 0.2, q<1]\n"
      "effects:\n  twice: 2*p\n  more: {expression: twice + q, label: {en: More, zh: 更多}}\n"
      "hypotheses:\n"
      "  - {name: H1, about: A -> B, expected: positive, label: Up, source: L1}\n"
      "  - {name: H2, about: a1 <-> b1, expected: negative}\n"
      "  - {name: H3, about: more, expected: positive}\n");
  ASSERT_EQ(model.constraints.size(), 3u);
  EXPECT_EQ(model.constraints[0].lhs, "p");
  EXPECT_EQ(model.constraints[0].op, Operator::kEqual);
  EXPECT_EQ(model.constraints[0].rhs, "2*q");
  EXPECT_EQ(model.constraints[1].lhs, "p + q");
  EXPECT_EQ(model.constraints[1].op, Operator::kGreater);
  EXPECT_EQ(model.constraints[2].op, Operator::kLess);
  ASSERT_EQ(model.definitions.size(), 2u);
  EXPECT_EQ(model.definitions[0].expression, "2*p");
  EXPECT_EQ(model.definitions[1].expression, "twice + q");
  EXPECT_EQ(model.definitions[1].label.zh, "更多");
  ASSERT_EQ(model.hypotheses.size(), 3u);
  EXPECT_EQ(model.hypotheses[0].lhs, "B");
  EXPECT_EQ(model.hypotheses[0].rhs, "A");
  EXPECT_EQ(model.hypotheses[0].label.en, "Up");
  EXPECT_EQ(model.hypotheses[0].expected, Sign::kPositive);
  EXPECT_EQ(model.hypotheses[1].op, Operator::kCovariance);
  EXPECT_EQ(model.hypotheses[1].lhs, "a1");
  EXPECT_EQ(model.hypotheses[1].expected, Sign::kNegative);
  EXPECT_EQ(model.hypotheses[2].lhs, "");
  EXPECT_EQ(model.hypotheses[2].about, "more");
}

TEST(YamlReader, SurveyDesign) {
  const Model model = Read(
      "data: {weights: w, strata: s, population: N, single_cluster: certainty,\n"
      "  replicate_weights: rw1-rw80, replicate_method: jkn, replicate_scale: 0.5, fay: 0.5}\n");
  EXPECT_EQ(model.data.population, "N");
  EXPECT_EQ(model.data.single_cluster, "certainty");
  EXPECT_THAT(model.data.replicate_weights, ElementsAre("rw1-rw80"));
  EXPECT_EQ(model.data.replicate_method, "jkn");
  EXPECT_THAT(model.data.replicate_scales, ElementsAre(0.5));
  EXPECT_EQ(model.data.fay, std::optional<double>(0.5));
}

TEST(YamlReader, DataAndFit) {
  const Model model = Read(
      "data: {ordered: [a1, a2], group: g, weights: w, cluster: c, strata: s, missing_codes: 9,\n"
      "  auxiliary: [u, v]}\n"
      "fit: {estimator: MLR, missing: fiml, imputations: 40, information: observed, "
      "parameterization: theta,\n"
      "  equal: [loadings, means], mean_structure: true, identification: unit_variance,\n"
      "  orthogonal: true, growth: false, fixed_x: false, bootstrap: 500,\n"
      "  bootstrap_method: bollen_stine, bootstrap_interval: bca, seed: 0}\n");
  EXPECT_THAT(model.data.ordered, ElementsAre("a1", "a2"));
  EXPECT_FALSE(model.data.all_ordered);
  EXPECT_EQ(model.data.group, "g");
  EXPECT_EQ(model.data.weights, "w");
  EXPECT_EQ(model.data.cluster, "c");
  EXPECT_EQ(model.data.strata, "s");
  EXPECT_THAT(model.data.missing_codes, ElementsAre(9));
  EXPECT_EQ(model.fit.estimator, std::optional<std::string>("MLR"));
  EXPECT_EQ(model.fit.missing, std::optional<std::string>("fiml"));
  EXPECT_THAT(model.data.auxiliary, ElementsAre("u", "v"));
  EXPECT_EQ(model.fit.imputations, std::optional(40));
  EXPECT_EQ(model.fit.information, std::optional<std::string>("observed"));
  EXPECT_EQ(model.fit.parameterization, std::optional<std::string>("theta"));
  EXPECT_THAT(model.fit.equal, ElementsAre("loadings", "means"));
  EXPECT_EQ(model.fit.mean_structure, std::optional(true));
  EXPECT_EQ(model.fit.std_lv, std::optional(true));
  EXPECT_EQ(model.fit.orthogonal, std::optional(true));
  EXPECT_EQ(model.fit.growth, std::optional(false));
  EXPECT_EQ(model.fit.fixed_x, std::optional(false));
  EXPECT_EQ(model.fit.bootstrap, std::optional<int64_t>(500));
  EXPECT_EQ(model.fit.bootstrap_method, "bollen_stine");
  EXPECT_EQ(model.fit.bootstrap_interval, "bca");
  EXPECT_EQ(model.fit.seed, std::optional<uint64_t>(0));
  EXPECT_TRUE(Read("data: {ordered: all}\n").data.all_ordered);
  EXPECT_EQ(Read("").fit.std_lv, std::nullopt);
  EXPECT_EQ(Read("fit: {identification: marker}\n").fit.std_lv, std::optional(false));
}

TEST(YamlReader, Simulation) {
  const Model model = Read(
      "simulation:\n  standardized: true\n  statement: Not a survey.\n  columns:\n"
      "    id: {kind: respondent_id}\n    1st: {kind: constant, value: x}\n"
      "    g: {shares: {f: 0.4, 2: 0.6}}\n    n: {kind: integer, mean: 3, sd: 2, min: 0, max: 9}\n"
      "  items:\n    a1: {mean: 36, sd: 14, min: 0, decimals: 1}\n");
  const SimulationOptions& said = model.simulation;
  EXPECT_TRUE(said.standardized);
  EXPECT_EQ(said.statement, "Not a survey.");
  ASSERT_EQ(said.columns.size(), 4u);
  EXPECT_EQ(said.columns[0].kind, MetaColumn::Kind::kRespondentId);
  EXPECT_EQ(said.columns[1].name, "1st");
  EXPECT_EQ(said.columns[1].kind, MetaColumn::Kind::kConstant);
  EXPECT_EQ(said.columns[1].value, "x");
  EXPECT_EQ(said.columns[2].kind, MetaColumn::Kind::kCategory);
  EXPECT_THAT(said.columns[2].shares, ElementsAre(std::pair("f", 0.4), std::pair("2", 0.6)));
  EXPECT_EQ(said.columns[3].kind, MetaColumn::Kind::kInteger);
  EXPECT_EQ(said.columns[3].minimum, 0);
  EXPECT_EQ(said.columns[3].maximum, 9);
  const MetaColumn& item = said.items.at("a1");
  EXPECT_EQ(item.kind, MetaColumn::Kind::kNumber);
  EXPECT_EQ(item.mean, 36);
  EXPECT_EQ(item.sd, 14);
  EXPECT_EQ(item.decimals, 1);
  EXPECT_EQ(item.maximum, INFINITY);
}

TEST(YamlReader, ReportsTheModelsFaultsBesideThoseOfReading) {
  try {
    Read("effects:\n  e: nowhere*2\nfit: {estimator: ML1}\n");
    FAIL();
  } catch (const Error& error) {
    ASSERT_EQ(error.faults().size(), 2u) << error.what();
    EXPECT_EQ(error.faults()[0].place.line, 6);
    EXPECT_THAT(error.faults()[0].message, HasSubstr("nowhere"));
    EXPECT_EQ(error.faults()[1].place.line, 7);
    EXPECT_THAT(error.faults()[1].message, HasSubstr("ML1"));
  }
}

TEST(YamlReader, MisspelledSectionIsTheOnlyFault) {
  try {
    ReadYaml("trustsem: 1\nconstruct: {A: [a1, a2]}\nitems: {a1: One, a2: Two}\npaths: [A -> x]\n",
             "m.yaml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.faults().size(), 1u) << error.what();
  }
}

TEST(ReadModel, SetsFileAndHash) {
  const std::string path = ::testing::TempDir() + "/yaml_reader_hash.yml";
  const std::string text = "trustsem: 1\npaths: [a -> b]\n";
  std::ofstream(path, std::ios::binary) << text;
  const Model model = ReadModel(path);
  EXPECT_EQ(model.file, path);
  EXPECT_EQ(model.hash, Hash(text));
  EXPECT_EQ(model.hash.size(), 32u);
}

TEST(ReadModel, TellsLanguagesByExtension) {
  const std::string path = ::testing::TempDir() + "/yaml_reader_language.LAV";
  std::ofstream(path, std::ios::binary) << "f =~ x1 + x2 + x3\n";
  EXPECT_EQ(ReadModel(path).terms.size(), 3u);
  for (const std::string name : {"model.json", "model"}) {
    try {
      ReadModel(name);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
      EXPECT_THAT(error.what(), HasSubstr("extension"));
      EXPECT_THAT(error.what(), HasSubstr(".yaml"));
    }
  }
}

}  // namespace
}  // namespace trustsem
