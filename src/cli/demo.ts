// The demo as a script: who types what, in which order. Every line is run as a person would run it; nothing is printed in advance.

import { join } from "node:path";
import { Failure } from "../failure.ts";
import { emptyFolder, personHome, replaceIn, writeBelow } from "../repo/demo-folder.ts";
import type { Environment } from "../repo/environment.ts";
import { porcelain } from "../repo/porcelain.ts";
import { terminalLines } from "../reporters/escape.ts";
import { readResource, resourcePath } from "./resources.ts";
import { commandLine, quote } from "./shell-words.ts";
import type { World } from "./world.ts";

const founders = { tsc: ["ada", "tom"], sco: ["bo", "sal"], erc: ["erin"], cgb: ["lee", "omar"] };
const reviewers = Object.values(founders).flat();
const authors = ["dana", "ivo"];
/** Inside `.git`, so that the repository itself holds nothing but what a real one would. */
const backstage = ".git/demo";

interface Stage {
  readonly folder: string;
  /** Runs a command as somebody; returns what it printed. Fails on an exit other than expected. */
  kwanus(who: string, words: readonly string[], exit?: number): Promise<string>;
  git(who: string, ...words: string[]): Promise<void>;
}

/** Builds the sample repository and follows one proposal through it, as text that comes while it happens. */
export async function* demo(directory: string | null, world: World): AsyncGenerator<string> {
  const { style } = world;
  const folder = emptyFolder(directory);
  const heading = (words: string): string => `\n${style.bold(words)}\n`;
  yield `${style.bold("kwanus demo")}  in ${folder}\n`;

  const stage = await setUp(folder, world);
  yield heading("An office is founded: four bodies, seven people, each with a key of their own");
  yield* found(stage, world);
  yield heading("Two partners come in: acme at tier 2, borealis at tier 1, four votes each");
  yield* admit(stage, world, "acme", "dana");
  yield* admit(stage, world, "borealis", "ivo");
  yield heading("acme wants more: dana files a proposal");
  yield* propose(stage, world);
  yield heading("The four bodies vote, each with one signed ballot");
  yield* vote(stage, world);
  yield heading("What the ballots amount to is computed, written down and landed");
  yield* decideIt(stage, world);
  yield heading("Anybody can check all of it, offline");
  yield* shown(stage, world, "lee", ["validate"]);
  yield* shown(stage, world, "lee", ["verify"]);
  yield closing(folder, style);
}

