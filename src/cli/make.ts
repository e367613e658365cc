// A command's change, made or only shown.

import type { Change, FileChange } from "../change.ts";
import { Failure } from "../failure.ts";
import type { Repository } from "../repo/repository.ts";
import type { Recorder } from "../repo/write.ts";
import { terminal } from "../reporters/escape.ts";
import type { Outcome, Said, Setting } from "./command.ts";
import type { World } from "./world.ts";

/** Applies a change, or with `--dry-run` lists what it would write. @throws Failure as `applyChange` */
export async function make(change: Change, outcome: Outcome, world: World): Promise<Said> {
  if (world.dryRun) return { output: rehearsal(change) };
  const { applyChange } = await import("../repo/write.ts");
  const repository = await world.repository();
  const applied = await applyChange(repository, change, recorderOf(repository, world));
  return outcome.afterChange?.(applied) ?? { output: change.files.map((file) => `${done(file)}\n`).join("") };
}

/** Sets what a command wants in the repository's configuration, or with `--dry-run` lists it. Returns what to print. */
export async function configure(settings: readonly Setting[], world: World): Promise<Said> {
  const lines: string[] = [];
  const hints: string[] = [];
  for (const { key, value, optional } of settings) {
    if (!world.dryRun)
      try {
        await (await world.repository()).setConfig(key, value);
      } catch (error) {
        if (optional !== true || !(error instanceof Failure)) throw error;
        hints.push(`${key} could not be set: ${error.message}`);
        continue;
      }
    lines.push(`${world.dryRun ? "would set     " : "set    "}${terminal(`${key} = ${value}`)}\n`);
  }
  return { output: lines.join(""), hints };
}

// Both looked up only if a commit is made: writing files needs neither a name nor a key.
function recorderOf(repository: Repository, { now }: World): Recorder {
  return {
    get identity() {
      return repository.userIdentity();
    },
    async sign(bytes, namespace) {
      const { findSigner } = await import("../repo/signer.ts");
      return (await findSigner(repository)).sign(bytes, namespace);
    },
    now: new Date(now),
  };
}

function done({ path, content }: FileChange): string {
  return `${content === null ? "deleted" : "wrote"}  ${terminal(path)}`;
}

function rehearsal({ files, destination }: Change): string {
  const lines = files.map(({ path, content }) =>
    content === null ? `would delete  ${terminal(path)}` : `would write   ${terminal(path)}  (${content.length} bytes)`,
  );
  if (destination.to === "branch") {
    const [subject = ""] = destination.message.split("\n");
    const signed = destination.signed ? "signed commit" : "commit";
    lines.push(`would make    one ${signed} on ${terminal(destination.branch)}: ${terminal(subject)}`);
  }
  if (destination.to === "no-branch")
    lines.push(`would delete  the branch ${terminal(destination.branch)}, now at ${destination.expect.slice(0, 7)}`);
  return `${lines.join("\n")}\nnothing was written (--dry-run)\n`;
}
