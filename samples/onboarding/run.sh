#!/bin/sh
# Checks the sheet of new starters and writes what the user management API takes.
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
outcome=0
"$TRANSLOAD" convert new-starters.csv -o out/new-starters.ndjson \
    --rejects out/rejects.csv --report out/report.ndjson --overwrite \
    --column 'E-mail address=Email' --column 'الجوال=Mobile' --set IsActiveUser=true || outcome=$?

# 1 says that records were rejected, and this sheet has some.
if [ "$outcome" -ne 1 ]; then
    echo "transload ended with $outcome where 1 is expected: the sample holds mistakes" >&2
    exit 1
fi

# A cell may span lines, so rows of the rejects file are not counted as lines.
accepted=$(grep -c '' out/new-starters.ndjson)
if [ "$accepted" -ne 33 ]; then
    echo "$accepted records were accepted where 33 are expected" >&2
    exit 1
fi

cat <<'END'

Look at, in samples/onboarding/out:
  new-starters.ndjson   33 people, a JSON object each, ready for the API
  rejects.csv           7 rows as they stood in the sheet, with what is wrong and how to mend it
  report.ndjson         the counts of the run and every finding
END
