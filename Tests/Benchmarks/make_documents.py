#!/usr/bin/env python3
"""Writes users.json and users.xml: the people of make_users.py as documents, with groups and roles inside.

    python3 make_documents.py --rows 200000 --out FOLDER [--seed 1]

users.json is one array; users.xml is what a DataContract serializer writes for the same records. An empty cell is a member
that is not there.
"""

import argparse
import json
import os
from multiprocessing import Pool
from random import Random
from xml.sax.saxutils import escape

from make_users import BLOCK, COLUMNS, person

NAMESPACE = "http://schemas.datacontract.org/2004/07/Components.UserManagement.DTO"
BOOLEANS = {name for name in COLUMNS if name.startswith("Is") or name.startswith("Must")}
UNITS = "Accounting Archive Clinic Harbour Library Logistics Payroll Planning Research Security".split()
UNITS_ARABIC = "المحاسبة الأرشيف العيادة الميناء المكتبة النقل الرواتب التخطيط البحث الأمن".split()


def member(name, text):
    if name == "Id" and text.lstrip("+-").isdigit():
        return int(text)
    if name in BOOLEANS and text in ("true", "false"):
        return text == "true"
    return text


def units(random, is_role):
    made = []
    for _ in range(random.randint(1, 3)):
        unit = random.randrange(len(UNITS))
        made.append({
            "Id": random.randint(1, 5000), "Name": UNITS[unit], "NameOther": UNITS_ARABIC[unit],
            "Description": f"{UNITS[unit]} of branch {random.randint(1, 90)}", "IsActive": random.random() < 0.9,
        })
        if is_role:
            made[-1]["IsChecked"] = random.random() < 0.5
    return made


def record(number, random):
    made = {name: member(name, text) for name, text in zip(COLUMNS, person(number, random)) if text != ""}
    made["Groups"] = units(random, False)
    made["RoleDTOs"] = units(random, True)
    made["Privileges"] = []
    made["MenuItems"] = []
    return made


def text_of(value):
    return ("true" if value else "false") if isinstance(value, bool) else escape(str(value)).replace("\r", "&#xD;")


def element(name, value):
    if isinstance(value, list):
        item = {"Groups": "GroupDTO", "RoleDTOs": "RoleDTO"}.get(name)
        inside = "".join(element(item, each) for each in value)
        return f"<{name}>{inside}</{name}>" if value else f"<{name} />"
    if isinstance(value, dict):
        inside = "".join(element(member, value[member]) for member in sorted(value))
        return f"<{name}>{inside}</{name}>"
    return f"<{name}>{text_of(value)}</{name}>"


def block(job):
    seed, first, last = job
    random = Random(f"{seed} {first}")
    records = [record(number, random) for number in range(first, last + 1)]
    objects = ",".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in records)
    return objects.encode(), "".join(element("UserDTO", each) for each in records).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--out", default=".", help="folder for the documents, made when it is missing")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    paths = [os.path.join(options.out, name) for name in ("users.json", "users.xml")]
    jobs = [(options.seed, n, min(n + BLOCK - 1, options.rows)) for n in range(1, options.rows + 1, BLOCK)]
    with open(paths[0] + ".part", "wb") as array, open(paths[1] + ".part", "wb") as document, Pool() as pool:
        array.write(b"[")
        instance = "http://www.w3.org/2001/XMLSchema-instance"
        document.write(f'<ArrayOfUserDTO xmlns:i="{instance}" xmlns="{NAMESPACE}">'.encode())
        for number, (objects, elements) in enumerate(pool.imap(block, jobs)):
            array.write(b"," * (number > 0) + objects)
            document.write(elements)
        array.write(b"]\n")
        document.write(b"</ArrayOfUserDTO>")
    # Renamed when whole, so that a file of the right name is never a torn one.
    for path in paths:
        os.replace(path + ".part", path)


if __name__ == "__main__":
    main()
