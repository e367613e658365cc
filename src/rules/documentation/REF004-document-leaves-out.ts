// A reference that leaves out what is called is a reference to something else.

import type { Manifest as Spec } from "../../document/types.gen.ts";
import { clauseOf, documentPath, documentsFor, stubIn } from "../../model/documentation.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { namesIn } from "../../model/markdown.ts";
import { folderOf } from "../../model/places.ts";
import { releasesOf } from "../../model/releases.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "REF004",
  name: "document-leaves-out",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.5.3", "EPF-3.5.4", "PIP-8.1.1", "PIP-8.1.2", "EIP-8.1.1"],
  summary: "The documents of what is released name every operation that it calls and every workflow.",

  *check(model) {
    for (const manifest of manifestsOf(model)) {
      if (releasesOf(model, manifest.id).length === 0) continue;
      for (const kind of documentsFor(manifest)) {
        const path = `${folderOf(manifest.path)}/${documentPath(kind)}`;
        const page = model.pages.get(path);
        const told = tellsOf[kind.id];
        // What is not there is REF001's, and what says nothing REF002's.
        if (!page || told === undefined || stubIn(page, "document") !== null) continue;
        const missing = told(manifest.value.spec).filter(
          ({ name }) => !namesIn(name).every((one) => page.names.has(one)),
        );
        if (missing.length > 0)
          yield {
            path,
            clauses: [clauseOf(kind, manifest.id), kind.id === "workflow-documentation" ? "EPF-3.5.3" : "EPF-3.5.4"],
            message: `${documentPath(kind)} of ${manifest.id} says nothing of ${missing.map(({ words }) => words).join(", ")}`,
            help: `It tells ${kind.tells}. Name each as the manifest writes it.`,
          };
      }
    }
  },
});

interface Named {
  /** What the page has to write. */
  readonly name: string;
  readonly words: string;
}

/** What a document tells of a manifest, by the document. */
const tellsOf: Readonly<Record<string, (spec: Spec) => Named[]>> = {
  "api-reference": ({ api }) =>
    [...new Set((api?.calls ?? []).map(({ operation }) => operation))].map((operation) => ({
      name: operation.slice(operation.indexOf(" ") + 1),
      words: operation,
    })),
  "workflow-documentation": ({ workflows = [] }) => workflows.map(({ id }) => ({ name: id, words: `workflow ${id}` })),
};
