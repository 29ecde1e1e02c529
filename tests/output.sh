#!/bin/sh
# Where results go: nothing lands in the wrong file, nothing is lost, nothing stays behind.
# Usage: output.sh THALWEG NO_TMPFILE.so
set -u
program=$(realpath "$1") without_tmpfile=$(realpath "$2")
folder=$(mktemp -d)
trap 'cd /; umount "$folder/mounted" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0

wrong()
{
    echo "$1" >&2
    failed=1
}

# expect STATUS TEXT WHAT: of the command just run, whose stderr is in err.
expect()
{
    [ "$status" = "$1" ] || wrong "$3: exit status $status, not $1"
    if [ -n "$2" ]; then
        grep -q "$2" err || wrong "$3: it says '$(head -n 1 err)', not '$2'"
    fi
}

trace="$program trace --landscape valley --optimizer sgd --steps 5"
$trace >good.csv || wrong "a plain trace fails"

# ---- descriptors that are closed
$trace -o closed.csv <&- >&- 2>err
status=$?
expect 0 "" "all closed but stderr"
cmp -s good.csv closed.csv || wrong "with stdin and stdout closed the file is another"
$trace -o quiet.csv 2>&- >out </dev/null
cmp -s good.csv quiet.csv || wrong "with stderr closed the file is another"
$trace -o nothing/x.csv <&- >&- 2>&-
[ $? = 2 ] || wrong "a mistake with everything closed is another status"
$trace >&- 2>err
status=$?
expect 1 "writing failed" "a result for a closed stdout"
"$program" --help >&- 2>err
status=$?
expect 1 "writing failed" "help for a closed stdout"

# ---- what is known before the work
name=$(printf 'x%.0s' $(seq 300))
$trace -o "$name" >out 2>err
status=$?
expect 2 "File name too long" "a name too long"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    mkdir -m 1777 sticky
    chmod 755 .
    echo old >sticky/theirs
    chmod 666 sticky/theirs
    setpriv --reuid 65534 --regid 65534 --clear-groups \
        $trace -o sticky/theirs >out 2>err
    status=$?
    expect 2 "not permitted" "somebody else's file in a sticky folder"
    [ "$(cat sticky/theirs)" = old ] || wrong "somebody else's file has changed"
fi

# ---- what fails after it
(
    ulimit -f 1
    "$program" trace --steps 1000 -o large.csv 2>err
)
status=$?
expect 1 "File too large" "a file that may not grow"
[ -e large.csv ] && wrong "a part of a file is left"
touch mounted
if [ "$(id -u)" = 0 ] && mount --bind mounted mounted 2>/dev/null; then
    $trace -o mounted 2>err
    status=$?
    expect 0 "" "a mounted file"
    cmp -s good.csv mounted || wrong "a mounted file is not written in place"
    umount mounted
fi

# ---- links
ln -s later dangling
$trace -o dangling 2>err
[ -L dangling ] && cmp -s good.csv later || wrong "a dangling link does not stay a link"
ln -s circle circle
$trace -o circle >out 2>err
status=$?
expect 2 "symbolic links" "a link to itself"

# ---- interrupted where every file has a name
for signal in INT TERM HUP; do
    : >err
    before=$(ls -A)
    env --default-signal=$signal LD_PRELOAD="$without_tmpfile${LD_PRELOAD:+ $LD_PRELOAD}" \
        "$program" train --data digits --epochs 100000 -o long.csv 2>err &
    work=$!
    tries=0
    while [ "$(ls -A)" = "$before" ] && [ $tries -lt 200 ]; do
        sleep 0.02
        tries=$((tries + 1))
    done
    [ $tries -lt 200 ] || wrong "SIG$signal: no file with a name was begun"
    kill -s $signal $work
    wait $work
    status=$?
    [ $status -gt 128 ] || wrong "SIG$signal: exit status $status"
    [ "$(ls -A)" = "$before" ] || wrong "SIG$signal leaves files: $(ls -A)"
done
exit $failed
