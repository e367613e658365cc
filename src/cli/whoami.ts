// Who sits at this machine, for commands that only tell somebody what concerns them. Nothing is decided by it.

import { didYouMean } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import type { Authority } from "../model/authority.ts";
import { findSigner } from "../repo/signer.ts";
import { readPublicKey } from "../trust/public-key.ts";
import type { World } from "./world.ts";

export const personOption = {
  flag: "--person",
  value: "ID",
  description: "for this person instead of the owner of your signing key",
} as const;

/**
 * The person given; else the owner of the signing key on the base; else Git's user.name, where somebody is called so.
 * @param known ids of people and names of authors
 * @throws Failure (usage) `who` where nothing tells
 */
export async function whoami(
  given: string | undefined,
  authority: Authority | null,
  known: ReadonlySet<string>,
  world: World,
): Promise<string> {
  if (given !== undefined) {
    if (known.has(given)) return given;
    throw new Failure(
      "usage",
      "unknown-person",
      `nobody here is called "${given}"`,
      didYouMean(given, known) ?? `there are ${someOf(known)}`,
    );
  }
  const repository = await world.repository();
  const owner = authority === null ? null : await ownerOfKey(authority, world);
  if (owner !== null) return owner;
  const name = repository.config("user.name")?.trim().toLowerCase() ?? "";
  if (known.has(name)) return name;
  throw new Failure(
    "usage",
    "who",
    "your signing key belongs to nobody in governance/people/ on the base, so kwanus cannot tell who you are",
    `say who: --person ID, one of ${someOf(known)}`,
  );
}

function someOf(names: ReadonlySet<string>): string {
  return [...names].sort().slice(0, 12).join(", ");
}

/** Whose the signing key is on the base; null where it is nobody's, or there is none. */
export async function ownerOfKey({ policy, keys }: Authority, world: World): Promise<string | null> {
  try {
    const { publicKey } = await findSigner(await world.repository());
    const parsed = await readPublicKey(publicKey, { minimumRsaBits: policy.minimumRsaBits.value });
    return parsed.ok ? (keys.get(parsed.key.fingerprint)?.person ?? null) : null;
  } catch (problem) {
    // Who has no key to sign with may still ask what is going on.
    if (problem instanceof Failure) return null;
    throw problem;
  }
}
