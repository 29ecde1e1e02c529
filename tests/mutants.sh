#!/bin/sh
# Do the tests see? Every row of mutants.txt is a deliberate mistake of one line; each must fail one
# of the tests that the row names. Says which survive. Not part of script/test: it takes a while.
# Usage: tests/mutants.sh [--check | PART]
#   --check: only whether every row finds its line;  PART: rows that have this text in them
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
table=$root/tests/mutants.txt
only=${1-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
survived=0 killed=0 taste=0 wrong=0

# A tree of its own, so that nothing of yours is touched.
mkdir "$work/tree"
(cd "$root" && tar cf - --exclude=./build --exclude=./.git .) | tar xf - -C "$work/tree"
cd "$work/tree" || exit 1

# place TEXT: the one line of src that has it, as FILE:LINE.
place()
{
    found=$(grep -rnF -- "$1" src | cut -d: -f1,2)
    [ "$(echo "$found" | grep -c .)" = 1 ] && echo "$found"
}

# change FILE LINE TEXT REPLACEMENT: the first TEXT of that line.
change()
{
    line=$2 text=$3 with=$4 awk '
        NR == ENVIRON["line"] {
            at = index($0, ENVIRON["text"])
            $0 = substr($0, 1, at - 1) ENVIRON["with"] substr($0, at + length(ENVIRON["text"]))
        }
        { print }' "$1" >"$work/changed" && cp "$work/changed" "$1"
}

build_folder()
{
    [ -d "$1" ] && return
    case $1 in
    build/race)
        CC=${CC:-gcc} meson setup "$1" --buildtype=debugoptimized -Db_sanitize=thread \
            -Db_lundef=false -Dtests=disabled >/dev/null ;;
    *) CC=${CC:-gcc} meson setup "$1" --buildtype=debugoptimized -Dtests=enabled >/dev/null ;;
    esac
}

# fails_one TEST...: whether one of the tests notices (a mistake that does not compile counts).
fails_one()
{
    for test; do
        folder=build/plain targets="thalweg tests/test_${test%_longer}"
        case $test in
        race_*) folder=build/race targets=tests/$test ;;
        cli_texts | train_program | diagnose_program | output | failures | layers | complete_bash)
            targets="thalweg" ;;
        parity_* | replay_*) targets="tests/$test" ;;
        esac
        build_folder "$folder"
        ninja -C "$folder" $targets >"$work/log" 2>&1 || return 0
        timeout 300 meson test -C "$folder" --no-rebuild "$test" >"$work/log" 2>&1 || return 0
    done
    return 1
}

while IFS= read -r row; do
    case $row in '' | '#'*) continue ;; esac
    case $row in *"$only"*) ;; *) [ "$only" = --check ] || continue ;; esac
    tests=${row%% @@ *} rest=${row#* @@ }
    text=${rest%% @@ *} rest=${rest#* @@ }
    with=${rest%% @@ *} reason=
    case $rest in *" @@ "*) reason=${rest#* @@ } ;; esac
    where=$(place "$text") || {
        echo "wrong    '$text' is not exactly one line"
        wrong=$((wrong + 1))
        continue
    }
    for test in $tests; do
        [ -f "tests/test_${test%_longer}.c" ] || [ -f "tests/test_${test%_double}.c" ] ||
            [ -f "tests/$test.c" ] ||
            [ -f "tests/fuzz_${test#replay_}.c" ] || grep -q "'$test'" tests/meson.build || {
            echo "wrong    there is no test '$test'"
            wrong=$((wrong + 1))
        }
    done
    [ "$only" = --check ] && continue
    file=${where%%:*} line=${where#*:}
    cp "$file" "$work/kept"
    change "$file" "$line" "$text" "$with"
    if fails_one $tests; then
        killed=$((killed + 1))
        echo "killed   $where: $text -> $with"
    elif [ "$reason" ]; then
        taste=$((taste + 1))
        echo "taste    $where: $text -> $with ($reason)"
    else
        survived=$((survived + 1))
        echo "SURVIVED $where: $text -> $with"
    fi
    cp "$work/kept" "$file"
done <"$table"
echo "$killed killed, $taste matters of taste, $survived survived, $wrong rows without their line"
[ $((survived + wrong)) = 0 ]
