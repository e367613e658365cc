// Whether what goes in and what comes out of an API can be checked: every body has a schema that asks for something.

import { below } from "../document/pointer.ts";
import type { Contract, Fault } from "./contract.ts";
import { clipped, fieldOf, fieldsOf } from "./data.ts";
import { nameOf } from "./meaning.ts";
import { resolved, valueAt } from "./references.ts";

/** Keywords of JSON Schema with which a schema asks for anything at all. */
const asking = new Set([
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
]);

/** True for a schema that refuses something. */
export function asksForSomething(schema: unknown): boolean {
  return schema === false || fieldsOf(schema).some(([keyword]) => asking.has(keyword));
}

/**
 * Bodies of requests and of successful answers that no schema checks. A file is what it is: bodies of bytes need none.
 * Parameters without a schema are no OpenAPI, and told of there.
 */
export function unchecked({ value: root, operations }: Contract): Fault[] {
  return operations.flatMap((operation) => {
    const own = valueAt(root, operation.pointer);
    const bodies = [
      { what: "takes", place: { value: fieldOf(own, "requestBody"), pointer: `${operation.pointer}/requestBody` } },
      ...fieldsOf(fieldOf(own, "responses"))
        .filter(([status]) => /^2(?:\d\d|XX)$/.test(status))
        .map(([status, value]) => ({
          what: `answers ${status} with`,
          place: { value, pointer: below(`${operation.pointer}/responses`, status) },
        })),
    ];
    return bodies.flatMap(({ what, place }) => {
      const { value, pointer } = resolved(root, place);
      return fieldsOf(fieldOf(value, "content")).flatMap(([type, media]): Fault[] => {
        const schema = fieldOf(media, "schema");
        if (asksForSomething(schema) || isBytes(type)) return [];
        const at = below(`${pointer}/content`, type);
        return [
          {
            pointer: schema === undefined ? at : `${at}/schema`,
            part: "key",
            message: `${nameOf(operation)} ${what} ${clipped(type)} ${schema === undefined ? "without a schema" : "of a schema that accepts everything"}`,
            help: "Add a schema that says what it holds.",
          },
        ];
      });
    });
  });
}

function isBytes(type: string): boolean {
  return /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip|x-tar)\b|^\*\/\*$/i.test(type);
}
