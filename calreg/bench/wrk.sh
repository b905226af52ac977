#!/bin/sh
# Loads the release server with wrk over the loopback interface. Fails on a response other than
# 2xx, a socket error, or an unclean exit of the server.
#
#   calreg/bench/wrk.sh [SECONDS] [CONNECTIONS]
#
# Needs wrk (Debian package `wrk`). Respects CARGO_TARGET_DIR.
set -eu

seconds=${1:-10}
connections=${2:-64}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/../.."

command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }
cargo build --quiet --release -p calreg
binary=${CARGO_TARGET_DIR:-target}/release/calreg

work=$(mktemp -d)
server=
cleanup() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

"$binary" serve --listen 127.0.0.1:0 --log warn 2>"$work/log" &
server=$!
url=
tries=0
while [ -z "$url" ] && [ "$tries" -lt 100 ]; do
    sleep 0.1
    url=$(sed -n 's/^listening on //p' "$work/log")
    tries=$((tries + 1))
done
[ -n "$url" ] || { cat "$work/log" >&2; exit 1; }

wrk --threads 2 --connections "$connections" --duration "${seconds}s" --latency \
    --script "$here/paths.lua" "$url" | tee "$work/report"

failed=0
if grep -E 'Non-2xx|Socket errors' "$work/report" >/dev/null; then
    echo "some requests failed" >&2
    failed=1
fi
grep -E '^ +[1-9][0-9]* requests in ' "$work/report" >/dev/null || { echo "no requests" >&2; failed=1; }

kill -TERM "$server"
wait "$server" || { echo "the server failed" >&2; failed=1; }
server=
if [ "$(wc -l <"$work/log")" -ne 1 ]; then
    echo "the server logged warnings:" >&2
    cat "$work/log" >&2
    failed=1
fi
exit "$failed"
