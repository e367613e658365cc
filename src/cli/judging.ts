// From a command line to what is judged: which head, which base, where they parted (trust.md, "What is judged").

import { didYouMean } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import type { History } from "../landing/history.ts";
import type { LandingInputs } from "../landing/landing.ts";
import type { Model, Subject } from "../model/model.ts";
import type { Repository } from "../repo/repository.ts";
import { emptySnapshot, type Snapshot } from "../snapshot.ts";
import type { Option } from "./command.ts";
import { historyOf } from "./history.ts";
import { protectedBranch } from "./protected-branch.ts";
import type { World } from "./world.ts";

/** Options of every command that judges. */
export const judgingOptions: readonly Option[] = [
  { flag: "--head", value: "REV", description: "judge this revision instead of the working tree" },
  { flag: "--base", value: "REV", description: "judge against this revision of the protected branch" },
];

export interface JudgingInput {
  readonly head?: string;
  readonly base?: string | boolean;
  /** How messages call the head, where it was not named but found. */
  readonly called?: string;
}

/** The protected branch's tip, as this clone knows it. */
interface Base {
  readonly snapshot: Snapshot;
  /** Null before the first commit. */
  readonly commit: string | null;
  /** Full name of the branch, or null where a revision was given. */
  readonly ref: string | null;
}

/** What `check` needs to judge a landing. */
export async function judging(input: JudgingInput, world: World): Promise<LandingInputs> {
  const repository = await world.repository();
  const head = await headOf(input, repository);
  return against(await baseOf(input, repository, head), head, world);
}

/** The same against the protected branch's tip itself: where things stand, rather than what the last landing did. */
export async function standing(input: JudgingInput, world: World): Promise<LandingInputs> {
  const repository = await world.repository();
  return against(await namedBase(input, repository), await headOf(input, repository), world);
}

async function against(base: Base, head: Head, world: World): Promise<LandingInputs> {
  const repository = await world.repository();
  mustGovern(head.snapshot, base.snapshot);
  return {
    base: base.snapshot,
    mergeBase: await mergeBaseOf(repository, base, head),
    head: head.snapshot,
    asOf: world.today,
    ...(base.commit !== null && { history: historyOf(base.commit, repository, world) }),
  };
}

/** The head alone, for `--no-base`. */
export async function headAlone(input: JudgingInput, world: World): Promise<Snapshot> {
  const { snapshot } = await headOf(input, await world.repository());
  mustGovern(snapshot);
  return snapshot;
}

/** The tip of the protected branch, with its commit. */
export interface Tip {
  readonly snapshot: Snapshot;
  readonly commit: string;
  /** Full name of the branch, or null where a revision was given. */
  readonly ref: string | null;
  readonly history: History;
}

/**
 * The protected branch's tip, for acts that start from it.
 * @throws Failure `refused` before the first commit
 */
export async function tip(input: JudgingInput, world: World): Promise<Tip> {
  const landed = await landedTip(input, world);
  mustGovern(landed.snapshot);
  return landed;
}

/** The same for those who look at how it came about: a landing that took even kwanus.yaml away must not hide itself. */
export async function landedTip(input: JudgingInput, world: World): Promise<Tip> {
  const repository = await world.repository();
  const { snapshot, commit, ref } = await namedBase(input, repository);
  if (commit === null)
    throw new Failure(
      "refused",
      "nothing-landed",
      "nothing has landed on the protected branch yet",
      "commit what kwanus init laid down: git add --all && git commit",
    );
  return { snapshot, commit, ref, history: historyOf(commit, repository, world) };
}

/**
 * The subject with this id.
 * @throws Failure `usage` with the id that was probably meant
 */
export function subjectIn(model: Model, id: string): Subject {
  const subject = model.subjects.get(id);
  if (subject !== undefined) return subject;
  const known = [...model.subjects.keys()];
  // A clean working tree has a commit, and is one all the same.
  const place = model.snapshot.name === "working tree" ? "the working tree" : model.snapshot.name;
  throw new Failure(
    "usage",
    "unknown-subject",
    `there is no subject "${id}" in ${place}`,
    subjectMeant(id, known) ?? (known.length === 0 ? "file one: kwanus propose" : subjectsOf(id, known)),
  );
}

/** Whoever names a partner or an integration gets its subjects, everybody else all there are. */
function subjectsOf(id: string, known: readonly string[]): string {
  const own = known.filter((subject) => subject.startsWith(`${id}/`));
  const [where, which] = own.length === 0 ? ["here", known] : [`of ${id}`, own];
  const more = which.length > 12 ? ` and ${which.length - 12} more` : "";
  return `subjects ${where}: ${which.slice(0, 12).join(", ")}${more}`;
}

/** `Did you mean …?` for an id that names no subject, also for a number without the partner before it; or null. */
export function subjectMeant(id: string, known: readonly string[]): string | null {
  const words = id.split("/").filter((word) => word !== "");
  // A path in the repository holds both: partners/acme/proposals/EXP-0001/proposal.yaml.
  const foldered = known.filter(
    (subject) => words.length > 2 && subject.split("/").every((word) => words.includes(word)),
  );
  if (foldered[0] !== undefined) return `Did you mean "${foldered[0]}"?`;
  const numbered = known.filter((subject) => subject.endsWith(`/${id.toUpperCase()}`));
  return numbered.length === 0
    ? didYouMean(id, known)
    : `Did you mean ${numbered
        .slice(0, 12)
        .map((subject) => `"${subject}"`)
        .join(" or ")}?`;
}

