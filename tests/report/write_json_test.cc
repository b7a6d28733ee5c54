#include <gmock/gmock.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "report/write_results.h"
#include "tests/report/example_results.h"

namespace trustsem {
namespace {

using nlohmann::ordered_json;

ordered_json Parsed(const Results& results) { return ordered_json::parse(WriteJson(results)); }

TEST(WriteJson, HasTheContractsMembers) {
  const ordered_json json = Parsed(ExampleResults());
  std::vector<std::string> members;
  for (const auto& member : json.items()) members.push_back(member.key());
  EXPECT_THAT(members,
              testing::IsSupersetOf({"program", "converged", "nobs", "npar", "parameters", "fit",
                                     "modification_indices", "warnings", "groups", "r_squared",
                                     "effects", "hypotheses", "residual_correlations"}));
  EXPECT_EQ(members.front(), "program");
  EXPECT_EQ(json["program"]["name"], "trustsem");
  EXPECT_EQ(json["program"]["options"]["missing"], "listwise");
  EXPECT_EQ(json["program"]["model"]["hash"], "00ff");
  EXPECT_EQ(json["program"]["data"]["file"], "data/answers.csv");
  EXPECT_EQ(json["converged"], true);
  EXPECT_EQ(json["nobs"], ordered_json::parse("[1590]"));
  EXPECT_EQ(json["npar"], 13);
  EXPECT_EQ(json["warnings"][0]["code"], "small_cell");
  EXPECT_EQ(json["warnings"][0]["hint"], "join categories");
  EXPECT_TRUE(json["modification_indices"].is_array());
}

TEST(WriteJson, TellsTheSurveyDesign) {
  Results results = ExampleResults();
  EXPECT_FALSE(Parsed(results)["groups"][0].contains("clusters"));
  EXPECT_FALSE(Parsed(results).contains("replicate_weights"));
  results.groups[0].clusters = 45;
  results.groups[0].strata = 6;
  results.replicates = ReplicateSummary{"bootstrap", 200, 3};
  const ordered_json json = Parsed(results);
  EXPECT_EQ(json["groups"][0]["clusters"], 45);
  EXPECT_EQ(json["groups"][0]["strata"], 6);
  EXPECT_EQ(json["replicate_weights"]["method"], "bootstrap");
  EXPECT_EQ(json["replicate_weights"]["replicates"], 200);
  EXPECT_EQ(json["replicate_weights"]["left_out"], 3);
}

TEST(WriteJson, GivesEveryParameterRow) {
  const Results results = ExampleResults();
  const ordered_json rows = Parsed(results)["parameters"];
  ASSERT_EQ(rows.size(), results.estimates.size());
  const ordered_json& row = rows[1];
  EXPECT_EQ(row["lhs"], "TRUST");
  EXPECT_EQ(row["op"], "=~");
  EXPECT_EQ(row["rhs"], "trust2");
  EXPECT_EQ(row["group"], 1);
  EXPECT_EQ(row["label"], "");
  EXPECT_EQ(row["free"], true);
  EXPECT_EQ(row["est"], 0.81);
  EXPECT_EQ(row["se"], 0.04);
  EXPECT_EQ(row["pvalue"], 0.0004);
  EXPECT_EQ(row["ci_lower"], 0.81 - 1.96 * 0.04);
  EXPECT_EQ(row["std_all"], 0.81);
  EXPECT_FALSE(row.contains("status"));
  EXPECT_EQ(rows[0]["free"], false);
  EXPECT_EQ(rows[0]["se"], 0);
  EXPECT_TRUE(rows[0]["z"].is_null());
  EXPECT_EQ(rows.back()["op"], ":=");
  EXPECT_EQ(rows.back()["group"], 0);
}

TEST(WriteJson, StatusAndSourceStandWhereStated) {
  Results results = ExampleResults();
  results.estimates[0].status = Status::kAmbiguous;
  results.estimates[0].source = "L101";
  const ordered_json row = Parsed(results)["parameters"][0];
  EXPECT_EQ(row["status"], "ambiguous");
  EXPECT_EQ(row["source"], "L101");
}

TEST(WriteJson, NumbersThatDoNotExistAreNull) {
  Results results = ExampleResults();
  results.estimates[0].est = std::numeric_limits<double>::infinity();
  results.effects[0].est = kMissing;
  const std::string text = WriteJson(results);
  EXPECT_THAT(text, testing::Not(testing::ContainsRegex("[^a-z]nan[^a-z]")));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr(": inf")));
  const ordered_json json = ordered_json::parse(text);
  EXPECT_TRUE(json["parameters"][0]["est"].is_null());
  EXPECT_TRUE(json["effects"][0]["est"].is_null());
  EXPECT_TRUE(json["fit"]["gfi"].is_null());
}

