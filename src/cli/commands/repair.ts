// kwanus repair: undoes a landing that verify refuses.

import { repair, repairBranch } from "../../acts/repair.ts";
import { exits, Failure } from "../../failure.ts";
import { isFault, undoingOf } from "../../landing/way-back.ts";
import { plural } from "../../reporters/counts.ts";
import type { Command } from "../command.ts";
import { landingMeant } from "../history.ts";
import { type JudgingInput, tip } from "../judging.ts";

interface Input extends JudgingInput {
  readonly commit: string;
}

export default {
  name: "repair",
  summary: "Undo a landing that verify refuses",
  description:
    "Replays the protected branch, and records on a branch of its own what the files of a refused landing held before it, with a Repair that names it. Anybody may run it: it is computed again when it lands. What landed lawfully is never undone so, nor what changed again since.",
  arguments: [{ name: "COMMIT", description: "the landing, as kwanus verify names it", required: true }],
  options: [{ flag: "--base", value: "REV", description: "start from this revision of the protected branch" }],
  examples: [{ command: "kwanus repair 6e1c0d2", what: "somebody pushed past every check" }],
  exits: { 1: "verify has nothing against it, or it changed again since", 3: "the history in this clone is cut off" },
  writes: true,

  async run(input, world) {
    const repository = await world.repository();
    const base = await tip(input, world);
    const past = await base.history.past();
    if (past.authority === null)
      throw new Failure(
        "noVerdict",
        "no-root",
        "there is no root of trust on the protected branch yet, so nothing can be judged",
        "staff the bodies: kwanus person accept",
      );
    const landing = landingMeant(input.commit, past);
    const undoing = await undoingOf(landing, base.snapshot, past);
    if (isFault(undoing)) throw new Failure("refused", "not-repairable", undoing.message, undoing.help);
    const branch = repairBranch(landing);
    const existing = await repository.resolve(`refs/heads/${branch}`);
    const { repo } = past.authority.policy;
    const change = await repair({ landing, undoing, repo, baseCommit: base.commit, existing });
    const restored = plural(undoing.restores.size, "path");
    return {
      output: "",
      exit: exits.holds,
      change,
      afterChange: ({ commit }) => ({
        output: `recorded ${commit?.slice(0, 7)} on ${branch}   ${restored} as before ${landing.slice(0, 7)}\n`,
        hints: [
          `next    git push -u origin ${branch}, then open the pull request; it lands if it restores exactly that`,
        ],
      }),
    };
  },
} satisfies Command<Input>;
