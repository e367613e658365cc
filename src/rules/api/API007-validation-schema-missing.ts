// What goes in and out is checked against a schema, and a schema is a file that says something.

import type { Fault } from "../../contract/contract.ts";
import { fieldOf } from "../../contract/data.ts";
import { openApiIn } from "../../contract/openapi.ts";
import { referenceFaults, valueAt } from "../../contract/references.ts";
import { asksForSomething, unchecked } from "../../contract/schemas.ts";
import { schemaFaults } from "../../contract/shape.ts";
import type { DataFile } from "../../document/data-file.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { folderOf } from "../../model/places.ts";
import { rule } from "../rule.ts";
import { inside, soundContracts } from "./contracts.ts";

export default rule({
  id: "API007",
  name: "validation-schema-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-4.1.3", "EIP-4.4.3"],
  summary: "Manifests that call APIs name JSON Schemas in their folder, and contracts have one for each body.",

  *check(model) {
    for (const { path, value } of manifestsOf(model)) {
      const { api } = value.spec;
      if (api === undefined) continue;
      if (api.calls.length > 0 && api.schemas.length === 0)
        yield {
          path,
          at: "/spec/api/schemas",
          part: "key",
          message: "it calls APIs and names no schema that checks what goes in and out",
          help: "Add a JSON Schema to contracts/ and name it here.",
        };
      for (const [index, name] of api.schemas.entries()) {
        const file = `${folderOf(path)}/${name}`;
        const why = unfitness(model.contracts.get(file));
        if (why !== null)
          yield {
            path,
            at: `/spec/api/schemas/${index}`,
            message: `${name} ${why}`,
            help: `Put a JSON Schema at ${file}.`,
          };
      }
    }
    const reported = new Set<string>();
    for (const { path, value } of manifestsOf(model))
      for (const name of value.spec.api?.schemas ?? []) {
        const file = `${folderOf(path)}/${name}`;
        yield* inside(file, slipsIn(model.contracts.get(file)), reported);
      }
    for (const { path, contract } of soundContracts(model)) yield* inside(path, unchecked(contract), reported);
  },
});

/** What is wrong inside a JSON Schema; looked for once, as two revisions share most of them. */
function slipsIn(file: DataFile | undefined): readonly Fault[] {
  if (unfitness(file) !== null || !file?.readable || isContract(file.value)) return [];
  const slips = known.get(file) ?? findSlips(file);
  known.set(file, slips);
  return slips;
}

const known = new WeakMap<DataFile, readonly Fault[]>();

/** Of a schema that says it is of today's dialect, or nothing of itself. */
function findSlips(file: DataFile & { readonly readable: true }): readonly Fault[] {
  const { value } = file;
  const dialect = fieldOf(value, "$schema") ?? today;
  if (typeof dialect !== "string" || dialect.replace(/#$/, "") !== today) return [];
  // Schemas may lie side by side and refer to each other; inside of one a reference has to lead somewhere.
  const local = referenceFaults(value).filter(({ pointer }) => String(valueAt(value, pointer)).startsWith("#"));
  return [...schemaFaults(value), ...local];
}

const today = "https://json-schema.org/draft/2020-12/schema";

function isContract(value: unknown): boolean {
  return fieldOf(value, "openapi") !== undefined || fieldOf(value, "swagger") !== undefined;
}

function unfitness(file: DataFile | undefined): string | null {
  if (file === undefined) return "is not there";
  if (!file.readable) return file.why;
  const { value } = file;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no JSON Schema";
  // A whole contract holds schemas; what is wrong inside of it is told there.
  if (isContract(value))
    return openApiIn(file).operations.length > 0 || Object.hasOwn(value, "components") ? null : "holds no schema";
  return asksForSomething(value) ? null : "accepts everything";
}
