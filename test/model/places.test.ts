// Names of branches, which Git has opinions about.

import { expect, it } from "vitest";
import { decisionBranch } from "../../src/model/places.ts";

it("names the branch of a decision so that Git takes it, and each its own", () => {
  const ids = ["acme/score-insights/1.0.0", "acme/score-insights/1.0.0-a.lock", "acme/EXP-0001", "graph/1.0.0"];
  const names = ids.map(decisionBranch);
  expect(names.filter((name) => name.endsWith(".lock"))).toEqual([]);
  expect(new Set(names).size).toBe(ids.length);
});
