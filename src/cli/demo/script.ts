// The demo as a script: two years in short, then today, command by command. Whatever is shown is what really ran.

import { stripVTControlCharacters } from "node:util";
import { emptyFolder, replaceIn } from "../../repo/demo-folder.ts";
import { resourcePath } from "../resources.ts";
import { quote } from "../shell-words.ts";
import type { World } from "../world.ts";
import { sampleToday } from "./days.ts";
import { history } from "./history.ts";
import { answersFor, backstage, branchIn, type Stage, setUp, signing, tidy } from "./stage.ts";

/** Builds the sample repository and follows one proposal through it, as text that comes while it happens. */
export async function* demo(directory: string | null, world: World): AsyncGenerator<string> {
  const folder = emptyFolder(directory);
  yield `${world.style.bold("kwanus demo")}  in ${folder}\n`;
  const stage = await setUp(folder, world);

  yield heading(stage, "Two years of an office: what was filed, decided and released");
  yield* history(stage);
  stage.clock.turnTo(sampleToday);
  yield heading(stage, "Today acme wants more: dana files a proposal");
  yield* filing(stage);
  yield heading(stage, "The four bodies vote, each with one signed ballot");
  yield* votes(stage);
  yield heading(stage, "What the ballots amount to is computed, written down and landed");
  yield* decided(stage);
  yield heading(stage, "dana's next wish breaks five rules, and that shows before anybody votes");
  yield* everything(stage);
  yield heading(stage, "Where the ecosystem stands, and whether all of it is true");
  yield* standing(stage);
  yield closing(stage);
}

async function* filing(stage: Stage): AsyncGenerator<string> {
  const proposal = "partners/acme/proposals/EXP-0002/proposal.yaml";
  const answers = await answersFor(stage, "acme/exports");
  yield* typed(stage, "dana", ["switch", "--quiet", "--create", "acme-exports"]);
  yield* shown(stage, "dana", ["propose", "capability", "--partner", "acme", "--from", answers]);
  yield aside(stage, "in an editor dana widens the request: write:exports becomes write:*");
  replaceIn(stage.folder, proposal, "id: write:exports", "id: write:*");
  yield* shown(stage, "dana", ["validate"], { exit: 1 });
  yield aside(stage, "and takes that back");
  replaceIn(stage.folder, proposal, "id: write:*", "id: write:exports");
  yield* typed(
    stage,
    "dana",
    ["add", "partners"],
    ["commit", "--quiet", "--message", "File acme/EXP-0002: Export of repayment scores"],
  );
  yield aside(stage, "the pull request is merged; filing has no effect yet");
  yield* typed(stage, "lee", ["switch", "--quiet", "main"], ["merge", "--quiet", "acme-exports"]);
}

async function* votes(stage: Stage): AsyncGenerator<string> {
  const signed = await signing(stage, "ada", "acme/EXP-0002");
  const words = ["approve", "acme/EXP-0002", "--all-criteria", "passed", ...signed];
  yield prompt(stage, "ada", ["kwanus", ...words]);
  for (const who of ["ada", "bo", "erin", "lee"]) {
    const said = await stage.kwanus(who, words);
    // The same screen again: where the ballot lies is enough.
    yield who === "ada" ? said : `${who.padEnd(5)} ${/signed \S+ on \S+/.exec(said)?.[0]}\n`;
    if (who === "ada") yield aside(stage, "bo, erin and lee read the same and sign, each with a key of their own");
    await stage.git(who, "merge", "--quiet", "--ff-only", branchIn(said));
  }
}

async function* decided(stage: Stage): AsyncGenerator<string> {
  yield aside(stage, "the four ballots were merged like any pull request");
  yield* shown(stage, "lee", ["decide", "acme/EXP-0002"]);
  yield* typed(stage, "lee", ["merge", "--quiet", "kwanus/decide/acme-EXP-0002"]);
  yield* shown(stage, "dana", ["status", "acme/EXP-0002"]);
  await tidy(stage);
}

