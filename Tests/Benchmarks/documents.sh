#!/bin/sh
# Measures 'transload convert' on documents: XML against xmllint, which only parses it, and JSON against DuckDB with the same
# rules, after checking that the same records pass everywhere.
#
#   sh Tests/Benchmarks/documents.sh
#
# Environment: ROWS (200000), PAIRS (5), TRANSLOAD=path measures that program and builds none.
set -eu
cd "$(dirname "$0")/../.."
. Tests/Support/setup.sh

rows=${ROWS:-200000}
pairs=${PAIRS:-5}
here=Tests/Benchmarks
work=$PWD/.build/benchmarks
data=$work/documents-$rows
mkdir -p "$work"

say() { printf '\n== %s\n' "$*"; }

need python3 python3
need xmllint libxml2-utils
need /usr/bin/time time
python_tool duckdb
if [ -z "${TRANSLOAD:-}" ]; then
    need_swift
    need_system_packages
    say 'release build'
    swift build -c release --product transload
    TRANSLOAD=$PWD/.build/release/transload
fi

say "data: $rows records"
if [ ! -e "$data/users.xml" ] || [ -n "$(find "$here/make_documents.py" "$here/make_users.py" -newer "$data/users.xml")" ]; then
    python3 "$here/make_documents.py" --rows "$rows" --out "$data"
fi
ls -l "$data"

out=$work/documents
clear_outputs() { rm -rf "$out" && mkdir -p "$out"; }
trap 'rm -rf "$out"' EXIT

run_xml() { "$@" "$TRANSLOAD" convert "$data/users.xml" -o "$out/xml.ndjson" -q || [ $? -eq 1 ]; }
run_xmllint() { "$@" xmllint --stream --noout "$data/users.xml"; }
run_json() { "$@" "$TRANSLOAD" convert "$data/users.json" -o "$out/json.ndjson" --rejects "$out/bad.ndjson" -q || [ $? -eq 1 ]; }
run_duckdb() { "$@" "$TOOLS_PYTHON" "$here/duckdb_documents.py" "$data/users.json" "$out/duckdb.ndjson" "$out/duckdb-bad.ndjson"; }

say 'the same records pass'
clear_outputs
run_xml env
run_json env
run_duckdb env
ids() { sed 's/^{"Id":\([0-9]*\).*/\1/' "$1" | sort; }
for name in xml json duckdb; do ids "$out/$name.ndjson" >"$out/$name.ids"; done
wc -l "$out/json.ids"
cmp "$out/json.ids" "$out/xml.ids"
cmp "$out/json.ids" "$out/duckdb.ids"

# measure NAME: appends 'NAME SECONDS KIB' to times.txt
measure() {
    clear_outputs
    sync
    "run_$1" /usr/bin/time -f "$1 %e %M" -o "$work/time.txt"
    # A first line about the exit code comes before ours when that is 1.
    tail -n 1 "$work/time.txt" >>"$work/times.txt"
}

for job in 'xml xmllint' 'json duckdb'; do
    say "$job: times and peak memory, $pairs pairs ($(nproc) processors)"
    : >"$work/times.txt"
    pair=0
    while [ "$pair" -lt "$pairs" ]; do
        pair=$((pair + 1))
        for program in $job; do measure "$program"; done
    done
    python3 "$here/table.py" "$rows" <"$work/times.txt"
done
