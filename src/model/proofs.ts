// Whether a checkpoint's evidence shows what the checkpoint says. Where the two differ, the evidence is right.

import { gte, valid } from "semver";
import type { Checkpoint, EvidenceFile } from "../document/types.gen.ts";
import { ownNames } from "../evidence/names.ts";
import { type Measure, type Verdict, verdictOn } from "../evidence/verdict.ts";
import { dayAfter, lengthInWords } from "./calendar.ts";
import { type Check, checksOf, type Format, formatsFor } from "./checkpoints.ts";
import type { EvidenceRead } from "./evidence.ts";
import type { Held, Model } from "./model.ts";
import { manifestFolder } from "./places.ts";
import { isSignedOff } from "./releases.ts";

/** What keeps a checkpoint from being shown. */
export interface Trouble {
  readonly what: "missing" | "altered" | "expired" | "unproven";
  /** JSON pointer into the checkpoint. */
  readonly at: string;
  readonly message: string;
  readonly help: string;
}

type Spec = Checkpoint["spec"];

/** What a report has to be to prove something of a checkpoint's subject, by the policy and what the checkpoint says. */
function measureOf({ subject, version, software = [] }: Spec, { policy }: Model): Measure {
  const failsFrom = policy?.value.spec.evidence?.failsFrom.value ?? "medium";
  return { failsFrom, version, software: [...ownNames(subject), ...software] };
}

/** How long evidence proves anything, ISO 8601. */
export function validityOf({ policy }: Model): string {
  return policy?.value.spec.evidence?.validity.value ?? "P30D";
}

/** Last day on which a file proves anything: what it says itself of its age counts, and the policy bounds it. */
function lastDayOf({ produced, validUntil }: EvidenceFile, read: EvidenceRead, model: Model): string {
  const own = read.reading.report?.produced ?? produced;
  const bound = dayAfter(own < produced ? own : produced, validityOf(model));
  return bound < validUntil ? bound : validUntil;
}

/** True where a checkpoint says that it has passed, and its evidence shows it on a day. */
export function hasPassed(checkpoint: Held<Checkpoint>, model: Model, asOf: string): boolean {
  return checkpoint.value.spec.result === "passed" && troublesOf(checkpoint, model, asOf).length === 0;
}

/** What is wrong with the evidence of a checkpoint on a day, in the order it stands there. Found once: several rules ask. */
export function troublesOf(checkpoint: Held<Checkpoint>, model: Model, asOf: string): readonly Trouble[] {
  const known = found.get(checkpoint);
  if (known?.asOf === asOf) return known.troubles;
  const troubles = findTroubles(checkpoint, model, asOf, isRecord(checkpoint.value.spec, model));
  found.set(checkpoint, { asOf, troubles });
  return troubles;
}

/** What would be wrong with a checkpoint of a version that is signed off already, were it not; none of any other. */
export function troublesAnew(checkpoint: Held<Checkpoint>, model: Model, asOf: string): readonly Trouble[] {
  const { spec } = checkpoint.value;
  if (spec.result !== "passed" || !isRecord(spec, model)) return [];
  return troublesBeforeSignOff(checkpoint, model, asOf).filter(({ what }) => what === "expired" || what === "unproven");
}

// A checkpoint is held by one model, so it stands for that too.
const found = new WeakMap<Held<Checkpoint>, { readonly asOf: string; readonly troubles: readonly Trouble[] }>();

/** The same as long as nobody has signed its version off: what whoever signs it off goes by. */
export function troublesBeforeSignOff(checkpoint: Held<Checkpoint>, model: Model, asOf: string): readonly Trouble[] {
  return findTroubles(checkpoint, model, asOf, false);
}

function findTroubles(checkpoint: Held<Checkpoint>, model: Model, asOf: string, settled: boolean): Trouble[] {
  const { spec } = checkpoint.value;
  const troubles: Trouble[] = [];
  const shown = new Set<Check>();
  // A check whose evidence is in trouble already is not reported again.
  const named = new Set<Check>();
  const claims = spec.result === "passed" && !settled;
  for (const [index, entry] of spec.evidence.entries()) {
    const at = `/spec/evidence/${index}`;
    const path = `${manifestFolder(spec.subject)}/${entry.path}`;
    const read = model.evidence.get(path);
    for (const check of entry.proves) named.add(check);
    const broken = broke(entry, at, path, read);
    if (broken !== null) troubles.push(broken);
    if (broken !== null || read === undefined || !claims) continue;
    const wrong = [...expired(entry, at, read, checkpoint, model, asOf), ...contradicts(entry, at, read, spec, model)];
    troubles.push(...wrong);
    if (wrong.length === 0) for (const check of entry.proves) shown.add(check);
  }
  if (!claims) return troubles;
  const aside = new Set<Check>((spec.notApplicable ?? []).map(({ check }) => check));
  const lacking = checksOf(spec.checkpoint, spec.subject).filter(
    (check) => !shown.has(check) && !named.has(check) && !aside.has(check),
  );
  const [first] = lacking;
  if (first !== undefined)
    troubles.push({
      what: "unproven",
      at: "/spec/result",
      message: `it says passed, and nothing shows ${lacking.join(", ")}`,
      help: `kwanus evidence add FILE --for ${spec.subject} --proves ${first}   (${told(formatsFor(first))})`,
    });
  return troubles;
}

