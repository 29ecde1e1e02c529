#!/bin/sh
# Two builds of the program do the same. Both run every command of same.txt, each in a folder of
# its own with the same small files to read, and what they print, their exit status and all they
# write must agree byte for byte: also pictures, for both draw them on the same machine.
# Usage: same.sh [-k PATTERN] BEFORE AFTER [DIFFERENT]
#   BEFORE, AFTER  two programs, each with its own shaders
#   -k PATTERN     only the commands in which grep finds PATTERN
#   DIFFERENT      a file: the commands whose outcome is meant to change, one a line, each as it
#                  stands in same.txt or as the number of its line there
set -u
table=$(dirname "$0")/same.txt
pattern=''
before='' after='' different=/dev/null

usage()
{
    sed -n 's/^# Usage: /usage: /p' "$0" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
    -k) [ $# -gt 1 ] || usage
        pattern=$2
        shift ;;
    -*) usage ;;
    *) if [ ! "$before" ]; then before=$1
        elif [ ! "$after" ]; then after=$1
        elif [ "$different" = /dev/null ]; then different=$1
        else usage; fi ;;
    esac
    shift
done
[ "$after" ] || usage
for program in "$before" "$after"; do
    if [ ! -f "$program" ] || [ ! -x "$program" ]; then
        echo "same.sh: '$program' is no program" >&2
        exit 2
    fi
done
if [ ! -r "$different" ]; then
    echo "same.sh: cannot read '$different'" >&2
    exit 2
fi
before=$(realpath "$before")
after=$(realpath "$after")
work=$(mktemp -d)
kept=''
trap '[ "$kept" ] || rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
XDG_CONFIG_HOME=$work/config # settings of one's own change no picture
LC_ALL=${LC_ALL-de_DE.UTF-8} # no locale may change a number
export XDG_CONFIG_HOME LC_ALL
unset THALWEG_DATA            # each finds its own shaders
unset DISPLAY WAYLAND_DISPLAY # and none opens a window

# Files of data, good ones and bad ones, in the folder where a command runs.
inputs()
{
    awk 'BEGIN { for (i = 0; i < 40; i++) printf "%g,%g,%s\n", cos(i), sin(2 * i),
                     i % 3 ? "near" : "far" }' >classes.csv
    awk 'BEGIN { print "width;height;price"; for (i = 0; i < 30; i++)
                     printf "%d.5;%d;%d.25\n", i, i % 7, i * i % 11 }' >values.csv
    printf '1,2,a\n3,x,b\n' >letter.csv
    printf '0,5;a\n1,5;b\n' >comma.csv
    printf '1,2,a\n3,b\n' >short.csv
    printf '1,2,a\n3,4,a\n' >one_class.csv
    printf '1,"2,a\n' >quote.csv
    printf '1,1e999,a\n2,3,b\n' >huge.csv
    printf '\037\213\010\0' >packed.csv
    printf '1\0002' >bytes.csv
    : >empty.csv
    {
        printf '\0\0\010\003\0\0\0\010\0\0\0\002\0\0\0\002'
        printf '\0\377\0\377\377\0\377\0\0\377\0\377\377\0\377\0'
        printf '\0\200\0\377\200\0\377\0\0\377\0\200\377\0\200\0'
    } >images
    printf '\0\0\010\001\0\0\0\010\0\001\0\001\0\001\0\001' >labels
    printf '\0\0\010\001\0\0\0\004\0\001\0\001' >four_labels
    head -c 30 images >half
}

# run FOLDER PROGRAM ARGUMENTS: the arguments are words of the shell.
run()
{
    cd "$1/here" || exit 1
    inputs
    eval "timeout 120 \"\$2\" $3" >../stdout 2>../stderr </dev/null
    echo $? >../status
}

meant_to_differ()
{
    grep -qxF -e "$1" "$different" || grep -qx -e "$2" "$different"
}

# "12:eval --formula x", with the number of the line in the table.
grep -n '^[^#]' "$table" >"$work/all"
sed 's/^[0-9]*://' "$work/all" | grep -n -e "$pattern" | sed 's/:.*//' >"$work/chosen"
if [ ! -s "$work/chosen" ]; then
    echo "same.sh: no command has '$pattern' in it" >&2
    exit 2
fi
same=0 differ=0 meant=0
while IFS= read -r row <&3; do
    number=${row%%:*}
    line=${row#*:}
    here=$work/$number
    mkdir -p "$here/before/here" "$here/after/here"
    (run "$here/before" "$before" "$line") &
    (run "$here/after" "$after" "$line")
    wait
    if diff -r "$here/before" "$here/after" >"$work/diff" 2>&1; then
        same=$((same + 1))
        if meant_to_differ "$line" "$number"; then
            echo "$number: is meant to differ, but is the same: $line"
        fi
        rm -rf "$here"
    elif meant_to_differ "$line" "$number"; then
        meant=$((meant + 1))
        rm -rf "$here"
    else
        differ=$((differ + 1))
        kept=yes
        printf '%s: %s\n' "$number" "$line"
        sed "s|$work/||g; s/^/    /" "$work/diff" | head -n 5
    fi
done 3<<ROWS
$(awk 'NR == FNR { chosen[$1]; next } FNR in chosen' "$work/chosen" "$work/all")
ROWS
[ "$meant" -eq 0 ] || echo "$meant differ as they are meant to"
[ ! "$kept" ] || echo "what differs is kept in $work"
echo "$same the same, $differ differ"
[ "$differ" -eq 0 ]
