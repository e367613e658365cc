# kwanus in bash: commands, flags, and the ids of the repository you are in. Install it once:
#   mkdir -p ~/.local/share/bash-completion/completions
#   kwanus completion bash > ~/.local/share/bash-completion/completions/kwanus
# Without the bash-completion package, put this into ~/.bashrc instead:
#   eval "$(kwanus completion bash)"

_kwanus() {
  local rest=${COMP_LINE:0:COMP_POINT} words=() at blank word current kept= breaks candidate about
  # Bash takes words apart at : and =; what stands together on the line is one word.
  for ((at = 0; at <= COMP_CWORD; at++)); do
    blank=${rest%%[![:space:]]*}
    rest=${rest#"$blank"}
    word=${COMP_WORDS[at]}
    if ((at == COMP_CWORD)); then word=$rest; fi
    rest=${rest#"$word"}
    if [[ -z $blank && at -gt 0 ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  current=${words[${#words[@]} - 1]}
  # Bash replaces only what stands behind the last of them.
  breaks=${COMP_WORDBREAKS//[^:=]/}
  if [[ -n $breaks && $current == *["$breaks"]* ]]; then kept=${current%"${current##*["$breaks"]}"}; fi

  COMPREPLY=()
  while IFS=$'\t' read -r candidate about; do
    case $candidate in
      :files) compopt -o default ;;
      :folders) compopt -o dirnames ;;
      *) COMPREPLY+=("${candidate#"$kept"}") ;;
    esac
  done < <(kwanus __complete bash "${words[@]:1}" 2> /dev/null)
  compopt -o nosort 2> /dev/null
} 2> /dev/null

complete -F _kwanus kwanus
