// Raw reports, parsed items, simulations and predictions stay inside, whoever asks.

import type { PermissionRegistry } from "../../document/types.gen.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";
import { forbiddenClasses, hiddenClass } from "./forbidden.ts";

export default rule({
  id: "DAT001",
  name: "forbidden-class",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "PIS-7.3.1",
    "PIS-7.3.2",
    "PIS-7.3.3",
    "PIS-7.3.4",
    "PIS-5.3.3",
    "EPF-4.3.2",
    "PEP-6.3.1",
    "PIP-7.1.4",
    "EIP-7.1.4",
  ],
  summary: "Nobody uses a forbidden class of data, and no permission opens one.",

  *check(model) {
    const forbidden = forbiddenClasses(model);
    const help = "No approval can allow it. Remove it; allowed classes are in governance/data-classes.yaml.";
    for (const { path, value } of manifestsOf(model))
      for (const [index, use] of value.spec.data.entries()) {
        const found = forbidden.get(use.class);
        if (found !== undefined)
          yield {
            path,
            at: `/spec/data/${index}/class`,
            message: `"${use.class}" is forbidden (${found.source})`,
            help,
          };
        // Whoever takes the whole class is told once.
        for (const [item, field] of found === undefined ? use.fields.entries() : []) {
          const hidden = hiddenClass(field, forbidden);
          if (hidden !== undefined)
            yield {
              path,
              at: `/spec/data/${index}/fields/${item}`,
              message: `"${field}" of ${use.class} is ${hidden.id} under another name, which is forbidden (${hidden.source})`,
              help,
            };
        }
      }
    // Also a registry that a proposal only carries: the bodies should not vote on what cannot be.
    for (const { kind, path, shaped, value } of model.documents.values()) {
      if (kind !== "PermissionRegistry" || !shaped) continue;
      for (const [index, { id, dataClasses }] of (value as PermissionRegistry).spec.permissions.entries())
        for (const [item, name] of dataClasses.entries())
          if (forbidden.has(name))
            yield {
              path,
              at: `/spec/permissions/${index}/dataClasses/${item}`,
              message: `${id} opens "${name}", which is forbidden (${forbidden.get(name)?.source})`,
              help,
            };
    }
  },
});
