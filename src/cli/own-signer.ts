// The signer at this machine and the key it signs with, looked up before anything is asked.

import { Failure } from "../failure.ts";
import type { Authority } from "../model/authority.ts";
import type { Repository } from "../repo/repository.ts";
import { findSigner, type Signer } from "../repo/signer.ts";
import { readPublicKey } from "../trust/public-key.ts";

/**
 * The user's signer, and the fingerprint of a key that the policy lets sign. Whose it is, is not asked.
 * @param help what to do where the policy does not
 * @throws Failure `refused` for a key that cannot count; `no-identity`, and what `findSigner` throws
 */
export async function ownSigner(
  repository: Repository,
  { policy }: Authority,
  help: string,
): Promise<{ readonly signer: Signer; readonly fingerprint: string }> {
  // A touch or a passphrase should not be spent on a commit that nobody can be named for.
  repository.userIdentity();
  const signer = await findSigner(repository);
  const read = await readPublicKey(signer.publicKey, { minimumRsaBits: policy.minimumRsaBits.value });
  if (read.ok) return { signer, fingerprint: read.key.fingerprint };
  throw new Failure("refused", "weak-key", `your signing key does not count: ${read.reason}`, help);
}
