/// The JSON Schemas (2020-12) of ``ModelJSONReporter``'s output, as `kdrift schema model` and `kdrift schema replay`
/// print them.
public enum ModelSchema {
    /// The answer of `kdrift model`: the models there are, one model's table of properties, or the drifts between
    /// two designs.
    public static let model = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "kdrift model",
          "type": "object",
          "required": ["schema", "version"],
          "oneOf": [
            {"required": ["models"]},
            {"required": ["model", "title", "scope", "designs", "stateCount", "reachedBounds", "circumstances",
                          "properties"]},
            {"required": ["model", "title", "drifts"]}
          ],
          
          "properties": {
            "schema": {"const": "kdrift-model"},
        \(version)
            "models": {"type": "array", "items": {
              "type": "object", "required": ["name", "title", "designs", "properties"],
              "properties": {
                "name": {"type": "string"}, "title": {"type": "string"},
                "designs": {"$ref": "#/$defs/names"}, "properties": {"$ref": "#/$defs/names"}
              }
            }},
            "model": {"type": "string"}, "title": {"type": "string"}, "scope": {"type": "string"},
            "designs": {"$ref": "#/$defs/names"},
            "stateCount": {"type": "integer", "minimum": 0},
            "reachedBounds": {"$ref": "#/$defs/names"},
            "circumstances": {"type": "array", "items": {
              "type": "object", "required": ["name", "meaning"],
              "properties": {"name": {"type": "string"}, "meaning": {"type": "string"}}
            }},
            "properties": {"type": "array", "items": {
              "type": "object", "required": ["name", "statement", "clauses", "cells"],
              "properties": {
                "name": {"type": "string"}, "statement": {"type": "string"}, "clauses": {"$ref": "#/$defs/names"},
                "cells": {"type": "array", "items": {"$ref": "#/$defs/cell"}}
              }
            }},
            "drifts": {"type": "array", "items": {
              "type": "object",
              "required": ["model", "from", "to", "operation", "isConsequence", "setting", "trace", "fingerprint"],
              "properties": {
                "model": {"type": "string"}, "from": {"type": "string"}, "to": {"type": "string"},
                "operation": {"type": "string"}, "isConsequence": {"type": "boolean"},
                "setting": {"type": "string"}, "fingerprint": {"$ref": "#/$defs/fingerprint"},
                "trace": {"type": "array", "minItems": 1, "items": {
                  "type": "object", "required": ["operation", "before", "after"],
                  "properties": {"operation": {"type": "string"}, "before": {"type": "string"},
                                 "after": {"type": "string"}}
                }}
              }
            }}
          },
          "$defs": {
        \(shared),
            "cell": {
              "type": "object", "required": ["design", "mark", "violations", "exceptions"],
              
              "properties": {
                "design": {"type": "string"},
                "mark": {"enum": ["kept", "not kept", "part", "not applicable", "unknown"]},
                "clausesKept": {"type": "integer", "minimum": 0},
                "violations": {"type": "array", "items": {"$ref": "#/$defs/violation"}},
                "exceptions": {"type": "array", "items": {"$ref": "#/$defs/violation"}}
              },
              "allOf": [
                {"if": {"properties": {"mark": {"const": "part"}}}, "then": {"required": ["clausesKept"]}},
                {"if": {"properties": {"mark": {"const": "kept"}}},
                 "then": {"properties": {"violations": {"maxItems": 0}}}}
              ]
            },
            "violation": {
              "type": "object",
              "required": ["model", "design", "property", "clause", "circumstances", "setting", "initial", "trace",
                           "fingerprint"],
              "properties": {
                "model": {"type": "string"}, "design": {"type": "string"}, "property": {"type": "string"},
                "clause": {"type": "string"}, "circumstances": {"$ref": "#/$defs/names"},
                "setting": {"type": "string"}, "initial": {"type": "string"},
                "trace": {"$ref": "#/$defs/steps"}, "fingerprint": {"$ref": "#/$defs/fingerprint"}
              }
            }
          }
        }

        """

    /// The answer of `kdrift replay`.
    public static let replay = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "kdrift replay",
          "type": "object",
          "required": ["schema", "version", "verdict", "conclusion", "note", "fingerprint", "sides"],
          
          "properties": {
            "schema": {"const": "kdrift-replay"},
        \(version)
            "verdict": {"enum": ["reproduced", "gone"]},
            "conclusion": {"type": "string"}, "note": {"type": "string"}, "setting": {"type": "string"},
            "fingerprint": {"anyOf": [{"const": ""}, {"$ref": "#/$defs/fingerprint"}]},
            "sides": {"type": "array", "minItems": 1, "maxItems": 2, "items": {
              "type": "object", "required": ["label", "source", "initial", "steps"],
              "properties": {
                "label": {"type": "string"}, "source": {"type": "string"}, "initial": {"type": "string"},
                "steps": {"$ref": "#/$defs/steps"}
              }
            }}
          },
          "$defs": {
        \(shared)
          }
        }

        """

    private static let version = """
            "version": {
              "type": "object", "required": ["major", "minor"],
              "properties": {"major": {"const": 1}, "minor": {"type": "integer", "minimum": 0}}
            },
        """

    private static let shared = """
            "names": {"type": "array", "items": {"type": "string"}},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "steps": {"type": "array", "items": {
              "type": "object", "required": ["operation", "outcome", "state"],
              "properties": {"operation": {"type": "string"}, "outcome": {"type": "string"},
                             "state": {"type": "string"}}
            }}
        """
}
