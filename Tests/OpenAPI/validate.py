#!/usr/bin/env python3
"""Checks every bundled OpenAPI document with openapi-spec-validator (PyPI) and prints a line a file.

Exit status: 0 all valid, 1 some document is not, 69 the validator is not installed.
"""
import json
import pathlib
import sys


def without_duplicates(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"duplicate name {name!r}")
    return dict(pairs)


def problems(path, validator):
    try:
        document = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_duplicates)
    except ValueError as error:
        return [str(error)]
    return ["/" + "/".join(map(str, e.absolute_path)) + ": " + e.message for e in validator(document).iter_errors()]


def main():
    try:
        from openapi_spec_validator import OpenAPIV31SpecValidator
    except ImportError:
        print("openapi-spec-validator is not installed", file=sys.stderr)
        return 69
    folder = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Schemas" / "OpenAPI"
    paths = sorted(folder.glob("*.json"))
    if not paths:
        print(f"no document in {folder}", file=sys.stderr)
        return 1
    failed = False
    for path in paths:
        found = problems(path, OpenAPIV31SpecValidator)
        print(f"{path.name}: {'valid' if not found else f'{len(found)} problems'}")
        for problem in found:
            print(f"  {problem}")
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
