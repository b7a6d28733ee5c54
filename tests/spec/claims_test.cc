#include "spec/claims.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kBook[] = R"(claims: 1
name: report
title: {en: Report, zh: 报告}
source: L1
codebook: parts/codebook.yaml
design: {weights: w, strata: market, clusters: account, lonely: adjust}
confidence: 0.9
tolerance: 1
percentages:
  P1:
    sentence: {en: 71% say so., zh: 71%这样说。}
    line: 5
    label: all
    counted: {price: 1}
    published: 71
    status: explicit
    alternatives:
      - {label: trusters, base: {where: {freq: [4, 5]}}}
      - {label: either, counted: {price: 1, other: [1, 2]}, any: true}
    note: {en: A note., zh: 注。}
  P2:
    counted: {a: 1, b: {min: 2, max: 3}}
    base: {label: Some, where: {freq: often}}
    any: true
    published: 33.3
    comparison: below
ratios:
  R1: {sentence: Twice., line: 6, numerator: P1, denominator: P2}
  R2: {numerator: P2, denominator: P1, published: 0.5}
)";

TEST(Claims, AreRead) {
  const ClaimBook book = ParseClaims(kBook, "folder/claims.yaml");
  EXPECT_EQ(book.name, "report");
  EXPECT_EQ(book.title.zh, "报告");
  EXPECT_EQ(book.source, "L1");
  EXPECT_EQ(book.codebook, "folder/parts/codebook.yaml");
  EXPECT_EQ(book.design.weights, "w");
  EXPECT_EQ(book.design.strata, "market");
  EXPECT_EQ(book.design.clusters, "account");
  EXPECT_EQ(book.design.lonely, LonelyCluster::kAdjust);
  EXPECT_EQ(book.confidence, 0.9);
  EXPECT_EQ(book.tolerance, 1);
  EXPECT_EQ(book.file, "folder/claims.yaml");
  EXPECT_EQ(book.hash.size(), 32u);
  ASSERT_EQ(book.claims.size(), 2u);

  const Claim& first = book.claims[0];
  EXPECT_EQ(first.id, "P1");
  EXPECT_EQ(first.sentence.en, "71% say so.");
  EXPECT_EQ(first.sentence.zh, "71%这样说。");
  EXPECT_EQ(first.line, "5");
  EXPECT_EQ(first.published, 71);
  EXPECT_EQ(first.comparison, Comparison::kEqual);
  EXPECT_EQ(first.status, "explicit");
  EXPECT_EQ(first.note.zh, "注。");
  EXPECT_EQ(first.place.line, 10);
  EXPECT_EQ(first.reading.label.en, "all");
  ASSERT_EQ(first.reading.counted.size(), 1u);
  EXPECT_EQ(first.reading.counted[0].variable, "price");
  EXPECT_THAT(first.reading.counted[0].values, ElementsAre("1"));
  EXPECT_THAT(first.reading.base.conditions, IsEmpty());
  EXPECT_FALSE(first.reading.any);

  const Claim& second = book.claims[1];
  EXPECT_TRUE(second.reading.any);
  EXPECT_EQ(second.reading.base.label.en, "Some");
  EXPECT_EQ(second.reading.base.conditions[0].variable, "freq");
  EXPECT_EQ(second.reading.counted[1].minimum, 2);
  EXPECT_EQ(second.reading.counted[1].maximum, 3);
  EXPECT_EQ(second.comparison, Comparison::kBelow);
  EXPECT_EQ(second.published, 33.3);
}

TEST(Claims, AnotherReadingKeepsWhatItDoesNotSay) {
  const ClaimBook book = ParseClaims(kBook, "claims.yaml");
  const std::vector<Reading>& others = book.claims[0].alternatives;
  ASSERT_EQ(others.size(), 2u);
  EXPECT_EQ(others[0].label.en, "trusters");
  EXPECT_EQ(others[0].counted[0].variable, "price");
  EXPECT_THAT(others[0].base.conditions[0].values, ElementsAre("4", "5"));
  EXPECT_EQ(others[1].counted.size(), 2u);
  EXPECT_TRUE(others[1].any);
  EXPECT_THAT(others[1].base.conditions, IsEmpty());
}

TEST(Claims, RatiosAreOfThePublishedPercentages) {
  const ClaimBook book = ParseClaims(kBook, "claims.yaml");
  ASSERT_EQ(book.ratios.size(), 2u);
  EXPECT_EQ(book.ratios[0].numerator, "P1");
  EXPECT_EQ(book.ratios[0].denominator, "P2");
  EXPECT_EQ(book.ratios[0].line, "6");
  EXPECT_DOUBLE_EQ(book.ratios[0].published, 71 / 33.3);
  EXPECT_EQ(book.ratios[1].published, 0.5);
}

TEST(Claims, Defaults) {
  const ClaimBook book =
      ParseClaims("claims: 1\npercentages: {P1: {counted: {a: 1}, published: 0}}\n", "c.yaml");
  EXPECT_EQ(book.confidence, 0.95);
  EXPECT_EQ(book.tolerance, 0.5);
  EXPECT_EQ(book.codebook, "");
  EXPECT_EQ(book.design.weights, "");
  EXPECT_THAT(book.ratios, IsEmpty());
}

