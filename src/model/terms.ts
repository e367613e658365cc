// What documents amount to in domain words: the terms of a manifest, of a request, of a risk assessment.

import type {
  Component,
  Integration,
  Manifest,
  PermissionRegistry,
  Policy,
  RiskAssessment,
  RiskScore,
  Transition,
  Workflow,
} from "../document/types.gen.ts";
import type { Aspect, Term, Topic } from "./differences.ts";
import {
  duration,
  guaranteed,
  type Measure,
  number,
  opened,
  other,
  rangeStep,
  ranked,
  scope,
  unlessNone,
  versionStep,
} from "./measures.ts";
import { type Held, type Model, requestOf, type Subject } from "./model.ts";
import { bandOf } from "./risks.ts";

export const aspect = (name: string, value: readonly string[], measure: Measure): Aspect => ({ name, value, measure });
export const prose = (name: string, text: string): Aspect => ({
  name,
  value: text === "" ? [] : [text],
  measure: other,
  unlike: "reworded",
});
const version = (name: string, value: string): Aspect => ({ ...aspect(name, [value], other), note: versionStep });
const range = (name: string, value: string): Aspect => ({ ...aspect(name, [value], other), note: rangeStep });
export const term = (topic: Topic, what: string, ...aspects: readonly Aspect[]): Term => ({ topic, what, aspects });

/** The terms of the manifest of an integration or a component. */
export function manifestTerms({ value: { metadata, spec } }: Held<Integration | Component>): Term[] {
  return [
    term("about", "version", version("", spec.version)),
    term("about", "maturity", aspect("", [spec.maturity], other)),
    term("about", "audience", aspect("", [spec.audience], ranked({ "partner-only": 0, all: 1 }))),
    term("about", "rests on", aspect("", spec.restsOn, other)),
    ...authorTerms(metadata.authors),
    term("texts", "title", prose("", metadata.title)),
    ...spec.permissions.map(({ id, scope: reach, justification, reviewBy }) =>
      term(
        "permissions",
        id,
        aspect("scope", [reach], scope),
        prose("justification", justification),
        aspect("review by", [reviewBy], other),
      ),
    ),
    ...spec.data.map((use) =>
      term(
        "data",
        use.class,
        aspect("fields", use.fields, opened),
        aspect("retention", [use.retention], duration),
        aspect("export", [use.export], unlessNone),
        aspect(
          "recipients",
          (use.recipients ?? []).map(({ id }) => id),
          opened,
        ),
        aspect("basis", [use.basis], other),
        prose("purpose", use.purpose),
      ),
    ),
    ...apiTerms(spec.api),
    ...(spec.workflows ?? []).map(workflowTerm),
    ...extensionTerms(spec.extension),
    ...compatibilityTerms(spec.compatibility),
    ...Object.entries(spec.compliance).map(([name, text]) =>
      term("compliance", inWords(name), name === "annualReview" ? aspect("", [text], other) : prose("", text)),
    ),
  ];
}

function apiTerms(api: Manifest["api"]): Term[] {
  if (api === undefined) return [];
  const calls = new Map<string, { versions: string[]; permissions: string[] }>();
  // One operation may be called in several versions; a step to the next one opens nothing.
  for (const call of api.calls) {
    const key = `${call.api} ${call.operation}`;
    const { versions, permissions } = calls.get(key) ?? { versions: [], permissions: [] };
    calls.set(key, { versions: [...versions, call.version], permissions: [...permissions, ...call.permissions] });
  }
  return [
    ...[...calls].map(([key, { versions, permissions }]) =>
      term("api", key, aspect("version", versions, other), aspect("permissions", permissions, opened)),
    ),
    ...api.credentials.map(({ id, issued, revoked }) =>
      term(
        "api",
        `credential ${id}`,
        aspect("issued", [issued], other),
        aspect("revoked", revoked === null ? [] : [revoked], other),
      ),
    ),
    term("api", "audit log", prose("", api.auditLog)),
    term("api", "schemas", aspect("", api.schemas, other)),
  ];
}

function workflowTerm(workflow: Workflow): Term {
  const guarantees = (["idempotent", "auditable", "reversible"] as const).filter((name) => workflow[name]);
  return term(
    "workflows",
    workflow.id,
    // With a dependent workflow the platform relies on the partner (PIS-4.4.1).
    aspect("type", [workflow.type], ranked({ triggered: 0, enhanced: 0, dependent: 1 })),
    aspect("permissions", workflow.permissions, opened),
    aspect("triggers", workflow.triggers, opened),
    aspect("handlers", workflow.handlers, opened),
    aspect("intelligence", [workflow.intelligence ? "yes" : "no"], ranked({ no: 0, yes: 1 })),
    aspect("guarantees", guarantees, guaranteed),
    version("version", workflow.version),
    prose("fallback", workflow.fallback),
    ...partnersPart(workflow),
  );
}

