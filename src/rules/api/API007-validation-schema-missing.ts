// What goes in and out is checked against a schema, and a schema is a file that says something.

import { openApiIn } from "../../contract/openapi.ts";
import { asksForSomething, unchecked } from "../../contract/schemas.ts";
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
    for (const { path, contract } of soundContracts(model)) yield* inside(path, unchecked(contract), reported);
  },
});

function unfitness(file: DataFile | undefined): string | null {
  if (file === undefined) return "is not there";
  if (!file.readable) return file.why;
  const { value } = file;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no JSON Schema";
  // A whole contract holds schemas; what is wrong inside of it is told there.
  if (Object.hasOwn(value, "openapi") || Object.hasOwn(value, "swagger"))
    return openApiIn(file).operations.length > 0 || Object.hasOwn(value, "components") ? null : "holds no schema";
  return asksForSomething(value) ? null : "accepts everything";
}
