// kwanus init: lays down a governance repository, or completes one. What exists is kept, but the copies of schemas.

import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { forges, fragileBodies, init, initResources, type LaidDown } from "../../acts/init.ts";
import { schemaFolder } from "../../acts/schema-line.ts";
import type { FileChange } from "../../change.ts";
import { exits } from "../../failure.ts";
import { authorityInForce, authorityOf } from "../../model/authority.ts";
import { type Model, readModel } from "../../model/model.ts";
import type { Repository } from "../../repo/repository.ts";
import { plural } from "../../reporters/counts.ts";
import { terminal } from "../../reporters/escape.ts";
import type { Command, Outcome } from "../command.ts";
import { forgeOf, foundingOf, type Input, seatOptions, seatsGiven, stepsOf } from "../founding-questions.ts";
import { answer } from "../prompts.ts";
import { checkedBase, shortName } from "../protected-branch.ts";
import { readResource } from "../resources.ts";
import { commandLine } from "../shell-words.ts";
import type { World } from "../world.ts";

const workflowPaths = [".github/workflows/kwanus.yml", ".gitlab-ci.yml"];

export default {
  name: "init",
  summary: "Lay down a governance repository",
  description:
    "Writes policy, people, registries, CI and editor settings into the working tree of a Git repository, and remembers which branch is protected. Files that exist are kept, so running it again completes what is missing; only the schemas editors read, which are copies, are renewed after an upgrade.",
  options: [
    ...seatOptions,
    { flag: "--quorum", value: "N", description: "approvals every body needs: majority of its members, or a number" },
    { flag: "--forge", value: "FORGE", choices: forges, description: "whose CI files to write" },
    { flag: "--base", value: "REF", description: "full name of the protected branch: refs/remotes/origin/main" },
    {
      flag: "--install",
      value: "PACKAGE",
      description: "what CI runs instead of this version of kwanus from the npm registry: the URL of a tarball",
    },
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
    const said = {
      base,
      again,
      ignored: founded ? seatsGiven(input) : [],
      rooted: authorityInForce(tree, null) !== null || (await isRooted(base, repository)),
      fromRegistry: answers.install === undefined ? `kwanus@${world.version}` : null,
    };
    return outcomeOf(laid, said, repository, world);
  },
} satisfies Command<Input>;

interface Said {
  readonly base: string;
  readonly again: string | null;
  /** Flags that were given for a policy that exists. */
  readonly ignored: readonly string[];
  /** Whether a root of trust has landed. */
  readonly rooted: boolean;
  /** What CI runs from the registry of packages, where nobody named anything else. */
  readonly fromRegistry: string | null;
}

/** A member who was named later leaves the root where it is, so what landed is asked beside the working tree. */
async function isRooted(base: string, repository: Repository): Promise<boolean> {
  const commit = (await repository.resolve(base)) ?? (await repository.head()).commit;
  return commit !== null && authorityInForce(await readModel(await repository.snapshot(commit)), null) !== null;
}

async function outcomeOf(
  { files, model }: LaidDown,
  said: Said,
  repository: Repository,
  world: World,
): Promise<Outcome> {
  const kept = files.filter((file) => {
    const place = join(repository.root, file.path);
    return isKept(place) && !isOldCopy(file, place);
  });
  const fresh = files.filter((file) => !kept.includes(file));
  const names = kept.map(({ path }) => path.split("/")[0] ?? path);
  const keptLines =
    kept.length === 0
      ? ""
      : `kept   ${plural(kept.length, "file")} as they are: ${terminal([...new Set(names)].join(" "))}\n`;
  const settings = repository.config("kwanus.base") === said.base ? [] : [{ key: "kwanus.base", value: said.base }];
  const hints = [...hintsOf(model, said, fresh), ...(await baseHint(said.base, repository))];
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

/** Nobody writes schemas, so one that differs is of another version, and an editor would judge by it. */
function isOldCopy({ path, content }: FileChange, place: string): boolean {
  if (!path.startsWith(`${schemaFolder}/`) || !lstatSync(place).isFile()) return false;
  return content !== null && !readFileSync(place).equals(content);
}

function hintsOf(model: Model, said: Said, fresh: readonly FileChange[]): string[] {
  const { again, ignored, rooted, fromRegistry } = said;
  const waiting = (authorityOf(model)?.invited ?? []).map(({ person }) => person);
  const hints = fragileBodies(model).map(
    (id) => `warning ${id} has one member and no deputy: when that person is away, nothing can be decided`,
  );
  if (ignored.length > 0)
    hints.push(`warning governance/policy.yaml was there already, so ${ignored.join(", ")} changed nothing`);
  if (fromRegistry !== null && fresh.some(({ path }) => workflowPaths.includes(path)))
    hints.push(
      `warning CI will run ${fromRegistry} from the npm registry; as long as that name is not published by people you trust, name your own with --install: the URL of a tarball that npm pack made`,
    );
  if (rooted) {
    if (waiting.length > 0)
      hints.push(
        `next    the root of trust stands: ${waiting.join(", ")} first run kwanus person accept, then kwanus propose governance files them`,
      );
    else if (fresh.length > 0)
      hints.push("next    the root of trust stands, so these files are governed: kwanus propose governance files them");
  } else if (waiting.length > 0)
    hints.push(
      `next    git add --all && git commit -m "Lay down governance", then on this branch each founder: kwanus person accept ${waiting[0]}`,
      `        still to accept: ${waiting.join(", ")}`,
      "then    the landing that holds all their keys is the root of trust: kwanus verify names the commit to pin, and from then on only decisions change the rules",
    );
  if (again !== null) hints.push(`the same without questions: ${again}`);
  return hints;
}

/** Nothing was pushed yet, so the branch that others will land on cannot be named; and a forgotten one judges nothing. */
async function baseHint(base: string, repository: Repository): Promise<string[]> {
  if (repository.config("remote.origin.url") === null || !base.startsWith("refs/heads/")) return [];
  const tracked = `refs/remotes/origin/${shortName(base)}`;
  if ((await repository.resolve(tracked)) !== null) return [];
  return [`later   once ${shortName(base)} is pushed: ${commandLine(["git", "config", "kwanus.base", tracked])}`];
}
