// The contracts and schemas that manifests and the platform name, read so that pure rules can look into them.

import type { Contract } from "../contract/contract.ts";
import { openApiIn } from "../contract/openapi.ts";
import { type DataFile, readDataFile } from "../document/data-file.ts";
import type { Document } from "../document/document.ts";
import type { Component, Integration, Platform, PlatformApi } from "../document/types.gen.ts";
import type { Snapshot } from "../snapshot.ts";
import { carriedPath, folderOf, governed, zoneOf } from "./places.ts";

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
  const take = async (path: string): Promise<void> => {
    const file = snapshot.files.get(path);
    if (file === undefined || contracts.has(path)) return;
    const key = `${file.mode} ${file.blob} ${path}`;
    const read = known.get(key) ?? (await readContract(snapshot, path));
    known.set(key, read);
    contracts.set(path, read);
  };
  for (const document of documents) for (const path of namedBy(document, snapshot)) await take(path);
  for (const path of carriedCopies(snapshot, contracts)) await take(path);
  return contracts;
}

/** What governance proposals carry for a contract that is named, also where they leave the platform as it is. */
function carriedCopies({ files }: Snapshot, contracts: Contracts): string[] {
  if (contracts.size === 0) return [];
  return [...files.keys()].filter((path) => contracts.has(carriedPath(path) ?? ""));
}

/**
 * Reads one contract or schema, whoever names it.
 * @throws Failure `unreadable` where the object is missing
 */
export async function readContract(snapshot: Snapshot, path: string): Promise<DataFile> {
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

/** True for a path that nobody changes without a decision, whatever a policy calls free: there a contract has to lie. */
export function isProtected(path: string): boolean {
  return path.startsWith("governance/") && zoneOf(path) === governed;
}

/** The contract of an API of the platform; null where it has none in this repository, or one that does not hold. */
export function contractOf(contracts: Contracts, api: PlatformApi | undefined): Contract | null {
  const file = api?.contract == null || !isProtected(api.contract) ? undefined : contracts.get(api.contract);
  const contract = file === undefined ? null : openApiIn(file);
  return contract !== null && contract.version !== null && contract.faults.length === 0 ? contract : null;
}
