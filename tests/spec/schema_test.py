#!/usr/bin/env python3
"""Validates the shipped specifications, and the wrong ones, against the JSON Schema.

Usage: schema_test.py SCHEMA CHECKOUT
SCHEMA is a file, or - for standard input. Exits with 1 where a shipped model is rejected, or where
a file in tests/spec/wrong is not treated as its first line says.
"""

import json
import pathlib
import sys

import jsonschema
import yaml


def keywords_that_open_a_map(schema, place="#"):
    """Places of maps with `properties` that allow other keys."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("additionalProperties") is not False:
            yield place
        for key, value in schema.items():
            yield from keywords_that_open_a_map(value, f"{place}/{key}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from keywords_that_open_a_map(value, f"{place}/{number}")


def rejection(validator, path):
    """Why the file is rejected, or an empty text."""
    try:
        document = yaml.safe_load(path.read_bytes())
    except yaml.YAMLError as error:
        return f"not YAML: {error}"
    fault = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return "" if fault is None else f"{fault.json_path}: {fault.message}"


def main():
    schema_path, checkout = sys.argv[1], pathlib.Path(sys.argv[2])
    text = sys.stdin.read() if schema_path == "-" else pathlib.Path(schema_path).read_text("utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults = [f"{place}: other keys are allowed" for place in keywords_that_open_a_map(schema)]

    models = [path for folder in ("models", "data")
              for path in sorted((checkout / folder).glob("*.yaml"))
              if path.read_text("utf-8").startswith("trustsem: 1\n")]
    for path in models:
        reason = rejection(validator, path)
        if reason:
            faults.append(f"{path}: rejected: {reason}")

    wrong = sorted((checkout / "tests" / "spec" / "wrong").glob("*.yaml"))
    for path in wrong:
        first = path.read_bytes().split(b"\n")[0].decode()
        reason = rejection(validator, path)
        if first == "# schema: rejects":
            if not reason:
                faults.append(f"{path}: accepted")
        elif first == "# schema: accepts":
            if reason:
                faults.append(f"{path}: rejected: {reason}")
        else:
            faults.append(f"{path}: the first line is neither of the two known")

    if not models or not wrong:
        faults.append(f"{checkout}: no models or no wrong specifications found")
    print("\n".join(faults) or f"{len(models)} models accepted, {len(wrong)} wrong ones as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
