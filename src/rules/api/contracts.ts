// The contracts that platforms name, each with the API it describes, and how a rule reports what is wrong inside one.

import type { Contract, Fault } from "../../contract/contract.ts";
import { openApiIn } from "../../contract/openapi.ts";
import type { DataFile } from "../../document/data-file.ts";
import type { Platform, PlatformApi } from "../../document/types.gen.ts";
import { contractPath, isProtected } from "../../model/contracts.ts";
import { isClosed, type Model } from "../../model/model.ts";
import { carriedPath, subjectAt } from "../../model/places.ts";
import type { Defect } from "../rule.ts";

export interface PlacedContract {
  /** Path of the platform's document. */
  readonly platform: string;
  /** JSON pointer of the contract's name in it. */
  readonly at: string;
  readonly api: PlatformApi;
  /** Path of the contract. */
  readonly path: string;
  /** Undefined where nothing is there. */
  readonly file: DataFile | undefined;
}

/** Every contract that the platform names as a file, and every one that an open proposal would have it name. */
export function* contractsOf(model: Model): Generator<PlacedContract> {
  const { documents, contracts, subjects, snapshot } = model;
  for (const { kind, path: platform, shaped, value } of documents.values()) {
    if (kind !== "Platform" || !shaped || isClosed(subjects.get(subjectAt(platform)?.id ?? ""))) continue;
    for (const [index, api] of (value as Platform).spec.apis.entries()) {
      if (api.contract === null || /^https:\/\//.test(api.contract)) continue;
      const path = contractPath(platform, api.contract, snapshot.files);
      yield { platform, at: `/spec/apis/${index}/contract`, api, path, file: contracts.get(path) };
    }
  }
  yield* copiesOf(model);
}

/** What open proposals carry for a contract in force while they leave the platform as it is. */
function* copiesOf({ documents, contracts, subjects, platform }: Model): Generator<PlacedContract> {
  if (platform === null) return;
  for (const [path, file] of contracts) {
    const target = carriedPath(path);
    if (target === null || isClosed(subjects.get(subjectAt(path)?.id ?? ""))) continue;
    if (documents.has(`${path.slice(0, -target.length)}${platform.path}`)) continue;
    for (const [index, api] of platform.value.spec.apis.entries())
      if (api.contract === target)
        yield { platform: platform.path, at: `/spec/apis/${index}/contract`, api, path, file };
  }
}

/** A contract that holds, with the API it describes. */
export interface SoundContract extends PlacedContract {
  readonly contract: Contract;
}

/** The contracts of APIs that partners may call. What is no OpenAPI, or breaks its rules, is API004's alone. */
export function* soundContracts(model: Model): Generator<SoundContract> {
  for (const placed of contractsOf(model)) {
    if (placed.api.internal || placed.file === undefined || !isProtected(placed.api.contract ?? "")) continue;
    const contract = openApiIn(placed.file);
    if (contract.version !== null && contract.faults.length === 0) yield { ...placed, contract };
  }
}

/** More would be read by nobody. */
const most = 20;

/** What is wrong inside one file, as findings; the last of many counts the rest. A file that two APIs name is reported once. */
export function* inside(path: string, faults: readonly Fault[], reported: Set<string>): Generator<Defect> {
  const fresh = faults.filter(({ pointer, message }) => !reported.has(`${path}\0${pointer}\0${message}`));
  for (const { pointer, message } of fresh) reported.add(`${path}\0${pointer}\0${message}`);
  for (const [index, { pointer, part, message, help }] of fresh.slice(0, most).entries()) {
    const rest = fresh.length - most;
    const more = index === most - 1 && rest > 0 ? ` (and ${rest} more like it in this file)` : "";
    yield { path, at: pointer, ...(part && { part }), message: message + more, ...(help !== null && { help }) };
  }
}
