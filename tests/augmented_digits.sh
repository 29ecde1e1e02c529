#!/bin/sh
# The table of README, "Few data": 200 drawn digits, a dense network and a small CNN, as the digits
# are and augmented: median and quartiles over 20 seeds of the share of 600 others that is right.
# Usage: tests/augmented_digits.sh [thalweg [seeds]]
set -eu
program=${1:-build/run/thalweg}
seeds=${2:-20}
dense='hidden=2x64'
cnn='layers="conv 8 3x3 pad=1, norm, relu, maxpool 2, conv 16 3x3 pad=1, norm, relu, maxpool 2, dense 32, relu"'
augmented='shift=2 rotate=10 zoom=0.1'

for seed in $(seq "$seeds"); do
    "$program" train --data "digits subset=200" --shared "init=he_normal optimizer=adam lr=0.003 batch=50" \
        --network "$dense" --network "$dense $augmented" --network "$cnn" --network "$cnn $augmented" \
        --epochs 100 --seed "$seed" | awk -F, '$2 == 100 { print $1, $8 }'
done | sort -k1,1n -k2,2g | awk '
    { shares[$1, ++count[$1]] = $2 }
    # Between the two that lie about it, in proportion.
    function quantile(network, at,    place, below)
    {
        place = 1 + at * (count[network] - 1)
        below = int(place)
        if (below == place) return shares[network, below]
        return shares[network, below] + (place - below) * (shares[network, below + 1] - shares[network, below])
    }
    END {
        split("dense|dense, augmented|CNN|CNN, augmented", names, "|")
        for (i = 1; i <= 4; i++)
            printf "%-18s %.1f %% (%.1f, %.1f)\n", names[i], 100 * quantile(i, 0.5),
                100 * quantile(i, 0.25), 100 * quantile(i, 0.75)
    }'