function broke({ path, sha256 }: EvidenceFile, at: string, full: string, read?: EvidenceRead): Trouble | null {
  if (read === undefined)
    return {
      what: "missing",
      at: `${at}/path`,
      message: `there is no ${path}`,
      help: `It would stand in ${full}: land it with the checkpoint, or take the entry out.`,
    };
  if (read.sha256 === sha256) return null;
  return {
    what: "altered",
    at: `${at}/sha256`,
    message:
      read.sha256 === null
        ? `${path} is no plain file of a size that is read`
        : `${path} is not the file that was recorded: it has ${read.sha256}`,
    help: "Put the recorded file back (git log -- FILE), or record the new one: kwanus evidence add.",
  };
}

/** Age matters until the version is signed off, and only to the last checkpoint of its sort. */
function* expired(
  entry: EvidenceFile,
  at: string,
  read: EvidenceRead,
  checkpoint: Held<Checkpoint>,
  model: Model,
  asOf: string,
): Generator<Trouble> {
  if (isOvertaken(checkpoint, model)) return;
  const own = read.reading.report?.produced ?? entry.produced;
  const last = lastDayOf(entry, read, model);
  const ahead = [own, entry.produced].find((day) => day > asOf);
  if (ahead !== undefined)
    yield {
      what: "expired",
      at: `${at}/produced`,
      message: `${entry.path} was produced on ${ahead}, which is still to come`,
      help: "Correct the day, or the clock of the machine that wrote it.",
    };
  else if (last < asOf)
    yield {
      what: "expired",
      at: last === entry.validUntil ? `${at}/validUntil` : `${at}/produced`,
      message: `${entry.path} has proved nothing since the end of ${last}`,
      help: `Run it again and record it: kwanus evidence add. The policy lets evidence stand for ${lengthInWords(validityOf(model))}.`,
    };
}

function* contradicts(
  entry: EvidenceFile,
  at: string,
  read: EvidenceRead,
  spec: Spec,
  model: Model,
): Generator<Trouble> {
  const verdict = verdictOf(entry, read, spec, model);
  if (verdict !== null && verdict.result !== "passed") {
    yield {
      what: "unproven",
      at: `${at}/path`,
      message: `it says passed, and ${entry.path} is ${verdict.result}: ${verdict.why}`,
      help: `Set result: ${verdict.result}, or mend it, run the tool again, and record what it says: kwanus evidence add.`,
    };
    return;
  }
  const format: Format = read.reading.report?.format ?? "document";
  for (const [index, check] of entry.proves.entries())
    if (!formatsFor(check).includes(format))
      yield {
        what: "unproven",
        at: `${at}/proves/${index}`,
        message: `${format === "document" ? "a document" : `a report in ${format}`} does not show ${check}`,
        help: `That takes ${told(formatsFor(check))}.`,
      };
}

/** What a file proves; null for a document, which only people can judge. A report is one whatever it is called. */
export function verdictOf(
  { format }: Pick<EvidenceFile, "format">,
  { reading }: EvidenceRead,
  spec: Spec,
  model: Model,
): Verdict | null {
  if (reading.report !== null) return verdictOn(reading.report, measureOf(spec, model));
  return format === "document" ? null : { result: "inconclusive", why: `the file ${reading.why}` };
}

function told(formats: readonly Format[]): string {
  return formats.map((format) => (format === "document" ? "a document" : format)).join(", ");
}

/** Decided once: what was signed off with a version, or before it, is a record. */
function isRecord({ subject, version }: Spec, model: Model): boolean {
  return [...model.releases.values()].some(
    (release) =>
      release.value.spec.subject === subject &&
      valid(version) !== null &&
      valid(release.value.spec.version) !== null &&
      gte(release.value.spec.version, version) &&
      isSignedOff(model, release),
  );
}

function isOvertaken({ value }: Held<Checkpoint>, { checkpoints }: Model): boolean {
  const { subject, version, checkpoint, held } = value.spec;
  return [...checkpoints.values()].some(
    ({ value: { spec } }) =>
      spec.subject === subject && spec.version === version && spec.checkpoint === checkpoint && spec.held > held,
  );
}
