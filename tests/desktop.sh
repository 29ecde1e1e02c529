#!/bin/sh
# What desktops and shells read must be as they want it.
# Usage: tests/desktop.sh ENTRY METAINFO ICON BASH-SCRIPT ZSH-SCRIPT MIME-TYPE MIME-ICON [MAN-PAGE
#   MAN-PAGE-IN-KOREAN]
set -u
failed=0
for tool in desktop-file-validate appstreamcli bash zsh mandoc update-mime-database; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done

# check COMMAND...: must succeed and say nothing worse than "information".
check()
{
    "$@" || { echo "failed: $*"; failed=1; }
}

# From version 1.0 on a missing homepage is a warning; there is none yet.
metainfo_is_valid()
{
    appstreamcli validate --no-net --override=url-homepage-missing=info "$1" >/dev/null 2>&1 ||
        appstreamcli validate --no-net --explain "$1"
}

metainfo=$2
# tag NAME: what stands between these tags, a line each.
tag()
{
    sed -n "s|.*<$1[^>]*>\\(.*\\)</$1>.*|\\1|p" "$metainfo"
}

check desktop-file-validate "$1"
check metainfo_is_valid "$2"
# Each names the others by their files.
check [ "$(sed -n 's/^Icon=//p' "$1").svg" = "$(basename "$3")" ]
check [ "$(tag launchable)" = "$(basename "$1")" ]
check [ "$(tag id).metainfo.xml" = "$(basename "$2")" ]
check [ "$(tag category)" = "$(sed -n 's/^Categories=//p' "$1" | tr -s ';' '\n')" ]
check bash -n "$4"
check zsh -n "$5"
# A build that cannot run the program has no man page.
[ $# -lt 8 ] || check mandoc -T lint -W warning "$8"
if [ $# -ge 9 ]; then
    check mandoc -T lint -W warning "$9"
    # In Korean, with the same items, and as wide as a terminal.
    check [ "$(grep -c '^\.TP' "$8")" = "$(grep -c '^\.TP' "$9")" ]
    mandoc -T utf8 "$9" | col -b | grep -q '이름' || { echo "the Korean man page is not Korean"; failed=1; }
fi
grep -q '^GenericName\[ko\]=' "$1" || { echo "no Korean name in $1"; failed=1; }
grep -q 'xml:lang="ko"' "$2" || { echo "no Korean in $2"; failed=1; }
grep -q 'xml:lang="ko"' "$6" || { echo "no Korean in $6"; failed=1; }

# The file type is known by name and by its first bytes, opened by the program and has a picture.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/mime/packages"
cp "$6" "$work/mime/packages"
check update-mime-database "$work/mime" 2>"$work/said"
type=$(sed -n 's/.*<mime-type type="\([^"]*\)".*/\1/p' "$6")
check grep -qx "50:$type:\*.thalweg" "$work/mime/globs2"
check grep -qa "^\[60:$type\]" "$work/mime/magic"
check grep -qx "$type application/x-yaml" "$work/mime/subclasses"
check [ "$(sed -n 's/^MimeType=//p' "$1")" = "$type;" ]
check [ "$(tag mediatype)" = "$type" ]
check grep -qx 'Exec=thalweg %f' "$1"
check [ "$(echo "$type" | tr / -).svg" = "$(basename "$7")" ]
if command -v gio >/dev/null; then
    printf 'thalweg: 1\nscene:\n' >"$work/a.thalweg"
    cp "$work/a.thalweg" "$work/nameless"
    for file in a.thalweg nameless; do
        check [ "$(XDG_DATA_HOME=$work XDG_DATA_DIRS=/usr/share gio info -a standard::content-type \
            "$work/$file" | sed -n 's/.*content-type: //p')" = "$type" ]
    done
fi
exit $failed
