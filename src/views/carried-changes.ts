// What a governance proposal changes, line by line: nobody signs "replaced" without seeing by what.

import { structuredPatch } from "diff";
import type { Model, Subject } from "../model/model.ts";

export interface CarriedDiff {
  readonly path: string;
  /** Lines with their sign first: `+`, `-`, or a space for what stands around. Empty where it is too different to compare. */
  readonly lines: readonly string[];
  /** Lines that are not shown because there are too many. */
  readonly leftOut: number;
}

const mostLines = 120;
// Beyond this a comparison tells nobody anything, and its cost grows with the square.
const mostEdits = 2000;

/** The differences between the base and what an open governance proposal carries; empty for other subjects. */
export async function carriedDiffs(subject: Subject, base: Model, tree: Model): Promise<CarriedDiff[]> {
  const diffs: CarriedDiff[] = [];
  for (const { path } of subject.proposal?.value.spec.changes ?? []) {
    const carried = subject.carried.find(({ target }) => target === path);
    const before = base.snapshot.files.has(path) ? await base.snapshot.bytes(path) : new Uint8Array();
    const after = carried === undefined ? new Uint8Array() : await tree.snapshot.bytes(carried.path);
    const lines = linesOf(textOf(before), textOf(after));
    diffs.push({ path, lines: lines.slice(0, mostLines), leftOut: Math.max(0, lines.length - mostLines) });
  }
  return diffs;
}

function linesOf(before: string, after: string): string[] {
  const patch = structuredPatch("", "", before, after, "", "", { context: 2, maxEditLength: mostEdits });
  return (patch?.hunks ?? []).flatMap(({ oldStart, lines }, at) => [
    ...(at === 0 ? [] : [`… from line ${oldStart}`]),
    ...lines.filter((line) => !line.startsWith("\\")),
  ]);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
