#!/usr/bin/env bash
# Completion in bash: the script that is installed, asked as bash asks it.
# Usage: tests/complete.bash SCRIPT PROGRAM
source "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/here" "$work/here/folder"
touch "$work/here/paths.csv" "$work/here/a valley.png" "$work/here/lecture 1.thalweg"
ln -s "$(realpath "$2")" "$work/thalweg"
PATH=$work:$PATH
cd "$work/here" || exit 1
failed=0

# expect CURRENT POSSIBLE WORD...: with the cursor behind the last of the words (as bash splits
# them), where CURRENT is what it completes, these are possible, one a line.
expect()
{
    local current=$1 possible=$2 found
    shift 2
    COMP_WORDS=(thalweg "$@")
    COMP_CWORD=$#
    _thalweg thalweg "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
    found=$(printf '%s\n' "${COMPREPLY[@]}")
    if [[ $found != "$possible" ]]; then
        printf 'thalweg %s<tab>\n  expected: %q\n  found:    %q\n' "$*" "$possible" "$found"
        failed=1
    fi
}

lines()
{
    printf '%s\n' "$@"
}

[[ $(complete -p thalweg) == 'complete -F _thalweg thalweg' ]] || failed=1
expect '' "$(lines list lessons eval trace tune train histogram diagnose code render help 'lecture 1.thalweg')" ''
expect le "$(lines lessons 'lecture 1.thalweg')" le
expect l 'lecture 1.thalweg' trace --steps 5 l
expect l '' trace a.thalweg l
expect l '' eval l
expect 41 41-saddle trace 41
expect 41 41-saddle lessons --check 41
expect re render re
expect '' "$(lines landscapes optimizers schedules settings layers activations inits losses datasets quantities)" list ''
expect --th --theme render --th
expect '' "$(lines dark light projector)" render --theme ''
expect l light render --theme l
# --theme=l and --theme= are split at the "=".
expect l light render --theme = l
expect '' "$(lines dark light projector)" render --theme =
expect ros rosenbrock --landscape ros
expect --s "$(lines --start --steps --seed --shared --show --sort --speed --step --sample --select --spread --smooth)" --landscape = beale --s
expect rm rmsprop --optimizer rm
expect '' "$(lines top front side isometric)" --camera ''
expect o "$(lines off only)" render --relief o
expect '' "$(lines auto linear log)" trace --height ''
# What is in quotes arrives with its first quote.
expect rm "$(lines rmsprop 'rmsprop '{lr=,lr=0.01,rho=,rho=0.99,eps=,eps=1e-8,momentum=,momentum=0,centered=,centered=0})" --optimizer '"rm'
expect 'adam schedule=c' "$(lines 'adam schedule='{constant,cosine,cyclic,chebyshev})" --optimizer '"adam schedule=c'
expect 'adam lr=1 beta' "$(lines 'adam lr=1 beta'{1=,1=0.9,2=,2=0.999})" --optimizer '"adam lr=1 beta'
expect act "$(lines activation={,relu})" train --network '"act'
expect 'hidden=8 batchnorm=b' "$(lines 'hidden=8 batchnorm=before'{,' '})" train --network '"hidden=8 batchnorm=b'
expect 'hidden=8 inputs=x,si' "$(lines 'hidden=8 inputs=x,sin'{x,y})" train --network '"hidden=8 inputs=x,si'
expect 'inputs=x,y,x' "$(lines inputs=x,y,x{2,y})" train --network '"inputs=x,y,x'
expect 'inputs=x,xy' "$(lines inputs=x,xy inputs=x,xy,)" train --network '"inputs=x,xy'
expect 'inputs=x,n' '' train --network '"inputs=x,n'
expect p paths.csv trace -o p
expect '' "$(lines paths.csv 'a valley.png' 'lecture 1.thalweg' folder)" render --output ''
expect '' '' --formula ''
# What is offered stands on a line of its own, which what was typed must not break.
expect $'adam lr=0.\t be' '' --optimizer $'"adam lr=0.\t be'
expect $'adam lr=0.\n be' '' --optimizer $'"adam lr=0.\n be'
expect zz '' zz
exit $failed
