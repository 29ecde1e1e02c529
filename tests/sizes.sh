#!/bin/sh
# A file holds one idea: no .c of the program over 400 lines, no header over 200.
# Usage: tests/sizes.sh [repository]
cd "${1:-$(dirname "$0")/..}" || exit 2
find src -name '*.[ch]' | sort | xargs wc -l | awk '
    $2 ~ /\.c$/ && $1 > 400 { print $2 " has " $1 " lines; 400 is the most"; wrong = 1 }
    $2 ~ /\.h$/ && $1 > 200 { print $2 " has " $1 " lines; 200 is the most"; wrong = 1 }
    $2 ~ /\.[ch]$/ { files++ }
    END { if (files < 100) { print "only " files + 0 " files found"; wrong = 1 } exit wrong }'
