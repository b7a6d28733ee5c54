#include "spec/claims.h"

namespace trustsem {
namespace {

constexpr char kSchema[] = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "trustsem published claims",
  "description": "Published percentages that a survey is held against.",
  "type": "object", "required": ["claims", "percentages"], "additionalProperties": false,
  "properties": {
    "claims": {"description": "Version of this format.", "const": 1},
    "name": {"description": "A short name for files.", "type": "string"},
    "title": {"description": "Heading of the report.", "$ref": "#/$defs/text"},
    "source": {"description": "Where the claims are published.", "$ref": "#/$defs/scalar"},
    "codebook": {
      "description": "The codebook's file, found from the folder of this one.",
      "$ref": "#/$defs/scalar"
    },
    "design": {
      "description": "Columns of the survey's design.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "weights": {"description": "Column of weights.", "$ref": "#/$defs/column"},
        "strata": {"description": "Column of strata.", "$ref": "#/$defs/column"},
        "clusters": {"description": "Column of clusters.", "$ref": "#/$defs/column"},
        "lonely": {
          "description": "Strata with one cluster alone; default refuse.",
          "enum": ["refuse", "adjust", "certainty"]
        }
      }
    },
    "confidence": {
      "description": "Of the intervals; default 0.95.",
      "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1
    },
    "tolerance": {
      "description": "Points by which a computed percentage may differ; default 0.5.",
      "type": "number", "minimum": 0, "maximum": 50
    },
    "percentages": {
      "description": "Claims by id, in the order of output.",
      "type": "object", "minProperties": 1, "propertyNames": {"$ref": "#/$defs/name"},
      "additionalProperties": {"$ref": "#/$defs/claim"}
    },
    "ratios": {
      "description": "Quotients of two percentages, by id.",
      "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
      "additionalProperties": {"$ref": "#/$defs/ratio"}
    }
  },
  "$defs": {
    "name": {
      "description": "Letters of any script, digits, '_' and '.', not beginning with a digit.",
      "type": "string",
      "pattern": "^(?![0-9]|\\.[0-9])[^\\s!-\\-/:-@\\[-^`{-~]+$"
    },
    "scalar": {"type": ["string", "number", "boolean"]},
    "column": {"type": ["string", "number", "boolean", "null"]},
    "text": {
      "description": "A text in English, or in English and Chinese.",
      "anyOf": [
        {"$ref": "#/$defs/scalar"},
        {
          "type": "object", "additionalProperties": false,
          "properties": {
            "en": {"description": "English.", "$ref": "#/$defs/scalar"},
            "zh": {"description": "Chinese.", "$ref": "#/$defs/scalar"}
          }
        }
      ]
    },
    "answers": {
      "description": "Answers as the data write them, or labels of the codebook.",
      "anyOf": [
        {"$ref": "#/$defs/scalar"},
        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/scalar"}}
      ]
    },
    "conditions": {
      "description": "Variables, each with answers or bounds.",
      "type": "object",
      "additionalProperties": {
        "anyOf": [
          {"$ref": "#/$defs/answers"},
          {
            "type": "object", "minProperties": 1, "additionalProperties": false,
            "properties": {
              "values": {"$ref": "#/$defs/answers"},
              "min": {"description": "Lowest answer.", "type": ["number", "string"]},
              "max": {"description": "Highest answer.", "type": ["number", "string"]}
            }
          }
        ]
      }
    },
    "base": {
      "description": "Of whom the share is taken; without it all respondents.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "where": {"$ref": "#/$defs/conditions"},
        "label": {"description": "The base in words.", "$ref": "#/$defs/text"}
      }
    },
    "claim": {
      "description": "A published percentage.",
      "type": "object", "required": ["counted", "published"], "additionalProperties": false,
      "properties": {
        "sentence": {"description": "As published.", "$ref": "#/$defs/text"},
        "line": {"description": "Line of the source.", "$ref": "#/$defs/scalar"},
        "label": {"description": "The first reading in words.", "$ref": "#/$defs/text"},
        "counted": {"$ref": "#/$defs/conditions"},
        "any": {
          "description": "One condition is enough; default false: every one must hold.",
          "type": "boolean"
        },
        "base": {"$ref": "#/$defs/base"},
        "published": {"description": "Percent.", "type": "number", "minimum": 0, "maximum": 100},
        "comparison": {
          "description": "The published percentage is met, exceeded or not reached; default equal.",
          "enum": ["equal", "above", "below"]
        },
        "status": {"description": "How certain the reading is.", "$ref": "#/$defs/scalar"},
        "alternatives": {
          "description": "Other readings; what one does not say is as in the first.",
          "type": ["array", "null"],
          "items": {
            "type": "object", "additionalProperties": false,
            "anyOf": [{"required": ["counted"]}, {"required": ["base"]}],
            "properties": {
              "label": {"description": "The reading in words.", "$ref": "#/$defs/text"},
              "counted": {"$ref": "#/$defs/conditions"},
              "any": {"description": "One condition is enough.", "type": "boolean"},
              "base": {"$ref": "#/$defs/base"}
            }
          }
        },
        "note": {
          "description": "Other readings that the data cannot answer.",
          "$ref": "#/$defs/text"
        }
      }
    },
    "ratio": {
      "description": "The quotient of two claims' percentages.",
      "type": "object", "required": ["numerator", "denominator"], "additionalProperties": false,
      "properties": {
        "sentence": {"description": "As published.", "$ref": "#/$defs/text"},
        "line": {"description": "Line of the source.", "$ref": "#/$defs/scalar"},
        "numerator": {"description": "Id of a claim.", "$ref": "#/$defs/name"},
        "denominator": {"description": "Id of a claim.", "$ref": "#/$defs/name"},
        "published": {
          "description": "Default: the quotient of the published percentages.",
          "type": "number", "exclusiveMinimum": 0
        }
      }
    }
  }
}
)json";

}  // namespace

std::string ClaimsSchema() { return kSchema; }

}  // namespace trustsem
