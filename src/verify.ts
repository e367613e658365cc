// Replays the protected branch from its first commit: each landing is judged by its first parent, for trust alone.

import type { Finding } from "./finding.ts";
import type { JudgedBallot } from "./gates/ballots.ts";
import {
  changesWhoDecides,
  type History,
  type Mended,
  type PastLanding,
  type Reckoning,
  reckon,
} from "./landing/history.ts";
import { isFree, type Landing, land, restores } from "./landing/landing.ts";
import { isQuiet } from "./landing/quiet.ts";
import { type BallotRecord, type BroughtCommit, recordsOf } from "./landing/recorded.ts";
import { type Delta, deltasOf } from "./landing/tree.ts";
import { type Authority, authorityInForce } from "./model/authority.ts";
import type { KnownKey } from "./model/keys.ts";
import { type DecisionFile, memoOfProcess, readModel } from "./model/model.ts";
import { statementAt, subjectAt } from "./model/places.ts";
import { findInChange } from "./rules/engine.ts";
import { allRules } from "./rules/registry.gen.ts";
import { type Commit, emptySnapshot, type Snapshot } from "./snapshot.ts";

/** What one landing decided. */
export interface VerifiedDecision {
  readonly subject: string;
  readonly outcome: string;
  readonly n: number;
  readonly asOf: string;
  /** `SCO bo`, the ballots it rests on. */
  readonly ballots: readonly string[];
  /** Fingerprints of the keys that signed them. */
  readonly keys: readonly string[];
  /** Digest of the policy it was made under. */
  readonly policy: string;
  readonly valid: boolean;
  /** Landings and decisions that it accepts after the fact. */
  readonly ratifies: readonly string[];
  /** Everything the decision's file says. */
  readonly spec: DecisionFile["value"]["spec"];
}

/** How a ballot counts, as `judgeBallots` says, in words where it does not. */
export interface BallotStanding {
  readonly path: string;
  readonly is: "counted" | "superseded" | "refused";
  /** For `refused`: the rule that reports it, and why. */
  readonly rule: string | null;
  readonly because: string | null;
}

/** A ballot that landed. What it says is null where its fields cannot be read. */
export interface LandedBallot {
  readonly path: string;
  readonly subject: string;
  readonly gate: string;
  readonly body: string;
  readonly person: string;
  readonly seq: number;
  readonly decision: string | null;
  /** Why, in the voter's words. */
  readonly reason: string | null;
  readonly key: string | null;
  readonly digest: string | null;
  /** How it counted as it landed; null before the root of trust, where nothing can be judged. */
  readonly standing: BallotStanding | null;
  /** The signed commit that recorded it; null where nobody looked. */
  readonly record: BallotRecord | null;
}

/** A subject whose files a landing changed. */
export interface ChangedSubject {
  readonly id: string;
  /** Its digest before and after; null where it was not there. */
  readonly before: string | null;
  readonly after: string | null;
  /** True where this landing withdrew it. */
  readonly withdrawn: boolean;
}

export interface VerifiedLanding extends PastLanding {
  readonly commit: Commit;
  /** `before`: there was no root of trust yet, nothing could be judged. `root`: this one is it. */
  readonly place: "before" | "root" | "after";
  readonly findings: readonly Finding[];
  readonly decisions: readonly VerifiedDecision[];
  /** Subjects whose files it changed. */
  readonly subjects: readonly string[];
  readonly changes: readonly ChangedSubject[];
  /** Ballots that landed here. */
  readonly ballots: readonly LandedBallot[];
  /** How every ballot counted of each subject that this landing voted on or decided. */
  readonly standings: readonly BallotStanding[];
  /** Digest of the policy once it has landed, or null where there is none. */
  readonly policy: string | null;
  /** Who decides what lands next, or null before the root of trust. */
  readonly decidesNext: Authority | null;
}

/** Trust alone: later document rules do not judge history (trust.md, rule 8). */
const trustRules = allRules.filter(
  // Doubts are reckoned at the end, once for all.
  ({ id, reads }) => reads === "change" && /^(?:BAL|POL)/.test(id) && id !== "BAL015",
);

/** Before the root nobody can decide, and what was decided then would count afterwards. */
const rulesBeforeRoot = trustRules.filter(({ id }) => id === "BAL010");

/**
 * Judges landings in order.
 * @param commits first-parent history, oldest first, starting with the root commit
 * @param snapshotOf reads one commit
 * @param asOf `YYYY-MM-DD`; decisions dated later are refused
 * @param brought the commits that came with a landing, asked in order where ballots landed; without it nobody looks
 */
