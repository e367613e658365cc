// A protected branch in memory: revisions as landings `c0`, `c1` …, replayed, and what may be asked of them.

import { repair } from "../../src/acts/repair.ts";
import { check } from "../../src/check.ts";
import type { Report } from "../../src/finding.ts";
import type { History } from "../../src/landing/history.ts";
import { isFault, undoingOf } from "../../src/landing/way-back.ts";
import { emptySnapshot, type Snapshot } from "../../src/snapshot.ts";
import { authorityAfter, replay, type VerifiedLanding } from "../../src/verify.ts";
import { textOf } from "./landings.ts";
import { type Files, memorySnapshot } from "./memory.ts";
import { applied, asOf } from "./world.ts";

/** Commit id of the landing at a place. */
export const idOf = (at: number): string => `c${at}`.padEnd(40, "0");

/** A protected branch. */
export interface Branch {
  readonly snapshots: readonly Snapshot[];
  readonly landings: readonly VerifiedLanding[];
  readonly history: History;
}

/** Replays revisions as landings of one branch. */
export async function branchOf(...revisions: Files[]): Promise<Branch> {
  const snapshots = revisions.map((tree, at) => memorySnapshot(tree, `c${at}`, idOf(at)));
  const commits = revisions.map((_, at) => ({
    id: idOf(at),
    parents: at === 0 ? [] : [idOf(at - 1)],
    subject: `landing ${at}`,
  }));
  const snapshotOf = async (id: string): Promise<Snapshot> => {
    const found = snapshots.find(({ commit }) => commit === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  const landings: VerifiedLanding[] = [];
  for await (const landing of replay(commits, snapshotOf, asOf)) landings.push(landing);
  const history: History = {
    async landedOn(commit) {
      const at = commits.findIndex(({ id }) => id === commit);
      return at < 0 ? "elsewhere" : (snapshots[at - 1] ?? emptySnapshot);
    },
    past: async () => ({ landings, authority: await authorityAfter(landings, snapshotOf), snapshotOf }),
  };
  return { snapshots, landings, history };
}

/** `c1 after POL002 BAL007`, one line for each landing. */
export const told = (landings: readonly VerifiedLanding[]): string[] =>
  landings.map(({ commit, place, findings }) => {
    const rules = findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
    return [commit.id.slice(0, 2), place, ...new Set(rules)].join(" ");
  });

/** What `check` says of a head on the tip of a branch. */
export async function checked({ snapshots, history }: Branch, head: Files): Promise<Report> {
  const base = snapshots.at(-1) ?? emptySnapshot;
  return (await check({ base, mergeBase: base, head: memorySnapshot(head), asOf, history })).report;
}

/** The same as lines, new errors only: `POL008 this repairs nothing: …`. */
export async function newErrors(branch: Branch, head: Files): Promise<string[]> {
  const { findings } = await checked(branch, head);
  return findings
    .filter(({ severity, standing }) => severity === "error" && standing === "new")
    .map(({ rule, message }) => `${rule} ${message}`);
}

/** The tip with the repair of a landing as `kwanus repair` writes it. @throws Error with the fault */
export async function repaired({ snapshots, history }: Branch, tip: Files, landing: string): Promise<Files> {
  const past = await history.past();
  const undoing = await undoingOf(landing, snapshots.at(-1) ?? emptySnapshot, past);
  if (isFault(undoing)) throw new Error(undoing.message);
  const repo = past.authority?.policy.repo ?? "";
  const files = applied(tip, await repair({ landing, undoing, repo, baseCommit: idOf(0), existing: null }));
  return Object.fromEntries(Object.keys(files).map((path) => [path, textOf(files, path)]));
}
