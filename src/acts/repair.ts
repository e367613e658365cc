// Undoing a landing that verify refuses: the bytes that were there before it, and the document that says so.

import { bytesOf, type Change, type FileChange } from "../change.ts";
import { limits } from "../document/decode.ts";
import { printDocument } from "../document/print.ts";
import type { Repair } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import type { Undoing } from "../landing/way-back.ts";
import { repairPath } from "../model/places.ts";

export interface RepairInputs {
  /** The landing that is undone. */
  readonly landing: string;
  readonly undoing: Undoing;
  /** policy.repo. */
  readonly repo: string;
  /** Commit the branch starts from. */
  readonly baseCommit: string;
  /** Where that branch stands already: it is computed, so a new computation replaces it. Null where there is none. */
  readonly existing: string | null;
}

/** Branch on which the repair of a landing is recorded. */
export function repairBranch(landing: string): string {
  return `kwanus/repair/${landing.slice(0, 7)}`;
}

/**
 * The repair as one commit: the same inputs give the same bytes, whoever asks.
 * @throws Failure `refused` where a submodule would have to come back, or more files than one document can name
 */
export async function repair({ landing, undoing, repo, baseCommit, existing }: RepairInputs): Promise<Change> {
  const { restores, bytes } = undoing;
  if (restores.size > limits.entries)
    throw new Failure(
      "refused",
      "too-many-paths",
      `${landing.slice(0, 7)} changed ${restores.size} files, and a Repair names ${limits.entries} at most`,
      `The bodies accept what it left: kwanus propose governance --ratifies ${landing}`,
    );
  const document: Repair = {
    apiVersion: "kwanus/v1",
    kind: "Repair",
    spec: { repo, landing, restores: [...restores.keys()] },
  };
  const files: FileChange[] = [{ path: repairPath(landing), content: bytesOf(printDocument(document)) }];
  for (const [path, entry] of restores) {
    if (entry?.mode === "160000")
      throw new Failure(
        "refused",
        "submodule",
        `${path} was a submodule before ${landing.slice(0, 7)}, and kwanus restores files only`,
        "Undo that landing by hand: git revert",
      );
    if (entry === null) files.push({ path, content: null });
    else files.push({ path, content: await bytes(path), mode: entry.mode });
  }
  return {
    files,
    destination: {
      to: "branch",
      branch: repairBranch(landing),
      expect: existing,
      parent: baseCommit,
      message: `Repair ${landing.slice(0, 7)}`,
      signed: false,
    },
  };
}
