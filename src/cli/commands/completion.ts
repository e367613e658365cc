// kwanus completion: the script that makes a shell complete commands, flags and ids.

import { exits } from "../../failure.ts";
import type { Command } from "../command.ts";
import { readResource } from "../resources.ts";

const shells = ["bash", "zsh", "fish"] as const;

interface Input {
  readonly shell: (typeof shells)[number];
}

export default {
  name: "completion",
  summary: "Print what completes kwanus in your shell",
  description:
    "Save the script once where your shell looks for it. It asks kwanus itself, so it never goes out of date: commands, flags, rules and clauses, and the subjects, partners and people of the repository you are in.",
  arguments: [{ name: "SHELL", description: "your shell", choices: shells, required: true }],
  examples: [
    {
      command: "kwanus completion bash > ~/.local/share/bash-completion/completions/kwanus",
      what: "make the folder first (mkdir -p); takes effect in the next shell",
    },
    { command: 'kwanus completion zsh > "$fpath[1]/_kwanus"', what: "any folder of fpath; then compinit" },
    { command: "kwanus completion fish > ~/.config/fish/completions/kwanus.fish", what: "takes effect at once" },
    { command: 'eval "$(kwanus completion bash)"', what: "or for one session alone, to try it (bash and zsh)" },
  ],

  async run({ shell }) {
    return { output: await readResource(`templates/completion/kwanus.${shell}`), exit: exits.holds };
  },
} satisfies Command<Input>;
