#!/bin/sh
# Loads the release server with wrk until it has answered a number of requests, and fails if its
# memory grows: the resident memory at the end may exceed that after a tenth of the requests by 10 %.
# Each request is logged, half of the paths are errors, and connections come and go.
#
#   calreg/bench/soak.sh [REQUESTS]
#
# 10 million by default. Needs Linux and wrk (Debian package `wrk`). Respects CARGO_TARGET_DIR.
set -eu

requests=${1:-10000000}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."

command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }
cargo build --quiet --release -p calreg
work=$(mktemp -d)
server=
cleanup() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

mkfifo "$work/pipe"
{ head -n 1 >"$work/log"; cat >/dev/null; } <"$work/pipe" &
"${CARGO_TARGET_DIR:-target}/release/calreg" serve --listen 127.0.0.1:0 2>"$work/pipe" &
server=$!
url=
tries=0
while [ -z "$url" ] && [ "$tries" -lt 100 ]; do
    sleep 0.1
    url=$(sed -n 's/^listening on //p' "$work/log")
    tries=$((tries + 1))
done
[ -n "$url" ] || { echo "the server did not start" >&2; exit 1; }

resident() { awk '/^VmRSS/ { print $2 }' "/proc/$server/status"; }

answered=0
first=
while [ "$answered" -lt "$requests" ]; do
    wrk --threads 2 --connections 64 --duration 5s --script "$here/soak.lua" "$url" >"$work/report"
    if grep 'Socket errors' "$work/report" >&2; then exit 1; fi
    round=$(sed -n 's/^ *\([0-9]*\) requests in .*/\1/p' "$work/report")
    answered=$((answered + round))
    echo "$answered requests, $(resident) kB"
    if [ -z "$first" ] && [ "$answered" -ge $((requests / 10)) ]; then first=$(resident); fi
done
last=$(resident)
kill -TERM "$server"
wait "$server" || { echo "the server failed" >&2; exit 1; }
server=
echo "$first kB after a tenth of $answered requests, $last kB at the end"
[ "$last" -le $((first + first / 10)) ]
