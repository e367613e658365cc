// The permission boundary: where every permission of a manifest stands in its contracts, the manifest itself, the
// registry, the grants of its owner and, where present, in measured use (PIP-4.3.3, EIP-4.3.3, EPF-5, PIS-6).

import type { ApiCall, Permission } from "../document/types.gen.ts";
import { endOfTime } from "../model/calendar.ts";
import { contractPermissions } from "../model/contracted.ts";
import { factsOf, type PermissionFact } from "../model/facts.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import { evidence, evidenceSpan, gapsIn, measuredUse } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { presentNames, registered } from "../model/present-names.ts";
import { isUnbounded } from "../model/scopes.ts";
import { type Envelope, envelopeOf, grantedBy } from "./decision.ts";
import { missingCapabilities, tooHigh } from "./restricted.ts";

/** What is wrong with a permission in one manifest; several may apply. */
export const verdicts = [
  "undeclared",
  "unused",
  "wider than approved",
  "above tier",
  "restricted without a grant",
  "wildcard",
  "partner-defined",
] as const;

export type Verdict = (typeof verdicts)[number];

/** A verdict with its reason, a phrase. */
export interface Breach {
  readonly verdict: Verdict;
  readonly why: string;
}

/** How often something used a permission over a stretch of time, as somebody else measured it. */
export interface MeasuredUse {
  readonly uses: number;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** True when the stretch covers the policy's look-back window: only then zero means unused. */
  readonly complete: boolean;
  /** The last measurement that tells of it. */
  readonly path: string;
}

/** What manifests and decisions do not say themselves. */
export interface Sources {
  /** Sets of permissions of which one suffices for a call; null where no contract says. */
  contractPermissions(call: ApiCall): readonly (readonly string[])[] | null;
  /** By present id; a permission that is not there was never measured. */
  measuredUse(manifest: Manifest): ReadonlyMap<string, MeasuredUse>;
}

/**
 * What the platform's contracts and the measurements say.
 * @param asOf `YYYY-MM-DD`: the day whose look-back window counts
 */
function sourcesOf(model: Model, asOf: string): Sources {
  const needed = evidenceSpan(model, asOf);
  const results = evidence(model, asOf).filter(({ signal }) => signal === "permission-usage");
  const now = (id: string): string => presentNames(model).get(id) ?? id;
  const measured = new Set(results.map(({ subject }) => subject));
  return {
    contractPermissions: (call) => contractPermissions(model, call),
    measuredUse: ({ id }) => {
      const uses = [...(measured.has(id) ? measuredUse(model, id, asOf) : [])].map(([name, use]) => {
        const windows = results.filter(({ subject, of }) => subject === id && now(of) === name);
        return [name, { ...use, complete: gapsIn(needed, windows).length === 0 }] as const;
      });
      return new Map(uses);
    },
  };
}

/** What contracts say of a permission: that a called operation needs it, that none does, or nothing at all. */
export interface Contracted {
  /** Operations that are called and whose contract names the permission: `credit v2 GET /reports`. */
  readonly operations: readonly string[];
  /** How many called operations have a contract that names permissions. */
  readonly speaking: number;
  readonly called: number;
}

/** One permission of one manifest. */
export interface Holding {
  /** As the manifest, the contract or the measurement writes it. */
  readonly id: string;
  /** Its present id; the same where the registry has none. */
  readonly name: string;
  readonly contract: Contracted;
  readonly declared: readonly PermissionFact[];
  /** What in the manifest uses it: calls, workflows, the extension. */
  readonly uses: readonly PermissionFact[];
  readonly registry: Permission | null;
  /** Null: not granted. */
  readonly granted: { readonly scope: string; readonly by: string } | null;
  readonly measured: MeasuredUse | null;
  /** Empty: it is held as it should be. */
  readonly breaches: readonly Breach[];
}

export interface Boundary {
  readonly manifest: Manifest;
  readonly envelope: Envelope;
  /** In the order of the manifest, then of contracts, then of measurements. */
  readonly holdings: readonly Holding[];
}

/**
 * The boundary of every manifest whose shape holds.
 * @param asOf `YYYY-MM-DD`: the day whose look-back window counts
 * @param granted the day at whose end grants count; all of them by default
 */
export function boundariesOf(model: Model, asOf: string, granted = endOfTime): readonly Boundary[] {
  const key = `${asOf} ${granted}`;
  const known = read.get(model) ?? new Map<string, readonly Boundary[]>();
  const boundaries = known.get(key) ?? boundariesBy(model, sourcesOf(model, asOf), granted);
  read.set(model, known.set(key, boundaries));
  return boundaries;
}

// Several rules ask.
const read = new WeakMap<Model, Map<string, readonly Boundary[]>>();

/** The same by what somebody says of contracts and measurements. */
export function boundariesBy(model: Model, sources: Sources, granted = endOfTime): Boundary[] {
  return manifestsOf(model).map((manifest) => boundaryOf(manifest, model, sources, granted));
}

