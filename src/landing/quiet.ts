// Landings that change nothing anybody decides or is decided by: a replay of years need not read what they hold.

import { governed, statementAt, subjectAt, zoneOf } from "../model/places.ts";
import type { Delta } from "./tree.ts";

/**
 * True for a landing of one partner's or component's own documents, and reports. No subject, ballot, decision, key or
 * governed path is touched, so neither a rule of trust nor who decides can have changed; what ballots need of manifests, a
 * transition's stages, is read when a landing has ballots. Paths that a policy calls free are not known to be free here.
 */
export function isQuiet(deltas: readonly Delta[]): boolean {
  const zones = new Set(deltas.map(({ path }) => zoneOf(path)).filter((zone) => zone !== "free"));
  return (
    zones.size <= 1 &&
    !zones.has(governed) &&
    deltas.every(
      ({ path }) => subjectAt(path) === null && statementAt(path) === null && !path.startsWith("governance/"),
    )
  );
}
