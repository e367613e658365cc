// Some changes break or not depending on what is meant by them; then somebody who knows must look.

import { contractChanges } from "../../model/contract-changes.ts";
import { rule } from "../rule.ts";
import { told } from "./told.ts";

export default rule({
  id: "API014",
  name: "contract-change-undecided",
  severity: "warning",
  waivable: false,
  reads: "change",
  clauses: ["PEP-9.2.1", "PIP-6.2.1", "EIP-6.2.1"],
  summary: "A change of a released contract that no form decides is looked at by its reviewers.",

  *check(landing) {
    for (const { api, path, command, changes } of contractChanges(landing)) {
      if (changes === null)
        yield {
          path,
          message: `${api}: nothing is left that its contract could be compared with`,
          help: "Keep the contract as a file of the repository, of the kind it was; or ask each caller.",
        };
      const undecided = (changes ?? []).filter(({ verdict }) => verdict === "undecided");
      for (const change of told(api, undecided))
        yield {
          path,
          ...change,
          help: `Reviewers: ask what callers do with it before you vote. All of it: ${command}`,
        };
    }
  },
});
