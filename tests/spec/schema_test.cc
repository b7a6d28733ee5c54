#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "spec/read_model.h"

namespace trustsem {
namespace {

using Json = nlohmann::json;

void CollectReferences(const Json& node, std::set<std::string>* references) {
  if (node.is_object() && node.contains("$ref")) references->insert(node["$ref"]);
  if (node.is_structured()) {
    for (const Json& child : node) CollectReferences(child, references);
  }
}

TEST(SpecificationSchema, IsJsonOfTheDraftItNames) {
  const Json schema = Json::parse(SpecificationSchema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_FALSE(std::regex_search(SpecificationSchema(), std::regex("@[A-Z]+@")));
}

TEST(SpecificationSchema, EveryReferenceLeadsToADefinitionAndEveryDefinitionIsUsed) {
  const Json schema = Json::parse(SpecificationSchema());
  std::set<std::string> references;
  CollectReferences(schema, &references);
  std::set<std::string> definitions;
  for (const auto& [name, definition] : schema["$defs"].items()) {
    definitions.insert("#/$defs/" + name);
  }
  EXPECT_EQ(references, definitions);
}

TEST(SpecificationSchema, EverySectionHasADescription) {
  const Json schema = Json::parse(SpecificationSchema());
  for (const auto& [name, section] : schema["properties"].items()) {
    const bool described =
        section.contains("description") ||
        schema["$defs"][section["$ref"].get<std::string>().substr(8)].contains("description");
    EXPECT_TRUE(described) << name;
  }
}

// The reader names the keys it knows when it meets another; the schema must know the same.
TEST(SpecificationSchema, KnowsTheReadersSections) {
  const Json schema = Json::parse(SpecificationSchema());
  try {
    ReadYaml("trustsem: 1\nqqqqqqqqqqqqqqqqqqqq: 1\n", "m.yaml");
    FAIL();
  } catch (const Error& error) {
    const std::string hint = error.faults()[0].hint;
    for (const auto& [name, section] : schema["properties"].items()) {
      EXPECT_TRUE(std::regex_search(hint, std::regex("\\b" + name + "\\b"))) << name;
    }
  }
}

}  // namespace
}  // namespace trustsem
