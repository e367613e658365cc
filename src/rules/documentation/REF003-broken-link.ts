// A reader who follows a link arrives.

import type { Link } from "../../model/markdown.ts";
import type { Model } from "../../model/model.ts";
import { folderOf } from "../../model/places.ts";
import { rule } from "../rule.ts";

/** Links that a message names; a page may have thousands. */
const mostNamed = 5;

export default rule({
  id: "REF003",
  name: "broken-link",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-11.1.2", "EIP-11.1.2"],
  summary: "The links in the documents of what is released lead to files and headings of this repository.",

  *check(model) {
    if (model.pages.size === 0) return;
    const folders = foldersIn(model);
    for (const [path, page] of model.pages) {
      const broken = (page?.links ?? []).flatMap((link) => {
        const why = whyBroken(link, path, model, folders);
        return why === null ? [] : [`line ${link.line} leads to ${link.to.slice(0, 200)}, which ${why}`];
      });
      if (broken.length === 0) continue;
      const more = broken.length > mostNamed ? `; and ${broken.length - mostNamed} more` : "";
      yield {
        path,
        clauses: [path.startsWith("partners/") ? "PIP-11.1.2" : "EIP-11.1.2"],
        message: `${broken.slice(0, mostNamed).join("; ")}${more}`,
        help: "Correct the address, or add what it leads to; addresses in the web are not looked at.",
      };
    }
  },
});

/** Every folder, as a link may lead to one. */
function foldersIn({ snapshot }: Model): ReadonlySet<string> {
  const folders = new Set([""]);
  for (const path of snapshot.files.keys())
    for (let at = path.lastIndexOf("/"); at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf("/", at - 1))
      folders.add(path.slice(0, at));
  return folders;
}

function whyBroken({ to }: Link, from: string, model: Model, folders: ReadonlySet<string>): string | null {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(to)?.[1]?.toLowerCase();
  if (scheme !== undefined || to.startsWith("//"))
    return scheme === undefined || ["http", "https", "mailto"].includes(scheme) ? null : "is no address in the web";
  const [address = "", fragment = ""] = to.split("#", 2).map(decoded);
  const name = address.split("?", 1)[0] ?? "";
  const path = name === "" ? from : resolved(folderOf(from), name);
  if (path === null) return "leaves the repository";
  if (!model.snapshot.files.has(path) && !folders.has(path)) return "is not there";
  // Of a file that is no page of these documents nobody knows the headings.
  const target = model.pages.get(path) ?? null;
  if (fragment === "" || fragment === "top" || target === null) return null;
  return target.anchors.has(fragment.toLowerCase()) ? null : "names no heading there";
}

/** Percent signs undone; what is no such text stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path from the repository's root, or null where it goes above it. */
function resolved(folder: string, address: string): string | null {
  const steps = address.startsWith("/") ? [] : folder.split("/");
  for (const step of address.split("/"))
    if (step === "..") {
      if (steps.pop() === undefined) return null;
    } else if (step !== "" && step !== ".") steps.push(step);
  return steps.join("/");
}
