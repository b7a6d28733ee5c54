#include "spec/read_survey_tables.h"

namespace trustsem {

std::string TableBookSchema() {
  return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "trustsem book of survey tables",
  "description": "Tables of weighted percentages: variables, segments, bases, nets.",
  "type": "object", "required": ["survey", "tables"], "additionalProperties": false,
  "properties": {
    "survey": {"description": "Version of this format.", "const": 1},
    "name": {"description": "A short name for files.", "type": "string"},
    "title": {"description": "Heading of the tables.", "$ref": "#/$defs/text"},
    "codebook": {
      "description": "The codebook's file, found from the folder of this one.", "type": "string"
    },
    "design": {
      "description": "Columns that hold the survey's design.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "weights": {"description": "Weight of each respondent.", "$ref": "#/$defs/columnOrNull"},
        "strata": {"description": "Stratum of each respondent.", "$ref": "#/$defs/columnOrNull"},
        "clusters": {
          "description": "Cluster, counted within its stratum.", "$ref": "#/$defs/columnOrNull"
        },
        "lonely": {
          "description": "A stratum with one cluster: an error, centred at the mean of all, or none.",
          "enum": ["refuse", "adjust", "certainty"]
        }
      }
    },
    "confidence": {"description": "Of intervals; default 0.95.", "$ref": "#/$defs/probability"},
    "interval": {
      "description": "Of shares: on the logit scale (default), or after Korn and Graubard.",
      "enum": ["logit", "beta"]
    },
    "comparison": {
      "description": "Significance letters.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "level": {"description": "Default 0.05.", "$ref": "#/$defs/probability"},
        "correction": {
          "description": "Of p values over the pairs of a row; default holm.",
          "enum": ["none", "bonferroni", "holm", "bh"]
        }
      }
    },
    "minimum_base": {
      "description": "Cells with fewer respondents are suppressed; default 30.",
      "type": "integer", "minimum": 0, "maximum": 1000000
    },
    "base": {"description": "Base of all tables.", "$ref": "#/$defs/base"},
    "segments": {
      "description": "Segmenting variables of tables that name none.", "$ref": "#/$defs/columns"
    },
    "tables": {
      "description": "The tables by name, in the order of output.",
      "type": "object", "minProperties": 1,
      "additionalProperties": {"$ref": "#/$defs/table"}
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
    "column": {"description": "A column of the data.", "type": ["string", "number"]},
    "columnOrNull": {"type": ["string", "number", "null"]},
    "columns": {
      "anyOf": [
        {"type": ["string", "number", "null"]},
        {"type": "array", "items": {"$ref": "#/$defs/column"}, "uniqueItems": true}
      ]
    },
    "probability": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    "answers": {
      "description": "Answers as the data write them, or their labels.",
      "anyOf": [
        {"$ref": "#/$defs/scalar"},
        {
          "type": "array", "items": {"$ref": "#/$defs/scalar"}, "minItems": 1,
          "uniqueItems": true
        }
      ]
    },
    "base": {
      "description": "Those for whom every condition holds.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "label": {"description": "In words; else the conditions.", "$ref": "#/$defs/text"},
        "where": {
          "description": "Conditions by variable.",
          "type": ["object", "null"],
          "additionalProperties": {
            "anyOf": [
              {"$ref": "#/$defs/answers"},
              {
                "type": "object", "additionalProperties": false, "minProperties": 1,
                "properties": {
                  "min": {"description": "Smallest answer.", "type": ["number", "string"]},
                  "max": {"description": "Largest answer.", "type": ["number", "string"]}
                }
              },
              {
                "type": "object", "additionalProperties": false, "required": ["values"],
                "properties": {"values": {"$ref": "#/$defs/answers"}}
              }
            ]
          }
        }
      }
    },
    "net": {
      "description": "Answers that are counted together.",
      "anyOf": [
        {"$ref": "#/$defs/answers"},
        {
          "type": "object", "additionalProperties": false, "required": ["values"],
          "properties": {
            "values": {"$ref": "#/$defs/answers"},
            "label": {"description": "Of the row.", "$ref": "#/$defs/text"}
          }
        }
      ]
    },
    "endCount": {"type": "integer", "minimum": 1, "maximum": 50},
    "table": {
      "type": "object", "additionalProperties": false,
      "oneOf": [{"required": ["variable"]}, {"required": ["variables"]}],
      "properties": {
        "title": {"description": "Heading of the table.", "$ref": "#/$defs/text"},
        "variable": {
          "description": "A column, or a multiple-choice question of the codebook.",
          "$ref": "#/$defs/column"
        },
        "variables": {
          "description": "Several, one below the other.",
          "type": "array", "items": {"$ref": "#/$defs/column"}, "minItems": 1,
          "uniqueItems": true
        },
        "show": {
          "description": "What the table shows; default: shares, and nets where there are any.",
          "anyOf": [
            {"enum": ["shares", "nets", "mean"]},
            {
              "type": "array", "minItems": 1,
              "items": {"enum": ["shares", "nets", "mean"]}
            }
          ]
        },
        "top": {"description": "Net of the highest answers.", "$ref": "#/$defs/endCount"},
        "bottom": {"description": "Net of the lowest answers.", "$ref": "#/$defs/endCount"},
        "nets": {
          "description": "Nets by name.",
          "type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/net"}
        },
        "segments": {
          "description": "Segmenting variables, in place of the book's; [] for none.",
          "$ref": "#/$defs/columns"
        },
        "base": {"description": "Together with the book's.", "$ref": "#/$defs/base"}
      }
    }
  }
})json";
}

}  // namespace trustsem
