#!/bin/sh
# Measures 'transload convert' against polars on the same job, after checking the verdicts of both.
#
#   sh Tests/Benchmarks/run.sh             the whole: verdicts, times, memory, start-up
#   sh Tests/Benchmarks/run.sh verdicts    only the verdicts of transload, without polars
#
# Environment: ROWS (1000000), PAIRS (5), SKIP_TEN=1 leaves the ten times longer input out (it takes 11 GB of disk),
# TRANSLOAD=path measures that program and builds none.
set -eu
cd "$(dirname "$0")/../.."
. Tests/Support/setup.sh

rows=${ROWS:-1000000}
pairs=${PAIRS:-5}
here=Tests/Benchmarks
work=$PWD/.build/benchmarks
users=$work/$rows/users.csv
mkdir -p "$work"

say() { printf '\n== %s\n' "$*"; }

need python3 python3
if [ -z "${TRANSLOAD:-}" ]; then
    need_swift
    need_system_packages
    say 'release build'
    swift build -c release --product transload
    TRANSLOAD=$PWD/.build/release/transload
fi

say "data: $rows rows"
# The name of the folder says the number of rows; a changed generator makes them anew.
if [ ! -e "$users" ] || [ -n "$(find "$here/make_users.py" -newer "$users")" ]; then
    python3 "$here/make_users.py" --rows "$rows" --out "$work/$rows"
fi
ls -l "$users"

# Both run on the file named by $input and write to $work/<program>.*
input=$users

run_transload() {
    "$@" "$TRANSLOAD" convert "$input" -o "$work/transload.ndjson" \
        --rejects "$work/transload.rejects.csv" --overwrite -q || [ $? -eq 1 ]
}

run_polars() {
    "$@" "$TOOLS_PYTHON" "$here/polars_onboarding.py" "$input" "$work/polars.ndjson" "$work/polars.rejected.ndjson"
}

clear_outputs() {
    rm -f "$work"/transload.*nd* "$work"/transload.rejects.csv "$work"/polars.*
}

check_transload() {
    run_transload env
    python3 "$here/verdicts.py" "$users" --transload "$work/transload.ndjson" "$work/transload.rejects.csv"
}

clear_outputs
say 'verdicts'
check_transload
if [ "${1:-}" = verdicts ]; then
    clear_outputs
    exit 0
fi

need /usr/bin/time time
python_tool polars
run_polars env
python3 "$here/verdicts.py" "$users" --peer "$work/polars.ndjson" "$work/polars.rejected.ndjson"

# measure transload|polars: appends 'PROGRAM SECONDS KIB' to times.txt
measure() {
    clear_outputs
    # Nobody's run pays for writing the other's output to the disk.
    sync
    "run_$1" /usr/bin/time -f "$1 %e %M" -o "$work/time.txt"
    # A first line about the exit code comes before ours when that is 1.
    tail -n 1 "$work/time.txt" >>"$work/times.txt"
}

say "times and peak memory, $pairs pairs ($("$TOOLS_PYTHON" -c 'import polars; print("polars", polars.__version__)'), $(nproc) processors)"
: >"$work/times.txt"
pair=0
while [ "$pair" -lt "$pairs" ]; do
    pair=$((pair + 1))
    measure transload
    measure polars
done
python3 "$here/table.py" "$rows" <"$work/times.txt"

if [ -n "${SKIP_TEN:-}" ]; then
    say 'ten times the rows: left out (SKIP_TEN)'
else
    say 'ten times the rows, one pair'
    clear_outputs
    input=$work/ten.csv
    trap 'rm -f "$work/ten.csv"' EXIT
    {
        cat "$users"
        for _ in 2 3 4 5 6 7 8 9 10; do
            tail -n +2 "$users"
        done
    } >"$input"
    : >"$work/times.txt"
    measure transload
    measure polars
    python3 "$here/table.py" "$((rows * 10))" <"$work/times.txt"
    rm -f "$input"
    input=$users
fi
clear_outputs

say 'start-up, 21 runs each in turn'
need_swift
# URLSession's static library asks for it when it is linked.
need '/usr/lib/*/libcurl.so' libcurl4-openssl-dev
hello=$PWD/.build/benchmarks/hello
swift build -c release --package-path "$here/hello" --scratch-path "$hello" >"$work/hello.log" 2>&1 || {
    tail -n 20 "$work/hello.log" >&2
    exit 1
}
python3 "$here/startup.py" "'$TRANSLOAD' --version" "'$hello/release/hello'"
