"""Databases that are written by a run that ends early, or that cannot be written at all."""

import os
import resource
import signal
import sqlite3
import subprocess

from support import GOOD, HEADER, MEGABYTE, expect, size_of, wait_until

# How many records the smallest table of `Bench.table` has: a megabyte of them.
SMALLEST = MEGABYTE // len(GOOD)
NOTHING = ("out.db", "out.db-journal", "out.db-wal")


def convert(bench, source, *arguments, **options):
    return bench.start("convert", source, "-o", "out.db", "-q", *arguments, **options)


def count(bench, table="UserDTO"):
    """The records of a table, after SQLite has put a database that was left in the middle of things in order."""
    with sqlite3.connect(bench.path("out.db")) as database:
        expect(database.execute("PRAGMA integrity_check").fetchone() == ("ok",), "the database is damaged")
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def killed_run_leaves_no_database(bench):
    process = convert(bench, "-", stdin=subprocess.PIPE)
    process.stdin.write(HEADER + GOOD * (8 * MEGABYTE // len(GOOD)))
    wait_until(lambda: size_of(bench.path("out.db.part")) > 2 * MEGABYTE, "the run writes")
    process.kill()
    process.communicate()
    expect(not os.path.exists(bench.path("out.db")), "half a database goes by the name")
    # What is left is in nobody's way.
    bench.table("people.csv", 1000)
    bench.run("convert", "people.csv", "-o", "out.db").expect(0)
    expect(count(bench) == SMALLEST, "records are missing")
    expect(not os.path.exists(bench.path("out.db.part")), "the unfinished file is still there")


def interrupted_run_leaves_no_database(bench):
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        process = convert(bench, "-", stdin=subprocess.PIPE)
        process.stdin.write(HEADER + GOOD * (8 * MEGABYTE // len(GOOD)))
        wait_until(lambda: size_of(bench.path("out.db.part")) > 2 * MEGABYTE, "the run writes")
        process.send_signal(number)
        expect(process.wait(timeout=10) == code, f"exit code {process.returncode}, expected {code}")
        process.communicate()
        bench.expect_no_file(*NOTHING)


def addition_that_ends_early_is_rolled_back(bench):
    bench.table("people.csv", 1000)
    bench.run("convert", "people.csv", "-o", "out.db").expect(0)
    before = count(bench)
    for number in (signal.SIGINT, signal.SIGKILL):
        process = convert(bench, "-", "--append", stdin=subprocess.PIPE)
        process.stdin.write(HEADER + GOOD * (16 * MEGABYTE // len(GOOD)))
        # The file itself grows when more has been added than is kept in memory.
        wait_until(lambda: size_of(bench.path("out.db")) > 4 * MEGABYTE, "the run writes")
        process.send_signal(number)
        process.communicate()
        expect(count(bench) == before, f"records were added by a run that got signal {number}")
    bench.run("convert", "people.csv", "-o", "out.db", "--append").expect(0)
    expect(count(bench) == 2 * before, "records are missing")


def killed_addition_is_not_written_over(bench):
    bench.table("people.csv", 1000)
    bench.run("convert", "people.csv", "-o", "out.db").expect(0)
    process = convert(bench, "-", "--append", stdin=subprocess.PIPE)
    process.stdin.write(HEADER + GOOD * (16 * MEGABYTE // len(GOOD)))
    wait_until(lambda: size_of(bench.path("out.db")) > 4 * MEGABYTE, "the run writes")
    process.kill()
    process.communicate()
    expect(size_of(bench.path("out.db-journal")) > 0, "no journal was left")
    # The journal of the old database would be played into the new one.
    bench.run("convert", "people.csv", "-o", "out.db", "--overwrite").expect(75, "out.db-journal", "E421")
    count(bench)
    bench.run("convert", "people.csv", "-o", "out.db", "--overwrite").expect(0)
    expect(count(bench) == SMALLEST, "records are missing")


def full_disk_leaves_no_database(bench):
    bench.table("people.csv", 8 * MEGABYTE)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE))

    bench.run("convert", "people.csv", "-o", "out.db", preexec_fn=limit).expect(74, "cannot write 'out.db'")
    bench.expect_no_file(*NOTHING)


def full_disk_keeps_the_database(bench):
    bench.table("few.csv", 1000)
    bench.table("people.csv", 16 * MEGABYTE)
    bench.run("convert", "few.csv", "-o", "out.db").expect(0)
    before = count(bench)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4 * MEGABYTE, 4 * MEGABYTE))

    bench.run("convert", "people.csv", "-o", "out.db", "--append", preexec_fn=limit).expect(74, "cannot write 'out.db'")
    expect(count(bench) == before, "records were added")


def read_only_database_is_73(bench):
    bench.table("people.csv", 1000)
    os.mkdir(bench.path("shut"))
    bench.run("convert", "people.csv", "-o", "shut/out.db").expect(0)
    options = {}
    if os.geteuid() == 0:
        # Root may write anywhere, so somebody else has to try.
        os.chmod(bench.folder, 0o755)
        options["user"] = 65534
    for file, folder in ((0o444, 0o777), (0o666, 0o555)):
        os.chmod(bench.path("shut/out.db"), file)
        os.chmod(bench.path("shut"), folder)
        try:
            result = bench.run("convert", "people.csv", "-o", "shut/out.db", "--append", **options)
            result.expect(73, "shut/out.db", "E402")
            if folder == 0o555:
                bench.run("convert", "people.csv", "-o", "shut/new.db", **options).expect(73, "permission denied")
        except PermissionError:
            return "the program cannot be run by another user"
    os.chmod(bench.path("shut"), 0o755)


def second_run_on_a_new_database_is_75(bench):
    bench.table("people.csv", 1000)
    first = convert(bench, "-", stdin=subprocess.PIPE)
    first.stdin.write(HEADER + GOOD)
    wait_until(lambda: os.path.exists(bench.path("out.db.part")), "the run begins")
    bench.run("convert", "people.csv", "-o", "out.db").expect(75, "another run is writing")
    first.communicate()
    expect(first.returncode == 0 and count(bench) == 1, "the first run failed")


def second_addition_is_75(bench):
    bench.table("people.csv", 1000)
    bench.run("convert", "people.csv", "-o", "out.db").expect(0)
    before = count(bench)
    first = convert(bench, "-", "--append", stdin=subprocess.PIPE)
    first.stdin.write(HEADER + GOOD)
    # The lock is taken before the first record is read.
    wait_until(lambda: is_locked(bench), "the run begins")
    bench.run("convert", "people.csv", "-o", "out.db", "--append").expect(75, "another program is using")
    first.communicate()
    expect(first.returncode == 0 and count(bench) == before + 1, "the first run failed")


def is_locked(bench):
    database = sqlite3.connect(bench.path("out.db"), timeout=0)
    try:
        database.execute("SELECT count(*) FROM sqlite_master")
        return False
    except sqlite3.OperationalError:
        return True
    finally:
        database.close()


def memory_does_not_grow_with_the_database(bench):
    peaks = []
    for size in (30, 150):
        bench.table("people.csv", size * MEGABYTE, bad_every=50)
        result = bench.run("convert", "people.csv", "-o", "out.db", "--overwrite", "-q")
        result.expect(1)
        peaks.append(result.peak)
    shown = ", ".join(f"{peak / MEGABYTE:.1f} MiB" for peak in peaks)
    expect(peaks[1] <= peaks[0] * 1.1 and peaks[1] < 100 * MEGABYTE, f"peaks {shown}")


CHECKS = [
    killed_run_leaves_no_database, interrupted_run_leaves_no_database, addition_that_ends_early_is_rolled_back,
    killed_addition_is_not_written_over, full_disk_leaves_no_database, full_disk_keeps_the_database,
    read_only_database_is_73, second_run_on_a_new_database_is_75, second_addition_is_75,
    memory_does_not_grow_with_the_database,
]
