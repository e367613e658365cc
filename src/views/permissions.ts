// The permissions report: every permission of every manifest across contract, manifest, registry, envelope and usage.

import { type Boundary, boundariesOf, type Holding, type Verdict, verdicts } from "../gates/boundary.ts";
import { envelopeOf } from "../gates/decision.ts";
import type { Model } from "../model/model.ts";

/** One permission of one manifest, in words. */
export interface PermissionRow {
  readonly permission: string;
  /** What contracts, the manifest, the registry, the grants and measurements say of it; `–` where they say nothing. */
  readonly contract: string;
  readonly manifest: string;
  readonly registry: string;
  readonly envelope: string;
  readonly usage: string;
  /** Why it is needed, in the partner's own words; empty where it is not declared. */
  readonly justification: string;
  readonly reviewBy: string | null;
  /** Empty: it is held as it should be. */
  readonly breaches: readonly { readonly verdict: Verdict; readonly why: string }[];
}

export interface PermissionBlock {
  /** Id of the manifest: `acme/score-insights`. */
  readonly subject: string;
  readonly title: string;
  readonly owner: string;
  readonly tier: number | null;
  readonly path: string;
  readonly rows: readonly PermissionRow[];
}

/** What one partner or component was granted and what its manifests make of it. */
export interface OwnerRow {
  readonly owner: string;
  readonly tier: number | null;
  readonly manifests: number;
  readonly granted: number;
  readonly declared: number;
  /** Granted, and declared by no manifest: it could be given up. By present id. */
  readonly idle: readonly string[];
  readonly held: number;
  /** How often each verdict was given; without those that were not. */
  readonly breaches: readonly { readonly verdict: Verdict; readonly times: number }[];
}

/** A verdict with the clauses it rests on and the rule that refuses it. */
export interface VerdictLine {
  readonly verdict: Verdict;
  readonly means: string;
  readonly rules: readonly string[];
  readonly clauses: readonly string[];
}

export const verdictLines: readonly VerdictLine[] = [
  {
    verdict: "undeclared",
    means: "used, asked for by a contract or measured, and not declared",
    rules: ["PRM001", "PRM011"],
    clauses: ["EPF-5.1.2", "EPF-5.2.1", "PIS-6.1.2", "PIS-6.3.2"],
  },
  {
    verdict: "unused",
    means: "declared and granted, and nothing uses it",
    rules: ["PRM006"],
    clauses: ["EPF-5.1.1", "PIS-6.1.1"],
  },
  {
    verdict: "wider than approved",
    means: "declared, and not granted, or not in this scope",
    rules: ["PRM010", "PRM005"],
    clauses: ["EPF-3.4.1", "EPF-5.1.1", "PIS-6.1.1"],
  },
  {
    verdict: "above tier",
    means: "of a tier or a type that its owner's tier does not have",
    rules: ["TIR002"],
    clauses: ["EPF-2.1.3", "EPF-2.2.2", "PIS-6.2.4"],
  },
  {
    verdict: "restricted without a grant",
    means: "restricted by its kind, without the capability or the approval for it",
    rules: ["PRM008", "EXT005", "WFL006"],
    clauses: ["EPF-4.2.1", "EPF-4.2.2", "PIS-3.2.1", "PIS-3.2.2"],
  },
  { verdict: "wildcard", means: "names no permission", rules: ["PRM002"], clauses: ["EPF-5.2.2", "PIS-6.3.1"] },
  {
    verdict: "partner-defined",
    means: "not in the registry",
    rules: ["PRM003"],
    clauses: ["EPF-5.2.3", "PIS-6.3.3"],
  },
];

export interface PermissionsView {
  readonly asOf: string;
  /** Name of the revision it was read from. */
  readonly revision: string;
  /** The partner or component it is about; null for all. */
  readonly only: string | null;
  readonly blocks: readonly PermissionBlock[];
  readonly owners: readonly OwnerRow[];
  /** Verdicts that were given, with what they rest on. */
  readonly legend: readonly VerdictLine[];
}

/** Partners and components that may be asked about. */
export function permissionOwners({ partners, components }: Model): string[] {
  return [...new Set([...partners.keys(), ...components.keys()])].sort();
}

