// The comparing side of the API contract validator (PIP-6.2.1, EIP-6.2.1): what differs between two contracts, and what breaks.

import { type CheckId, type Direction, judge, type Verdict } from "./compare-checks.ts";
import { child, isMapping, isTooDeep, type Node, rootOf, type Source } from "./compare-node.ts";
import { compareDocuments } from "./compare-operations.ts";
import { type Finding, findingsBelow, newComparison, pairOf, type Told } from "./compare-pairs.ts";
import { compareSchemas } from "./compare-schema.ts";
import { dialectOf } from "./compare-view.ts";

/** A place in one of the two, with what stands there. */
export interface Place {
  /** JSON pointer (RFC 6901) from the root. */
  readonly pointer: string;
  readonly value: unknown;
}

/** One difference. */
export interface Change {
  /** Kebab-case, with the direction before it: `request-property-became-required`. */
  readonly check: string;
  readonly verdict: Verdict;
  readonly direction: Direction;
  /** Operations it touches (`GET /reports`, `webhook scored`), in the order of the contract; empty for the whole contract or a schema. */
  readonly operations: readonly string[];
  /** Null where it was not there. */
  readonly old: Place | null;
  readonly new: Place | null;
  readonly reason: string;
}

/** What a file holds. */
export type ContractKind = "openapi" | "schema";

/** An OpenAPI 3.0 or 3.1 document, a JSON Schema, or neither (null). */
export function contractKind(value: unknown): ContractKind | null {
  if (typeof value === "boolean") return "schema";
  if (!isMapping(value)) return null;
  const { openapi, swagger, asyncapi } = value;
  if (openapi === undefined) return swagger === undefined && asyncapi === undefined ? "schema" : null;
  return typeof openapi === "string" && /^3\.[01](?:\.|$)/.test(openapi) ? "openapi" : null;
}

/**
 * Compares two contracts of one kind: OpenAPI documents (3.0, 3.1), or JSON Schemas. Descriptions, examples, tags and
 * components that nothing refers to promise nothing and are not compared.
 * @param direction of two schemas, which do not say whether they are sent or read; `request`: what was valid stays valid
 * @returns breaking changes first, then undecided and compatible ones, each in the order of the contract; work is
 * bounded, and what lies beyond it is a change that says so and is undecided
 */
export function compareContracts(
  old: unknown,
  fresh: unknown,
  direction: "request" | "response" = "request",
): Change[] {
  const [before, after] = [sourceOf("old", old), sourceOf("new", fresh)];
  if (isTooDeep(old) || isTooDeep(fresh)) {
    const finding: Finding = { check: "not-compared", direction: null, old: rootOf(before), new: rootOf(after) };
    return changesOf([{ operation: null, finding }]);
  }
  if (contractKind(old) === "openapi" && contractKind(fresh) === "openapi")
    return changesOf(compareDocuments(rootOf(before), rootOf(after)));
  const comparison = newComparison(compareSchemas);
  const pair = pairOf(comparison, [rootOf(before)], [rootOf(after)], direction);
  const found = [...dialects(rootOf(before), rootOf(after)), ...findingsBelow(pair, comparison)];
  return changesOf(found.map((finding) => ({ operation: null, finding })));
}

/** The same words may mean something else by the rules of another draft. */
function* dialects(old: Node, fresh: Node): Generator<Finding> {
  const [was, is] = [child(old, "$schema"), child(fresh, "$schema")];
  if (was !== null && is !== null && was.value !== is.value)
    yield { check: "keyword-changed", direction: null, old: was, new: is };
}

function sourceOf(side: Source["side"], root: unknown): Source {
  const version = isMapping(root) && typeof root["openapi"] === "string" ? root["openapi"] : "";
  return { side, root, dialect: dialectOf(version) };
}

const ranks: Readonly<Record<Verdict, number>> = { breaking: 0, undecided: 1, compatible: 2 };

/** One change for each finding, whatever the number of operations it was found for. */
function changesOf(told: readonly Told[]): Change[] {
  const found = new Map<string, { readonly finding: Finding; readonly operations: Set<string> }>();
  for (const { operation, finding } of told) {
    const key = [finding.check, finding.direction, finding.old?.at, finding.new?.at].join("\n");
    const known = found.get(key) ?? { finding, operations: new Set<string>() };
    if (operation !== null) known.operations.add(operation);
    found.set(key, known);
  }
  const changes = [...found.values()].map(({ finding, operations }) => changeOf(finding, [...operations]));
  return changes.sort((a, b) => ranks[a.verdict] - ranks[b.verdict]);
}

function changeOf({ check, direction, old, new: fresh }: Finding, operations: string[]): Change {
  const place = (node: Node | null): Place | null =>
    node === null || node.implied ? null : { pointer: node.at, value: node.value };
  const { verdict, reason } = judge(check, direction);
  return {
    check: nameOf(check, direction),
    verdict,
    direction,
    operations,
    old: place(old),
    new: place(fresh),
    reason,
  };
}

function nameOf(check: CheckId, direction: Direction): string {
  return direction === null ? check : `${direction}-${check}`;
}

/** How many changes there are of each verdict. */
export function countVerdicts(changes: readonly Change[]): Readonly<Record<Verdict, number>> {
  const counts = { breaking: 0, undecided: 0, compatible: 0 };
  for (const { verdict } of changes) counts[verdict]++;
  return counts;
}
