// Whom the platform would break: the manifests that call an operation which changes for the worse.

import type { Change } from "../contract/compare.ts";
import type { Contract } from "../contract/contract.ts";
import { operationNamed } from "../contract/find.ts";
import { manifestsOf } from "./manifests.ts";
import type { Model } from "./model.ts";

/** An integration or component, and the operations it calls of those that break, in the words of its manifest. */
export interface Caller {
  /** `acme/score-insights`, `credit-graph`. */
  readonly manifest: string;
  readonly operations: readonly string[];
}

/** A version of an API of the platform, with the contract that its callers know. */
export interface Promised {
  readonly id: string;
  readonly version: string;
  readonly contract: Contract;
}

/**
 * Who calls what breaks, in the order of manifests.
 * @param breaking what breaks; one that touches no operation of its own touches all. Null where nobody can tell, which
 * may be all as well
 */
export function callersOf(
  model: Model,
  { id, version, contract }: Promised,
  breaking: readonly Change[] | null,
): Caller[] {
  if (breaking?.length === 0) return [];
  const all = breaking === null || breaking.some(({ operations }) => operations.length === 0);
  const touched = new Set(breaking?.flatMap(({ operations }) => operations));
  const breaks = (words: string): boolean => {
    const operation = operationNamed(contract, words);
    if (all || operation === null) return all;
    // What differs for a whole path is told by the path alone.
    return touched.has(`${operation.method} ${operation.path}`) || touched.has(operation.path);
  };
  return manifestsOf(model).flatMap((manifest) => {
    const calls = (manifest.value.spec.api?.calls ?? []).filter((call) => call.api === id && call.version === version);
    const operations = [...new Set(calls.map(({ operation }) => operation))].filter(breaks);
    return operations.length === 0 ? [] : [{ manifest: manifest.id, operations }];
  });
}
