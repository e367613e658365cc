# kwanus in fish: commands, flags, and the ids of the repository you are in. Install it once:
#   kwanus completion fish > ~/.config/fish/completions/kwanus.fish

function __kwanus_complete
    set --local words (commandline --tokenize --current-process --cut-at-cursor)
    set --local current (commandline --current-token --cut-at-cursor)
    set --erase words[1]
    for line in (kwanus __complete fish $words "$current" 2> /dev/null)
        switch $line
            case :files
                # In --format json=FILE only what follows the = is a path.
                set --local path (string replace --regex '^.*=' '' -- "$current")
                set --local before (string sub --length (math (string length -- "$current") - (string length -- "$path")) -- "$current")
                for found in (__fish_complete_path "$path")
                    echo "$before$found"
                end
            case :folders
                __fish_complete_directories $current ''
            case '*'
                echo $line
        end
    end
end

complete --command kwanus --no-files --keep-order --arguments '(__kwanus_complete)'
