// The compatibility matrix is drawn from what is declared; a call beside it would make the matrix lie.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP009",
  name: "call-outside-compatibility",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-3.4.2", "PIS-2.1.1"],
  summary: "Every API version that is called is declared under compatibility.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const { api, compatibility } = specIn(facts);
    const declared = new Set(compatibility.apis.flatMap(({ id, versions }) => versions.map((one) => `${id} ${one}`)));
    for (const [index, call] of (api?.calls ?? []).entries())
      if (!declared.has(`${call.api} ${call.version}`))
        yield {
          at: `/spec/api/calls/${index}/version`,
          message: `${call.operation} calls ${call.api} ${call.version}, which compatibility does not declare`,
          help: `Add ${call.version} to the versions of ${call.api} under spec.compatibility.apis.`,
        };
  },
});
