// What is written about an integration or a component for those who use it: which documents there have to be, and their text.

import type { Snapshot } from "../snapshot.ts";
import { largestDocument } from "./limits.ts";
import type { Manifest } from "./manifests.ts";
import { type Page, readPage } from "./markdown.ts";
import { folderOf } from "./places.ts";

/** A document that the specification names, in its words. */
export interface DocumentKind {
  /** Its file is `docs/<id>.md` beside the manifest. */
  readonly id: string;
  readonly title: string;
  /** What it tells, for whoever has to write it. */
  readonly tells: string;
  /** The clause for a partner's integration, and for an ecosystem component; null where only the other has it. */
  readonly clauses: { readonly integration: string; readonly component: string | null };
  readonly required: boolean;
}

/**
 * PIP-8 and EIP-8. The migration guide and the governance update are fields of the release (PIP-8.1.4, PIP-8.1.6), where
 * both belong to one version and may not arise.
 */
export const documentKinds: readonly DocumentKind[] = [
  {
    id: "api-reference",
    title: "API reference",
    tells: "each operation that is called or offered, its version, and what it answers when it fails",
    clauses: { integration: "PIP-8.1.1", component: "EIP-8.1.1" },
    required: true,
  },
  {
    id: "workflow-documentation",
    title: "workflow documentation",
    tells: "what starts each workflow, what it does, and what happens when it fails",
    clauses: { integration: "PIP-8.1.2", component: null },
    required: true,
  },
  {
    id: "integration-guide",
    title: "integration guide",
    tells: "how it is set up, which permissions it needs and what for",
    clauses: { integration: "PIP-8.1.3", component: "EIP-8.1.2" },
    required: true,
  },
  {
    id: "lifecycle-documentation",
    title: "lifecycle documentation",
    tells: "which versions are kept up and for how long, and how it is ended",
    clauses: { integration: "PIP-8.1.5", component: "EIP-8.1.4" },
    required: true,
  },
  {
    id: "developer-tutorials",
    title: "developer tutorials",
    tells: "how somebody builds on it, step by step",
    clauses: { integration: "PIP-8.2.1", component: "EIP-8.2.1" },
    required: false,
  },
  {
    id: "partner-onboarding-guides",
    title: "partner onboarding guides",
    tells: "how a partner begins with it",
    clauses: { integration: "PIP-8.2.2", component: "EIP-8.2.2" },
    required: false,
  },
];

/** The documents that the specification names for a manifest: an integration has an id with a slash. */
export function documentsFor({ id, value }: Pick<Manifest, "id" | "value">): DocumentKind[] {
  const isComponent = !id.includes("/");
  return documentKinds.filter(
    (kind) =>
      (!isComponent || kind.clauses.component !== null) &&
      (kind.id !== "workflow-documentation" || (value.spec.workflows ?? []).length > 0),
  );
}

/** The required documents that are not there. A link to one elsewhere is not signed off with the release, so it is none. */
export function missingDocuments(
  manifest: Pick<Manifest, "id" | "value" | "path">,
  { files }: Snapshot,
): DocumentKind[] {
  const folder = folderOf(manifest.path);
  return documentsFor(manifest).filter(
    (kind) => kind.required && files.get(`${folder}/${documentPath(kind)}`)?.mode.startsWith("100") !== true,
  );
}

/** The clause that names a document of a manifest. */
export function clauseOf({ clauses }: DocumentKind, id: string): string {
  return id.includes("/") ? clauses.integration : (clauses.component ?? clauses.integration);
}

/** Where a document stands, from the manifest's folder. */
export function documentPath({ id }: DocumentKind): string {
  return `docs/${id}.md`;
}

/** Pages of Markdown by their paths from the repository's root; null for one that is too large to be read. */
export type Pages = ReadonlyMap<string, Page | null>;

/**
 * Every page below the `docs/` of some folders. Links and submodules are no pages.
 * @param known what was read before, by blob id
 * @throws Failure `unreadable` where an object is missing
 */
export async function readPages(
  snapshot: Snapshot,
  folders: ReadonlySet<string>,
  known: Map<string, Page>,
): Promise<Pages> {
  const pages = new Map<string, Page | null>();
  if (folders.size === 0) return pages;
  for (const { path, mode, size, blob } of snapshot.files.values()) {
    const at = path.indexOf("/docs/");
    if (at === -1 || !mode.startsWith("100") || !/\.(?:md|markdown)$/i.test(path) || !folders.has(path.slice(0, at)))
      continue;
    const page =
      size > largestDocument
        ? null
        : (known.get(blob) ?? readPage(new TextDecoder().decode(await snapshot.bytes(path))));
    if (page !== null) known.set(blob, page);
    pages.set(path, page);
  }
  return pages;
}

/** Letters and digits: three sentences have more; one may be all that it takes to move over. */
const fewest = { document: 120, guide: 30 };

/** Why a page is no document yet, in words that follow its name; null where it says something. */
export function stubIn(page: Page | null, is: keyof typeof fewest): string | null {
  if (page === null) return "is larger than 1 MiB, and nobody reads that";
  if (page.open !== null) return `still waits for its author: "${page.open.text}" on line ${page.open.line}`;
  if (page.letters === 0) return "holds nothing but headings";
  if (page.letters < fewest[is])
    return `says next to nothing: ${page.letters} letters below its headings, of ${fewest[is]} at least`;
  return null;
}
