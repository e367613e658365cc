// The way back from a landing that should not have been: a Repair undoes it, a governance decision accepts it.

import { tally } from "../gates/tally.ts";
import type { Authority } from "../model/authority.ts";
import { isClosed, type Model, type Subject } from "../model/model.ts";
import { decisionPath, repairedAt, statementAt, subjectAt } from "../model/places.ts";
import { repairOf } from "../model/repairs.ts";
import { byBytes, emptySnapshot, type FileEntry, type Snapshot } from "../snapshot.ts";
import {
  changesWhoDecides,
  isRefused,
  lawfulBefore,
  type Mended,
  type Past,
  type PastLanding,
  reckon,
} from "./history.ts";
import { same } from "./tree.ts";

/** What undoing a landing comes to on a base. */
export interface Undoing {
  /** By path, in byte order: what it held before the landing, null for a file that was not there. Paths that hold it again are left out. */
  readonly restores: ReadonlyMap<string, FileEntry | null>;
  /** The bytes of a path as it is restored. */
  bytes(path: string): Promise<Uint8Array>;
}

/** Why something of the way back may not land. */
export interface WayBackFault {
  readonly message: string;
  readonly help: string;
}

/**
 * What a Repair of a landing restores, or why it cannot be repaired: it must be one that `verify` refuses, and nobody may
 * have changed since what it left.
 */
export async function undoingOf(commit: string, base: Snapshot, past: Past): Promise<Undoing | WayBackFault> {
  const short = commit.slice(0, 7);
  const at = past.landings.findIndex((landing) => landing.commit.id === commit);
  const landing = past.landings[at];
  if (landing === undefined) return { message: `${short} is no landing of the protected branch`, help: listThem };
  const { mended } = reckon(past.landings);
  const word = mended.get(commit);
  if (word !== undefined) return { message: `${short} was ${word.by} by ${word.commit.slice(0, 7)}`, help: listThem };
  if (!isRefused(landing))
    return { message: `${short} landed lawfully: verify has nothing against it`, help: listThem };
  const beforeLanding = async (place: number): Promise<Snapshot> => {
    const parent = past.landings[place - 1]?.commit.id;
    return parent === undefined ? emptySnapshot : past.snapshotOf(parent);
  };
  const before = await beforeLanding(at);
  const after = await past.snapshotOf(commit);
  const since = touchedSince(past.landings.slice(at + 1));
  const restores = new Map<string, FileEntry | null>();
  const sources = new Map<string, Snapshot>();
  const changed: string[] = [];
  const paths = restorable(landing, before, after);
  const soundBefore = soundPlaces(new Set(paths), at, past.landings, mended);
  for (const path of paths) {
    const place = soundBefore.get(path) ?? at;
    const source = place === at ? before : await beforeLanding(place);
    sources.set(path, source);
    const old = source.files.get(path) ?? null;
    const now = base.files.get(path) ?? null;
    if (same(now, old)) continue;
    // The same bytes again may be what somebody decided since.
    if (same(now, after.files.get(path) ?? null) && !since.has(path) && !since.has(closedBy(path)))
      restores.set(path, old);
    else changed.push(path);
  }
  const bytes = (path: string): Promise<Uint8Array> => (sources.get(path) ?? before).bytes(path);
  if (changed.length === 0) return { restores, bytes };
  const happened = since.has(closedBy(changed[0] ?? "")) ? "was decided on" : "changed again";
  const others = changed.length > 1 ? ` and ${changed.length - 1} more` : "";
  return {
    message: `${changed[0]}${others} ${happened} after ${short}, and undoing must not take that back`,
    help: changesWhoDecides(landing)
      ? "If that landing is refused, too, repair it first (kwanus verify). Otherwise a governance proposal gives these paths what they held before; then kwanus repair can name the landing."
      : `The bodies accept what it left: kwanus propose governance --ratifies ${commit}`,
  };
}

/**
 * By path: the place of the landing before which it held what may come back, where that is not this one. What a landing
 * brought that was undone since must not: somebody may have taken it away by force, and who repairs that would bring back
 * what was refused.
 */
function soundPlaces(
  paths: ReadonlySet<string>,
  at: number,
  landings: readonly PastLanding[],
  mended: ReadonlyMap<string, Mended>,
): Map<string, number> {
  const places = new Map<string, number>();
  for (const [place, { commit, touched }] of landings.slice(0, at).entries()) {
    const undone = mended.get(commit.id)?.by === "repaired";
    for (const path of touched)
      if (!paths.has(path)) continue;
      // Undone landings in a row lead back to the first of them; any other is what may come back.
      else if (!undone) places.delete(path);
      else if (!places.has(path)) places.set(path, place);
  }
  return places;
}

