#!/bin/sh
# The fuzzers' dictionaries know every word that the program knows, and libFuzzer can read them.
# Usage: tests/dictionaries.sh PROGRAM
program=$(realpath "$1")
folder=$(dirname "$0")/fuzz
tab=$(printf '\t')
wrong=0

# offered WORD...: what the words of a command line may become.
offered()
{
    "$program" complete "$@" | sed -n "s/^word$tab\\([^$tab]*\\)$tab.*/\\1/p"
}

keys()
{
    "$program" list "$1" --csv | sed '1d; s/,.*//'
}

# "lr=0.01 beta=0.9" in a column: "lr=", "beta=".
parameters()
{
    "$program" list "$1" --csv | sed 1d | grep -oE '[a-z0-9_]+='
}

# knows DICTIONARY...: every line of the input is an entry of one of them.
knows()
{
    words=$(sed 's/.*/"&"/' | sort -u)
    lacking=$(cd "$folder" && echo "$words" | grep -vxF $(printf -- '-f %s ' "$@"))
    [ -z "$lacking" ] || { echo "$* lacks:" $lacking; wrong=1; }
    [ "$words" != '""' ] || { echo "nothing to look for in $*"; wrong=1; }
}

knows flags.dict <<WORDS
$(offered '')
$(offered --)
$(offered list '')
$(for command in $(offered ''); do offered "$command" --; done)
$(keys landscapes)
WORDS
knows flags.dict net_spec.dict data.dict <<WORDS
$(for command in train render; do
    for flag in $(offered $command --); do offered $command $flag '' | grep -v =; done
done)
WORDS
knows net_spec.dict <<WORDS
$(offered train --network '' | grep '=$')
$(for list in activations inits losses optimizers; do keys $list; done)
$(parameters inits)
$(parameters optimizers)
WORDS
knows data.dict <<WORDS
$(keys datasets)
$(parameters datasets | grep -vE '^(file|images|labels)=')
WORDS
knows formula.dict <<WORDS
$("$program" help --man | sed -n 's/.* the functions //p' | tr ' ' '\n' | sed 's/$/(/')
WORDS
knows settings.dict <<WORDS
$(sed 's/:.*/: /' "$(dirname "$0")/corpus/settings/all")
WORDS

unreadable=$(grep -nvE '^(#.*|"([^"\\]|\\["\\]|\\x[0-9a-f]{2})+")?$' "$folder"/*.dict)
[ -z "$unreadable" ] || { echo "no entries of a dictionary:"; echo "$unreadable"; wrong=1; }
exit $wrong
