#!/bin/sh
# What parity must refuse: numbers that are off (exit 1), and files it cannot read (exit 2, with what
# is wrong and where).
# usage: parity.sh PROGRAM
set -u
program=$(realpath "$1")
nets=$(realpath "$(dirname "$0")/golden/nets")
more=$(realpath "$(dirname "$0")/golden/nets2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# expect STATUS TEXT NET SED: the net changed by the sed script gives that status and says the text.
expect()
{
    sed -e "$4" "$nets/$3.json" >"$work/net.json"
    if cmp -s "$nets/$3.json" "$work/net.json" && [ -n "$4" ]; then
        echo "FAIL $4 changes nothing"
        failed=1
    fi
    "$program" "$work/net.json" >"$work/said" 2>&1
    status=$?
    if [ $status -ne "$1" ] || ! grep -qF "$2" "$work/said"; then
        echo "FAIL $4: status $status, not $1 with '$2':"
        cat "$work/said"
        failed=1
    fi
}

tanh=net-mlp-tanh-bce-sgd
relu=net-mlp-relu-ce-adam
batchnorm=net-batchnorm-relu-ce-momentum
dropout=net-nobias-batchnorm-gelu-dropout0-ce-adamw
clip=net-l2-smooth-clip-relu-ce-rmsprop

expect 0 ' ok' $tanh ''
for wrong in 's/"loss": \[0/"loss": [1/' 's/"grad": \[\[-*0/"grad": [[9/' 's/"lr": 0.1/"lr": 0.11/' \
    's/"final": \[\[-*[0-9]/"final": [[9/' 's/"eval_output": \[\[-*[0-9]/"eval_output": [[9/' \
    's/"l1": 0.0/"l1": 0.01/' 's/"name": "tanh"/"name": "sigmoid"/'; do
    expect 1 BEYOND $tanh "$wrong"
done
expect 1 BEYOND $batchnorm 's/"running": \[\[\[-*[0-9]/"running": [[[9/'
expect 1 BEYOND $clip 's/"clip_norm": 0.5/"clip_norm": 0.51/'
expect 1 BEYOND $clip 's/"label_smoothing": 0.1/"label_smoothing": 0.11/'

expect 2 'line 1, column 3: this is not JSON' $tanh 's/^{"name/{name/'
expect 2 'x: a list of rows of numbers is expected' $tanh 's/"x":/"z":/'
expect 2 'x[0][1] is a text, not a finite number' $tanh 's/"x": \[\[[^,]*, /&"one", /'
expect 2 'layers[0].type: '"'dence' is not known, did you mean 'dense'?" $tanh 's/"dense"/"dence"/'
expect 2 'layers[0].in = 3, but the layer before has 2 outputs' $tanh 's/"in": 2/"in": 3/'
expect 2 'layers[0].weight: 8 rows, 9 expected' $tanh 's/"out": 8/"out": 9/'
expect 2 'layers[0].weight[0]: 3 numbers, 2 expected' $tanh 's/"weight": \[\[/&1, /'
expect 2 'layers[0].bias: 9 numbers, 8 expected' $tanh 's/"bias": \[/&1, /'
expect 2 'layers[0].out is missing' $tanh 's/"out": 8, //'
expect 2 "layers[1].name: 'tan' is not known, did you mean 'tanh'?" $tanh 's/"tanh"/"tan"/'
expect 2 'layers[1].gamma is missing' $batchnorm 's/"gamma"/"g"/'
expect 2 'layers[3].p = 0.5 cannot be compared' $dropout 's/"p": 0.0/"p": 0.5/'
expect 2 "loss: 'msee' is not known, did you mean 'mse'?" $tanh 's/"bce_with_logits"/"msee"/'
expect 2 'label_smoothing = 0.1: 0 is expected with this loss' $tanh \
    's/"label_smoothing": 0.0/"label_smoothing": 0.1/'
expect 2 'l2 = -1 is negative' $tanh 's/"l2": 0.0/"l2": -1/'
expect 2 "optimizer.name: 'adem' is not known, did you mean 'adam'?" $relu 's/"name": "adam"/"name": "adem"/'
expect 2 "optimizer: 'beta3' is not known, did you mean 'beta1'?" $relu 's/"beta2"/"beta3"/'
expect 2 'optimizer.eps = 0: more than 0 is expected' $relu 's/"eps": 1e-08/"eps": 0/'
expect 2 'optimizer.lr is a text, not a finite number' $relu 's/"lr": 0.01/"lr": "fast"/'
expect 2 'y[0] = 3 is no class: 0 to 2 are expected' $relu 's/"y": \[[0-9]/"y": [3/'
expect 2 'y: 49 numbers, 48 expected' $relu 's/"y": \[/&0, /'
expect 2 'batches[0][0] = 48 is no row of x: 0 to 47 are expected' $relu 's/"batches": \[\[[0-9]*/"batches": [[48/'
expect 2 'batches[0]: batchnorm cannot train on a batch of one' $batchnorm 's/"batches": \[/&[0], /'
expect 2 'expected.loss: 20 numbers, 21 expected' $tanh 's/"batches": \[/&[0], /'
expect 2 'expected.grad[1]: 9 numbers, 8 expected' $tanh 's/"grad": \[\[[^]]*\], \[/&0, /'
expect 2 'expected.final: a list of 6 parameters is expected' $tanh 's/"final"/"last"/'
expect 2 'expected.running is missing' $batchnorm 's/"running"/"walking"/'

nets=$more
conv=net-conv-relu-pool
residual=net-residual-tanh
weightnorm=net-weightnorm-mse
groupnorm=net-conv-groupnorm-avgpool
channels=net-conv-bn-gap
entropy=net-entropy-smooth
prelu=net-more-prelu
rmsnorm=net-more-rmsnorm
depth=net-more-residual-pre
activations=net-more-activations
features=net-more-features
mixup=net-more-mixup
fgsm=net-more-fgsm
tied=net-more-tied
longest=net-more-max-norm
for net in $conv $residual $weightnorm $groupnorm $channels $entropy $prelu $rmsnorm $depth $features $mixup $fgsm $longest $tied; do
    expect 0 ' ok' $net ''
done
expect 1 BEYOND $conv 's/"maxpool2d"/"avgpool2d"/'
expect 1 BEYOND $residual 's/"from": 1/"from": 3/'
expect 1 BEYOND $weightnorm 's/"g": \[[0-9.]*/"g": [9/'
expect 1 BEYOND $groupnorm 's/"groups": 3/"groups": 2/'
expect 1 BEYOND $channels 's/"running": \[\[\[-*[0-9]/"running": [[[9/'
expect 1 BEYOND $entropy 's/"entropy": 0.2/"entropy": 0.21/'
expect 1 BEYOND $prelu 's/"slope": \[[0-9.]*/"slope": [0.9/'
expect 1 BEYOND net-more-features-some 's/"sinx"/"x2"/;s/"siny"/"sinx"/'
expect 1 BEYOND $fgsm 's/"fgsm": 0.2/"fgsm": 0.21/'
expect 1 BEYOND $longest 's/"max_norm": 0.8/"max_norm": 0.81/'
expect 1 BEYOND $mixup 's/"y": \[\[[0-9.]*/"y": [[0.9/'
expect 1 BEYOND $activations 's/"slope": 0.2/"slope": 0.3/'
expect 1 BEYOND $activations 's/"alpha": 0.5/"alpha": 1/'
expect 1 BEYOND $activations 's/"beta": 0.7/"beta": 1/'

expect 2 'input_shape: 72 numbers, but a row of x has 64' $conv 's/"input_shape": \[1, 8, 8\]/"input_shape": [1, 9, 8]/'
expect 2 'input_shape: [features] or [channels, height, width] is expected' $conv \
    's/"input_shape": \[1, 8, 8\]/"input_shape": [8, 8]/'
expect 2 'layers[3].in = 5, but the layer before has 4 channels' $conv 's/"in": 4/"in": 5/'
expect 2 'layers[0].kernel = 11 is larger than the picture of 10 x 10' $conv 's/"kernel": 3/"kernel": 11/'
expect 2 'layers[0].padding = 0.5 is no size' $conv 's/"padding": 1/"padding": 0.5/'
expect 2 'layers[0].weight: 36 numbers, 32 expected' $conv \
    's/"in": 1, "out": 4, "kernel": 3/"in": 1, "out": 2, "kernel": 4/'
expect 2 'layers[6].in = 24, but the layer before has 150 outputs' $conv 's/"stride": 2}/"stride": 1}/'
expect 2 'layers[1].groups = 4 do not divide 6 channels' $groupnorm 's/"groups": 3/"groups": 4/'
expect 2 'layers[1].features = 5, but the layer before has 6 features' $groupnorm 's/"features": 6/"features": 5/'
expect 2 'layers[5].from = 5 is no layer before: -1 to 4 are expected' $residual 's/"from": 1/"from": 5/'
expect 2 'layers[5].from: 3 cannot be added to 10' $residual 's/"from": 1/"from": -1/'
expect 2 'layers[11].drop = 0.5 cannot be compared' $depth 's/"drop": 0.0/"drop": 0.5/'
expect 2 "layers[0].features[1]: 'yy' is not known, did you mean 'y'?" $features 's/"x", "y"/"x", "yy"/'
expect 2 "layers[0].features[1]: 'x' is out of order" $features 's/"x", "y"/"y", "x"/'
expect 2 'layers[1].in = 7, but the layer before has 6 outputs' $features 's/"x", "y"/"x"/'
expect 2 'layers[0].features: a list of names is expected' $features 's/"features": \[[^]]*\]/"features": 7/'
expect 2 'gradient_noise = 0.1 cannot be compared' $fgsm 's/"gradient_noise": 0.0/"gradient_noise": 0.1/'
expect 2 'layers[4].tied = 4 is no layer before' $tied 's/"tied": 2/"tied": 4/'
expect 2 'layers[4].tied: layer 0 has other weights' $tied 's/"tied": 2/"tied": 0/'
expect 2 'layers[4].weight is missing' $tied 's/"tied"/"tidy"/'
expect 2 'layers[0].g is missing' $weightnorm 's/"g"/"h"/'
expect 2 'entropy = 0.1: 0 is expected with this loss' $weightnorm 's/"entropy": 0.0/"entropy": 0.1/'

"$program" >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q '^usage: parity_' "$work/said" || { echo 'FAIL no files'; failed=1; }
"$program" "$work/none.json" "$nets/$conv.json" >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q "none.json" "$work/said" && grep -q ' ok' "$work/said" ||
    { echo 'FAIL a file that is not there'; cat "$work/said"; failed=1; }
exit $failed
