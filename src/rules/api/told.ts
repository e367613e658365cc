// What a rule says of the changes of a contract: the first of them, each at its place, and how many more there are.

import type { Change } from "../../contract/compare.ts";

/** Changes of one contract that are listed one by one. */
const listed = 10;

/** A change as a rule reports it. */
interface Told {
  readonly at?: string;
  readonly message: string;
}

/** The first changes, each at its place in the contract, and how many more there are. */
export function* told(api: string, changes: readonly Change[]): Generator<Told> {
  for (const { check, operations, reason, old, new: fresh } of changes.slice(0, listed)) {
    const [operation] = operations;
    const more = operations.length > 1 ? ` and ${operations.length - 1} more` : "";
    const where = operation === undefined ? "" : `, ${operation}${more}`;
    yield { at: fresh?.pointer ?? old?.pointer ?? "", message: `${api}${where}: ${check}, ${reason}` };
  }
  if (changes.length > listed) yield { message: `${api}: and ${changes.length - listed} more` };
}
