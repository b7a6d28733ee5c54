#include "spec/schema_definitions.h"

namespace trustsem {

const char* const kSchemaSimulation = R"json(    "simulation": {
      "description": "What drawing data from the model needs beside its parameters.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "standardized": {
          "description": "Values are of the completely standardised solution.",
          "type": "boolean"
        },
        "statement": {
          "description": "Sentence that every output of such data carries.",
          "$ref": "#/$defs/scalar"
        },
        "columns": {
          "description": "Columns before the items, in order.",
          "type": ["object", "null"],
          "additionalProperties": {"$ref": "#/$defs/column"}
        },
        "items": {
          "description": "Scales of the continuous items.",
          "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
          "additionalProperties": {
            "anyOf": [{"$ref": "#/$defs/numberColumn"}, {"$ref": "#/$defs/integerColumn"}]
          }
        },
        "margins": {
          "description": "Shares of an item's answers, in increasing order of the response.",
          "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
          "additionalProperties": {
            "anyOf": [
              {"$ref": "#/$defs/shares", "minProperties": 2},
              {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/fraction"}}
            ]
          }
        },
        "choices": {
          "description": "Questions of which a respondent chooses some items.",
          "type": ["object", "null"], "propertyNames": {"$ref": "#/$defs/name"},
          "additionalProperties": {
            "type": "object", "required": ["shares"], "additionalProperties": false,
            "properties": {
              "choose": {
                "description": "How many items; default 1.", "type": "integer", "minimum": 1
              },
              "shares": {
                "description": "Share of each item; they sum to the number of choices.",
                "$ref": "#/$defs/shares"
              }
            }
          }
        },
        "missing": {
          "description": "How often items, questions and columns are not answered.",
          "type": ["object", "null"],
          "additionalProperties": {
            "anyOf": [
              {"$ref": "#/$defs/fraction"},
              {
                "type": "object", "additionalProperties": false,
                "dependentRequired": {"by": ["rates"], "rates": ["by"]},
                "properties": {
                  @RATE@,
                  "code": {
                    "description": "What is written; default an empty cell.",
                    "$ref": "#/$defs/scalar"
                  }
                }
              }
            ]
          }
        },
        "waves": {
          "description": "A panel: variables whose names end with the suffix and a wave's number.",
          "type": ["object", "null"], "additionalProperties": false,
          "properties": {
            "count": {"type": "integer", "minimum": 1, "maximum": 1000},
            "column": {"description": "Default wave.", "$ref": "#/$defs/scalar"},
            "suffix": {"description": "Default _w.", "$ref": "#/$defs/scalar"},
            "dropout": {
              "description": "Share that leaves before each further wave.",
              "anyOf": [
                {"$ref": "#/$defs/fraction"},
                {
                  "type": "object", "additionalProperties": false,
                  "dependentRequired": {"by": ["rates"], "rates": ["by"]},
                  "properties": {
                    @RATE@
                  }
                }
              ]
            }
          }
        },
        "order": {
          "description": "Order of the columns; those not named follow.",
          "type": ["array", "null"],
          "items": {"$ref": "#/$defs/scalar"}
        }
      }
    },
    "fraction": {"type": "number", "minimum": 0, "maximum": 1},
    "shares": {
      "description": "Values and their shares.",
      "type": "object", "minProperties": 1,
      "additionalProperties": {"$ref": "#/$defs/fraction"}
    },
    "shifts": {
      "description": "What each value adds to the intercepts of constructs.",
      "type": "object", "minProperties": 1,
      "additionalProperties": {
        "type": "object", "propertyNames": {"$ref": "#/$defs/name"},
        "additionalProperties": {"type": "number"}
      }
    },
    "sharesBy": {
      "type": "object", "minProperties": 1,
      "additionalProperties": {"$ref": "#/$defs/shares"}
    },
    "column": {
      "anyOf": [
        {
          "type": "object", "required": ["kind"], "additionalProperties": false,
          "properties": {
            "kind": {"const": "respondent_id"},
            "prefix": {"description": "Before the number.", "$ref": "#/$defs/scalar"}
          }
        },
        {
          "type": "object", "required": ["kind"], "additionalProperties": false,
          "properties": {
            "kind": {"const": "constant"},
            "value": {"description": "The value of every row.", "$ref": "#/$defs/scalar"}
          }
        },
        {
          "type": "object", "required": ["shares"], "additionalProperties": false,
          "properties": {
            "kind": {"const": "category"},
            "shares": {
              "description": "Values and their shares, which sum to 1.", "$ref": "#/$defs/shares"
            },
            "from": {
              "description": "An item whose response is cut, in place of a draw.",
              "$ref": "#/$defs/scalar"
            },
            "within": {
              "description": "A cluster column: its members have the same value.",
              "$ref": "#/$defs/scalar"
            },
            "shifts": {"$ref": "#/$defs/shifts"}
          }
        },
        {
          "type": "object", "required": ["shares", "by"], "additionalProperties": false,
          "properties": {
            "kind": {"const": "category"},
            "by": {
              "description": "The column or item whose value chooses the shares.",
              "$ref": "#/$defs/scalar"
            },
            "shares": {
              "description": "Shares for each of its values.", "$ref": "#/$defs/sharesBy"
            },
            "shifts": {"$ref": "#/$defs/shifts"}
          }
        },
        {
          "type": "object", "required": ["kind"], "additionalProperties": false,
          "properties": {
            "kind": {"const": "weight"},
            "population": {
              "description": "Shares of the population that weighted categories have.",
              "$ref": "#/$defs/sharesBy"
            },
            "variation": {
              "description": "Coefficient of variation of a further factor.",
              "type": "number", "minimum": 0
            }
          }
        },
        {
          "type": "object", "required": ["kind"], "additionalProperties": false,
          "properties": {
            "kind": {"const": "cluster"},
            "size": {"description": "Members on average.", "type": "number", "minimum": 1},
            "of": {
              "description": "The cluster column that it is made of; else respondents.",
              "$ref": "#/$defs/scalar"
            },
            "intraclass": {
              "description": "Share of the constructs' variance between clusters.",
              "$ref": "#/$defs/fraction"
            },
            "prefix": {"description": "Before the number.", "$ref": "#/$defs/scalar"}
          }
        },
        {
          "type": "object", "required": ["kind"], "additionalProperties": false,
          "oneOf": [{"required": ["latest"]}, {"required": ["after"]}],
          "properties": {
            "kind": {"const": "date"},
            "latest": {
              "description": "YYYY-MM-DD.", "type": "string",
              "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
            },
            "months_from": {
              "description": "An item that counts the months before it.", "$ref": "#/$defs/scalar"
            },
            "after": {
              "description": "A date; 'mean' and 'sd' are days after it.", "$ref": "#/$defs/scalar"
            },
            @SCALE@
          }
        },
        {"required": ["kind"], "$ref": "#/$defs/numberColumn"},
        {"$ref": "#/$defs/integerColumn"}
      ]
    },
    "numberColumn": {
      "type": "object", "additionalProperties": false,
      "properties": {
        "kind": {"const": "number"},
        @SCALE@,
        @AFTER@,
        "decimals": {
          "description": "Decimals after rounding; default 0.",
          "type": "integer",
          "minimum": 0,
          "maximum": 12
        }
      }
    },
    "integerColumn": {
      "type": "object", "required": ["kind"], "additionalProperties": false,
      "properties": {
        "kind": {"const": "integer"},
        @SCALE@,
        @AFTER@
      }
    }
  }
}
)json";

}  // namespace trustsem
