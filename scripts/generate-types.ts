// Writes the TypeScript types of all kinds from their schemas, as one file.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";

type Schema = { [key: string]: unknown };
type Schemas = { [name: string]: Schema };

/**
 * The text of `src/document/types.gen.ts`.
 * @param folder the folder that holds `*.schema.json`
 */
export async function generateTypes(folder: string): Promise<string> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".schema.json"))
    .sort();
  const definitions: Schemas = {};
  const properties: Schemas = {};
  for (const file of files) {
    const schema = JSON.parse(readFileSync(join(folder, file), "utf8")) as Schema;
    for (const [name, shape] of Object.entries((schema["$defs"] ?? {}) as Schemas))
      add(definitions, pascal(name), shape);
    if (!schema["properties"]) continue;
    const kind = schema["title"] as string;
    add(definitions, kind, schema);
    properties[kind] = { $ref: `#/$defs/${kind}` };
  }
  const bundle: Schema = {
    title: "Documents",
    description: "Every kind with the type of its documents.",
    type: "object",
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    $defs: mapValues(definitions, (shape) => simplify(shape, definitions, true)),
  };
  const text = await compile(bundle as Parameters<typeof compile>[0], "Documents", {
    bannerComment: "// The types of all kinds. Written by `npm run generate` from schemas/; do not edit.\n",
    style: { printWidth: 120 },
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
  });
  return `${text.trimEnd()}\n`;
}

function add(definitions: Schemas, name: string, shape: Schema): void {
  if (definitions[name]) throw new Error(`two schemas define ${name}`);
  definitions[name] = shape;
}

/** What the types need of a schema: references to objects stay names, everything else is written out in place. */
function simplify(schema: Schema, definitions: Schemas, named = false): Schema {
  if (typeof schema["$ref"] === "string") {
    const name = pascal(schema["$ref"].split("/").at(-1) as string);
    const shape = definitions[name];
    if (!shape) throw new Error(`no definition ${name}`);
    if (shape["properties"]) return { $ref: `#/$defs/${name}` };
    return simplify({ ...shape, ...schema, $ref: undefined }, definitions);
  }
  if (schema["if"])
    return { ...keep(schema, ["description"]), anyOf: branches(schema).map((branch) => simplify(branch, definitions)) };
  const out = keep(schema, ["description", "type", "enum", "const", "required", "additionalProperties", "tsType"]);
  if (named && !schema["properties"]) out["title"] = schema["title"];
  if (schema["properties"])
    out["properties"] = mapValues(schema["properties"] as Schemas, (shape) => simplify(shape, definitions));
  if (schema["items"]) out["items"] = simplify(schema["items"] as Schema, definitions);
  if (typeof out["additionalProperties"] === "object")
    out["additionalProperties"] = simplify(out["additionalProperties"] as Schema, definitions);
  if (schema["pattern"] === "^majority$")
    return { ...out, type: undefined, anyOf: [{ const: "majority" }, { type: "integer" }] };
  return out;
}

/** `if … then … else …` over one closed object as the objects it allows; an `else` may ask again. */
function branches(schema: Schema): Schema[] {
  const condition = schema["if"] as Schema;
  return (["then", "else"] as const).flatMap((branch) => {
    const consequence = schema[branch] as Schema;
    const forbidden = Object.entries((consequence["properties"] ?? {}) as Schemas).flatMap(([key, shape]) =>
      (shape as unknown) === false ? [key] : [],
    );
    const properties = { ...(schema["properties"] as Schemas) };
    const required = [...((schema["required"] ?? []) as string[]), ...((consequence["required"] ?? []) as string[])];
    if (branch === "then") required.push(...((condition["required"] ?? []) as string[]));
    else if (!condition["properties"]) forbidden.push(...(condition["required"] as string[]));
    for (const [key, { const: value }] of Object.entries((condition["properties"] ?? {}) as Schemas)) {
      const { enum: all, ...rest } = properties[key] as Schema;
      properties[key] =
        branch === "then"
          ? { ...rest, const: value }
          : { ...rest, enum: (all as unknown[]).filter((one) => one !== value) };
    }
    for (const key of forbidden) properties[key] = { tsType: "never" };
    const allowed = { type: "object", additionalProperties: false, required: [...new Set(required)], properties };
    return consequence["if"] ? branches({ ...keep(consequence, ["if", "then", "else"]), ...allowed }) : [allowed];
  });
}

function keep(schema: Schema, keys: readonly string[]): Schema {
  return Object.fromEntries(keys.flatMap((key) => (key in schema ? [[key, schema[key]]] : [])));
}

function mapValues<A, B>(record: { [key: string]: A }, map: (value: A) => B): { [key: string]: B } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