/** Paths that landings changed, without those of landings that were undone and of the Repairs that did that. */
function touchedSince(landings: readonly PastLanding[]): Set<string> {
  const undone = new Set(landings.flatMap(({ repairs }) => repairs ?? []));
  const standing = landings.filter(({ commit, repairs }) => repairs === null && !undone.has(commit.id));
  return new Set(standing.flatMap(({ touched }) => touched));
}

/** The decision that closes the subject of a path: who takes its documents away takes away what was decided. */
function closedBy(path: string): string {
  const subject = subjectAt(path);
  return subject === null ? "" : decisionPath(subject.directory, subject.gate);
}

const listThem = "kwanus verify names the landings that are refused.";

export function isFault(found: Undoing | WayBackFault): found is WayBackFault {
  return "message" in found;
}

/**
 * The paths a landing changed, without the signed statements that it added and nothing is wrong with: a vote is not dropped,
 * nor does a stolen key come back, because something else landed beside them.
 */
function restorable(landing: PastLanding, before: Snapshot, after: Snapshot): string[] {
  const { touched, findings, authority } = landing;
  // Behind the root of trust lies a time when anybody might do anything: only what nobody could do then is undone.
  if (authority === null)
    return touched.filter((path) => findings.some((finding) => finding.path === path)).sort(byBytes);
  // What is wrong with the statement itself, not with what it landed beside.
  const bad = findings.filter(({ rule, severity }) => severity === "error" && /^BAL|^POL010$/.test(rule));
  // A ballot that an edit beside it made stale is good again once the edit is undone.
  const wrong = new Set(bad.map(({ path }) => path));
  const stays = (path: string): boolean => {
    const place = statementAt(path);
    const file = path.replace(/\.sig$/, "");
    const isNew = [file, `${file}.sig`].every((one) => !before.files.has(one) && after.files.has(one));
    if (place === null || place.statement === "proof" || !isNew || wrong.has(file) || wrong.has(`${file}.sig`))
      return false;
    // A ballot needs what it is about.
    const subject = subjectAt(path);
    return subject === null || before.files.has(subject.path);
  };
  return touched.filter((path) => !stays(path)).sort(byBytes);
}

/** The Repair that a landing brings. */
export interface JudgedRepair {
  readonly path: string;
  /** The landing it names. */
  readonly commit: string;
  /** Null: it restores exactly what it should, and the landing does nothing else. */
  readonly fault: WayBackFault | null;
}

interface Step {
  readonly base: Model;
  readonly tree: Model;
  /** What the landing changes, free paths left out. */
  readonly paths: readonly string[];
}

/** Judges the Repair of a landing; null where it brings none. */
export async function judgeRepair(
  { base, tree, paths }: Step,
  past: () => Promise<Past | null>,
): Promise<JudgedRepair | null> {
  const files = newRepairs(base.snapshot, tree.snapshot);
  const [path] = files;
  if (path === undefined) return null;
  const commit = repairedAt(path) ?? "";
  const judged = (fault: WayBackFault | null): JudgedRepair => ({ path, commit, fault });
  const again = `Let kwanus write it: kwanus repair ${commit}`;
  if (files.length > 1)
    return judged({ message: `it lands beside ${files[1]}`, help: "Repair one landing at a time." });
  const spec = repairOf(tree, path);
  if (spec === null) return judged({ message: "its fields cannot be read", help: again });
  const known = await past();
  if (known === null || known.authority === null)
    return judged({ message: "there is no history here to judge it by", help: again });
  const { repo, landing, restores } = spec;
  if (repo !== known.authority.policy.repo) return judged({ message: "it is for another repository", help: again });
  if (landing !== commit)
    return judged({ message: `it names ${landing.slice(0, 7)}, and stands for ${commit.slice(0, 7)}`, help: again });
  const undoing = await undoingOf(commit, base.snapshot, known);
  if (isFault(undoing)) return judged(undoing);
  const strange = differences([...undoing.restores.keys()], restores);
  if (strange !== null) return judged({ message: `its list of paths ${strange}`, help: again });
  for (const [restored, entry] of undoing.restores)
    if (!same(tree.snapshot.files.get(restored) ?? null, entry))
      return judged({ message: `${restored} is not what it was before ${commit.slice(0, 7)}`, help: again });
  const other = paths.find((one) => one !== path && !undoing.restores.has(one));
  if (other !== undefined)
    return judged({ message: `${other} changes with it, and it does not restore that`, help: again });
  return judged(null);
}

