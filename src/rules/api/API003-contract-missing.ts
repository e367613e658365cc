// A contract is a file that both sides can read.

import type { Platform } from "../../document/types.gen.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API003",
  name: "contract-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.4.2", "PIP-4.1.2", "EIP-4.4.2"],
  summary: "The contract that the platform names for an API is there and can be read.",

  *check({ documents, contracts }) {
    for (const { kind, path, shaped, value } of documents.values()) {
      if (kind !== "Platform" || !shaped) continue;
      for (const [index, { id, version, contract }] of (value as Platform).spec.apis.entries()) {
        if (contract === null || /^https:\/\//.test(contract)) continue;
        const file = contracts.get(contract);
        if (file?.readable && typeof file.value === "object" && file.value !== null) continue;
        const why = file === undefined ? "is not there" : file.readable ? "holds no contract" : file.why;
        yield {
          path,
          at: `/spec/apis/${index}/contract`,
          message: `the contract of ${id} ${version}, ${contract}, ${why}`,
          help: "Add the file as JSON or YAML, by its path from the root of the repository; or write an https address or null.",
        };
      }
    }
  },
});
