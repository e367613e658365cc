// E: what Git lets somebody do to history, names, trees and clones.

import type { Family } from "./attack.ts";

export const git: Family = { title: "Git and the machine", attacks: [] };
