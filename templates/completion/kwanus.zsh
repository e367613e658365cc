#compdef kwanus
# kwanus in zsh: commands, flags, and the ids of the repository you are in. Install it once, in a folder of $fpath:
#   kwanus completion zsh > "$fpath[1]/_kwanus"
# Or put this into ~/.zshrc, after compinit:
#   eval "$(kwanus completion zsh)"

_kwanus() {
  local -a values shown
  local line value about
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    about=${line#*$'\t'}
    case $value in
      :files)
        compset -P '*='
        _files
        return
        ;;
      :folders)
        _files -/
        return
        ;;
      *)
        values+=("$value")
        shown+=("$value${about:+  -- $about}")
        ;;
    esac
  done < <(kwanus __complete zsh "${(@)words[2,CURRENT-1]}" "$PREFIX" 2> /dev/null)
  compadd -V kwanus -l -d shown -a values
}

if [[ ${funcstack[1]} == _kwanus ]]; then _kwanus "$@"; else compdef _kwanus kwanus; fi
