// What a release needs beside votes before it is signed off: its checkpoints passed, and a stage that lets it out (PIP-11.1, EIP-11.1).

import type { Checkpoint, Release } from "../document/types.gen.ts";
import { laterOf } from "../model/calendar.ts";
import { type CheckpointName, checkpointsFor, checkpointsOf, isValidation } from "../model/checkpoints.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import type { Held, Model } from "../model/model.ts";
import { manifestFolder } from "../model/places.ts";
import { type Trouble, troublesBeforeSignOff } from "../model/proofs.ts";
import { lifecycles, stageNames } from "./lifecycle.ts";

/** One thing that a release lacks. */
export interface Lack {
  readonly what: "missing" | "not-passed" | "not-shown" | "stage" | "credential";
  /** Null for the stage and the credential. */
  readonly checkpoint: CheckpointName | null;
  /** File that says so, or that has to: a checkpoint, the manifest, or the release itself. */
  readonly path: string;
  /** JSON pointer in it. */
  readonly at: string;
  readonly message: string;
  /** What the message says of a checkpoint that was held: `is failed`; null for the others. */
  readonly why: string | null;
  readonly help: string;
  /** For `not-shown`: what is wrong with the evidence; other rules report some of it wherever it stands. */
  readonly trouble: Trouble["what"] | null;
}

/**
 * Everything that keeps a release from being signed off on a day, as if nobody had signed it off; votes, documents and
 * the pages under reports/ are asked for elsewhere.
 * @param asOf `YYYY-MM-DD`
 */
export function lacksOf({ path, value }: Held<Release>, model: Model, asOf: string): Lack[] {
  const { subject, version } = value.spec;
  const checkpoints = checkpointsFor(subject).flatMap((name) => {
    const lack = lackOf(name, { subject, version }, model, asOf);
    return lack === null ? [] : [lack.what === "missing" ? { ...lack, path, at: "/spec/version" } : lack];
  });
  const stage = stageOf(subject, model, asOf);
  const manifest = manifestsOf(model).find(({ id }) => id === subject);
  const credential = manifest === undefined ? null : credentialLack(manifest, asOf);
  return [
    ...checkpoints,
    ...(stage === null ? [] : [{ ...stage, path, at: "/spec/subject" }]),
    ...(credential === null ? [] : [credential]),
  ];
}

/** What is missing, and how it is supplied. */
export interface LackInWords {
  readonly of: "checkpoints" | "stage" | "credential" | "matrix";
  readonly message: string;
  readonly help: string;
}

/** What a release lacks, the checkpoints nobody has held yet in one line. */
export function lacksInWords({ value }: Held<Release>, lacks: readonly Lack[]): LackInWords[] {
  const { subject, version } = value.spec;
  const missing = lacks.flatMap(({ what, checkpoint }) =>
    what === "missing" && checkpoint !== null ? [checkpoint] : [],
  );
  const others = lacks
    .filter(({ what }) => what !== "missing")
    .map(({ what, message, help }) => ({
      of: what === "stage" || what === "credential" ? what : ("checkpoints" as const),
      message,
      help,
    }));
  if (missing[0] === undefined) return others;
  return [
    {
      of: "checkpoints",
      message: `no ${missing.map(inWords).join(", ")} of ${subject} ${version} yet`,
      help: `kwanus new checkpoint --subject ${subject} --checkpoint ${missing[0]}`,
    },
    ...others,
  ];
}

/** A version of an integration or component. */
export interface Version {
  readonly subject: string;
  readonly version: string;
}

/**
 * Why a checkpoint of a version has not passed on a day; null where it has. The one that was held last counts; of several
 * on that day each has to pass.
 */
export function lackOf(name: CheckpointName, about: Version, model: Model, asOf: string): Lack | null {
  const { subject, version } = about;
  const last = lastHeld(name, about, model, asOf);
  if (last.length === 0)
    return {
      what: "missing",
      checkpoint: name,
      path: `${manifestFolder(subject)}/checkpoints/${name}.yaml`,
      at: "",
      message: `${subject} ${version} has had no ${inWords(name)}`,
      why: null,
      help: `kwanus new checkpoint --subject ${subject} --checkpoint ${name}`,
      trouble: null,
    };
  for (const checkpoint of last) {
    const lack = notPassed(checkpoint, model, asOf);
    if (lack !== null) return lack;
  }
  return null;
}

