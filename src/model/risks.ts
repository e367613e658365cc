// Risk in numbers: scores, the bands of the policy, and whose appetite a risk assessment is held against.

import type { Policy, RiskAssessment, RiskEntry, RiskScore } from "../document/types.gen.ts";
import { type Model, requestOf, type Subject } from "./model.ts";

/** What every assessment speaks about (EPF-10.1, PEP-11.2). */
export const riskCategories = ["technical", "security", "compliance", "ecosystem"] as const;

/** The score of a risk, 1 to 25. */
export function scoreOf({ likelihood, impact }: RiskScore): number {
  return likelihood * impact;
}

type Band = Policy["spec"]["risk"]["bands"][number]["id"];

/** The band of a score, or null where the policy has none for it. */
export function bandOf(score: number, policy: Model["policy"]): Band | null {
  return policy?.value.spec.risk.bands.find(({ from, to }) => from <= score && score <= to)?.id ?? null;
}

const bands: readonly Band[] = ["low", "medium", "high", "critical"];

/** True where a band is worse than another. */
export function isAbove(band: Band, limit: Band): boolean {
  return bands.indexOf(band) > bands.indexOf(limit);
}

/** A score with its band, as people read it: `9 of 25, medium`. */
export function inWords(score: number, policy: Model["policy"]): string {
  return `${score} of 25, ${bandOf(score, policy) ?? "no band"}`;
}

/** A risk of an assessment, with its JSON pointer; the reasons for having none are left out. */
export interface PlacedRisk {
  readonly at: string;
  readonly entry: Extract<RiskEntry, { risk: string }>;
}

export interface Assessment {
  readonly path: string;
  /** The id of what is assessed, as the assessment says it. */
  readonly of: string;
  /** What is assessed, where it is an application or a proposal; null for an integration or a component. */
  readonly subject: Subject | null;
  /** The tier that is asked for; null where none is. */
  readonly tier: number | null;
  readonly risks: readonly PlacedRisk[];
  /** The categories for which it says why there is no risk. */
  readonly none: readonly string[];
}

/** Every risk assessment whose shape holds. */
export function* assessments(model: Model): Generator<Assessment> {
  const subjects = new Map([...model.subjects.values()].map((subject) => [`${subject.directory}/risk.yaml`, subject]));
  for (const { path, kind, shaped, value } of model.documents.values()) {
    if (kind !== "RiskAssessment" || !shaped) continue;
    const subject = subjects.get(path) ?? null;
    const tier = (subject === null ? null : requestOf(subject)?.value.spec.requestedTier) ?? null;
    const assessment = value as RiskAssessment;
    const none = assessment.spec.entries.flatMap(({ risk, category }) => (risk === undefined ? [category] : []));
    yield { path, of: assessment.spec.subject, subject, tier, risks: risksIn(assessment), none };
  }
}

/** The risks of one assessment. */
export function risksIn({ spec }: RiskAssessment): PlacedRisk[] {
  return spec.entries.flatMap((entry, index) =>
    entry.risk === undefined ? [] : [{ at: `/spec/entries/${index}`, entry }],
  );
}
