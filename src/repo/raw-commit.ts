// Commit objects as bytes: the few headers the repository layer needs, and a new one to be written.

import type { Commit } from "../snapshot.ts";

/** Who makes a commit, as `user.name` and `user.email` say. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/**
 * Parents and subject of a raw commit object. Lenient: whether a commit keeps Git's grammar is judged by `trust/`. But a
 * parent is what Git takes for one: only the lines right behind the tree.
 */
export function readCommit(id: string, bytes: Uint8Array): Commit {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = raw.indexOf("\n\n");
  const headers = raw.toString("latin1", 0, end < 0 ? raw.length : end).split("\n");
  const message = end < 0 ? "" : raw.toString("utf8", end + 2).replace(/^\n+/, "");
  const others = headers.findIndex((line, at) => at > 0 && !line.startsWith("parent "));
  const parents = headers.slice(1, others < 0 ? headers.length : others).map((line) => line.slice("parent ".length));
  return { id, parents, subject: message.split("\n", 1)[0] ?? "" };
}

/** Id of a raw commit's tree: Git reads the first line only. Null where it names none. */
export function treeOfCommit(bytes: Uint8Array): string | null {
  return /^tree ([0-9a-f]{40})\n/.exec(Buffer.from(bytes.subarray(0, 46)).toString("latin1"))?.[1] ?? null;
}

/** The parts of a commit to be made. `at` is seconds since 1970, written as UTC. */
export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly identity: Identity;
  readonly at: number;
  readonly message: string;
}

/** The bytes of a commit object without a signature: exactly what its signature covers. */
export function commitPayload({ tree, parents, identity, at, message }: NewCommit): Uint8Array {
  const who = `${plain(identity.name)} <${plain(identity.email)}> ${at} +0000`;
  const lines = [`tree ${tree}`, ...parents.map((id) => `parent ${id}`), `author ${who}`, `committer ${who}`];
  return Buffer.from(`${lines.join("\n")}\n\n${message.replace(/\n*$/, "\n")}`);
}

/** The same commit with an armoured signature as its last header, folded as Git folds it. */
export function signedCommit(payload: Uint8Array, armour: string): Uint8Array {
  const raw = Buffer.from(payload);
  const end = raw.indexOf("\n\n");
  const header = `\ngpgsig ${armour.trimEnd().replaceAll("\n", "\n ")}`;
  return Buffer.concat([raw.subarray(0, end), Buffer.from(header), raw.subarray(end)]);
}

// What would end the field early is left out, as Git does.
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[<>\u0000-\u001f\u007f]/g, "").trim();
}
