#!/bin/sh
# SIGTERM, SIGINT and closing the window keep the settings alike, and the first window fits the
# screen. What is asked for, or is not, does not change what the user likes to see: the surface.
# Needs Xvfb; skipped without.
# Usage: signals.sh PROGRAM
set -u
program=$(realpath "$1")
command -v Xvfb >/dev/null || exit 77
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
# The server picks a free number and tells it.
Xvfb -displayfd 3 -screen 0 1000x700x24 -nolisten tcp 3>"$folder/number" 2>/dev/null &
server=$!
tries=0
while [ ! -s "$folder/number" ] && [ $tries -lt 200 ]; do
    sleep 0.05
    tries=$((tries + 1))
done
[ -s "$folder/number" ] || exit 77
DISPLAY=:$(cat "$folder/number")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
# With a window manager there is a frame to fit as well.
frame=0
if command -v openbox >/dev/null; then
    openbox >/dev/null 2>&1 &
    manager=$!
    trap 'kill "$manager" "$server" 2>/dev/null; rm -rf "$folder"' EXIT
    sleep 1
    frame=20
fi
failed=0
for signal in TERM INT; do
    XDG_CONFIG_HOME=$folder/$signal
    export XDG_CONFIG_HOME
    mkdir -p "$XDG_CONFIG_HOME/thalweg"
    echo "relief: both" >"$XDG_CONFIG_HOME/thalweg/settings.yaml"
    scene= relief=both
    [ $signal = TERM ] || scene="--landscape beale --relief off"
    # A shell's background job ignores SIGINT, which would be passed on: env restores it.
    env --default-signal=INT "$program" $scene >"$folder/out" 2>&1 &
    window=$!
    sleep 2
    kill -s $signal $window
    wait $window
    status=$?
    if ! grep -q "^theme: " "$XDG_CONFIG_HOME/thalweg/settings.yaml"; then
        echo "SIG$signal: no settings were kept (exit status $status)" >&2
        cat "$folder/out" >&2
        failed=1
    elif [ $status -le 128 ]; then
        echo "SIG$signal: the program ends with $status, not by the signal" >&2
        failed=1
    fi
    if ! grep -q "^relief: $relief$" "$XDG_CONFIG_HOME/thalweg/settings.yaml"; then
        echo "thalweg $scene: kept is $(grep relief "$XDG_CONFIG_HOME/thalweg/settings.yaml")" >&2
        failed=1
    fi
    kept=$XDG_CONFIG_HOME/thalweg/settings.yaml
    width=$(sed -n 's/^width: //p' "$kept") height=$(sed -n 's/^height: //p' "$kept")
    if [ "${width:-9999}" -gt 1000 ] || [ "${height:-9999}" -gt $((700 - frame)) ]; then
        echo "the first window has ${width:-no} x ${height:-no} pixels on a screen of 1000x700" >&2
        failed=1
    fi
done
# libX11 ends a program whose driver is missing; what is missing is said all the same.
LIBGL_DRIVERS_PATH=/nowhere XDG_CONFIG_HOME=$folder "$program" >"$folder/out" 2>&1
if [ $? != 1 ] || ! grep -q "OpenGL 3.3 is missing" "$folder/out"; then
    echo "a missing driver is not said:" >&2
    cat "$folder/out" >&2
    failed=1
fi
exit $failed