std::string FaultOf(const std::string& text) {
  try {
    ParseClaims(text, "c.yaml");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    std::string all;
    for (const Fault& fault : error.faults()) all += ToString(fault) + "\n";
    return all;
  }
  return "";
}

// One claim with `more`, after the line of the version.
std::string OneClaim(const std::string& more) {
  return "claims: 1\npercentages:\n  P1: {counted: {a: 1}, published: 50" + more + "}\n";
}

TEST(Claims, FaultsNamePlaceAndRemedy) {
  const std::map<std::string, std::string> faults = {
      {OneClaim(", publishd: 3"),
       "c.yaml:3:40: a claim has no key 'publishd'; did you mean "
       "'published'?"},
      {"claims: 1\npercentages: {P1: {counted: {a: 1}, published: 171}}",
       "c.yaml:2:48: the published percentage 171 is not between 0 and 100"},
      {"claims: 1\npercentages: {P1: {counted: {a: 1}, published: -1}}", "-1 is not between"},
      {"claims: 1\npercentages:\n  P1: {counted: {a: 1}, published: 1}\n"
       "  P1: {counted: {a: 1}, published: 2}\n",
       "c.yaml:4:3: the key 'P1' stands twice"},
      {OneClaim("") + "ratios: {R1: {numerator: P1, denominator: P11}}",
       "there is no claim 'P11'; did you mean 'P1'?"},
      {OneClaim("") + "ratios: {R1: {numerator: P1, denominator: P1}}", "one claim to itself"},
      {OneClaim("") + "ratios: {R1: {numerator: P1}}", "does not name two claims"},
      {OneClaim("") + "ratios: {P1: {numerator: P1, denominator: P1}}",
       "'P1' names a percentage and a ratio"},
      {"claims: 1\npercentages: {P1: {counted: {a: 1}, published: 4}, P2: {counted: {a: 1}, "
       "published: 0}}\nratios: {R: {numerator: P1, denominator: P2}}",
       "published percentage of 0"},
      {"claims: 1\npercentages: {P1: {counted: {a: 1}, published: 4}, P2: {counted: {a: 1}, "
       "published: 2}}\nratios: {R: {numerator: P1, denominator: P2, published: 0}}",
       "the ratio 0 is not positive"},
      {OneClaim(", comparison: abov"), "did you mean 'above'?"},
      {OneClaim(", alternatives: [{label: x}]"), "differs in nothing"},
      {OneClaim(", any: maybe"), "'any' is true or false"},
      {"claims: 1\npercentages: {P1: {published: 50}}", "does not say what is counted"},
      {"claims: 1\npercentages: {P1: {counted: {a: 1}}}", "has no published percentage"},
      {"claims: 1\npercentages: {P1: {counted: {}, published: 50}}", "nothing is counted"},
      {"claims: 1\ntolerance: -1\npercentages: {P1: {counted: {a: 1}, published: 5}}",
       "the tolerance -1 is not between 0 and 50 points"},
      {"claims: 1\nconfidence: 95\npercentages: {P1: {counted: {a: 1}, published: 5}}",
       "the confidence 95 is not between 0 and 1"},
      {"claims: 2\npercentages: {P1: {counted: {a: 1}, published: 5}}", "version"},
      {"percentages: {P1: {counted: {a: 1}, published: 5}}", "add the line 'claims: 1'"},
      {"claims: 1\n", "holds no claims"},
      {"", "begin with 'claims: 1'"},
      {"[1, 2]", "a claims file is a map"},
  };
  for (const auto& [text, message] : faults) EXPECT_THAT(FaultOf(text), HasSubstr(message)) << text;
}

TEST(Claims, AllFaultsAreTold) {
  const std::string faults = FaultOf(
      "claims: 1\ntolerance: x\npercentages: {P1: {counted: {a: 1}, published: 171}, "
      "P2: {publshed: 3}}\n");
  for (const char* part : {"tolerance", "171", "publshed", "does not say what is counted"}) {
    EXPECT_THAT(faults, HasSubstr(part));
  }
}

TEST(Claims, AMissingFileIsASpecificationFault) {
  try {
    ReadClaims("/nowhere/claims.yaml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    EXPECT_THAT(error.what(), HasSubstr("claims.yaml"));
  }
}

// The keys that a fault lists are those of the schema.
void ExpectSchemaKeys(const std::string& text, const nlohmann::json& schema) {
  const std::string fault = FaultOf(text);
  const std::string mark = "its keys are ";
  const size_t begin = fault.find(mark);
  ASSERT_NE(begin, std::string::npos) << fault;
  std::string list = fault.substr(begin + mark.size());
  list = list.substr(0, list.find_first_of(".\n"));
  std::set<std::string> read, described;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find_first_of(", ", at), list.size());
    const std::string word = list.substr(at, end - at);
    if (!word.empty() && word != "and") read.insert(word);
    at = end + 1;
  }
  for (const auto& [key, value] : schema["properties"].items()) described.insert(key);
  EXPECT_EQ(read, described);
  EXPECT_EQ(schema["additionalProperties"], false);
}

