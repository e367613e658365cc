// Governance folders hold governance documents, as plain files, under names that no file system confuses.

import { isCompanion, isFreeForm, isGovernanceFolder, kindAt } from "../../document/kinds.ts";
import { largestFile } from "../../model/limits.ts";
import type { FileEntry, Snapshot } from "../../snapshot.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DOC011",
  name: "ungoverned-file",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.1.4", "EPF-5.1.2"],
  summary: "Governance folders hold only known documents, as plain files with unambiguous names.",

  *check({ snapshot, subjects, twins }) {
    const overfull = new Set<string>();
    for (const { id, files } of [...subjects.values(), ...twins]) {
      const [first] = files;
      if (files.length <= mostFiles || first === undefined) continue;
      // One finding: a hundred thousand would be read by nobody.
      for (const { path } of files) overfull.add(path);
      yield {
        path: first.path,
        message: `${id} holds ${files.length} files; a subject holds at most ${mostFiles}`,
        help: "Keep an archive of them elsewhere, and a link and a digest of it in attachments/.",
      };
    }
    const names = new Names();
    for (const file of snapshot.files.values()) {
      if (!isGovernanceFolder(file.path) || overfull.has(file.path)) continue;
      const defect = strangerness(file) ?? orphanhood(file, snapshot) ?? names.add(file.path);
      if (defect !== null) yield { path: file.path, ...defect };
    }
  },
});

/** More than any reviewer reads of one subject. */
const mostFiles = 1000;

interface Strange {
  readonly message: string;
  readonly help: string;
}

/** Two names that one file system keeps and another folds together would make two different repositories. */
class Names {
  readonly #files = new Map<string, string>();
  /** A file below each folder. */
  readonly #folders = new Map<string, string>();
  #last = "";

  /** What is wrong with one more path beside those before it, or null. */
  add(path: string): Strange | null {
    const folded = fold(path);
    const folder = folded.slice(0, folded.lastIndexOf("/") + 1);
    let twin = this.#files.get(folded) ?? this.#folders.get(folded);
    if (folder !== this.#last)
      for (const { index } of folder.matchAll(/\//g)) {
        const above = folder.slice(0, index);
        twin ??= this.#files.get(above);
        if (!this.#folders.has(above)) this.#folders.set(above, path);
      }
    this.#last = folder;
    this.#files.set(folded, path);
    if (twin === undefined) return null;
    return {
      message: `this name differs from ${twin} only in case or in the way accents are written`,
      help: "Rename one of them: on many systems they are one file.",
    };
  }
}

/** One spelling of all that some file system takes for one: capitals first, as they fold letters that have no small twin. */
function fold(path: string): string {
  if (/^[ -~]*$/.test(path)) return path.toLowerCase();
  return path.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** A signature that lands before its statement could never be replaced by the true one. */
function orphanhood({ path }: FileEntry, { files }: Snapshot): Strange | null {
  if (!path.endsWith(".sig") || !isCompanion(path) || files.has(path.slice(0, -4))) return null;
  return { message: "it signs a file that is not there", help: "Land a statement and its .sig together." };
}

const notPlain = {
  "120000": ["this is a symbolic link", "Put a copy of the file here."],
  "160000": ["this is a submodule", "Put the files themselves here."],
  "100755": ["this file is marked executable", "Remove the mark: git update-index --chmod=-x, or chmod -x"],
} as const;

function strangerness({ path, mode, size }: FileEntry): Strange | null {
  if (mode !== "100644") {
    const [message, help] = notPlain[mode];
    return { message, help };
  }
  if (size > largestFile)
    return {
      message: `this file is larger than ${largestFile / 1024 / 1024} MiB`,
      help: "Keep a link and a digest of it in attachments/ instead.",
    };
  if (isUnsafeName(path))
    return {
      message: "this name ends in a dot or a space, or holds characters that some systems refuse",
      help: "Rename it.",
    };
  if (path.split("/").some((name) => obeyed.test(name)))
    return {
      message: "Git itself obeys a file of this name, and would show something else than what is voted on",
      help: "Rename it. What Git is told about files stands in .gitattributes at the root, which changes by decision.",
    };
  if (kindAt(path) !== null || isCompanion(path) || isFreeForm(path)) return null;
  if (path.endsWith(".yml"))
    return {
      message: "documents end in .yaml, not .yml",
      help: "Rename it; two files that differ only in the ending would be taken for one.",
    };
  return {
    message: "no governance document belongs here",
    help: "Free files go into attachments/ of a subject, or contracts/, docs/ and evidence/ of an integration.",
  };
}

/** Attributes, submodules, and Git's own folder as Windows also calls it. */
const obeyed = /^(?:\.git(?:attributes|modules)?|git~\d+)$/i;

function isUnsafeName(path: string): boolean {
  return path.split("/").some((name) => /[. ]$/.test(name) || /[\\:*?"<>|]/.test(name) || hasControl(name));
}

function hasControl(name: string): boolean {
  if (/^[ -~]*$/.test(name)) return false;
  return [...name].some((character) => character < " " || character === "\u007f" || /\p{Cf}/u.test(character));
}
