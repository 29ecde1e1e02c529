#!/bin/sh
# The scene file of README's section "Keep, share, publish" is one, and the commands there do what
# they say, in little. Usage: tests/readme.sh PROGRAM README
set -eu
program=$(realpath "$1") readme=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
export SDL_VIDEODRIVER=offscreen XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache"

section()
{
    awk '/^## Keep, share, publish/ { on = 1; next } /^## / { on = 0 } on' "$readme"
}
# block KIND: the lines of the section's blocks of that kind.
block()
{
    section | awk -v kind="$1" '$0 == "```" kind { on = 1; next } /^```$/ { on = 0 } on'
}

cd "$work"
block yaml >lecture.thalweg
grep -q '^thalweg: 1$' lecture.thalweg
ran=0
block sh >lines
while IFS= read -r line; do
    case $line in
    "thalweg lecture.thalweg") line="thalweg render lecture.thalweg -o window.png --window" ;;
    *.mp4)
        command -v ffmpeg >/dev/null || continue
        line="$line --size 160x100 --seconds 1 --fps 5" ;;
    *.webp) line="$line --size 160x100 --fps 2" ;;
    esac
    # A flag that stands twice is refused: the first of them goes.
    for flag in --size --seconds --fps; do
        case $line in
        *"$flag "*"$flag "*) line=$(printf '%s\n' "$line" | sed "s/$flag [^ ]* //") ;;
        esac
    done
    printf '%s\n' "$line" | sed "s|^thalweg|\"$program\"|" >run
    if ! sh ./run >out 2>&1; then
        echo "README: $line"
        cat out
        exit 1
    fi
    file=$(printf '%s\n' "$line" | sed -n 's/.* -o \([^ ]*\).*/\1/p')
    [ -s "$file" ] || { echo "README: $line makes no $file"; exit 1; }
    ran=$((ran + 1))
done <lines
[ "$ran" -ge 5 ] || { echo "README: only $ran commands were found"; exit 1; }
echo "$ran commands of README"
