# bash completion for transload: source this file, or put it where bash-completion looks.
_transload() {
    local current=${COMP_WORDS[COMP_CWORD]} previous='' command='' word index
    if ((COMP_CWORD > 0)); then previous=${COMP_WORDS[COMP_CWORD - 1]}; fi
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $previous == '=' ]] && ((COMP_CWORD > 1)); then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    for ((index = 1; index < COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $word != -* ]]; then
            command=$word
            break
        fi
    done
    COMPREPLY=()
    if [[ $command != help ]]; then
        case $previous in
        --schema | --at | --column | --encoding | --delimiter | --quote | --set | --where | --offset | --limit | --max-record | --only | --unique | --fold | --zone | --max-errors | --table) :; return ;;
        --openapi | -o | --output | --rejects | --report) _transload_files "$current"; return ;;
        --input-format) _transload_words 'table json' "$current"; return ;;
        --empty-as) _transload_words 'missing null empty' "$current"; return ;;
        --accept) _transload_words 'mojibake presentation-forms invisible joiners nbsp trim smart-quotes digits whole-number phone-plus tatweel tashkeel apostrophe hyphen-to-space header' "$current"; return ;;
        --fail-on) _transload_words 'warning error' "$current"; return ;;
        --output-format) _transload_words 'csv tsv json ndjson sqlite' "$current"; return ;;
        --nested) _transload_words 'json indexed names' "$current"; return ;;
        --progress) _transload_words 'auto always never' "$current"; return ;;
        esac
    fi
    case $command in
    '') _transload_words 'inspect fix validate convert schemas completions help --help --version' "$current" ;;
    inspect)
        if [[ $current == -* ]]; then _transload_words '--schema --openapi --allow-undocumented --column --encoding --delimiter --quote --no-header --no-sniff --max-record --show-values --json --help' "$current"
        else _transload_files "$current"; fi ;;
    fix)
        if [[ $current == -* ]]; then _transload_words '--schema --openapi --allow-undocumented --column --encoding --delimiter --quote --no-header --no-sniff --max-record --accept --only --output --overwrite --dry-run --quiet --help' "$current"
        else _transload_files "$current"; fi ;;
    validate)
        if [[ $current == -* ]]; then _transload_words '--schema --openapi --allow-undocumented --input-format --at --column --encoding --delimiter --quote --no-header --no-sniff --set --empty-as --where --offset --limit --allow-empty --max-record --unique --fold --strict --zone --max-errors --fail-on --rejects --report --show-values --quiet --progress --help' "$current"
        else _transload_files "$current"; fi ;;
    convert)
        if [[ $current == -* ]]; then _transload_words '--schema --openapi --allow-undocumented --input-format --at --column --encoding --delimiter --quote --no-header --no-sniff --set --empty-as --where --offset --limit --allow-empty --max-record --unique --fold --strict --zone --max-errors --fail-on --output --output-format --pretty --nested --table --append --overwrite --rejects --report --show-values --dry-run --quiet --progress --help' "$current"
        else _transload_files "$current"; fi ;;
    schemas)
        if [[ $current == -* ]]; then _transload_words '--openapi --help' "$current"
        else _transload_words '' "$current"; fi ;;
    completions)
        if [[ $current == -* ]]; then _transload_words '--help' "$current"
        else _transload_words 'bash zsh fish' "$current"; fi ;;
    help)
        if [[ $current == -* ]]; then _transload_words '--schema --openapi --allow-undocumented --input-format --at --column --encoding --delimiter --quote --no-header --no-sniff --set --empty-as --where --offset --limit --allow-empty --max-record --accept --only --unique --fold --strict --zone --max-errors --fail-on --output --output-format --pretty --nested --table --append --overwrite --rejects --report --show-values --json --dry-run --quiet --progress --help --version' "$current"
        else _transload_words 'inspect fix validate convert schemas completions help codes exit-codes' "$current"; fi ;;
    esac
}

_transload_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_transload_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

complete -F _transload transload
