# Gets what the test scripts need onto this machine. Source it from the top of the repository:
#
#   cd "$(dirname "$0")/.." && . Tests/Support/setup.sh
#
#   need COMMAND_OR_FILE PACKAGE...    must be there; installs the Debian packages when it is not
#   want COMMAND_OR_FILE PACKAGE...    may be there; says 'skipped: ...' and returns 1 when it cannot be
#   need_swift                         a Swift toolchain, and what linking a Swift program takes
#   need_system_packages               the system libraries that Transload itself links
#   python_tool PACKAGE[==VERSION]...  packages from PyPI, in an environment of their own: $TOOLS_PYTHON
#
# All of it is quiet when nothing has to be done.

TOOLS_FOLDER="$PWD/.build/test-tools"
TOOLS_PYTHON="$TOOLS_FOLDER/python/bin/python"
OLDEST_SWIFT=6.2

# Whether a command is on PATH or, with a slash in the name, whether a file is there (wildcards allowed).
is_there() {
    case $1 in
    */*)
        [ -e "$1" ] && return 0
        for candidate in $1; do
            [ -e "$candidate" ] && return 0
        done
        return 1
        ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# Sets AS_ROOT to what has to stand before a command that changes the system; 1 when that cannot be done here.
can_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    AS_ROOT=
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    AS_ROOT=sudo
}

why_not_installable() {
    if command -v apt-get >/dev/null 2>&1; then
        echo 'not root, and no sudo'
    else
        echo 'no package manager'
    fi
}

# A waiting lock is normal where several jobs share a machine, so apt is told to wait for it.
apt_quietly() {
    apt_log="$TOOLS_FOLDER/apt.log"
    mkdir -p "$TOOLS_FOLDER"
    # 'env' carries the variable through sudo, which drops the environment.
    if ! $AS_ROOT env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=600 -qq "$@" >"$apt_log" 2>&1 </dev/null; then
        tail -n 5 "$apt_log" >&2
        return 1
    fi
}

# install_packages WHAT PACKAGE...
install_packages() {
    wanted=$1
    shift
    echo "installing $* (for $wanted)"
    if [ -z "${PACKAGE_LISTS_ARE_FRESH:-}" ]; then
        # Exported, so that a script started by this one does not fetch the lists again.
        export PACKAGE_LISTS_ARE_FRESH=1
        # Old lists may still do: the installation is what counts.
        apt_quietly update || echo 'the package lists could not be refreshed, trying the ones at hand' >&2
    fi
    apt_quietly install -y --no-install-recommends "$@"
}

need() {
    is_there "$1" && return 0
    if ! can_install; then
        thing=$1
        shift
        echo "$thing is missing and cannot be installed ($(why_not_installable)): on Debian it is in $*" >&2
        return 69
    fi
    if ! install_packages "$@"; then
        echo "$1 is missing, and its installation failed" >&2
        return 69
    fi
    hash -r
    is_there "$1" && return 0
    echo "$1 is missing though its packages are installed" >&2
    return 69
}

want() {
    is_there "$1" && return 0
    if ! can_install; then
        echo "skipped: $1 ($(why_not_installable))"
        return 1
    fi
    if install_packages "$@" && hash -r && is_there "$1"; then
        return 0
    fi
    echo "skipped: $1 (its installation failed)"
    return 1
}

# at_least VERSION OLDEST, both as MAJOR.MINOR
at_least() {
    [ "${1%%.*}" -gt "${2%%.*}" ] && return 0
    [ "${1%%.*}" -eq "${2%%.*}" ] && [ "${1#*.}" -ge "${2#*.}" ]
}

need_swift() {
    swift_found=none
    if command -v swift >/dev/null 2>&1; then
        swift_found=$(swift --version 2>&1 |
            sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
        swift_found=${swift_found:-unknown}
    fi
    case $swift_found in
    none | unknown) swift_is_good=no ;;
    *) if at_least "$swift_found" "$OLDEST_SWIFT"; then swift_is_good=yes; else swift_is_good=no; fi ;;
    esac
    if [ "$swift_is_good" = no ]; then
        echo "Swift $OLDEST_SWIFT or newer is needed on PATH, found: $swift_found (https://www.swift.org/install)" >&2
        exit 69
    fi
    # The toolchain brings a compiler, but it takes crt files, libc and libstdc++ from the system's gcc,
    # and links with gold, which newer releases keep in a package of its own.
    need cc g++ || return
    need '/usr/include/c++/*/string' g++ || return
    is_there ld.gold || need ld.gold binutils-gold || need ld.gold binutils
}

# One line a library: a file of its development package, then the package.
need_system_packages() {
    need /usr/include/sqlite3.h libsqlite3-dev
    need /usr/include/libxml2/libxml/parser.h libxml2-dev
    need pkg-config pkg-config
}

# Prints what is not installed yet of PACKAGE[==VERSION]..., one a line.
missing_python_packages() {
    if [ ! -x "$TOOLS_PYTHON" ]; then
        printf '%s\n' "$@"
        return
    fi
    "$TOOLS_PYTHON" - "$@" <<'PYTHON'
import sys
from importlib.metadata import PackageNotFoundError, version

for wish in sys.argv[1:]:
    name, _, exact = wish.partition("==")
    try:
        is_right = version(name) == (exact or version(name))
    except PackageNotFoundError:
        is_right = False
    if not is_right:
        print(wish)
PYTHON
}

python_tool() {
    missing=$(missing_python_packages "$@") || missing=$*
    [ -z "$missing" ] && return 0
    if ! "$TOOLS_PYTHON" -m pip --version >/dev/null 2>&1; then
        need python3 python3 python3-venv || return
        # Debian ships the module 'venv' without what it needs to put pip inside.
        if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
            if ! can_install || ! install_packages 'python3 -m venv' python3-venv; then
                echo 'python3 cannot make a virtual environment: on Debian that takes the package python3-venv' >&2
                return 69
            fi
        fi
        python3 -m venv --clear "$TOOLS_FOLDER/python" || return 69
    fi
    # shellcheck disable=SC2086 # one word a package
    echo "installing from PyPI:" $missing
    # shellcheck disable=SC2086
    "$TOOLS_PYTHON" -m pip install --quiet --disable-pip-version-check --no-input $missing || {
        echo 'the installation from PyPI failed' >&2
        return 69
    }
}