interface Head {
  readonly snapshot: Snapshot;
  /** Commit it stands on; null while nothing is committed. */
  readonly commit: string | null;
  /** Full name of the branch that is checked out, where the working tree is the head. */
  readonly branch: string | null;
}

async function headOf({ head, called }: JudgingInput, repository: Repository): Promise<Head> {
  if (head === undefined) {
    const { branch, commit } = await repository.head();
    // A clean working tree is its commit, and then messages can name it.
    const clean = commit !== null && !(await repository.dirty());
    return {
      snapshot: clean ? await repository.snapshot(commit, "working tree") : await repository.workingTree(),
      commit,
      branch,
    };
  }
  const named = await revision("--head", head, repository);
  return { snapshot: { ...named, name: called ?? named.name }, commit: named.commit, branch: null };
}

/**
 * The revision that an option names.
 * @throws Failure `noVerdict` where this clone has none of that name
 */
export async function revision(flag: string, name: string, repository: Repository): Promise<Snapshot> {
  const commit = await repository.resolve(name);
  if (commit === null) throw unknownRevision(flag, name);
  return repository.snapshot(commit, nameOf(name, commit));
}

/**
 * On the protected branch itself there is nothing to compare a working tree with but its own past: HEAD while it is
 * dirty, the commit before while it is clean.
 */
async function baseOf(input: JudgingInput, repository: Repository, { branch, commit }: Head): Promise<Base> {
  const base = await namedBase(input, repository);
  if (base.ref === null || base.ref !== branch || (await repository.dirty())) return base;
  const parent = commit === null ? undefined : (await repository.parents(commit))[0];
  if (parent === undefined) return { snapshot: emptySnapshot, commit: null, ref: base.ref };
  return { snapshot: await repository.snapshot(parent, nameOf(`${base.ref}^`, parent)), commit: parent, ref: base.ref };
}

async function namedBase({ base }: JudgingInput, repository: Repository): Promise<Base> {
  if (typeof base === "string") {
    const snapshot = await revision("--base", base, repository);
    return { snapshot, commit: snapshot.commit, ref: null };
  }
  const ref = await protectedBranch(repository);
  if (ref === null) {
    mustGovern(await repository.workingTree());
    throw new Failure(
      "noVerdict",
      "no-base",
      "kwanus does not know the protected branch here, so nothing can be judged against it",
      "name it once: kwanus doctor --fix where a remote tells, else git config kwanus.base refs/remotes/origin/main   (or give --base REV)",
    );
  }
  const commit = await repository.resolve(ref);
  if (commit !== null) return { snapshot: await repository.snapshot(commit, nameOf(ref, commit)), commit, ref };
  const { branch, commit: head } = await repository.head();
  // Before the first commit the protected branch holds nothing yet.
  if (branch === ref && head === null) return { snapshot: emptySnapshot, commit: null, ref };
  throw new Failure(
    "noVerdict",
    "base-missing",
    `the protected branch ${ref} is not in this clone`,
    ref.startsWith("refs/remotes/")
      ? `git fetch ${ref.split("/")[2]}`
      : "git config kwanus.base <full name of the protected branch>",
  );
}

async function mergeBaseOf(repository: Repository, base: Base, head: Head): Promise<Snapshot> {
  if (base.commit === null || head.commit === null || base.commit === head.commit) return base.snapshot;
  const parted = await repository.mergeBase(base.commit, head.commit);
  if (parted === null)
    throw new Failure(
      "noVerdict",
      "unrelated-histories",
      `${head.snapshot.name} and ${base.snapshot.name} have no common commit`,
      `start the branch anew from the protected branch: git switch --create <name> ${base.commit.slice(0, 7)}`,
    );
  return parted === base.commit ? base.snapshot : repository.snapshot(parted);
}

/** `main@3f2c1ab`. */
function nameOf(name: string, commit: string): string {
  const short = name.replace(/^refs\/(?:heads|remotes|tags)\//, "");
  return commit.startsWith(short) ? commit.slice(0, 7) : `${short}@${commit.slice(0, 7)}`;
}

function unknownRevision(flag: string, name: string): Failure {
  return new Failure(
    "noVerdict",
    "unknown-revision",
    `${flag} ${name}: there is no such revision in this clone`,
    `a full commit id, a branch or a tag is taken, after git fetch; for ^, ~ or a shortened id: ${flag} $(git rev-parse ${/^[\w./^~@-]+$/.test(name) ? name : "REV"})`,
  );
}

function mustGovern(...snapshots: readonly Snapshot[]): void {
  if (snapshots.some(({ files }) => files.has("kwanus.yaml"))) return;
  throw new Failure(
    "noVerdict",
    "not-governed",
    "this is not a governance repository: there is no kwanus.yaml at its root",
    "kwanus init lays one down",
  );
}
