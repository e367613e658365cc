// Runs rules over a landing and turns what they found into findings: place, frame, clause and fingerprint come from here.

import { createHash } from "node:crypto";
import type { Document } from "../document/document.ts";
import { type Kind, kinds } from "../document/kinds.ts";
import { keysOf } from "../document/pointer.ts";
import { secretsIn } from "../document/secrets.ts";
import { byPlace, type Clause, type Finding, type Frame, type Range } from "../finding.ts";
import { type Landing, restores } from "../landing/landing.ts";
import { factsOf } from "../model/facts.ts";
import type { Model } from "../model/model.ts";
import { isClosed } from "../model/model.ts";
import { subjectAt } from "../model/places.ts";
import { clauseText } from "./clauses.gen.ts";
import { clausesOfField } from "./field-clauses.ts";
import type { Defect, DocumentRule, Rule } from "./rule.ts";

/** Findings of the document, repository and form rules in one revision. `frozen` paths are not judged any more. */
export function findInTree(
  model: Model,
  asOf: string,
  rules: readonly Rule[],
  frozen: (path: string) => boolean,
): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: Rule, defect: Defect, path: string): void => {
    if (!frozen(path)) findings.push(findingOf(rule, defect, path, model));
  };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const document of model.documents.values()) {
    if (frozen(document.path)) continue;
    for (const { rule: id, message, help, pointer, range } of document.faults) {
      const rule = byId.get(id);
      if (rule === undefined) continue;
      const defect = { message, ...(help !== null && { help }), ...(pointer !== null && { at: pointer }) };
      const finding = findingOf(rule, defect, document.path, model, range);
      // The shape of a document is asked for by many clauses, of which a field has its own.
      const own = id === "DOC004" ? clausesOfField(document, pointer ?? "").map(quote) : finding.clauses;
      findings.push({ ...finding, clauses: own });
    }
  }
  const documentRules = rules.filter((rule): rule is DocumentRule => rule.reads === "document");
  const rulesOf = new Map<Kind, readonly DocumentRule[]>(
    kinds.map((kind) => [kind, documentRules.filter((rule) => rule.kinds === "all" || rule.kinds.includes(kind))]),
  );
  for (const document of model.documents.values()) {
    if (!document.shaped || document.kind === null || frozen(document.path)) continue;
    const facts = factsOf(document);
    for (const rule of rulesOf.get(document.kind) ?? [])
      for (const defect of rule.check(facts)) add(rule, defect, document.path);
  }
  for (const rule of rules)
    if (rule.reads === "repository") for (const defect of rule.check(model, asOf)) add(rule, defect, defect.path ?? "");
  return findings.sort(byPlace);
}

/** Findings of the rules that compare a landing with its base. */
export function findInChange(landing: Landing, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  // What a true Repair gives back was judged when it first landed, or never could be.
  const restored = new Set(restores(landing) ? landing.deltas.map(({ path }) => path) : []);
  for (const rule of rules)
    if (rule.reads === "change")
      for (const defect of rule.check(landing)) {
        const path = defect.path ?? "";
        if (restored.has(path)) continue;
        // A file the landing deletes can only be shown as the base has it.
        const model = landing.tree.snapshot.files.has(path) ? landing.tree : landing.base;
        findings.push(findingOf(rule, defect, path, model));
      }
  return findings.sort(byPlace);
}

/** True for paths of subjects that the base has decided or withdrawn: decided once, later rules do not judge them. */
export function frozenBy(base: Model): (path: string) => boolean {
  return (path) => {
    const place = subjectAt(path);
    return place !== null && isClosed(base.subjects.get(place.id));
  };
}

function findingOf(rule: Rule, defect: Defect, path: string, model: Model, given?: Range | null): Finding {
  const document = sourceOf(model, path);
  const range = given ?? (defect.at === undefined ? null : (document?.locate(defect.at, defect.part) ?? null));
  return {
    rule: rule.id,
    name: rule.name,
    severity: rule.severity,
    message: defect.message,
    path,
    range,
    frame: document === undefined || range === null ? null : frameOf(document, range),
    pointer: defect.at ?? null,
    subject: subjectAt(path)?.id ?? null,
    help: defect.help ?? null,
    clauses: rule.clauses.filter((id) => defect.clauses?.includes(id) ?? true).map(quote),
    standing: "new",
    fingerprint: fingerprintOf(rule.id, path, defect, placeOf(defect, document, range)),
    ...(defect.follows !== undefined && {
      follows: defect.follows.map((cause) => ({
        rule: cause.rule,
        path: cause.path ?? path,
        pointer: cause.at ?? null,
      })),
    }),
  };
}

/** What a finding can point into; `faults` is null where nobody has looked for secrets yet. */
interface Source extends Pick<Document, "value" | "lines" | "locate"> {
  readonly faults: Document["faults"] | null;
}

/** A document, or a contract that one names. */
function sourceOf({ documents, contracts }: Model, path: string): Source | undefined {
  const contract = documents.has(path) ? undefined : contracts.get(path);
  if (contract?.text === undefined) return documents.get(path);
  const { text } = contract;
  return {
    value: contract.readable ? contract.value : null,
    faults: null,
    locate: text.locate,
    get lines() {
      return text.lines;
    },
  };
}

function quote(id: string): Clause {
  return { id, text: clauseText.get(id) ?? "" };
}

/** The lines of a range, or null where a secret stands in them: what must not be read must not be printed into a log. */
function frameOf({ lines, faults }: Source, range: Range): Frame | null {
  const last = Math.min(range.endLine, range.line + 3);
  const shown = lines.slice(range.line - 1, last);
  const isSecret =
    faults === null
      ? isSecretive(shown.join("\n"))
      : faults.some(
          ({ rule, range: at }) => rule === "DOC013" && at !== null && at.line <= last && at.endLine >= range.line,
        );
  if (isSecret) return null;
  return { firstLine: range.line, lines: shown };
}

/** Contracts are not searched as a whole, as their examples look like secrets; of a page on one line nobody can tell. */
function isSecretive(text: string): boolean {
  return text.length > 10_000 || secretsIn(text).length > 0;
}

/** 12 digits over rule, file, place and words. Places name list items by id, so that a moved line keeps its finding. */
function fingerprintOf(rule: string, path: string, { message }: Defect, place: string): string {
  const text = [rule, path, place, message].join("\0");
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Where no pointer leads, the words of the line: a second hidden character elsewhere is a second defect. */
function placeOf({ at }: Defect, document: Source | undefined, range: Range | null): string {
  if (at !== undefined || range === null) return placeByIds(document?.value, at ?? "");
  return document?.lines[range.line - 1]?.trim() ?? "";
}

function placeByIds(value: unknown, pointer: string): string {
  let at = value;
  const names: string[] = [];
  for (const key of keysOf(pointer)) {
    const inner: unknown = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined;
    names.push(Array.isArray(at) ? nameOf(inner, key) : key);
    at = inner;
  }
  return names.join("/");
}

function nameOf(item: unknown, index: string): string {
  if (typeof item === "string") return item;
  const id = typeof item === "object" && item !== null ? (item as Record<string, unknown>).id : undefined;
  return typeof id === "string" ? id : index;
}
