// governance/allowed_signers: the roster in the words of ssh-keygen, so that an auditor needs no kwanus.

import { byBytes } from "../snapshot.ts";
import { defaultLimits, parsePublicKey, publicKeyLine } from "./ssh-key.ts";
import { namespaces } from "./statement.ts";

export interface Signer {
  /** Person id. */
  readonly id: string;
  /** OpenSSH public key lines, retired keys included: old ballots have to verify for ever. */
  readonly keys: readonly string[];
}

/**
 * The text of `allowed_signers` (ssh-keygen(1), "ALLOWED SIGNERS"): one line per person and key, in byte order, for
 * `ssh-keygen -Y verify` with each of kwanus' namespaces. Keys are written anew from their parsed form, so nothing else in
 * them reaches the file; what is no acceptable SSH key or no person id is left out, and is a finding elsewhere.
 */
export function allowedSigners(people: readonly Signer[], limits = defaultLimits): string {
  const purposes = Object.values(namespaces).join(",");
  const lines = people
    // `*`, `?`, `!` and `,` in an id would be a pattern over other people.
    .filter(({ id }) => /^[a-z][a-z0-9-]*$/.test(id))
    .flatMap(({ id, keys }) =>
      keys
        .map((line) => parsePublicKey(line, limits))
        .flatMap((verdict) => (verdict.ok ? [`${id} namespaces="${purposes}" ${publicKeyLine(verdict.key)}\n`] : [])),
    );
  return [...new Set(lines)].toSorted(byBytes).join("");
}
