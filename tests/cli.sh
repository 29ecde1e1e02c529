#!/bin/sh
# The command line, word for word: every command of tests/golden/cli/*.txt is run anew and what it
# says is compared with what stands there. "$ " begins a command, "! " a line of stderr, "? " the
# exit status when it is not 0. Wherever the status is 2, nothing may have been written.
# usage: cli.sh PROGRAM [--update]
set -u
program=$(realpath "$1")
update=${2-}
golden=$(realpath "$(dirname "$0")/golden/cli")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bin=$work/bin
mkdir "$bin" "$work/here"
ln -s "$program" "$bin/thalweg"
PATH=$bin:$PATH
LC_ALL=${LC_ALL-de_DE.UTF-8} # no locale may change a number
export PATH LC_ALL
failed=0

run_one()
{
    printf '$ %s\n' "$1"
    (cd "$work/here" && sh -c "$1") >"$work/out" 2>"$work/err" </dev/null
    status=$?
    cat "$work/out"
    sed 's/^/! /' "$work/err"
    if [ $status -ne 0 ]; then
        echo "? $status"
    fi
    if [ $status -eq 2 ] && [ -s "$work/out" ]; then
        echo "a mistake, and something on stdout"
    fi
    if [ $status -ne 0 ] && [ -n "$(ls -A "$work/here")" ]; then
        echo "a mistake, and files left behind: $(ls -A "$work/here")"
    fi
    rm -rf "$work/here"
    mkdir "$work/here"
}

for file in "$golden"/*.txt; do
    grep '^\$ ' "$file" | sed 's/^\$ //' >"$work/commands"
    while IFS= read -r command; do
        run_one "$command"
    done <"$work/commands" >"$work/now"
    if [ "$update" = --update ]; then
        cp "$work/now" "$file"
    elif diff -u "$file" "$work/now"; then
        echo "ok   $(basename "$file"): $(wc -l <"$work/commands") commands"
    else
        echo "FAIL $(basename "$file")"
        failed=1
    fi
done
exit $failed
