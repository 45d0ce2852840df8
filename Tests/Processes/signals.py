"""Runs that are interrupted, terminated, killed, or meet another run."""

import os
import signal
import subprocess

from support import GOOD, HEADER, MEGABYTE, expect, size_of, wait_until

OUTPUTS = ("out.ndjson", "bad.csv", "report.json")


def interrupt_is_130(bench):
    interrupt_large_file(bench, signal.SIGINT, 130)


def terminate_is_143(bench):
    interrupt_large_file(bench, signal.SIGTERM, 143)


def convert(bench, source, **options):
    return bench.start(
        "convert", source, "-o", "out.ndjson", "--rejects", "bad.csv", "--report", "report.json", "-q", **options)


def interrupt_large_file(bench, number, code):
    bench.table("people.csv", 400 * MEGABYTE, bad_every=100)
    process = convert(bench, "people.csv")
    wait_until(lambda: size_of(bench.path("out.ndjson.part")) > 4 * MEGABYTE, "the run writes")
    end(process, number, code)
    bench.expect_no_file(*OUTPUTS)


def end(process, number, code):
    process.send_signal(number)
    _, errors = process.communicate(timeout=10)
    expect(process.returncode == code, f"exit code {process.returncode}, expected {code}: {errors[-300:]!r}")
    if code > 0:
        expect(b"interrupted" in errors, f"not said: {errors!r}")


def interrupt_while_waiting_for_input_is_130(bench):
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        process = convert(bench, "-", stdin=subprocess.PIPE)
        process.stdin.write(HEADER + GOOD)
        wait_until(lambda: os.path.exists(bench.path("out.ndjson.part")), "the run begins")
        process.send_signal(number)
        expect(process.wait(timeout=10) == code, f"exit code {process.returncode}, expected {code}")
        process.communicate()
        bench.expect_no_file(*OUTPUTS)


def interrupt_before_the_header_is_130(bench):
    os.mkfifo(bench.path("people.csv"))
    writer = os.open(bench.path("people.csv"), os.O_RDWR)
    process = convert(bench, "people.csv")
    try:
        os.write(writer, b"UserName,First")
        # Nothing shows from outside that the run waits for the rest of the line, but that it sleeps.
        wait_until(lambda: state(process.pid) == "S", "the run waits")
        end(process, signal.SIGINT, 130)
    finally:
        os.close(writer)
    bench.expect_no_file(*OUTPUTS)


def interrupt_while_a_reader_sleeps_is_130(bench):
    bench.table("people.csv", 30 * MEGABYTE)
    process = bench.start("convert", "people.csv", "-o", "-", "--output-format", "csv", "--rejects", "bad.csv", "-q")
    process.stdout.read(1)
    wait_until(lambda: state(process.pid) == "S", "the pipe is full")
    process.send_signal(signal.SIGINT)
    code = process.wait(timeout=10)
    process.communicate()
    expect(code == 130, f"exit code {code}, expected 130")
    bench.expect_no_file("bad.csv")


def state(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def second_interrupt_ends_at_once(bench):
    process = convert(bench, "-", stdin=subprocess.PIPE)
    process.stdin.write(HEADER + GOOD)
    wait_until(lambda: os.path.exists(bench.path("out.ndjson.part")), "the run begins")
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    expect(process.wait(timeout=10) == 130, f"exit code {process.returncode}")
    process.communicate()
    expect(not os.path.exists(bench.path("out.ndjson")), "a half file has the name of a whole one")


def kill_leaves_no_half_file_and_the_next_run_works(bench):
    bench.table("people.csv", 400 * MEGABYTE)
    process = convert(bench, "people.csv")
    wait_until(lambda: size_of(bench.path("out.ndjson.part")) > 40 * MEGABYTE, "the run writes")
    end(process, signal.SIGKILL, -signal.SIGKILL)
    for name in OUTPUTS:
        expect(not os.path.exists(bench.path(name)), f"'{name}' is half")
    expect(size_of(bench.path("out.ndjson.part")) > 0, "nothing is stale, so the next run shows nothing")
    # A shorter source: what is stale must not stand behind the end.
    bench.table("people.csv", MEGABYTE)
    bench.run("convert", "people.csv", "-o", "out.ndjson", "--rejects", "bad.csv", "--report", "report.json").expect(0)
    with open(bench.path("out.ndjson"), "rb") as file:
        lines = file.read().splitlines()
    expect(lines[0] == lines[-1] and len(lines) == len(set(enumerate(lines))), "the destination is not whole")
    expect(os.stat(bench.path("out.ndjson")).st_size == len(lines) * (len(lines[0]) + 1), "bytes stand behind the end")
    expect(not os.path.exists(bench.path("out.ndjson.part")), "the stale file is still there")


def second_run_on_one_destination_is_75(bench):
    bench.table("people.csv", 1000)
    first = convert(bench, "-", stdin=subprocess.PIPE)
    first.stdin.write(HEADER + GOOD)
    wait_until(lambda: os.path.exists(bench.path("out.ndjson.part")), "the first run begins")
    bench.run("convert", "people.csv", "-o", "out.ndjson", "--overwrite").expect(75, "another run is writing")
    bench.run("convert", "people.csv", "-o", "other.csv", "--rejects", "bad.csv").expect(75, "another run is writing")
    bench.expect_no_file("other.csv")
    first.stdin.write(GOOD)
    first.stdin.close()
    first.stdin = None
    _, errors = first.communicate(timeout=10)
    expect(first.returncode == 0, f"the first run ended with {first.returncode}: {errors!r}")
    with open(bench.path("out.ndjson"), "rb") as file:
        expect(file.read().count(b"\n") == 2, "the first run lost its file")
    bench.run("convert", "people.csv", "-o", "out.ndjson", "--overwrite").expect(0)


CHECKS = [
    interrupt_is_130, terminate_is_143, interrupt_while_waiting_for_input_is_130, interrupt_before_the_header_is_130,
    interrupt_while_a_reader_sleeps_is_130, second_interrupt_ends_at_once, kill_leaves_no_half_file_and_the_next_run_works,
    second_run_on_one_destination_is_75,
]
