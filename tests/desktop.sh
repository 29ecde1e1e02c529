#!/bin/sh
# What desktops and shells read must be as they want it.
# Usage: tests/desktop.sh ENTRY METAINFO ICON BASH-SCRIPT ZSH-SCRIPT [MAN-PAGE]
set -u
failed=0
for tool in desktop-file-validate appstreamcli bash zsh mandoc; do
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
[ $# -lt 6 ] || check mandoc -T lint -W warning "$6"
exit $failed
