// A rule's page: its documentation, its fixture and its expected findings in one. docs/rules/README.md tells its language.

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { signersChange } from "../../src/acts/person.ts";
import { check } from "../../src/check.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import type { Report } from "../../src/finding.ts";
import type { History } from "../../src/landing/history.ts";
import { deltasOf } from "../../src/landing/tree.ts";
import { memoOfProcess, readModel } from "../../src/model/model.ts";
import { governed, placeOf, type SubjectPlace, statementAt, zoneOf } from "../../src/model/places.ts";
import { plain } from "../../src/reporters/style.ts";
import { text } from "../../src/reporters/text.ts";
import { allRules } from "../../src/rules/registry.gen.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { emptySnapshot, type FileMode, type Snapshot } from "../../src/snapshot.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { type Branch, branchOf, repaired } from "./history.ts";
import { testKey } from "./keys.ts";
import { type Files, memorySnapshot } from "./memory.ts";
import { checked, pinned, planned, released, signedOff } from "./releases.ts";
import { accepted, applied, asOf, decided, founded, landed, sample, template, voted } from "./world.ts";

export const sections = ["Breaks the rule", "Keeps the rule", "Does not apply"] as const;
export type Section = (typeof sections)[number];

interface Operation {
  /** What the fence says behind its back ticks: `steps`, `yaml edit PATH`, `yaml file PATH`. */
  readonly info: string;
  readonly content: string;
}

/** One landing a page tells of. */
export interface Example {
  readonly section: Section;
  /** Heading and everything below it, without the findings. */
  readonly text: string;
  readonly operations: readonly Operation[];
}

export interface Page {
  readonly prose: string;
  readonly examples: readonly Example[];
}

/**
 * Reads a page. Its header is skipped, for it is written anew.
 * @throws Error where a heading is none of `sections`
 */
