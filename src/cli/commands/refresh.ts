// kwanus refresh: renews a governance proposal that another decision overtook, or a release whose files changed.

import { overtakenFiles, refreshChange, refreshedRelease } from "../../acts/refresh.ts";
import { bytesOf } from "../../change.ts";
import { exits, Failure } from "../../failure.ts";
import { land } from "../../landing/landing.ts";
import { signersOf } from "../../model/keys.ts";
import { allowedSignersPath } from "../../model/model.ts";
import { rosterAfter } from "../../model/proposed.ts";
import { formerVersion, mergeFiles } from "../../repo/merge.ts";
import type { Command } from "../command.ts";
import { type JudgingInput, judgingOptions, standing, subjectIn } from "../judging.ts";

interface Input extends JudgingInput {
  readonly subject: string;
}

export default {
  name: "refresh",
  summary: "Renew a proposal or a release that something else overtook",
  description:
    "Merges what a governance proposal changes with what is in force now, and names the new versions it replaces; conflicts are refused and nothing is written. A release names manifest, plan, contracts and documents as they are now. The subject changes, so everybody votes again.",
  arguments: [{ name: "SUBJECT", description: "for example governance/EXP-0002", required: true }],
  options: judgingOptions.filter(({ flag }) => flag === "--base"),
  examples: [
    { command: "kwanus refresh governance/EXP-0002", what: "after another decision changed the same file" },
    { command: "kwanus refresh acme/score-insights/1.2.0", what: "after its manifest or a document was mended" },
  ],
  exits: { 1: "nothing to renew, or the changes conflict" },
  writes: true,

  async run(input, world) {
    const repository = await world.repository();
    const landing = await land(await standing(input, world));
    const subject = subjectIn(landing.tree, input.subject);
    const hints = ["next    kwanus validate, then land it; the votes begin again"];
    if (subject.release !== null) {
      const change = await refreshedRelease(subject, subject.release, landing.base, landing.tree);
      return { output: "", exit: exits.holds, change, hints };
    }
    const overtaken = await overtakenFiles(subject, landing.base, landing.tree);
    const merged = new Map<string, Uint8Array>();
    for (const { path, before, now, carried } of overtaken) {
      if (carried === null) continue;
      if (path === allowedSignersPath) {
        // Made from the people, so made again: two who join at once touch the same lines of it.
        const { people, policy } = rosterAfter(subject, landing.tree);
        merged.set(path, bytesOf(signersOf(people, policy)));
        continue;
      }
      const ancestor = before === null ? new Uint8Array() : await formerVersion(repository, path, before);
      if (ancestor === null)
        throw new Failure(
          "refused",
          "ancestor-unknown",
          `the version of ${path} that ${subject.id} was written on is in no commit of this clone`,
          "write the proposal again on what is in force now: kwanus propose governance",
        );
      const result = await mergeFiles(repository, carried, ancestor, now ?? new Uint8Array());
      if (result === null)
        throw new Failure(
          "refused",
          "conflict",
          `${subject.id} and what is in force now change the same lines of ${path}`,
          `edit ${subject.directory}/changes/${path} by hand on top of ${path}, or propose it anew`,
        );
      merged.set(path, result);
    }
    const change = await refreshChange(subject, landing.tree, overtaken, merged);
    return { output: "", exit: exits.holds, change, hints };
  },
} satisfies Command<Input>;
