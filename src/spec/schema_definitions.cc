#include "spec/schema_definitions.h"

namespace trustsem {

const char* const kSchemaDefinitions = R"json(  "$defs": {
    "name": {
      "description": "Letters of any script, digits, '_' and '.', not beginning with a digit.",
      "type": "string",
      "pattern": "@NAME@"
    },
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
    "numberOrNumbers": {
      "anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]
    },
    "numberAGroup": {
      "anyOf": [
        {"type": ["number", "null"]},
        {"type": "array", "items": {"type": ["number", "null"]}}
      ]
    },
    "status": {
      "description": "How firmly the source states the claim; ambiguous ones are drawn dashed.",
      "enum": ["explicit", "implied", "ambiguous"]
    },
    "fixed": {
      "description": "Value to fix at, or 'free'; a list has one entry a group.",
      "anyOf": [
        {"$ref": "#/$defs/fixedValue"},
        {"type": "array", "items": {"$ref": "#/$defs/fixedValue"}}
      ]
    },
    "fixedValue": {"anyOf": [{"type": ["number", "null"]}, {"const": "free"}]},
    "free": {"description": "The same as 'fixed: free'.", "const": true},
    "start": {
      "description": "Starting value; a list has one entry a group.",
      "$ref": "#/$defs/numberAGroup"
    },
    "lower": {
      "description": "Lower bound; a list has one entry a group.",
      "$ref": "#/$defs/numberAGroup"
    },
    "upper": {
      "description": "Upper bound; a list has one entry a group.",
      "$ref": "#/$defs/numberAGroup"
    },
    "label": {
      "description": "Parameters of one label are equal; a list has one entry a group.",
      "anyOf": [
        {"$ref": "#/$defs/nameOrNothing"},
        {"type": "array", "items": {"$ref": "#/$defs/nameOrNothing"}}
      ]
    },
    "nameOrNothing": {"anyOf": [{"$ref": "#/$defs/name"}, {"type": "null"}, {"const": ""}]},
    "equal_to": {
      "description": "Another parameter that this one equals, in lavaan's form: 'f =~ x2'.",
      "type": "string",
      "pattern": "[~|]"
    },
    "equal_over_groups": {
      "description": "True: equal in all groups; false: exempt from fit.equal.",
      "type": "boolean"
    },
    "source": {
      "description": "Where the claim stands, such as 'S4 L117'.",
      "$ref": "#/$defs/scalar"
    },
    "direction": {
      "description": "What is said of one direction of a reciprocal path.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {@MODIFIERS@}
    },
    "construct": {
      "description": "A list of items, or a map with more to say.",
      "anyOf": [
        {"$ref": "#/$defs/constructItems"},
        {
          "type": "object", "required": ["items"], "additionalProperties": false,
          "properties": {
            "label": {"description": "Name for readers.", "$ref": "#/$defs/text"},
            "source": {"$ref": "#/$defs/source"},
            "items": {"$ref": "#/$defs/constructItems"}
          }
        }
      ]
    },
    "constructItems": {
      "description": "Items, or constructs, that measure the construct; the first is its marker.",
      "type": "array",
      "minItems": 1,
      "items": {
        "anyOf": [
          {"$ref": "#/$defs/name"},
          {
            "type": "object", "required": ["item"], "additionalProperties": false,
            "properties": {
              "item": {"description": "Name of the item or construct.", "$ref": "#/$defs/name"},
              @MODIFIERS@
            }
          }
        ]
      }
    },
    "item": {
      "description": "A label, or a map with more to say.",
      "anyOf": [
        {"$ref": "#/$defs/scalar"},
        {
          "type": ["object", "null"], "additionalProperties": false,
          "properties": {
            "label": {"description": "The question, for readers.", "$ref": "#/$defs/text"},
            "column": {
              "description": "The data's column, where its name is another.",
              "$ref": "#/$defs/scalar"
            },
            "reversed": {
              "description": "Lowest and highest answer; an answer x becomes lowest + highest - x.",
              "type": "array",
              "prefixItems": [{"type": "number"}, {"type": "number"}],
              "minItems": 2,
              "maxItems": 2
            },
            "missing": {
              "description": "Codes that mean no answer, beside data.missing_codes.",
              "$ref": "#/$defs/numberOrNumbers"
            }
          }
        }
      ]
    },
    "path": {
      "anyOf": [
        {"type": "string", "pattern": "@EITHER@"},
        {
          "type": "object", "required": ["path"], "additionalProperties": false,
          "properties": {
            "path": {"description": "a -> b", "type": "string", "pattern": "@PATH@"},
            @MODIFIERS@
          }
        },
        {
          "type": "object", "required": ["path"], "additionalProperties": false,
          "properties": {
            "path": {"description": "a <=> b", "type": "string", "pattern": "@RECIPROCAL@"},
            "status": {"$ref": "#/$defs/status"},
            "source": {"$ref": "#/$defs/source"},
            "forward": {"description": "Of a -> b.", "$ref": "#/$defs/direction"},
            "backward": {"description": "Of b -> a.", "$ref": "#/$defs/direction"}
          }
        }
      ]
    },
    "covariance": {
      "anyOf": [
        {"type": "string", "pattern": "@COVARIANCE@"},
        {
          "type": "object", "required": ["covariance"], "additionalProperties": false,
          "properties": {
            "covariance": {"description": "a <-> b", "type": "string", "pattern": "@COVARIANCE@"},
            @MODIFIERS@
          }
        }
      ]
    },
    "ofVariable": {
      "anyOf": [
        {"$ref": "#/$defs/name"},
        {
          "type": "object", "required": ["variable"], "additionalProperties": false,
          "properties": {
            "variable": {"description": "Name of the variable.", "$ref": "#/$defs/name"},
            @MODIFIERS@
          }
        }
      ]
    },
    "threshold": {
      "description": "A fixed value, null for one to estimate, or a map with more to say.",
      "anyOf": [
        {"type": ["number", "null"]},
        {"const": "free"},
        {
          "type": "object", "additionalProperties": false,
          "properties": {
            "threshold": {
              "description": "Its name, where it is not the next of t1, t2, ...",
              "$ref": "#/$defs/name"
            },
            @MODIFIERS@
          }
        }
      ]
    },
    "effect": {
      "description": "An expression of labels, or a map with a label for readers.",
      "anyOf": [
        {"type": ["string", "number"], "minLength": 1},
        {
          "type": "object", "required": ["expression"], "additionalProperties": false,
          "properties": {
            "expression": {
              "description": "Labels, numbers, + - * / ^, exp, log, log2, log10, sqrt, abs, trigonometric and hyperbolic functions.",
              "type": ["string", "number"],
              "minLength": 1
            },
            "label": {"description": "Name for readers.", "$ref": "#/$defs/text"}
          }
        }
      ]
    },
    "hypothesis": {
      "type": "object", "required": ["name", "about", "expected"],
      "additionalProperties": false,
      "properties": {
        "name": {"description": "Such as H1.", "$ref": "#/$defs/name"},
        "about": {
          "description": "A path 'a -> b', a covariance 'a <-> b', a label or an effect.",
          "type": "string"
        },
        "expected": {"description": "Expected sign.", "enum": ["positive", "negative"]},
        "label": {"description": "The claim in words.", "$ref": "#/$defs/text"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "data": {
      "description": "What the program must know of the data.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "codebook": {
          "description": "File of the data's codebook, from the folder of this file.",
          "$ref": "#/$defs/scalar"
        },
        "ordered": {
          "description": "Ordered items: a list, or 'all' (observed dependent variables).",
          "anyOf": [{"$ref": "#/$defs/name"}, {"type": "array", "items": {"$ref": "#/$defs/name"}}]
        },
        "group": {"description": "Column whose values are the groups.", "$ref": "#/$defs/scalar"},
        "weights": {"description": "Column of sampling weights.", "$ref": "#/$defs/scalar"},
        "cluster": {"description": "Column of clusters.", "$ref": "#/$defs/scalar"},
        "strata": {"description": "Column of strata.", "$ref": "#/$defs/scalar"},
        "population": {
          "description": "Column of the population's size in the stratum, in clusters or respondents.",
          "$ref": "#/$defs/scalar"
        },
        "single_cluster": {
          "description": "What a stratum with one cluster is or adds; default error.",
          "enum": ["error", "certainty", "average"]
        },
        "replicate_weights": {
          "description": "Columns of replicate weights: a list; 'rw1-rw80' is a range.",
          "anyOf": [
            {"$ref": "#/$defs/scalar"},
            {"type": "array", "items": {"$ref": "#/$defs/scalar"}}
          ]
        },
        "replicate_method": {
          "description": "How the replicates were made.",
          "enum": ["jk1", "jkn", "brr", "bootstrap"]
        },
        "replicate_scale": {
          "description": "Factor of the squared deviations: of all replicates, or of each.",
          "$ref": "#/$defs/numberOrNumbers"
        },
        "fay": {
          "description": "Fay's factor of balanced repeated replication; default 0.",
          "type": "number", "minimum": 0, "exclusiveMaximum": 1
        },
        "auxiliary": {
          "description": "Variables outside the model that help with missing answers (missing: fiml).",
          "anyOf": [{"$ref": "#/$defs/name"}, {"type": "array", "items": {"$ref": "#/$defs/name"}}]
        },
        "missing_codes": {
          "description": "Codes that mean no answer, of every variable of the model.",
          "$ref": "#/$defs/numberOrNumbers"
        }
      }
    },
    "fit": {
      "description": "How the model is estimated; options of the command line win.",
      "type": ["object", "null"], "additionalProperties": false,
      "properties": {
        "estimator": {
          "description": "Default: ML, or WLSMV where an item is ordered.",
          "enum": [
            "ML",
            "MLM",
            "MLMV",
            "MLMVS",
            "MLR",
            "GLS",
            "ULS",
            "ULSM",
            "ULSMV",
            "ULSMVS",
            "WLS",
            "WLSM",
            "WLSMV",
            "WLSMVS",
            "DWLS"
          ]
        },
        "missing": {
          "description": "Treatment of missing answers; default listwise.",
          "enum": ["listwise", "pairwise", "fiml", "imputation"]
        },
        "information": {
          "description": "Information matrix of the standard errors.",
          "enum": ["expected", "observed"]
        },
        "parameterization": {
          "description": "Of ordered items; default delta.",
          "enum": ["delta", "theta"]
        },
        "smoothing": {
          "description": "Of polychoric correlations that are not positive definite; default none.",
          "enum": ["none", "ridge", "eigenvalues"]
        },
        "empty_cell": {
          "description": "Added to an empty cell of two binary items' table; default 0.5.",
          "type": "number",
          "minimum": 0
        },
        "equal": {
          "description": "What is equal over groups.",
          "anyOf": [
            {"$ref": "#/$defs/parameterKind"},
            {"type": "array", "items": {"$ref": "#/$defs/parameterKind"}}
          ]
        },
        "mean_structure": {"description": "Estimate means and intercepts.", "type": "boolean"},
        "identification": {
          "description": "What sets a construct's scale: its first item, or a variance of one.",
          "enum": ["marker", "unit_variance"]
        },
        "orthogonal": {"description": "Exogenous constructs do not covary.", "type": "boolean"},
        "growth": {
          "description": "Growth model: means of constructs free, intercepts of items zero.",
          "type": "boolean"
        },
        "fixed_x": {
          "description": "Take moments of exogenous observed variables as given.",
          "type": "boolean"
        },
        "bootstrap": {
          "description": "Bootstrap replicates that standard errors and intervals come from.",
          "type": "integer", "minimum": 1, "maximum": 2147483647
        },
        "bootstrap_method": {
          "description": "How replicates are drawn; default nonparametric.",
          "enum": ["nonparametric", "bollen_stine", "parametric"]
        },
        "bootstrap_interval": {
          "description": "Intervals that replicates give; default percentile.",
          "enum": ["percentile", "normal", "bca"]
        },
        "imputations": {
          "description": "Completed data sets of missing: imputation; default 20.",
          "type": "integer", "minimum": 2, "maximum": 1000
        },
        "seed": {
          "description": "Of random numbers; default 1.",
          "type": "integer", "minimum": 0, "maximum": 2147483647
        }
      }
    },
    "parameterKind": {
      "enum": [
        "loadings",
        "intercepts",
        "thresholds",
        "residuals",
        "residual_covariances",
        "regressions",
        "lv_variances",
        "lv_covariances",
        "means"
      ]
    },
)json";

}  // namespace trustsem
