// The pre-integration review (PIP-3, EIP-3): a decision carries it where all four bodies approved; otherwise a proposal for the
// integration that they all approve does.

import { bodiesOfSpecification } from "../model/authority.ts";
import { manifestsOf } from "../model/manifests.ts";
import type { Model, Subject } from "../model/model.ts";

type Body = (typeof bodiesOfSpecification)[number];

/** An approved application or proposal that an integration or component rests on. */
export interface RestsOn {
  readonly id: string;
  /** Bodies of the specification that did not approve it, and nothing they all approved stands in its place. */
  readonly silent: readonly Body[];
}

/** What an integration or a component rests on, as far as it is approved: nothing else needs asking before that. */
export function preIntegrationOf(id: string, model: Model): RestsOn[] {
  const manifest = manifestsOf(model).find((one) => one.id === id);
  if (manifest === undefined) return [];
  const isCovered = [...model.subjects.values()].some(
    (subject) => subject.proposal?.value.spec.integrations?.includes(id) === true && silentIn(subject)?.length === 0,
  );
  return manifest.value.spec.restsOn.flatMap((name) => {
    const subject = model.subjects.get(name);
    const silent = subject === undefined ? null : silentIn(subject);
    return silent === null ? [] : [{ id: name, silent: isCovered ? [] : silent }];
  });
}

export function approvedByAll({ silent }: RestsOn): boolean {
  return silent.length === 0;
}

/** The bodies that did not approve what was approved; null where it was not. */
function silentIn({ decisions, gate }: Subject): Body[] | null {
  const decision = decisions.get(gate)?.value.spec;
  if (decision?.outcome !== "approved") return null;
  return bodiesOfSpecification.filter((body) => decision.votes[body] !== "approve");
}
