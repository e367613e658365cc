// The goals of docs/performance.md: how each is measured, and what it says today.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openRepository, type Repository } from "../src/repo/repository.ts";
import { verifyCommit } from "../src/trust/commit.ts";
import { namespaces, verifyStatement } from "../src/trust/statement.ts";
import { testKey } from "../test/support/keys.ts";
import { type Command, inTurns, once, type Patience, peakOf, tasksInTurns } from "./measure.ts";
import { git, makeOffice, type Office } from "./office.ts";
import { peersOf } from "./peers.ts";

export interface Result {
  /** Number of the goal. */
  readonly goal: string;
  readonly what: string;
  /** `1.08`, `450 MiB`, `not installed`. */
  readonly today: string;
  readonly wanted: string;
  /** Null where nothing could be measured. */
  readonly reached: boolean | null;
  /** Rounds behind the figure, and milliseconds of both sides. */
  readonly rounds: number;
  readonly times: string;
}

export interface Bench {
  readonly stage: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly patience: Patience;
  office(documents: number): Promise<Office>;
}

const root = join(import.meta.dirname, "..");
const bare: Command = { program: process.execPath, words: ["-e", "0"] };

function kwanus(...words: readonly string[]): Command {
  return { program: process.execPath, words: [join(root, "bin/kwanus.js"), ...words] };
}

const validate = (folder: string, ...words: readonly string[]) => kwanus("-C", folder, "validate", ...words);
const status = (folder: string): Command => ({
  program: "git",
  words: ["-C", folder, "--no-optional-locks", "status", "--porcelain=v2"],
});

const cold = "--no-cache";

/** A ratio of two measured things, the smaller the better. */
function ratio(goal: string, what: string, most: number, ours: number, theirs: number, rounds: number): Result {
  const times = `${shown(ours)} / ${shown(theirs)} ms`;
  return {
    goal,
    what,
    today: shown(ours / theirs),
    wanted: `≤ ${most}`,
    reached: ours / theirs <= most,
    rounds,
    times,
  };
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}

/** Goals 1 and 2: what a command costs before it does anything. */
export function starts({ environment, patience }: Bench): Result[] {
  const { of, rounds } = inTurns(
    {
      bare,
      version: kwanus("--version"),
      help: kwanus("--help"),
      ofCommand: kwanus("validate", "--help"),
    },
    environment,
    { ...patience, rounds: patience.rounds * 3 },
  );
  return [
    ratio("1", "--version", 1.15, of.version, of.bare, rounds),
    ratio("2", "--help", 1.35, of.help, of.bare, rounds),
    ratio("2", "validate --help", 1.35, of.ofCommand, of.bare, rounds),
  ];
}

/** Goals 3 and 4: everything read and judged, nothing remembered. */
export async function coldRuns(bench: Bench, sizes: readonly number[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of sizes) {
    const { folder } = await bench.office(size);
    const { of, rounds } = inTurns(
      {
        bare,
        ours: validate(folder, cold),
        yaml: { program: process.execPath, words: [join(root, "bench/bare-yaml.mjs"), folder] },
      },
      bench.environment,
      bench.patience,
    );
    const what = `validate ${size} documents, cold`;
    if (size <= 10) results.push(ratio("3", `${what} : node -e 0`, 2.3, of.ours, of.bare, rounds));
    else results.push(ratio("4", `${what} : bare yaml`, 0.1, of.ours, of.yaml, rounds));
  }
  return results;
}

/** Goal 5, only where a hundred thousand documents are asked for. */
export async function hugeRun(bench: Bench): Promise<Result[]> {
  const [large, huge] = [await bench.office(10_000), await bench.office(100_000)];
  const ours = validate(huge.folder, cold);
  const { of, rounds } = inTurns({ large: validate(large.folder, cold), ours }, bench.environment, bench.patience);
  const peak = peakOf(ours, bench.environment);
  return [
    ratio("5", "validate 100000 documents, cold : 10000", 6, of.ours, of.large, rounds),
    {
      goal: "5",
      what: "its peak",
      today: `${peak} MiB`,
      wanted: "≤ 300 MiB",
      reached: peak <= 300,
      rounds: 1,
      times: "",
    },
  ];
}

