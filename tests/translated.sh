#!/bin/sh
# A document in another language is the whole document: as many headings, rows and pictures in the
# same order, the same code, and the window's words as the window says them in that language.
# Usage: tests/translated.sh DOCUMENT TRANSLATED [LANGUAGE.po]
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# What must be the same: of text the kind of line alone, of code all but comments and quoted names.
skeleton()
{
    awk '
        /^```/ { code = !code; print; next }
        code { sub(/ +# .*$/, ""); gsub(/name="[^"]*"/, "name"); print; next }
        /^#+ / { print $1; next }
        /^\|/ { print "|"; next }
        /^!\[/ { sub(/.*[(\/]/, ""); print "picture " $0; next }
        /^([0-9]+\.|-) / { print $1 }
    ' "$1"
}
skeleton "$1" >"$work/english"
skeleton "$2" >"$work/translated"
diff -u "$work/english" "$work/translated" || { echo "$2 is not the whole of $1"; exit 1; }

folder=$(dirname "$2")
sed -n 's/^!\[.*\](\(.*\))$/\1/p' "$2" | while IFS= read -r picture; do
    [ -s "$folder/$picture" ] || { echo "$2: there is no picture $picture"; exit 1; }
done

[ $# -ge 3 ] || exit 0
# *So* stands in README what the window says; these are README's own words and names that one gives.
own='Adam 0.1|Adam 0.3|digits|꾸준히|신호|학습|필요한'
msgcat --no-wrap "$3" | sed -n 's/^msgstr\(\[0\]\)\{0,1\} "\(.*\)"$/\2/p' |
    sed 's/  (.*)$//; s/…$//' | sort -u >"$work/window"
awk '/^```/ { code = !code; next } !code' "$2" | tr '\n' ' ' | sed 's/`[^`]*`//g; s/\*\*[^*]*\*\*//g' |
    grep -o '\*[^*]*\*' | tr -d '*' | sort -u | grep -vxE "$own" >"$work/said"
[ "$(wc -l <"$work/said")" -ge 20 ] || { echo "$2: too few of the window's words"; exit 1; }
grep -vxFf "$work/window" "$work/said" >"$work/unknown" || exit 0
sed "s|^|$2: the window does not say |" "$work/unknown"
exit 1