/** What the partner adds to a workflow, or is relied on for. A promise that shrinks protects less. */
function partnersPart({ fallbackTo, provides, service, reliability }: Workflow): Aspect[] {
  return [
    ...(fallbackTo === undefined ? [] : [aspect("fallback to", [fallbackTo], other)]),
    ...(provides === undefined ? [] : [aspect("provides", provides, other)]),
    ...(service === undefined ? [] : [prose("service", service)]),
    ...(reliability === undefined
      ? []
      : [aspect("reliability", [`${reliability} %`], (before, after) => number(after, before))]),
  ];
}

function extensionTerms(extension: Manifest["extension"]): Term[] {
  if (extension === undefined) return [];
  return [
    ...extension.surfaces.map((surface) => term("surfaces", surface)),
    term(
      "surfaces",
      "extension",
      aspect("sandbox", [extension.sandbox], ranked({ strict: 0, none: 1 })),
      aspect("permissions", extension.permissions, opened),
      prose("compatibility", extension.compatibility),
      ...(extension.ranges ?? []).map((one) => range(`range of ${one.id}`, one.range)),
    ),
  ];
}

/** To work with more versions opens nothing, so nothing here widens. */
function compatibilityTerms({ os, apis, runtimes, fallback }: Manifest["compatibility"]): Term[] {
  return [
    term("compatibility", "os", range("", os)),
    ...apis.map(({ id, versions }) => term("compatibility", `api ${id}`, aspect("versions", versions, other))),
    ...runtimes.map((runtime) => term("compatibility", `runtime ${runtime.id}`, range("range", runtime.range))),
    term("compatibility", "fallback", prose("", fallback)),
  ];
}

/** What a partner may do, or would if something were granted. */
export interface Reach {
  readonly tier: number | null;
  /** Scope by permission id. */
  readonly permissions: ReadonlyMap<string, string>;
  readonly capabilities: ReadonlySet<string>;
}

/** The terms of what a partner may do, with the data that its permissions open. */
export function reachTerms(
  { tier, permissions, capabilities }: Reach,
  registry: Held<PermissionRegistry> | null,
): Term[] {
  return [
    ...(tier === null ? [] : [tierTerm(tier)]),
    ...[...permissions].map(([id, reach]) =>
      term("permissions", id, aspect("scope", [reach], scope), ...typeOf(id, registry)),
    ),
    ...dataTerms([...permissions.keys()], registry),
    ...[...capabilities].map((id) => term("capabilities", id)),
  ];
}

/** The terms of what a subject asks for, in its own words. */
export function requestTerms(subject: Subject, registry: Held<PermissionRegistry> | null): Term[] {
  if (subject.transition !== null) return transitionTerms(subject.transition);
  const document = requestOf(subject)?.value;
  if (document === undefined) return [];
  const { spec } = document;
  const { category, removes, integrations, runtimes } = subject.proposal?.value.spec ?? {};
  const permissions = spec.requestedPermissions ?? [];
  const ids = permissions.map(({ id }) => id);
  return [
    ...(spec.requestedTier === undefined ? [] : [tierTerm(spec.requestedTier)]),
    ...permissions.map(({ id, scope: reach, justification }) =>
      term(
        "permissions",
        id,
        aspect("scope", [reach], scope),
        prose("justification", justification),
        ...typeOf(id, registry),
      ),
    ),
    ...(removes?.permissions ?? []).map((id) => term("permissions", `${id}, to be given up`)),
    ...dataTerms(ids, registry),
    ...(spec.requestedCapabilities ?? []).map(({ id, description }) =>
      term("capabilities", id, prose("description", description)),
    ),
    ...(removes?.capabilities ?? []).map((id) => term("capabilities", `${id}, to be given up`)),
    ...subject.carried.map(({ target, blob }) => fileTerm(target, blob)),
    ...(subject.proposal?.value.spec.changes ?? [])
      .filter((change) => change.delete)
      .map(({ path }) => term("files", `${path}, to be deleted`)),
    ...ratifyTerms(subject),
    ...(category === undefined ? [] : [term("about", "category", aspect("", [category], other))]),
    ...(integrations ?? []).map((id) => term("about", `integration ${id}`)),
    ...(runtimes ?? []).map(({ id, range }) => term("about", `runtime ${id}`, aspect("", [range], other))),
    ...authorTerms(document.metadata.authors),
    term("texts", "title", prose("", document.metadata.title)),
    ...textTerms(spec),
  ];
}

