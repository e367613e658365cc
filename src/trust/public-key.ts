// One question for every kind of public key: may it sign? Told apart by its text.

import { weaknessOf } from "./openpgp.ts";
import { readCertificate } from "./openpgp-certificate.ts";
import type { OpenPgpKey } from "./openpgp-key.ts";
import { defaultLimits, parsePublicKey } from "./ssh-key.ts";
import type { PublicKey, Refusal } from "./verdict.ts";

export type PublicKeyVerdict = { readonly ok: true; readonly key: PublicKey } | Refusal;

/** Reads an SSH key's line or the armour of an OpenPGP key. Never throws, whatever the text. */
export async function readPublicKey(text: string, limits = defaultLimits): Promise<PublicKeyVerdict> {
  if (!isOpenPgp(text)) return parsePublicKey(text, limits);
  const verdict = await readCertificate(text);
  return verdict.ok ? withLimits(verdict.key, limits) : verdict;
}

/** True for the armour of an OpenPGP key, whatever it holds. */
function isOpenPgp(text: string): boolean {
  return text.trimStart().startsWith("-----BEGIN PGP ");
}

/** An OpenPGP key where its primary key is as long as the policy asks. Each subkey is asked when it has signed. */
export function withLimits(key: OpenPgpKey, limits = defaultLimits): PublicKeyVerdict {
  return weaknessOf(key.primary, limits) ?? { ok: true, key };
}

/**
 * The bare numbers of everything a key signs with, hex. Two keys that share one are one key to whoever holds its private
 * half, whatever they are called and however they are written.
 */
export function materialsOf(key: PublicKey): readonly string[] {
  if (key.type !== "openpgp") return [key.material];
  return [...new Set([key.primary, ...key.signers].map(({ numbers }) => numbers.material))];
}
