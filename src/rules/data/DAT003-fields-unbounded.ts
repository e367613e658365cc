// Only the fields that are needed, each by name.

import { specIn } from "../../model/manifests.ts";
import { isUnbounded } from "../../model/scopes.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DAT003",
  name: "fields-unbounded",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-7.1.2", "EPF-5.1.1"],
  summary: "Every use of data names the fields it needs.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const help = "Name each field that is needed, and no other.";
    for (const [index, { class: name, fields }] of specIn(facts).data.entries()) {
      const at = `/spec/data/${index}/fields`;
      if (fields.length === 0) yield { at, message: `no field of ${name} is named`, help };
      for (const [item, field] of fields.entries())
        if (isUnbounded(field)) yield { at: `${at}/${item}`, message: `"${field}" is every field of ${name}`, help };
    }
  },
});
