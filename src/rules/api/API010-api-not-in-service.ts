// A version that has ended answers no more, and one that is not released does not answer yet.

import { fateOf } from "../../model/platform.ts";
import { rule } from "../rule.ts";
import { callsOf } from "./calls.ts";

export default rule({
  id: "API010",
  name: "api-not-in-service",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.4.1", "PIS-3.4.2"],
  summary: "Calls go to versions that are released and have not ended.",

  *check(model, asOf) {
    for (const { manifest, call, at, api } of callsOf(model)) {
      if (api === undefined || api.internal) continue;
      const fate = fateOf(api.lifecycle, asOf);
      const what = `${call.api} ${call.version}`;
      if (fate === "ended" || fate === "planned")
        yield {
          path: manifest.path,
          at: `${at}/version`,
          message:
            fate === "ended"
              ? `${what} ended on ${api.lifecycle.endOfSupport}`
              : `${what} is not released before ${api.lifecycle.released}`,
          help: "Call a version that is in service; governance/platform.yaml lists them with their dates.",
        };
    }
  },
});
