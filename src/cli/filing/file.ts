// `--from FILE`: a document's content, as far as somebody has it; what it answers is not asked.

import type { Capability, Permission, RiskEntry } from "../../acts/propose.ts";
import { templateOf } from "../../acts/propose.ts";
import { type Category, categories, textQuestions } from "../../acts/questions.ts";
import type { Defect } from "../../document/conform.ts";
import type { Document } from "../../document/document.ts";
import { apiVersion } from "../../document/kinds.ts";
import { parseDocument } from "../../document/parse.ts";
import { below, keysOf } from "../../document/pointer.ts";
import { shapeOf } from "../../document/shape.ts";
import { didYouMean } from "../../document/suggest.ts";
import { Failure } from "../../failure.ts";

/** What a file answers. */
export interface FiledAnswers {
  readonly kind: "Application" | "Proposal";
  /** Null where it leaves open which kind of proposal it is. */
  readonly category: Category | null;
  /** Answers by the keys of their options. */
  readonly words: Readonly<Record<string, unknown>>;
  readonly permissions: readonly Permission[] | null;
  readonly capabilities: readonly Capability[] | null;
  /** Owner and review date may be missing. */
  readonly risks: readonly RiskEntry[];
  /** Fields nobody is asked for, by JSON pointer. */
  readonly also: Readonly<Record<string, unknown>>;
}

interface Reading {
  readonly name: string;
  readonly document: Document;
  readonly value: Mapping;
}

/** What a file is judged by. */
export interface Measure {
  /** Templates by name; the fields a file leaves out are taken from them when its shape is judged. */
  readonly templates: Readonly<Record<string, string>>;
  /** Ids there are. */
  readonly permissions: readonly string[];
  readonly capabilities: readonly string[];
}

type Mapping = { readonly [key: string]: unknown };

/**
 * Reads the answers of a file.
 * @param name how messages call it
 * @param category what is being filed, where that is known
 * @throws Failure `usage` `bad-file` with line and column
 */
export function readFiling(name: string, bytes: Uint8Array, category: Category | null, measure: Measure): FiledAnswers {
  const document = parseDocument("answers", bytes);
  // It may leave out what a document must hold, so its shape is judged below, completed.
  const fault = document.faults.find(({ rule }) => !/^DOC00[345]$/.test(rule));
  const at = fault?.range ?? { line: 1, column: 1 };
  if (fault !== undefined) throw badFile(`${name}:${at.line}:${at.column}: ${fault.message}`, fault.help);
  if (!isMapping(document.value)) throw badFile(`${name}:1:1: it must be a mapping with kind, metadata and spec`, null);
  const reading: Reading = { name, document, value: document.value };
  mustKnow(reading, "", ["apiVersion", "kind", "metadata", "spec", "risk", "partner"]);
  const spec = mapping(reading, "/spec");
  const metadata = mapping(reading, "/metadata");
  const { kind, stated } = kindOf(reading, spec, category);
  if ("changes" in spec)
    throw wrong(
      reading,
      "/spec/changes",
      "changes is computed from your working tree",
      "Leave it out; --change names the paths.",
    );
  judgeShape(reading, kind, category ?? stated, measure);
  judgeIds(reading, spec, measure);
  judgeRisks(reading, measure);
  return {
    kind,
    category: category ?? stated,
    words: { ...wordsOf(reading, spec, metadata), ...partnerOf(reading) },
    permissions: (spec["requestedPermissions"] as Permission[] | undefined) ?? null,
    capabilities: (spec["requestedCapabilities"] as Capability[] | undefined) ?? null,
    risks: (reading.value["risk"] as RiskEntry[] | undefined) ?? [],
    also: Object.fromEntries(
      ["/metadata/labels", "/metadata/annotations", "/spec/ratifies", "/spec/runtimes"].flatMap((pointer) => {
        const value = valueAt(reading.value, pointer);
        return value === undefined ? [] : [[pointer, value]];
      }),
    ),
  };
}

function kindOf(
  reading: Reading,
  spec: Mapping,
  category: Category | null,
): { kind: FiledAnswers["kind"]; stated: Category | null } {
  const { value } = reading;
  const known = categories.find((one) => one === spec["category"]) ?? null;
  const kind = value["kind"] ?? kindOfCategory(category ?? known);
  if (kind !== "Application" && kind !== "Proposal")
    throw wrong(
      reading,
      "/kind",
      kind === undefined ? "kind is missing" : "kind must be Application or Proposal",
      "Write kind: Application or kind: Proposal, or name the category: kwanus propose tier --from …",
    );
  const stated = kind === "Application" ? "application" : known;
  if (category !== null && kind !== kindOfCategory(category))
    throw wrong(reading, "/kind", `kind is ${kind}, and the command line says ${category}`, null);
  if (category !== null && stated !== null && stated !== category)
    throw wrong(
      reading,
      "/spec/category",
      `this says ${stated}, and the command line says ${category}`,
      "A category cannot be changed by the way; leave one of them out.",
    );
  return { kind, stated };
}

function kindOfCategory(category: Category | null): FiledAnswers["kind"] | undefined {
  return category === null ? undefined : category === "application" ? "Application" : "Proposal";
}

/** The file's fields over those of the template must conform to the schema: whatever is wrong then stands in the file. */
function judgeShape(
  reading: Reading,
  kind: FiledAnswers["kind"],
  category: Category | null,
  { templates }: Measure,
): void {
  const model = category ?? (kind === "Application" ? "application" : "capability");
  const { risk, partner, ...own } = reading.value;
  const complete = merged({ ...templateValue(templates, templateOf(model)), apiVersion, kind }, own);
  mustConform(reading, shapeOf(complete, kind).defects);
}

