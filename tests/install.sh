#!/bin/sh
# The installed program must need nothing of the source: a copy of it is built, installed and
# deleted, and the program run from another folder.
# Usage: tests/install.sh
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

mkdir "$work/source" "$work/elsewhere"
(cd "$root" && tar -cf - --exclude=./build --exclude='./build-*' --exclude=./.git .) |
    tar -xf - -C "$work/source"
meson setup "$work/build" "$work/source" --prefix="$work/usr" --buildtype=release \
    -Dtests=disabled --werror >"$work/log" 2>&1 &&
    ninja -C "$work/build" -j "${JOBS:-2}" >>"$work/log" 2>&1 &&
    meson install -C "$work/build" --no-rebuild >>"$work/log" 2>&1 &&
    DESTDIR=$work/stage meson install -C "$work/build" --no-rebuild >>"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }

share=$work/usr/share/thalweg
for folder in shaders assets; do
    find "$root/$folder" -type f | while read -r file; do
        [ -f "$share/${file#"$root"/}" ] || { echo "not installed: ${file#"$root"/}"; exit 1; }
    done
done
for file in bin/thalweg share/man/man1/thalweg.1 share/man/ko/man1/thalweg.1 share/locale/ko/LC_MESSAGES/thalweg.mo share/applications/thalweg.desktop \
    share/metainfo/local.thalweg.thalweg.metainfo.xml share/icons/hicolor/scalable/apps/thalweg.svg \
    share/mime/packages/thalweg.xml share/icons/hicolor/scalable/mimetypes/application-x-thalweg.svg \
    share/bash-completion/completions/thalweg share/zsh/site-functions/_thalweg; do
    [ -s "$work/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done
# A package maker's staging folder gets the same files, but what desktops make of them.
made='^\./share/(mime/|applications/mimeinfo)'
(cd "$work/usr" && find . -type f | grep -Ev "$made" | sort) >"$work/installed"
(cd "$work/stage$work/usr" && find . -type f | grep -Ev "$made" | sort) >"$work/staged"
cmp "$work/installed" "$work/staged"

rm -rf "$work/source" "$work/build"
cd "$work/elsewhere"
thalweg=$work/usr/bin/thalweg
unset DISPLAY WAYLAND_DISPLAY
"$thalweg" --version | grep -Eq '[0-9]+\.[0-9]+\.[0-9]+' || { echo "--version says nothing"; exit 1; }
"$thalweg" render --relief both -o picture.png
[ "$(head -c 8 picture.png | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] ||
    { echo "render wrote no PNG"; exit 1; }
[ "$(ls)" = picture.png ] || { echo "render left more than its picture: $(ls)"; exit 1; }
