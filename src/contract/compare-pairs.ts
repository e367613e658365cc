// Pairs of schemas, each compared once however often it is met, and what was found in all that lies below one.

import type { CheckId, Direction } from "./compare-checks.ts";
import type { Node } from "./compare-node.ts";
import { type All, simplified, type View, viewOf } from "./compare-view.ts";

/** Something that changed, before it is judged. */
export interface Finding {
  readonly check: CheckId;
  readonly direction: Direction;
  readonly old: Node | null;
  readonly new: Node | null;
}

/** Two schemas in the same place of an exchange. */
export interface Pair {
  readonly old: All;
  readonly new: All;
  readonly direction: "request" | "response";
  readonly findings: Finding[];
  /** Pairs below it. */
  readonly next: Pair[];
  state: "waiting" | "compared";
}

/** One comparison of two documents: what is known of it so far, and how much more work it may take. */
export interface Comparison {
  readonly pairs: Map<string, Pair>;
  readonly views: Map<string, View>;
  /** Pairs still to be compared before what is left stays undecided. */
  left: number;
  /** How deep questions about equality are nested. */
  depth: number;
  /** Compares one pair and names the pairs below it. */
  compare(pair: Pair, comparison: Comparison): void;
}

/** More than the largest public contracts need (docs/contracts.md). */
const mostPairs = 200_000;

/** A comparison that has not begun. */
export function newComparison(compare: Comparison["compare"]): Comparison {
  return { pairs: new Map(), views: new Map(), left: mostPairs, depth: 0, compare };
}

/** The one pair of two schemas in a direction. */
export function pairOf(comparison: Comparison, old: All, fresh: All, direction: Pair["direction"]): Pair {
  const [before, after] = [simplified(old), simplified(fresh)];
  const key = [direction, nameOf(before), nameOf(after)].join("\n");
  const known = comparison.pairs.get(key);
  if (known !== undefined) return known;
  const pair: Pair = { old: before, new: after, direction, findings: [], next: [], state: "waiting" };
  comparison.pairs.set(key, pair);
  return pair;
}

/** What a schema says, read once. */
export function view({ views }: Comparison, all: All): View {
  const key = `${all[0]?.source.side} ${nameOf(all)}`;
  const known = views.get(key);
  if (known !== undefined) return known;
  const fresh = viewOf(all);
  views.set(key, fresh);
  return fresh;
}

// A schema made up for want of one lies where its parent does, and says everything or nothing.
function nameOf(all: All): string {
  return all.map(({ at, value }) => (typeof value === "boolean" ? `${at}=${value}` : at)).join(" ");
}

/** Everything found in a pair and below it. */
export function findingsBelow(root: Pair, comparison: Comparison): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<Pair>([root]);
  for (const pair of seen) {
    if (pair.state === "waiting") {
      pair.state = "compared";
      if (comparison.left-- > 0) comparison.compare(pair, comparison);
      else note(pair, "not-compared", pair.old[0] ?? null, pair.new[0] ?? null);
    }
    found.push(...pair.findings);
    for (const below of pair.next) seen.add(below);
  }
  return found;
}

// Alternatives within alternatives within alternatives: whoever nests them further is not followed.
const deepestQuestion = 8;

/** True where nothing differs in two schemas nor below them. */
export function areAlike(old: All, fresh: All, direction: Pair["direction"], comparison: Comparison): boolean {
  if (comparison.depth > deepestQuestion) return false;
  comparison.depth++;
  const found = findingsBelow(pairOf(comparison, old, fresh, direction), comparison);
  comparison.depth--;
  return found.length === 0;
}

/** Records a change of a pair. */
export function note(pair: Pair, check: CheckId, old: Node | null, fresh: Node | null): void {
  pair.findings.push({ check, direction: pair.direction, old, new: fresh });
}

/** A finding with the operation it was made for; null for the whole document. */
export interface Told {
  readonly operation: string | null;
  readonly finding: Finding;
}
