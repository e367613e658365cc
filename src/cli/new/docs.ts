// kwanus new docs: the pages that a release requires and that are not there yet, begun from the manifest.

import { begunPage } from "../../acts/pages.ts";
import { bytesOf } from "../../change.ts";
import { documentPath, missingDocuments } from "../../model/documentation.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { manifestFolder } from "../../model/places.ts";
import { type Making, oneOfThese, options, textOf } from "./making.ts";

export default {
  kind: "docs",
  told: "the pages that a release requires and that are missing, begun from the manifest",
  options: [options.subject],

  steps: ({ landing: { tree } }) => {
    const choices = manifestsOf(tree)
      .filter((manifest) => missingDocuments(manifest, tree.snapshot).length > 0)
      .map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
    return [
      oneOfThese(
        "--subject",
        "Whose pages?",
        choices,
        "is no integration or component that lacks a page which its playbook requires",
      ),
    ];
  },

  make(answers, { landing: { tree } }) {
    const subject = textOf(answers, "subject");
    const manifest = manifestsOf(tree).find(({ id }) => id === subject);
    if (manifest === undefined) throw new Error(`no manifest of ${subject}`);
    const [first, ...others] = missingDocuments(manifest, tree.snapshot).map((kind) => ({
      path: `${manifestFolder(subject)}/${documentPath(kind)}`,
      content: begunPage(kind, manifest),
    }));
    if (first === undefined) throw new Error(`${subject} lacks no page`);
    const pages = new Set([first, ...others].map(({ path }) => path));
    return {
      name: `${subject}/docs`,
      path: first.path,
      text: first.content,
      beside: others.map(({ path, content }) => ({ path, content: bytesOf(content) })),
      // What is begun is open on purpose; a release says so until its authors have filled it in.
      expects: ({ rule, path }) => rule === "REF002" && pages.has(path),
      next: () => ["then    replace every TODO: a release is refused as long as one is left (REF002)"],
    };
  },
} satisfies Making;
