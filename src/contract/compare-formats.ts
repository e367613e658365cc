// What the known formats allow, as far as one can be held against another.

import type { Node } from "./compare-node.ts";
import { note, type Pair } from "./compare-pairs.ts";

/** Each format with those that allow all it allows and more. Sources: JSON Schema validation 7.3, OpenAPI 3.0 data types. */
const wider: Readonly<Record<string, readonly string[]>> = {
  int32: ["int64", "double"],
  int64: [],
  float: ["double"],
  double: [],
  date: [],
  "date-time": [],
  time: [],
  duration: [],
  uuid: [],
  email: ["idn-email"],
  "idn-email": [],
  hostname: ["idn-hostname"],
  "idn-hostname": [],
  ipv4: [],
  ipv6: [],
  uri: ["uri-reference", "iri", "iri-reference"],
  "uri-reference": ["iri-reference"],
  iri: ["iri-reference"],
  "iri-reference": [],
  byte: [],
  binary: [],
};

/** A format that only says how to show a value. */
const shown = new Set(["password"]);

/** What JSON numbers are between programs anyway (RFC 8259, section 6): saying so, or not, changes nothing. */
const usual = new Set(["int64", "double"]);

/** Compares what is asked for by `format`: what is gone from a schema, and what came. */
export function compareFormats(pair: Pair, gone: readonly Node[], come: readonly Node[]): void {
  const meant = ({ value }: Node): boolean => !shown.has(String(value));
  const [before = null, ...others] = gone.filter(meant);
  const [after = null, ...more] = come.filter(meant);
  if (before === null && after === null) return;
  const [was, is] = [before, after].map((node) => (node === null ? null : String(node.value)));
  const isKnown = (format: string | null | undefined): boolean => format == null || Object.hasOwn(wider, format);
  if (others.length + more.length > 0 || !isKnown(was) || !isKnown(is)) note(pair, "format-unknown", before, after);
  else if ((was == null && usual.has(is ?? "")) || (is == null && usual.has(was ?? ""))) return;
  else if (was == null) note(pair, "format-added", before, after);
  else if (is == null) note(pair, "format-removed", before, after);
  else if (wider[was]?.includes(is)) note(pair, "format-widened", before, after);
  else if (wider[is]?.includes(was)) note(pair, "format-narrowed", before, after);
  else note(pair, "format-changed", before, after);
}
