#!/bin/sh
# Arrows only point down: every include written "layer/file.h" in src/ must name the file's own
# layer or one that LAYERS allows it, the same for the folders of a layer (FOLDERS), and what has no
# window stays free of window libraries.
# Usage: tests/layers.sh [repository]
self=$(cd "$(dirname "$0")" && pwd)/layers.sh
cd "${1:-$(dirname "$0")/..}" || exit 1
wrong=0

# offending WHERE PATTERN WHY: prints the lines of WHERE that match, and remembers there were some.
offending()
{
    lines=$(grep -nE "$2" $1 /dev/null) || return 0
    printf '%s\n' "$lines" | sed "s|\$|    <- $3|"
    wrong=1
}

while read -r layer allowed; do
    files=$(find "src/$layer" -name '*.[ch]' | sort)
    [ -n "$files" ] || { echo "src/$layer has no files"; wrong=1; continue; }
    may=$(echo "$layer $allowed" | tr ' ' '|')
    # Every quoted include that does not begin with an allowed layer.
    lines=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' $files /dev/null |
        grep -vE "include[[:space:]]*\"($may)/")
    if [ -n "$lines" ]; then
        printf '%s\n' "$lines" | sed "s|\$|    <- $layer may include: ${allowed:-nothing} and itself|"
        wrong=1
    fi
    [ "$layer" = gfx ] || offending "$files" '(^|[^A-Za-z0-9_])gl[A-Z][A-Za-z0-9]*[[:space:]]*\(' \
        "OpenGL is called in gfx alone"
    case $layer in
    gfx | app) ;;
    *) offending "$files" 'include[[:space:]]*<(SDL|GL/|GLES|EGL/|KHR/|epoxy/|fontconfig/|X11/)' \
        "$layer has no window" ;;
    esac
done <<LAYERS
base
model base
sim base model
draw base
io base model sim draw
gfx base draw
ui base draw
cli base model sim draw io
app base model sim draw io gfx ui
LAYERS

# A folder of a layer: which of the same layer's folders it may include besides itself ("." are the
# files that lie beside the folders). Whatever else lies in app is a room, and knows no other.
rooms=$(cd src/app && ls -d */ | grep -vxE '(parts|shell)/' | sed 's|\(.*\)/$|app/\1 app/parts app/shell|')
while read -r folder allowed; do
    layer=${folder%%/*}
    may=$(for a in $folder $allowed; do
        [ "$a" = . ] && echo "$layer/[a-z_]*\.h" || echo "$a/"
    done | tr '\n' '|' | sed 's/|$//')
    lines=$(grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*\"$layer/" "src/$folder"/*.[ch] /dev/null |
        grep -vE "include[[:space:]]*\"($may)")
    if [ -n "$lines" ]; then
        printf '%s\n' "$lines" | sed "s|\$|    <- src/$folder may include of its layer: ${allowed:-nothing} and itself|"
        wrong=1
    fi
done <<FOLDERS
model/formula .
model/optim .
model/net model/optim .
model/data .
model/fit . model/data
sim/plane
sim/race sim/plane
sim/train
sim/lesson sim/race sim/train .
app/parts
app/shell app/parts
$rooms
FOLDERS

for folder in src/*/*/; do
    name=${folder#src/}
    { grep -E "^${name%/}( |$)" "$self" || echo "$rooms" | grep "^${name%/} "; } >/dev/null || { echo "$folder is no folder of the table in tests/layers.sh"; wrong=1; }
done

for folder in src/*/; do
    case " base model sim draw io gfx ui cli app " in
    *" $(basename "$folder") "*) ;;
    *) echo "$folder is no layer of the table in tests/layers.sh"; wrong=1 ;;
    esac
done
exit $wrong
