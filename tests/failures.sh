#!/bin/sh
# What the machine lacks is said in one line, with exit status 1, and nothing is written.
# Usage: failures.sh THALWEG
set -u
case $1 in /*) program=$1 ;; *) program=$PWD/$1 ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0

# expect TEXT COMMAND...: exits with 1 and says TEXT.
expect()
{
    text=$1
    shift
    "$@" >out 2>err </dev/null
    status=$?
    if [ "$status" != 1 ] || ! grep -q "$text" err || [ -s out ] || [ -e x.png ]; then
        echo "expected exit 1 and '$text', got exit $status and:"
        cat err
        failed=1
    fi
}

expect "OpenGL 3.3 is missing" env MESA_GL_VERSION_OVERRIDE=2.1 "$program" render -o x.png
expect "libegl-mesa0" env LIBGL_DRIVERS_PATH=/nowhere "$program" render -o x.png
expect "SDL_VIDEODRIVER is 'foo'" env DISPLAY=:99 SDL_VIDEODRIVER=foo "$program"
expect "SDL_VIDEODRIVER=dummy shows nothing" env DISPLAY=:99 SDL_VIDEODRIVER=dummy "$program"
expect "THALWEG_DATA is '/nowhere'" env THALWEG_DATA=/nowhere "$program" render -o x.png
expect "no display to open a window on" env -u DISPLAY -u WAYLAND_DISPLAY "$program"
expect "no display answers at DISPLAY=:99" env -u WAYLAND_DISPLAY DISPLAY=:99 "$program"
expect "writing failed" "$program" trace -o /dev/full
exit "$failed"
