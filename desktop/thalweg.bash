# bash completion for thalweg. The program itself knows what fits; see src/cli/program.h.

_thalweg()
{
    # A "=" is a word of its own here, and one too many in between.
    local program=$1 word words=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == '=' ]] || words+=("$word")
    done
    # Of the word at the cursor what stands before the cursor, with the quote that opens it.
    word=${COMP_WORDS[COMP_CWORD]}
    if [[ $word == '=' ]]; then
        words+=('')
    elif [[ $word == [\"\']* ]]; then
        words+=("${word:0:1}$2")
    else
        words+=("$2")
    fi
    type -P "$program" >/dev/null || program=thalweg

    COMPREPLY=()
    local kind text _
    while IFS=$'\t' read -r kind text _; do
        if [[ $kind == word ]]; then
            COMPREPLY+=("$text")
        elif [[ $kind == files ]]; then
            compopt -o filenames -o plusdirs 2>/dev/null
            while IFS= read -r text; do
                COMPREPLY+=("$text")
            done < <(compgen -f -X "!$text" -- "$2")
        fi
    done < <("$program" complete "${words[@]}" 2>/dev/null)
}

complete -F _thalweg thalweg
