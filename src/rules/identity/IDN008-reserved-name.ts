// Partners and components share one name space with the folders of the repository.

import { reservedNames } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN008",
  name: "reserved-name",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.2"],
  summary: "A partner or component does not take a name that the repository needs itself.",
  kinds: ["Partner", "Component"],

  *check({ id }) {
    if (id !== null && reservedNames.has(id))
      yield {
        at: "/metadata/id",
        message: `"${id}" is reserved`,
        help: `Reserved are ${[...reservedNames].join(", ")}.`,
      };
  },
});
