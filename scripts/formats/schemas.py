"""Validates documents against the schemas that kdrift prints.

usage: schemas.py DIRECTORY, which holds NAME.schema.json and NAME/*.json
"""

import copy
import json
import pathlib
import sys

import jsonschema


def strict(schema):
    """The schema with nothing beside what it names: this version writes no more than it says."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: strict(value) for key, value in schema.items()}
    if result.get("type") == "object" and "properties" in result:
        result["additionalProperties"] = False
    return result


def damaged(document):
    """The document with one thing wrong at a time."""
    for key in ("schema", "version"):
        broken = copy.deepcopy(document)
        del broken[key]
        yield broken
    yield {**document, "schema": "kdrift-other"}
    yield {**document, "surprise": 1}
    yield {**document, "version": {"major": 2, "minor": 0}}


def main():
    directory = pathlib.Path(sys.argv[1])
    for path in sorted(directory.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(strict(schema))
        documents = sorted((directory / path.name.removesuffix(".schema.json")).glob("*.json"))
        if not documents:
            sys.exit(f"formats: no document for {path.name}")
        for file in documents:
            document = json.loads(file.read_text(encoding="utf-8"))
            for error in validator.iter_errors(document):
                sys.exit(f"formats: {file.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
            for broken in damaged(document):
                if validator.is_valid(broken):
                    sys.exit(f"formats: {path.name} takes what it should not")
        print(f"{path.name}: {', '.join(file.stem for file in documents)}")


main()
