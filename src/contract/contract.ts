// What kwanus knows of an OpenAPI document: its operations, and what is wrong with it.

import type { OpenApiVersion } from "../document/compiled.ts";

/** A defect of a contract, by its place in it. */
export interface Fault {
  /** JSON pointer (RFC 6901) into the contract. */
  readonly pointer: string;
  readonly part?: "key" | "value";
  readonly message: string;
  readonly help: string | null;
}

/** One scheme that a call must satisfy, with the scopes or roles it asks of it. */
export interface SchemeUse {
  readonly scheme: string;
  readonly scopes: readonly string[];
  /** JSON pointer of the scheme's entry in the security requirement. */
  readonly pointer: string;
}

export interface Operation {
  /** `operationId`, or null where it has none. */
  readonly id: string | null;
  /** In capitals: `GET`. */
  readonly method: string;
  /** As the contract writes it, with its templates: `/reports/{id}`. */
  readonly path: string;
  /** JSON pointer of the operation. */
  readonly pointer: string;
  /**
   * Ids of the permissions it rests on: each entry is one set that suffices, and all of a set are needed. They are the
   * extension `x-permissions`, or else the scopes of its security. Null where the contract names none.
   */
  readonly permissions: readonly (readonly string[])[] | null;
  /** Marked `x-internal: true`, or under a path that is. */
  readonly internal: boolean;
  readonly deprecated: boolean;
  /**
   * The ways to authenticate, each a set of schemes of which all are needed, its own or the document's. An empty way lets
   * everybody in. Null where nothing says how.
   */
  readonly security: readonly (readonly SchemeUse[])[] | null;
}

/** An OpenAPI document as far as it could be read. */
export interface Contract {
  /** Null where the file is none of these. */
  readonly version: OpenApiVersion | null;
  /** The plain data of the file; null where it could not be read. */
  readonly value: unknown;
  /** In document order. Complete only where `faults` is empty. */
  readonly operations: readonly Operation[];
  /** In no particular order; empty for a contract that holds. */
  readonly faults: readonly Fault[];
}
