// The demo's stage: its people with their keys, its clock, and what they do with their hands: type, commit, vote, land.

import { join } from "node:path";
import { Failure } from "../../failure.ts";
import { decisionBranch, placeOf } from "../../model/places.ts";
import { personHome, writeBelow } from "../../repo/demo-folder.ts";
import type { Environment } from "../../repo/environment.ts";
import { porcelain } from "../../repo/porcelain.ts";
import { readResource } from "../resources.ts";
import { commandLine } from "../shell-words.ts";
import type { World } from "../world.ts";
import { type Clock, clockUpTo, moved } from "./days.ts";

export const founders = { tsc: ["ada", "tom"], sco: ["bo", "sal"], erc: ["erin"], cgb: ["lee", "omar"] };
export const reviewers = Object.values(founders).flat();
const authors = ["dana", "ivo", "mira"];
/** Inside `.git`, so that the repository itself holds nothing but what a real one would. */
export const backstage = ".git/demo";

export interface Stage {
  readonly folder: string;
  readonly clock: Clock;
  readonly style: World["style"];
  /** Cells of a line. */
  readonly columns: number;
  /** Runs a command as somebody; returns what it printed. Fails on an exit other than expected. */
  kwanus(who: string, words: readonly string[], exit?: number): Promise<string>;
  git(who: string, ...words: string[]): Promise<string>;
}

/** A vote, by somebody on a day of the sample's calendar. A body that has nothing to judge abstains, and says so. */
export interface Vote {
  readonly day: string;
  readonly who: string;
  readonly reason?: string;
  readonly abstains?: true;
}

/** A new repository with a home for everybody. @throws Failure where Git or ssh-keygen is missing */
export async function setUp(folder: string, world: World): Promise<Stage> {
  const columns = Math.min(world.columns, 80);
  const clock = clockUpTo(world.now);
  const environmentOf = (who: string): Environment => ({
    PATH: world.env["PATH"],
    Path: world.env["Path"],
    SYSTEMROOT: world.env["SYSTEMROOT"],
    TMPDIR: world.env["TMPDIR"],
    HOME: join(folder, backstage, "people", who),
    FORCE_COLOR: String(world.colour),
  });
  await porcelain(folder, ["init", "--quiet", "--initial-branch=main"], world.env);
  for (const who of [...reviewers, ...authors]) personHome(join(folder, backstage, "people", who), who, world.env);
  return {
    folder,
    clock,
    style: world.style,
    columns,
    git: (who, ...words) => porcelain(folder, words, environmentOf(who), clock.tick()),
    async kwanus(who, words, exit = 0) {
      const now = clock.tick();
      const place = { cwd: folder, env: environmentOf(who), now: () => now, columns };
      const ended = await world.kwanus(words, place);
      if (ended.exit !== exit)
        throw new Failure(
          "noVerdict",
          "demo-failed",
          `${commandLine(["kwanus", ...words])} ended with ${ended.exit}, not ${exit}:\n${ended.stdout}${ended.stderr}`,
          `look around in ${folder}`,
        );
      return ended.stdout;
    },
  };
}

/**
 * A text of `templates/demo/`, its days moved with the sample's today.
 * @param today what its today becomes instead, for a text that was written earlier
 */
export async function sample({ clock }: Stage, name: string, today = clock.today): Promise<string> {
  return moved(await readResource(`templates/demo/${name}`), today);
}

/** Puts the answers to a filing where `--from` finds them, and returns where. */
export async function answersFor(stage: Stage, name: string): Promise<string> {
  const path = `${backstage}/${name}.yaml`;
  writeBelow(stage.folder, path, await sample(stage, `${name}.yaml`));
  return path;
}

/** Commits what is in the working tree on a branch of its own and lands it, as a pull request would. */
export async function land({ git }: Stage, who: string, message: string): Promise<void> {
  const branch = message.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  await git(who, "switch", "--quiet", "--create", branch);
  await git(who, "add", "--all");
  await git(who, "commit", "--quiet", "--message", message);
  await git(who, "switch", "--quiet", "main");
  await git(who, "merge", "--quiet", "--ff-only", branch);
}

/** The words that sign a subject as it is: whoever votes on it signs the same content. */
export async function signing({ kwanus }: Stage, who: string, subject: string): Promise<string[]> {
  const status = JSON.parse(await kwanus(who, ["status", subject, "--format", "json"])) as {
    subjects: { digest: string }[];
  };
  return ["--yes", "--digest", status.subjects[0]?.digest ?? ""];
}

/** Several vote, each on a day of their own, and each ballot lands as the signed commit it is. */
export async function vote(stage: Stage, subject: string, votes: readonly Vote[]): Promise<void> {
  const signed = await signing(stage, "lee", subject);
  for (const { day, who, reason, abstains } of votes) {
    stage.clock.turnTo(day);
    const verb = abstains ? ["abstain", subject] : approving(subject);
    const why = reason === undefined ? [] : ["--reason", reason];
    const said = await stage.kwanus(who, [...verb, ...signed, ...why]);
    await stage.git(who, "merge", "--quiet", "--ff-only", branchIn(said));
  }
}

/** A release asks no body for its criteria: those were answered when what it carries out was approved. */
function approving(subject: string): string[] {
  return placeOf(subject)?.kind === "Release"
    ? ["sign-off", subject]
    : ["approve", subject, "--all-criteria", "passed"];
}

/** The branch a ballot was recorded on, by what the command said. */
export function branchIn(said: string): string {
  return /kwanus\/vote\/\S+/.exec(said)?.[0] ?? "";
}

/** Writes down what the ballots amount to and lands it. Returns it in short. */
export async function decide({ kwanus, git }: Stage, who: string, subject: string): Promise<string> {
  const [verdict = ""] = (await kwanus(who, ["decide", subject])).split(/[,\n]/);
  await git(who, "merge", "--quiet", "--ff-only", decisionBranch(subject));
  return verdict;
}

/** Deletes the branches that have landed. */
export async function tidy({ git }: Stage): Promise<void> {
  const merged = await git("lee", "branch", "--merged", "main", "--format=%(refname:short)");
  const landed = merged.split("\n").filter((name) => name !== "" && name !== "main");
  await git("lee", "branch", "--quiet", "--delete", ...landed);
}
