#!/bin/sh
# Compiles DataAnnotationsOracle.cs with Mono, whose System.ComponentModel.DataAnnotations and
# System.Text.RegularExpressions are Microsoft's own sources: the judge for Transload's verdicts.
#
#   sh Tests/Interop/build.sh          prints the path of the program; 69 when Mono cannot be had
set -eu
cd "$(dirname "$0")/../.."
. Tests/Support/setup.sh

# What the steps say goes to stderr: stdout carries the path alone.
get_mono() {
    want mcs mono-mcs libmono-system-componentmodel-dataannotations4.0-cil &&
        want mono mono-runtime &&
        want '/usr/lib/mono/4.5/System.ComponentModel.DataAnnotations.dll' \
            libmono-system-componentmodel-dataannotations4.0-cil
}
get_mono >&2 || exit 69

source=Tests/Interop/DataAnnotationsOracle.cs
program=$PWD/.build/test-tools/interop/DataAnnotationsOracle.exe
if [ ! -e "$program" ] || [ -n "$(find "$source" -newer "$program")" ]; then
    mkdir -p "$(dirname "$program")"
    mcs -nologo -optimize+ -warnaserror -out:"$program" -r:System.ComponentModel.DataAnnotations.dll "$source" >&2
fi
echo "$program"
