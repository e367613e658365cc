// Which signed commit recorded a ballot (trust.md, "The record is a signed commit"), and which ballots came without theirs.

import { certificatesIn, type KnownKey } from "../model/keys.ts";
import { statementAt } from "../model/places.ts";
import { verifyCommit } from "../trust/commit.ts";

/** A commit that came with a landing: the landing itself, or one that a merge brought. Never a merge: those record nothing. */
export interface BroughtCommit {
  readonly id: string;
  /** The object as Git stores it. */
  readonly bytes: Uint8Array;
  /** The files it changes, against its only parent. */
  readonly files: readonly BroughtFile[];
}

export interface BroughtFile {
  readonly path: string;
  readonly before: { readonly blob: string } | null;
  readonly after: { readonly blob: string } | null;
}

/**
 * `recorded`: a commit adds the ballot with its signature, other ballots of the same person at most, and is signed by a key
 * of that person. `mixed`: it changes something else as well (attack B5). `lost`: no such commit came along, as after a
 * squash or a rebase; the ballot's own signature is what counts, so that is no error (attack E1).
 */
export interface BallotRecord {
  readonly is: "recorded" | "mixed" | "lost";
  /** The commit that adds the ballot's files; null where only a merge did. */
  readonly commit: string | null;
  /** Why a `lost` ballot's commit is not its record, as the end of a sentence about that commit. */
  readonly because: string | null;
  /** Of a key that signed that commit and is nobody's here, a forge's own for example (attack C12); else null. */
  readonly strangersKey: string | null;
}

/** A ballot by its path and the blobs of its two files; `signature` null where it has none. */
export interface BallotFiles {
  readonly path: string;
  readonly blob: string;
  readonly signature: string | null;
}

/** Whose keys are known, and how short an RSA key may be. */
export interface Signers {
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly minimumRsaBits: number;
}

/** The records of ballots among the commits that came with their landing. Names and dates in commits count for nothing (attack C1). */
export function recordsOf(
  ballots: readonly BallotFiles[],
  brought: readonly BroughtCommit[],
  signers: Signers,
): BallotRecord[] {
  const signatures = new Map<BroughtCommit, Signature>();
  const signatureOf = (commit: BroughtCommit): Signature => {
    const signature = signatures.get(commit) ?? readSignature(commit, signers);
    signatures.set(commit, signature);
    return signature;
  };
  return ballots.map((ballot) => {
    const records = brought
      .filter((commit) => adds(commit, ballot.path, ballot.blob))
      .map((commit) => recordIn(commit, ballot, signatureOf(commit)));
    for (const wanted of ["recorded", "mixed"] as const) {
      const found = records.find(({ is }) => is === wanted);
      if (found !== undefined) return found;
    }
    return records.at(-1) ?? { is: "lost", commit: null, because: null, strangersKey: null };
  });
}

/** `person` signed a commit; or why nobody on the roster did. */
type Signature =
  | { readonly person: string }
  | { readonly person: null; readonly because: string; readonly strangersKey: string | null };

function readSignature({ bytes }: BroughtCommit, { keys, minimumRsaBits }: Signers): Signature {
  const verdict = verifyCommit(bytes, { minimumRsaBits, certificates: certificatesIn(keys) });
  if (!verdict.ok && verdict.code === "unsigned") return { person: null, because: "is not signed", strangersKey: null };
  if (!verdict.ok)
    return { person: null, because: `has no signature that counts: ${verdict.reason}`, strangersKey: null };
  const { fingerprint } = verdict.key;
  const known = keys.get(fingerprint);
  if (known !== undefined && known.state !== "unproven") return { person: known.person };
  return { person: null, because: `is signed by ${fingerprint}, a key of nobody here`, strangersKey: fingerprint };
}

function recordIn(commit: BroughtCommit, { path, signature }: BallotFiles, signed: Signature): BallotRecord {
  const lost = { is: "lost", commit: commit.id } as const;
  const person = statementAt(path)?.person;
  if (signed.person === null) return { ...lost, because: signed.because, strangersKey: signed.strangersKey };
  if (signed.person !== person) return { ...lost, because: `is signed by ${signed.person}`, strangersKey: null };
  if (signature === null || !adds(commit, `${path}.sig`, signature))
    return { ...lost, because: "does not add the ballot's signature", strangersKey: null };
  const alone = commit.files.every((file) => file.before === null && isBallotOf(person, file.path));
  return { is: alone ? "recorded" : "mixed", commit: commit.id, because: null, strangersKey: null };
}

function adds({ files }: BroughtCommit, path: string, blob: string): boolean {
  return files.some((file) => file.path === path && file.before === null && file.after?.blob === blob);
}

/** A vote branch carries its author's earlier ballots that have not landed yet. */
function isBallotOf(person: string, path: string): boolean {
  const place = statementAt(path);
  return place?.statement === "ballot" && place.person === person;
}
