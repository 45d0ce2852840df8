#!/usr/bin/env python3
"""Checks that a program accepted and rejected the right rows of users.csv, for the right reasons, with the right values.

    python3 verdicts.py users.csv --transload ACCEPTED.ndjson REJECTS.csv
    python3 verdicts.py users.csv --peer ACCEPTED.ndjson REJECTED.ndjson

The rules of UserDTO are stated here once more, in plain Python and from the documentation: this file shares nothing
with the programs that it checks. Ends with 1 and the first differences when there are any.
"""

import argparse
import csv
import json
import re
import sys
from unicodedata import category

MOST_SHOWN = 10
csv.field_size_limit(1 << 24)


def members_of(categories):
    """The code units of these Unicode categories, as the inside of a [...]. Half an astral character belongs to none."""
    ranges, start = [], None
    for code in range(0x10001):
        inside = code < 0x10000 and category(chr(code)) in categories
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            ranges.append(f"\\u{start:04x}-\\u{code - 1:04x}")
            start = None
    return "".join(ranges)


WORD = members_of({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Pc"})
DIGIT = members_of({"Nd"})
BLANK = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


def matcher(pattern):
    return re.compile(pattern).fullmatch


is_blank = matcher(f"[{BLANK}]*")
is_integer = matcher("[+-]?[0-9]{1,10}")
is_guid = matcher("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
is_digits = matcher("[0-9]*")
# .NET takes the first match anywhere, which has to be the whole value: Arabic must therefore begin with a letter.
is_name = matcher(rf"[a-zA-Z{BLANK}]+|[\u0621-\u064A][\u0621-\u064A{BLANK}]*")
is_user_name = matcher(r"[a-zA-Z0-9\u0621-\u064A][^\n]*")
is_email = matcher(rf"[{WORD}.\-]+@[{WORD}\-]+(?:\.[{WORD}]{{2,3}})+")
has_lower, has_upper = re.compile("[a-z]").search, re.compile("[A-Z]").search
has_digit, has_sign = re.compile(f"[{DIGIT}]").search, re.compile(f"[^{DIGIT}a-zA-Z]").search


def units(text):
    """The length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def fits_user_name(text):
    return is_user_name(text) and units(text) <= 51


def fits_password(text):
    return (
        has_lower(text) and has_upper(text) and has_digit(text) and has_sign(text)
        and "\n" not in text and units(text) <= 50
    )


def is_int32(text):
    return is_integer(text) and -(2**31) <= int(text) < 2**31


def is_boolean(text):
    # The spellings that the generated data uses; transload knows more.
    return text in ("true", "false")


# field: (required, pattern, shortest, longest, type)
NO_END = 1 << 30
RULES = {
    "Id": (False, None, 0, NO_END, is_int32),
    "UserName": (True, fits_user_name, 0, 50, None),
    "FirstName": (True, is_name, 0, NO_END, None),
    "FirstNameOther": (False, is_name, 2, 50, None),
    "LastName": (True, is_name, 2, 50, None),
    "LastNameOther": (False, is_name, 2, 50, None),
    "InitialName": (False, None, 2, 4, None),
    "Email": (True, is_email, 0, 50, None),
    "Password": (True, fits_password, 1, 50, None),
    "IsActiveUser": (False, None, 0, NO_END, is_boolean),
    "IsActiveDirectoryUser": (False, None, 0, NO_END, is_boolean),
    "Phone": (False, is_digits, 0, NO_END, None),
    "Mobile": (False, is_digits, 0, 20, None),
    "JobTitleId": (False, None, 0, NO_END, is_guid),
    "Address": (False, None, 0, 50, None),
    "IsLocalAdmin": (False, None, 0, NO_END, is_boolean),
    "IsGlobalAdmin": (False, None, 0, NO_END, is_boolean),
    "LocationId": (False, None, 0, NO_END, is_guid),
    "LoginDays": (False, None, 0, 50, None),
    "LoginTime": (False, None, 0, 50, None),
    "IsLocked": (False, None, 0, NO_END, is_boolean),
    "IsSecurityAnswerLocked": (False, None, 0, NO_END, is_boolean),
    "MustChangePassword": (False, None, 0, NO_END, is_boolean),
}


def findings_of(field, text):
    required, fits, shortest, longest, of_type = RULES[field]
    if required and is_blank(text):
        return [field + ":required"]
    if text == "":  # an empty cell is a missing value
        return []
    if of_type and not of_type(text):
        return [field + ":type"]
    found = []
    if fits and not fits(text):
        found.append(field + ":pattern")
    if not shortest <= units(text) <= longest:
        found.append(field + ":length")
    return found


def judge(row):
    found = []
    for field, text in row.items():
        if field in RULES:
            found += findings_of(field, text)
    return found


def typed(field, text):
    rule = RULES.get(field)
    if rule and rule[4] is is_int32:
        return int(text)
    if rule and rule[4] is is_boolean:
        return text == "true"
    return text


def number_of(record):
    """Ids of the generated data begin with the number of the row."""
    return int(re.match("[0-9]+", str(record["Id"]))[0])


def read_accepted(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            record = json.loads(line)
            yield number_of(record), {name: value for name, value in record.items() if value is not None}


def read_transload_rejects(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fields, rules = row["_field"].split(" | "), row["_rule"].split(" | ")
            yield number_of(row), sorted(map(":".join, zip(fields, rules)))


def read_peer_rejects(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            record = json.loads(line)
            yield number_of(record), sorted(record["findings"].split())


class Differences:
    def __init__(self):
        self.count = 0

    def add(self, number, sentence):
        self.count += 1
        if self.count <= MOST_SHOWN:
            print(f"row {number}: {sentence}")


def compare(source, accepted, rejected):
    """Walks along all three at once: they have the order of the input, and nothing has to be kept."""
    end = (None, None)
    differences, counts = Differences(), [0, 0]
    next_accepted, next_rejected = next(accepted, end), next(rejected, end)
    with open(source, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        for number, cells in enumerate(reader, 1):
            row = dict(zip(header, cells))
            expected = sorted(judge(row))
            counts[bool(expected)] += 1
            is_accepted, is_rejected = next_accepted[0] == number, next_rejected[0] == number
            if is_accepted == is_rejected:
                differences.add(number, "is in both outputs" if is_accepted else "is in neither output, or out of order")
            elif is_accepted and expected:
                differences.add(number, "accepted in spite of " + " ".join(expected))
            elif is_accepted:
                wanted = {name: typed(name, text) for name, text in row.items() if text}
                if next_accepted[1] != wanted:
                    differences.add(number, f"written as {next_accepted[1]}, expected {wanted}")
            elif next_rejected[1] != expected:
                differences.add(number, f"found {next_rejected[1]}, expected {expected}")
            if is_accepted:
                next_accepted = next(accepted, end)
            if is_rejected:
                next_rejected = next(rejected, end)
    for output in (next_accepted, next_rejected):
        if output != end:
            differences.add(output[0], "is in the output once too often")
    return counts, differences.count


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--transload", nargs=2, metavar=("ACCEPTED", "REJECTS"))
    which.add_argument("--peer", nargs=2, metavar=("ACCEPTED", "REJECTED"))
    options = parser.parse_args()
    if options.transload:
        rejected = read_transload_rejects(options.transload[1])
    else:
        rejected = read_peer_rejects(options.peer[1])
    (valid, invalid), differing = compare(options.source, read_accepted((options.transload or options.peer)[0]), rejected)
    name = "transload" if options.transload else "polars"
    if differing:
        print(f"{name}: {differing} of {valid + invalid} rows differ from what is right")
        return 1
    print(f"{name}: {valid} accepted, {invalid} rejected, all as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
