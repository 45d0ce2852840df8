#!/usr/bin/env python3
"""Checks what only a process can show: signals, pipes, full disks, memory.

    python3 Tests/Processes/run.py .build/release/transload [WORD…]

Prints a line a check and ends with 1 when one failed. With words, only checks are run whose name has one of them.
"""

import os
import sys
import tempfile
import time

import databases
import documents
import files
import signals
import streams
from support import Bench, Failed


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 64
    program, words = os.path.abspath(arguments[0]), arguments[1:]
    checks = [check for module in (files, documents, streams, signals, databases) for check in module.CHECKS]
    failures = skipped = 0
    for check in checks:
        name = check.__name__.replace("_", " ")
        if words and not any(word in name for word in words):
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="transload-") as folder:
            try:
                reason = check(Bench(program, folder))
                outcome = f"skipped: {reason}" if reason else "ok"
                skipped += bool(reason)
            except (Failed, OSError, TimeoutError) as failure:
                outcome = f"FAILED: {failure}"
                failures += 1
            except Exception as failure:  # A check that breaks is a failed check; the others still run.
                outcome = f"FAILED: {type(failure).__name__}: {failure}"
                failures += 1
        print(f"{outcome.split(':')[0]:8}{name} ({time.monotonic() - began:.1f} s)", flush=True)
        if outcome != "ok":
            print("        " + outcome.split(": ", 1)[1].strip().replace("\n", "\n        "), flush=True)
    print(f"{failures} failed, {skipped} skipped")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
