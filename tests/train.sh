#!/bin/sh
# The real program trains and looks into networks: the tables' shapes, the README's example, the
# same bits for any number of threads, and that a lost network disturbs nobody.
# Usage: tests/train.sh PROGRAM README
set -u
program=$(realpath "$1")
readme=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir bin
ln -s "$program" bin/thalweg
PATH=$work/bin:$PATH
export PATH
failed=0

# claim WORDS COMMAND...: the command must succeed.
claim()
{
    words=$1
    shift
    if "$@"; then
        echo "ok   $words"
    else
        echo "FAIL $words: $*"
        failed=1
    fi
}

# column FILE NAME: that column below the header.
column()
{
    awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
                          { print $at }' "$1"
}

rows()
{
    grep -c '^[0-9]' "$1"
}

header=network,epoch,step,batch_loss,train_loss,train_accuracy,validation_loss,validation_accuracy,grad_norm,rate,status
net='hidden=8,4 activation=tanh'

# 400 points, 280 of them trained on: 9 steps an epoch.
thalweg train --network "$net" --network "$net dropout=0.3" --epochs 3 -o epochs.csv
thalweg train --network "$net" --network "$net dropout=0.3" --epochs 3 --per step -o steps.csv
claim "the header is the design's" [ "$(head -1 epochs.csv)" = $header ]
claim "a row before training and one for each epoch" [ "$(rows epochs.csv)" = 8 ]
claim "a row before training and one for each step" [ "$(rows steps.csv)" = 56 ]
claim "epochs and steps are counted" \
    [ "$(grep '^1,' epochs.csv | cut -d, -f2,3 | tr '\n' ' ')" = "0,0 1,9 2,18 3,27 " ]
grep -v ',nan,nan,nan,nan,' steps.csv >ends.csv
claim "full passes at epochs' ends alone, and the same ones" cmp -s epochs.csv ends.csv
thalweg train --network "$net" --network "$net dropout=0.3" --epochs 3 >stdout.csv 2>stderr.txt
claim "stdout has the same as a file" cmp -s epochs.csv stdout.csv
claim "no progress where there is no terminal" [ ! -s stderr.txt ]
thalweg train --network "$net" --epochs 0 -o none.csv
claim "no epochs: the row before training alone" [ "$(rows none.csv)" = 1 ]

# Of numbers to predict there is no accuracy.
thalweg train --data plane --network "$net" --epochs 2 -o plane.csv
claim "regression has no accuracy" \
    [ "$(column plane.csv validation_accuracy | sort -u)" = nan ]

# The curves of four networks, whoever computes them.
for threads in 1 2 8; do
    thalweg train --data "moons noise=0.2" --network "$net" --network "$net dropout=0.5" \
        --network "$net batchnorm=before" --network "optimizer=sgd lr=0.1" --epochs 4 --per step \
        --threads $threads -o threads$threads.csv
done
claim "two threads have the bits of one" cmp -s threads1.csv threads2.csv
claim "eight threads have the bits of one" cmp -s threads1.csv threads8.csv

# A rate that is far too large.
lost='hidden=4x64 optimizer=sgd lr=10'
thalweg train --data wave --network "$lost" --network "$net" --epochs 4 -o both.csv 2>lost.txt
claim "a lost network is no failure" [ $? = 0 ]
step=$(grep '^1,' both.csv | tail -1 | cut -d, -f3)
claim "it is told with its step" grep -q \
    "^thalweg train: network 1 (.*) is lost at step $step: .* not finite\$" lost.txt
claim "its last row is lost" [ "$(grep '^1,' both.csv | tail -1 | cut -d, -f11)" = lost ]
claim "only its last row is" [ "$(grep -c ',lost$' both.csv)" = 1 ]
thalweg train --data wave --network "$net" --epochs 4 -o alone.csv
claim "the other goes on, bit by bit as alone" \
    [ "$(grep '^2,' both.csv | cut -d, -f2-)" = "$(grep '^1,' alone.csv | cut -d, -f2-)" ]

# Early stopping: the epoch after which the validation loss has not gone down for five.
set -- --data "xor noise=0.5 n=60" --epochs 400 --seed 3
thalweg train "$@" -o all.csv
thalweg train "$@" --patience 5 -o patient.csv
last=$(awk -F, 'NR == 3 || NR > 3 && $7 < best { best = $7; since = $2 }
                NR > 3 && $2 - since == 5 { print $2; exit }' all.csv)
head -$((last + 2)) all.csv >until.csv
claim "patience ends a training at epoch $last, and changes nothing before" \
    cmp -s until.csv patient.csv

# Where it goes.
{ timeout 120 thalweg train --epochs 1000000 2>gone.txt; echo $? >gone.status; } | head -1 >/dev/null
claim "the training ends when nobody reads, without a word" \
    sh -c '[ "$(cat gone.status)" = 141 ] && ! [ -s gone.txt ]'
if command -v script >/dev/null; then
    # Long enough for the fastest machine to come to the second line of progress.
    script -qec "thalweg train --data 'spiral n=10000' --network hidden=2x64 --epochs 200 \
        -o shown.csv" /dev/null </dev/null >shown.txt
    claim "on a terminal it shows how far it is" \
        grep -q "epoch [0-9]*/200, .* left, .* samples/s" shown.txt
    claim "and takes that away in the end" \
        [ -z "$(tr '\r' '\n' <shown.txt | tail -1 | tr -d ' ')" ]
    script -qec "thalweg train --epochs 300" /dev/null </dev/null >mixed.txt
    claim "but not between the rows of a table" [ "$(grep -c left mixed.txt)" = 0 ]
fi

# The README's own example, with other seeds as well.
sed -n '/^thalweg train.*spiral/{p;q;}' "$readme" >example.sh
claim "the README has an example" [ -s example.sh ]
for seed in 1 2 3 4 5 6 7 8 9 10; do
    sed "s|\$| --seed $seed|" example.sh >seeded.sh
    sh -eu seeded.sh >spiral.csv
    reached=$(tail -1 spiral.csv | cut -d, -f8)
    claim "seed $seed: validation accuracy over 97 % ($reached)" \
        awk -v reached="$reached" 'BEGIN { exit !(reached > 0.97) }'
done

# A look inside.
thalweg histogram --data noise --network "hidden=5x100 activation=tanh init=normal std=1" \
    --network "hidden=3x10" --bins 20 -o layers.csv
claim "a row for each hidden layer of each network" [ "$(rows layers.csv)" = 8 ]
claim "twelve columns and one for each bin" \
    [ "$(head -1 layers.csv | tr ',' '\n' | wc -l)" = 32 ]
claim "saturated: most activations of a tanh with weights of σ = 1" awk -F, \
    'NR > 1 && $1 == 1 && !($9 > 0.7) { bad = 1 } END { exit bad }' layers.csv
thalweg histogram --kind weights --network "hidden=3x10" -o weights.csv
claim "weights have the output layer too" [ "$(rows weights.csv)" = 4 ]

# What is refused leaves nothing behind.
thalweg train --data spirl -o refused.csv 2>/dev/null
claim "a mistake is status 2" [ $? = 2 ]
claim "and writes nothing" [ ! -e refused.csv ]
exit $failed
