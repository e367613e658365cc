// Before something is built for users all four bodies have said yes to it, one for each side of it.

import { preIntegrationOf, proposeAnew } from "../../gates/pre-integration.ts";
import { bodiesOfSpecification } from "../../model/authority.ts";
import { isClosed } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK009",
  name: "pre-integration-not-approved",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    ...bodiesOfSpecification.map((body) => clauseOf("PIP", body)),
    ...bodiesOfSpecification.map((body) => clauseOf("EIP", body)),
  ],
  summary: "What is released rests on decisions that TSC, SCO, ERC and CGB all approved, each of the four.",

  *check(model) {
    for (const { release, ...subject } of model.subjects.values()) {
      if (release === null || isClosed({ release, ...subject })) continue;
      const { subject: about, fulfils } = release.value.spec;
      for (const { id, silent } of preIntegrationOf(about, model, fulfils).filter(
        ({ silent, without }) => silent.length > 0 && without.length === 0,
      ))
        yield {
          path: release.path,
          at: "/spec/subject",
          message: `${about} rests on ${id}, which ${silent.join(" and ")} did not approve, and pre-integration takes all four`,
          help: `File what it does once more, for all four to approve: ${proposeAnew(about)}`,
          clauses: silent.map((body) => clauseOf(about.includes("/") ? "PIP" : "EIP", body)),
        };
    }
  },
});

function clauseOf(playbook: "PIP" | "EIP", body: (typeof bodiesOfSpecification)[number]): string {
  return `${playbook}-3.2.${bodiesOfSpecification.indexOf(body) + 1}`;
}
