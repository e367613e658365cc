// A commit object's raw bytes: one strict grammar, the signature in it, and the way back from parts to bytes.

import type { OpenPgpKey } from "./openpgp-key.ts";
import { verifySignature } from "./signature.ts";
import { namespaces } from "./statement.ts";
import { quoted, refuse, type SignatureVerdict } from "./verdict.ts";

export interface CommitParts {
  /** Object ids, lower-case hex, 40 digits (SHA-1) or 64 (SHA-256). */
  readonly tree: string;
  readonly parents: readonly string[];
  /** As Git stores it: `Bo <bo@example.org> 1795258800 +0000`. Anybody can write any name here. */
  readonly author: string;
  readonly committer: string;
  readonly message: Uint8Array;
  /** The armoured signature with a line feed at its end, or null. */
  readonly signature: string | null;
}

export interface ParsedCommit extends CommitParts {
  /** The object without its `gpgsig`: what Git signs. */
  readonly signedPayload: Uint8Array;
}

/** Why a commit object is not to be trusted, as the end of a sentence about the commit. */
export interface RefusedCommit {
  readonly refused: string;
}

// `encoding` is refused although Git writes it for other character sets: kwanus writes UTF-8, and a header that changes how
// a signed message reads lets two readers see two texts. `mergetag`, `gpgsig-sha256`, `HG:…` are refused likewise, and so is
// any order but Git's own: what is not in this expression has no meaning that an auditor would check.
const id = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
const ident = "[^\\n<>]*<[^\\n<>]*> \\d{1,15} [+-]\\d{4}";
const head = new RegExp(`^tree (${id})\\n((?:parent ${id}\\n)*)author (${ident})\\ncommitter (${ident})\\n`);
const gpgsig = /^gpgsig (.*\n(?: .*\n)*)$/;

/**
 * Reads a commit object (without Git's `commit <size>` prefix). Only tree, parent*, author, committer and one `gpgsig`,
 * in that order; headers in UTF-8, no NUL anywhere.
 */
export function parseCommit(bytes: Uint8Array): ParsedCommit | RefusedCommit {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("\n\n");
  if (end < 0) return { refused: "has no end of its headers" };
  if (bytes.includes(0)) return { refused: "contains a NUL byte" };
  const headers = decodeUtf8(bytes.subarray(0, end + 1));
  if (headers === null) return { refused: "has headers that are not UTF-8" };
  const parts = head.exec(headers);
  if (parts === null) return { refused: "does not begin with tree, parents, author and committer" };

  const [plain, tree = "", parents = "", author = "", committer = ""] = parts;
  const rest = headers.slice(plain.length);
  const signature = rest === "" ? null : gpgsig.exec(rest)?.[1]?.replaceAll("\n ", "\n");
  if (signature === undefined) return { refused: `has a header that is not accepted: ${unexpectedHeader(rest)}` };
  const objectIds = parents
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice("parent ".length));
  if (objectIds.some((parent) => parent.length !== tree.length)) return { refused: "mixes object ids of two lengths" };

  const message = Uint8Array.from(bytes.subarray(end + 2));
  const signedPayload = Buffer.concat([Buffer.from(`${plain}\n`), message]);
  return { tree, parents: objectIds, author, committer, message, signature, signedPayload };
}

/** Which key signed this commit object? Names and dates in it are not looked at: anybody can write them. */
export function verifyCommit(
  bytes: Uint8Array,
  { minimumRsaBits, certificates }: { readonly minimumRsaBits: number; readonly certificates?: Iterable<OpenPgpKey> },
): SignatureVerdict {
  const commit = parseCommit(bytes);
  if ("refused" in commit) return refuse("malformed", `the commit ${commit.refused}`);
  const { signature, signedPayload } = commit;
  return verifySignature({
    message: signedPayload,
    signature,
    namespace: namespaces.commit,
    minimumRsaBits,
    ...(certificates && { certificates }),
  });
}

/**
 * Builds a commit object: without `signature` what is to be signed, with it what is to be written. Inverse of parseCommit.
 * @throws Error where the parts would not read back, for example a line break in a name.
 */
export function commitBytes(
  parts: Omit<CommitParts, "signature"> & { readonly signature?: string | null },
): Uint8Array {
  const { tree, parents, author, committer, message, signature = null } = parts;
  const headers = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${author}`,
    `committer ${committer}`,
  ];
  if (signature !== null) headers.push(`gpgsig ${signature.replace(/\n$/, "").replaceAll("\n", "\n ")}`);
  const bytes = Buffer.concat([Buffer.from(`${headers.join("\n")}\n\n`), message]);
  const written = parseCommit(bytes);
  if ("refused" in written) throw new Error(`the commit ${written.refused}`);
  return bytes;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The name of the first header that is neither the one `gpgsig` nor a continuation of it. */
function unexpectedHeader(rest: string): string {
  const names = rest
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "))
    .map((line) => line.split(" ", 1)[0] ?? "");
  const [unexpected = ""] = names[0] === "gpgsig" ? names.slice(1) : names;
  return quoted(Buffer.from(unexpected));
}
