#!/bin/sh
# The Korean catalogue is whole: what msgfmt checks, nothing left out or doubtful, and the words of
# korean.txt throughout.
# Usage: tests/korean.sh [repository]
cd "${1:-$(dirname "$0")/..}" || exit 1
export LC_ALL=C.UTF-8
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
wrong=0

msgfmt --check --output-file=/dev/null po/ko.po || wrong=1
msgmerge --quiet --no-fuzzy-matching --output-file="$work/merged.po" po/ko.po po/thalweg.pot || wrong=1
msgattrib --untranslated --no-obsolete "$work/merged.po" >"$work/missing" &&
    msgattrib --only-fuzzy --no-obsolete po/ko.po >>"$work/missing"
if grep -q '^msgid' "$work/missing"; then
    echo "not translated, or doubtful:"
    grep -v '^#' "$work/missing" | grep '^msgid' | head -20
    wrong=1
fi

# "english<TAB>korean", a line for each text.
msgcat --no-wrap --no-location "$work/merged.po" | awk '
    function flush() { if (id != "") print id "\t" str; id = str = "" }
    /^#/ { next }
    /^$/ { flush(); on = ""; next }
    /^msgctxt / { on = ""; next }
    /^msgid / { on = "id"; sub(/^msgid /, "") }
    /^msgid_plural / { on = "id"; sub(/^msgid_plural /, "") }
    /^msgstr/ { on = "str"; sub(/^msgstr(\[[0-9]\])? /, "") }
    on == "id" { id = id substr($0, 2, length($0) - 2) }
    on == "str" { str = str substr($0, 2, length($0) - 2) }
    END { flush() }' >"$work/texts"
awk -F'\t' '
    NR == FNR {
        if ($0 ~ /^#/ || $0 == "") next
        if ($0 ~ /^!/) { allowed[substr($0, 2)] = 1; next }
        terms[++count] = $0
        next
    }
    {
        lower = " " tolower($1) " "
        for (i = 1; i <= count; i++) {
            n = split(terms[i], words, "|")
            at = index(lower, tolower(words[1]))
            before = substr(lower, at - 1, 1)
            behind = substr(lower, at + length(words[1]), 2)
            if (!at || before ~ /[a-z_=-]/ || behind !~ /^(s?[^a-z_=-]|s )/) continue
            said = index($2, tolower(words[1])) # a key
            for (k = 2; k <= n; k++) said = said || index($2, words[k])
            if (!said && !($1 in allowed)) print words[1] ": " $1 "\n    " $2
        }
    }' tests/korean.txt "$work/texts" >"$work/terms"
if [ -s "$work/terms" ]; then
    cat "$work/terms"
    wrong=1
fi
exit $wrong
