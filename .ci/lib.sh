# shellcheck shell=bash
# What the scripts of this folder share: settings, installation of tools, and stages.
# A script sources this file first and is then in the root of the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

# Without debug information the tests build and link in half the time; a panic still names its line.
export CARGO_TERM_COLOR=never CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0 RUST_BACKTRACE=1
TARGET=${CARGO_TARGET_DIR:-target}
mkdir -p "$TARGET"

# The tests in which threads race: the sanitizers and the stress runs of .ci/deep repeat them.
# shellcheck disable=SC2034
CONCURRENT_TESTS=(--test verification --test reclamation --test exit)

# need_command COMMAND PACKAGE…: installs Debian packages if the command is missing.
need_command() {
    command -v "$1" >/dev/null && return
    apt-get update -q
    apt-get install -qy --no-install-recommends "${@:2}"
}

# need_toolchain TOOLCHAIN COMPONENT…
need_toolchain() {
    local component
    cargo "+$1" --version >/dev/null 2>&1 || rustup toolchain install "$1" --profile minimal --no-self-update
    for component in "${@:2}"; do rustup component add --toolchain "$1" "$component"; done
}

# need_tool NAME VERSION: installs cargo-NAME. A debug build, because it takes a third of the time.
need_tool() {
    cargo "$1" --version 2>/dev/null | grep -qwF "$2" && return
    RUSTFLAGS='' cargo install --quiet --locked --debug "cargo-$1@$2"
}

# stages NAME…: runs the functions of these names in order and prints the time of each. No condition
# surrounds the call, because bash would then continue after a failed command.
stages() {
    local times='' begin
    trap finish EXIT
    for STAGE in "$@"; do
        begin=$SECONDS
        printf '\n== %s\n' "$STAGE"
        "$STAGE"
        times+=$(printf '\n%5ss  %s' $((SECONDS - begin)) "$STAGE")
    done
    printf '\n== all stages passed in %ss%s\n' "$SECONDS" "$times"
}

# Ends servers that a failed stage has left, and names that stage.
finish() {
    local code=$?
    # A server that the stage has ended is still listed.
    jobs -p | xargs -r kill 2>/dev/null || true
    [ "$code" = 0 ] || printf '\n== FAILED: %s, after %ss\n' "$STAGE" "$SECONDS"
}
