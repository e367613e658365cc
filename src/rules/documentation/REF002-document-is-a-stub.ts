// A file with the right name is not yet a document.

import { clauseOf, documentPath, documentsFor, stubIn } from "../../model/documentation.ts";
import type { Manifest } from "../../model/manifests.ts";
import { manifestsOf } from "../../model/manifests.ts";
import type { Page } from "../../model/markdown.ts";
import type { Model } from "../../model/model.ts";
import { folderOf } from "../../model/places.ts";
import { releasesOf } from "../../model/releases.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "REF002",
  name: "document-is-a-stub",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    ...["PIP-8.1.1", "PIP-8.1.2", "PIP-8.1.3", "PIP-8.1.4", "PIP-8.1.5"],
    ...["EIP-8.1.1", "EIP-8.1.2", "EIP-8.1.3", "EIP-8.1.4"],
  ],
  summary: "A required document and a migration guide say something, leave nothing open and are no copy of each other.",

  *check(model) {
    for (const manifest of manifestsOf(model)) {
      const told = new Map<string, string>();
      for (const { name, clause, is } of demanded(manifest, model)) {
        const path = `${folderOf(manifest.path)}/${name}`;
        const page = model.pages.get(path);
        const blob = model.snapshot.files.get(path)?.blob ?? "";
        // What is not there is REF001's, or IDN004's.
        if (blob === "" || (page === undefined && is === "document")) continue;
        const twin = told.get(blob);
        told.set(blob, name);
        const why = twin === undefined ? whyNone(page, is) : `is the same text as ${twin}`;
        if (why !== null)
          yield {
            path,
            clauses: [clause],
            message: `${name} of ${manifest.id} ${why}`,
            help: "Write what its readers need; whoever signs the release off signs this page with it.",
          };
      }
    }
  },
});

/** A guide may be named anything, so it may be no page at all. */
function whyNone(page: Page | null | undefined, is: Demanded["is"]): string | null {
  return page === undefined ? "is no page of Markdown below docs/, so nobody can read it as one" : stubIn(page, is);
}

interface Demanded {
  readonly name: string;
  readonly clause: string;
  readonly is: "document" | "guide";
}

/** The pages that a release needs, by their paths from the manifest's folder, with the clause that asks for each. */
function demanded(manifest: Manifest, model: Model): Demanded[] {
  const required = documentsFor(manifest).filter((kind) => kind.required);
  const guide = manifest.id.includes("/") ? "PIP-8.1.4" : "EIP-8.1.3";
  const guides = releasesOf(model, manifest.id).at(-1)?.value.spec.migrationGuides.paths ?? [];
  return [
    ...required.map((kind) => ({
      name: documentPath(kind),
      clause: clauseOf(kind, manifest.id),
      is: "document" as const,
    })),
    ...guides.map((name) => ({ name, clause: guide, is: "guide" as const })),
  ];
}
