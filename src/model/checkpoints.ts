// The reviews and validations of a version: which there are, what each consists of, and what can show it.

import type { Checkpoint, EvidenceFile } from "../document/types.gen.ts";
import type { Held, Model } from "./model.ts";

export type CheckpointName = Checkpoint["spec"]["checkpoint"];
export type Check = EvidenceFile["proves"][number];
export type Format = EvidenceFile["format"];

/** What a partner's integrations and ecosystem components both pass (PIP-5.1, PIP-2.4, EIP-5.1, EIP-2.4). */
const shared = {
  reviews: ["compatibility-review", "permission-review", "security-review", "sustainability-review"],
  validations: ["compatibility-validation", "security-validation", "governance-validation"],
} as const;

/**
 * The checkpoints that a version passes, reviews first.
 * @param id of an integration, which has a slash, or of a component, which has none
 */
export function checkpointsFor(id: string): readonly CheckpointName[] {
  return id.includes("/")
    ? [...shared.reviews, "workflow-review", ...shared.validations, "workflow-validation"]
    : [...shared.reviews, "lifecycle-review", ...shared.validations, "performance-validation"];
}

export function isValidation(name: CheckpointName): boolean {
  return name.endsWith("-validation");
}

/** The body that a review belongs to (PIP-5.2, EIP-5.2); null for a validation, which evidence shows, whoever runs the tools. */
export function bodyFor(name: CheckpointName): "TSC" | "SCO" | "ERC" | "CGB" | null {
  switch (name) {
    case "compatibility-review":
      return "TSC";
    case "permission-review":
    case "security-review":
      return "SCO";
    case "workflow-review":
    // What the stages of a component mean to the extensions that build on it.
    case "lifecycle-review":
      return "ERC";
    case "sustainability-review":
      return "CGB";
    default:
      return null;
  }
}

/** What a validation consists of (PIP-6, PIP-7, EIP-6, EIP-7); a review is people's judgement and consists of none. */
export function checksOf(name: CheckpointName, id: string): readonly Check[] {
  switch (name) {
    case "compatibility-validation":
      return [
        "compatibility-matrix-update",
        "fallback-behavior",
        "migration-guides",
        "versioned-rollout",
        "api-contract",
        ...(id.includes("/")
          ? (["workflow-compatibility", "permission-boundary"] as const)
          : (["runtime-compatibility", "extension-compatibility"] as const)),
      ];
    case "security-validation":
      return ["permission-boundary", "sandbox-integrity", "vulnerability-scan", "data-access"];
    case "workflow-validation":
      return ["workflow-tests"];
    case "performance-validation":
      return ["performance-tests"];
    case "governance-validation":
      return ["governance-alignment"];
    default:
      return [];
  }
}

/** Every checkpoint of either playbook, and every check of one, each once: what may be said at all. */
export const everyCheckpoint: readonly CheckpointName[] = [
  ...new Set([...checkpointsFor("partner/integration"), ...checkpointsFor("component")]),
];
export const everyCheck: readonly Check[] = [
  ...new Set(
    everyCheckpoint.flatMap((name) => [...checksOf(name, "partner/integration"), ...checksOf(name, "component")]),
  ),
];

const tests: readonly Format[] = ["junit", "sarif"];
const scans: readonly Format[] = ["sarif", "cyclonedx", "osv", "npm-audit"];
const papers: readonly Format[] = ["document", ...tests];

/** The formats that can show a check: what is for people to read shows only what people judge. */
export function formatsFor(check: Check): readonly Format[] {
  switch (check) {
    case "vulnerability-scan":
      return scans;
    case "compatibility-matrix-update":
    case "fallback-behavior":
    case "migration-guides":
    case "versioned-rollout":
    case "governance-alignment":
      return papers;
    default:
      return tests;
  }
}

/** The checkpoints of an integration or a component, in path order. */
export function checkpointsOf({ checkpoints }: Model, id: string): Held<Checkpoint>[] {
  return [...checkpoints.values()].filter(({ value }) => value.spec.subject === id);
}
