// kwanus demo: a complete sample repository with throw-away keys and a history, and what kwanus does in it.

import { resolve } from "node:path";
import { exits } from "../../failure.ts";
import type { Command } from "../command.ts";
import { demo } from "../demo/script.ts";

interface Input {
  readonly dir?: string;
}

export default {
  name: "demo",
  summary: "Build a sample repository and show what kwanus does in it",
  description:
    "Builds two years of an office with four bodies, three partners and a component, then files a proposal, votes on it and decides it today. All of it with the same commands you would type, on the days they are dated to.",
  arguments: [{ name: "DIR", description: "an empty or new folder; a temporary one by default" }],
  examples: [{ command: "kwanus demo", what: "in a temporary folder, which is kept" }],

  run({ dir }, world) {
    return { output: demo(dir === undefined ? null : resolve(world.cwd, dir), world), exit: exits.holds };
  },
} satisfies Command<Input>;
