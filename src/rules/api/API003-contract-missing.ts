// A contract is a file that both sides can read, and that only a decision changes.

import { isProtected } from "../../model/contracts.ts";
import { rule } from "../rule.ts";
import { contractsOf, type PlacedContract } from "./contracts.ts";

export default rule({
  id: "API003",
  name: "contract-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.4.2", "PIP-4.1.2", "EIP-4.4.2"],
  summary: "The contract that the platform names for an API is there, where only a decision changes it.",

  *check(model) {
    for (const placed of contractsOf(model)) {
      const { platform: path, at, api } = placed;
      const name = `the contract of ${api.id} ${api.version}, ${api.contract},`;
      const why = absence(placed);
      if (why !== null)
        yield {
          path,
          at,
          message: `${name} ${why}`,
          help: "Add the file as JSON or YAML, by its path from the root of the repository; or write an https address or null.",
        };
      else if (!isProtected(api.contract ?? ""))
        yield {
          path,
          at,
          message: `${name} lies where it changes without a decision`,
          help: "Move it to governance/contracts/: what an API promises is for the bodies to change.",
        };
    }
  },
});

function absence({ file }: PlacedContract): string | null {
  if (file === undefined) return "is not there";
  // What stands in it and cannot be read is told of inside of it.
  if (!file.readable) return file.text === undefined ? file.why : null;
  return typeof file.value === "object" && file.value !== null ? null : "holds no contract";
}
