// Who gets data from a partner, and what for.

import type { Recipient } from "../../document/types.gen.ts";

/** True for a recipient who learns what users do: external tracking (EPF-6.2.3, PIS-8.2.3). */
export function isTracking({ purpose }: Recipient): boolean {
  return purpose === "analytics" || purpose === "advertising";
}
