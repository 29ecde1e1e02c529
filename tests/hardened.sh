#!/bin/sh
# Reads the built program: is it hardened as meson.build says?
# Usage: hardened.sh PROGRAM COMPILER...
set -u
program=$1
shift
failed=0

# has WHAT PATTERN: reads stdin.
has()
{
    if ! grep -Eq "$2"; then
        echo "not hardened: $1" >&2
        failed=1
    fi
}

readelf -hW "$program" | has "position-independent (PIE)" 'Type: +DYN'
readelf -lW "$program" | has "read-only relocations (RELRO)" 'GNU_RELRO'
readelf -dW "$program" | has "bound at start (BIND_NOW)" 'BIND_NOW|FLAGS_1.*NOW'
readelf -lW "$program" | has "a stack that cannot be executed" 'GNU_STACK.* RW +0x'
readelf -sW "$program" | has "stack protector" '__stack_chk_fail'
readelf -sW "$program" | has "fortified calls" '__(mem|str|s|vs|sn|vsn|f|vf)[a-z]+_chk'

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cat >"$folder/plain.c" <<'C'
int main(void)
{
    return 0;
}
C
# The notes say what every object allowed: the linker keeps them only if all did, the system's own
# included. What a program of one line keeps, ours keeps as well.
for note in IBT SHSTK; do
    if "$@" -fcf-protection=full -Wl,-z,now -o "$folder/plain" "$folder/plain.c" 2>/dev/null &&
        readelf -nW "$folder/plain" | grep -q "$note"; then
        readelf -nW "$program" | has "CET ($note)" "$note"
    fi
done
# A frame larger than a page is touched page by page: an "or" of nothing into each.
if "$@" -fstack-clash-protection -c -o "$folder/plain.o" "$folder/plain.c" 2>/dev/null &&
    [ "$(uname -m)" = x86_64 ] && command -v objdump >/dev/null; then
    objdump -d "$program" | has "stack clash protection" 'or[ql] +\$0x0,(0x[0-9a-f]+)?\(%rsp'
fi
exit $failed
