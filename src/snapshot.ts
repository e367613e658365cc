// One revision of a repository as plain data: which files it holds, under which blob ids, with bytes on demand.

/** Git's file modes. Governance folders hold only `100644`; the others are named so that a rule can refuse them. */
export type FileMode = "100644" | "100755" | "120000" | "160000";

export interface FileEntry {
  /** Path from the repository's root, `/` separated, exactly the bytes Git stores (as UTF-8). */
  readonly path: string;
  readonly mode: FileMode;
  /** Git object id of the content, lower-case hex. Equal ids mean equal bytes. */
  readonly blob: string;
  /** Size in bytes; 0 for a submodule. */
  readonly size: number;
}

export interface Snapshot {
  /** How messages call this revision: `main@3f2c1ab`, `working tree`. */
  readonly name: string;
  /** Commit id, or null where the revision is not a commit (working tree, landing tree, nothing yet). */
  readonly commit: string | null;
  /** Every file, in byte order of its path. */
  readonly files: ReadonlyMap<string, FileEntry>;
  /**
   * The exact bytes of one file's blob.
   * @throws Failure `unreadable` where the object is missing (shallow or partial clone).
   */
  bytes(path: string): Promise<Uint8Array>;
}

/** The revision before the first commit: no files at all. */
export const emptySnapshot: Snapshot = {
  name: "nothing",
  commit: null,
  files: new Map(),
  bytes: (path) => Promise.reject(new Error(`no file ${path} in an empty snapshot`)),
};

/** One commit of the protected branch, as `verify` walks it. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  /** First line of the message, as written: hostile until escaped. */
  readonly subject: string;
}

/** Order of Git and of every listing in kwanus: by UTF-8 bytes, never by locale. */
export function byBytes(a: string, b: string): number {
  // UTF-16 order differs from UTF-8 order only where surrogates are involved.
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
