// What changed in files, line by line.

import { structuredPatch } from "diff";
import type { FileEntry, Snapshot } from "../snapshot.ts";

export interface FileDiff {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
  /** Lines with their sign first: `+`, `-`, or a space for what stands around. Empty where `note` says why. */
  readonly lines: readonly string[];
  /** Lines that are not shown because there are too many. */
  readonly leftOut: number;
  /** What the lines cannot say, or null. */
  readonly note: string | null;
}

/** One version of a file: the revision that holds it and the path there. */
export interface Version {
  readonly entry: FileEntry;
  readonly from: Pick<Snapshot, "bytes">;
}

const mostLines = 120;
// Beyond this a comparison tells nobody anything, and its cost grows with the square.
const mostEdits = 2000;
// As large as a document may be. In bytes.
const mostBytes = 1024 * 1024;

/** How a file differs between two versions, of which one may be missing; null where it does not. */
export async function fileDiff(path: string, before: Version | null, after: Version | null): Promise<FileDiff | null> {
  const [old, fresh] = [before?.entry, after?.entry];
  if (old?.blob === fresh?.blob && old?.mode === fresh?.mode) return null;
  const change = before === null ? "added" : after === null ? "removed" : "changed";
  const mode = change === "changed" && old?.mode !== fresh?.mode ? `mode ${old?.mode} → ${fresh?.mode}` : null;
  const told = (lines: readonly string[], note: string | null): FileDiff => ({
    path,
    change,
    lines: lines.slice(0, mostLines),
    leftOut: Math.max(0, lines.length - mostLines),
    note: note ?? mode,
  });
  const entries = [old, fresh].filter((entry) => entry !== undefined);
  if (entries.some((entry) => entry.mode === "160000")) return told([], "a submodule: nothing of it is read");
  if (entries.some(({ size }) => size > mostBytes)) return told([], `too large to compare: ${sizes(old, fresh)}`);
  const [was, is] = [await bytesOf(before), await bytesOf(after)];
  if (was.includes(0) || is.includes(0)) return told([], `not text: ${sizes(old, fresh)}`);
  const lines = linesOf(textOf(was), textOf(is));
  return lines === null ? told([], "too different to compare here: look at the file itself") : told(lines, null);
}

/** The lines that differ with two lines around them, or null where there are too many to compare. */
function linesOf(before: string, after: string): string[] | null {
  // One side alone needs no comparing.
  if (before === "" || after === "") return [...signed("-", before), ...signed("+", after)];
  const patch = structuredPatch("", "", before, after, "", "", { context: 2, maxEditLength: mostEdits });
  if (patch === undefined) return null;
  return patch.hunks.flatMap(({ oldStart, lines }, at) => [
    ...(at === 0 ? [] : [`… from line ${oldStart}`]),
    ...lines.filter((line) => !line.startsWith("\\")),
  ]);
}

function signed(sign: string, text: string): string[] {
  const lines = text.split("\n");
  return (lines.at(-1) === "" ? lines.slice(0, -1) : lines).map((line) => sign + line);
}

function sizes(old: FileEntry | undefined, fresh: FileEntry | undefined): string {
  return `${old?.size ?? 0} → ${fresh?.size ?? 0} bytes`;
}

async function bytesOf(version: Version | null): Promise<Uint8Array> {
  return version === null ? new Uint8Array() : version.from.bytes(version.entry.path);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
