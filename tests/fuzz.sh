#!/bin/sh
# Runs one libFuzzer program for FUZZ_SECONDS (15), starting from its seeds, with the words of its
# dictionaries. What it finds on the way stays in the build folder; what breaks the program is
# printed in base64.
# Usage: tests/fuzz.sh PROGRAM NAME DICTIONARY...
program=$1 name=$2
shift 2
found=$(dirname "$program")/corpus-$name
seeds=$(dirname "$0")/corpus/$name
mkdir -p "$found"
cat "$@" >"$found.dict"
exec "$program" -max_total_time="${FUZZ_SECONDS:-15}" -timeout=10 -rss_limit_mb=2048 \
    -max_len=4096 -print_final_stats=1 -dict="$found.dict" -artifact_prefix="$found-fault-" \
    "$found" "$seeds"