TEST(Claims, SchemaHasTheReadersKeys) {
  const nlohmann::json schema = nlohmann::json::parse(ClaimsSchema());
  const nlohmann::json& parts = schema["$defs"];
  ExpectSchemaKeys("claims: 1\nqqqqqqqqqqqq: 1\n", schema);
  ExpectSchemaKeys(OneClaim(", qqqqqqqqqqqq: 1"), parts["claim"]);
  ExpectSchemaKeys(OneClaim(", alternatives: [{counted: {a: 1}, qqqqqqqqqqqq: 1}]"),
                   parts["claim"]["properties"]["alternatives"]["items"]);
  ExpectSchemaKeys(OneClaim("") + "ratios: {R: {qqqqqqqqqqqq: 1}}", parts["ratio"]);
}

// The examples of the documentation are files that read.
TEST(Claims, OfTheDocumentationAreRead) {
  std::ifstream page(std::string(TRUSTSEM_SOURCE_DIR) + "/docs/claims.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  int examples = 0;
  for (size_t at = text.find("```yaml\n"); at != std::string::npos;
       at = text.find("```yaml\n", at + 1)) {
    const size_t begin = at + 8, end = text.find("```", begin);
    const ClaimBook book = ParseClaims(text.substr(begin, end - begin), "example.yaml");
    EXPECT_THAT(book.claims, ::testing::Not(IsEmpty()));
    ++examples;
  }
  EXPECT_GE(examples, 1);
}

// The shipped claims: id, what is counted and the published percentage.
TEST(Claims, OfTheReportAreComplete) {
  struct Published {
    const char *id, *variable;
    double percent;
    Comparison comparison = Comparison::kEqual;
  };
  const std::vector<Published> published = {
      {"P1", "pref_trust_price", 71},
      {"P3", "trust_def_code", 50},
      {"P4", "trust_def_code", 25},
      {"P5a", "beh_honest_info", 85, Comparison::kAbove},
      {"P5b", "beh_my_interest", 85, Comparison::kAbove},
      {"P5c", "beh_keeps_promises", 85, Comparison::kAbove},
      {"P6", "trust_freq", 37},
      {"P7", "trust_freq", 21},
      {"P8", "n_int_to_trust", 55},
      {"P9", "top3_strong_relationship", 24},
      {"P10", "ri_listens", 84},
      {"P11", "ri_respects_time", 81},
      {"P12", "ri_solves", 76},
      {"P13", "ri_trust", 73},
      {"P14", "ri_shares_interests", 37},
      {"P15", "ri_keeps_in_touch", 41},
      {"P16", "rel_freq", 40},
      {"P17", "rel_freq", 35},
      {"P18", "rel_freq", 25},
      {"P19", "top3_experienced", 33.3, Comparison::kBelow},
      {"P20", "top3_knowledgeable", 57},
      {"P21", "ti_positive", 79},
      {"P22", "ti_confident", 71},
      {"P23", "ti_comm_value", 83},
      {"P24", "ti_comm_often", 21},
      {"P25", "ti_comm_well", 42},
      {"P27", "lk_trust_company", 76},
      {"P28", "lk_recommend", 77},
      {"P29", "lk_review", 63},
      {"P30", "lk_forgive_trust", 31},
      {"P31", "lk_forgive_notrust", 10},
      {"P33", "lk_forgive_notrust", 44},
      {"P34", "lk_competitor", 17},
      {"P35", "lk_rebuy", 81},
      {"P36", "lk_voice", 65},
  };
  const ClaimBook book = ReadClaims(std::string(TRUSTSEM_SOURCE_DIR) + "/data/report_claims.yaml");
  ASSERT_EQ(book.claims.size(), published.size());
  for (size_t i = 0; i < published.size(); ++i) {
    const Claim& claim = book.claims[i];
    EXPECT_EQ(claim.id, published[i].id);
    EXPECT_EQ(claim.reading.counted[0].variable, published[i].variable) << claim.id;
    EXPECT_EQ(claim.published, published[i].percent) << claim.id;
    EXPECT_EQ(claim.comparison, published[i].comparison) << claim.id;
    EXPECT_NE(claim.sentence.en, "") << claim.id;
    EXPECT_NE(claim.sentence.zh, "") << claim.id;
    EXPECT_NE(claim.line, "") << claim.id;
    EXPECT_NE(claim.status, "") << claim.id;
    // Whatever is not explicit shows another reading.
    const bool open = !claim.alternatives.empty() || !claim.note.en.empty();
    const bool certain =
        claim.status == "explicit" || claim.status == "approx" || claim.status == "derived";
    EXPECT_TRUE(open || certain) << claim.id;
    EXPECT_EQ(claim.note.en.empty(), claim.note.zh.empty()) << claim.id;
  }
  ASSERT_EQ(book.ratios.size(), 2u);
  EXPECT_DOUBLE_EQ(book.ratios[0].published, 3.1);
  EXPECT_DOUBLE_EQ(book.ratios[1].published, 2.0);
  EXPECT_EQ(book.tolerance, 0.5);
}

}  // namespace
}  // namespace trustsem