/** Goals 6, 7 and 8: what was judged before. */
export async function warmRuns(bench: Bench, sizes: readonly number[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of sizes) {
    const { folder, manifests } = await bench.office(size);
    const { of, rounds } = inTurns(
      {
        bare,
        status: status(folder),
        tree: validate(folder, "--head", "HEAD", "--base", "main"),
        ours: validate(folder),
      },
      bench.environment,
      { ...bench.patience, rounds: bench.patience.rounds * 3 },
    );
    const nothing = `validate ${size} documents, nothing changed`;
    results.push(
      ratio("8", `validate --head HEAD, ${size} documents judged before : node -e 0`, 1.35, of.tree, of.bare, rounds),
    );
    if (size <= 10_000)
      results.push(ratio("6", `${nothing} : node -e 0 + git status`, 1.15, of.ours, of.bare + of.status, rounds));
    else results.push(ratio("6", `${nothing} : git status`, 1.25, of.ours, of.status, rounds));
    const [first] = manifests;
    if (first === undefined) continue;
    let count = 0;
    const change = () => writeFileSync(join(folder, first), `${git(folder, "show", `HEAD:${first}`)}\n# ${++count}\n`);
    const changed = inTurns(
      { status: { ...status(folder), before: change }, ours: { ...validate(folder), before: change } },
      bench.environment,
      bench.patience,
    );
    git(folder, "checkout", "--quiet", first);
    results.push(
      ratio(
        "7",
        `validate ${size} documents, one changed : git status`,
        1.5,
        changed.of.ours,
        changed.of.status,
        changed.rounds,
      ),
    );
  }
  return results;
}

/** Goal 9: validators of one schema, without any rule across documents. */
export async function againstPeers(bench: Bench, sizes: readonly number[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of sizes) {
    const office = await bench.office(size);
    for (const { name, goal, most, command } of peersOf(office, join(bench.stage, "peers"))) {
      const what = `times faster than ${name}, ${size} documents`;
      const wanted = `≥ ${shown(goal)}`;
      if (size > most || office.manifests.length === 0) continue;
      if (command === null) {
        results.push({ goal: "9", what, today: "not installed", wanted, reached: null, rounds: 0, times: "" });
        continue;
      }
      const { of, rounds } = inTurns(
        { ours: validate(office.folder, cold), theirs: command },
        bench.environment,
        bench.patience,
      );
      const faster = of.theirs / of.ours;
      const times = `${shown(of.ours)} / ${shown(of.theirs)} ms`;
      results.push({ goal: "9", what, today: shown(faster), wanted, reached: faster >= goal, rounds, times });
    }
  }
  return results;
}

/** Goal 10: a thousand signed commits and as many ballots, against Git, which starts ssh-keygen for each commit. */
export async function signatures(bench: Bench): Promise<Result[]> {
  const folder = mkdtempSync(join(bench.stage, "signed-"));
  const count = 1000;
  await makeOffice(folder, 200, count);
  const commits = git(folder, "rev-list", "main").split("\n");
  const ballots = manyBallots(folder, count);
  const proof = git(folder, "log", "--format=%G?").split("\n");
  if (commits.length !== count || proof.some((verdict) => verdict !== "G"))
    throw new Error("Git verifies another history");
  const log: Command = { program: "git", words: ["-C", folder, "log", "--format=%G?"] };
  const verifyCommits: Command = { program: "git", words: ["-C", folder, "verify-commit", ...commits] };
  const replay = kwanus("-C", folder, "verify");
  const { of, rounds } = await tasksInTurns(
    {
      log: () => once(log, bench.environment),
      commits: () => timed(folder, bench, (repository) => commitsHold(repository, commits)),
      verifyCommits: () => once(verifyCommits, bench.environment),
      ballots: () => timed(folder, bench, (repository) => ballotsHold(repository, ballots)),
      replay: () => once(replay, bench.environment),
    },
    3,
  );
  rmSync(folder, { recursive: true });
  const faster = (what: string, ours: number, than: string, theirs: number): Result => ({
    goal: "10",
    what: `${what}, ${shown((count / ours) * 1000)} a second: times faster than ${than}`,
    today: shown(theirs / ours),
    wanted: "≥ 50",
    reached: theirs / ours >= 50,
    rounds,
    times: `${shown(ours)} / ${shown(theirs)} ms`,
  });
  return [
    faster(`${count} signed commits`, of.commits, "git log --format=%G?", of.log),
    faster(`${count} signed commits`, of.commits, "git verify-commit", of.verifyCommits),
    faster(`${count} ballots`, of.ballots, "git log --format=%G? of as many commits", of.log),
    faster(`${count} ballots`, of.ballots, "git verify-commit of as many commits", of.verifyCommits),
    ratio("10", `kwanus verify, ${count} landings replayed : git log --format=%G?`, 0.02, of.replay, of.log, rounds),
  ];
}

/** A statement and its signature, by their ids as Git objects. */
type StoredBallot = readonly [statement: string, signature: string];

/** Ballots of one reviewer, no two alike, as objects of a repository. */
function manyBallots(folder: string, count: number): StoredBallot[] {
  const [first = ""] = git(folder, "ls-files", "*/ballots/*.yaml").split("\n");
  const text = git(folder, "show", `HEAD:${first}`);
  const stage = mkdtempSync(join(folder, ".git/ballots-"));
  const paths = Array.from({ length: count }, (_, at) => {
    const statement = `${text.replace(/^ {2}reason: .*$/m, `  reason: number ${at}`)}\n`;
    const pair = [join(stage, `${at}.yaml`), join(stage, `${at}.yaml.sig`)];
    for (const [i, content] of [statement, testKey("bo").sign(statement, namespaces.ballot)].entries())
      writeFileSync(pair[i] ?? "", content);
    return pair;
  });
  const ids = execFileSync("git", ["hash-object", "-w", "--no-filters", "--stdin-paths"], {
    cwd: folder,
    input: `${paths.flat().join("\n")}\n`,
  });
  const list = ids.toString().trim().split("\n");
  packed(folder, list);
  return paths.map((_, at) => [list[2 * at] ?? "", list[2 * at + 1] ?? ""]);
}

