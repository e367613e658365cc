// kwanus init: lays down a governance repository, or completes one. What exists is kept.

import { lstatSync } from "node:fs";
import { join } from "node:path";
import { forges, fragileBodies, init, initResources, type LaidDown } from "../../acts/init.ts";
import { exits } from "../../failure.ts";
import { authorityOf } from "../../model/authority.ts";
import { type Model, readModel } from "../../model/model.ts";
import type { Repository } from "../../repo/repository.ts";
import { plural } from "../../reporters/counts.ts";
import { terminal } from "../../reporters/escape.ts";
import type { Command, Outcome } from "../command.ts";
import { forgeOf, foundingOf, type Input, seatOptions, seatsGiven, stepsOf } from "../founding-questions.ts";
import { answer } from "../prompts.ts";
import { checkedBase, shortName } from "../protected-branch.ts";
import { readResource } from "../resources.ts";
import type { World } from "../world.ts";

export default {
  name: "init",
  summary: "Lay down a governance repository",
  description:
    "Writes policy, people, registries, CI and editor settings into the working tree of a Git repository, and remembers which branch is protected. Files that exist are kept, so running it again completes what is missing.",
  options: [
    ...seatOptions,
    { flag: "--quorum", value: "N", description: "approvals every body needs: majority of its members, or a number" },
    { flag: "--forge", value: "FORGE", choices: forges, description: "whose CI files to write" },
    { flag: "--base", value: "REF", description: "full name of the protected branch: refs/remotes/origin/main" },
    { flag: "--install", value: "PACKAGE", description: "what CI runs through npx instead of this version of kwanus" },
  ],
  examples: [
    { command: "kwanus init", what: "asks for everything" },
    {
      command: "kwanus init --tsc ada,tom --sco bo,sal --erc erin --erc-deputies kim --cgb lee,omar",
      what: "asks nothing where nobody can be asked",
    },
  ],
  exits: { 1: "something stands in the way", 3: "not a Git repository, or it cannot be written" },
  writes: true,

  async run(input, world) {
    const repository = await world.repository();
    const tree = await readModel(await repository.workingTree());
    const founded = tree.snapshot.files.has("governance/policy.yaml");
    const { answers, again } = await answer<Input>(await stepsOf(repository, tree, founded, world), input, world);
    const base = checkedBase(answers.base ?? repository.config("kwanus.base") ?? "");
    const laid = await init({
      tree,
      founding: founded ? null : foundingOf(answers),
      forge: forgeOf(answers, repository, tree),
      branch: shortName(base),
      repo: world.uuid(),
      version: world.version,
      install: answers.install ?? `kwanus@${world.version}`,
      resources: new Map(
        await Promise.all(initResources.map(async (path) => [path, await readResource(path)] as const)),
      ),
    });
    return outcomeOf(laid, { base, again, ignored: founded ? seatsGiven(input) : [] }, repository, world);
  },
} satisfies Command<Input>;

interface Said {
  readonly base: string;
  readonly again: string | null;
  /** Flags that were given for a policy that exists. */
  readonly ignored: readonly string[];
}

function outcomeOf({ files, model }: LaidDown, said: Said, repository: Repository, world: World): Outcome {
  const kept = files.filter(({ path }) => isKept(join(repository.root, path)));
  const fresh = files.filter((file) => !kept.includes(file));
  const names = kept.map(({ path }) => path.split("/")[0] ?? path);
  const keptLines =
    kept.length === 0
      ? ""
      : `kept   ${plural(kept.length, "file")} as they are: ${terminal([...new Set(names)].join(" "))}\n`;
  const settings = repository.config("kwanus.base") === said.base ? [] : [{ key: "kwanus.base", value: said.base }];
  const hints = hintsOf(model, said, fresh.length);
  if (fresh.length === 0) return { output: `${keptLines}nothing is missing\n`, exit: exits.holds, settings, hints };
  return {
    output: keptLines,
    exit: exits.holds,
    change: { files: fresh, destination: { to: "working-tree" } },
    settings,
    ...(world.dryRun ? {} : { hints }),
  };
}

/** A folder or device in a file's place is no file to keep: writing says so. */
function isKept(place: string): boolean {
  try {
    const found = lstatSync(place);
    return found.isFile() || found.isSymbolicLink();
  } catch {
    return false;
  }
}

function hintsOf(model: Model, { again, ignored }: Said, written: number): string[] {
  const authority = authorityOf(model);
  const waiting = (authority?.invited ?? []).map(({ person }) => person);
  const hints = fragileBodies(model).map(
    (id) => `warning ${id} has one member and no deputy: when that person is away, nothing can be decided`,
  );
  if (ignored.length > 0)
    hints.push(`warning governance/policy.yaml was there already, so ${ignored.join(", ")} changed nothing`);
  if (waiting.length > 0)
    hints.push(
      `next    git add --all && git commit -m "Lay down governance", then on this branch each founder: kwanus person accept ${waiting[0]}`,
      `        still to accept: ${waiting.join(", ")}`,
      "then    the landing that holds all their keys is the root of trust: kwanus validate names the commit to pin, and from then on only decisions change the rules",
    );
  else if (written > 0)
    hints.push("next    the root of trust stands, so these files are governed: kwanus propose governance files them");
  if (again !== null) hints.push(`the same without questions: ${again}`);
  return hints;
}
