// A deprecated API still works; whoever calls it should know how long.

import { operationNamed } from "../../contract/find.ts";
import { contractOf } from "../../model/contracts.ts";
import { fateOf } from "../../model/platform.ts";
import { rule } from "../rule.ts";
import { callsOf } from "./calls.ts";

export default rule({
  id: "API009",
  name: "deprecated-api-used",
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-2.1.1", "PIS-3.4.1"],
  summary: "Calls go to versions and operations that are not deprecated.",

  *check(model, asOf) {
    for (const { manifest, call, at, api } of callsOf(model)) {
      if (api === undefined || api.internal) continue;
      if (fateOf(api.lifecycle, asOf) !== "deprecated") {
        // The whole version is told of once, not once more for what lies in it.
        const contract = contractOf(model.contracts, api);
        if (contract !== null && operationNamed(contract, call.operation)?.deprecated)
          yield {
            path: manifest.path,
            at: `${at}/operation`,
            message: `${call.operation} is deprecated in the contract of ${call.api} ${call.version}`,
            help: "Its description in the contract, or the platform, says what takes its place.",
          };
        continue;
      }
      const { deprecated, endOfSupport } = api.lifecycle;
      yield {
        path: manifest.path,
        at: `${at}/version`,
        message: `${call.api} ${call.version} is deprecated since ${deprecated}${endOfSupport === null ? "" : `, and ends on ${endOfSupport}`}`,
        help: newer(model.platform?.value.spec.apis ?? [], call.api, asOf),
      };
    }
  },
});

function newer(
  apis: readonly { id: string; version: string; internal: boolean; lifecycle: Parameters<typeof fateOf>[0] }[],
  id: string,
  asOf: string,
): string {
  const versions = apis
    .filter((api) => api.id === id && !api.internal && fateOf(api.lifecycle, asOf) === "supported")
    .map(({ version }) => version);
  return versions.length === 0 ? "Ask the platform what takes its place." : `Move to ${id} ${versions.join(" or ")}.`;
}