function boundaryOf(manifest: Manifest, model: Model, sources: Sources, granted: string): Boundary {
  const envelope = envelopeOf(model, manifest.owner, granted);
  const by = grantedBy(model, manifest.owner, granted);
  const registry = registered(model);
  const present = presentNames(model);
  const now = (id: string): string => present.get(id) ?? id;
  const facts = factsOf(manifest.document).permissions;
  const declared = new Set(facts.filter((fact) => fact.declared).map(({ id }) => now(id)));
  const calls = (manifest.value.spec.api?.calls ?? []).map((call) => {
    const sets = sources.contractPermissions(call);
    return { words: `${call.api} ${call.version} ${call.operation}`, named: sets && neededOf(sets, declared, now) };
  });
  const measured = sources.measuredUse(manifest);
  const written = [
    ...facts.map(({ id }) => id),
    ...calls.flatMap(({ named }) => named ?? []),
    // Measured, and not once: nobody touched it.
    ...[...measured].flatMap(([id, { uses }]) => (uses > 0 ? [id] : [])),
  ];
  const first = new Map([...written].reverse().map((id) => [now(id), id]));
  const holdings = [...new Set(written.map(now))].map((name): Holding => {
    const same = facts.filter(({ id }) => now(id) === name);
    const scope = envelope.permissions.get(name);
    const before = {
      id: first.get(name) ?? name,
      name,
      contract: {
        operations: calls.filter(({ named }) => named?.some((id) => now(id) === name)).map(({ words }) => words),
        speaking: calls.filter(({ named }) => named !== null).length,
        called: calls.length,
      },
      declared: same.filter((fact) => fact.declared),
      uses: same.filter((fact) => !fact.declared),
      registry: registry.get(name) ?? null,
      granted: scope === undefined ? null : { scope, by: by.get(name) ?? "" },
      measured: measured.get(name) ?? null,
    };
    return { ...before, breaches: [...breachesOf(before, manifest.owner, envelope, model)] };
  });
  return { manifest, envelope, holdings };
}

/** The first set that is declared as a whole, or else the first: what a call would have to declare. */
function neededOf(
  sets: readonly (readonly string[])[],
  declared: ReadonlySet<string>,
  now: (id: string) => string,
): readonly string[] {
  return sets.find((set) => set.every((id) => declared.has(now(id)))) ?? sets[0] ?? [];
}

function* breachesOf(
  holding: Omit<Holding, "breaches">,
  owner: string,
  envelope: Envelope,
  model: Model,
): Generator<Breach> {
  const { id, declared, uses, contract, registry, granted, measured } = holding;
  if (id.includes("*")) {
    yield { verdict: "wildcard", why: "it names no permission" };
    return;
  }
  const used = uses.length > 0 || contract.operations.length > 0;
  if (declared.length === 0 && (used || (measured?.uses ?? 0) > 0))
    yield { verdict: "undeclared", why: undeclaredBecause(holding) };
  if (registry === null) {
    // Without a registry nobody can tell whose word it is.
    if (model.permissions !== null) yield { verdict: "partner-defined", why: "the registry does not have it" };
    return;
  }
  if (declared.length > 0 && granted === null)
    yield { verdict: "wider than approved", why: `${owner} was not granted it` };
  for (const { scope } of granted === null ? [] : declared)
    if (scope !== granted?.scope)
      yield { verdict: "wider than approved", why: `granted for ${granted?.scope}, declared for ${scope}` };
  // What was not granted must go anyway.
  if (declared.length > 0 && granted !== null) {
    if (!used) yield { verdict: "unused", why: "no call, no workflow and no extension uses it" };
    else if (measured?.complete && measured.uses === 0)
      yield { verdict: "unused", why: `not used once from ${measured.from} to ${measured.to}` };
  }
  const high = envelope.tier === null ? null : tooHigh(registry, envelope.tier, model);
  if (high !== null) yield { verdict: "above tier", why: `${high}, and ${owner} has tier ${envelope.tier}` };
  const [missing] = missingCapabilities(registry, envelope.capabilities, model);
  if (missing !== undefined)
    yield { verdict: "restricted without a grant", why: `${owner} was not granted ${missing.join(" or ")}` };
  else if (registry.access === "restricted" && granted === null)
    yield { verdict: "restricted without a grant", why: "it takes an approved proposal" };
}

function undeclaredBecause({ uses, contract, measured }: Omit<Holding, "breaches">): string {
  const by = [...new Set(uses.map(({ usedBy }) => usedBy))];
  if (by.length > 0) return `${by.join(", ")} uses it`;
  if (contract.operations.length > 0) return `${contract.operations.join(", ")} needs it`;
  return `used ${measured?.uses} times from ${measured?.from} to ${measured?.to}`;
}

/** True for a scope that differs from what was granted; one without an end is a defect of its own. */
export function isOtherScope({ scope }: PermissionFact, granted: string): boolean {
  return scope !== granted && !isUnbounded(scope ?? "");
}