/** What a governance proposal accepts after the fact. */
export function ratifyTerms({ proposal }: Subject): Term[] {
  return (proposal?.value.spec.ratifies ?? []).map((item) => term("about", `ratifies ${item}`));
}

/** The terms of a transition. */
export function transitionTerms({ value: { metadata, spec } }: Held<Transition>): Term[] {
  const { subject, to, effective, endOfSupport, cause } = spec;
  return [
    term(
      "lifecycle",
      subject,
      stage(to),
      aspect("effective", [effective], other),
      aspect("end of support", endOfSupport === undefined ? [] : [endOfSupport], other),
      aspect("cause", [cause], other),
    ),
    ...authorTerms(metadata.authors),
    term("texts", "title", prose("", metadata.title)),
    ...textTerms(spec),
  ];
}

/** The stage that a transition starts from. */
export function stageTerm({ value: { spec } }: Held<Transition>): Term {
  return term("lifecycle", spec.subject, stage(spec.from));
}

/** A suspension takes everything for a while, an end of support for good. */
function stage(name: Transition["spec"]["from"]): Aspect {
  const reach = { "end-of-support": 0, suspended: 1, deprecation: 2, maintenance: 3, active: 4 };
  return aspect("stage", [name], ranked(reach));
}

/** A file by its content; `blob` is Git's id of it. */
export function fileTerm(path: string, blob: string): Term {
  return term("files", path, { ...aspect("content", [blob], other), unlike: "replaced" });
}

/** The terms of a risk assessment whose shape holds. Risks have no ids: what they say is who they are. */
export function riskTerms(risk: Held<RiskAssessment>, policy: Held<Policy> | null): Term[] {
  const scored = (name: string, given: RiskScore | undefined): Aspect[] => {
    if (given === undefined) return [];
    const score = given.likelihood * given.impact;
    return [aspect(name, [`${score} of 25, ${riskBand(score, policy)}`], number)];
  };
  return risk.value.spec.entries.flatMap((entry) => {
    const { category, inherent, mitigation = [], residual, fallback, monitoring } = entry;
    if (entry.risk === undefined) return [];
    return term(
      "risk",
      `${category}: ${entry.risk.replace(/\.$/, "")}`,
      ...scored("residual", residual),
      ...scored("before mitigation", inherent),
      aspect(
        "mitigation",
        mitigation.map(({ strategy }) => strategy),
        guaranteed,
      ),
      prose("measures", mitigation.map(({ measure }) => measure).join("\n")),
      prose("fallback", fallback ?? ""),
      prose("monitoring", monitoring ?? ""),
    );
  });
}

/** The risk assessment at a path, or null where there is none whose shape holds. */
export function riskAt(path: string, { documents }: Model): Held<RiskAssessment> | null {
  const document = documents.get(path);
  if (document?.shaped !== true || document.kind !== "RiskAssessment") return null;
  return { path, document, value: document.value as RiskAssessment };
}

/** The policy's name for a score of 1 to 25. */
export function riskBand(score: number, policy: Held<Policy> | null): string {
  return bandOf(score, policy) ?? "no band";
}

function tierTerm(tier: number): Term {
  return term("tier", "tier", aspect("", [String(tier)], number));
}

function typeOf(id: string, registry: Held<PermissionRegistry> | null): Aspect[] {
  const type = registry?.value.spec.permissions.find((entry) => entry.id === id)?.type;
  return type === undefined ? [] : [aspect("access", [type], other)];
}

/** The data classes that permissions open, each with what opens it. */
function dataTerms(ids: readonly string[], registry: Held<PermissionRegistry> | null): Term[] {
  const open = new Map<string, string[]>();
  for (const { id, dataClasses } of registry?.value.spec.permissions ?? [])
    if (ids.includes(id)) for (const name of dataClasses) open.set(name, [...(open.get(name) ?? []), id]);
  return [...open].map(([name, by]) => term("data", name, aspect("opened by", by, other)));
}

/** An author cannot vote, so who is named as one is more than a text. */
export function authorTerms(authors: readonly string[] = []): Term[] {
  return authors.map((author) => term("authors", author));
}

/** Said as something else, or by the subject itself. */
const told = new Set("category filed supersedes subject from to cause effective endOfSupport".split(" "));

/** Every text of a request, one level deep: `description`, `sustainability review`. */
function textTerms(spec: object): Term[] {
  return Object.entries(spec).flatMap(([name, value]) => {
    if (told.has(name)) return [];
    if (typeof value === "string") return [term("texts", inWords(name), prose("", value))];
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return Object.entries(value)
      .filter(([, text]) => typeof text === "string")
      .map(([inner, text]) => term("texts", `${inWords(name)}, ${inWords(inner)}`, prose("", String(text))));
  });
}

/** `complianceOverview` → `compliance overview`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