/** All objects in one pack, as in a fresh clone. */
function packed(folder: string, others: readonly string[]): void {
  const reachable = git(folder, "rev-list", "--objects", "--no-object-names", "--all");
  const pack = ["pack-objects", "--quiet", join(folder, ".git/objects/pack/pack")];
  execFileSync("git", pack, {
    cwd: folder,
    input: `${reachable}\n${others.join("\n")}\n`,
    stdio: ["pipe", "ignore", "inherit"],
  });
  git(folder, "prune-packed", "--quiet");
}

/** Milliseconds to read from an open repository and verify, Git's reading included. @throws Error for a bad signature */
async function timed(
  folder: string,
  { environment }: Bench,
  holds: (repository: Repository) => Promise<readonly boolean[]>,
): Promise<number> {
  const repository = await openRepository(folder, environment);
  const start = performance.now();
  const verdicts = await holds(repository);
  const took = performance.now() - start;
  repository.close();
  if (verdicts.length === 0 || verdicts.includes(false)) throw new Error("a signature does not verify");
  return took;
}

function commitsHold(repository: Repository, commits: readonly string[]): Promise<boolean[]> {
  return Promise.all(
    commits.map(async (id) => verifyCommit(await repository.rawCommit(id), { minimumRsaBits: 3072 }).ok),
  );
}

function ballotsHold(repository: Repository, ballots: readonly StoredBallot[]): Promise<boolean[]> {
  return Promise.all(
    ballots.map(async (ids) => {
      const [statement, signature] = await Promise.all(ids.map((id) => repository.object(id)));
      const bytes = statement?.bytes ?? new Uint8Array();
      const { ok } = verifyStatement({
        bytes,
        signature: signature?.bytes ?? null,
        namespace: namespaces.ballot,
        minimumRsaBits: 3072,
      });
      return ok;
    }),
  );
}

/** Goal 11: what is wrong must not be slow. */
export async function badInputs(bench: Bench, size: number): Promise<Result[]> {
  const { folder, manifests } = await bench.office(size);
  const [first = ""] = manifests;
  const good = git(folder, "show", `HEAD:${first}`);
  const write = (text: string) => () => writeFileSync(join(folder, first), text);
  const one = inTurns(
    {
      fine: { ...validate(folder, cold), before: write(`${good}\n# changed\n`) },
      failing: { ...validate(folder, cold), before: write(good.replace("strict", "open")) },
    },
    bench.environment,
    bench.patience,
  );
  git(folder, "checkout", "--quiet", first);
  const more = (what: string, ms: number, most: number, rounds: number): Result => {
    return {
      goal: "11",
      what,
      today: `${shown(ms)} ms`,
      wanted: `≤ ${most} ms`,
      reached: ms <= most,
      rounds,
      times: "",
    };
  };
  return [
    more(`one failing document among ${size} adds`, one.of.failing - one.of.fine, 60, one.rounds),
    ...(await worst(bench, more)),
  ];
}

/** The largest input of each sort that the limits let through. */
const hostile: Readonly<Record<string, string>> = {
  "2,000 keys in each of 10 mappings": Array.from(
    { length: 10 },
    (_, m) => `k${m}:\n${Array.from({ length: 2000 }, (_, k) => `  k${k}: v`).join("\n")}`,
  ).join("\n"),
  "64 levels of lists": `a: ${"[".repeat(62)}${"]".repeat(62)}`,
  "1 MiB of one text": `a: |\n${"  x".repeat(33).concat("\n").repeat(10_200)}`,
  "1 MiB of quotes that never close": `a: "${"x \n ".repeat(12_000)}`,
  "50,000 empty lines": "\n".repeat(49_990),
};

async function worst(
  bench: Bench,
  more: (what: string, ms: number, most: number, rounds: number) => Result,
): Promise<Result[]> {
  const { folder } = await bench.office(10);
  const path = join(folder, "partners/partner-1/partner.yaml");
  const plain = git(folder, "show", "HEAD:partners/partner-1/partner.yaml");
  const results = Object.entries(hostile).map(([what, text]) => {
    const { of, rounds } = inTurns(
      {
        fine: { ...validate(folder, cold), before: () => writeFileSync(path, `${plain}\n# changed\n`) },
        bad: { ...validate(folder, cold), before: () => writeFileSync(path, `${plain}\n${text}\n`) },
      },
      bench.environment,
      bench.patience,
    );
    return more(`${what} take`, of.bad - of.fine, 500, rounds);
  });
  git(folder, "checkout", "--quiet", ".");
  return results;
}