export async function* replay(
  commits: readonly Commit[],
  snapshotOf: (commit: string) => Promise<Snapshot>,
  asOf: string,
  brought?: (landing: Commit) => Promise<readonly BroughtCommit[]>,
): AsyncGenerator<VerifiedLanding> {
  const memo = memoOfProcess();
  let base: Snapshot = emptySnapshot;
  let authority: Authority | null = null;
  let policy: string | null = null;
  let standing: ReadonlySet<string> = new Set();
  // The next revision is on its way while this one is judged; where it fails, it does so when it is awaited.
  const start = (at: number): Promise<Snapshot> | null => {
    const reading = commits[at] === undefined ? null : snapshotOf(commits[at].id);
    reading?.catch(() => undefined);
    return reading;
  };
  // What new rules and people make of ballots that lie there is no fault of whoever lands next: anybody could undo that.
  const leftOn = async (on: Snapshot): Promise<Finding[]> => {
    if (authority === null) return [];
    const still = await land({ base: on, mergeBase: on, head: on, asOf, keysAsOf: null, memo, authority });
    return findInChange(still, trustRules);
  };
  let coming = start(0);
  const judged: VerifiedLanding[] = [];
  for (const [at, commit] of commits.entries()) {
    const head = await (coming ?? snapshotOf(commit.id));
    coming = start(at + 1);
    const judging: Authority | null = authority;
    if (judging !== null && isQuiet(deltasOf(base, head))) {
      const touched = notFree(deltasOf(base, head), judging);
      const nothing = { ...quiet, commit, touched, compromised: compromisedIn(judging) };
      judged.push({ ...nothing, authority: judging, policy, decidesNext: judging });
      yield judged[at] as VerifiedLanding;
      base = head;
      continue;
    }
    const history: History = {
      // Doubts are reckoned at the end, from what was judged.
      landedOn: null,
      past: async () => ({ landings: judged, authority: judging, snapshotOf }),
    };
    const inputs = { base, mergeBase: base, head, asOf, keysAsOf: null, memo, authority, history };
    const landing: Landing = await land(inputs);
    // Keys, seats and policy lie below one folder: where it is untouched, nobody's authority changed.
    if (judging === null || landing.deltas.some(({ path }) => path.startsWith("governance/")))
      authority = authorityInForce(landing.tree, judging);
    policy = landing.tree.policyDigest;
    const found = findInChange(landing, judging === null ? rulesBeforeRoot : trustRules);
    judged.push({
      commit,
      place: judging !== null ? "after" : authority === null ? "before" : "root",
      findings: foundHere(found, landing, standing),
      ...(await judgedIn(landing, judging, brought === undefined ? null : () => brought(commit))),
      touched: notFree(landing.deltas, landing.authority),
      repairs: restores(landing) ? (landing.repair?.commit ?? null) : null,
      authority: judging,
      compromised: compromisedIn(authority),
      policy,
      decidesNext: authority,
    });
    yield judged[at] as VerifiedLanding;
    const left = judging === null || changesWhoDecides(judged[at] as VerifiedLanding) ? await leftOn(head) : [];
    standing = new Set([...found, ...left].map(({ fingerprint }) => fingerprint));
    base = head;
  }
}

/** What a landing holds that decides nothing. */
const quiet = {
  place: "after",
  findings: [],
  decisions: [],
  subjects: [],
  changes: [],
  ballots: [],
  standings: [],
  repairs: null,
} as const;

function notFree(deltas: readonly Delta[], authority: Authority | null): string[] {
  return deltas.flatMap(({ path }) => (isFree({ authority }, path) ? [] : [path]));
}

function compromisedIn(authority: Authority | null): KnownKey[] {
  return [...(authority?.keys.values() ?? [])].filter(({ state }) => state === "compromised");
}

/** A ballot that does not count is found on every revision that holds it; it is named where that began. */
function foundHere(found: readonly Finding[], { deltas }: Landing, standing: ReadonlySet<string>): Finding[] {
  const touched = new Set(deltas.map(({ path }) => path));
  return found.filter(({ fingerprint, path }) => !standing.has(fingerprint) || touched.has(path));
}

