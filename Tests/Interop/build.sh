#!/bin/sh
# Compiles a program that says what .NET does, with Mono, whose libraries for it are Microsoft's own sources: the judge of
# Transload's verdicts, and of its documents.
#
#   sh Tests/Interop/build.sh                  DataAnnotationsOracle.exe: System.ComponentModel.DataAnnotations and
#                                              System.Text.RegularExpressions
#   sh Tests/Interop/build.sh serializers      SerializerOracle.exe: DataContractSerializer, Newtonsoft.Json, and the form
#                                              formatter of ASP.NET Web API
#
# Prints the path of the program; ends with 69 when Mono or one of its libraries cannot be had.
set -eu
cd "$(dirname "$0")/../.."
. Tests/Support/setup.sh

folder=$PWD/.build/test-tools/interop
libraries=/usr/lib/mono/4.5
newtonsoft=/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll

get_mono() {
    want mcs mono-mcs && want mono mono-runtime
}

# compile PROGRAM SOURCE... -- REFERENCE...: unless the program is newer than all of its sources.
compile() {
    program=$folder/$1
    shift
    sources=
    while [ "$1" != -- ]; do
        sources="$sources Tests/Interop/$1"
        shift
    done
    shift
    # shellcheck disable=SC2086 # one word a source
    if [ ! -e "$program" ] || [ -n "$(find $sources -newer "$program")" ]; then
        mkdir -p "$folder"
        mcs -nologo -optimize+ -warnaserror -out:"$program" "$@" $sources >&2
    fi
    echo "$program"
}

# What the steps say goes to stderr: stdout carries the path alone.
case ${1:-rules} in
rules)
    {
        get_mono && want "$libraries/System.ComponentModel.DataAnnotations.dll" \
            libmono-system-componentmodel-dataannotations4.0-cil
    } >&2 || exit 69
    compile DataAnnotationsOracle.exe DataAnnotationsOracle.cs -- -r:System.ComponentModel.DataAnnotations.dll
    ;;
serializers)
    {
        get_mono &&
            want "$libraries/System.Runtime.Serialization.dll" libmono-system-runtime-serialization4.0-cil &&
            want "$libraries/System.Net.Http.Formatting.dll" libmono-system-net-http-formatting4.0-cil &&
            want "$libraries/System.Web.Http.dll" libmono-system-web-http4.0-cil &&
            want "$newtonsoft" libnewtonsoft-json5.0-cil
    } >&2 || exit 69
    # The formatters carry an older Newtonsoft.Json inside, hence the name for the real one. It is found in Mono's cache.
    compile SerializerOracle.exe SerializerOracle.cs PlainValues.cs Documents.cs -- \
        -r:System.Runtime.Serialization.dll -r:System.Xml.dll -r:System.Net.Http.dll \
        -r:System.Net.Http.Formatting.dll -r:System.Web.Http.dll -r:Newtonsoft6="$newtonsoft"
    ;;
*)
    echo "usage: sh Tests/Interop/build.sh [rules | serializers]" >&2
    exit 64
    ;;
esac
