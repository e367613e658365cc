// The report on risk: every assessment with its risks, what is left of them, who answers for each, and by when it is looked at again.

import { lifecycles } from "../gates/lifecycle.ts";
import { daysBetween, lengthInWords } from "../model/calendar.ts";
import { manifestsOf } from "../model/manifests.ts";
import { isClosed, type Model, type Subject } from "../model/model.ts";
import { folderOf } from "../model/places.ts";
import { assessments, bandOf, isAbove, riskCategories, scoreOf } from "../model/risks.ts";

export interface RiskRow {
  /** Technical, security, compliance or ecosystem. */
  readonly category: string;
  readonly risk: string;
  /** 1 to 25, before and after mitigation. */
  readonly inherent: number;
  readonly residual: number;
  /** Of the residual; null where the policy has none for it. */
  readonly band: string | null;
  /** How soon a risk of this band is escalated, ISO 8601; null where the policy asks for nothing. */
  readonly escalation: string | null;
  /** The same as people say it. */
  readonly escalationInWords: string | null;
  readonly owner: string;
  readonly reviewBy: string;
  /** Days left; negative once the day has passed. */
  readonly days: number;
  /** The day has passed while the assessment was in use; of a record that is nobody's fault. */
  readonly late: boolean;
}

export interface AssessmentRow {
  /** `acme/APP-0001`, `acme/score-insights`. */
  readonly subject: string;
  readonly path: string;
  /** `in use`, or what became of the request it belongs to: `approved`, `rejected`, `withdrawn`. */
  readonly state: string;
  /** What a request may leave over: the risk that its tier carries; null where it asks for no tier. */
  readonly carries: string | null;
  /** The highest residual score; null where no risk is named. */
  readonly worst: { readonly score: number; readonly band: string | null; readonly above: boolean } | null;
  /** The worst first. */
  readonly risks: readonly RiskRow[];
  /** Categories for which there is a reason why nothing can go wrong. */
  readonly none: readonly string[];
}

/** Something whose risk nobody has assessed, or not in every category. */
export interface Unassessed {
  readonly subject: string;
  /** As `AssessmentRow.state`. */
  readonly state: string;
  /** Where the assessment is, or has to be. */
  readonly path: string;
  /** `none`: there is no file; `unreadable`: its shape does not hold; `partial`: it says nothing on these categories. */
  readonly is: "none" | "unreadable" | "partial";
  readonly categories: readonly string[];
}

export interface RiskView {
  readonly asOf: string;
  readonly revision: string;
  /** What can still change first, then records; the worst first in each. */
  readonly rows: readonly AssessmentRow[];
  /** In order of path; what was turned down or has ended is nobody's to assess any more. */
  readonly lacks: readonly Unassessed[];
}

/** The report for a day (`YYYY-MM-DD`). */
export function riskOf(model: Model, asOf: string): RiskView {
  const rows = [...assessments(model)].map(({ path, of, subject, tier, risks, none }): AssessmentRow => {
    const closed = subject !== null && isClosed(subject);
    const all = risks.map(({ entry }): RiskRow => {
      const residual = scoreOf(entry.residual);
      const band = bandOf(residual, model.policy);
      const escalation: Readonly<Record<string, string>> = model.policy?.value.spec.risk.escalation ?? {};
      const within = band !== null && Object.hasOwn(escalation, band) ? (escalation[band] ?? null) : null;
      return {
        category: entry.category,
        risk: entry.risk,
        inherent: scoreOf(entry.inherent),
        residual,
        band,
        escalation: within,
        escalationInWords: within === null ? null : lengthInWords(within),
        owner: entry.owner,
        reviewBy: entry.reviewBy,
        days: daysBetween(asOf, entry.reviewBy),
        late: !closed && entry.reviewBy < asOf,
      };
    });
    all.sort((a, b) => b.residual - a.residual || (a.reviewBy < b.reviewBy ? -1 : a.reviewBy > b.reviewBy ? 1 : 0));
    const carries = model.policy?.value.spec.tiers.find(({ id }) => id === tier)?.inherentRisk ?? null;
    const [first] = all;
    return {
      subject: of,
      path,
      state: stateOf(subject),
      carries,
      worst: first === undefined ? null : { score: first.residual, band: first.band, above: isTooMuch(first, carries) },
      risks: all,
      none,
    };
  });
  const order = ({ state, worst, path }: AssessmentRow): [boolean, number, string] => [
    state !== "in use" && state !== "open",
    -(worst?.score ?? 0),
    path,
  ];
  return {
    asOf,
    revision: model.snapshot.name,
    rows: rows.sort((a, b) => compare(order(a), order(b))),
    lacks: lacksOf(model, asOf),
  };
}

/** Applications, proposals, integrations and components without an assessment of all categories (PRO001, RSK001). */
function lacksOf(model: Model, asOf: string): Unassessed[] {
  const stages = lifecycles(model, asOf);
  const asked = [...model.subjects.values()]
    .filter(({ kind }) => kind === "Application" || kind === "Proposal")
    .map((subject) => ({ subject: subject.id, state: stateOf(subject), path: `${subject.directory}/risk.yaml` }))
    .filter(({ state }) => state !== "rejected" && state !== "withdrawn");
  const used = manifestsOf(model)
    .filter(({ id }) => stages.get(id)?.stage !== "end-of-support")
    .map(({ id, path }) => ({ subject: id, state: "in use", path: `${folderOf(path)}/risk.yaml` }));
  const found = new Map([...assessments(model)].map((one) => [one.path, one]));
  return [...asked, ...used]
    .flatMap((one): Unassessed[] => {
      const assessment = found.get(one.path);
      const named = new Set([
        ...(assessment?.none ?? []),
        ...(assessment?.risks ?? []).map(({ entry }) => entry.category),
      ]);
      const categories = riskCategories.filter((category) => !named.has(category));
      if (assessment !== undefined) return categories.length === 0 ? [] : [{ ...one, is: "partial", categories }];
      return [{ ...one, is: model.snapshot.files.has(one.path) ? "unreadable" : "none", categories }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function stateOf(subject: Subject | null): string {
  if (subject === null) return "in use";
  if (subject.withdrawal !== null) return "withdrawn";
  return subject.decisions.get(subject.gate)?.value.spec.outcome ?? "open";
}

/** As RSK007 has it: nobody takes a critical risk, and a request no more than its tier carries. */
function isTooMuch({ band }: RiskRow, carries: string | null): boolean {
  type Band = Parameters<typeof isAbove>[0];
  return band === "critical" || (band !== null && isAbove(band as Band, (carries ?? "high") as Band));
}

function compare(a: readonly [boolean, number, string], b: readonly [boolean, number, string]): number {
  return Number(a[0]) - Number(b[0]) || a[1] - b[1] || (a[2] < b[2] ? -1 : 1);
}
