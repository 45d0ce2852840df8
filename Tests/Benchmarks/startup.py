#!/usr/bin/env python3
"""Compares the start-up of two commands: python3 startup.py COMMAND_A COMMAND_B, each one word list in quotes.

Runs them in turn, from spawn to exit, and prints the median of each and of the ratios of neighbours.
"""

import os
import shlex
import statistics
import sys
import time

RUNS = 21


def milliseconds(words, null):
    start = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status = os.waitpid(child, 0)
    elapsed = (time.perf_counter() - start) * 1000
    if status != 0:
        sys.exit(f"{shlex.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return elapsed


def main():
    first, second = (shlex.split(argument) for argument in sys.argv[1:3])
    null = os.open(os.devnull, os.O_WRONLY)
    for words in (first, second):  # the first run reads the program from the disk
        milliseconds(words, null)
    pairs = [(milliseconds(first, null), milliseconds(second, null)) for _ in range(RUNS)]
    for words, times in zip((first, second), zip(*pairs)):
        print(f"{os.path.basename(words[0]):12} {statistics.median(times):6.1f} ms")
    print(f"{'ratio':12} {statistics.median(a / b for a, b in pairs):6.2f}")


if __name__ == "__main__":
    main()
