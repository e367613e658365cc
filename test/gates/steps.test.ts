// Every step of the decision gate does work that no other step does: without it some vote ends otherwise.

import { describe, expect, it } from "vitest";
import { lifecycleGate } from "../../src/gates/lifecycle-gate.ts";
import { type Cast, decisionGate, outcomeOf, type Stage, type Vote } from "../../src/gates/steps.ts";
import { type Threshold, thresholdOf, unanimityTriggers } from "../../src/gates/threshold.ts";
import { edited, filed, landingOf, proposing, textOf } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { sample } from "../support/world.ts";

const majority: Threshold = {
  rule: "majority",
  because: [],
  finalAuthority: "CGB",
  mustApprove: [],
  mayAbstain: true,
  asked: ["TSC", "SCO", "ERC", "CGB"],
};
const unanimous: Threshold = { ...majority, rule: "unanimous", because: ["new tier"] };
const tier2: Threshold = { ...majority, mustApprove: ["SCO"] };
const tier3: Threshold = { ...tier2, mayAbstain: false };

/** TSC, SCO, ERC, CGB by the first letters of their votes: `a a r -`. */
function cast(letters: string, threshold: Threshold): Cast {
  const votes: Record<string, Vote> = { a: "approve", r: "reject", o: "abstain", "-": "none" };
  const bodies = letters.split(" ").map((letter, at) => ({
    body: ["TSC", "SCO", "ERC", "CGB"][at] ?? "",
    vote: votes[letter] ?? "none",
  }));
  return { bodies, threshold };
}

function without(id: string, gate: readonly Stage[]): Stage[] {
  return gate.map((stage) => ({ ...stage, steps: stage.steps.filter((step) => step.id !== id) }));
}

const cases: readonly (readonly [step: string, votes: string, Threshold, outcome: string, without: string])[] = [
  ["final-authority-rejects", "a a a r", majority, "rejected", "pending"],
  ["every-body-votes", "a a - a", majority, "pending", "approved"],
  ["majority-rejects", "r r r a", majority, "rejected", "pending"],
  ["unanimity-rejects", "r a a a", unanimous, "rejected", "pending"],
  ["tier-review-rejects", "a r a a", tier2, "rejected", "pending"],
  ["unanimity-approves", "o a a a", unanimous, "pending", "approved"],
  ["majority-approves", "o a o a", majority, "pending", "approved"],
  ["final-authority-approves", "a a a o", majority, "pending", "approved"],
  ["tier-review-approves", "a o a a", tier2, "pending", "approved"],
  ["nobody-abstains", "o a a a", tier3, "pending", "approved"],
];

describe("the decision gate", () => {
  it.each(cases)("%s: %s", (step, votes, threshold, outcome, otherwise) => {
    expect(outcomeOf(cast(votes, threshold), decisionGate).outcome).toBe(outcome);
    expect(outcomeOf(cast(votes, threshold), without(step, decisionGate)).outcome).toBe(otherwise);
  });

  it("has no step without a case", () => {
    const steps = decisionGate.flatMap(({ steps }) => steps.map(({ id }) => id));
    expect(cases.map(([step]) => step)).toEqual(steps);
  });
});

const heard: Threshold = { ...majority, rule: "final-authority", asked: ["SCO", "CGB"] };
const lifecycleCases: typeof cases = [
  ["authority-rejects", "- a - r", heard, "rejected", "pending"],
  ["bodies-heard", "- - - a", heard, "pending", "approved"],
  ["authority-approves", "- a - o", heard, "pending", "approved"],
];

describe("the lifecycle gate", () => {
  it.each(lifecycleCases)("%s: %s", (step, votes, threshold, outcome, otherwise) => {
    expect(outcomeOf(cast(votes, threshold), lifecycleGate).outcome).toBe(outcome);
    expect(outcomeOf(cast(votes, threshold), without(step, lifecycleGate)).outcome).toBe(otherwise);
  });

  it("has no step without a case", () => {
    const steps = lifecycleGate.flatMap(({ steps }) => steps.map(({ id }) => id));
    expect(lifecycleCases.map(([step]) => step)).toEqual(steps);
  });
});

const policy = "governance/policy.yaml";
const registry = "governance/permissions.yaml";

/** A governance proposal that carries one file with other values. */
function carrying(files: Files, path: string, values: Readonly<Record<string, unknown>>): Files {
  return proposing(files, "governance/EXP-0001", { [path]: textOf(edited(files, path, values), path) });
}

const pulls: Readonly<Record<string, (files: Files) => Files>> = {
  "intelligence workflow": (files) =>
    filed(files, "capability", "acme/EXP-0001", {
      "/spec/requestedCapabilities": [{ id: "predictive-workflows", description: "Foresees." }],
    }),
  "new tier": (files) => carrying(files, policy, { "/spec/tiers/2/id": 4 }),
  "changed tier": (files) => carrying(files, policy, { "/spec/tiers/0/write": "limited" }),
  "new permission class": (files) => carrying(files, registry, { "/spec/permissions/0/type": "write" }),
};

describe("unanimity", () => {
  it.each(unanimityTriggers.map(({ id }) => id))("is triggered by %s", async (id) => {
    const files = await sample();
    const { tree, base, authority } = await landingOf(files, pulls[id]?.(files) ?? files);
    const subject = tree.subjects.get("governance/EXP-0001") ?? tree.subjects.get("acme/EXP-0001");
    if (subject === undefined || authority === null) throw new Error(`nothing pulls ${id}`);
    const others = unanimityTriggers.filter((trigger) => trigger.id !== id);
    expect(thresholdOf(subject, base, authority)).toMatchObject({ rule: "unanimous", because: [id] });
    expect(thresholdOf(subject, base, authority, others)).toMatchObject({ rule: "majority", because: [] });
  });
});
