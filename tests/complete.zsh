#!/usr/bin/env -S zsh -f
# Completion in zsh: the script that is installed, asked as zsh asks it. The completion system's
# own functions are replaced by ones that print what they are given.
# Usage: tests/complete.zsh SCRIPT PROGRAM
typeset -A compstate
program=${2:A} script=${1:A}
integer failed=0

_call_program() { shift; eval "$@" }
_describe() { print -rl -- "${(@P)@[-1]}" }
_files() { print -r -- "files $*" }
compset() { [[ $PREFIX == --*=* ]] && PREFIX=${PREFIX#*=} }

# expect QUOTE POSSIBLE WORD...: with the cursor behind the last of the words, in that quote.
expect()
{
    compstate[quote]=$1
    local possible=$2 found PREFIX=${@[-1]} CURRENT=$(($# - 1)) words
    shift 2
    words=($program "$@")
    found=$(source $script)
    if [[ $found != $possible ]]; then
        print -r -- "thalweg $*<tab>" $'\n'"  expected: ${(q)possible}" $'\n'"  found:    ${(q)found}"
        failed=1
    fi
}

expect '' $'files -g *.thalweg\nrender:one picture, as PNG' re
expect '' 'files -g *.thalweg' trace lect
expect '' $'landscapes\noptimizers\nschedules\nsettings\nlayers\nactivations\ninits\nlosses\ndatasets\nquantities' list ''
expect '' $'dark\nlight\nprojector' render --theme ''
expect '' light render --theme=l
expect '' $'top\nfront\nside\nisometric' render --camera ''
expect '' 'rosenbrock:Rosenbrock'\''s valley' --landscape ros
expect '"' $'adam lr=:Rate\nadam lr=0.01:its default\nadam lookahead=:Lookahead\nadam lookahead=0:its default\nadam lookahead_alpha=:Slow share\nadam lookahead_alpha=0.5:its default' --optimizer 'adam l'
expect '' $'adam lr=:Rate\nadam lr=0.01:its default\nadam lookahead=:Lookahead\nadam lookahead=0:its default\nadam lookahead_alpha=:Slow share\nadam lookahead_alpha=0.5:its default' --optimizer 'adam\ l'
expect '"' $'activation=:Activation\nactivation=relu:its default' train --network act
expect '' 'files -g *' render -o ''
exit $failed
