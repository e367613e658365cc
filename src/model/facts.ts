// What one document states, in the words rules ask in: permissions, references, dates, texts, each with its place.

import type { Document } from "../document/document.ts";
import type { Kind } from "../document/kinds.ts";

/** A permission a document names. `declared`: it stands in the document's own list; otherwise something uses it. */
export interface PermissionFact {
  readonly id: string;
  /** JSON pointer of the id's text. */
  readonly at: string;
  readonly declared: boolean;
  /** What uses it (`call GET /reports`, `workflow nightly`, `the extension`), or null where it is declared. */
  readonly usedBy: string | null;
  readonly scope: string | null;
  readonly justification: string | null;
  /** JSON pointer of the entry it stands in. */
  readonly entry: string;
}

/** Something a document points at by id. */
export interface ReferenceFact {
  readonly to: string;
  readonly at: string;
  /** `file`: a path from the folder of the integration or component it lies in. */
  readonly what:
    | "subject"
    | "integration"
    | "lifecycle subject"
    | "person"
    | "data class"
    | "capability"
    | "tier"
    | "file";
}

export interface TextFact {
  readonly text: string;
  readonly at: string;
}

export interface Facts {
  readonly path: string;
  readonly document: Document;
  readonly kind: Kind;
  /** `metadata.id`, or null for kinds without metadata. */
  readonly id: string | null;
  readonly permissions: readonly PermissionFact[];
  readonly references: readonly ReferenceFact[];
  /** Every text in the document with its place. */
  readonly texts: readonly TextFact[];
}

/** The facts of a document whose shape holds. Read once: several rules ask. */
export function factsOf(document: Document): Facts {
  const known = read.get(document) ?? readFacts(document);
  read.set(document, known);
  return known;
}

const read = new WeakMap<Document, Facts>();

function readFacts(document: Document): Facts {
  if (!document.shaped || document.kind === null)
    throw new Error(`${document.path} has no facts: its shape does not hold`);
  const value = document.value as Node;
  const spec = node(value.spec);
  return {
    path: document.path,
    document,
    kind: document.kind,
    id: text(node(value.metadata).id),
    permissions: [...permissionsOf(spec)],
    references: [...referencesOf(spec, document.kind)],
    get texts() {
      if (latest.document !== document) latest = { document, texts: textsOf(value, "") };
      return latest.texts;
    },
  };
}

/** Several rules ask for them in a row, and nobody later; those of all documents would fill the memory. */
let latest: { readonly document: Document | null; readonly texts: readonly TextFact[] } = { document: null, texts: [] };

type Node = { readonly [key: string]: unknown };

const node = (value: unknown): Node => (typeof value === "object" && value !== null ? (value as Node) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function* permissionsOf(spec: Node): Generator<PermissionFact> {
  for (const field of ["requestedPermissions", "permissions"])
    for (const [index, item] of list(spec[field]).entries()) {
      const entry = `/spec/${field}/${index}`;
      const { id, scope, justification } = node(item);
      if (typeof id === "string")
        yield {
          id,
          at: `${entry}/id`,
          declared: true,
          usedBy: null,
          scope: text(scope),
          justification: text(justification),
          entry,
        };
    }
  for (const [index, call] of list(node(spec.api).calls).entries())
    yield* used(node(call).permissions, `/spec/api/calls/${index}`, `call ${text(node(call).operation)}`);
  for (const [index, workflow] of list(spec.workflows).entries())
    yield* used(node(workflow).permissions, `/spec/workflows/${index}`, `workflow ${text(node(workflow).id)}`);
  yield* used(node(spec.extension).permissions, "/spec/extension", "the extension");
}

function* used(permissions: unknown, entry: string, usedBy: string): Generator<PermissionFact> {
  for (const [index, id] of list(permissions).entries())
    if (typeof id === "string")
      yield {
        id,
        at: `${entry}/permissions/${index}`,
        declared: false,
        usedBy,
        scope: null,
        justification: null,
        entry,
      };
}

function* referencesOf(spec: Node, kind: Kind): Generator<ReferenceFact> {
  if (typeof spec.subject === "string" && kind === "RiskAssessment")
    yield { to: spec.subject, at: "/spec/subject", what: "subject" };
  // A review may also be of the whole ecosystem, which is always there.
  if (
    typeof spec.subject === "string" &&
    (kind === "Transition" || kind === "Measurement" || (kind === "Review" && spec.subject !== "ecosystem"))
  )
    yield { to: spec.subject, at: "/spec/subject", what: "lifecycle subject" };
  if (kind === "Review") yield* each(spec.reviewers, "/spec/reviewers", "person");
  if (kind === "Measurement") yield* each(spec.measuredBy, "/spec/measuredBy", "person");
  if (kind === "Release") yield* each(spec.fulfils, "/spec/fulfils", "subject");
  yield* each(node(spec.migrationGuides).paths, "/spec/migrationGuides/paths", "file");
  for (const field of ["preparation", "implementation"])
    for (const [index, step] of list(spec[field]).entries())
      yield* each(node(step).evidence, `/spec/${field}/${index}/evidence`, "file");
  if (typeof spec.supersedes === "string") yield { to: spec.supersedes, at: "/spec/supersedes", what: "subject" };
  yield* each(spec.restsOn, "/spec/restsOn", "subject");
  yield* each(spec.integrations, "/spec/integrations", "integration");
  for (const [index, entry] of list(spec.data).entries()) {
    const to = text(node(entry).class);
    if (to !== null) yield { to, at: `/spec/data/${index}/class`, what: "data class" };
  }
  for (const [index, workflow] of list(spec.workflows).entries())
    yield* each(node(workflow).provides, `/spec/workflows/${index}/provides`, "data class");
  for (const [index, entry] of list(spec.requestedCapabilities).entries()) {
    const to = text(node(entry).id);
    if (to !== null) yield { to, at: `/spec/requestedCapabilities/${index}/id`, what: "capability" };
  }
  if (typeof spec.requestedTier === "number")
    yield { to: String(spec.requestedTier), at: "/spec/requestedTier", what: "tier" };
  if (kind === "Policy")
    for (const [index, body] of list(spec.bodies).entries())
      for (const field of ["members", "deputies"])
        yield* each(node(body)[field], `/spec/bodies/${index}/${field}`, "person");
}

function* each(values: unknown, at: string, what: ReferenceFact["what"]): Generator<ReferenceFact> {
  for (const [index, to] of list(values).entries())
    if (typeof to === "string") yield { to, at: `${at}/${index}`, what };
}

// A list handed down, not generators in generators: a large part of what a document costs beyond its parsing.
function textsOf(value: unknown, at: string, found: TextFact[] = []): TextFact[] {
  if (typeof value === "string") found.push({ text: value, at });
  else if (typeof value === "object" && value !== null)
    for (const key of Object.keys(value))
      textsOf(
        (value as Node)[key],
        `${at}/${/[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key}`,
        found,
      );
  return found;
}
