// How the contracts of released API versions would change: in force, and in what open governance proposals carry.

import { type Change, compareContracts, contractKind } from "../contract/compare.ts";
import { openApiIn } from "../contract/openapi.ts";
import type { DataFile } from "../document/data-file.ts";
import type { Platform } from "../document/types.gen.ts";
import { type Caller, callersOf } from "./callers.ts";
import { isClosed, type Model } from "./model.ts";
import { fateOf } from "./platform.ts";

/** What is in force, what would be, and the day it is looked at (`YYYY-MM-DD`): a landing is one. */
export interface InForce {
  readonly base: Model;
  readonly tree: Model;
  readonly asOf: string;
}

/** A contract with what would differ from the one that is promised. */
export interface ContractChange {
  /** `credit v2`. */
  readonly api: string;
  /** The file to look at: the new contract, or the platform's document where that names another one. */
  readonly path: string;
  /** What compares the two. */
  readonly command: string;
  /** Null where there is nothing any more that could be compared, though something else stands there. */
  readonly changes: readonly Change[] | null;
  /** Who calls an operation that breaks; everybody who calls this version where nothing can be compared. */
  readonly breaks: readonly Caller[];
}

const known = new WeakMap<InForce, readonly ContractChange[]>();

/** Contracts of released versions that differ from the base's; compared once for all rules of a landing. */
export function contractChanges(landing: InForce): readonly ContractChange[] {
  const found = known.get(landing) ?? [...changesIn(landing)];
  known.set(landing, found);
  return found;
}

function* changesIn(landing: InForce): Generator<ContractChange> {
  const { base, tree, asOf } = landing;
  for (const { id, version, contract, lifecycle } of base.platform?.value.spec.apis ?? []) {
    const file = contract === null ? undefined : base.contracts.get(contract);
    if (contract === null || !file?.readable || ["planned", "ended"].includes(fateOf(lifecycle, asOf))) continue;
    for (const { path, file: next } of successors(landing, { id, version, contract })) {
      const after = next === null ? undefined : tree.contracts.get(next);
      // What cannot be read, or does not hold, has a rule of its own; a fault that stood before excuses nothing.
      if (after !== undefined && (!after.readable || (isFaulty(after) && !isFaulty(file)))) continue;
      const revision = base.snapshot.name.replace(/@[0-9a-f]+$/, "");
      const command = `kwanus contract ${revision}:${contract} ${next ?? "NEW"}`;
      const changes = contractDifferences(file, after);
      const broken = changes?.filter(({ verdict }) => verdict === "breaking") ?? null;
      const breaks = callersOf(tree, { id, version, contract: openApiIn(file) }, broken);
      yield { api: `${id} ${version}`, path, command, changes, breaks };
    }
  }
}

function isFaulty(file: DataFile): boolean {
  return file.readable && contractKind(file.value) === "openapi" && openApiIn(file).faults.length > 0;
}

/**
 * How two contracts, or two schemas, differ; null where nothing can be compared: one is not there, is no file of the
 * repository or cannot be read, which has a rule of its own, or they are of two kinds.
 */
export function contractDifferences(old: DataFile, fresh: DataFile | undefined): readonly Change[] | null {
  if (!old.readable || !fresh?.readable) return null;
  const kind = contractKind(old.value);
  return kind === null || kind !== contractKind(fresh.value) ? null : compareContracts(old.value, fresh.value);
}

/** A contract that is to take the place of another. */
interface Successor {
  /** Where a finding belongs. */
  readonly path: string;
  /** Null where there is no file any more. */
  readonly file: string | null;
}

interface Promised {
  readonly id: string;
  readonly version: string;
  readonly contract: string;
}

/** What the landing, and each open proposal, would put in the place of a contract; none where it stays as it is. */
function* successors({ base, tree }: InForce, promised: Promised): Generator<Successor> {
  const before = base.snapshot.files.get(promised.contract)?.blob;
  const blobOf = (path: string): string | undefined => tree.snapshot.files.get(path)?.blob;
  const carriedBlobs = new Set<string | undefined>();
  for (const subject of tree.subjects.values()) {
    if (subject.namespace !== "governance" || isClosed(base.subjects.get(subject.id))) continue;
    const document = subject.carried.find(({ target }) => target === "governance/platform.yaml")?.document;
    const next = contractIn(document?.shaped ? (document.value as Platform) : tree.platform?.value, promised);
    if (next === undefined) continue;
    const carried = subject.carried.find(({ target }) => target === next);
    const deleted = subject.proposal?.value.spec.changes?.some((change) => change.path === next && change.delete);
    if (carried !== undefined) carriedBlobs.add(carried.blob);
    if (carried !== undefined && carried.blob !== before) yield { path: carried.path, file: carried.path };
    else if (deleted) yield { path: subject.path, file: null };
    else if (carried === undefined && next !== promised.contract) {
      const path = document?.path ?? subject.path;
      if (isNoFile(next)) yield { path, file: null };
      else if (next !== null && ![undefined, before].includes(blobOf(next))) yield { path, file: next };
    }
  }
  const next = contractIn(tree.platform?.value, promised);
  if (next === undefined) return;
  if (isNoFile(next)) yield { path: tree.platform?.path ?? "", file: null };
  // What a proposal carries and its decision lands is one change.
  else if (next !== null && ![undefined, before, ...carriedBlobs].includes(blobOf(next)))
    yield { path: next, file: next };
}

/** What a platform names as the contract of an API version; undefined where the entry is gone, which has a rule of its own. */
function contractIn(platform: Platform | undefined, { id, version }: Promised): string | null | undefined {
  return platform?.spec.apis.find((api) => api.id === id && api.version === version)?.contract;
}

/** A file that is named and not there has a rule of its own; an address, or nothing, is nothing to compare with. */
function isNoFile(contract: string | null): boolean {
  return contract === null || /^https:\/\//.test(contract);
}
