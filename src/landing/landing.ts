// What a pull request would do to the protected branch: the landing tree, what changes, and whether its decisions are true.

import type { Judges } from "../gates/ballots.ts";
import { type Tally, tally } from "../gates/tally.ts";
import { type Authority, authorityOn, judgingAuthority } from "../model/authority.ts";
import { certificatesIn } from "../model/keys.ts";
import { largestFile } from "../model/limits.ts";
import {
  type DecisionFile,
  isClosed,
  type Memo,
  type Model,
  memoOfProcess,
  readModel,
  type Subject,
} from "../model/model.ts";
import { globs, governed, statementAt, type Zone, zoneOf } from "../model/places.ts";
import type { Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";
import { type DecisionFault, judgeDecision } from "./decisions.ts";
import type { History, Past } from "./history.ts";
import { type Delta, deltasOf, landingTree } from "./tree.ts";
import { type Doubted, doubtedIn } from "./undermined.ts";
import {
  type FutileRatification,
  futileRatifications,
  type JudgedRepair,
  judgeRepair,
  newRepairs,
} from "./way-back.ts";

/** A decision the landing adds or changes, and why it is not what kwanus computes (null: it is). */
export interface NewDecision {
  readonly subject: Subject;
  readonly file: DecisionFile;
  readonly fault: DecisionFault | null;
}

export interface Landing {
  readonly base: Model;
  readonly tree: Model;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Who decides: the authority of the base, or null before there is a root of trust. */
  readonly authority: Authority | null;
  readonly deltas: readonly Delta[];
  /** Paths that base and branch changed to different bytes since they parted. */
  readonly bothSides: readonly string[];
  /** None where a true Repair gives decisions back. */
  readonly decisions: readonly NewDecision[];
  /** The Repair it brings, or null. */
  readonly repair: JudgedRepair | null;
  /** What its governance proposals ratify in vain. */
  readonly futile: readonly FutileRatification[];
  /** Standing decisions that rest on a compromised key. */
  readonly doubted: readonly Doubted[];
  /** sha256 of base files that open governance proposals mean to replace, by path. */
  readonly baseDigests: ReadonlyMap<string, string>;
  /**
   * The tally of a subject's decision gate, or null before there is a root of trust.
   * @param day by which OpenPGP keys have expired, where it is not the landing's own
   */
  tallyOf(subject: Subject, day?: string): Tally | null;
}

/** A landing before its decisions are judged. */
export type Undecided = Omit<Landing, "decisions" | "futile">;

export interface LandingInputs {
  readonly base: Snapshot;
  /** Where the branch parted from the base; the base itself when it is an ancestor of head, or for a working tree on it. */
  readonly mergeBase: Snapshot;
  readonly head: Snapshot;
  readonly asOf: string;
  /** Day by which OpenPGP keys have expired; `asOf` by default. Null in a replay: today's date does not judge the past. */
  readonly keysAsOf?: string | null;
  readonly memo?: Memo;
  /** Who decides, where the base alone does not say: a replay remembers it. */
  readonly authority?: Authority | null;
  /** What landed before; without it no decision is doubted, and nothing is repaired or ratified. */
  readonly history?: History;
}

/**
 * The landing of a head on a base.
 * @throws Failure `unreadable` where an object is missing.
 */
export async function land({
  base,
  mergeBase,
  head,
  asOf,
  keysAsOf = asOf,
  memo = memoOfProcess(),
  ...given
}: LandingInputs): Promise<Landing> {
  const { tree, bothSides } = landingTree(base, mergeBase, head);
  // What both hold is read once, and sooner from the working tree than from Git.
  const treeModel = await readModel(tree, memo, base);
  const baseModel = tree === base ? treeModel : await readModel(base, memo, tree);
  const { history = null } = given;
  const past = async (): Promise<Past | null> => (await history?.past()) ?? null;
  const inForce =
    given.authority !== undefined
      ? given.authority
      : // What is to be repaired may be the very policy: then the base alone does not say who decides.
        newRepairs(base, tree).length > 0 && history !== null
        ? (await history.past()).authority
        : judgingAuthority(baseModel);
  const authority = inForce && authorityOn(inForce, keysAsOf);
  // Where no key can expire all days are one.
  const canExpire = inForce !== null && certificatesIn(inForce.keys).length > 0;
  const tallies = new Map<string | null, Map<Subject, Tally>>();
  const deltas = deltasOf(base, tree);
  const paths = deltas.flatMap(({ path }) => (isFree({ authority }, path) ? [] : [path]));
  const step = { base: baseModel, tree: treeModel, paths };
  const draft = {
    base: baseModel,
    tree: treeModel,
    asOf,
    authority,
    deltas,
    bothSides,
    repair: await judgeRepair(step, past),
    doubted: await doubtedIn(treeModel, history),
    baseDigests: await replacedDigests(baseModel, treeModel),
    tallyOf(subject: Subject, day = keysAsOf): Tally | null {
      if (inForce === null) return null;
      const onDay = canExpire ? day : keysAsOf;
      const known = tallies.get(onDay) ?? new Map<Subject, Tally>();
      const counted = known.get(subject) ?? tally(subject, baseModel, judgesOf(authorityOn(inForce, onDay), base));
      tallies.set(onDay, known.set(subject, counted));
      return counted;
    },
  };
  const decisions = restores(draft) ? [] : newDecisions(draft);
  const approved = decisions.filter(({ file, fault }) => fault === null && file.value.spec.outcome === "approved");
  const ids = new Set(approved.map(({ subject }) => subject.id));
  return { ...draft, decisions, futile: await futileRatifications({ ...step, authority, approved: ids }, past) };
}

/** True for a landing that undoes another and nothing else: all it changes was judged before that one. */
export function restores({ repair }: Pick<Landing, "repair">): boolean {
  return repair !== null && repair.fault === null;
}

/** Ballots are judged by the authority of the base; what lay there already is not unmade by a key retired since. */
export function judgesOf(authority: Authority, base: Snapshot): Judges {
  return {
    authority,
    landed: ({ path, blob }) => base.files.get(path)?.blob === blob,
  };
}

function newDecisions(landing: Undecided): NewDecision[] {
  const found: NewDecision[] = [];
  for (const subject of [...landing.tree.subjects.values(), ...landing.tree.twins])
    for (const file of subject.decisions.values()) {
      const before = landing.base.snapshot.files.get(file.path) ?? null;
      // What lies on the base already was judged when it landed; changing it is another rule's business.
      if (before !== null || isClosed(landing.base.subjects.get(subject.id))) continue;
      found.push({ subject, file, fault: judgeDecision(landing, subject, file) });
    }
  return found;
}

async function replacedDigests(base: Model, tree: Model): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const subject of tree.subjects.values()) {
    if (subject.namespace !== "governance" || isClosed(base.subjects.get(subject.id))) continue;
    for (const { path } of subject.proposal?.value.spec.changes ?? []) {
      const file = base.snapshot.files.get(path);
      if (file === undefined) continue;
      // What cannot be read is replaced by nobody who says what it holds, and must not keep everybody from a verdict.
      const isRead = file.size <= largestFile && file.mode !== "160000";
      digests.set(path, isRead ? `sha256:${sha256Hex(await base.snapshot.bytes(path))}` : `unread-${file.blob}`);
    }
  }
  return digests;
}

