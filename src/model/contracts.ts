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
  for (const document of documents)
    for (const path of namedBy(document, snapshot)) {
      const file = snapshot.files.get(path);
      if (file === undefined || contracts.has(path)) continue;
      const key = `${file.mode} ${file.blob} ${path}`;
      const read = known.get(key) ?? (await readContract(snapshot, path));
      known.set(key, read);
      contracts.set(path, read);
    }
  for (const path of carriedCopies(snapshot, contracts)) {
    const { mode, blob } = snapshot.files.get(path) ?? {};
    const key = `${mode} ${blob} ${path}`;
    const read = known.get(key) ?? (await readContract(snapshot, path));
    known.set(key, read);
    contracts.set(path, read);
  }
  return contracts;
}

/** What governance proposals carry for a contract that is named, also where they leave the platform as it is. */
function carriedCopies({ files }: Snapshot, contracts: Contracts): string[] {
  const copies = [...files.keys()].filter((path) => contracts.has(carriedPath(path) ?? ""));
  return copies.filter((path) => !contracts.has(path));
}

async function readContract(snapshot: Snapshot, path: string): Promise<DataFile> {
  const file = snapshot.files.get(path);
  if (file === undefined || !file.mode.startsWith("100")) return { readable: false, why: "is no plain file" };
  if (file.size > largest) return { readable: false, why: `is larger than ${largest / 1024 / 1024} MiB` };
  return readDataFile(path, await snapshot.bytes(path));
}

/** Paths from the repository's root. */
function namedBy(document: Document, { files }: Snapshot): string[] {
  if (!document.shaped) return [];
  if (document.kind === "Platform")
    return (document.value as Platform).spec.apis.flatMap(({ contract }) =>
      contract === null ? [] : contractPath(document.path, contract, files),
    );
  if (document.kind !== "Integration" && document.kind !== "Component") return [];
  const { spec } = document.value as Integration | Component;
  return (spec.api?.schemas ?? []).map((path) => `${folderOf(document.path)}/${path}`);
}

/**
 * Where the file lies that a platform names as a contract: a governance proposal that carries the platform may carry the
 * contract beside it.
 * @param platform path of the platform's document
 */
export function contractPath(platform: string, contract: string, files: Snapshot["files"]): string {
  const target = carriedPath(platform);
  if (target === null) return contract;
  const carried = `${platform.slice(0, -target.length)}${contract}`;
  return files.has(carried) ? carried : contract;
}
