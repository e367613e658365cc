// Where every clause lives, from the five tables that say so: rules, fields, gate steps, entries of the policy, reports.

import { lifecycleGate } from "../gates/lifecycle-gate.ts";
import { decisionGate, type Stage } from "../gates/steps.ts";
import { unanimityTriggers } from "../gates/threshold.ts";
import { clausePlace, clauseText, normativeClauses } from "../rules/clauses.gen.ts";
import { fieldHomes } from "../rules/homes.gen.ts";
import { capabilityEntries, criterionEntries } from "../rules/policy-entries.ts";
import { allRules } from "../rules/registry.gen.ts";
import type { ClauseLine, Home } from "../views/coverage.ts";
import { reportHomes } from "../views/reports.ts";

export interface HomeOf extends Home {
  readonly clauses: readonly string[];
}

/** Takes each step out of its gate, and sees the outcome change. */
const gateTest = "test/gates/steps.test.ts";

/** Every home there is, rules first. */
export const allHomes: readonly HomeOf[] = [
  ...allRules.map(
    ({ id, name, summary, clauses }): HomeOf => ({
      by: "rule",
      name: id,
      what: `${name}: ${summary}`,
      brokenBy: `docs/rules/${id}-${name}.md`,
      clauses,
    }),
  ),
  ...fieldHomes.map(
    ({ kind, path, what, clauses }): HomeOf => ({
      by: "field",
      name: `${kind} ${path}`,
      what,
      brokenBy: "test/homes.test.ts",
      clauses,
    }),
  ),
  ...stepsOf("decision", decisionGate),
  ...stepsOf("lifecycle", lifecycleGate),
  ...unanimityTriggers.map(
    ({ id, summary, clauses }): HomeOf => ({
      by: "step",
      name: `unanimity on ${id}`,
      what: summary,
      brokenBy: gateTest,
      clauses,
    }),
  ),
  ...capabilityEntries.map(
    ({ id, clauses }): HomeOf => ({
      by: "policy",
      name: `policy capability ${id}`,
      brokenBy: "test/homes.test.ts",
      what: "The founding policy says from which tier on it may be asked for, if at all (TIR001, PRO005, IDN004).",
      clauses,
    }),
  ),
  ...criterionEntries.map(
    ({ id, clauses }): HomeOf => ({
      by: "policy",
      name: `policy criterion ${id}`,
      brokenBy: "test/homes.test.ts",
      what: "The founding policy makes a body answer it in every ballot (BAL006).",
      clauses,
    }),
  ),
  ...reportHomes.map(
    ({ command, prints, page, summary, clauses }): HomeOf => ({
      by: "report",
      name: `kwanus ${command} "${prints}"`,
      what: summary,
      brokenBy: `test/cli/${page}`,
      clauses,
    }),
  ),
];

function stepsOf(gate: string, stages: readonly Stage[]): HomeOf[] {
  return stages
    .flatMap(({ steps }) => steps)
    .map(({ id, summary, clauses }) => ({
      by: "step",
      name: `${gate} gate ${id}`,
      what: summary,
      brokenBy: gateTest,
      clauses,
    }));
}

/** The homes of one clause. */
export function homesOf(clause: string): Home[] {
  return allHomes.filter(({ clauses }) => clauses.includes(clause));
}

/** Every normative clause with its homes, in the order of the specification. */
export function clauseLines(): ClauseLine[] {
  return [...normativeClauses].map((id) => {
    const [document = "", section = ""] = clausePlace.get(id)?.split(", ") ?? [];
    return { id, text: clauseText.get(id) ?? "", document, section, homes: homesOf(id) };
  });
}
