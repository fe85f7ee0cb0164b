/// The JSON Schema (2020-12) of ``JSONReporter``'s output, as `kdrift schema` prints it.
public enum ReportSchema {
    /// The document.
    public static let text = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "kdrift report",
          "type": "object",
          "required": ["schema", "version", "tool", "inputs", "coverage", "revisions", "findings", "suppressed"],
          "properties": {
            "schema": {"const": "kdrift-report"},
            "version": {
              "type": "object", "required": ["major", "minor"],
              "properties": {"major": {"const": 1}, "minor": {"type": "integer", "minimum": 0}}
            },
            "tool": {
              "type": "object", "required": ["name", "version", "libclang"],
              "properties": {"name": {"const": "kdrift"}, "version": {"type": "string"}, "libclang": {"type": "string"}}
            },
            "inputs": {
              "type": "object", "required": ["command", "title", "sources"],
              "properties": {
                "command": {"type": "string"}, "title": {"type": "string"},
                "sources": {"type": "array", "items": {"type": "string"}}
              }
            },
            "coverage": {
              "type": "object",
              "required": ["revisions", "flavors", "files", "entities", "functionsInterpreted", "rules", "unknown"],
              "properties": {
                "revisions": {"type": "array", "items": {
                  "type": "object", "required": ["label", "patches", "applied", "failed", "missing", "base"],
                  "properties": {
                    "label": {"type": "string"}, "patches": {"type": "integer"}, "applied": {"type": "integer"},
                    "missing": {"type": "array", "items": {"type": "integer"}}, "base": {"type": "string"},
                    "failed": {"type": "array", "items": {
                      "type": "object", "required": ["patch", "file", "line", "reason"],
                      "properties": {"patch": {"type": "integer"}, "file": {"type": "string"},
                                     "line": {"type": "integer"}, "reason": {"type": "string"}}
                    }}
                  }
                }},
                "flavors": {"type": "array", "items": {"type": "string"}},
                "files": {"type": "array", "items": {"type": "string"}},
                "entities": {"type": "integer", "minimum": 0},
                "functionsInterpreted": {"type": "integer", "minimum": 0},
                "rules": {"type": "integer", "minimum": 0},
                "unknown": {"type": "array", "items": {
                  "type": "object", "required": ["what", "reason"],
                  "properties": {"what": {"type": "string"}, "reason": {"type": "string"}, "site": {"$ref": "#/$defs/site"}}
                }},
                "notes": {"type": "array", "items": {"type": "string"}}
              }
            },
            "revisions": {"type": "array", "items": {
              "type": "object", "required": ["label", "snapshot"],
              "properties": {
                "label": {"type": "string"},
                "snapshot": {
                  "type": "object", "required": ["enums", "records", "functions", "macros", "typedefs", "variables"],
                  "properties": {
                    "enums": {"type": "array", "items": {"$ref": "#/$defs/enum"}},
                    "records": {"type": "array", "items": {"$ref": "#/$defs/record"}},
                    "functions": {"type": "array", "items": {"$ref": "#/$defs/function"}},
                    "macros": {"type": "array", "items": {"$ref": "#/$defs/macro"}},
                    "typedefs": {"type": "array", "items": {"$ref": "#/$defs/typed"}},
                    "variables": {"type": "array", "items": {"$ref": "#/$defs/typed"}}
                  }
                }
              }
            }},
            "references": {"type": "array", "items": {
              "type": "object", "required": ["revision", "model", "matches", "deviations"],
              "properties": {"revision": {"type": "string"}, "model": {"type": "string"},
                             "matches": {"type": "string"}, "deviations": {"type": "integer"},
                             "held": {"type": "integer"}, "alike": {"type": "array", "items": {"type": "string"}},
                             "unseen": {"type": "array", "items": {
                               "type": "object", "required": ["what", "reason"],
                               "properties": {"what": {"type": "string"}, "reason": {"type": "string"}}
                             }}}
            }},
            "texts": {"type": "array", "items": {
              "type": "object", "required": ["from", "to", "change"],
              "properties": {"from": {"type": "string"}, "to": {"type": "string"},
                             "change": {"enum": ["none", "outside-c", "comments", "code"]}}
            }},
            "functions": {"type": "array", "items": {"$ref": "#/$defs/functionVerdict"}},
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
            "suppressed": {"type": "array", "items": {
              "type": "object", "required": ["finding", "reason"],
              "properties": {"finding": {"$ref": "#/$defs/finding"}, "reason": {"type": "string"}}
            }},
            "comments": {"type": "array", "items": {"$ref": "#/$defs/comment"}}
          },
          "$defs": {
            "site": {
              "type": "object", "required": ["file", "line"],
              "properties": {"file": {"type": "string"}, "line": {"type": "integer", "minimum": 0}}
            },
            "macro": {
              "type": "object", "required": ["name", "value", "kind", "site", "flavors"],
              "properties": {
                "name": {"type": "string"}, "value": {"type": "string"}, "kind": {"enum": ["integer", "string", "text"]},
                "parameters": {"type": "array", "items": {"type": "string"}},
                "guard": {"type": "string"}, "site": {"$ref": "#/$defs/site"},
                "flavors": {"type": "array", "items": {"type": "string"}}
              }
            },
            "typed": {
              "type": "object", "required": ["name", "type", "site", "flavors"],
              "properties": {
                "name": {"type": "string"}, "type": {"type": "string"}, "export": {"type": "string"},
                "guard": {"type": "string"}, "site": {"$ref": "#/$defs/site"},
                "flavors": {"type": "array", "items": {"type": "string"}}
              }
            },
            "enum": {
              "type": "object", "required": ["name", "constants", "site", "flavors"],
              "properties": {
                "name": {"type": "string"}, "underlyingType": {"type": "string"},
                "guard": {"type": "string"}, "site": {"$ref": "#/$defs/site"},
                "flavors": {"type": "array", "items": {"type": "string"}},
                "constants": {"type": "array", "items": {
                  "type": "object", "required": ["name", "value"],
                  "properties": {"name": {"type": "string"}, "value": {"type": "integer"}}
                }}
              }
            },
            "member": {
              "type": "object", "required": ["name", "type", "offsetBits", "sizeBits"],
              "properties": {
                "name": {"type": "string"}, "type": {"type": "string"},
                "offsetBits": {"type": "integer", "minimum": 0}, "sizeBits": {"type": "integer", "minimum": 0},
                "bitWidth": {"type": "integer", "minimum": 0}, "isFlexibleArray": {"type": "boolean"},
                "members": {"type": "array", "items": {"$ref": "#/$defs/member"}}
              }
            },
            "record": {
              "type": "object", "required": ["name", "kind", "members", "site", "flavors"],
              "properties": {
                "name": {"type": "string"}, "kind": {"enum": ["struct", "union"]},
                "sizeBytes": {"type": "integer", "minimum": 0}, "alignBytes": {"type": "integer", "minimum": 1},
                "isPacked": {"type": "boolean"},
                "guard": {"type": "string"}, "site": {"$ref": "#/$defs/site"},
                "flavors": {"type": "array", "items": {"type": "string"}},
                "members": {"type": "array", "items": {"$ref": "#/$defs/member"}}
              }
            },
            "function": {
              "type": "object", "required": ["name", "signature", "linkage", "isDefinition", "site", "flavors"],
              "properties": {
                "name": {"type": "string"}, "signature": {"type": "string"},
                "linkage": {"enum": ["external", "static", "inline"]},
                "export": {"type": "string"}, "namespace": {"type": "string"},
                "isDefinition": {"type": "boolean"}, "result": {"type": "string"},
                "guard": {"type": "string"}, "site": {"$ref": "#/$defs/site"},
                "flavors": {"type": "array", "items": {"type": "string"}}
              }
            },
            "functionVerdict": {
              "type": "object",
              "required": ["symbol", "file", "from", "to", "flavors", "verdict", "premises", "site", "fingerprint"],
              "properties": {
                "symbol": {"type": "string"}, "file": {"type": "string"},
                "from": {"type": "string"}, "to": {"type": "string"},
                "flavors": {"type": "array", "items": {"type": "string"}},
                "verdict": {"enum": ["same", "same-but-log", "drifted", "unknown"]},
                "method": {"enum": ["identical", "normal-form", "terms", "solver", "counterexample", "callers"]},
                "premises": {"type": "array", "items": {"type": "string"}},
                "records": {"type": "array", "items": {"type": "string"}},
                "takesShiftsInRange": {"type": "boolean"},
                "reason": {"type": "string"}, "site": {"$ref": "#/$defs/site"},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"}
              }
            },
            "declaration": {
              "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
              "properties": {
                "enum": {"$ref": "#/$defs/enum"}, "record": {"$ref": "#/$defs/record"},
                "function": {"$ref": "#/$defs/function"}, "macro": {"$ref": "#/$defs/macro"},
                "typedef": {"$ref": "#/$defs/typed"}, "variable": {"$ref": "#/$defs/typed"},
                "text": {"type": "string"}
              }
            },
            "finding": {
              "type": "object",
              "required": ["rule", "severity", "verdict", "surface", "compatibility", "evidence", "symbol", "from",
                           "to", "message", "flavors", "consequences", "trace", "fingerprint"],
              "properties": {
                "rule": {"type": "string"}, "severity": {"enum": ["note", "warning", "error"]},
                "verdict": {"enum": ["same", "drifted", "unknown"]},
                "surface": {"enum": ["uapi", "exported", "internal"]},
                "compatibility": {"enum": ["incompatible", "extension", "none"]},
                "evidence": {"enum": ["proved", "heuristic", "reference"]},
                "symbol": {"type": "string"}, "from": {"type": "string"}, "to": {"type": "string"},
                "message": {"type": "string"}, "advice": {"type": "string"},
                "before": {"$ref": "#/$defs/declaration"}, "after": {"$ref": "#/$defs/declaration"},
                "patch": {
                  "type": "object", "required": ["revision", "number", "messageID", "title"],
                  "properties": {"revision": {"type": "string"}, "number": {"type": "integer"},
                                 "messageID": {"type": "string"}, "title": {"type": "string"}}
                },
                "flavors": {"type": "array", "items": {"type": "string"}},
                "site": {"$ref": "#/$defs/site"},
                "consequences": {"type": "array", "items": {"type": "string"}},
                "trace": {"type": "array", "items": {
                  "type": "object", "required": ["operation", "before", "after"],
                  "properties": {"operation": {"type": "string"}, "before": {"type": "string"}, "after": {"type": "string"}}
                }},
                "steps": {"type": "array", "items": {
                  "type": "object", "required": ["before", "after"],
                  "properties": {"before": {"type": "string"}, "after": {"type": "string"}}
                }},
                "setting": {"type": "string"},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                "comments": {"type": "array", "items": {"type": "string"}}
              }
            },
            "comment": {
              "type": "object",
              "required": ["author", "address", "messageID", "depth", "quote", "text", "targets"],
              "properties": {
                "author": {"type": "string"}, "address": {"type": "string"}, "messageID": {"type": "string"},
                "depth": {"type": "integer", "minimum": 0}, "revision": {"type": "string"},
                "patch": {"type": "integer", "minimum": 0}, "site": {"$ref": "#/$defs/site"},
                "quote": {"type": "array", "items": {"type": "string"}}, "text": {"type": "string"},
                "targets": {"type": "array", "items": {
                  "type": "object", "required": ["symbol", "kind", "basis", "isDocumentation", "history"],
                  "properties": {
                    "symbol": {"type": "string"},
                    "kind": {"enum": ["enumeration", "constant", "record", "member", "function", "macro",
                                      "typedef", "variable"]},
                    "basis": {"enum": ["quoted", "named", "proposed", "answered", "thread"]},
                    "isDocumentation": {"type": "boolean"},
                    "history": {"type": "array", "items": {
                      "type": "object", "required": ["revision", "fate", "detail"],
                      "properties": {
                        "revision": {"type": "string"}, "detail": {"type": "string"},
                        "renamedTo": {"type": "string"},
                        "fate": {"enum": ["addressed", "untouched", "gone", "introduced", "absent", "unknown"]}
                      }
                    }}
                  }
                }}
              }
            }
          }
        }

        """
}
