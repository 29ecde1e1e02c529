#!/bin/sh
# The example of how lessons are written is a lesson, in each language.
# Usage: tests/lessons_document.sh PROGRAM DOCUMENT...
program=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0
for document; do
    awk '/^```yaml/ { on = 1; next } /^```/ { if (on) exit } on' "$document" >"$work/example.yaml"
    [ -s "$work/example.yaml" ] || { echo "$document has no example"; wrong=1; }
    "$program" lessons --check "$work/example.yaml" || { echo "... of $document"; wrong=1; }
done
exit $wrong
