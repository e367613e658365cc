// The compiled schemas, loaded one kind at a time and only when a document asks for them.

import { createRequire } from "node:module";
import type { Kind } from "./kinds.ts";

/** The part of JSON Schema that the published schemas use. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly format?: "date" | "date-time" | "email";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: { readonly [name: string]: Schema | false };
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  readonly propertyNames?: Schema;
  readonly maxProperties?: number;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly { readonly instancePath: string; readonly keyword: string }[] | null;
}

// A document is parsed in one go, so its validator must come in one go: `import()` could not.
const load = createRequire(import.meta.url);

const validators = new Map<Kind, Validator>();
let schemas: { readonly [file: string]: Schema } | null = null;

/** The yes-or-no validator of a kind; `errors` names the first thing it did not like. */
export function validatorOf(kind: Kind): Validator {
  const known = validators.get(kind);
  if (known) return known;
  const validator = load(`./validators/${kebab(kind)}.cjs`).default as Validator;
  validators.set(kind, validator);
  return validator;
}

/** One thing that the compiled schema of OpenAPI does not like. */
export interface SchemaError {
  /** JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
}

/** The versions of OpenAPI that are read, by their first two numbers. */
export type OpenApiVersion = "3.0" | "3.1";

/** Everything that the published schema of OpenAPI does not like about a value. Loaded when the first contract is met. */
export function openApiErrors(version: OpenApiVersion, value: unknown): readonly SchemaError[] {
  const validate = load(`./validators/openapi-${version.replace(".", "-")}.cjs`).default as {
    (value: unknown): boolean;
    readonly errors?: readonly SchemaError[] | null;
  };
  return validate(value) ? [] : (validate.errors ?? []);
}

/** The names of the fields that each object of OpenAPI can have, one list an object. */
export function openApiFields(version: OpenApiVersion): readonly (readonly string[])[] {
  const fields = load("./validators/openapi-fields.json") as Readonly<Record<OpenApiVersion, string[][]>>;
  return fields[version];
}

/** The schema of a kind, without its examples. */
export function schemaOf(kind: Kind): Schema {
  return published(`${kebab(kind)}.schema.json`);
}

/** What a `$ref` stands for, seen from the schema of a kind; fields beside the `$ref` win. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const [file, name] = schema.$ref.split("#/$defs/") as [string, string];
  const { $ref: _, ...own } = schema;
  return { ...(file === "" ? root : published(file)).$defs?.[name], ...own };
}

function published(file: string): Schema {
  schemas ??= load("./validators/schemas.json") as { readonly [file: string]: Schema };
  const schema = schemas[file];
  if (!schema) throw new Error(`no schema ${file}`);
  return schema;
}

/** `PermissionRegistry` as its files are called: `permission-registry`. */
export function kebab(kind: Kind): string {
  return kind.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase();
}
