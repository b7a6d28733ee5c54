#include "spec/velocity.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kWhole[] = R"(velocity: 1
name: panel
title: {en: Panel, zh: 面板}
source: S0
scale: {minimum: 1, maximum: 7}
missing: [97, 98]
components:
  professional: {label: {en: Know, zh: 知}, items: [a1, a2, a3]}
  vocational: {items: [b1, {column: b2, reversed: true}, b3], weight: 2}
  relationship: {items: [c1, c2, c3, c4]}
  benefit: {items: [d1, d2, d3]}
time: {first_date: begun, date: answered}
keys: {account: acc, salesperson: rep, segment: seg, market: land, stage: phase, wave: round}
waves: {unit: {en: months, zh: 月}, times: {2: 6, 1: 0, 3: 12}}
stages:
  early: {label: {en: Early}, emphasis: [professional, vocational]}
  late: {emphasis: benefit}
thresholds: [80, 55]
reported: self
confidence: 0.9
replicates: 200
least: {accounts: 5, responses: 12}
)";

constexpr char kLeast[] = "velocity: 1\ntime: {interactions: n}\nkeys: {account: a}\n";

std::vector<Fault> FaultsOf(const std::string& text) {
  try {
    ParseVelocity(text, "v.yaml");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    return error.faults();
  }
  return {};
}

// The message of the first fault, with its line before it.
std::string FirstFault(const std::string& text) {
  const std::vector<Fault> faults = FaultsOf(text);
  if (faults.empty()) return "";
  return std::to_string(faults[0].place.line) + ": " + faults[0].message + ". " + faults[0].hint;
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Velocity, IsRead) {
  const VelocitySpecification velocity = ParseVelocity(kWhole, "v.yaml");
  EXPECT_EQ(velocity.name, "panel");
  EXPECT_EQ(velocity.title.zh, "面板");
  EXPECT_EQ(velocity.minimum, 1);
  EXPECT_EQ(velocity.maximum, 7);
  EXPECT_THAT(velocity.missing_codes, ElementsAre(97, 98));
  EXPECT_EQ(velocity.components[0].label.zh, "知");
  EXPECT_EQ(velocity.components[1].weight, 2);
  EXPECT_EQ(velocity.components[1].items[1].column, "b2");
  EXPECT_TRUE(velocity.components[1].items[1].reversed);
  EXPECT_FALSE(velocity.components[1].items[2].reversed);
  EXPECT_EQ(velocity.components[2].items.size(), 4u);
  EXPECT_EQ(velocity.components[3].label.zh, "利益信任");  // the field's name where none is given
  EXPECT_EQ(velocity.time, VelocityTime::kMonths);
  EXPECT_EQ(velocity.first_date, "begun");
  EXPECT_EQ(velocity.date, "answered");
  EXPECT_EQ(velocity.keys[VelocityLevel::kSalesperson], "rep");
  EXPECT_EQ(velocity.keys[VelocityLevel::kTotal], "");
  ASSERT_EQ(velocity.waves.size(), 3u);  // by time, not as written
  EXPECT_EQ(velocity.waves[0].value, "1");
  EXPECT_EQ(velocity.waves[1].time, 6);
  EXPECT_EQ(velocity.wave_unit.zh, "月");
  ASSERT_EQ(velocity.stages.size(), 2u);
  EXPECT_THAT(velocity.stages[0].emphasis,
              ElementsAre(TrustComponent::kProfessional, TrustComponent::kVocational));
  EXPECT_THAT(velocity.stages[1].emphasis, ElementsAre(TrustComponent::kBenefit));
  EXPECT_THAT(velocity.thresholds, ElementsAre(55, 80));
  EXPECT_EQ(velocity.reported_interactions, "self");
  EXPECT_EQ(velocity.confidence, 0.9);
  EXPECT_EQ(velocity.replicates, 200);
  EXPECT_EQ(velocity.least_accounts, 5);
  EXPECT_EQ(velocity.least_responses, 12);
}

// The mapping of the trust survey's items is the default.
TEST(Velocity, NeedsNoComponents) {
  const VelocitySpecification velocity = ParseVelocity(kLeast, "v.yaml");
  EXPECT_EQ(velocity.components[0].items[2].column, "trust1");
  EXPECT_EQ(velocity.components[1].items[2].column, "conf2");
  EXPECT_EQ(velocity.components[2].items[0].column, "rel1");
  EXPECT_EQ(velocity.components[3].items[2].column, "co2");
  EXPECT_EQ(velocity.components[1].label.en, "Vocational trust");
  EXPECT_THAT(velocity.thresholds, ElementsAre(60, 70, 80));
  EXPECT_EQ(velocity.confidence, 0.95);
}