export function readPage(markdown: string): Page {
  const parts = markdown.split(/^(?=###? )/m);
  const prose = (parts.shift() ?? "").replace(/^# .*\n/, "").replace(/^\n[\s\S]*?\n- Clauses:\n(?: {2}- .*\n)*/, "");
  let section: Section | undefined;
  const examples = parts.map((part): Example => {
    const title = /^## (.*)$/m.exec(part)?.[1];
    if (title !== undefined) section = sections.find((one) => one === title);
    if (section === undefined) throw new Error(`"${title}" is no section of a rule's page`);
    const fences = [...part.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)];
    const operations = fences.map(([, info = "", content = ""]) => ({ info, content }));
    return {
      section,
      text: part.replace(/^```findings\n[\s\S]*?^```$/gm, "").trim(),
      operations: operations.filter(({ info }) => info !== "findings"),
    };
  });
  return { prose: prose.trim(), examples };
}

/** The page as it should be: header and findings written anew, the rest as it was. */
export async function writePage(rule: Rule, { prose, examples }: Page): Promise<string> {
  const parts = [header(rule), prose];
  for (const example of examples) {
    parts.push(example.text);
    if (example.section === "Breaks the rule" && example.operations.length > 0)
      parts.push(`\`\`\`findings\n${told(await verdictOf(example))}\n\`\`\``);
  }
  return `${parts.join("\n\n")}\n`;
}

const readings = {
  document: "one document",
  repository: "all documents together",
  change: "what the landing changes, against the protected branch",
  form: "the text of one document",
};

function header(rule: Rule): string {
  const kinds = rule.reads === "document" && rule.kinds !== "all" ? ` (${rule.kinds.join(", ")})` : "";
  const waivable = rule.waivable ? "" : ", never waivable";
  return [
    `# ${rule.id} ${rule.name}\n`,
    `${rule.summary}\n`,
    `- Severity: ${rule.severity}${waivable}`,
    `- Reads: ${readings[rule.reads]}${kinds}`,
    "- Clauses:",
    ...rule.clauses.map((id) => `  - ${clauses.get(id)}`),
  ].join("\n");
}

/** `PIS-6.3.1, Forbidden: "wildcard permissions"`, by id. */
const clauses = new Map(
  readFileSync(new URL("../../spec/clauses.tsv", import.meta.url), "utf8")
    .split("\n")
    .map((line) => {
      const [id = "", , , heading, words] = line.split("\t");
      return [id, `${id}, ${heading}${words ? `: "${words}"` : ""}`];
    }),
);

const neverWaivable = new Set(allRules.flatMap(({ id, waivable }) => (waivable ? [] : [id])));

/** The findings alone: counts would change with every rule that is added. */
function told(report: Report): string {
  const all = text(report, { style: plain, columns: 100, neverWaivable, leftOut: 0 });
  return all.split("\n\n").slice(0, -1).join("\n\n");
}

interface Tree {
  readonly files: Files;
  readonly modes: Readonly<Record<string, FileMode>>;
}

interface State extends Tree {
  /** What the protected branch holds; null: nothing yet. */
  readonly base: Tree | null;
  /** Where the branch parted, while the protected branch moves on without it. */
  readonly parted: Tree | null;
  /** What landed, oldest first; the base is the last of it. */
  readonly past: readonly Files[];
}

const memo = memoOfProcess();

/** What `check` says of the landing that an example tells; asked once. */
export function verdictOf(example: Example): Promise<Report> {
  const known = verdicts.get(example) ?? judge(example);
  verdicts.set(example, known);
  return known;
}

const verdicts = new Map<Example, Promise<Report>>();

async function judge({ operations }: Example): Promise<Report> {
  const state = await stateAfter(operations.flatMap(singly));
  const base = state.base === null ? emptySnapshot : withModes(landed(state.base.files), state.base);
  const { parted } = state;
  const mergeBase = parted === null ? base : withModes(memorySnapshot(parted.files, "parting", "0".repeat(40)), parted);
  const head = withModes(memorySnapshot(state.files), state);
  const history = historyOf(state);
  return (await check({ base, mergeBase, head, asOf, memo, ...(history !== null && { history }) })).report;
}

/** The landings of a page: the root of trust, the sample, and whatever it lands itself. Replayed when a rule asks. */
function historyOf({ past }: State): History | null {
  if (past.length === 0) return null;
  let replayed: Promise<Branch> | null = null;
  const branch = (): Promise<Branch> => {
    replayed ??= founded().then((root) => branchOf(root, ...past));
    return replayed;
  };
  return {
    landedOn: async (commit) => (await branch()).history.landedOn?.(commit) ?? "unseen",
    past: async () => (await branch()).history.past(),
  };
}

/** Each step on its own. */
function singly({ info, content }: Operation): Operation[] {
  return info === "steps"
    ? content.split("\n").flatMap((line) => (line === "" ? [] : { info, content: line }))
    : [{ info, content }];
}

/** Examples begin alike, and a vote takes longer than everything else: what was done once is not done again. */
function stateAfter(operations: readonly Operation[]): Promise<State> {
  const key = JSON.stringify(operations);
  const known = states.get(key) ?? carryOut(operations);
  states.set(key, known);
  return known;
}

const states = new Map<string, Promise<State>>();

async function carryOut(operations: readonly Operation[]): Promise<State> {
  const last = operations.at(-1);
  if (last !== undefined) return applyOperation(await stateAfter(operations.slice(0, -1)), last);
  const files = await sample();
  return { files, modes: {}, base: { files, modes: {} }, parted: null, past: [files] };
}

function withModes(snapshot: Snapshot, { modes }: Tree): Snapshot {
  const files = [...snapshot.files].map(
    ([path, entry]) => [path, { ...entry, mode: modes[path] ?? entry.mode }] as const,
  );
  return { ...snapshot, files: new Map(files) };
}

async function applyOperation(state: State, { info, content }: Operation): Promise<State> {
  const [, operation, path = ""] = /^\w+ (edit|file) (\S+)$/.exec(info) ?? [];
  if (operation === "file") return changed(state, { [path]: content });
  if (operation === "edit") return changed(state, { [path]: fillTemplate(textOf(state, path), parse(content)) });
  if (info !== "steps") throw new Error(`no operation "${info}"`);
  return step(state, content);
}

function step(state: State, line: string): State | Promise<State> {
  for (const [pattern, take] of steps) {
    const match = pattern.exec(line);
    if (match !== null) return take(state, ...match.slice(1));
  }
  throw new Error(`no step "${line}"`);
}

type Take = (state: State, ...words: string[]) => State | Promise<State>;

const steps: readonly (readonly [RegExp, Take])[] = [
  [/^found$/, async () => ({ files: await founded(), modes: {}, base: null, parted: null, past: [] })],
  [
    /^land$/,
    (state) => ({
      ...(state.parted ?? state),
      base: treeOf(state),
      parted: state.parted,
      past: [...state.past, state.files],
    }),
  ],
  [
    /^repair ([0-9a-f]{40})$/,
    async (state, commit = "") => {
      const branch = await branchOf(await founded(), ...state.past);
      return { ...state, files: await repaired(branch, state.files, commit) };
    },
  ],
  [/^branch$/, (state) => ({ ...state, parted: treeOf(state) })],
  [/^file (\w+) (\S+)$/, file],
  [
    /^plan (\S+)( shown)?$/,
    (state, id = "", shown) => ({ ...state, files: planned(state.files, id, shown !== undefined) }),
  ],
  [
    /^release (\S+) (\S+)$/,
    async (state, id = "", version = "") => ({ ...state, files: await released(state.files, id, version) }),
  ],
  [
    /^pin (\S+) (\S+)$/,
    async (state, id = "", version = "") => ({ ...state, files: await pinned(state.files, id, version) }),
  ],
  [/^check (\S+) (\S+)$/, (state, id = "", version = "") => ({ ...state, files: checked(state.files, id, version) })],
  [/^sign off (\S+)$/, landedAndDecided],
  [
    /^vote (\S+) (\S+)(?: (approve|reject|abstain|retract))?(?: "(.*)")?$/,
    async (state, subject = "", person = "", choice = "approve", reason) => {
      const cast = { choice: choice as "approve", reason: reason ?? null };
      return { ...state, files: await voted(state.files, subject, person, cast) };
    },
  ],
  [/^decide (\S+)$/, async (state, id = "") => ({ ...state, files: await decided(state.files, id) })],
  [
    /^list signers$/,
    async (state) => {
      const change = signersChange(await readModel(memorySnapshot(state.files)));
      return change === null ? state : { ...state, files: applied(state.files, change) };
    },
  ],
  [
    /^accept (\S+)(?: with (\S+))?$/,
    async (state, person = "", key) => ({ ...state, files: await accepted(state.files, person, key) }),
  ],
  [/^sign (\S+) with (\S+)$/, signed],
  [/^write (\S+) to (\S+)$/, (state, name = "", to = "") => changed(state, { [to]: template(name) })],
  [/^copy (\S+) to (\S+)$/, (state, from = "", to = "") => changed(state, { [to]: contentOf(state, from) })],
  [
    /^move (\S+) to (\S+)$/,
    (state, from = "", to = "") => changed(state, { [to]: contentOf(state, from), [from]: null }),
  ],
  [/^restore (\S+)$/, (state, path = "") => changed(state, { [path]: state.base?.files[path] ?? null })],
  [/^delete (\S+)$/, (state, path = "") => changed(state, { [path]: contentOf(state, path) && null })],
  [
    /^mode (\S+) (100755|120000|160000)$/,
    (state, path = "", mode) => ({ ...state, modes: { ...state.modes, [path]: mode as FileMode } }),
  ],
  [
    /^remove (\S+) from (\S+)$/,
    (state, at = "", path = "") => changed(state, { [path]: fillTemplate(textOf(state, path), { [at]: undefined }) }),
  ],
  [
    /^replace (".*") with (".*") in (\S+)$/,
    (state, before = "", after = "", path = "") => {
      const [left, ...rest] = textOf(state, path).split(JSON.parse(before));
      if (rest.length === 0) throw new Error(`${path} does not hold ${before}`);
      return changed(state, { [path]: `${left}${JSON.parse(after)}${rest.join(JSON.parse(before))}` });
    },
  ],
];

const treeOf = ({ files, modes }: Tree): Tree => ({ files, modes });

function changed(state: State, contents: Readonly<Record<string, Files[string] | null>>): State {
  const files = Object.entries({ ...state.files, ...contents }).filter(([, content]) => content !== null);
  return { ...state, files: Object.fromEntries(files) as Files };
}

function contentOf({ files }: State, path: string): Files[string] {
  const content = files[path];
  if (content === undefined) throw new Error(`there is no ${path}`);
  return content;
}

function textOf(state: State, path: string): string {
  const content = contentOf(state, path);
  return typeof content === "string" ? content : new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}

/** A subject as its template has it, with a risk assessment if it asks for something; a governance proposal takes the governed files that differ from the base. */
async function file(state: State, category = "", id = ""): Promise<State> {
  const place = placeOf(id);
  if (place === null) throw new Error(`no subject can be called ${id}`);
  const { path, directory } = place;
  if (place.kind === "Transition")
    return changed(state, { [path]: fillTemplate(template("transition"), { "/metadata/id": id }) });
  const name = category === "application" ? category : `proposal-${category}`;
  const risk = { "/metadata/id": `${id}/risk`, "/metadata/title": `Risk of ${id}`, "/spec/subject": id };
  const files =
    category === "governance"
      ? await filedGovernance(state, place)
      : { ...state.files, [path]: fillTemplate(template(name), { "/metadata/id": id }) };
  return { ...state, files: { ...files, [`${directory}/risk.yaml`]: fillTemplate(template("risk"), risk) } };
}

/** A subject that lands, is approved by everybody, and whose decision lands. */
async function landedAndDecided(state: State, id = ""): Promise<State> {
  const files = await signedOff(state.files, id);
  return { ...state, files, base: { files, modes: state.modes }, past: [...state.past, state.files, files] };
}

/** A governance proposal that carries every governed file changed so far, and leaves those files as the base has them. */
async function filedGovernance({ files, base }: State, place: SubjectPlace): Promise<Files> {
  const before = landed(base?.files ?? {});
  const edited = deltasOf(before, memorySnapshot(files)).filter(({ path }) => zoneOf(path) === governed);
  const next = { ...files };
  const changes = [];
  for (const { path } of edited) {
    const old = base?.files[path];
    changes.push({ path, before: old === undefined ? null : `sha256:${sha256Hex(old)}` });
    next[`${place.directory}/changes/${path}`] = files[path] ?? "";
    if (old === undefined) delete next[path];
    else next[path] = old;
  }
  const values = { "/metadata/id": place.id, "/spec/changes": changes };
  return { ...next, [place.path]: fillTemplate(template("proposal-governance"), values) };
}

/** The statement with that key's fingerprint in it, and its signature. */
function signed(state: State, path = "", name = ""): State {
  const key = testKey(name);
  const content = fillTemplate(textOf(state, path), { "/spec/key": key.fingerprint });
  const statement = statementAt(path)?.statement;
  const namespace =
    statement === "ballot" ? namespaces.ballot : namespaces[statement === "proof" ? "key" : "revocation"];
  return changed(state, { [path]: content, [`${path}.sig`]: key.sign(content, namespace) });
}