TEST(WriteJson, NumbersReadBackExactly) {
  Results results = ExampleResults();
  const std::vector<double> values = {0.1 + 0.2, 1.0 / 3, 1e-300, -1.7976931348623157e308, 0.0, 42};
  results.fit.clear();
  for (const double value : values)
    results.fit.emplace_back("m" + std::to_string(results.fit.size()), value);
  const ordered_json fit = Parsed(results)["fit"];
  size_t i = 0;
  for (const auto& member : fit.items()) EXPECT_EQ(member.value().get<double>(), values[i++]);
  EXPECT_EQ(i, values.size());
}

TEST(WriteJson, FitKeepsItsOrder) {
  std::vector<std::string> names, expected;
  const ordered_json json = Parsed(ExampleResults());
  for (const auto& member : json["fit"].items()) names.push_back(member.key());
  for (const auto& measure : GoodFit()) expected.push_back(measure.first);
  EXPECT_EQ(names, expected);
}

TEST(WriteJson, EscapesQuotesControlCharactersAndBrokenUtf8) {
  Results results = ExampleResults();
  const std::string label = "a\"b\\c\n\t\r\x01\x7F信";
  results.estimates[0].label = label;
  results.estimates[1].label = "x\xFFy\xC3";            // no UTF-8
  results.estimates[2].label = "\xED\xA0\x80\xC0\xAF";  // a surrogate and an overlong form
  const ordered_json rows = Parsed(results)["parameters"];
  EXPECT_EQ(rows[0]["label"], label);
  EXPECT_EQ(rows[1]["label"], "x\uFFFDy\uFFFD");
  EXPECT_EQ(rows[2]["label"], "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(WriteJson, TellsVerdictsEffectsAndStatement) {
  Results results = ExampleResults();
  results.data_statement = "Synthetic respondents. 合成数据。";
  const ordered_json json = Parsed(results);
  EXPECT_EQ(json["program"]["data"]["statement"], results.data_statement);
  EXPECT_EQ(json["hypotheses"][0]["verdict"], "supported");
  EXPECT_EQ(json["hypotheses"][1]["verdict"], "opposite_sign");
  EXPECT_EQ(json["hypotheses"][2]["verdict"], "not_distinguishable_from_zero");
  EXPECT_EQ(json["effects"][0]["kind"], "indirect");
  EXPECT_EQ(json["effects"][0]["through"], ordered_json::parse("[\"TRUST\"]"));
  EXPECT_EQ(json["effects"][2]["kind"], "total");
  EXPECT_EQ(json["residual_correlations"][0]["residual"], -0.1534);
  EXPECT_EQ(json["r_squared"][1]["variable"], "LOY");
}

TEST(WriteJson, EmptyResultsAreValid) {
  const ordered_json json = Parsed(Results());
  EXPECT_EQ(json["parameters"].size(), 0);
  EXPECT_EQ(json["converged"], false);
}

TEST(WriteJson, ModificationIndicesHaveTheContractsFields) {
  Results results = ExampleResults();
  results.has_modification_indices = true;
  results.modification_indices = {
      {"trust1", Operator::kCovariance, "rel2", 1, 12.5, 0.0004, 0.1, 0.11, 0.12}};
  const ordered_json row = Parsed(results)["modification_indices"][0];
  EXPECT_EQ(row["op"], "~~");
  EXPECT_EQ(row["mi"], 12.5);
  EXPECT_EQ(row["epc"], 0.1);
  EXPECT_EQ(row["sepc_all"], 0.12);
}

}  // namespace
}  // namespace trustsem