/**
 * The report for a day, of all or of one partner or component.
 * @param asOf `YYYY-MM-DD`: grants as they stood at the end of that day
 */
export function permissionsOf(model: Model, asOf: string, only: string | null = null): PermissionsView {
  const boundaries = boundariesOf(model, asOf, asOf).filter(({ manifest }) => only === null || manifest.owner === only);
  const owners = permissionOwners(model)
    .filter((owner) => only === null || owner === only)
    .map((owner) => ownerRow(owner, boundaries, model, asOf));
  const given = new Set(owners.flatMap(({ breaches }) => breaches.map(({ verdict }) => verdict)));
  return {
    asOf,
    revision: model.snapshot.name,
    only,
    blocks: boundaries.map(blockOf),
    owners,
    legend: verdictLines.filter(({ verdict }) => given.has(verdict)),
  };
}

function blockOf({ manifest, envelope, holdings }: Boundary): PermissionBlock {
  const { id, owner, path, value } = manifest;
  const reviews = new Map(value.spec.permissions.map((entry) => [entry.id, entry.reviewBy]));
  return {
    subject: id,
    title: value.metadata.title,
    owner,
    tier: envelope.tier,
    path,
    rows: holdings.map((holding) => ({
      permission: holding.id,
      contract: contractWords(holding),
      manifest: manifestWords(holding),
      registry: registryWords(holding),
      envelope: holding.granted === null ? "not granted" : `${holding.granted.scope}, by ${holding.granted.by}`,
      usage: usageWords(holding),
      justification: holding.declared.map(({ justification }) => justification ?? "").join(" "),
      reviewBy: reviews.get(holding.declared[0]?.id ?? "") ?? null,
      breaches: holding.breaches,
    })),
  };
}

function contractWords({ contract: { operations, speaking, called } }: Holding): string {
  if (called === 0) return "nothing is called";
  if (speaking === 0) return "no contract names permissions";
  return operations.length === 0 ? "no called operation needs it" : `needed by ${operations.join(", ")}`;
}

function manifestWords({ declared, uses }: Holding): string {
  const scopes = declared.map(({ scope }) => scope ?? "no scope");
  const by = [...new Set(uses.map(({ usedBy }) => usedBy))];
  return [
    scopes.length === 0 ? "not declared" : scopes.join(" and "),
    by.length === 0 ? "used by nothing" : `used by ${by.join(", ")}`,
  ].join("; ");
}

function registryWords({ registry, id, name }: Holding): string {
  if (registry === null) return "not registered";
  const { type, minimumTier, access, limited, advanced, dataClasses } = registry;
  const marks = [...(limited ? ["limited"] : []), ...(advanced ? ["advanced"] : [])];
  return [
    `${type} from tier ${minimumTier}`,
    [access, ...marks].join(", "),
    ...(dataClasses.length === 0 ? [] : [`opens ${dataClasses.join(", ")}`]),
    ...(id === name ? [] : [`now called ${name}`]),
  ].join("; ");
}

function usageWords({ measured }: Holding): string {
  if (measured === null) return "not measured";
  const { uses, from, to, complete } = measured;
  return `${uses} times from ${from} to ${to}${complete ? "" : ", with gaps"}`;
}

function ownerRow(owner: string, boundaries: readonly Boundary[], model: Model, asOf: string): OwnerRow {
  const own = boundaries.filter(({ manifest }) => manifest.owner === owner);
  const holdings = own.flatMap((boundary) => boundary.holdings);
  const declared = new Set(holdings.filter((one) => one.declared.length > 0).map(({ name }) => name));
  const { tier, permissions } = envelopeOf(model, owner, asOf);
  const given = holdings.flatMap(({ breaches }) => breaches.map(({ verdict }) => verdict));
  return {
    owner,
    tier,
    manifests: own.length,
    granted: permissions.size,
    declared: declared.size,
    idle: [...permissions.keys()].filter((id) => !declared.has(id)),
    held: holdings.filter(({ breaches }) => breaches.length === 0).length,
    breaches: verdicts
      .map((verdict) => ({ verdict, times: given.filter((one) => one === verdict).length }))
      .filter(({ times }) => times > 0),
  };
}
