// `--format json=out.json`: which formats are wanted, and where each of them goes.

import { Failure } from "../failure.ts";
import { oneOf } from "./one-of.ts";

export interface Format<Name extends string> {
  readonly format: Name;
  /** File it is written to, relative to the current folder; null for stdout. */
  readonly file: string | null;
}

/**
 * Reads the values of a repeatable `--format`. Where none of them goes to stdout, the first of the allowed does: a log
 * that says nothing helps nobody.
 * @throws Failure (usage) `unknown-word`; `format-file`; `formats-collide` where two go to one place.
 */
export function parseFormats<Name extends string>(values: readonly string[], allowed: readonly Name[]): Format<Name>[] {
  const formats = values.map((value) => {
    const [, name = "", file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
    const format = oneOf(name, allowed, "format");
    if (file === "")
      throw new Failure("usage", "format-file", `--format ${value} names no file`, `Write --format ${format}=FILE.`);
    return { format, file: file ?? null };
  });
  const places = formats.map(({ file }) => file);
  const twice = places.find((file, at) => places.indexOf(file) < at);
  if (twice !== undefined) {
    const place = twice === null ? "stdout" : twice;
    throw new Failure(
      "usage",
      "formats-collide",
      `two formats would be written to ${place}`,
      "Send one of them elsewhere: --format json=out.json",
    );
  }
  const [first] = allowed;
  return places.includes(null) || first === undefined ? formats : [...formats, { format: first, file: null }];
}
