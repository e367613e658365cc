// The pre-integration review (PIP-3, EIP-3): a decision carries it where the five documents were there and all four bodies
// approved; otherwise a proposal for the integration that they all approve does.

import { bodiesOfSpecification } from "../model/authority.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import type { Model, Subject } from "../model/model.ts";
import { envelopeOf } from "./decision.ts";

type Body = (typeof bodiesOfSpecification)[number];

/** An approved application or proposal that an integration or component rests on. */
export interface RestsOn {
  readonly id: string;
  /** Bodies of the specification that did not approve it, and nothing they all approved stands in its place. */
  readonly silent: readonly Body[];
  /** Required documents that it does not bring, in the specification's words. */
  readonly without: readonly string[];
}

/** What a proposal says and an application does not (PIP-3.1); the risk mitigation plan is beside both. */
const ofProposals = [
  "expansion proposal",
  "compatibility plan",
  "lifecycle plan",
  "governance alignment statement",
] as const;

/**
 * What an integration or a component rests on, as far as it is approved: nothing else needs asking before that.
 * @param also what a release of it says it carries out; what the bodies decided about their own rules is not asked again
 */
export function preIntegrationOf(id: string, model: Model, also: readonly string[] = []): RestsOn[] {
  const manifest = manifestsOf(model).find((one) => one.id === id);
  if (manifest === undefined) return [];
  const named = [...model.subjects.values()].filter(
    (subject) => speaksOf(id, subject) && silentIn(subject)?.length === 0,
  );
  const names = [...new Set([...manifest.value.spec.restsOn, ...also])];
  const isPlanned = names
    .flatMap((name) => model.subjects.get(name) ?? [])
    .some((one) => mayPlan(manifest, one) && silentIn(one) !== null);
  return names.flatMap((name) => {
    const subject = model.subjects.get(name);
    const silent = subject === undefined ? null : silentIn(subject);
    if (subject === undefined || silent === null || subject.namespace === "governance") return [];
    // What all four approved before could not speak of what came after it.
    const isCovered = named.some((one) => one.namespace === subject.namespace && numberOf(one) > numberOf(subject));
    if (isCovered) return [{ id: name, silent: [], without: [] }];
    return [{ id: name, silent, without: isPlanned ? [] : withoutIn(subject, model) }];
  });
}

/** True of a proposal that names an integration, and of every proposal of a component, which speaks for itself. */
export function speaksOf(id: string, { proposal, namespace }: Subject): boolean {
  return proposal !== null && (namespace === id || (proposal.value.spec.integrations?.includes(id) ?? false));
}

/** A proposal of its owner plans what it names, or whatever rests on it where it names nothing. */
function mayPlan({ id, owner }: Manifest, { proposal, namespace }: Subject): boolean {
  const named = proposal?.value.spec.integrations ?? [];
  return proposal !== null && namespace === owner && (named.length === 0 || named.includes(id));
}

/** Files a proposal that all four may approve: a component has no integrations that it could name. */
export function proposeAnew(id: string): string {
  return id.includes("/")
    ? `kwanus propose integration --integration ${id}`
    : `kwanus propose capability --partner ${id}`;
}

/** Decisions of a partner or component are numbered as they come. */
function numberOf({ decisions, gate }: Subject): number {
  return decisions.get(gate)?.value.spec.n ?? 0;
}

/** True where five documents and four approvals are there. */
export function isReviewed({ silent, without }: RestsOn): boolean {
  return silent.length === 0 && without.length === 0;
}

/** At tier 1 the application stands for the expansion proposal; what does more than read is planned in a proposal. */
function withoutIn({ application, namespace }: Subject, model: Model): readonly string[] {
  if (application === null) return [];
  const tier = Math.max(application.value.spec.requestedTier, envelopeOf(model, namespace).tier ?? 0);
  return tier > 1 ? ofProposals : [];
}

/** The bodies that did not approve what was approved; null where it was not. */
function silentIn({ decisions, gate }: Subject): Body[] | null {
  const decision = decisions.get(gate)?.value.spec;
  if (decision?.outcome !== "approved") return null;
  return bodiesOfSpecification.filter((body) => decision.votes[body] !== "approve");
}
