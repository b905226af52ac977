#!/bin/sh
# Compares the CPU time of a request to `calreg serve` with that of a plain axum handler that returns
# the same JSON (examples/plain.rs): with the log at `warn`, and with each request logged to a pipe.
# The servers take turns under wrk, for a second each, because other work on the machine changes the cost
# of a request. Fails if the median ratio of the rounds exceeds its bound.
#
#   calreg/bench/cpu.sh [ROUNDS]
#
# Needs Linux and wrk (Debian package `wrk`). Respects CARGO_TARGET_DIR.
set -eu

rounds=${1:-15}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."
target=${CARGO_TARGET_DIR:-target}

command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }
# Apart, so that the features of the example do not change the server.
cargo build --quiet --release -p calreg
cargo build --quiet --release -p calreg --example plain

work=$(mktemp -d)
servers=
cleanup() {
    for server in $servers; do kill "$server" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

"$target/release/examples/plain" 2>"$work/plain.log" &
plain=$!
servers=$plain
"$target/release/calreg" serve --listen 127.0.0.1:0 --log warn 2>"$work/warn.log" &
warn=$!
servers="$servers $warn"
# The reader writes the address to a file and drops the other lines.
mkfifo "$work/pipe"
{ head -n 1 >"$work/pipe.log"; cat >/dev/null; } <"$work/pipe" &
"$target/release/calreg" serve --listen 127.0.0.1:0 2>"$work/pipe" &
pipe=$!
servers="$servers $pipe"

address() {
    tries=0
    while ! grep -q '^listening on ' "$work/$1.log" && [ "$tries" -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    sed -n 's/^listening on //p' "$work/$1.log"
}

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# measure NAME PID: prints microseconds of CPU time for each request.
measure() {
    before=$(ticks "$2")
    wrk --threads 1 --connections 16 --duration 1s \
        "$(address "$1")/v1/calendars/jalali/dates/2026-11-22" >"$work/report"
    if grep -E 'Non-2xx|Socket errors' "$work/report" >&2; then exit 1; fi
    requests=$(sed -n 's/^ *\([0-9]*\) requests in .*/\1/p' "$work/report")
    awk -v before="$before" -v after="$(ticks "$2")" -v requests="$requests" \
        -v hertz="$(getconf CLK_TCK)" \
        'BEGIN { printf "%.3f\n", (after - before) / hertz / requests * 1e6 }'
}

median() { sort -n "$work/$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

ratio() { awk -v value="$1" -v base="$2" 'BEGIN { printf "%.3f\n", value / base }'; }

round=0
while [ "$round" -lt "$rounds" ]; do
    base=$(measure plain "$plain")
    at_warn=$(measure warn "$warn")
    on_pipe=$(measure pipe "$pipe")
    echo "$base" >>"$work/base"
    ratio "$at_warn" "$base" >>"$work/warn.ratios"
    ratio "$on_pipe" "$base" >>"$work/pipe.ratios"
    round=$((round + 1))
done

failed=0
# report NAME FILE BOUND
report() {
    median=$(median "$2")
    echo "$1: $median times plain axum, at most $3 allowed"
    awk -v median="$median" -v bound="$3" 'BEGIN { exit median > bound }' || failed=1
}
echo "plain axum: $(median base) us of CPU time for a request"
report "calreg, log at warn" warn.ratios 1.15
report "calreg, log on a pipe" pipe.ratios 1.5
exit "$failed"
