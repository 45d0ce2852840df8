#!/usr/bin/env python3
"""Writes users.csv: invented people with the 24 scalar members of UserDTO.

    python3 make_users.py --rows 1000000 --out FOLDER [--seed 1]

The same rows and seed give the same bytes, whatever the number of processors. The Id of a row begins with the number of
the row, from 1. About 3 % of the rows break a rule, and some that look wrong are right: verdicts.py knows which.
"""

import argparse
import os
import re
from multiprocessing import Pool
from random import Random

COLUMNS = (
    "Id UserName FirstName FirstNameOther LastName LastNameOther InitialName Email Password ConfirmPassword "
    "IsActiveUser IsActiveDirectoryUser Phone Mobile JobTitleId Address IsLocalAdmin IsGlobalAdmin LocationId "
    "LoginDays LoginTime IsLocked IsSecurityAnswerLocked MustChangePassword"
).split()

GIVEN = (
    "Adam Agnes Alan Alice Amal Amina Andrew Bashir Beatrice Bilal Carol Catherine Clara Daniel Deborah Dina Edward "
    "Eleanor Eman Eric Faisal Farah Frances Frank Ghada Gordon Habib Hana Harold Helen Henry Hind Irene Ismail Jacob "
    "Jamila Jane Jasmine Judith Julia Kamal Karim Leo Lubna Malik Margaret Mark Martha Mona Nabil Nadia Nancy Nicholas "
    "Oscar Philip Rachel Rania Ruth Samir Simon Stella Susan Tahir Teresa Victor Wafa Walter Yasmin Zahra"
).split() + ["Anna Lena", "John Paul", "Abdul Aziz"]
FAMILY = (
    "Abbott Archer Barlow Bennett Bishop Bolton Carver Chapman Cooper Dalton Dawson Elliott Farrow Fisher Fletcher "
    "Foster Gibson Graham Grant Harper Hayes Holloway Hudson Ingram Jarvis Keller Lambert Lawson Marsh Mercer Morton "
    "Norris Osborne Palmer Pearson Porter Quinn Ramsey Reeves Sawyer Sheldon Stone Sutton Tanner Turner Vaughan Walsh "
    "Webb Winter York Aldhafiri Alfarsi Alhaddad Alkhatib Almansour Alnajjar Alrashed Alsaleh"
).split() + ["Al Amin", "De Vries", "Van Buren"]
GIVEN_ARABIC = (
    "آمنة أسماء أنس إيمان باسم بدر بشرى جابر جميلة حاتم حسين حنان خديجة داود رانيا رشيد زهرة زينب سامي سعاد سلوى شادي "
    "صالح طاهر عادل عثمان غادة فيصل قاسم كريم لبنى مازن منى نادية هاشم هند وفاء ياسر ياسمين يحيى"
).split() + ["عبد الله", "عبد الكريم"]
FAMILY_ARABIC = (
    "الأنصاري البغدادي التميمي الحداد الخطيب الدمشقي الرفاعي السالم الشامي الصالح الطائي العطار الفارسي القاضي الكردي "
    "اللبان المصري النجار الهاشمي اليماني"
).split() + ["آل ثاني", "بن علي"]
DOMAINS = "example.com example.org harbour.net school.edu.sa clinic.gov.sa post.ae firm.co.uk north-shore.net".split()
STREETS = "Garden Street|Harbour Road|Mill Lane|Palm Avenue|Park View|River Walk|School Road|Station Street".split("|")
TOWNS = "Ajman Basra Bristol Cairo Dhahran Doha Leeds Manama Muscat Sharjah Taif Yanbu".split()
STREETS_ARABIC = "شارع البحر|شارع الجامعة|شارع النخيل|طريق المدينة|حي الزهور".split("|")
TOWNS_ARABIC = "البصرة الدوحة الطائف القاهرة المنامة مسقط".split()
LOGIN_DAYS = ["Sun Mon Tue Wed Thu", "Mon,Tue,Wed,Thu,Fri", "Sat,Sun", "1111100", "0111110", ""]
LOGIN_TIMES = ["07:00-15:00", "08:30-16:30", "09:00-17:00", "20:00-04:00", "00:00-23:59"]
SIGNS = "!#$%&*+-./:;=?@^_~"
LOWER, UPPER = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HOUSE = "\N{HOUSE BUILDING}"
YES_NO = ("false", "true")

