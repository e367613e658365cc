// The decision a tally amounts to: a document whose bytes anybody can compute again (trust.md, "Decide").

import { printDocument } from "../document/print.ts";
import type { Decision } from "../document/types.gen.ts";
import type { Authority } from "../model/authority.ts";
import { endOfTime } from "../model/calendar.ts";
import { type DecisionFile, type Model, requestOf, type Subject } from "../model/model.ts";
import { presentNames } from "../model/present-names.ts";
import type { JudgedBallot } from "./ballots.ts";
import type { Tally } from "./tally.ts";

/** What is needed beside the tally: place in the namespace's sequence, and the date it is made. */
export interface DecisionInputs {
  readonly n: number;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** The decision document of a settled gate, or null while the tally is pending. */
export function decisionOf(
  subject: Subject,
  tally: Tally,
  authority: Authority,
  { n, asOf }: DecisionInputs,
): Decision | null {
  if (tally.outcome === "pending") return null;
  return {
    apiVersion: "kwanus/v1",
    kind: "Decision",
    spec: {
      repo: authority.policy.repo,
      subject: subject.id,
      gate: tally.gate,
      digest: subject.digest,
      outcome: tally.outcome,
      rule: tally.threshold.rule,
      because: [...tally.threshold.because, ...tally.because],
      votes: Object.fromEntries(tally.bodies.map(({ body, vote }) => [body, vote])),
      ballots: tally.judged.flatMap((entry) => countedBallot(entry, tally)),
      grants: tally.outcome === "approved" ? grantsOf(subject) : null,
      changes: tally.outcome === "approved" ? (subject.proposal?.value.spec.changes ?? []).map(({ path }) => path) : [],
      n,
      asOf,
      policy: authority.policyDigest,
    },
  };
}

/**
 * A ballot as a decision lists it: by its file's name and bytes. A retraction takes back and rests on nothing, nor does
 * anything rest on a deputy for whom there was no place.
 */
function countedBallot({ ballot, spec }: JudgedBallot, { bodies }: Tally): Decision["spec"]["ballots"] {
  if (spec === null || spec.decision === "retract" || !bodies.some(({ cast }) => cast.includes(spec))) return [];
  const { person, body, key, decision } = spec;
  return [
    { path: ballot.path.slice(ballot.path.lastIndexOf("/") + 1), digest: ballot.digest, person, body, key, decision },
  ];
}

/** The exact text of a decision file. */
export function decisionText(decision: Decision): string {
  return printDocument(decision);
}

/**
 * What an approval grants. Only an application or a tier proposal moves the tier: a capability decided late must not
 * undo a downgrade decided meanwhile.
 */
function grantsOf(subject: Subject): Decision["spec"]["grants"] {
  const spec = requestOf(subject)?.value.spec;
  if (spec === undefined || subject.namespace === "governance") return null;
  const movesTier = subject.kind === "Application" || subject.proposal?.value.spec.category === "tier";
  const removes = subject.proposal?.value.spec.removes;
  return {
    tier: movesTier ? (spec.requestedTier ?? null) : null,
    permissions: (spec.requestedPermissions ?? []).map(({ id, scope }) => ({ id, scope })),
    capabilities: (spec.requestedCapabilities ?? []).map(({ id }) => id),
    removes: { permissions: [...(removes?.permissions ?? [])], capabilities: [...(removes?.capabilities ?? [])] },
  };
}

/** Every decision of a namespace (a partner, a component, `governance`), by `n`. */
export function decisionsIn(model: Model, namespace: string): DecisionFile[] {
  return [...model.subjects.values()]
    .filter((subject) => subject.namespace === namespace)
    .flatMap(({ decisions }) => [...decisions.values()])
    .sort((a, b) => a.value.spec.n - b.value.spec.n);
}

/** What a partner may do: the tier of its latest grant and the union of its grants minus named removals (trust.md, "Effect"). */
export interface Envelope {
  /** Null: no grant yet. */
  readonly tier: number | null;
  /** Scope by the permission's present id, whatever it was called when it was granted or given up. */
  readonly permissions: ReadonlyMap<string, string>;
  readonly capabilities: ReadonlySet<string>;
}

/** The envelope of a namespace as the decisions of one revision leave it, or left it at the end of a day. */
export function envelopeOf(model: Model, namespace: string, asOf = endOfTime): Envelope {
  const names = presentNames(model);
  return decisionsIn(model, namespace)
    .filter(({ value }) => value.spec.asOf <= asOf)
    .reduce((envelope, { value }) => extended(envelope, value.spec.grants, names), nothingYet);
}

/** The envelope that the approval of a subject would leave. */
export function envelopeAfter(envelope: Envelope, subject: Subject, model: Model): Envelope {
  return extended(envelope, grantsOf(subject), presentNames(model));
}

/** The subject whose decision last granted each permission, by its present id, at the end of a day. Given up: still here. */
export function grantedBy(model: Model, namespace: string, asOf = endOfTime): ReadonlyMap<string, string> {
  const names = presentNames(model);
  const subjects = decisionsIn(model, namespace)
    .filter(({ value }) => value.spec.asOf <= asOf)
    .flatMap(({ value: { spec } }) =>
      (spec.grants?.permissions ?? []).map(({ id }) => [names.get(id) ?? id, spec.subject] as const),
    );
  return new Map(subjects);
}

const nothingYet: Envelope = { tier: null, permissions: new Map(), capabilities: new Set() };

function extended(
  envelope: Envelope,
  grants: Decision["spec"]["grants"],
  names: ReadonlyMap<string, string>,
): Envelope {
  if (grants === null) return envelope;
  const permissions = new Map(envelope.permissions);
  const capabilities = new Set(envelope.capabilities);
  const now = (id: string): string => names.get(id) ?? id;
  for (const { id, scope } of grants.permissions) permissions.set(now(id), scope);
  for (const id of grants.capabilities) capabilities.add(id);
  for (const id of grants.removes.permissions) permissions.delete(now(id));
  for (const id of grants.removes.capabilities) capabilities.delete(id);
  return { tier: grants.tier ?? envelope.tier, permissions, capabilities };
}
