#!/bin/sh
# Builds and tests everything:  sh Tests/run.sh
#
# Gets what it needs first (Tests/Support/setup.sh). A step that fails does not keep the later ones from running, except
# a build that they rest on. The last line counts the Swift tests, as Swift itself reports them, and each other step as one.
set -eu
cd "$(dirname "$0")/.."
. Tests/Support/setup.sh

passed=0
failed=0
skipped=0

say() { printf '\n== %s\n' "$*"; }

finish() {
    printf '\n%d passed, %d failed' "$passed" "$failed"
    [ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
    echo
    [ "$failed" -eq 0 ] && exit 0
    exit 1
}

# step NAME COMMAND...: runs it and counts one.
step() {
    say "$1"
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED ($*)"
        return 1
    fi
}

# Adds up one number of the reports that 'swift test' writes, one for each of its two libraries: total tests|failures.
total() {
    cat "$TOOLS_FOLDER"/swift-tests*.xml 2>/dev/null |
        sed -n "s/.*<testsuite .*[ ]$1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

swift_tests() {
    say 'Swift tests'
    rm -f "$TOOLS_FOLDER"/swift-tests*.xml
    outcome=0
    swift test --skip-build --xunit-output "$TOOLS_FOLDER/swift-tests.xml" || outcome=$?
    bad=$(($(total failures) + $(total errors)))
    all=$(total tests)
    # A test run that broke off has written no report, or one without the test that broke it.
    if [ "$outcome" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
        all=$((all + 1))
    elif [ "$all" -eq 0 ]; then
        echo 'no Swift test has run'
        bad=1
        all=1
    fi
    failed=$((failed + bad))
    passed=$((passed + all - bad))
}

say 'set-up'
mkdir -p "$TOOLS_FOLDER"
need_swift
need_system_packages
need python3 python3
swift --version 2>&1 | head -n 1

step 'build, warnings are errors' swift build --build-tests -Xswiftc -warnings-as-errors || finish

# interop VARIABLE PROGRAM: the Swift tests that compare with .NET start the program that the variable names with 'mono';
# without it they are left out.
interop() {
    outcome=0
    program=$(sh Tests/Interop/build.sh "$2") || outcome=$?
    unset "$1"
    case $outcome in
    0)
        export "$1=$program"
        echo "$program"
        passed=$((passed + 1))
        ;;
    69) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)) ;;
    esac
}
say 'the .NET rules and serialisers, for comparison'
interop TRANSLOAD_INTEROP rules
interop TRANSLOAD_INTEROP_SERIALIZERS serializers

swift_tests

say 'OpenAPI documents'
if python_tool openapi-spec-validator; then
    step 'their validator' "$TOOLS_PYTHON" Tests/OpenAPI/validate.py || :
else
    echo 'skipped: openapi-spec-validator (not to be had from PyPI)'
    skipped=$((skipped + 1))
fi

if step 'release build' swift build -c release --product transload -Xswiftc -warnings-as-errors; then
    # The steps below measure this program, and build none.
    TRANSLOAD=$PWD/.build/release/transload
    export TRANSLOAD
    step 'signals, pipes, full disks, memory' python3 Tests/Processes/run.py "$TRANSLOAD" || :
    step 'sample: onboarding' sh samples/onboarding/run.sh || :
    step 'verdicts on generated rows' env ROWS=2000 sh Tests/Benchmarks/run.sh verdicts || :
fi
finish
