// The contracts and schemas that manifests and the platform name, read so that pure rules can look into them.

import { type DataFile, readDataFile } from "../document/data-file.ts";
import type { Document } from "../document/document.ts";
import type { Component, Integration, Platform } from "../document/types.gen.ts";
import type { Snapshot } from "../snapshot.ts";
import { carriedPath, folderOf } from "./places.ts";

/** By path; what is named and not there is absent. */
export type Contracts = ReadonlyMap<string, DataFile>;

const largest = 1024 * 1024;

/**
 * Reads every contract and schema that a document names.
 * @param known what was read before, by mode, blob id and path
 * @throws Failure `unreadable` where an object is missing
 */
export async function readContracts(
  snapshot: Snapshot,
  documents: Iterable<Document>,
  known: Map<string, DataFile>,
): Promise<Contracts> {
  const contracts = new Map<string, DataFile>();
  const named = new Set([...documents].flatMap(namedBy));
  // What a governance proposal carries for such a path is read as well.
  const carried = [...snapshot.files.keys()].filter((path) => named.has(carriedPath(path) ?? ""));
  for (const path of [...named, ...carried]) {
    const file = snapshot.files.get(path);
    if (file === undefined) continue;
    const key = `${file.mode} ${file.blob} ${path}`;
    const read = known.get(key) ?? (await readContract(snapshot, path));
    known.set(key, read);
    contracts.set(path, read);
  }
  return contracts;
}

async function readContract(snapshot: Snapshot, path: string): Promise<DataFile> {
  const file = snapshot.files.get(path);
  if (file === undefined || !file.mode.startsWith("100")) return { readable: false, why: "is no plain file" };
  if (file.size > largest) return { readable: false, why: `is larger than ${largest / 1024 / 1024} MiB` };
  return readDataFile(path, await snapshot.bytes(path));
}

/** Paths from the repository's root. */
function namedBy(document: Document): string[] {
  if (!document.shaped) return [];
  if (document.kind === "Platform")
    return (document.value as Platform).spec.apis.flatMap(({ contract }) => (contract === null ? [] : contract));
  if (document.kind !== "Integration" && document.kind !== "Component") return [];
  const { spec } = document.value as Integration | Component;
  return (spec.api?.schemas ?? []).map((path) => `${folderOf(document.path)}/${path}`);
}