TEST(Velocity, EveryFaultHasItsLine) {
  const struct {
    const char *from, *to, *expected;
  } cases[] = {
      {"items: [a1, a2, a3]", "items: [a1, a2]", "8: the component 'professional' has 2 items"},
      {"items: [a1, a2, a3]", "items: []", "8: the component 'professional' has 0 items"},
      {", items: [a1, a2, a3]", "", "8: the component 'professional' has no items"},
      {"  benefit: {items: [d1, d2, d3]}\n", "", "8: the component 'benefit' is missing"},
      {"professional: {label", "profesional: {label",
       "8: there is no component 'profesional'. did you mean 'professional'?"},
      {"items: [d1, d2, d3]", "items: [d1, d2, a1]",
       "11: the item 'a1' stands in 'professional' and in 'benefit'"},
      {"weight: 2", "weight: 0", "9: the weight 0 does not lie between 0.001 and 1000"},
      {"first_date: begun, date: answered", "interactions: n, date: answered",
       "12: the time is given both in interactions and in dates"},
      {"first_date: begun, date: answered", "date: answered",
       "12: the time in months needs two dates"},
      {"time: {first_date: begun, date: answered}\n", "",
       "1: the specification does not say what time is"},
      {"account: acc, ", "", "1: the specification has no key of accounts"},
      {"segment: seg", "segment: rep",
       "13: the column 'rep' is the key of both 'salesperson' and 'segment'"},
      {", wave: round", "", "1: the waves have times, but no column"},
      {"stage: phase, ", "", "1: stages are described, but have no column"},
      {"3: 12}", "3: 6}", "14: the waves '2' and '3' are both at the time 6"},
      {"1: 0", "1: -3", "14: the wave '1' is at the time -3"},
      {"emphasis: benefit", "emphasis: profit", "17: there is no component 'profit'"},
      {"thresholds: [80, 55]", "thresholds: [80, 101]",
       "18: the threshold 101 does not lie between 0 and 100"},
      {"thresholds: [80, 55]", "thresholds: [0]", "18: the threshold 0 does not lie"},
      {"maximum: 7", "maximum: 1", "5: the scale runs from 1 to 1"},
      {"confidence: 0.9", "confidence: 95", "20: "},
      {"replicates: 200", "replicates: 10", "21: "},
      {"velocity: 1", "velocity: 2", "1: "},
      {"thresholds:", "tresholds:", "18: "},
  };
  for (const auto& one : cases) {
    EXPECT_THAT(FirstFault(Replaced(kWhole, one.from, one.to)),
                ::testing::StartsWith(one.expected));
  }
}

TEST(Velocity, AllFaultsAreTold) {
  const std::vector<Fault> faults =
      FaultsOf(Replaced(Replaced(kWhole, "weight: 2", "weight: -1"), "3: 12}", "3: 6}"));
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].place.file, "v.yaml");
  EXPECT_EQ(faults[0].place.line, 9);
  EXPECT_EQ(faults[1].place.line, 14);
}

// The schema describes the keys that the reader takes, at the top and below.
TEST(Velocity, SchemaHasTheReadersKeys) {
  const nlohmann::json schema = nlohmann::json::parse(VelocitySchema());
  const auto expect_keys = [](const std::string& text, const nlohmann::json& part) {
    std::string hint;
    for (const Fault& fault : FaultsOf(text)) {
      if (fault.message.find("qqqqqqqqqqqq") != std::string::npos) hint = fault.hint;
    }
    for (const auto& [key, value] : part["properties"].items()) {
      EXPECT_THAT(hint, HasSubstr(key)) << text;
    }
    EXPECT_EQ(part["additionalProperties"], false);
  };
  const nlohmann::json& top = schema["properties"];
  expect_keys(std::string(kLeast) + "qqqqqqqqqqqq: 1\n", schema);
  expect_keys(Replaced(kWhole, "scale: {", "scale: {qqqqqqqqqqqq: 1, "), top["scale"]);
  expect_keys(Replaced(kWhole, "time: {", "time: {qqqqqqqqqqqq: 1, "), top["time"]);
  expect_keys(Replaced(kWhole, "keys: {", "keys: {qqqqqqqqqqqq: 1, "), top["keys"]);
  expect_keys(Replaced(kWhole, "waves: {", "waves: {qqqqqqqqqqqq: 1, "), top["waves"]);
  expect_keys(Replaced(kWhole, "least: {", "least: {qqqqqqqqqqqq: 1, "), top["least"]);
  expect_keys(Replaced(kWhole, "late: {", "late: {qqqqqqqqqqqq: 1, "),
              top["stages"]["additionalProperties"]);
  expect_keys(Replaced(kWhole, "benefit: {", "benefit: {qqqqqqqqqqqq: 1, "),
              schema["$defs"]["component"]);
}

// The specification that ships and the documentation's example are read.
TEST(Velocity, ShippedAndDocumentedSpecificationsAreRead) {
  const std::string root = TRUSTSEM_SOURCE_DIR;
  const VelocitySpecification shipped = ReadVelocity(root + "/data/trust_panel.yaml");
  EXPECT_EQ(shipped.waves.size(), 4u);
  std::ifstream page(root + "/docs/velocity.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  const size_t begin = text.find("```yaml\n") + 8;
  const VelocitySpecification documented =
      ParseVelocity(text.substr(begin, text.find("```", begin) - begin), "example.yaml");
  EXPECT_EQ(documented.components[3].items[1].column, "val3");
}

TEST(Velocity, EmptyFilesAreRefused) {
  EXPECT_THAT(FirstFault(""), HasSubstr("empty"));
  EXPECT_THAT(FirstFault("- a\n"), HasSubstr("a velocity specification is a map"));
}

}  // namespace
}  // namespace trustsem