/** The checkpoints of one sort that count for a version: those held on the last day up to this one. */
export function lastHeld(
  name: CheckpointName,
  { subject, version }: Version,
  model: Model,
  asOf: string,
): Held<Checkpoint>[] {
  const all = checkpointsOf(model, subject).filter(
    ({ value: { spec } }) => spec.checkpoint === name && spec.version === version && spec.held <= asOf,
  );
  const last = all.map(({ value }) => value.spec.held).reduce(laterOf, "");
  return all.filter(({ value }) => value.spec.held === last);
}

function notPassed(checkpoint: Held<Checkpoint>, model: Model, asOf: string): Lack | null {
  const { subject, version, checkpoint: name, result } = checkpoint.value.spec;
  const { path } = checkpoint;
  const said = (why: string) => ({ message: `the ${inWords(name)} of ${subject} ${version} ${why}`, why });
  if (result !== "passed")
    return {
      what: "not-passed",
      checkpoint: name,
      path,
      at: "/spec/result",
      ...said(`is ${result}`),
      help: isValidation(name)
        ? `kwanus evidence add FILE --for ${subject} --checkpoint ${name} --result passed`
        : `kwanus new checkpoint --subject ${subject} --checkpoint ${name}`,
      trouble: null,
    };
  const [trouble] = troublesBeforeSignOff(checkpoint, model, asOf);
  if (trouble === undefined) return null;
  const { what, at, message, help } = trouble;
  return {
    what: "not-shown",
    checkpoint: name,
    path,
    at,
    ...said(`is not shown: ${message}`),
    help,
    trouble: what,
  };
}

/** What a partner's integration lacks to call an API: a key of its own, in force on a day (EPF-3.5.1). */
export function credentialLack({ id, path, value }: Manifest, asOf: string): Lack | null {
  const { api } = value.spec;
  // Components are the platform's own: what they call they call from inside.
  if (!id.includes("/") || api === undefined || api.calls.length === 0) return null;
  if (api.credentials.some(({ issued, revoked }) => issued <= asOf && (revoked === null || revoked > asOf)))
    return null;
  return {
    what: "credential",
    checkpoint: null,
    path,
    at: "/spec/api/credentials",
    message: `${id} is released, and lists no credential in force that it calls ${api.calls[0]?.api} with`,
    why: null,
    help: "List it by reference, never the secret: { id: acme-prod, issued: 2026-01-10, revoked: null }.",
    trouble: null,
  };
}

/** Only what is in its lifecycle, and neither at its end nor suspended, goes out to users. */
function stageOf(subject: string, model: Model, asOf: string): Omit<Lack, "path" | "at"> | null {
  const state = lifecycles(model, asOf).get(subject);
  // That there is no such thing is IDN004's.
  if (state === undefined) return null;
  const about = state.inheritedFrom ?? subject;
  const lack = (message: string, help: string) => ({
    what: "stage" as const,
    checkpoint: null,
    message,
    why: null,
    help,
    trouble: null,
  });
  if (state.stage === null)
    return lack(
      `${subject} has not come into its lifecycle: nothing it rests on is approved`,
      `Name what was approved under restsOn in the manifest: kwanus status ${subject}`,
    );
  if (state.stage === "end-of-support")
    return lack(
      `${about} is at ${stageNames[state.stage]}`,
      "Nothing goes out any more: withdraw this release, kwanus new withdrawal.",
    );
  if (state.suspended !== null)
    return lack(
      `${about} is suspended until ${state.suspended.until}`,
      "Wait until then, or lift the suspension: kwanus new transition.",
    );
  return null;
}

/** `security review`. */
export function inWords(name: CheckpointName): string {
  return name.replace("-", " ");
}
