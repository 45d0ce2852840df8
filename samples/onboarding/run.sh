#!/bin/sh
# Checks the sheet of new starters, repairs and checks a messy one, and writes what the user management API takes.
#
#   sh samples/onboarding/run.sh
set -eu
cd "$(dirname "$0")/../.."
. Tests/Support/setup.sh

if [ -z "${TRANSLOAD:-}" ]; then
    need_swift
    need_system_packages
    swift build -c release --product transload
    TRANSLOAD=$PWD/.build/release/transload
fi

cd samples/onboarding
mkdir -p out

# expect CODE COMMAND…: runs it and stops when it ends with another code. 1 says that records were rejected.
expect() {
    expected=$1
    shift
    outcome=0
    "$@" || outcome=$?
    if [ "$outcome" -ne "$expected" ]; then
        echo "transload $2 ended with $outcome where $expected is expected" >&2
        exit 1
    fi
}

# holds COUNT FILE: a record is a line in NDJSON. A cell may span lines, so rows of the rejects files are not counted so.
holds() {
    accepted=$(grep -c '' "$2" || :)
    if [ "$accepted" -ne "$1" ]; then
        echo "$accepted records are in $2 where $1 are expected" >&2
        exit 1
    fi
}

expect 1 "$TRANSLOAD" convert new-starters.csv -o out/new-starters.ndjson \
    --rejects out/rejects.csv --report out/report.ndjson --overwrite \
    --column 'E-mail address=Email' --column 'الجوال=Mobile' --set IsActiveUser=true
holds 33 out/new-starters.ndjson

# The same for a sheet that has to be repaired first. As it came, 13 of its 29 records are good.
expect 0 "$TRANSLOAD" inspect messy.csv --encoding Windows-1256 --column 'الجوال=Mobile'
expect 1 "$TRANSLOAD" convert messy.csv -o out/unrepaired.ndjson --overwrite --quiet \
    --encoding Windows-1256 --column 'الجوال=Mobile' --set IsActiveUser=true
holds 13 out/unrepaired.ndjson
expect 0 "$TRANSLOAD" fix messy.csv -o out/fixed.csv --overwrite --encoding Windows-1256 --column 'الجوال=Mobile' \
    --accept invisible,joiners,nbsp,trim,smart-quotes,phone-plus,tatweel,tashkeel,apostrophe,hyphen-to-space,header
expect 1 "$TRANSLOAD" validate out/fixed.csv --quiet --column 'الجوال=Mobile' --set IsActiveUser=true
expect 1 "$TRANSLOAD" convert out/fixed.csv -o out/messy.ndjson --rejects out/messy-rejects.csv --overwrite \
    --column 'الجوال=Mobile' --set IsActiveUser=true
holds 23 out/messy.ndjson

cat <<'END'

Look at, in samples/onboarding/out:
  new-starters.ndjson   33 people, a JSON object each, ready for the API
  rejects.csv           7 rows as they stood in the sheet, with what is wrong and how to mend it
  report.ndjson         the counts of the run and every finding
  unrepaired.ndjson     13 people of messy.csv, who pass as they came
  fixed.csv             messy.csv in UTF-8 with the repairs that were accepted
  messy.ndjson          23 people out of it
  messy-rejects.csv     6 rows that somebody has to decide
END
