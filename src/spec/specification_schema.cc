#include <map>
#include <string>

#include "spec/read_model.h"
#include "spec/schema_definitions.h"

namespace trustsem {
namespace {

// What stands in the schema more than once, by the mark that stands for it below.
const std::map<std::string, std::string>& Repeated() {
  // Letters are told by what they are not, because regular expressions of editors differ in what
  // they take for a letter of another script than Latin.
  static const std::string kName = R"((?![0-9]|\\.[0-9])[^\\s!-\\-/:-@\\[-^`{-~]+)";
  static const std::string kBefore = "^\\\\s*" + kName + "\\\\s*";
  static const std::string kAfter = "\\\\s*" + kName + "\\\\s*$";
  static const std::map<std::string, std::string> kRepeated = {
      {"@NAME@", "^" + kName + "$"},
      {"@PATH@", kBefore + "->" + kAfter},
      {"@RECIPROCAL@", kBefore + "<=>" + kAfter},
      {"@EITHER@", kBefore + "(->|<=>)" + kAfter},
      {"@COVARIANCE@", kBefore + "<->" + kAfter},
      {"@MODIFIERS@", R"("fixed": {"$ref": "#/$defs/fixed"},
        "free": {"$ref": "#/$defs/free"},
        "start": {"$ref": "#/$defs/start"},
        "label": {"$ref": "#/$defs/label"},
        "lower": {"$ref": "#/$defs/lower"},
        "upper": {"$ref": "#/$defs/upper"},
        "equal_to": {"$ref": "#/$defs/equal_to"},
        "equal_over_groups": {"$ref": "#/$defs/equal_over_groups"},
        "status": {"$ref": "#/$defs/status"},
        "source": {"$ref": "#/$defs/source"})"},
      {"@SCALE@", R"("mean": {"description": "Default 0.", "type": "number"},
        "sd": {"description": "Default 1.", "type": "number", "exclusiveMinimum": 0},
        "min": {"description": "Values below become it.", "type": "number"},
        "max": {"description": "Values above become it.", "type": "number"})"},
      {"@AFTER@", R"("after": {
          "description": "A column whose value is added.", "$ref": "#/$defs/scalar"
        })"},
      {"@RATE@", R"("rate": {"$ref": "#/$defs/fraction"},
                  "by": {
                    "description": "The column or item whose value decides.",
                    "$ref": "#/$defs/scalar"
                  },
                  "rates": {
                    "description": "Rates by that value; others have 'rate'.",
                    "type": "object", "additionalProperties": {"$ref": "#/$defs/fraction"}
                  })"},
  };
  return kRepeated;
}

constexpr char kSchema[] = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "trustsem model specification",
  "description": "A structural equation model: constructs, their items, the paths between them.",
  "type": "object", "required": ["trustsem"], "additionalProperties": false,
  "properties": {
    "trustsem": {"description": "Version of this format.", "const": 1},
    "name": {"description": "A short name for files and tables.", "$ref": "#/$defs/name"},
    "title": {"description": "Heading of reports and figures.", "$ref": "#/$defs/text"},
    "description": {
      "description": "What the model says and where it comes from.",
      "$ref": "#/$defs/text"
    },
    "source": {"description": "Where the model is published.", "$ref": "#/$defs/scalar"},
    "constructs": {
      "description": "Latent variables and the items that measure them, in the order of output.",
      "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
      "additionalProperties": {"$ref": "#/$defs/construct"}
    },
    "items": {
      "description": "Observed variables: labels, columns, reversed scoring, missing codes.",
      "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
      "additionalProperties": {"$ref": "#/$defs/item"}
    },
    "paths": {
      "description": "Regressions: 'a -> b' regresses b on a, 'a <=> b' each on the other.",
      "type": ["array", "null"],
      "items": {"$ref": "#/$defs/path"}
    },
    "covariances": {
      "description": "Covariances 'a <-> b', variances 'a <-> a'; of disturbances where dependent.",
      "type": ["array", "null"],
      "items": {"$ref": "#/$defs/covariance"}
    },
    "intercepts": {
      "description": "Intercepts and means of variables.",
      "type": ["array", "null"],
      "items": {"$ref": "#/$defs/ofVariable"}
    },
    "thresholds": {
      "description": "Thresholds of ordered items, in increasing order.",
      "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
      "additionalProperties": {"type": ["array", "null"], "items": {"$ref": "#/$defs/threshold"}}
    },
    "scales": {
      "description": "Scaling factors of ordered items.",
      "type": ["array", "null"],
      "items": {"$ref": "#/$defs/ofVariable"}
    },
    "constraints": {
      "description": "Relations between expressions of labels: 'a == b', 'a + b > 0.2'.",
      "type": ["array", "null"],
      "items": {
        "type": "string",
        "pattern": "^[^=<>]*[^=<>\\s][^=<>]*(==|<|>)[^=<>]*[^=<>\\s][^=<>]*$"
      }
    },
    "effects": {
      "description": "Effects defined by expressions of labels and of earlier effects.",
      "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
      "additionalProperties": {"$ref": "#/$defs/effect"}
    },
    "hypotheses": {
      "description": "Expected signs of paths, covariances, labelled parameters and effects.",
      "type": ["array", "null"],
      "items": {"$ref": "#/$defs/hypothesis"}
    },
    "data": {"$ref": "#/$defs/data"},
    "fit": {"$ref": "#/$defs/fit"},
    "simulation": {"$ref": "#/$defs/simulation"}
  },
)json";

}  // namespace

std::string SpecificationSchema() {
  std::string schema = std::string(kSchema) + kSchemaDefinitions + kSchemaSimulation;
  for (const auto& [mark, text] : Repeated()) {
    for (size_t at = schema.find(mark); at != std::string::npos;
         at = schema.find(mark, at + text.size())) {
      schema.replace(at, mark.size(), text);
    }
  }
  return schema;
}

}  // namespace trustsem
