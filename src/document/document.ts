// A governance document: one YAML file as a value that remembers where everything stands.

import type { Range } from "../finding.ts";
import type { Kind } from "./kinds.ts";

/** A defect in the form of one file. `rule` names the DOC rule that reports it. */
export interface Fault {
  readonly rule: string;
  readonly message: string;
  readonly help: string | null;
  /** JSON pointer of the place, or null where no value could be read. */
  readonly pointer: string | null;
  readonly range: Range | null;
}

export interface Document {
  readonly path: string;
  /** The kind it claims and kwanus knows, or null. */
  readonly kind: Kind | null;
  /** Plain JSON data; null where the YAML could not be read. */
  readonly value: unknown;
  /** True when the value conforms to the schema of its kind: only then do models and rules look inside. */
  readonly shaped: boolean;
  readonly faults: readonly Fault[];
  /** Lines of the source, for frames. */
  readonly lines: readonly string[];
  /**
   * The place of a JSON pointer (RFC 6901), of its value or of its key. A pointer to something absent gives the place
   * of the nearest ancestor that exists.
   */
  locate(pointer: string, part?: "value" | "key"): Range;
}
