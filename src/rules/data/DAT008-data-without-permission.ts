// Permissions open classes of data. What no declared permission opens is not there to be used.

import { manifestsOf } from "../../model/manifests.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DAT008",
  name: "data-without-permission",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-2.1.2", "PIS-7.2.1", "PIS-7.2.2", "EPF-5.1.1", "PIS-6.1.1", "PIP-7.1.4", "EIP-7.1.4"],
  summary: "Every class of data that is used is opened by a permission that is declared.",

  *check(model) {
    const opened = new Map(model.permissions?.value.spec.permissions.map((entry) => [entry.id, entry.dataClasses]));
    const access = new Map(model.dataClasses?.value.spec.classes.map((entry) => [entry.id, entry.access]));
    const present = presentNames(model);
    for (const { path, value } of manifestsOf(model)) {
      const { permissions, data } = value.spec;
      // Nobody can tell what an unknown permission opens; PRM002 and PRM003 name it.
      if (permissions.some(({ id }) => !present.has(id))) continue;
      const classes = new Set(permissions.flatMap(({ id }) => opened.get(present.get(id) ?? id) ?? []));
      for (const [index, { class: name }] of data.entries()) {
        const kind = access.get(name);
        // What does not exist is IDN004's, and what is forbidden DAT001's.
        if (kind === undefined || kind === "forbidden" || classes.has(name)) continue;
        const opening = [...opened].filter(([, names]) => names.includes(name)).map(([id]) => id);
        yield {
          path,
          at: `/spec/data/${index}/class`,
          message: `no declared permission opens ${kind === "restricted" ? "the restricted class " : ""}"${name}"`,
          help:
            opening.length > 0
              ? `It is opened by ${opening.join(", ")}. Declare what was granted, or leave the class out.`
              : "No permission of the registry opens it. A new one takes a governance proposal.",
        };
      }
    }
  },
});