at = {name: index for index, name in enumerate(COLUMNS)}
needs_quotes = re.compile('[",\r\n]').search


def guid(bits):
    h = f"{bits:032x}"
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"


JOBS = [guid(Random(f"job {n}").getrandbits(128)) for n in range(400)]
PLACES = [guid(Random(f"place {n}").getrandbits(128)) for n in range(150)]


def address(draw):
    kind = draw(1000)
    if kind < 520:
        return f"Flat {draw(99) + 1}, {draw(980) + 1} {STREETS[draw(8)]}, {TOWNS[draw(12)]}"
    if kind < 640:
        return f"{draw(2000) + 1} {STREETS[draw(8)]}"
    if kind < 790:
        return f"{STREETS_ARABIC[draw(5)]} {draw(900) + 1}، {TOWNS_ARABIC[draw(6)]}"
    if kind < 835:
        return f"{draw(300) + 1} {STREETS[draw(8)]}\n{TOWNS[draw(12)]} {10000 + draw(89999)}"
    if kind < 875:
        return f'{STREETS[draw(8)]} "{FAMILY[draw(30)]} House", {TOWNS[draw(12)]}'
    if kind < 877:
        return f"{HOUSE} {draw(300) + 1} {STREETS[draw(8)]}"
    return ""


# What people get wrong. Each takes the row, its own random numbers, and spoils one cell.
def wrong_email_words(row, draw):
    row[at["Email"]] = row[at["Email"]].replace("@", " (at) ")


def wrong_email_ending(row, draw):
    row[at["Email"]] = row[at["Email"]].partition("@")[0] + "@example.info"


def wrong_email_subdomain(row, draw):
    row[at["Email"]] = row[at["Email"]].partition("@")[0] + "@mail.example.com"


def wrong_password_weak(row, draw):
    row[at["Password"]] = "secret" + str(draw(10))


def wrong_password_lower(row, draw):
    row[at["Password"]] = row[at["Password"]].lower()


def wrong_name_missing(row, draw):
    row[at["FirstName"]] = ("", "  ", "\u3000")[draw(3)]


def wrong_name_apostrophe(row, draw):
    row[at["FirstNameOther"]] = "D'Arcy"


def wrong_name_mixed(row, draw):
    row[at["LastName"]] += " " + FAMILY_ARABIC[draw(20)] + str(draw(9))


def wrong_name_short(row, draw):
    row[at["LastNameOther"]] = "Q"


def wrong_initials(row, draw):
    row[at["InitialName"]] = ("ABCDE", "A")[draw(2)]


def wrong_user_name(row, draw):
    # 51 units are one too long, 52 do not match the pattern either
    row[at["UserName"]] = row[at["UserName"]].ljust(51 + draw(2), ".")


def wrong_phone(row, draw):
    row[at["Phone"]] = f"+{draw(90) + 10} {draw(9999999)}"


def wrong_mobile(row, draw):
    row[at["Mobile"]] = "5" * (21 + draw(5))


def wrong_address(row, draw):
    row[at["Address"]] = "Second entrance, third floor, ask for the caretaker, " + row[at["Address"]]


def wrong_address_units(row, draw):
    # 49 characters, 51 UTF-16 units
    row[at["Address"]] = "Care of the harbour master, pier eleven, left en"[:47].ljust(47, ".") + HOUSE * 2


def wrong_job(row, draw):
    row[at["JobTitleId"]] = "Accountant"


def wrong_place(row, draw):
    row[at["LocationId"]] = PLACES[draw(150)][:-2]


def wrong_flag(row, draw):
    row[at["IsLocked"]] = "maybe"


def wrong_id(row, draw):
    row[at["Id"]] += "a"


WRONG = [function for name, function in sorted(globals().items()) if name.startswith("wrong_")]


# What only looks wrong.
def odd_email(row, draw):
    row[at["Email"]] = GIVEN_ARABIC[draw(39)] + str(draw(1000)) + "@" + DOMAINS[draw(8)]