/** Repair documents that a landing adds. */
export function newRepairs(base: Snapshot, tree: Snapshot): string[] {
  return [...tree.files.keys()].filter((path) => repairedAt(path) !== null && !base.files.has(path));
}

function differences(expected: readonly string[], stated: readonly string[]): string | null {
  const missing = expected.find((path) => !stated.includes(path));
  if (missing !== undefined) return `leaves out ${missing}`;
  const strange = stated.find((path) => !expected.includes(path));
  if (strange !== undefined) return `has ${strange}, which needs no restoring`;
  return expected.join("\n") === stated.join("\n") ? null : "is not in byte order";
}

/** Something a governance proposal ratifies that cannot be, by its place in the list. */
export interface FutileRatification {
  readonly subject: Subject;
  readonly index: number;
  readonly fault: WayBackFault;
}

interface Deciding extends Step {
  readonly authority: Authority | null;
  /** Subjects that this landing truly approves. */
  readonly approved: ReadonlySet<string>;
}

/** What the governance proposals that a landing files, changes or decides ratify in vain. */
export async function futileRatifications(
  { base, tree, paths, authority, approved }: Deciding,
  past: () => Promise<Past | null>,
): Promise<FutileRatification[]> {
  const found: FutileRatification[] = [];
  for (const subject of tree.subjects.values()) {
    const items = subject.proposal?.value.spec.ratifies ?? [];
    if (items.length === 0 || subject.namespace !== "governance" || isClosed(base.subjects.get(subject.id))) continue;
    if (!paths.includes(subject.path) && !approved.has(subject.id)) continue;
    const known = await past();
    for (const [index, item] of items.entries()) {
      const fault =
        known === null || authority === null
          ? { message: "there is no history here to judge it by", help: listThem }
          : (nothingToRatify(item, known) ??
            (approved.has(subject.id) ? notByFormerBodies(item, subject, { base, authority, known }) : null));
      if (fault !== null) found.push({ subject, index, fault });
    }
  }
  return found;
}

function nothingToRatify(item: string, { landings }: Past): WayBackFault | null {
  const { mended, undermined } = reckon(landings);
  const short = item.includes("/") ? item : item.slice(0, 7);
  const doubt = undermined.find(({ subject }) => subject === item);
  const landing = landings.find(({ commit }) => commit.id === item);
  const word = doubt?.mended ?? mended.get(item);
  if (word != null) return { message: `${short} was ${word.by} by ${word.commit.slice(0, 7)}`, help: listThem };
  if (doubt !== undefined || (landing !== undefined && isRefused(landing))) return null;
  if (item.includes("/"))
    return { message: `no decision on ${item} is undermined`, help: "kwanus verify names the decisions that are." };
  return landing === undefined
    ? { message: `${short} is no landing of the protected branch`, help: listThem }
    : { message: `${short} landed lawfully: verify has nothing against it`, help: listThem };
}

/**
 * Whoever got a seat by what is to be accepted must not be the one who accepts it. Where something changed who decides
 * without a right to, the bodies as they were before must approve as well, with the keys that still count now.
 */
function notByFormerBodies(
  item: string,
  subject: Subject,
  { base, authority, known }: { base: Model; authority: Authority; known: Past },
): WayBackFault | null {
  const { landings } = known;
  const { unlawful, undermined } = reckon(landings);
  const named = undermined.find((one) => one.subject === item)?.commit ?? item;
  const own = landings.findIndex(({ commit }) => commit.id === named);
  const itself = landings[own];
  // What the decision itself rests on, and what it is about where that says who decides.
  const places = [landings.length, ...(itself !== undefined && changesWhoDecides(itself) ? [own] : [])];
  const landing = landings[Math.min(...places.map((place) => lawfulBefore(place, unlawful)))];
  if (landing === undefined) return null;
  const short = landing.commit.id.slice(0, 7);
  const former = landing.authority;
  if (former === null)
    return { message: `before ${short} there was no root of trust`, help: "Undo it: kwanus repair." };
  // A key counts if it did then and does now.
  const keys = new Map(
    [...former.keys].flatMap(([fingerprint, key]) => {
      const now = authority.keys.get(fingerprint);
      return now?.person === key.person ? [[fingerprint, { ...key, state: now.state }] as const] : [];
    }),
  );
  const landed = ({ path, blob }: { path: string; blob: string }) => base.snapshot.files.get(path)?.blob === blob;
  const { outcome, because } = tally(subject, base, { authority: { ...former, keys }, landed });
  if (outcome === "approved") return null;
  return {
    message: `the bodies as they were before ${short}, which changed who decides, do not approve it: ${because.join("; ")}`,
    help: `They vote as well, or the landing is undone: kwanus repair ${landing.commit.id}`,
  };
}
