#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/write_results.h"
#include "tests/report/example_results.h"

namespace trustsem {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

Results WithValidity(int group) {
  Results results = group > 1 ? ExampleResultsOfTwoGroups() : ExampleResults();
  for (int g = 1; g <= group; ++g) {
    results.reliability.push_back(
        {"TRUST", g, {"trust1", "trust2"}, false, true, 0.812, 0.82, 0.83, 0.55});
    results.reliability.push_back({"LOY", g, {"loy1"}});
    results.discriminant_validity.push_back({"TRUST", "REL", g, -0.7, 0.8764, false});
    results.discriminant_validity.push_back({"TRUST", "LOY", g, 0.5, kMissing, std::nullopt});
  }
  return results;
}

TEST(ReliabilitySection, TellsConstructsAndPairs) {
  const std::string text = WriteText(WithValidity(1));
  EXPECT_THAT(text, ContainsRegex("Trust \\(TRUST\\) +2 +0\\.812 +0\\.820 +0\\.830 +0\\.550\n"));
  EXPECT_THAT(text,
              ContainsRegex("Trust \\(TRUST\\) +Relationship \\(REL\\) +-0\\.700 +0\\.876 +no\n"));
  EXPECT_THAT(text, HasSubstr("latent responses"));
  EXPECT_THAT(text,
              HasSubstr("A single item tells nothing of its own reliability: Loyalty (LOY)."));
  // A pair of which nothing is known but the correlation has no row.
  EXPECT_THAT(text, Not(ContainsRegex("Trust \\(TRUST\\) +Loyalty")));
}

TEST(ReliabilitySection, IsLeftOutWithoutConstructs) {
  EXPECT_THAT(WriteText(ExampleResults()), Not(HasSubstr("Reliability")));
}

TEST(ReliabilitySection, HasATableAGroupAndSaysOnceWhatItMeans) {
  const std::string text = WriteMarkdown(WithValidity(2));
  const size_t first = text.find("## Reliability");
  ASSERT_NE(first, std::string::npos);
  const std::string section = text.substr(first, text.find("## Discriminant", first) - first);
  EXPECT_THAT(section, HasSubstr("### Group 1: CN"));
  EXPECT_THAT(section, HasSubstr("### Group 2: US"));
  const size_t meaning = section.find("Alpha and omega:");
  ASSERT_NE(meaning, std::string::npos);
  EXPECT_EQ(section.find("Alpha and omega:", meaning + 1), std::string::npos);
}

TEST(ReliabilitySection, OfManyPairsTheClosestAreShown) {
  Results results = WithValidity(1);
  results.discriminant_validity.clear();
  for (int i = 0; i < 40; ++i) {
    results.discriminant_validity.push_back(
        {"a" + std::to_string(i), "b", 1, i % 2 == 0 ? 0.01 * i : -0.01 * i, 0.5, true});
  }
  const std::string text = WriteText(results);
  EXPECT_THAT(text, HasSubstr("Pairs not shown, all less correlated: 10."));
  EXPECT_THAT(text, ContainsRegex("\n  a39 +b +-0\\.390"));
  EXPECT_THAT(text, Not(ContainsRegex("\n  a9 +b")));
}

TEST(ReliabilitySection, InJson) {
  const auto json = nlohmann::json::parse(WriteJson(WithValidity(1)));
  const auto& trust = json["reliability"][0];
  EXPECT_EQ(trust["construct"], "TRUST");
  EXPECT_EQ(trust["items"], nlohmann::json::parse(R"(["trust1", "trust2"])"));
  EXPECT_EQ(trust["ordered"], true);
  EXPECT_EQ(trust["higher_order"], false);
  EXPECT_EQ(trust["alpha"], 0.812);
  EXPECT_EQ(trust["average_variance_extracted"], 0.55);
  EXPECT_TRUE(json["reliability"][1]["omega"].is_null());
  EXPECT_EQ(json["discriminant_validity"][0]["htmt"], 0.8764);
  EXPECT_EQ(json["discriminant_validity"][0]["fornell_larcker"], false);
  EXPECT_TRUE(json["discriminant_validity"][1]["htmt"].is_null());
  EXPECT_TRUE(json["discriminant_validity"][1]["fornell_larcker"].is_null());
}

}  // namespace
}  // namespace trustsem