def odd_password(row, draw):
    row[at["Password"]] = "zA?" + "٧٨٩"[: 1 + draw(3)]


def odd_space(row, draw):
    row[at["FirstName"]] = GIVEN[draw(69)] + "\u00a0" + GIVEN[draw(69)]


def odd_break(row, draw):
    row[at["LastName"]] = FAMILY[draw(58)] + "\n"


def odd_units(row, draw):
    # 48 characters, 50 UTF-16 units
    row[at["Address"]] = "Care of the harbour master, pier eleven, left."[:46].ljust(46, ".") + HOUSE * 2


def odd_user_name(row, draw):
    row[at["UserName"]] = "ي" * 50


ODD = [function for name, function in sorted(globals().items()) if name.startswith("odd_")]


def person(number, random):
    uniform = random.random

    def draw(n):
        return int(uniform() * n)

    g, f = draw(len(GIVEN)), draw(len(FAMILY))
    given, family = GIVEN[g], FAMILY[f]
    given_arabic, family_arabic = GIVEN_ARABIC[draw(len(GIVEN_ARABIC))], FAMILY_ARABIC[draw(len(FAMILY_ARABIC))]
    is_arabic, has_other = uniform() < 0.25, uniform() < 0.75
    latin, arabic = (given, family), (given_arabic, family_arabic)
    main, other = (arabic, latin) if is_arabic else (latin, arabic)
    if not has_other:
        other = ("", "")
    short = given.partition(" ")[0].lower()
    long = family.replace(" ", "").lower()
    user = f"{given_arabic} {family_arabic}" if is_arabic and number % 4 == 0 else f"{short[0]}.{long}{number}"
    word = draw(1 << 40)
    password = (
        UPPER[word % 26] + LOWER[word // 26 % 26] + SIGNS[word // 676 % 18] + str(word // 12168 % 10) + f"{word >> 20:x}"
    )
    bits = draw(1 << 30)
    row = [
        str(number), user, main[0], other[0], main[1], other[1],
        given[0] + family[0] if bits & 1 else "",
        f"{short}{'._-'[bits % 3]}{long}{bits % 8000}@{DOMAINS[bits >> 3 & 7]}",
        password, password,
        YES_NO[bits % 12 > 0], YES_NO[bits % 5 == 0],
        f"01{bits % 8999999 + 1000000}" if bits % 6 else "",
        f"9665{bits % 89999999 + 10000000}" if bits % 9 else "",
        JOBS[bits % 400] if bits % 11 else "",
        address(draw),
        YES_NO[bits % 40 == 0], YES_NO[bits % 300 == 0],
        PLACES[bits % 150] if bits % 14 else "",
        LOGIN_DAYS[(bits >> 6) % 6], LOGIN_TIMES[bits % 5],
        YES_NO[bits % 90 == 0], YES_NO[bits % 130 == 0], YES_NO[bits % 8 == 0],
    ]
    luck = uniform()
    if luck < 0.03:
        WRONG[draw(len(WRONG))](row, draw)
        if luck < 0.004:
            WRONG[draw(len(WRONG))](row, draw)
    elif luck < 0.034:
        ODD[draw(len(ODD))](row, draw)
    return row


def cell(text):
    return '"' + text.replace('"', '""') + '"' if needs_quotes(text) else text


BLOCK = 10000


def block(job):
    seed, first, last = job
    random = Random(f"{seed} {first}")
    lines = [",".join([cell(text) for text in person(number, random)]) for number in range(first, last + 1)]
    return ("\n".join(lines) + "\n").encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--out", default=".", help="folder for users.csv, made when it is missing")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    path = os.path.join(options.out, "users.csv")
    jobs = [(options.seed, n, min(n + BLOCK - 1, options.rows)) for n in range(1, options.rows + 1, BLOCK)]
    # Renamed when whole, so that a file of the right name is never a torn one.
    with open(path + ".part", "wb") as out, Pool() as pool:
        out.write((",".join(COLUMNS) + "\n").encode())
        for text in pool.imap(block, jobs):
            out.write(text)
    os.replace(path + ".part", path)


if __name__ == "__main__":
    main()
