// What a ballot approves: one digest over every file of a subject, which anybody can compute with sha256sum.

import { createHash } from "node:crypto";
import { byBytes, type FileMode } from "../snapshot.ts";

export interface SubjectFile {
  /** Relative to the subject's directory, `/` separated. */
  readonly path: string;
  /** Of the blob's bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  /** `100644` unless said otherwise; another mode gives another digest, so that chmod makes a ballot stale. */
  readonly mode?: FileMode;
}

/** 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * `sha256:` and hex over the lines `mode SP sha256 TAB path LF` in byte order of the paths. `ballots/` and `decisions/`
 * are left out: they are about the subject, not of it. The order of `files` does not matter.
 */
export function subjectDigest(files: readonly SubjectFile[]): string {
  const lines = files
    .filter(({ path }) => !/^(ballots|decisions)\//.test(path))
    .toSorted((a, b) => byBytes(a.path, b.path))
    .map(({ path, sha256, mode = "100644" }) => `${mode} ${sha256}\t${written(path)}\n`);
  return `sha256:${sha256Hex(lines.join(""))}`;
}

/** A line break inside a path would let one file stand for two; no rule lets such a path through, but no digest may lie. */
function written(path: string): string {
  return /^"|\n/.test(path) ? JSON.stringify(path) : path;
}