/** What was filed, cast and decided. */
async function judgedIn(
  landing: Landing,
  judging: Authority | null,
  brought: (() => Promise<readonly BroughtCommit[]>) | null,
): Promise<Pick<VerifiedLanding, "decisions" | "subjects" | "changes" | "ballots" | "standings">> {
  const subjects = [...new Set(landing.deltas.flatMap(({ path }) => subjectAt(path)?.id ?? []))];
  return {
    decisions: landing.decisions.map(({ subject, file, fault }) => ({
      subject: subject.id,
      outcome: file.value.spec.outcome,
      n: file.value.spec.n,
      asOf: file.value.spec.asOf,
      ballots: file.value.spec.ballots.map(({ body, person }) => `${body} ${person}`),
      keys: file.value.spec.ballots.map(({ key }) => key),
      policy: file.value.spec.policy,
      valid: judging !== null && fault === null,
      ratifies: subject.proposal?.value.spec.ratifies ?? [],
      spec: file.value.spec,
    })),
    subjects,
    changes: subjects.map((id) => changeIn(landing, id)),
    ballots: await landedBallots(landing, judging, brought),
    standings: judging === null ? [] : standingsIn(landing),
  };
}

function changeIn({ base, tree }: Landing, id: string): ChangedSubject {
  const [before, after] = [base.subjects.get(id), tree.subjects.get(id)];
  const withdrawn = after !== undefined && after.withdrawal !== null && !before?.withdrawal;
  return { id, before: before?.digest ?? null, after: after?.digest ?? null, withdrawn };
}

async function landedBallots(
  landing: Landing,
  authority: Authority | null,
  brought: (() => Promise<readonly BroughtCommit[]>) | null,
): Promise<LandedBallot[]> {
  const added = landing.deltas.flatMap(({ path, before, after }) => {
    const place = before === null && !path.endsWith(".sig") ? statementAt(path) : null;
    const signature = landing.tree.snapshot.files.get(`${path}.sig`)?.blob ?? null;
    return after !== null && place?.statement === "ballot" ? [{ path, blob: after.blob, signature, place }] : [];
  });
  if (added.length === 0) return [];
  const minimumRsaBits = authority?.policy.minimumRsaBits.value ?? 0;
  const records =
    authority === null || brought === null
      ? []
      : recordsOf(added, await brought(), { keys: authority.keys, minimumRsaBits });
  const known = new Map((authority === null ? [] : standingsIn(landing)).map((standing) => [standing.path, standing]));
  return added.map(({ path, place }, at) => {
    const subject = subjectAt(path)?.id ?? "";
    const spec = landing.tree.subjects.get(subject)?.ballots.find((ballot) => ballot.path === path)?.value?.spec;
    return {
      path,
      subject,
      gate: place.gate ?? "",
      body: place.body ?? "",
      person: place.person,
      seq: place.seq,
      decision: spec?.decision ?? null,
      reason: spec?.reason ?? null,
      key: spec?.key ?? null,
      digest: spec?.digest ?? null,
      standing: known.get(path) ?? null,
      record: records[at] ?? null,
    };
  });
}

/** The ballots of the subjects that a landing votes on or decides. Those of other subjects are judged when it is their turn. */
function standingsIn(landing: Landing): BallotStanding[] {
  const decided = landing.decisions.map(({ subject }) => subject.id);
  const votedOn = landing.deltas.flatMap(({ path }) =>
    statementAt(path)?.statement === "ballot" ? (subjectAt(path)?.id ?? []) : [],
  );
  return [...new Set([...decided, ...votedOn])].flatMap((id) => {
    const subject = landing.tree.subjects.get(id);
    return subject === undefined ? [] : standingsOf(landing.tallyOf(subject)?.judged ?? []);
  });
}

/** How ballots count, in words. */
export function standingsOf(judged: readonly JudgedBallot[]): BallotStanding[] {
  return judged.map(({ ballot, verdict }) =>
    verdict.is === "refused"
      ? { path: ballot.path, is: verdict.is, rule: verdict.rule, because: verdict.reason }
      : { path: ballot.path, is: verdict.is, rule: null, because: null },
  );
}

/** Who decides what lands next. */
export async function authorityAfter(
  landings: readonly VerifiedLanding[],
  snapshotOf: (commit: string) => Promise<Snapshot>,
): Promise<Authority | null> {
  const last = landings.at(-1);
  if (last === undefined) return null;
  return authorityInForce(await readModel(await snapshotOf(last.commit.id)), last.authority);
}

/**
 * The root of trust as `replay` finds it, with nothing judged on the way; null where no landing is one.
 * @param commits first-parent history, oldest first
 */
export async function rootOf(
  commits: readonly Commit[],
  snapshotOf: (commit: string) => Promise<Snapshot>,
): Promise<string | null> {
  const memo = memoOfProcess();
  for (const { id } of commits)
    if (authorityInForce(await readModel(await snapshotOf(id), memo), null) !== null) return id;
  return null;
}

export type { Mended, Reckoning };

/** What a replay amounts to at its end: what is in doubt, and what was repaired or ratified (trust.md, "Way back"). */
export function reckoning(landings: readonly VerifiedLanding[]): Reckoning {
  return reckon(landings);
}
