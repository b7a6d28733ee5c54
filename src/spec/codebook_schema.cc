#include <string>

#include "spec/read_codebook.h"

namespace trustsem {
namespace {

constexpr char kSchema[] = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "trustsem codebook",
  "description": "What the columns of a survey's data file mean.",
  "type": "object", "required": ["codebook", "variables"], "additionalProperties": false,
  "properties": {
    "codebook": {"description": "Version of this format.", "const": 1},
    "name": {"description": "A short name for files and tables.", "$ref": "#/$defs/scalar"},
    "title": {"description": "Heading for readers.", "$ref": "#/$defs/text"},
    "missing": {
      "description": "Codes read as missing in every column but ids.",
      "$ref": "#/$defs/values"
    },
    "key": {
      "description": "Columns that together name a row; default: the first id.",
      "anyOf": [
        {"type": "null"},
        {"$ref": "#/$defs/scalar"},
        {"type": "array", "items": {"$ref": "#/$defs/scalar"}}
      ]
    },
    "attention": {
      "description": "The column that tells who read the questions, and the value of those who did.",
      "type": "object", "required": ["column", "passed"], "additionalProperties": false,
      "properties": {
        "column": {"description": "Of the data.", "$ref": "#/$defs/scalar"},
        "passed": {"description": "Its value of those who passed.", "$ref": "#/$defs/scalar"}
      }
    },
    "scales": {
      "description": "Scales that several variables share, lowest value first.",
      "type": ["object", "null"],
      "additionalProperties": {"$ref": "#/$defs/someValues"}
    },
    "variables": {
      "description": "The data's columns, and questions that have several.",
      "type": "object", "minProperties": 1,
      "additionalProperties": {"$ref": "#/$defs/variable"}
    }
  },
  "$defs": {
    "scalar": {"type": ["string", "number", "boolean"]},
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
    "values": {
      "description": "Values as the data write them, with their labels, or in a list without any.",
      "anyOf": [
        {"$ref": "#/$defs/scalar"},
        {"type": "array", "items": {"$ref": "#/$defs/scalar"}},
        {
          "type": ["object", "null"],
          "additionalProperties": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/text"}]}
        }
      ]
    },
    "someValues": {
      "description": "At least one value.",
      "anyOf": [
        {"$ref": "#/$defs/scalar"},
        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/scalar"}},
        {
          "type": "object", "minProperties": 1,
          "additionalProperties": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/text"}]}
        }
      ]
    },
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "choiceColumn": {
      "description": "A label, or a map with more to say; 1: chosen, 0: not.",
      "anyOf": [
        {"$ref": "#/$defs/text"},
        {
          "type": ["object", "null"], "additionalProperties": false,
          "properties": {
            "label": {"description": "The answer.", "$ref": "#/$defs/text"},
            "construct": {"description": "What it speaks of.", "$ref": "#/$defs/scalar"}
          }
        }
      ]
    },
    "variable": {
      "type": "object", "required": ["type"],
      "oneOf": [
        {
          "additionalProperties": false,
          "properties": {"type": {"enum": ["id", "text"]}, @COMMON@}
        },
        {
          "additionalProperties": false,
          "properties": {
            "type": {"const": "category"}, @COMMON@,
            "values": {"$ref": "#/$defs/someValues"},
            "scale": {"description": "One of the scales.", "$ref": "#/$defs/scalar"}
          },
          "oneOf": [{"required": ["values"]}, {"required": ["scale"]}]
        },
        {
          "additionalProperties": false,
          "properties": {
            "type": {"const": "ordered"}, @COMMON@,
            "values": {"description": "Lowest first.", "$ref": "#/$defs/someValues"},
            "scale": {"description": "One of the scales.", "$ref": "#/$defs/scalar"},
            "reversed": {"$ref": "#/$defs/reversed"}
          },
          "oneOf": [{"required": ["values"]}, {"required": ["scale"]}]
        },
        {
          "additionalProperties": false,
          "properties": {
            "type": {"const": "number"}, @COMMON@,
            "min": {"description": "Smallest answer.", "type": "number"},
            "max": {"description": "Largest answer.", "type": "number"},
            "integer": {"description": "Whole numbers alone.", "type": "boolean"},
            "reversed": {"$ref": "#/$defs/reversed"}
          }
        },
        {
          "additionalProperties": false,
          "properties": {
            "type": {"const": "date"}, @COMMON@,
            "earliest": {"description": "First date that can be.", "$ref": "#/$defs/date"},
            "latest": {"description": "Last date that can be.", "$ref": "#/$defs/date"}
          }
        },
        {
          "required": ["columns"], "additionalProperties": false,
          "properties": {
            "type": {"const": "multiple_choice"}, @COMMON@,
            "choose": {"description": "Answers asked for.", "type": "integer", "minimum": 1},
            "columns": {
              "description": "The data's columns of 0 and 1, one an answer.",
              "type": "object", "minProperties": 1,
              "additionalProperties": {"$ref": "#/$defs/choiceColumn"}
            }
          }
        }
      ]
    },
    "reversed": {
      "description": "Agreement means less of the construct; answers stay as they are.",
      "type": "boolean"
    }
  }
}
)json";

// What every type of variable has.
constexpr char kCommon[] = R"json("label": {"description": "Short.", "$ref": "#/$defs/text"},
            "wording": {"description": "As the questionnaire asks it.", "$ref": "#/$defs/text"},
            "block": {"description": "Part of the questionnaire.", "$ref": "#/$defs/scalar"},
            "construct": {"description": "What it measures.", "$ref": "#/$defs/scalar"},
            "optional": {"description": "The data may lack the column.", "type": "boolean"},
            "missing": {"$ref": "#/$defs/values"})json";

}  // namespace

std::string CodebookSchema() {
  static const std::string kMark = "@COMMON@";
  std::string schema = kSchema;
  for (size_t at = 0; (at = schema.find(kMark, at)) != std::string::npos;) {
    schema.replace(at, kMark.size(), kCommon);
  }
  return schema;
}

}  // namespace trustsem
