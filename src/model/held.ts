// A document as a revision holds it: what it says, and where it stands.

import type { Document } from "../document/document.ts";
import type { StatementPlace } from "./places.ts";

/** A document whose shape holds, with where it stands. */
export interface Held<T> {
  readonly path: string;
  readonly document: Document;
  readonly value: T;
}

/** A signed file with its detached signature, as bytes: the signature is checked before anything inside is believed. */
export interface Statement<T> {
  readonly path: string;
  readonly place: StatementPlace;
  readonly bytes: Uint8Array;
  /** `sha256:<hex>` of the bytes: what the next statement of a chain names. */
  readonly digest: string;
  readonly blob: string;
  readonly signature: Uint8Array | null;
  readonly document: Document;
  /** Null where the shape does not hold. */
  readonly value: T | null;
}
