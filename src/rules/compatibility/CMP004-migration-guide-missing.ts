// A major version asks others to move; a guide tells them how.

import { manifestsOf } from "../../model/manifests.ts";
import { folderOf } from "../../model/places.ts";
import { isMajorStep } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP004",
  name: "migration-guide-missing",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-9.1.3", "PIP-6.1.3", "EIP-6.1.3"],
  summary: "A landing that raises the major version brings a migration guide.",

  *check({ base, tree, deltas }) {
    const before = new Map(manifestsOf(base).map(({ id, value }) => [id, value.spec.version]));
    for (const { id, path, value } of manifestsOf(tree)) {
      const [old, version] = [before.get(id), value.spec.version];
      // Nobody was promised anything below 1.0.0.
      if (old === undefined || old.startsWith("0.") || !isMajorStep(old, version)) continue;
      const docs = `${folderOf(path)}/docs/`;
      const brought = deltas.some(
        ({ path: changed, after }) =>
          after !== null && changed.startsWith(docs) && /migration|migrating/i.test(changed),
      );
      if (!brought)
        yield {
          path,
          at: "/spec/version",
          message: `${id} goes from ${old} to ${version} without a migration guide`,
          help: `Add one, for example ${docs}migration-${version}.md.`,
        };
    }
  },
});
