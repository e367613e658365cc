// A call to what the contract does not promise works by accident, until it does not.

import type { Contract } from "../../contract/contract.ts";
import { operationNamed } from "../../contract/find.ts";
import { nameOf } from "../../contract/meaning.ts";
import { didYouMean } from "../../document/suggest.ts";
import { contractOf } from "../../model/contracts.ts";
import { rule } from "../rule.ts";
import { callsOf } from "./calls.ts";

export default rule({
  id: "API015",
  name: "operation-not-in-contract",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.4.2", "PIP-6.2.1", "EIP-6.2.1"],
  summary: "Every call is an operation of the contract of the API it calls.",

  *check(model) {
    for (const { manifest, call, at, api } of callsOf(model)) {
      const contract = contractOf(model.contracts, api);
      if (contract === null || operationNamed(contract, call.operation) !== null) continue;
      yield {
        path: manifest.path,
        at: `${at}/operation`,
        message: `the contract of ${call.api} ${call.version} has no operation "${call.operation}"`,
        help: offered(contract, call.operation),
      };
    }
  },
});

const most = 8;

function offered({ operations }: Contract, said: string): string {
  const open = operations.filter(({ internal }) => !internal);
  const words = open.flatMap(({ id, method, path }) => [`${method} ${path}`, ...(id === null ? [] : [id])]);
  const meant = didYouMean(said, words);
  if (meant !== null) return meant;
  if (open.length === 0) return "It has none that a partner may call.";
  const shown = open.slice(0, most).map(nameOf).join(", ");
  return `It has ${shown}${open.length > most ? ` and ${open.length - most} more` : ""}.`;
}
