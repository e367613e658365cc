// Planted changes of operations: one small contract, edits, and what is found.

import { expect, it } from "vitest";
import { compareContracts } from "../../src/contract/compare.ts";
import { type CheckId, checks } from "../../src/contract/compare-checks.ts";
import { contract, type Edits, planted } from "./planted-operations.ts";
import { planted as plantedSchemas } from "./planted-schemas.ts";

type Tree = Record<string, unknown>;

const keysOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

function edited(document: unknown, edits: Edits): unknown {
  const copy = structuredClone(document) as Tree;
  const taken: Readonly<Record<string, unknown>> = structuredClone({
    "FROM GET": at(contract, "/paths/~1scores~1{id}/get"),
    "FROM 200": at(contract, "/paths/~1scores~1{id}/get/responses/200"),
  });
  for (const [pointer, value] of Object.entries(edits)) {
    const keys = keysOf(pointer);
    const last = keys.pop() ?? "";
    const parent = keys.reduce<Tree>((found, key) => found[key] as Tree, copy);
    const content = typeof value === "string" ? (taken[value] ?? value) : value;
    if (content !== undefined) parent[last] = structuredClone(content);
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return copy;
}

function at(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce((found, key) => (found as Tree)[key], value);
}

for (const [what, before, after, ...expected] of planted)
  it(what, () => {
    const [old, fresh] = [edited(contract, before), edited(contract, after)];
    const changes = compareContracts(old, fresh);
    expect(changes.map(({ check, verdict }) => `${verdict} ${check}`).sort()).toEqual([...expected].sort());
    for (const { old: was, new: is } of changes) {
      if (was !== null) expect(at(old, was.pointer)).toEqual(was.value);
      if (is !== null) expect(at(fresh, is.pointer)).toEqual(is.value);
    }
  });

it("says once what is the same schema in several operations, and names them", () => {
  const fresh = edited(contract, { "/components/schemas/Score/properties/value/maximum": 900 });
  const changes = compareContracts(contract, fresh);
  expect(changes.map(({ check, operations }) => [check, operations])).toEqual([
    ["request-maximum-lowered", ["POST /scores"]],
    // The callback sends it, and both answers hold it.
    ["response-maximum-lowered", ["GET /scores/{id}", "POST /scores"]],
  ]);
});

it("has a planted change for every check", () => {
  const found = new Set<string>(plantedSchemas.flatMap(([, , , ...each]) => each.map(([check]) => check)));
  for (const [, , , ...each] of planted)
    for (const line of each) found.add(line.replace(/^\w+ /, "").replace(/^(?:request|response)-/, ""));
  // Held by test/contract/hostile.test.ts.
  found.add("not-compared" satisfies CheckId);
  expect(Object.keys(checks).filter((check) => !found.has(check))).toEqual([]);
});
