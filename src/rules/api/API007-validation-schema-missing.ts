// What goes in and out is checked against a schema, and a schema is a file that says something.

import type { DataFile } from "../../document/data-file.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { folderOf } from "../../model/places.ts";
import { rule } from "../rule.ts";

/** Keywords of JSON Schema with which a schema asks for anything at all. */
const asking = [
  "$ref",
  "$dynamicRef",
  "type",
  "enum",
  "const",
  "properties",
  "patternProperties",
  "additionalProperties",
  "required",
  "items",
  "prefixItems",
  "contains",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
];

export default rule({
  id: "API007",
  name: "validation-schema-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-4.1.3", "EIP-4.4.3"],
  summary: "A manifest that calls an API names schemas, and each is a JSON Schema in its folder.",

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
  },
});

function unfitness(file: DataFile | undefined): string | null {
  if (file === undefined) return "is not there";
  if (!file.readable) return file.why;
  const { value } = file;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no JSON Schema";
  return asking.some((keyword) => Object.hasOwn(value, keyword)) ? null : "accepts everything";
}
