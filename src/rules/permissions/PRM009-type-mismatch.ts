// The first word of an id tells everybody what a permission does, so it had better be true.

import type { PermissionRegistry } from "../../document/types.gen.ts";
import { lowestAdvancedTier, lowestTier } from "../policy/specified.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM009",
  name: "type-mismatch",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: [
    "PIS-6.2.1",
    "PIS-6.2.2",
    "PIS-6.2.3",
    "PIS-6.2.4",
    "EPF-4.2.1",
    "EPF-4.2.2",
    "EPF-2.1.2",
    "EPF-2.1.3",
    "EPF-2.3.1",
    "EPF-4.1.3",
  ],
  summary:
    "A permission is of the type its id begins with, begins at a tier that may have it, and is restricted where it writes, predicts or is advanced.",
  kinds: ["PermissionRegistry"],

  *check({ document }) {
    for (const [index, entry] of (document.value as PermissionRegistry).spec.permissions.entries()) {
      const { id, type, access, limited, advanced, minimumTier } = entry;
      const at = `/spec/permissions/${index}`;
      const restricted = type === "write" || type === "intelligence" || advanced;
      if (!id.startsWith(`${type}:`))
        yield {
          at: `${at}/id`,
          message: `"${id}" is registered as a ${type} permission`,
          help: `Call it ${type}:${id.slice(id.indexOf(":") + 1)}, or correct the type.`,
        };
      else if (minimumTier < lowestTier[type])
        yield {
          at: `${at}/minimumTier`,
          message: `"${id}" begins at tier ${minimumTier}, and no tier below ${lowestTier[type]} has ${type} permissions`,
          help: `Write minimumTier: ${lowestTier[type]}, or a higher one.`,
        };
      else if (advanced && minimumTier < lowestAdvancedTier)
        yield {
          at: `${at}/minimumTier`,
          message: `"${id}" is advanced and begins at tier ${minimumTier}, and advanced access begins at tier ${lowestAdvancedTier}`,
          help: `Write minimumTier: ${lowestAdvancedTier}, or advanced: false if it is none.`,
        };
      if (restricted && access !== "restricted")
        yield {
          at: `${at}/access`,
          message: `"${id}" ${advanced ? "is advanced" : type === "write" ? "writes" : "serves intelligence"}, and its access is ${access}`,
          help: "Write access: restricted; the specification restricts writes, advanced permissions and intelligence.",
        };
      if (limited && type !== "write")
        yield {
          at: `${at}/limited`,
          message: `"${id}" is no write, and limited marks the writes that tier 2 may have`,
          help: "Write limited: false.",
        };
    }
  },
});
