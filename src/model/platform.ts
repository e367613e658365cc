// What the platform offers on a day: OS versions, APIs and runtimes with their lifecycle, and the ranges partners declare.

import { satisfies, validRange } from "semver";
import type { Lifecycle } from "../document/types.gen.ts";

/**
 * Where something of the platform stands on a day. `planned`: not released yet; `deprecated`: works, but nothing new
 * should use it; `ended`: works no more.
 */
export type Fate = "planned" | "supported" | "deprecated" | "ended";

/**
 * The fate of an OS version, an API version or a runtime.
 * @param asOf `YYYY-MM-DD`; a date counts from its own day on
 */
export function fateOf({ released, deprecated, endOfSupport }: Lifecycle, asOf: string): Fate {
  if (endOfSupport !== null && endOfSupport <= asOf) return "ended";
  if (released > asOf) return "planned";
  return deprecated !== null && deprecated <= asOf ? "deprecated" : "supported";
}

/** True when a range is one that npm's `semver` understands. */
export function isRange(range: string): boolean {
  return validRange(range) !== null;
}

/** True when a version lies in a range; a pre-release counts like any other version. False for what is no range. */
export function liesIn(version: string, range: string): boolean {
  return satisfies(version, range, { includePrerelease: true });
}
