#!/bin/sh
# Makes the pictures of README.md with the program itself; those of README.ko.md with `ko`.
# Usage: docs/draw.sh [thalweg [language]]
set -eu
program=${1:-build/run/thalweg}
export THALWEG_LANGUAGE="${2:-en}"
docs=$(dirname "$0")
[ "$THALWEG_LANGUAGE" = en ] || docs=$docs/$THALWEG_LANGUAGE
mkdir -p "$docs"

"$program" render --window --size 1440x900 --theme dark -o "$docs/window-dark.png"
"$program" render --window --size 1440x900 --theme light -o "$docs/window-light.png"
"$program" render --landscape beale --theme light -o "$docs/figure-beale.png"
"$program" render --landscape product --optimizer "sgd lr=0.05" --steps 1000 --chart sharpness \
    --theme light --size 1280x760 -o "$docs/edge.png"

"$program" render --window --size 1440x900 --theme light --landscape rosenbrock --steps 300 \
    --relief both --camera -8,50,1 --optimizer sgd --optimizer momentum --optimizer adam \
    --optimizer lbfgs -o "$docs/relief-both.png"
"$program" render --landscape saddle --start 1.2,1e-9 --view -1.3,1.3,-0.8,1.8 --relief only \
    --height linear --exaggeration 1.3 --camera 150,32,1 --optimizer sgd --optimizer momentum \
    --optimizer rmsprop --optimizer adam --size 1280x760 -o "$docs/relief-saddle.png"

lab()
{
    "$program" render --data "spiral noise=0.1 n=400" --optimizer "adam lr=0.001" \
        --network "hidden=10x100 init=normal std=0.01" --network "hidden=10x100 init=normal std=1" \
        --network "hidden=10x100 init=xavier_normal" --network "hidden=10x100 init=he_normal" \
        --epochs 60 --window --size 1440x900 "$@"
}
lab --theme dark -o "$docs/network-dark.png"
lab --theme light -o "$docs/network-light.png"

"$program" render --data "spiral noise=0.1 n=400" \
    --network "hidden=2x16 activation=relu init=he_normal" --optimizer "adam lr=0.01" \
    --epochs 60 --theme light --size 1280x640 -o "$docs/spiral.png"

"$program" render --window --size 1440x900 --theme light --data circle \
    --shared "hidden=41x32 activation=tanh init=xavier_normal optimizer=adam lr=0.002 batch=32" \
    --network "residual=0" --network "residual=2 residual_order=pre" --network "optimizer=adam lr=0.0003" \
    --epochs 40 -o "$docs/residual.png"
"$program" render --window --size 1440x900 --theme dark --picture maps --data "digits n=1500" \
    --shared "init=he_normal optimizer=adam lr=0.003 batch=50" \
    --network 'layers="conv 8 3x3 pad=1, norm, relu, maxpool 2, conv 16 3x3 pad=1, norm, relu, maxpool 2, dense 32, relu"' \
    --sample 1496 --epochs 15 -o "$docs/cnn.png"

"$program" render --window --size 1440x900 --theme light --data "sine n=60 noise=0.3 train=0.35" \
    --shared "activation=tanh init=xavier_normal optimizer=adam lr=0.01 batch=all" \
    --network hidden=1x1 --network hidden=1x6 --network hidden=3x64 --axis log --epochs 800 -o "$docs/capacity.png"
cnn='layers="conv 8 3x3 pad=1, norm, relu, maxpool 2, conv 16 3x3 pad=1, norm, relu, maxpool 2, dense 32, relu"'
augmented='shift=2 rotate=10 zoom=0.1'
"$program" render --window --size 1440x900 --theme dark --data "digits subset=200" \
    --shared "init=he_normal optimizer=adam lr=0.003 batch=50" --trained on \
    --network 'hidden=2x64 name="Dense"' --network "hidden=2x64 $augmented name=\"Dense, augmented\"" \
    --network "$cnn name=\"CNN\"" --network "$cnn $augmented name=\"CNN, augmented\"" \
    --epochs 100 -o "$docs/augmentation.png"

"$program" render --window --size 1440x900 --theme light --chart rate --step 44 \
    --optimizer 'sgd lr=0.9 schedule=cosine warmup=10' --optimizer 'sgd lr=0.9 schedule=step gamma=0.5' \
    --optimizer 'sgd lr=0.9 schedule=restarts t_0=14 t_mult=2' --optimizer 'sgd lr=0.9 schedule=one_cycle' \
    --optimizer 'sgd lr=0.9 schedule=wsd stable=90 decay=30' -o "$docs/schedules.png"

"$program" render 11-four-optimizers:4 --present --theme projector --size 1280x720 -o "$docs/lesson.png"
