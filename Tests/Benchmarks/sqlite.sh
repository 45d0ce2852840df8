#!/bin/sh
# Measures 'transload convert users.csv -o users.db', every rule checked, against '.import' of the sqlite3 shell, which checks
# none, after checking that all good records are in the database.
#
#   sh Tests/Benchmarks/sqlite.sh
#
# Environment: ROWS (1000000), PAIRS (5), TRANSLOAD=path measures that program and builds none.
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
need sqlite3 sqlite3
need /usr/bin/time time
if [ -z "${TRANSLOAD:-}" ]; then
    need_swift
    need_system_packages
    say 'release build'
    swift build -c release --product transload
    TRANSLOAD=$PWD/.build/release/transload
fi

say "data: $rows rows"
if [ ! -e "$users" ] || [ -n "$(find "$here/make_users.py" -newer "$users")" ]; then
    python3 "$here/make_users.py" --rows "$rows" --out "$work/$rows"
fi
ls -l "$users"

run_transload() {
    "$@" "$TRANSLOAD" convert "$users" -o "$work/transload.db" -q || [ $? -eq 1 ]
}

run_import() {
    "$@" sqlite3 "$work/import.db" -cmd '.mode csv' ".import $users UserDTO"
}

clear_outputs() {
    rm -f "$work"/transload.db* "$work"/import.db* "$work/transload.ndjson"
}
trap clear_outputs EXIT

say 'the database holds what a file holds'
clear_outputs
run_transload env
"$TRANSLOAD" convert "$users" -o "$work/transload.ndjson" -q || [ $? -eq 1 ]
in_file=$(wc -l <"$work/transload.ndjson")
in_database=$(sqlite3 "$work/transload.db" 'SELECT count(*) FROM UserDTO')
sound=$(sqlite3 "$work/transload.db" 'PRAGMA integrity_check')
echo "$in_database records in the database, $in_file in the file; integrity check: $sound"
[ "$in_database" -eq "$in_file" ] && [ "$sound" = ok ]

# measure transload|import: appends 'PROGRAM SECONDS KIB' to times.txt
measure() {
    clear_outputs
    # Nobody's run pays for writing the other's output to the disk.
    sync
    "run_$1" /usr/bin/time -f "$1 %e %M" -o "$work/time.txt"
    # A first line about the exit code comes before ours when that is 1.
    tail -n 1 "$work/time.txt" >>"$work/times.txt"
}

say "times and peak memory, $pairs pairs (sqlite3 $(sqlite3 --version | cut -d' ' -f1), $(nproc) processors)"
: >"$work/times.txt"
pair=0
while [ "$pair" -lt "$pairs" ]; do
    pair=$((pair + 1))
    measure transload
    measure import
done
python3 "$here/table.py" "$rows" <"$work/times.txt"
