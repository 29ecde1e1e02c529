#!/bin/sh
# No two .c files know each other, not even by way of others: what a file calls or reads lies in
# files that never come back to it. Read from the objects: who defines a symbol, who leaves it open.
# A file that is compiled several times (kernels) counts as one.
# Usage: tests/cycles.sh BUILD
cd "$1" || exit 2
objects=$(find . -path './tests' -prune -o -name 'src_*.c.o' -print)
[ "$(echo "$objects" | wc -l)" -gt 100 ] || { echo "no objects below $1"; exit 2; }

# "symbol D file" and "symbol U file"; `nm -P -A` writes "object: symbol type value size".
symbols=$(nm -P -A -g $objects | awk '{
    file = $1; sub(/:$/, "", file); sub(/.*\//, "", file); sub(/\.o$/, "", file)
    print $2, ($3 == "U" || $3 == "w" || $3 == "v") ? "U" : "D", file
}' | sort -u)

echo "$symbols" | awk '
    $2 == "D" { at[$1] = $1 in at && at[$1] != $3 ? at[$1] " " $3 : $3 }
    { type[NR] = $2; name[NR] = $1; file[NR] = $3 }
    END {
        for (i = 1; i <= NR; i++) {
            count = type[i] == "U" && name[i] in at ? split(at[name[i]], homes, " ") : 0
            for (k = 1; k <= count; k++) {
                if (homes[k] != file[i]) {
                    print file[i], homes[k]
                }
            }
        }
    }' | sort -u >cycles.$$
tsort cycles.$$ 2>cycles.$$.loops >/dev/null
wrong=$(grep -c 'loop' cycles.$$.loops)
# tsort writes each loop as a line of its own and the files that make it.
sed -n 's/^tsort: //p' cycles.$$.loops | sed 's/.*input contains a loop:/in a circle:/; s/^src_/  src_/'
edges=$(wc -l <cycles.$$)
rm -f cycles.$$ cycles.$$.loops
[ "$edges" -gt 300 ] || { echo "only $edges arrows found: the objects were not understood"; exit 2; }
[ "$wrong" -eq 0 ]
