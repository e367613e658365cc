// Partners and components share one name space, because grants, ids and oversight go by the name alone.

import { rule } from "../rule.ts";

export default rule({
  id: "IDN003",
  name: "name-taken",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.1.2", "EPF-6.1.4"],
  summary: "No component has the name of a partner.",

  *check({ snapshot }) {
    const partners = new Set<string>();
    const components = new Map<string, string>();
    for (const path of snapshot.files.keys()) {
      const [folder, name = "", file] = path.split("/");
      if (folder === "partners" && file !== undefined) partners.add(name);
      if (folder === "components" && file !== undefined && !components.has(name)) components.set(name, path);
    }
    for (const [name, path] of components)
      if (partners.has(name))
        yield {
          path,
          message: `${name} is the name of a partner already`,
          help: "Give the component another name: what is granted to one of them would be granted to both.",
        };
  },
});