/** A zone that a landing touches, with the first path in it. */
export interface TouchedZone {
  readonly zone: Zone;
  readonly path: string;
}

/** Governed whatever a policy calls free: the rules, and what the forge runs or asks by. Forges look for owners in docs/ too. */
const neverFree = /^(?:kwanus\.yaml$|governance\/|\.github\/|\.gitlab\/|\.gitlab-ci\.yml$)|(?:^|\/)CODEOWNERS$/i;

/** True for paths that may accompany any landing: `reports/`, and what the policy lists, but never governance itself. */
export function isFree({ authority }: Pick<Landing, "authority">, path: string): boolean {
  if (zoneOf(path) === "free") return true;
  if (zoneOf(path) !== governed || authority === null) return false;
  return !neverFree.test(path) && globs(authority.policy.free)(path);
}

/**
 * The tree as the bodies saw it, before its new decisions: what is decided here is judged as strictly as anything open.
 * Null where nothing is decided.
 */
export async function undecidedTree({ base, tree, decisions }: Landing, memo: Memo): Promise<Model | null> {
  if (decisions.length === 0) return null;
  const fresh = new Set(decisions.map(({ file }) => file.path));
  const files = new Map([...tree.snapshot.files].filter(([path]) => !fresh.has(path)));
  return readModel({ ...tree.snapshot, files }, memo, base.snapshot);
}

/**
 * The zones a landing touches, as far as they count against "one zone" (trust.md). One person's statements count as one
 * zone wherever they lie; governed paths belong to the one proposal whose decision carries them.
 */
export function zonesOf(landing: Landing): TouchedZone[] {
  if (landing.authority === null) return [];
  const touched = new Map<Zone, string>();
  const note = (zone: Zone, path: string): void => void (touched.has(zone) || touched.set(zone, path));
  const statements = landing.deltas.filter(({ path }) => statementAt(path) !== null);
  const authors = new Set(statements.map(({ path }) => statementAt(path)?.person));
  const onlyStatements = statements.length === landing.deltas.filter(({ path }) => !isFree(landing, path)).length;
  if (onlyStatements && authors.size === 1) return [];
  const carrier = landing.decisions.find(({ subject }) => subject.namespace === "governance");
  for (const { path } of landing.deltas) {
    if (isFree(landing, path)) continue;
    const zone = zoneOf(path);
    note(zone === governed && carrier !== undefined ? carrier.subject.directory : zone, path);
  }
  return [...touched].map(([zone, path]) => ({ zone, path }));
}
