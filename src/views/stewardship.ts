// The principles of stewardship: what the specification hopes for and no rule can demand, each with a number that stands for it.

import { dutiesOf } from "../gates/duties.ts";
import type { Model } from "../model/model.ts";
import { openFindings, type ReviewTask, reviewsBy } from "../model/reviews.ts";

/** A principle, with what can be counted of it. */
export interface Principle {
  /** In the specification's words. */
  readonly name: string;
  readonly clauses: readonly string[];
  /** What is counted in its place. */
  readonly proxy: string;
  /** How many of how many; `of` is 0 where there is nothing to count yet, and that is no good sign. */
  readonly holds: number;
  readonly of: number;
}

/** Every principle of the sections on stewardship, counted on a day. */
export function principlesOf(model: Model, asOf: string): Principle[] {
  return [
    {
      name: "protect ecosystem integrity",
      clauses: ["EPF-11.2.1", "PEP-13.2.1", "PIP-12.2.1", "EIP-12.2.1"],
      proxy: "findings of reviews that are closed, or open and not past their day",
      ...integrity(model, asOf),
    },
    {
      name: "maintain partner trust",
      clauses: ["EPF-11.2.2", "PEP-13.2.4", "PIP-12.2.2"],
      proxy: "reviews held by nobody who works for what was reviewed",
      ...independence(model, asOf),
    },
    {
      name: "ensure long-term viability",
      clauses: ["EPF-11.2.3", "PIP-12.2.3", "EIP-12.2.3"],
      proxy: "sustainability reviews that are not late",
      ...inTime(model, asOf, "sustainability-review"),
    },
    {
      name: "ensure sustainable growth",
      clauses: ["PEP-13.2.2"],
      proxy: "expansions approved more than a year ago whose outcome a review looked at",
      ...outcomes(model, asOf),
    },
    {
      name: "maintain compatibility",
      clauses: ["PEP-13.2.3", "EIP-12.2.2"],
      proxy: "compatibility updates that are not late",
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
