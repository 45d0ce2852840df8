"""Files that are missing, forbidden, full, damaged or too long."""

import os
import random
import re
import resource
import stat

from support import GOOD, HEADER, MEGABYTE, expect, size_of


def missing_file_is_66(bench):
    bench.run("validate", "none.csv").expect(66, "no file 'none.csv'")


def missing_directory_is_73(bench):
    bench.table("people.csv", 1000)
    bench.run("convert", "people.csv", "-o", "none/out.csv").expect(73, "the directory does not exist")
    bench.run("validate", "people.csv", "--rejects", "none/bad.csv").expect(73, "none/bad.csv")


def unwritable_directory_is_73(bench):
    bench.table("people.csv", 1000)
    os.mkdir(bench.path("shut"))
    options = {}
    if os.geteuid() == 0:
        # Root may write anywhere, so somebody else has to try.
        os.chmod(bench.folder, 0o755)
        options["user"] = 65534
    os.chmod(bench.path("shut"), 0o555)
    try:
        result = bench.run("convert", "people.csv", "-o", "shut/out.csv", **options)
    except PermissionError:
        return "the program cannot be run by another user"
    result.expect(73, "permission denied")
    bench.expect_no_file("shut/out.csv")


def unreadable_file_is_66(bench):
    bench.table("people.csv", 1000)
    options = {}
    if os.geteuid() == 0:
        os.chmod(bench.folder, 0o755)
        options["user"] = 65534
    os.chmod(bench.path("people.csv"), 0)
    try:
        result = bench.run("validate", "people.csv", **options)
    except PermissionError:
        return "the program cannot be run by another user"
    result.expect(66, "cannot open 'people.csv'")


def full_device_is_74(bench):
    bench.table("people.csv", 3 * MEGABYTE)
    bench.run("convert", "people.csv", "-o", "/dev/full", "--output-format", "csv", "--rejects", "bad.csv").expect(74, "no space left")
    bench.expect_no_file("bad.csv")
    with open("/dev/full", "wb") as full:
        bench.run("schemas", stdout=full).expect(74, "no space left")


def full_disk_is_74_and_leaves_nothing(bench):
    bench.table("people.csv", 8 * MEGABYTE, bad_every=3)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE))

    for arguments in (["-o", "out.ndjson"], ["-o", "/dev/null", "--output-format", "csv", "--rejects", "bad.csv"],
                      ["-o", "/dev/null", "--output-format", "csv", "--report", "report.json"]):
        bench.run("convert", "people.csv", *arguments, preexec_fn=limit).expect(74, "cannot write")
        bench.expect_no_file("out.ndjson", "bad.csv", "report.json")


def full_disk_keeps_what_was_there(bench):
    bench.table("people.csv", 8 * MEGABYTE)
    with open(bench.path("out.csv"), "w") as old:
        old.write("mine\n")

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE))

    bench.run("convert", "people.csv", "-o", "out.csv", "--overwrite", preexec_fn=limit).expect(74)
    with open(bench.path("out.csv")) as old:
        expect(old.read() == "mine\n", "the old content is gone")
    bench.expect_no_file("out.csv.part")


def files_with_secrets_are_private(bench):
    bench.table("people.csv", 1000, bad_every=2)
    bench.run("convert", "people.csv", "-o", "out.csv", "--rejects", "bad.csv", preexec_fn=lambda: os.umask(0)).expect(1)
    for name in ("out.csv", "bad.csv"):
        mode = stat.S_IMODE(os.stat(bench.path(name)).st_mode)
        expect(mode == 0o600, f"{name} has mode {mode:o}")


def nul_bytes_are_no_text(bench):
    with open(bench.path("people.csv"), "wb") as file:
        file.truncate(100 * MEGABYTE)
    bench.run("validate", "people.csv").expect(65, "E103")
    with open(bench.path("people.csv"), "wb") as file:
        file.write(HEADER + GOOD)
        file.truncate(4 * MEGABYTE)
    bench.run("validate", "people.csv").expect(1, "E110", "read 2 = valid 1 + rejected 1")


