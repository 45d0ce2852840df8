"""Pipes that dribble, break off, never end a line, or are not there at all."""

import itertools
import os
import random
import subprocess

from support import BAD, GOOD, HEADER, MEGABYTE, expect


def reader_that_closes_after_a_line_is_74(bench):
    bench.table("people.csv", 30 * MEGABYTE, bad_every=10)
    process = bench.start(
        "convert", "people.csv", "-o", "-", "--output-format", "ndjson", "--rejects", "bad.csv", "--report", "report.json", "-q")
    line = b""
    while not line.endswith(b"\n"):
        line += process.stdout.read(1)
    process.stdout.close()
    errors = process.stderr.read()
    code = process.wait(timeout=60)
    process.stderr.close()
    expect(code == 74, f"exit code {code}, expected 74: {errors[-300:]!r}")
    expect(errors == b"", f"not quiet: {errors[-300:]!r}")
    bench.expect_no_file("bad.csv", "report.json")


def version_for_nobody_is_quiet(bench):
    for arguments in (["--version"], ["--help"], ["schemas", "UserDTO"], ["completions", "bash"]):
        reader, writer = os.pipe()
        os.close(reader)
        result = bench.run(*arguments, stdout=writer)
        os.close(writer)
        result.expect(0)
        expect(result.errors == b"", f"not quiet: {result.errors!r}")


def standard_streams_may_be_closed(bench):
    """Without streams 0 to 2 the first files opened get their numbers, and messages end up in them."""
    bench.table("people.csv", 100_000, bad_every=3)
    bench.run("convert", "people.csv", "-o", "right.csv", "--rejects", "right-rejects.csv", "--report", "right.json").expect(1)
    for closed in ([0], [1], [2], [0, 1], [1, 2], [0, 1, 2]):
        redirections = " ".join(f"{number}>&-" for number in closed)
        script = f'exec "$0" convert people.csv -o out.csv --rejects bad.csv --report report.json {redirections}'
        shell = subprocess.run(
            ["/bin/sh", "-c", script, bench.program], cwd=bench.folder, env=bench.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        expect(shell.returncode == 1, f"without {closed}: exit code {shell.returncode}: {shell.stderr[-300:]!r}")
        same(bench, "out.csv", "right.csv", f"without {closed}")
        same(bench, "report.json", "right.json", f"without {closed}", lambda data: data[:data.rindex(b'"run":')])
        bench.remove("out.csv")


def same(bench, name, other, comment, part=lambda data: data):
    with open(bench.path(name), "rb") as first, open(bench.path(other), "rb") as second:
        expect(part(first.read()) == part(second.read()), f"{comment}: {name} differs from {other}")


def standard_input_in_dribbles_reads_like_a_file(bench):
    chance = random.Random(7)
    tables = [
        ("small", HEADER + b"\r\n".join([GOOD.strip(), BAD.strip(), b'x,"a ""b""\r\n', b""]), 3),
        ("large", HEADER + (GOOD + BAD + b"\n" + GOOD) * 20_000, 50_000),
    ]
    for name, data, longest in tables:
        with open(bench.path(name + ".csv"), "wb") as file:
            file.write(data)
        cuts = []
        while sum(cuts) < len(data):
            cuts.append(chance.randint(1, longest))
        ends = list(itertools.accumulate(cuts, initial=0))
        pieces = (data[a:b] for a, b in zip(ends, ends[1:]))
        files = bench.run("convert", name + ".csv", "-o", f"{name}-file.ndjson", "--rejects", "file-rejects.csv").expect(1)
        piped = bench.run("convert", "-", "-o", f"{name}-pipe.ndjson", "--rejects", "pipe-rejects.csv", feed=pieces).expect(1)
        same(bench, f"{name}-file.ndjson", f"{name}-pipe.ndjson", name)
        books = [result.errors.rsplit(b"\nread ", 1)[1].rsplit(b" in ", 1)[0] for result in (files, piped)]
        expect(books[0] == books[1], f"books differ: {books}")


def gigabyte(head, piece):
    yield head
    block = piece * (MEGABYTE // len(piece))
    for _ in range(1024):
        yield block


def endless_record_is_65(bench):
    for head, piece in ((HEADER + GOOD, b"x"), (HEADER + GOOD + b'"', b"x,\n"), (HEADER, b","), (b"", b"x"), (b'"', b"x\n")):
        result = bench.run("validate", "-", "-q", feed=gigabyte(head, piece)).expect(65, "E111")
        comment = f"{head[-10:]!r} and then {piece!r}"
        expect(result.peak < 200 * MEGABYTE, f"{comment}: {result.peak // MEGABYTE} MiB")
        expect(result.seconds < 10, f"{comment}: {result.seconds:.1f} s")


def line_ends_without_end_are_65_or_read_on(bench):
    """Blank lines are no records, so a gigabyte of them is an empty source; memory stays small."""
    for head in (b"", HEADER):
        result = bench.run("validate", "-", "-q", feed=gigabyte(head, b"\n")).expect(65)
        expect(result.peak < 200 * MEGABYTE, f"{result.peak // MEGABYTE} MiB")


CHECKS = [
    reader_that_closes_after_a_line_is_74, version_for_nobody_is_quiet, standard_streams_may_be_closed,
    standard_input_in_dribbles_reads_like_a_file, endless_record_is_65, line_ends_without_end_are_65_or_read_on,
]
