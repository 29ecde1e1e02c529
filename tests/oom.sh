#!/bin/sh
# Every allocation of every command fails in turn: the program then ends with 1 and a message, or
# its result is the whole one. Never exit 0 with another result, never a crash.
# Usage: oom.sh THALWEG OOM.so
set -u
program=$(realpath "$1") library=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
printf '0,1,a\n1,0,b\n0.5,2,a\n2,1,b\n3,1,a\n1,4,b\n' >points.csv
failed=0 tried=0

# try WORDS...: the command line, once whole and then with each allocation failing.
try()
{
    if ! OOM_COUNT=1 LD_PRELOAD=$library "$program" "$@" >whole 2>err 9>count </dev/null; then
        echo "thalweg $*: fails with memory enough: $(head -n 1 err)" >&2
        failed=1
        return
    fi
    count=$(cat count)
    n=1
    while [ "$n" -le "$count" ]; do
        OOM_AT=$n LD_PRELOAD=$library timeout 10 "$program" "$@" >out 2>err </dev/null
        status=$?
        if [ $status = 0 ] && ! cmp -s whole out; then
            echo "thalweg $*: allocation $n fails, exit 0 and another result" >&2
            failed=1
        elif [ $status != 0 ] && [ $status != 1 ]; then
            echo "thalweg $*: allocation $n fails, exit status $status: $(head -n 1 err)" >&2
            failed=1
        elif [ $status = 1 ] && ! [ -s err ]; then
            echo "thalweg $*: allocation $n fails, exit 1 without a word" >&2
            failed=1
        fi
        n=$((n + 1))
        tried=$((tried + 1))
    done
}

try --version
try --help
try list landscapes --csv
try list optimizers
try eval --formula "x^2/20 + a*y^2" --param a=3 --at 1,2 --at 0,0
try trace --landscape beale --optimizer "adam lr=0.1" --optimizer sgd --steps 5 --noise 0.1
try tune --landscape beale --optimizer sgd --steps 5 --noise 0.1 --seeds 2
try train --data moons --network "hidden=4 batchnorm=before dropout=0.2" --network hidden=3 \
    --epochs 2 --threads 1
try train --data "csv file=points.csv" --network hidden=2 --epochs 1 --threads 1 --seed 4
try histogram --data blobs --network hidden=3 --bins 4
try diagnose --data blobs --network hidden=3 --epochs 1
try complete "" thalweg trace --landscape ""
echo "$tried allocations failed in turn"
exit $failed
