#!/bin/sh
# Every network of the table gets the two judgements that its numbers deserve.
# usage: diagnose.sh PROGRAM TABLE
set -u
program=$(realpath "$1")
table=$(realpath "$2")
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
failed=0
cases=0

grep -v '^#' "$table" >"$lines"
while IFS='|' read -r signal learning flags why; do
    row=$(eval "\"$program\" diagnose $flags" 2>/dev/null | sed -n 2p)
    # network,name,step,signal,learning,detail: names of these have no commas
    said=$(printf '%s\n' "$row" | sed 's/"[^"]*"/name/' | cut -d, -f4,5)
    cases=$((cases + 1))
    if [ "$said" != "$signal,$learning" ]; then
        printf 'FAIL %s, not %s,%s: %s\n     %s\n     %s\n' "$said" "$signal" "$learning" "$flags" "$why" "$row"
        failed=1
    fi
done <"$lines"
echo "$cases cases"
[ "$cases" -ge 50 ] || failed=1
exit $failed
