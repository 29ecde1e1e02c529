#!/bin/sh
# The test that leaks must fail, and for its leak: not because it could not be started.
# Usage: tests/planted_leak.sh PROGRAM
said=$("$1" 2>&1) && { echo "a test that leaks passes"; exit 1; }
echo "$said" | grep -q 'LeakSanitizer: detected memory leaks' &&
    echo "$said" | grep -q '^SUMMARY: .* 1234 byte(s) leaked' && exit 0
echo "the test that leaks failed for another reason:"
echo "$said"
exit 1
