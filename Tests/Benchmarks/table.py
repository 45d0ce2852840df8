#!/usr/bin/env python3
"""Prints what was measured: python3 table.py ROWS < lines of 'PROGRAM SECONDS KIB', transload and a peer in turn.

The ratios are those of neighbouring runs: on a shared machine absolute times drift, neighbours drift together.
"""

import statistics
import sys


def main():
    rows = int(sys.argv[1])
    runs = [(name, float(seconds), int(kib)) for name, seconds, kib in map(str.split, sys.stdin)]
    pairs = list(zip(runs[0::2], runs[1::2]))
    names = [run[0] for run in runs[:2]]
    print(f"{'pair':8} {names[0]:>22} {names[1]:>22} {'time ratio':>11} {'memory ratio':>13}")
    for number, (ours, peer) in enumerate(pairs, 1):
        cells = [f"{run[1]:.2f} s {run[2] / 1024:7.0f} MiB" for run in (ours, peer)]
        ratios = ours[1] / peer[1], ours[2] / peer[2]
        print(f"{number:<8} {cells[0]:>22} {cells[1]:>22} {ratios[0]:>11.2f} {ratios[1]:>13.2f}")
    medians = [
        (statistics.median(run[1] for run in column), statistics.median(run[2] for run in column))
        for column in zip(*pairs)
    ]
    cells = [f"{seconds:.2f} s {kib / 1024:7.0f} MiB" for seconds, kib in medians]
    time_ratio = statistics.median(ours[1] / peer[1] for ours, peer in pairs)
    memory_ratio = statistics.median(ours[2] / peer[2] for ours, peer in pairs)
    print(f"{'median':8} {cells[0]:>22} {cells[1]:>22} {time_ratio:>11.2f} {memory_ratio:>13.2f}")
    speeds = [f"{rows / max(seconds, 0.01):,.0f} rows/s" for seconds, _ in medians]
    print(f"{'':8} {speeds[0]:>22} {speeds[1]:>22}")


if __name__ == "__main__":
    main()
