#!/bin/sh
# Every network of the table gets the two judgements that its numbers deserve. Where rounding, which
# differs between processors and builds, decides on a knife's edge, the table has two keys: "a/b".
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
    case "/$signal/" in */"${said%,*}"/*) signal_fits=1 ;; *) signal_fits=0 ;; esac
    case "/$learning/" in */"${said#*,}"/*) learning_fits=1 ;; *) learning_fits=0 ;; esac
    if [ "$signal_fits$learning_fits" != 11 ]; then
        printf 'FAIL %s, not %s,%s: %s\n     %s\n     %s\n' "$said" "$signal" "$learning" "$flags" "$why" "$row"
        failed=1
    fi
done <"$lines"
echo "$cases cases"
[ "$cases" -ge 50 ] || failed=1
exit $failed
