#!/bin/sh
# Whether a build is slower than another: runs benchmarks of both in turns and prints, for every
# number of every row, the best of all rounds of each and their ratio (above 1: AFTER is slower).
# Usage: tests/bench_ratio.sh [-n ROUNDS] BEFORE_BUILD AFTER_BUILD [race formula net worker lab gfx frame]
rounds=10
[ "$1" = -n ] && { rounds=$2; shift 2; }
before=$1 after=$2
[ -x "$before/tests/bench_race" ] && [ -x "$after/tests/bench_race" ] || {
    sed -n '4,5s/^# //p' "$0"
    exit 2
}
shift 2
export SDL_VIDEODRIVER=offscreen
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for bench in ${*:-race formula net worker}; do
    for round in $(seq "$rounds"); do
        "$before/tests/bench_$bench" >>"$out/before" 2>&1
        "$after/tests/bench_$bench" >>"$out/after" 2>&1
    done
    echo "== $bench, best of $rounds"
    # A row is known by its words; a number by its place in the row. A larger number is better if it
    # counts things in a second, or has no unit in the benchmark of networks.
    awk -v bench="$bench" '
        function best_of(text, side,    row, i, unit, more, key) {
            row = text; gsub(/[0-9][0-9.,]*/, "#", row)
            for (i = 1; match(text, /[0-9][0-9.,]*/); i++) {
                value = substr(text, RSTART, RLENGTH); gsub(/,/, "", value); value += 0
                text = substr(text, RSTART + RLENGTH)
                unit = text
                more = unit ~ /^ *(k )?(a second|samples|pictures|snapshots|steps\/s|new snapshots)/ ||
                    (bench == "net" && unit !~ /^ *(ms|ns|us)/ && row !~ /histograms/)
                key = row SUBSEP i
                if (!(key in seen)) { seen[key] = 1; keys[++count] = key; higher[key] = more }
                if (!((side, key) in best) || (more ? value > best[side, key] : value < best[side, key]))
                    best[side, key] = value
            }
        }
        { best_of($0, FILENAME ~ /before$/ ? 1 : 2) }
        END {
            for (k = 1; k <= count; k++) {
                key = keys[k]; a = best[1, key]; b = best[2, key]
                if (a > 0 && b > 0 && a != b) {
                    split(key, part, SUBSEP)
                    printf "%6.3f  %s %g -> %g  (number %d of: %s)\n", higher[key] ? a / b : b / a,
                        higher[key] ? "more" : "less", a, b, part[2], part[1]
                }
            }
        }' "$out/before" "$out/after"
    rm -f "$out/before" "$out/after"
done
