# What ./run and ./test share: from a machine with python3 and a package manager to a .venv with everything in it.
# Sourced, not run, by bash with `set -euo pipefail`, from the project's folder. What is there already is left alone, so
# that a second start only looks.

readonly faulty=2 # the exit status of a fault that this script cannot mend by itself

say() {
    printf '%s\n' "$*" >&2
}

# Which system packages are missing.

to_run=()  # without these the program cannot start
to_test=() # without these some tests are skipped, each with its reason

libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)

has_library() {
    [[ $libraries == *"$1"* ]]
}

has_font() {
    [ -n "$(fc-list "$1" 2>/dev/null)" ]
}

has_any() {
    local command
    for command in "$@"; do
        if command -v "$command" >/dev/null; then return 0; fi
    done
    return 1
}

has_file() {
    compgen -G "$1" >/dev/null
}

look_for_what_running_needs() {
    to_run=()
    can_make_venv || to_run+=(python3-venv)
    has_library libpango-1.0.so.0 || to_run+=(libpango-1.0-0)
    has_library libpangoft2-1.0.so.0 || to_run+=(libpangoft2-1.0-0)
    has_library libharfbuzz-subset.so.0 || to_run+=(libharfbuzz-subset0)
    { has_font 'Noto Sans' && has_font 'Noto Sans Arabic'; } || to_run+=(fonts-noto-core)
    has_font 'Noto Sans CJK SC' || to_run+=(fonts-noto-cjk)
}

look_for_what_testing_needs() {
    to_test=()
    has_any chromium chromium-browser google-chrome || to_test+=(chromium)
    has_library libatomic.so.1 || to_test+=(libatomic1) # the browser's driver needs it
    has_any java || to_test+=(default-jre-headless)
    has_file /usr/share/java/jaxb-runtime.jar || to_test+=(libjaxb-java)
    has_any pdftotext || to_test+=(poppler-utils)
    has_file '/usr/lib/postgresql/*/bin/initdb' || to_test+=(postgresql)
    has_any redis-server || to_test+=(redis-server)
}

# Installing them.

# Drops the packages that this distribution has not got: asking for one of those installs none of the others.
keep_known_packages() {
    local -n packages=$1
    local package known=()
    for package in "${packages[@]}"; do
        if [ -n "$(apt-cache show "$package" 2>/dev/null)" ]; then
            known+=("$package")
        else
            say "This system has no package $package; doing without."
        fi
    done
    packages=("${known[@]}")
}

# Installs the packages named, where we have the right to, and otherwise says what an administrator must type.
install_system_packages() {
    local -a wanted=("$@") as_root=()
    if ! has_any apt-get; then
        say "Needed, by the names that Debian has for them: ${wanted[*]}"
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! has_any sudo || ! sudo -n true 2>/dev/null; then
            say "System packages are missing. An administrator can install them with:"
            say "  sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends ${wanted[*]}'"
            return 1
        fi
        as_root=(sudo -n)
    fi
    say "Installing system packages: ${wanted[*]}"
    "${as_root[@]}" apt-get -qq update || return 1
    keep_known_packages wanted
    [ "${#wanted[@]}" = 0 ] || "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "${wanted[@]}" >/dev/null
    libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
    hash -r
}

ensure_system_packages() {
    local purpose=$1
    look_for_what_running_needs
    [ "$purpose" = run ] || look_for_what_testing_needs
    if [ "${#to_run[@]}" = 0 ] && [ "${#to_test[@]}" = 0 ]; then return; fi

    install_system_packages "${to_run[@]}" "${to_test[@]}" || true
    look_for_what_running_needs
    [ "$purpose" = run ] || look_for_what_testing_needs
    if [ "${#to_run[@]}" -gt 0 ]; then
        say "Cannot go on without: ${to_run[*]}"
        exit "$faulty"
    fi
    if [ "${#to_test[@]}" -gt 0 ]; then
        say "The tests that need these are skipped: ${to_test[*]}"
        if [ "${CI:-}" = true ]; then
            say "In CI nothing may be skipped for that reason."
            exit "$faulty"
        fi
    fi
}

# The virtual environment.

# The newest Python that we know to work, then whatever python3 is. A name on the path proves nothing (it may be a shim
# without an interpreter behind it), so each is tried; and the system's own python3 may lie behind such a shim.
find_python() {
    local python
    for python in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$python"
            return
        fi
    done
    return 1
}

# A virtual environment holds absolute paths: one that was made elsewhere and moved here is remade.
has_venv() {
    [ "$(cat .venv/made-in 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c 'import pip' 2>/dev/null
}

can_make_venv() {
    has_venv || find_python >/dev/null
}

ensure_venv() {
    local python
    if has_venv; then return; fi
    if ! python=$(find_python); then
        say "Python 3.11 or later is needed, with its venv module; python3 here is $(python3 --version 2>&1 || true)"
        exit "$faulty"
    fi
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
    printf '%s\n' "$PWD" >.venv/made-in
}

key_of() {
    cat "$1" pyproject.toml | sha256sum
}

# Installs what a requirement file locks, and the program itself, unless the very same was installed before.
ensure_python_packages() {
    local file=$1
    if grep --quiet --line-regexp --fixed-strings "$(key_of "$file")" .venv/installed 2>/dev/null; then return; fi
    say "Installing Python packages into .venv"
    rm -f .venv/installed
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement "$file"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    key_of requirements.txt >.venv/installed
    # What the tests need holds all that the program needs, so that ./run after ./test has nothing to do.
    [ "$file" = requirements.txt ] || key_of "$file" >>.venv/installed
}

# prepare run | prepare test
prepare() {
    ensure_system_packages "$1"
    ensure_venv
    case $1 in
        run) ensure_python_packages requirements.txt ;;
        test) ensure_python_packages requirements-test.txt ;;
    esac
}
