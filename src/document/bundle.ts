// A schema as one file: what it takes from the shared definitions stands in it, so that any editor can use it alone.

type Json = { readonly [key: string]: unknown };

const shared = "definitions.schema.json";

/**
 * The schema with every definition that it reaches under its own `$defs`, in byte order.
 * @param definitions the schema in `definitions.schema.json`
 * @throws Error where a reference leads nowhere; the published schemas hold none
 */
export function bundled(schema: Json, definitions: Json): Json {
  const own = (schema["$defs"] ?? {}) as Json;
  const reached = new Map<string, unknown>();
  const { $defs: _, ...rest } = inPlace(schema, "") as Json;
  const names = [...reached.keys()].sort();
  return names.length === 0
    ? rest
    : { ...rest, $defs: Object.fromEntries(names.map((name) => [name, reached.get(name)])) };

  /** @param file where a reference without a file leads */
  function inPlace(value: unknown, file: string): unknown {
    if (Array.isArray(value)) return value.map((item) => inPlace(item, file));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === "$defs") return [key, {}];
        return [key, key === "$ref" && typeof inner === "string" ? local(inner, file) : inPlace(inner, file)];
      }),
    );
  }

  function local(reference: string, from: string): string {
    const [named = "", name = ""] = reference.split("#/$defs/");
    const file = named === "" ? from : named;
    const shape = (file === shared ? ((definitions["$defs"] ?? {}) as Json) : own)[name];
    if (shape === undefined) throw new Error(`${reference} leads nowhere`);
    if (!reached.has(name)) {
      reached.set(name, null);
      reached.set(name, inPlace(shape, file));
    }
    return `#/$defs/${name}`;
  }
}
