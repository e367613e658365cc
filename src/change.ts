// An answer that is a change: files to write, and how they are to be recorded. Data only; `repo/` makes it happen.

import type { FileMode } from "./snapshot.ts";

export interface FileChange {
  readonly path: string;
  /** New content, or null to delete the file. */
  readonly content: Uint8Array | null;
  /** On a branch only: where it is not the mode of the file that is replaced, or a plain file's. */
  readonly mode?: FileMode;
}

/** Where a change is recorded. */
export type Destination =
  /** Written into the working tree, all files or none; the user commits. */
  | { readonly to: "working-tree" }
  /** One commit on a branch, built apart from index and working tree, so that staged work cannot leak in. */
  | {
      readonly to: "branch";
      /** Short branch name, `kwanus/vote/acme-EXP-0003.sco.bo.1`. Created, or moved from `expect`. */
      readonly branch: string;
      /** Commit the branch stands on now, or null where it must not exist yet. */
      readonly expect: string | null;
      /** Parent of the new commit. */
      readonly parent: string;
      /** Further parents: commits whose files the new one takes over and which stay on record with it. None by default. */
      readonly merges?: readonly string[];
      readonly message: string;
      /** Sign the commit with the user's own key. */
      readonly signed: boolean;
    }
  /** A branch goes; its commits stay where Git keeps what nothing names any more. No files. */
  | {
      readonly to: "no-branch";
      readonly branch: string;
      /** Commit the branch stands on now. */
      readonly expect: string;
    };

export interface Change {
  readonly files: readonly FileChange[];
  readonly destination: Destination;
}

/** UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
