#!/usr/bin/env python3
"""The job of 'transload convert users.csv' in polars, as good as we can make it: the peer of the benchmark.

    python3 polars_onboarding.py users.csv accepted.ndjson rejected.ndjson

Streams; every rule of UserDTO with the verdicts that .NET gives; rejected rows keep their cells and get the column
'findings', 'Field:rule Field:rule'. Empty cells are written as null: polars cannot leave them out.
"""

import sys

import polars as pl

# .NET's classes, which know no code unit beyond U+FFFF. The regex crate's own \w and \d hold more and other things.
ASTRAL = r"[\x{10000}-\x{10FFFF}]"
WORD = r"[[\p{L}\p{Mn}\p{Nd}\p{Pc}]--[\x{10000}-\x{10FFFF}]]"
DIGIT = r"[\p{Nd}--[\x{10000}-\x{10FFFF}]]"
WORD_DOT_DASH = r"[[\p{L}\p{Mn}\p{Nd}\p{Pc}.\-]--[\x{10000}-\x{10FFFF}]]"
WORD_DASH = r"[[\p{L}\p{Mn}\p{Nd}\p{Pc}\-]--[\x{10000}-\x{10FFFF}]]"

NAME = r"^(?:[a-zA-Z\s]+|[\x{621}-\x{64A}][\x{621}-\x{64A}\s]*)$"
EMAIL = rf"^{WORD_DOT_DASH}+@{WORD_DASH}+(?:\.{WORD}{{2,3}})+$"
GUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"

TEXTS = (
    "UserName FirstName FirstNameOther LastName LastNameOther InitialName Email Password ConfirmPassword Phone Mobile "
    "JobTitleId Address LocationId LoginDays LoginTime"
).split()
BOOLEANS = "IsActiveUser IsActiveDirectoryUser IsLocalAdmin IsGlobalAdmin IsLocked IsSecurityAnswerLocked MustChangePassword"
BOOLEANS = BOOLEANS.split()


def longer_than(field, maximum):
    """Whether the value has more UTF-16 code units than that: null where it is sure not to, which stands for no."""
    # A value has at most as many units as bytes. Only where the bytes are too many are they worth counting: that is
    # five to ten times faster than to count them everywhere.
    text = pl.col(field).str
    suspect = pl.when(text.len_bytes() > maximum).then(pl.col(field)).str
    return suspect.len_chars() + suspect.count_matches(ASTRAL) > maximum


def shorter_than(field, minimum):
    # One character is two units only beyond U+FFFF, where it has four bytes.
    text = pl.col(field).str
    return (text.len_chars() < minimum) & (text.len_bytes() < 4) if minimum > 1 else None


def unlike(field, pattern):
    return ~pl.col(field).str.contains(pattern)


def password_pattern():
    text = pl.col("Password").str
    has_all = (
        text.contains("[a-z]")
        & text.contains("[A-Z]")
        & text.contains(DIGIT)
        & text.contains(rf"[^\p{{Nd}}a-zA-Z]|{ASTRAL}")
    )
    return ~has_all | text.contains("\n", literal=True) | longer_than("Password", 50)


RULES = []


def rule(field, word, broken):
    RULES.append((f"{field}:{word}", broken))


def member(field, required=False, pattern=None, minimum=0, maximum=None):
    missing = pl.col(field).is_null() | (pl.col(field).str.strip_chars() == "")
    if required:
        rule(field, "required", missing)

    def add(word, broken):
        # Who is missing is not judged further.
        rule(field, word, broken & ~missing if required else broken)

    if pattern is not None:
        add("pattern", pattern)
    if maximum is not None:
        short = shorter_than(field, minimum)
        long = longer_than(field, maximum)
        add("length", long if short is None else long | short)


rule("Id", "type", pl.col("Id").is_not_null() & pl.col("Id").cast(pl.Int32, strict=False).is_null())
# 51 units are within the pattern and beyond the length; the pattern's '.' stops at a line feed.
member(
    "UserName",
    required=True,
    pattern=unlike("UserName", r"^[a-zA-Z0-9\x{621}-\x{64A}].*$") | longer_than("UserName", 51),
    maximum=50,
)
member("FirstName", required=True, pattern=unlike("FirstName", NAME))
member("FirstNameOther", pattern=unlike("FirstNameOther", NAME), minimum=2, maximum=50)
member("LastName", required=True, pattern=unlike("LastName", NAME), minimum=2, maximum=50)
member("LastNameOther", pattern=unlike("LastNameOther", NAME), minimum=2, maximum=50)
member("InitialName", minimum=2, maximum=4)
member("Email", required=True, pattern=unlike("Email", EMAIL), maximum=50)
member("Password", required=True, pattern=password_pattern(), maximum=50)
member("Phone", pattern=unlike("Phone", "^[0-9]*$"))
member("Mobile", pattern=unlike("Mobile", "^[0-9]*$"), maximum=20)
for name in ("JobTitleId", "LocationId"):
    rule(name, "type", unlike(name, GUID))
for name in ("Address", "LoginDays", "LoginTime"):
    member(name, maximum=50)
for name in BOOLEANS:
    rule(name, "type", ~pl.col(name).is_in(["true", "false"]))


def main(source, accepted, rejected):
    broken = pl.any_horizontal([test.fill_null(False) for _, test in RULES])
    findings = pl.concat_str(
        [pl.when(test.fill_null(False)).then(pl.lit(name)) for name, test in RULES], separator=" ", ignore_nulls=True
    )
    typed = [pl.col("Id").cast(pl.Int32)] + [(pl.col(name) == "true").alias(name) for name in BOOLEANS]
    rows = pl.scan_csv(source, infer_schema=False).with_columns(broken.alias("broken"))
    good = rows.filter(~pl.col("broken")).drop("broken").with_columns(typed)
    bad = rows.filter(pl.col("broken")).drop("broken").with_columns(findings.alias("findings"))
    sinks = [good.sink_ndjson(accepted, lazy=True), bad.sink_ndjson(rejected, lazy=True)]
    pl.collect_all(sinks, engine="streaming")


if __name__ == "__main__":
    main(*sys.argv[1:4])
