#!/bin/sh
# Runs one libFuzzer program for FUZZ_SECONDS (15), starting from its seeds. What it finds on the
# way stays in the build folder; what breaks the program is printed in base64.
# Usage: tests/fuzz.sh PROGRAM NAME
program=$1
found=$(dirname "$program")/corpus-$2
seeds=$(dirname "$0")/corpus/$2
mkdir -p "$found"
[ -d "$seeds" ] || seeds=
exec "$program" -max_total_time="${FUZZ_SECONDS:-15}" -timeout=10 -rss_limit_mb=2048 \
    -max_len=4096 -print_final_stats=1 -artifact_prefix="$found-fault-" "$found" $seeds
