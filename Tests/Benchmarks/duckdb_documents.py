#!/usr/bin/env python3
"""The job of 'transload convert users.json -o good.ndjson --rejects bad.ndjson' in DuckDB: the peer of the benchmark.

    python3 duckdb_documents.py users.json accepted.ndjson rejected.ndjson

Reads every scalar as text, judges by the rules of UserDTO, and writes both files as JSON lines; rejected records have
the column 'findings'. RE2 has no look-ahead and other classes than .NET, so that the patterns are put together anew.
"""

import sys

import duckdb

TEXTS = (
    "Id UserName FirstName FirstNameOther LastName LastNameOther InitialName Email Password ConfirmPassword Phone Mobile "
    "JobTitleId Address LocationId LoginDays LoginTime"
).split()
FLAGS = "IsActiveUser IsActiveDirectoryUser IsLocalAdmin IsGlobalAdmin IsLocked IsSecurityAnswerLocked MustChangePassword".split()
UNIT = "Id BIGINT, Name VARCHAR, NameOther VARCHAR, Description VARCHAR, DescriptionOther VARCHAR, IsActive BOOLEAN"
LISTS = {
    "Groups": f"STRUCT({UNIT})[]", "RoleDTOs": f"STRUCT({UNIT}, IsChecked BOOLEAN)[]", "Privileges": "JSON", "MenuItems": "JSON",
}

ASTRAL = r"[^\x{10000}-\x{10FFFF}]+"
WORD = r"\pL\p{Mn}\p{Nd}\p{Pc}"
BLANK = r"\s\x0b\x85\p{Z}"
NAME = rf"[a-zA-Z{BLANK}]+|[\x{{621}}-\x{{64A}}][\x{{621}}-\x{{64A}}{BLANK}]*"
GUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
PASSWORD = " AND ".join(
    [f"regexp_matches(Password, '{part}')" for part in ("[a-z]", "[A-Z]", r"\p{Nd}", r"[^\p{Nd}a-zA-Z]")]
    + ["regexp_full_match(Password, '.{1,50}')"]
)
PATTERNS = {
    "UserName": r"[a-zA-Z0-9\x{621}-\x{64A}].{0,50}", "FirstName": NAME, "FirstNameOther": NAME, "LastName": NAME,
    "LastNameOther": NAME, "Email": rf"[{WORD}.\-]+@[{WORD}\-]+(\.[{WORD}]{{2,3}})+", "Phone": "[0-9]*", "Mobile": "[0-9]*",
}
TYPES = {"Id": "[+-]?[0-9]{1,10}", "JobTitleId": GUID, "LocationId": GUID, **{flag: "true|false" for flag in FLAGS}}
REQUIRED = {"UserName", "FirstName", "LastName", "Email", "Password"}
LENGTHS = {
    "UserName": (0, 50), "FirstNameOther": (2, 50), "LastName": (2, 50), "LastNameOther": (2, 50), "InitialName": (2, 4),
    "Email": (0, 50), "Password": (1, 50), "Mobile": (0, 20), "Address": (0, 50), "LoginDays": (0, 50), "LoginTime": (0, 50),
}


def units(field):
    """UTF-16 units, counted only where the bytes leave it open."""
    return f"length({field}) + length(regexp_replace({field}, '{ASTRAL}', '', 'g'))"


def findings(field):
    checks = []
    if field == "Password":
        checks.append((f"NOT ({PASSWORD})", "pattern"))
    if field in PATTERNS:
        checks.append((f"NOT regexp_full_match({field}, '{PATTERNS[field]}')", "pattern"))
    if field in TYPES:
        checks.append((f"NOT regexp_full_match({field}, '{TYPES[field]}')", "type"))
    if field in LENGTHS:
        least, most = LENGTHS[field]
        short = f" OR length({field}) < {least}" if least > 1 else ""
        checks.append((f"(strlen({field}) > {most} AND {units(field)} > {most}){short}", "length"))
    found = " || ".join(f"CASE WHEN {test} THEN '{field}:{rule} ' ELSE '' END" for test, rule in checks) or "''"
    if field in REQUIRED:
        return f"CASE WHEN {field} IS NULL OR trim({field}) = '' THEN '{field}:required ' ELSE {found} END"
    return f"CASE WHEN {field} IS NULL THEN '' ELSE {found} END"


def main():
    source, accepted, rejected = sys.argv[1:]
    fields = TEXTS + FLAGS
    columns = ", ".join([f"{field}: 'VARCHAR'" for field in fields] + [f"{name}: '{kind}'" for name, kind in LISTS.items()])
    judged = " || ".join(findings(field) for field in fields)
    typed = ["CAST(Id AS BIGINT) AS Id"] + TEXTS[1:] + [f"CAST({flag} AS BOOLEAN) AS {flag}" for flag in FLAGS] + list(LISTS)
    database = duckdb.connect()
    database.execute("SET threads=2")
    database.execute("SET preserve_insertion_order=false")
    database.execute(
        f"CREATE TEMP TABLE people AS SELECT *, {judged} AS findings FROM "
        f"read_json('{source}', format='array', columns={{{columns}}}, maximum_object_size=16777216)")
    database.execute(f"COPY (SELECT {', '.join(typed)} FROM people WHERE findings = '') TO '{accepted}' (FORMAT json)")
    database.execute(f"COPY (SELECT * FROM people WHERE findings <> '') TO '{rejected}' (FORMAT json)")


if __name__ == "__main__":
    main()
