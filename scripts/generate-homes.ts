// Which fields of which kinds are homes of clauses: what the published schemas say of themselves in `$comment`.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Schema = { readonly [key: string]: unknown };
type Published = ReadonlyMap<string, Schema>;

interface Field {
  readonly kind: string;
  /** `spec.api.calls[].version` */
  readonly path: string;
  readonly what: string;
  readonly clauses: readonly string[];
}

/**
 * Source of src/rules/homes.gen.ts.
 * @param folder the folder that holds `*.schema.json`
 */
export function homesSource(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
  const published = new Map(
    files.sort().map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8")) as Schema]),
  );
  const rows = [...published.values()]
    .filter(({ properties }) => properties !== undefined)
    .flatMap((schema) => [...fieldsOf(schema, "", { kind: String(schema["title"]), root: schema, published })])
    .map(({ kind, path, what, clauses }) => `  ${JSON.stringify({ kind, path, what, clauses })},`);
  return `// The fields of documents that are homes of clauses. Written by \`npm run generate\` from schemas/; do not edit.

/** A field without which, or with another value in which, the shape of a document of its kind does not hold. */
export interface FieldHome {
  readonly kind: string;
  /** \`spec.api.calls[].version\` */
  readonly path: string;
  readonly what: string;
  readonly clauses: readonly string[];
}

export const fieldHomes: readonly FieldHome[] = [
${rows.join("\n")}
];
`;
}

interface Place {
  readonly kind: string;
  readonly root: Schema;
  readonly published: Published;
}

function* fieldsOf(schema: Schema, path: string, place: Place): Generator<Field> {
  const clauses = clausesIn(schema["$comment"]);
  if (clauses.length > 0) yield { kind: place.kind, path, what: String(schema["description"]), clauses };
  const reference = schema["$ref"];
  const [inner, within] = typeof reference === "string" ? referred(reference, place) : [schema, place];
  for (const [key, property] of Object.entries((inner["properties"] ?? {}) as Record<string, Schema>))
    yield* fieldsOf(property, path === "" ? key : `${path}.${key}`, within);
  if (typeof inner["items"] === "object") yield* fieldsOf(inner["items"] as Schema, `${path}[]`, within);
}

/** `clauses: EPF-3.1.1, PEP-2.1.2` */
function clausesIn(comment: unknown): string[] {
  const [, list] = /^clauses: (.+)$/.exec(String(comment ?? "")) ?? [];
  return list === undefined ? [] : list.split(", ");
}

function referred(reference: string, place: Place): [Schema, Place] {
  const [file = "", name = ""] = reference.split("#/$defs/");
  const root = file === "" ? place.root : place.published.get(file);
  const shape = (root?.["$defs"] as Record<string, Schema> | undefined)?.[name];
  if (root === undefined || shape === undefined) throw new Error(`${reference} refers to nothing`);
  return [shape, { ...place, root }];
}
