#include "spec/velocity.h"

namespace trustsem {
namespace {

constexpr char kSchema[] = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "trustsem trust velocity",
  "description": "Which items make up the four components of trust, what time is, and which columns say who answered about whom.",
  "type": "object", "required": ["velocity", "time", "keys"], "additionalProperties": false,
  "properties": {
    "velocity": {"description": "Version of this format.", "const": 1},
    "name": {"description": "A short name for files.", "type": "string"},
    "title": {"description": "Heading of the report.", "$ref": "#/$defs/text"},
    "source": {"description": "Where the formula stands.", "$ref": "#/$defs/scalar"},
    "scale": {
      "description": "The lowest and the highest answer of every item; default 1 and 5.",
      "type": "object", "additionalProperties": false,
      "properties": {
        "minimum": {"description": "The lowest answer.", "type": "number"},
        "maximum": {"description": "The highest answer.", "type": "number"}
      }
    },
    "missing": {
      "description": "Codes of items that are missing answers.",
      "anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]
    },
    "components": {
      "description": "The four trusts of the formula; default: the trust survey's items.",
      "type": "object", "additionalProperties": false,
      "required": ["professional", "vocational", "relationship", "benefit"],
      "properties": {
        "professional": {"description": "Knowledge.", "$ref": "#/$defs/component"},
        "vocational": {"description": "Integrity and reliability.", "$ref": "#/$defs/component"},
        "relationship": {"description": "The personal relationship.", "$ref": "#/$defs/component"},
        "benefit": {"description": "What the customer gains.", "$ref": "#/$defs/component"}
      }
    },
    "time": {
      "description": "What the sum is divided by: completed interactions, or months between two dates.",
      "type": "object", "additionalProperties": false,
      "oneOf": [{"required": ["interactions"]}, {"required": ["first_date", "date"]}],
      "properties": {
        "interactions": {"description": "Column of completed interactions.", "$ref": "#/$defs/scalar"},
        "first_date": {"description": "Column of the first contact, YYYY-MM-DD.", "$ref": "#/$defs/scalar"},
        "date": {"description": "Column of the response's date, YYYY-MM-DD.", "$ref": "#/$defs/scalar"}
      }
    },
    "keys": {
      "description": "Columns that say who answered about whom, and when.",
      "type": "object", "required": ["account"], "additionalProperties": false,
      "properties": {
        "account": {"description": "The customer.", "$ref": "#/$defs/scalar"},
        "salesperson": {"description": "One an account.", "$ref": "#/$defs/scalar"},
        "segment": {"description": "One an account.", "$ref": "#/$defs/scalar"},
        "market": {"description": "One an account.", "$ref": "#/$defs/scalar"},
        "stage": {"description": "Of the relationship, when the response was given.", "$ref": "#/$defs/scalar"},
        "wave": {"description": "Of the survey.", "$ref": "#/$defs/scalar"}
      }
    },
    "waves": {
      "description": "When the waves were; default 0, 1, 2 ... in the order of their numbers. Names that are no numbers need times.",
      "type": "object", "additionalProperties": false,
      "properties": {
        "unit": {"description": "Of the times, such as months.", "$ref": "#/$defs/text"},
        "times": {
          "description": "The time of each wave, from 0 on.",
          "type": "object", "additionalProperties": {"type": "number", "minimum": 0}
        }
      }
    },
    "stages": {
      "description": "The stages by their value in the data, in order.",
      "type": "object",
      "additionalProperties": {
        "type": ["object", "null"], "additionalProperties": false,
        "properties": {
          "label": {"description": "The stage in words.", "$ref": "#/$defs/text"},
          "emphasis": {
            "description": "Components that the source emphasises there.",
            "anyOf": [
              {"$ref": "#/$defs/which"},
              {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "#/$defs/which"}}
            ]
          }
        }
      }
    },
    "thresholds": {
      "description": "Scores that count as trust, above 0 and at most 100; default 60, 70 and 80.",
      "anyOf": [{"$ref": "#/$defs/threshold"}, {"type": "array", "items": {"$ref": "#/$defs/threshold"}}]
    },
    "reported": {
      "description": "Column of self-reported interactions until trust: 1 one, 2 two or three, 3 four or five, 4 six to ten, 5 more than ten, 6 never.",
      "$ref": "#/$defs/scalar"
    },
    "confidence": {
      "description": "Of the intervals; default 0.95.",
      "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1
    },
    "replicates": {
      "description": "Of the bootstrap over accounts; default 1000.",
      "type": "integer", "minimum": 100, "maximum": 100000
    },
    "least": {
      "description": "Salespersons with fewer accounts (default 10) or responses (default 30) are not shown.",
      "type": "object", "additionalProperties": false,
      "properties": {
        "accounts": {"description": "Default 10.", "type": "integer", "minimum": 2, "maximum": 1000000},
        "responses": {"description": "Default 30.", "type": "integer", "minimum": 2, "maximum": 1000000}
      }
    }
  },
  "$defs": {
    "scalar": {"type": ["string", "number", "boolean"]},
    "threshold": {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
    "which": {"enum": ["professional", "vocational", "relationship", "benefit"]},
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
    "component": {
      "type": "object", "required": ["items"], "additionalProperties": false,
      "properties": {
        "label": {"description": "The component in words.", "$ref": "#/$defs/text"},
        "weight": {"description": "Default 1, as the formula is printed.", "type": "number", "minimum": 0.001, "maximum": 1000},
        "items": {
          "description": "Columns of the data, at least three.",
          "type": "array", "minItems": 3,
          "items": {
            "anyOf": [
              {"$ref": "#/$defs/scalar"},
              {
                "type": "object", "required": ["column"], "additionalProperties": false,
                "properties": {
                  "column": {"description": "The item's column.", "$ref": "#/$defs/scalar"},
                  "reversed": {"description": "A high answer means little trust.", "type": "boolean"}
                }
              }
            ]
          }
        }
      }
    }
  }
}
)json";

}  // namespace

std::string VelocitySchema() { return kSchema; }

}  // namespace trustsem
