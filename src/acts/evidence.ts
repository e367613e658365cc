// A file becomes evidence of a checkpoint: a copy below its subject's folder, and an entry that says what it proves.

import { bytesOf, type Change, type FileChange } from "../change.ts";
import { fillTemplate } from "../document/edit.ts";
import type { Checkpoint, EvidenceFile } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { dayAfter, lengthInWords } from "../model/calendar.ts";
import type { Check } from "../model/checkpoints.ts";
import type { EvidenceRead } from "../model/evidence.ts";
import type { Held, Model } from "../model/model.ts";
import { manifestFolder } from "../model/places.ts";
import { validityOf, verdictOf } from "../model/proofs.ts";

export interface EvidenceInputs {
  readonly model: Model;
  readonly checkpoint: Held<Checkpoint>;
  /** Where it is to lie, from the folder of the checkpoint's subject: `evidence/osv.json`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly read: EvidenceRead;
  readonly proves: readonly Check[];
  /** `YYYY-MM-DD`. */
  readonly produced: string;
  /** `YYYY-MM-DD`, or null for as long as the policy lets it stand. */
  readonly validUntil: string | null;
  /** What came of the checkpoint with it; null where that stays as it is. */
  readonly result: Checkpoint["spec"]["result"] | null;
}

/**
 * What the checkpoint will say of the file.
 * @throws Failure `usage` `too-long` where it should stand for longer than the policy lets it
 */
export function evidenceEntry(inputs: EvidenceInputs): EvidenceFile {
  const { model, checkpoint, path, read, proves, produced, validUntil } = inputs;
  const { report } = read.reading;
  const format = report?.format ?? "document";
  const verdict = verdictOf({ format }, read, checkpoint.value.spec, model);
  const last = dayAfter(produced, validityOf(model));
  if (validUntil !== null && validUntil > last)
    throw new Failure(
      "usage",
      "too-long",
      `what was produced on ${produced} proves something until ${last} at most, not until ${validUntil}`,
      `The policy lets evidence stand for ${lengthInWords(validityOf(model))}; leave --valid-until out.`,
    );
  return {
    path,
    sha256: read.sha256 ?? "",
    format,
    tool: report?.tool?.slice(0, 200) ?? null,
    produced,
    validUntil: validUntil ?? last,
    proves: [...proves],
    says: verdict === null ? "A document for people to read." : `${verdict.result}: ${verdict.why}`.slice(0, 1000),
  };
}

/**
 * The files to be written: the copy, unless it is there already, and the checkpoint with its entry.
 * @throws Failure `refused` `exists` where another file has the name
 */
export async function evidenceChange(inputs: EvidenceInputs, entry: EvidenceFile): Promise<Change> {
  const { model, checkpoint, path, bytes, result } = inputs;
  const { spec } = checkpoint.value;
  const full = `${manifestFolder(spec.subject)}/${path}`;
  const files: FileChange[] = [];
  if (!model.snapshot.files.has(full)) files.push({ path: full, content: bytes });
  else if (!Buffer.from(await model.snapshot.bytes(full)).equals(bytes))
    throw new Failure(
      "refused",
      "exists",
      `${full} is here already, with other content, and nothing was written`,
      "Give it another name with --name; evidence is never overwritten.",
    );
  const before = new TextDecoder().decode(await model.snapshot.bytes(checkpoint.path));
  const known = spec.evidence.findIndex((one) => one.path === path);
  const values: Record<string, unknown> =
    spec.evidence.length === 0
      ? { "/spec/evidence": [entry] }
      : { [`/spec/evidence/${known < 0 ? spec.evidence.length : known}`]: entry };
  if (result !== null) values["/spec/result"] = result;
  const after = fillTemplate(before, values);
  if (after !== before) files.push({ path: checkpoint.path, content: bytesOf(after) });
  return { files, destination: { to: "working-tree" } };
}