async function setUp(folder: string, world: World): Promise<Stage> {
  const environmentOf = (who: string): Environment => ({
    PATH: world.env["PATH"],
    Path: world.env["Path"],
    SYSTEMROOT: world.env["SYSTEMROOT"],
    TMPDIR: world.env["TMPDIR"],
    HOME: join(folder, backstage, "people", who),
  });
  await porcelain(folder, ["init", "--quiet", "--initial-branch=main"], world.env);
  for (const who of [...reviewers, ...authors]) personHome(join(folder, backstage, "people", who), who, world.env);
  return {
    folder,
    async git(who, ...words) {
      await porcelain(folder, words, environmentOf(who));
    },
    async kwanus(who, words, exit = 0) {
      const ended = await world.kwanus(words, { cwd: folder, env: environmentOf(who) });
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

/** A command with what it answers. */
async function* shown(
  { kwanus }: Stage,
  world: World,
  who: string,
  words: readonly string[],
  exit = 0,
): AsyncGenerator<string> {
  yield prompt(world, who, commandLine(["kwanus", ...words]));
  yield terminalLines(await kwanus(who, words, exit));
}

/** Git commands, shown as typed. */
async function* typed({ git }: Stage, world: World, who: string, ...commands: string[][]): AsyncGenerator<string> {
  for (const words of commands) {
    yield prompt(world, who, commandLine(["git", ...words]));
    await git(who, ...words);
  }
}

function prompt({ style }: World, who: string, line: string): string {
  return `${style.dim(`${who}$`)} ${style.bold(line)}\n`;
}

async function* found(stage: Stage, world: World): AsyncGenerator<string> {
  const members = Object.entries(founders).flatMap(([body, people]) => [`--${body}`, people.join(",")]);
  const words = ["init", ...members, "--quorum", "1", "--forge", "github"];
  yield prompt(world, "lee", commandLine(["kwanus", ...words]));
  const written = (await stage.kwanus("lee", words)).match(/^wrote /gm) ?? [];
  yield `${written.length} files: policy, people, registries, CI workflow, CODEOWNERS, editor settings\n`;
  const [first = "", ...others] = reviewers;
  yield* shown(stage, world, first, ["person", "accept", first]);
  for (const who of others) {
    yield prompt(world, who, commandLine(["kwanus", "person", "accept", who]));
    // The same four files again: one line is enough.
    yield `${(await stage.kwanus(who, ["person", "accept", who])).split("\n")[0]}\n`;
  }
  yield* typed(stage, world, "lee", ["add", "--all"], ["commit", "--quiet", "--message", "Found the office"]);
  yield* shown(stage, world, "lee", ["validate"]);
}

async function* admit(stage: Stage, world: World, partner: string, author: string): AsyncGenerator<string> {
  const answers = `${backstage}/${partner}-application.yaml`;
  const subject = `${partner}/APP-0001`;
  writeBelow(stage.folder, answers, await readResource(`templates/demo/${partner}-application.yaml`));
  const words = ["propose", "application", "--partner", partner, "--from", answers];
  yield prompt(world, author, commandLine(["kwanus", ...words]));
  await stage.kwanus(author, words);
  await land(stage, author, `${partner}-application`, `File ${subject}`);
  for (const who of firstOfEachBody()) await ballot(stage, who, subject);
  await stage.kwanus("lee", ["decide", subject]);
  await merge(stage, `kwanus/decide/${subject.replace("/", "-")}`, `Decide ${subject}`);
  const name = partner === "acme" ? "score-insights" : "report-calendar";
  for (const [path, resource] of [
    ["manifest.yaml", `demo/${partner}-manifest.yaml`],
    ["contracts/report.schema.json", "report.schema.json"],
  ])
    writeBelow(
      stage.folder,
      `partners/${partner}/integrations/${name}/${path}`,
      await readResource(`templates/${resource}`),
    );
  await land(stage, author, `${partner}-${name}`, `Add ${partner}/${name}`);
  yield* shown(stage, world, author, ["gate", subject]);
}

async function* propose(stage: Stage, world: World): AsyncGenerator<string> {
  const proposal = "partners/acme/proposals/EXP-0001/proposal.yaml";
  for (const name of ["acme-exports", "borealis-reminders"])
    writeBelow(stage.folder, `${backstage}/${name}.yaml`, await readResource(`templates/demo/${name}.yaml`));
  yield* typed(stage, world, "dana", ["switch", "--quiet", "--create", "acme-exports"]);
  yield* shown(stage, world, "dana", [
    "propose",
    "capability",
    "--partner",
    "acme",
    "--from",
    `${backstage}/acme-exports.yaml`,
  ]);
  yield `${world.style.dim("# in an editor dana widens the request: write:exports becomes write:*")}\n`;
  replaceIn(stage.folder, proposal, "id: write:exports", "id: write:*");
  yield* shown(stage, world, "dana", ["validate"], 1);
  yield `${world.style.dim("# and takes that back")}\n`;
  replaceIn(stage.folder, proposal, "id: write:*", "id: write:exports");
  yield* shown(stage, world, "dana", ["validate"]);
  yield* typed(stage, world, "dana", ["add", "partners"], ["commit", "--quiet", "--message", "File acme/EXP-0001"]);
  yield `${world.style.dim("# the pull request is merged; filing has no effect yet")}\n`;
  yield* typed(
    stage,
    world,
    "lee",
    ["switch", "--quiet", "main"],
    ["merge", "--quiet", "--no-ff", "--message", "Land acme/EXP-0001", "acme-exports"],
  );
  // One more stays open, for whoever tries the repository afterwards.
  await stage.kwanus("ivo", [
    "propose",
    "capability",
    "--partner",
    "borealis",
    "--from",
    `${backstage}/borealis-reminders.yaml`,
  ]);
  await land(stage, "ivo", "borealis-reminders", "File borealis/EXP-0001");
}

async function* vote(stage: Stage, world: World): AsyncGenerator<string> {
  for (const who of firstOfEachBody()) {
    yield* shown(stage, world, who, await ballotWords(stage, who, "acme/EXP-0001"));
    yield "\n";
  }
  yield* shown(stage, world, "dana", ["status", "acme/EXP-0001"]);
}

async function* decideIt(stage: Stage, world: World): AsyncGenerator<string> {
  yield* shown(stage, world, "lee", ["decide", "acme/EXP-0001"]);
  yield* typed(stage, world, "lee", [
    "merge",
    "--quiet",
    "--no-ff",
    "--message",
    "Decide acme/EXP-0001",
    "kwanus/decide/acme-EXP-0001",
  ]);
  yield* shown(stage, world, "dana", ["status", "acme/EXP-0001"]);
}

function firstOfEachBody(): string[] {
  return Object.values(founders).flatMap(([first]) => (first === undefined ? [] : [first]));
}

async function ballotWords({ kwanus }: Stage, who: string, subject: string): Promise<string[]> {
  const status = JSON.parse(await kwanus(who, ["status", subject, "--format", "json"])) as {
    subjects: { digest: string }[];
  };
  return ["approve", subject, "--all-criteria", "passed", "--yes", "--digest", status.subjects[0]?.digest ?? ""];
}

async function ballot(stage: Stage, who: string, subject: string): Promise<void> {
  await stage.kwanus(who, await ballotWords(stage, who, subject));
}

/** Commits the working tree on a branch and merges it, as a pull request would be. */
async function land(stage: Stage, who: string, branch: string, message: string): Promise<void> {
  await stage.git(who, "switch", "--quiet", "--create", branch);
  await stage.git(who, "add", "--all");
  await stage.git(who, "commit", "--quiet", "--message", message);
  await merge(stage, branch, message.replace(/^File|^Add/, "Land"));
}

async function merge({ git }: Stage, branch: string, message: string): Promise<void> {
  await git("lee", "switch", "--quiet", "main");
  await git("lee", "merge", "--quiet", "--no-ff", "--message", message, branch);
}

function closing(folder: string, style: World["style"]): string {
  const people = `HOME="$PWD/${backstage}/people`;
  return `
${style.bold("Now you")}
  cd ${folder}
  alias kwanus=${quote(`node ${resourcePath("bin/kwanus.js")}`)}
  kwanus status                          # what is open, and whose move it is
  ${people}/bo" kwanus approve borealis/EXP-0001
                                         # vote as bo for SCO, with bo's own key
  kwanus verify --all                    # every landing, judged again
  kwanus explain PRM002                  # why a wildcard is refused
  git log --graph --oneline              # what happened here
SECURITY.md says how to check one ballot with git and ssh-keygen alone.
`;
}
