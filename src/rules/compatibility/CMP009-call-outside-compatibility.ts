// The compatibility matrix is drawn from what is declared; a call beside it would make the matrix lie.

import { isSlipOf } from "../../document/suggest.ts";
import { callsOf } from "../api/calls.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP009",
  name: "call-outside-compatibility",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.4.2", "PIS-2.1.1"],
  summary: "Every API version that is called is declared under compatibility.",

  *check(model) {
    for (const { manifest, call, at, api } of callsOf(model)) {
      const { apis } = manifest.value.spec.compatibility;
      const isDeclared = apis.some(({ id, versions }) => id === call.api && versions.includes(call.version));
      // What the platform does not publish is API001's and API002's.
      if (api !== undefined && !isDeclared)
        yield {
          path: manifest.path,
          at: `${at}/version`,
          message: `${call.operation} calls ${call.api} ${call.version}, which compatibility does not declare`,
          help: `Add ${call.version} to the versions of ${call.api} under spec.compatibility.apis.`,
          follows: apis.flatMap(({ id }, index) =>
            isSlipOf(call.api, id) ? [{ rule: "CMP002", at: `/spec/compatibility/apis/${index}/versions` }] : [],
          ),
        };
    }
  },
});
