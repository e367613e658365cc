// A contract that is no OpenAPI promises nothing: every tool that reads it understands something else.

import { openApiIn } from "../../contract/openapi.ts";
import type { DataFile } from "../../document/data-file.ts";
import { isProtected } from "../../model/contracts.ts";
import { manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { folderOf } from "../../model/places.ts";
import { rule } from "../rule.ts";
import { contractsOf, inside } from "./contracts.ts";

export default rule({
  id: "API004",
  name: "contract-invalid",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-6.2.1", "EIP-6.2.1", "PIS-3.4.2", "PIP-4.1.2", "EIP-4.4.2"],
  summary: "A contract is one file of OpenAPI 3.0 or 3.1 that holds what OpenAPI asks for.",

  *check(model) {
    const reported = new Set<string>();
    for (const [path, file] of openApisOf(model)) yield* inside(path, openApiIn(file).faults, reported);
  },
});

/** What platforms name as a contract, and what manifests name as a schema and is one. */
function* openApisOf(model: Model): Generator<[string, DataFile]> {
  for (const { path, file, api } of contractsOf(model)) {
    // A file that holds nothing, or that anybody can change, is as good as missing, which has a rule of its own.
    if (!isProtected(api.contract ?? "")) continue;
    const isHeld = file !== undefined && (file.readable ? isObject(file.value) : file.text !== undefined);
    if (isHeld) yield [path, file];
  }
  for (const { path, value } of manifestsOf(model))
    for (const name of value.spec.api?.schemas ?? []) {
      const contract = `${folderOf(path)}/${name}`;
      const file = model.contracts.get(contract);
      if (file?.readable && isObject(file.value) && ("openapi" in file.value || "swagger" in file.value))
        yield [contract, file];
    }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
