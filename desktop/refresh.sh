#!/bin/sh
# After an installation in its final place: desktops learn of the file type. Packages do it by
# triggers of their own, so nothing is done in a staging folder; without the tools nothing is lost
# but the double click.
# Usage: refresh.sh SHARE
[ -z "${DESTDIR:-}" ] || exit 0
share=$1
refresh()
{
    command -v "$1" >/dev/null 2>&1 && "$@" >/dev/null 2>&1 || :
}
refresh update-mime-database "$share/mime"
refresh update-desktop-database "$share/applications"
