#!/bin/sh
# The fuzzers' dictionaries know every word that the program knows, and libFuzzer can read them.
# Usage: tests/dictionaries.sh PROGRAM
program=$1
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

# "lr=0.01 beta=0.9" in the last column: "lr=", "beta=".
parameters()
{
    "$program" list "$1" --csv | sed '1d; s/.*,//' | tr ' ' '\n' | sed -n 's/=.*/=/p'
}

# knows DICTIONARY: every line of the input is an entry.
knows()
{
    count=0
    while IFS= read -r word; do
        count=$((count + 1))
        grep -qxF -e "\"$word\"" "$folder/$1.dict" || { echo "$1.dict lacks $word"; wrong=1; }
    done
    [ "$count" -gt 0 ] || { echo "nothing to look for in $1.dict"; wrong=1; }
}

knows flags <<WORDS
$(offered '')
$(offered --)
$(offered list '')
$(for command in $(offered ''); do offered "$command" --; done)
$(for flag in theme kind picture chart study; do offered render --$flag ''; done)
$(keys landscapes)
WORDS
knows net_spec <<WORDS
$(offered train --network '' | grep '=$')
$(for list in activations inits losses optimizers; do keys $list; done)
$(parameters inits)
$(parameters optimizers)
WORDS
knows data <<WORDS
$(keys datasets)
$(parameters datasets | grep -vE '^(file|images|labels)=')
WORDS
knows formula <<WORDS
$("$program" help --man | sed -n 's/.* the functions //p' | tr ' ' '\n' | sed 's/$/(/')
WORDS
knows settings <<WORDS
$(sed 's/:.*/: /' "$(dirname "$0")/corpus/settings/all")
WORDS

unreadable=$(grep -nvE '^(#.*|"([^"\\]|\\["\\]|\\x[0-9a-f]{2})+")?$' "$folder"/*.dict)
[ -z "$unreadable" ] || { echo "no entries of a dictionary:"; echo "$unreadable"; wrong=1; }
exit $wrong
