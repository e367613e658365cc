// Partners call what the platform publishes for them, and nothing behind it.

import type { Contract } from "../../contract/contract.ts";
import { operationNamed } from "../../contract/find.ts";
import { nameOf } from "../../contract/meaning.ts";
import { didYouMean } from "../../document/suggest.ts";
import { contractOf } from "../../model/contracts.ts";
import { rule } from "../rule.ts";
import { callsOf } from "./calls.ts";
import { inside, soundContracts } from "./contracts.ts";

export default rule({
  id: "API002",
  name: "internal-api",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.3.2", "PEP-8.3.2", "PIP-7.2.3", "EIP-7.2.3"],
  summary: "Only APIs and operations that the platform publishes to partners are called, and contracts hold no others.",

  *check(model) {
    const apis = model.platform?.value.spec.apis ?? [];
    const open = new Set(apis.filter(({ internal }) => !internal).map(({ id }) => id));
    for (const { manifest, call, at, api } of callsOf(model)) {
      const versions = apis.filter(({ id }) => id === call.api).map(({ version }) => version);
      if (api?.internal)
        yield {
          path: manifest.path,
          at: `${at}/api`,
          message: `${call.api} ${call.version} is internal to the platform`,
          help: "No approval can allow it. Call an API that governance/platform.yaml does not mark internal.",
        };
      else if (versions.length === 0)
        yield {
          path: manifest.path,
          at: `${at}/api`,
          message: `the platform publishes no API "${call.api}"`,
          help: didYouMean(call.api, open) ?? `It publishes ${[...open].join(", ")}.`,
        };
      // A label that moves is API001's.
      else if (api === undefined && /\d/.test(call.version))
        yield {
          path: manifest.path,
          at: `${at}/version`,
          message: `the platform publishes no ${call.api} ${call.version}`,
          help: `It publishes ${call.api} ${versions.join(", ")}.`,
        };
      else if (isInternal(contractOf(model.contracts, api), call.operation))
        yield {
          path: manifest.path,
          at: `${at}/operation`,
          message: `${call.operation} of ${call.api} ${call.version} is internal to the platform`,
          help: "No approval can allow it. Call an operation that its contract does not mark x-internal.",
        };
    }
    const reported = new Set<string>();
    for (const { path, api, contract } of soundContracts(model))
      yield* inside(
        path,
        contract.operations
          .filter(({ internal }) => internal)
          .map((operation) => ({
            pointer: operation.pointer,
            part: "key",
            message: `${nameOf(operation)} is internal, and ${api.id} ${api.version} is open to partners`,
            help: "Take it out of this contract; an API that governance/platform.yaml marks internal may have it.",
          })),
        reported,
      );
  },
});

function isInternal(contract: Contract | null, operation: string): boolean {
  return contract !== null && operationNamed(contract, operation)?.internal === true;
}
