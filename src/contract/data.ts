// Looking into plain data that somebody else wrote: nothing is there unless it was written there.

export type Data = { readonly [key: string]: unknown };

/** The value as an object, or null for everything else. */
export function objectOf(value: unknown): Data | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Data) : null;
}

/** A field of an object; undefined where it is absent, or the value is no object. */
export function fieldOf(value: unknown, key: string): unknown {
  const object = objectOf(value);
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The fields of an object, none for everything else. */
export function fieldsOf(value: unknown): [string, unknown][] {
  return Object.entries(objectOf(value) ?? {});
}

/** The items of a list, none for everything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, or null for everything else. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Text somebody else wrote, short enough for a message. */
export function clipped(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