async function* everything(stage: Stage): AsyncGenerator<string> {
  const answers = await answersFor(stage, "acme/everything");
  yield* typed(stage, "dana", ["switch", "--quiet", "--create", "acme-everything"]);
  yield* shown(stage, "dana", ["propose", "capability", "--partner", "acme", "--from", answers, "--draft"]);
  yield* shown(stage, "dana", ["validate"], { exit: 1, through: only(/^error.*: "[^"]*"/) });
  yield aside(stage, "dana leaves it on that branch");
  await stage.git("dana", "add", "partners");
  await stage.git("dana", "commit", "--quiet", "--message", "Draft acme/EXP-0003: Everything, for everybody");
  await stage.git("lee", "switch", "--quiet", "main");
}

async function* standing(stage: Stage): AsyncGenerator<string> {
  yield* shown(stage, "lee", ["inbox"]);
  yield* shown(stage, "lee", ["matrix"]);
  const ending = ["matrix", "what-if", `end api:credit@v2 ${stage.clock.dayOf("2027-03-01")}`];
  yield* shown(stage, "lee", ending, { through: only(/^(On|end| {2}whose) .*/) });
  yield* shown(stage, "lee", ["report", "permissions", "--partner", "acme"]);
  yield* shown(stage, "lee", ["report", "lifecycle"], { through: only(/^[a-z0-9].*/) });
  yield* shown(stage, "lee", ["validate"]);
  yield* shown(stage, "lee", ["verify"], { through: last(4) });
}

/** What a command's output is piped through, as it is typed and as it is done. */
interface Filter {
  readonly words: readonly string[];
  kept(lines: readonly string[]): readonly string[];
}

/** What matches, as `grep -oE` finds it. */
function only(pattern: RegExp): Filter {
  return {
    words: ["grep", "-oE", pattern.source],
    kept: (lines) => lines.flatMap((line) => pattern.exec(line)?.[0] ?? []),
  };
}

function last(count: number): Filter {
  return { words: ["tail", "-n", String(count)], kept: (lines) => lines.slice(-count) };
}

/** A command with what it answers. */
async function* shown(
  stage: Stage,
  who: string,
  words: readonly string[],
  { exit = 0, through }: { readonly exit?: number; readonly through?: Filter } = {},
): AsyncGenerator<string> {
  yield prompt(stage, who, ["kwanus", ...words, ...(through === undefined ? [] : ["|", ...through.words])]);
  const said = await stage.kwanus(who, words, exit);
  // A pipe is no terminal, and has no colours.
  const lines = stripVTControlCharacters(said).trimEnd().split("\n");
  yield through === undefined ? said : `${through.kept(lines).join("\n")}\n`;
}

/** Git commands, shown as typed. */
async function* typed(stage: Stage, who: string, ...commands: string[][]): AsyncGenerator<string> {
  for (const words of commands) {
    yield prompt(stage, who, ["git", ...words]);
    await stage.git(who, ...words);
  }
}

/** What somebody types, continued on further lines where one is too short. */
function prompt({ style, columns }: Stage, who: string, words: readonly string[]): string {
  const lines: string[] = [];
  let line = `${who}$`;
  for (const word of words.map((word) => (word === "|" ? word : quote(word)))) {
    if (`${line} ${word} \\`.length <= columns) line += ` ${word}`;
    else {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    }
  }
  const text = [...lines, line].join("\n");
  return `${style.dim(text.slice(0, who.length + 1))}${style.bold(text.slice(who.length + 1))}\n`;
}

function heading({ style }: Stage, words: string): string {
  return `\n${style.bold(words)}\n`;
}

function aside({ style }: Stage, words: string): string {
  return `${style.dim(`# ${words}`)}\n`;
}

function closing({ folder, style }: Stage): string {
  const as = (who: string): string => `HOME="$PWD/${backstage}/people/${who}"`;
  return `
${style.bold("Now you")}
  cd ${folder}
  alias kwanus=${quote(`node ${resourcePath("bin/kwanus.js")}`)}
  ${as("lee")} kwanus approve cirrus/EXP-0001
                               # cast the vote that CGB owes, with lee's own key
  git switch acme-everything   # mend it until kwanus validate is content
  kwanus explain TIR002        # why a tier has an end
  kwanus report reviews        # what is owed, what was held, what is open
  kwanus report monitoring     # what is measured, what was missed, what is due
  kwanus verify --all          # every landing, judged again
  git log --format='%as %an: %s'
                               # who did what, on which day; ballots are signed
docs/audit.md checks a ballot and a decision with git and ssh-keygen alone.
`;
}
