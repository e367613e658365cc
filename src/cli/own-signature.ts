// What somebody has just signed, looked at as everybody else will: what would not count is not recorded.

import { bytesOf } from "../change.ts";
import { Failure } from "../failure.ts";
import { type SignedStatement, verifyStatement } from "../trust/statement.ts";

/**
 * Refuses a signature that nobody could verify: gpg may have signed with a subkey that the roster does not know, or that is
 * not accepted.
 * @param help what to do then
 * @throws Failure (refused) `not-verifiable`
 */
export function refuseUnverifiable(
  statement: Omit<SignedStatement, "signature"> & { readonly signature: string },
  help: string,
): void {
  const verdict = verifyStatement({ ...statement, signature: bytesOf(statement.signature) });
  if (!verdict.ok)
    throw new Failure("refused", "not-verifiable", `what you signed would not count: ${verdict.reason}`, help);
}
