// The principles of stewardship: what the specification hopes for and no rule can demand, each with a number that stands for it.

import { dutiesOf } from "../gates/duties.ts";
import { lifecycles } from "../gates/lifecycle.ts";
import { dayAfter } from "../model/calendar.ts";
import { voteWindowOf } from "../model/measurements.ts";
import { documentOf, type Model } from "../model/model.ts";
import { openFindings, type ReviewTask, reviewsBy } from "../model/reviews.ts";
import { matrixOf } from "./matrix.ts";
import { isLive, offerOf } from "./offer.ts";
import type { Word } from "./verdict.ts";

/** A principle, with what can be counted of it. */
export interface Principle {
  /** In the specification's words. */
  readonly name: string;
  readonly clauses: readonly string[];
  /** What is counted in its place; a principle may have several. */
  readonly proxy: string;
  /** The command or the documents it is counted from. */
  readonly source: string;
  /** How many of how many; `of` is 0 where there is nothing to count yet, and that is no good sign. */
  readonly holds: number;
  readonly of: number;
}

const integrityClauses = ["EPF-11.2.1", "PEP-13.2.1", "PIP-12.2.1", "EIP-12.2.1"];
const trustClauses = ["EPF-11.2.2", "PEP-13.2.4", "PIP-12.2.2"];
const compatibilityClauses = ["PEP-13.2.3", "EIP-12.2.2"];

/** Every principle of the sections on stewardship, counted on a day. */
export function principlesOf(model: Model, asOf: string): Principle[] {
  return [
    {
      name: "protect ecosystem integrity",
      clauses: integrityClauses,
      proxy: "findings of reviews that are closed, or open and not past their day",
      source: "kwanus report reviews",
      ...integrity(model, asOf),
    },
    {
      name: "maintain partner trust",
      clauses: trustClauses,
      proxy: "what partners asked for that was decided, or may still be, within the days the policy gives to vote",
      source: "kwanus status, kwanus report lifecycle",
      ...answered(model, asOf),
    },
    {
      name: "maintain partner trust",
      clauses: trustClauses,
      proxy: "reviews held by nobody who works for what was reviewed",
      source: "kwanus report reviews",
      ...independence(model, asOf),
    },
    {
      name: "ensure long-term viability",
      clauses: ["EPF-11.2.3", "PIP-12.2.3", "EIP-12.2.3"],
      proxy: "sustainability reviews that are not late",
      source: "kwanus report reviews",
      ...inTime(model, asOf, "sustainability-review"),
    },
    {
      name: "ensure sustainable growth",
      clauses: ["PEP-13.2.2"],
      proxy: "expansions approved more than a year ago whose outcome a review looked at",
      source: "kwanus report reviews",
      ...outcomes(model, asOf),
    },
    {
      name: "maintain compatibility",
      clauses: compatibilityClauses,
      proxy: "OS versions in support, for each thing in use, on which it works as it is meant to, not by its fallback",
      source: "kwanus matrix",
      ...working(model, asOf),
    },
    {
      name: "maintain compatibility",
      clauses: compatibilityClauses,
      proxy: "compatibility updates that are not late",
      source: "kwanus report reviews",
      ...inTime(model, asOf, "compatibility-update"),
    },
  ];
}

type Counted = Pick<Principle, "holds" | "of">;

function integrity(model: Model, asOf: string): Counted {
  const of = reviewsBy(model, asOf).reduce((sum, { value }) => sum + value.spec.findings.length, 0);
  const late = openFindings(model, asOf).filter(({ finding }) => finding.due < asOf).length;
  return { holds: of - late, of };
}

/** By day of the decision, or of the withdrawal; what is neither counts as late once its day has passed. */
function answered(model: Model, asOf: string): Counted {
  const { subjects, partners } = model;
  const window = voteWindowOf(model);
  const days = [...subjects.values()].flatMap((subject) => {
    const filed = documentOf(subject)?.value.spec.filed;
    const { namespace, kind, gate, decisions, withdrawal } = subject;
    if (filed === undefined || filed > asOf || kind === "Transition" || !partners.has(namespace)) return [];
    const closed = [decisions.get(gate)?.value.spec.asOf, withdrawal?.value.spec.filed].filter(
      (day) => day !== undefined && day <= asOf,
    );
    return [{ due: dayAfter(filed, window), until: closed.sort()[0] ?? asOf }];
  });
  return { holds: days.filter(({ due, until }) => until <= due).length, of: days.length };
}

function independence(model: Model, asOf: string): Counted {
  const reviews = reviewsBy(model, asOf);
  const independent = reviews.filter(({ value: { spec } }) => {
    const [owner = ""] = spec.subject.split("/");
    return spec.reviewers.every((id) => !model.people.get(id)?.value.spec.affiliations.includes(owner));
  });
  return { holds: independent.length, of: reviews.length };
}

function inTime(model: Model, asOf: string, task: ReviewTask): Counted {
  const duties = dutiesOf(model, asOf).filter(({ tasks }) => tasks.includes(task));
  return { holds: duties.filter(({ late }) => !late).length, of: duties.length };
}

/** Works: also what ends on a day to come. Each thing in use meets each OS version that is in support on the day. */
function working(model: Model, asOf: string): Counted {
  if (model.platform === null) return { holds: 0, of: 0 };
  const states = lifecycles(model, asOf);
  const { lines, across, cells } = matrixOf(model, { rows: "integration", columns: "os", partner: null, asOf }, states);
  const live = offerOf(model, asOf).os.filter((os) => isLive(os, asOf));
  const met = lines.flatMap(({ value }, row) => {
    const stage = states.get(value)?.stage ?? null;
    if (stage === null || stage === "end-of-support") return [];
    return across.flatMap((os, at) => (live.some(({ version }) => version === os.value) ? [cells[row]?.[at]] : []));
  });
  const works = met.filter((cell) => cell !== null && cell !== undefined && worksBy.has(cell.word));
  return { holds: works.length, of: met.length };
}

const worksBy: ReadonlySet<Word> = new Set(["ok", "deprecated", "ends"]);

/** What was approved in the last year may still be on its way. */
function outcomes(model: Model, asOf: string): Counted {
  const looked = reviewsBy(model, asOf).filter(({ value }) =>
    value.spec.tasks.some(({ id }) => id === "expansion-outcomes"),
  );
  const until =
    looked
      .map(({ value }) => value.spec.period.to)
      .sort()
      .at(-1) ?? "";
  const approved = [...model.subjects.values()].flatMap(({ kind, gate, namespace, decisions }) => {
    const decision = decisions.get(gate)?.value.spec;
    const expands = kind === "Proposal" && namespace !== "governance" && decision?.outcome === "approved";
    return expands && decision.asOf <= yearBefore(asOf) ? [decision.asOf] : [];
  });
  return { holds: approved.filter((day) => day <= until).length, of: approved.length };
}

/** The same day of the year before; 29 February has none and gives one that sorts behind the 28th. */
function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
}
