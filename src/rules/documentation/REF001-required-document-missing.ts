// Who uses something has to find out how, before it reaches them.

import { clauseOf, documentPath, missingDocuments } from "../../model/documentation.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { releasesOf } from "../../model/releases.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "REF001",
  name: "required-document-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "EPF-3.5.4",
    ...["PIP-8.1.1", "PIP-8.1.2", "PIP-8.1.3", "PIP-8.1.5", "PIP-11.1.2"],
    ...["EIP-8.1.1", "EIP-8.1.2", "EIP-8.1.4", "EIP-11.1.2"],
  ],
  summary: "What is released has every document that its playbook requires.",

  *check(model) {
    for (const manifest of manifestsOf(model)) {
      if (releasesOf(model, manifest.id).length === 0) continue;
      const missing = missingDocuments(manifest, model.snapshot);
      const [first] = missing;
      if (first === undefined) continue;
      const complete = manifest.id.includes("/") ? "PIP-11.1.2" : "EIP-11.1.2";
      yield {
        path: manifest.path,
        clauses: [...missing.map((kind) => clauseOf(kind, manifest.id)), complete],
        message: `${manifest.id} is released without ${missing.map((kind) => `${kind.title} (${documentPath(kind)})`).join(", ")}`,
        help: `Begin them: kwanus new docs --subject ${manifest.id}. ${documentPath(first)} tells ${first.tells}.`,
      };
    }
  },
});
