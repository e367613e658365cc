// Git histories by plumbing: objects made in this process, handed to Git as one pack. Hundreds of branches in a second.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { byBytes } from "../../src/snapshot.ts";
import { commitBytes } from "../../src/trust/commit.ts";
import type { Files } from "./memory.ts";

export interface CommitToMake {
  readonly files: Files;
  readonly parents: readonly string[];
  readonly message: string;
  /** Who wrote it and who recorded it: anybody may say anything here. */
  readonly author?: string;
  readonly committer?: string;
  /** Signs the bytes of the commit; unsigned without it. */
  readonly sign?: (payload: Uint8Array) => string;
}

export interface History {
  /** Makes a commit and returns its id. */
  commit(wanted: CommitToMake): string;
  /** The exact bytes of a commit made here. */
  bytesOf(commit: string): Uint8Array;
  /** The id of the tree of a commit made here. */
  treeOf(commit: string): string;
  /** Hands everything made so far to Git, which checks each object, and names commits by full ref. */
  writeTo(directory: string, env: NodeJS.ProcessEnv, refs: Readonly<Record<string, string>>): void;
}

const types = { commit: 1, tree: 2, blob: 3 } as const;
type Type = keyof typeof types;

/** An empty history. The same wishes give the same ids. */
export function newHistory(): History {
  const objects = new Map<string, { readonly type: Type; readonly bytes: Uint8Array }>();
  const trees = new Map<string, string>();
  const blobs = new Map<string | Uint8Array, string>();
  const blob = (content: string | Uint8Array): string => {
    const id = blobs.get(content) ?? keep("blob", Buffer.from(content));
    blobs.set(content, id);
    return id;
  };
  const keep = (type: Type, bytes: Uint8Array): string => {
    const id = createHash("sha1").update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
    objects.set(id, { type, bytes });
    return id;
  };

  /** One folder: names with a mode and an id each, in Git's own order, where a folder is sorted as if it ended in a slash. */
  const folder = (entries: readonly (readonly [path: string, blob: string])[]): string => {
    const inner = new Map<string, [string, string][]>();
    const here: [sorted: string, mode: string, name: string, id: string][] = [];
    for (const [path, id] of entries) {
      const slash = path.indexOf("/");
      if (slash < 0) here.push([path, "100644", path, id]);
      else inner.set(path.slice(0, slash), [...(inner.get(path.slice(0, slash)) ?? []), [path.slice(slash + 1), id]]);
    }
    for (const [name, rest] of inner) here.push([`${name}/`, "40000", name, folder(rest)]);
    const lines = here
      .sort(([a], [b]) => byBytes(a, b))
      .map(([, mode, name, id]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]));
    return keep("tree", Buffer.concat(lines));
  };

  const bytesOf = (commit: string): Uint8Array => {
    const found = objects.get(commit);
    if (found?.type !== "commit") throw new Error(`no commit ${commit} was made here`);
    return found.bytes;
  };

  return {
    commit({ files, parents, message, author = lee, committer = lee, sign }) {
      const entries = Object.entries(files).map(([path, content]) => [path, blob(content)] as const);
      const tree = folder(entries);
      const parts = { tree, parents, author, committer, message: Buffer.from(`${message}\n`) };
      const payload = commitBytes(parts);
      const commit = keep("commit", sign === undefined ? payload : commitBytes({ ...parts, signature: sign(payload) }));
      trees.set(commit, tree);
      return commit;
    },
    bytesOf,
    treeOf: (commit) => trees.get(commit) ?? "",
    writeTo(directory, env, refs) {
      const git = (words: string[], input: Uint8Array | string): Buffer =>
        execFileSync("git", words, {
          cwd: directory,
          env,
          input,
          stdio: ["pipe", "pipe", "inherit"],
          maxBuffer: 1 << 26,
        });
      git(["index-pack", "--stdin", "--strict"], packOf([...objects.values()]));
      const lines = Object.entries(refs).map(([ref, commit]) => `create ${ref} ${commit}\n`);
      git(["update-ref", "--stdin"], lines.join(""));
    },
  };
}

const lee = "lee <lee@office.example> 1795255200 +0000";

// source: gitformat-pack(5)
function packOf(objects: readonly { readonly type: Type; readonly bytes: Uint8Array }[]): Buffer {
  const header = Buffer.alloc(12);
  header.write("PACK");
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const pieces = objects.flatMap(({ type, bytes }) => [
    sizeOf(types[type], bytes.length),
    deflateSync(bytes, { level: 1 }),
  ]);
  const body = Buffer.concat([header, ...pieces]);
  return Buffer.concat([body, createHash("sha1").update(body).digest()]);
}

/** Type and size: four bits of the size beside the type, then seven bits a byte, the least first. */
function sizeOf(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = size >> 4; rest > 0; rest >>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 0x7f);
  }
  return Buffer.from(bytes);
}
