// A version is signed off when everything has passed, not when everybody has voted.

import { rule } from "../rule.ts";
import { signedOffWithout } from "./signed-off.ts";

export default rule({
  id: "CHK005",
  name: "sign-off-incomplete",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PIP-11.1.1", "PIP-11.1.4", "PIP-2.7.3", "EIP-11.1.1", "EIP-11.1.4", "EIP-2.7.3"],
  summary:
    "What is signed off has passed its checkpoints, shown by evidence that is valid on the day, and its stage lets it out.",

  *check(landing) {
    for (const { release, lacks } of signedOffWithout(landing)) {
      const playbook = release.value.spec.subject.includes("/") ? "PIP" : "EIP";
      for (const { what, trouble, path, at, message, help } of lacks) {
        // What is not there at all is CHK001's, a credential that is not in force API016's; a file that is gone or altered is CHK002's and CHK003's, signed off or not.
        if (what === "missing" || what === "credential" || trouble === "missing" || trouble === "altered") continue;
        const last = what === "stage" ? ["11.1.4", "2.7.3"] : ["11.1.1"];
        yield { path, at, message, help, clauses: last.map((number) => `${playbook}-${number}`) };
      }
    }
  },
});
