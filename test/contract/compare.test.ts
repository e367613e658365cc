// Planted changes are found, each under its name and with its verdict in both directions; nothing else is.

import { expect, it } from "vitest";
import { compareContracts } from "../../src/contract/compare.ts";
import { planted } from "./planted-schemas.ts";

for (const [what, old, fresh, ...expected] of planted)
  it(what, () => {
    for (const [index, direction] of (["request", "response"] as const).entries()) {
      const wanted = expected.map((each) => `${each[index + 1]} ${direction}-${each[0]}`).sort();
      const changes = compareContracts(old, fresh, direction);
      expect(changes.map(({ check, verdict }) => `${verdict} ${check}`).sort()).toEqual(wanted);
      for (const { old: before, new: after } of changes) {
        expect(before ?? after).not.toBeNull();
        if (before !== null) expect(at(old, before.pointer)).toEqual(before.value);
        if (after !== null) expect(at(fresh, after.pointer)).toEqual(after.value);
      }
    }
  });

function at(value: unknown, pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys.reduce(
    (found, key) => (found as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    value,
  );
}

it("says nothing of schemas that are read by the rules of different drafts", () => {
  const [old, fresh] = ["http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema"].map(
    ($schema) => ({ $schema, items: [{ type: "string" }] }),
  );
  const changes = compareContracts(old, fresh);
  expect(changes.map(({ check, verdict }) => `${verdict} ${check}`)).toEqual(["undecided keyword-changed"]);
});