def random_bytes_end_in_good_order(bench):
    for seed in range(40):
        noise = random.Random(seed).randbytes(random.Random(seed).randrange(1, 300_000))
        with open(bench.path("noise.csv"), "wb") as file:
            file.write(noise)
        result = bench.run("validate", "noise.csv", "--schema", "UserDTO")
        expect(result.code in (64, 65), f"seed {seed}: exit code {result.code}")
        with open(bench.path("people.csv"), "wb") as file:
            file.write(HEADER + GOOD * 100 + noise + b"\n" + GOOD * 100)
        result = bench.run("convert", "people.csv", "-o", f"out{seed}.ndjson", "--rejects", "bad.csv")
        expect(result.code in (0, 1), f"seed {seed}: exit code {result.code}: {result.errors[-300:]!r}")
        with open(bench.path(f"out{seed}.ndjson"), "rb") as file:
            lines = file.read().count(b"\n")
        delivered = re.search(rb"delivered ([\d,]+)", result.errors).group(1).replace(b",", b"")
        expect(lines == int(delivered), f"seed {seed}: {lines} lines, {delivered} delivered")


def memory_does_not_grow_with_the_file(bench):
    sizes = {"small.csv": 30 * MEGABYTE, "large.csv": 300 * MEGABYTE}
    lowest = {}
    for name, size in sizes.items():
        bench.table(name, size, bad_every=50)
    # How the workers meet moves the peak by a chunk or two, so the lowest of a few runs is compared.
    for _ in range(3):
        for name, size in sizes.items():
            result = bench.run(
                "convert", name, "-o", "out.ndjson", "--overwrite", "--rejects", "bad.csv", "--report", "report.json", "-q")
            result.expect(1)
            expect(size_of(bench.path("out.ndjson")) > size // 2, "the destination is too small")
            lowest[name] = min(result.peak, lowest.get(name, result.peak))
    small, large = lowest["small.csv"], lowest["large.csv"]
    shown = f"peaks {small / MEGABYTE:.1f} MiB and {large / MEGABYTE:.1f} MiB"
    expect(abs(large - small) <= small * 0.1, shown)
    expect(large < 100 * MEGABYTE, shown)


def people_in_rows(bench, name, people, are_apart):
    """Writes two or three rows a person, one behind the other or a whole table apart."""
    with open(bench.path(name), "wb") as file:
        file.write(HEADER.strip() + b",RoleDTOs\n")
        row = GOOD.strip().removeprefix(b"ann")
        pairs = ((k, n) for k in range(3) for n in range(people)) if are_apart else ((k, n) for n in range(people) for k in range(3))
        for k, n in pairs:
            if k < 2 + n % 2:
                file.write(b"user%d%s,Role%d;Role%d\n" % (n, row, k, n % 3))


def memory_does_not_grow_with_the_people_that_are_joined(bench):
    """Wherever the rows of a person lie, each person comes out once."""
    peaks = {}
    for people in (40_000, 400_000):
        for are_apart in (False, True):
            people_in_rows(bench, "people.csv", people, are_apart)
            result = bench.run("convert", "people.csv", "--fold", "UserName", "-o", "out.csv", "--overwrite", "--progress", "never")
            result.expect(0, f"delivered {people:,} + rejected 0 + folded {people * 3 // 2:,}")
            peaks[people, are_apart] = result.peak
    shown = ", ".join(f"{peak / MEGABYTE:.1f} MiB" for peak in peaks.values())
    expect(max(peaks.values()) < 100 * MEGABYTE, shown)


CHECKS = [
    missing_file_is_66, missing_directory_is_73, unwritable_directory_is_73, unreadable_file_is_66, full_device_is_74,
    full_disk_is_74_and_leaves_nothing, full_disk_keeps_what_was_there, files_with_secrets_are_private,
    nul_bytes_are_no_text, random_bytes_end_in_good_order, memory_does_not_grow_with_the_file,
    memory_does_not_grow_with_the_people_that_are_joined,
]