function judgeIds(reading: Reading, spec: Mapping, { permissions, capabilities }: Measure): void {
  const lists = [
    ["requestedPermissions", permissions, "is no permission of governance/permissions.yaml"],
    ["requestedCapabilities", capabilities, "is no capability of governance/policy.yaml"],
  ] as const;
  for (const [field, known, stranger] of lists)
    for (const [index, { id }] of ((spec[field] ?? []) as readonly { readonly id: string }[]).entries())
      if (!known.includes(id))
        throw wrong(reading, `/spec/${field}/${index}/id`, `"${id}" ${stranger}`, didYouMean(id, known));
}

function judgeRisks(reading: Reading, { templates }: Measure): void {
  const entries = reading.value["risk"];
  if (entries === undefined) return;
  if (!Array.isArray(entries)) throw wrong(reading, "/risk", "risk must be a list of entries", null);
  const asked = { owner: "somebody", reviewBy: "2000-01-01" };
  const assessment = templateValue(templates, "risk");
  const filled = entries.map((entry) => (isMapping(entry) && !("none" in entry) ? { ...asked, ...entry } : entry));
  const value = { ...assessment, spec: { ...(assessment["spec"] as Mapping), entries: filled } };
  const { defects } = shapeOf(value, "RiskAssessment");
  mustConform(
    reading,
    defects.map((defect) => ({ ...defect, pointer: defect.pointer.replace("/spec/entries", "/risk") })),
  );
}

function mustConform(reading: Reading, defects: readonly Defect[]): void {
  const [first] = defects;
  if (first === undefined) return;
  const lines = defects.map(({ pointer, message, part }) => `${placeOf(reading, pointer, part)}: ${message}`);
  throw badFile(lines.join("\n"), first.help);
}

function partnerOf(reading: Reading): Record<string, unknown> {
  if (reading.value["partner"] === undefined) return {};
  const partner = mapping(reading, "/partner");
  mustKnow(reading, "/partner", ["name", "legalName", "email"]);
  for (const [key, value] of Object.entries(partner))
    if (typeof value !== "string" || value.trim() === "")
      throw wrong(reading, `/partner/${key}`, `${key} must be a text`, null);
  return present({ partnerName: partner["name"], legalName: partner["legalName"], email: partner["email"] });
}

function wordsOf({ value }: Reading, spec: Mapping, metadata: Mapping): Record<string, unknown> {
  const namespace = typeof metadata["id"] === "string" ? metadata["id"].split("/")[0] : undefined;
  const removes = isMapping(spec["removes"]) ? spec["removes"] : {};
  const plan = isMapping(spec["migrationPlan"]) ? spec["migrationPlan"] : {};
  return present({
    partner: namespace === "governance" ? undefined : namespace,
    author: metadata["authors"],
    tier: spec["requestedTier"],
    integration: spec["integrations"],
    removePermission: removes["permissions"],
    removeCapability: removes["capabilities"],
    migration: plan["plan"],
    migrationNotApplicable: plan["notApplicable"],
    supersedes: spec["supersedes"],
    ...Object.fromEntries(textQuestions.map(({ name, at }) => [name, valueAt(value, at)])),
  });
}

function mapping(reading: Reading, pointer: string): Mapping {
  const value = valueAt(reading.value, pointer);
  if (value === undefined) return {};
  if (isMapping(value)) return value;
  throw wrong(reading, pointer, `${pointer.slice(1)} must be a mapping`, null);
}

function mustKnow(reading: Reading, pointer: string, known: readonly string[]): void {
  const held = pointer === "" ? reading.value : mapping(reading, pointer);
  const stranger = Object.keys(held).find((key) => !known.includes(key));
  if (stranger === undefined) return;
  const help = didYouMean(stranger, known) ?? `It may hold: ${known.join(", ")}.`;
  throw wrong(
    reading,
    below(pointer, stranger),
    `${JSON.stringify(stranger.slice(0, 60))} is not a field here`,
    help,
    "key",
  );
}

function templateValue(templates: Readonly<Record<string, string>>, name: string): Mapping {
  const { value } = parseDocument(name, new TextEncoder().encode(templates[name] ?? ""));
  if (!isMapping(value)) throw new Error(`no template ${name}`);
  return value;
}

/** Mappings field by field, except choices of one among several fields, and everything else whole. */
function merged(under: Mapping, over: Mapping): Mapping {
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    result[key] = key !== "migrationPlan" && isMapping(below) && isMapping(value) ? merged(below, value) : value;
  }
  return result;
}

function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const key of keysOf(pointer)) found = isMapping(found) ? found[key] : undefined;
  return found;
}

function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(
  reading: Reading,
  pointer: string,
  message: string,
  help: string | null,
  part?: "key" | "value",
): Failure {
  return badFile(`${placeOf(reading, pointer, part)}: ${message}`, help);
}

function placeOf({ name, document }: Reading, pointer: string, part: "key" | "value" = "value"): string {
  const { line, column } = document.locate(pointer, part);
  return `${name}:${line}:${column}`;
}

function badFile(message: string, help: string | null): Failure {
  return new Failure(
    "usage",
    "bad-file",
    message,
    help ?? "It holds the content of an application or a proposal, as in templates/.",
  );
}
