#!/bin/sh
# Every word for people can be translated: string literals of src/ with a blank and a word in them
# must be marked for translation (po/keywords), or stand in words.txt, each line one that is not for
# people or not in English. And what counts something has a form for one of them.
# Usage: tests/words.sh [repository]
cd "${1:-$(dirname "$0")/..}" || exit 1
export LC_ALL=C
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
wrong=0

# What only programmers read is taken out.
mkdir "$work/bare"
find src -name '*.[ch]' | sort >"$work/files"
while read -r file; do
    mkdir -p "$work/bare/$(dirname "$file")"
    sed 's/static_assert(.*"[^"]*");//; s/assert([^;]*);//; s/^#pragma.*//; s/^#error.*//' "$file" \
        >"$work/bare/$file"
done <"$work/files"

# texts ARGUMENT...: "FILE:LINE|TEXT" of what xgettext finds, plural forms on lines of their own.
texts()
{
    (cd "$work/bare" && xgettext "$@" --no-wrap -n --from-code=UTF-8 -f "$work/files" -o - 2>/dev/null) |
        awk '
        function flush() { if (text != "") print place "|" text; text = "" }
        /^#: / { place = $2; next }
        /^msg(id|id_plural|ctxt) / { flush(); on = 1; sub(/^msg(id|id_plural|ctxt) /, "") }
        /^msgstr/ { flush(); on = 0 }
        on && /^"/ { text = text substr($0, 2, length($0) - 2) }'
}

texts $(grep -v '^--add' po/keywords) | sed 's/^[^|]*|//' | sort -u >"$work/marked"
texts -a | awk -v marked="$work/marked" -v excepted=tests/words.txt '
    BEGIN {
        while ((getline line < marked) > 0) known[line] = 1
        while ((getline line < excepted) > 0) known[line] = allowed[line] = 1
    }
    {
        place = substr($0, 1, index($0, "|") - 1)
        text = substr($0, index($0, "|") + 1)
        delete allowed[text]
        if (text in known || text !~ / /) next
        if (place ~ /^src\/io\/torch_/) next # the words of Python; reasons for people are in fail()
        # command lines to copy, and spec strings: "spiral noise=0.1 n=400"
        if (text ~ /^layers=/) next
        if (text ~ /^(thalweg .*)?--[a-z]+ / || text ~ /^thalweg .*--/ || text ~ /^[a-z]+( [a-z0-9_]+=[^ ]+)+$/) next
        plain = text
        gsub(/%[-+ #0-9.*]*[a-z]+|\\n/, " ", plain)
        count = split(plain, words, / +/)
        for (i = 1; i <= count; i++) {
            if (words[i] ~ /^[("'\''`\\]*[A-Za-z]?[a-z][a-z]+['\''’a-z-]*[])".,;:!?'\''`]*$/) {
                print place ": not marked: \"" text "\""
                break
            }
        }
    }
    END { for (text in allowed) if (text != "" && text !~ /^#/) print "words.txt: nowhere: " text }
' >"$work/unmarked"
if [ -s "$work/unmarked" ]; then
    sort "$work/unmarked"
    wrong=1
fi

# "%d units" through tr() would say "1 units": such texts need tr_n(). Where it cannot be one, the
# text says so by the words before it: "at most %d units".
texts --keyword --keyword=tr --keyword=N_ --keyword=fail:2 --keyword=fail_at:3 |
    awk -v excepted=tests/words.txt '
    BEGIN { while ((getline line < excepted) > 0) known[line] = 1 }
    {
        sub(/^[^|]*[|]/, "")
        plain = $0
        gsub(/(at most|more than|longer than|to|of|x|×) %[a-z]*[du]/, "", plain)
        gsub(/%[a-z]*[du] (is|has|sides)/, "", plain)
        if (!($0 in known) && plain ~ /%[lz]?[du] [a-z]+s([^a-z]|$)/)
            print "of one, too? use tr_n or fail_n: " $0
    }' >"$work/counting"
if [ -s "$work/counting" ]; then
    sort -u "$work/counting"
    wrong=1
fi
if grep -nE '\? "" : "e?s"|\? "e?s" : ""' -r src; then
    echo "a plural is more than a letter in English: use tr_n or fail_n"
    wrong=1
fi
exit $wrong
