// What changed in contracts: how much of it breaks, the first of it, and whom it breaks.

import { type Change, countVerdicts } from "../contract/compare.ts";
import type { Caller } from "../model/callers.ts";
import { contractChanges, contractDifferences, type InForce } from "../model/contract-changes.ts";
import { readContract } from "../model/contracts.ts";
import type { Model, Subject } from "../model/model.ts";
import { byBytes } from "../snapshot.ts";

export interface ContractDiff {
  /** `credit v2`, or the path of a file that goes with a release: `contracts/report.schema.json`. */
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  /** Null where there are no two that could be compared. */
  readonly counts: Readonly<Record<Change["verdict"], number>> | null;
  /** What breaks and what no form decides, the first few. */
  readonly changes: readonly Pick<Change, "check" | "verdict" | "operations" | "reason">[];
  /** How many more of these there are. */
  readonly leftOut: number;
  /** Who calls what breaks; null where nobody is known to call it: a contract that a partner brings along. */
  readonly breaks: readonly Caller[] | null;
}

/** Changes that are listed one by one. */
const listed = 5;

/** A partner may write thousands; beyond this the lines alone are compared. */
const mostCompared = 50;

/** What an open governance proposal changes in the contracts of the platform, with whom that breaks. */
export function carriedContracts(subject: Subject, inForce: InForce): ContractDiff[] {
  if (subject.namespace !== "governance") return [];
  const carries = (path: string): boolean => path.startsWith(`${subject.directory}/`);
  return contractChanges(inForce)
    .filter(({ path }) => carries(path))
    .map(({ api, changes, breaks }) => ({ name: api, change: "changed", ...summed(changes), breaks }));
}

/** What changed in the contracts below a folder, between two revisions of it. */
export async function contractDiffs(folder: string, from: Model, to: Model): Promise<ContractDiff[]> {
  const [was, is] = [from, to].map(({ snapshot }) => snapshot.files);
  const paths = [...new Set([from, to].flatMap(({ snapshot }) => [...snapshot.files.keys()]))]
    .filter((path) => path.startsWith(`${folder}/contracts/`) && was?.get(path)?.blob !== is?.get(path)?.blob)
    .sort(byBytes);
  const diffs: ContractDiff[] = [];
  for (const path of paths.slice(0, mostCompared)) {
    const name = path.slice(folder.length + 1);
    const change = was?.has(path) ? (is?.has(path) ? "changed" : "removed") : "added";
    const changes = change === "changed" ? await changesBetween(path, from, to) : null;
    diffs.push({ name, change, ...summed(changes), breaks: null });
  }
  const more = paths.length - diffs.length;
  if (more > 0) diffs.push({ name: `${more} more contracts`, change: "changed", ...summed(null), breaks: null });
  return diffs;
}

/** A schema judges what comes in, as a manifest's validation schemas do; a contract says itself what is sent. */
async function changesBetween(path: string, from: Model, to: Model): Promise<readonly Change[] | null> {
  return contractDifferences(await readContract(from.snapshot, path), await readContract(to.snapshot, path));
}

function summed(changes: readonly Change[] | null): Pick<ContractDiff, "counts" | "changes" | "leftOut"> {
  if (changes === null) return { counts: null, changes: [], leftOut: 0 };
  const open = changes.filter(({ verdict }) => verdict !== "compatible");
  const first = open.slice(0, listed).map(({ check, verdict, operations, reason }) => ({
    check,
    verdict,
    operations,
    reason,
  }));
  return { counts: countVerdicts(changes), changes: first, leftOut: open.length - first.length };
}
