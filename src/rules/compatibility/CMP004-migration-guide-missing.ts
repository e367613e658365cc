// A major version asks others to move; a guide tells them how.

import { stubIn } from "../../model/documentation.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { folderOf } from "../../model/places.ts";
import { announcesBreak } from "../../model/platform.ts";
import { releasesOf } from "../../model/releases.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP004",
  name: "migration-guide-missing",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-9.1.3", "PIP-6.1.3", "EIP-6.1.3"],
  summary: "A landing that raises the major version brings a migration guide that says something.",

  *check({ base, tree, deltas }) {
    const before = new Map(manifestsOf(base).map(({ id, value }) => [id, value.spec.version]));
    for (const { id, path, value } of manifestsOf(tree)) {
      const [old, version] = [before.get(id), value.spec.version];
      if (old === undefined || !announcesBreak(old, version)) continue;
      const docs = `${folderOf(path)}/docs/`;
      const brought = deltas.filter(
        ({ path: changed, after }) =>
          after !== null && changed.startsWith(docs) && /(?:migration|migrating).*\.(?:md|markdown)$/i.test(changed),
      );
      const named = releasesOf(tree, id).at(-1)?.value.spec.migrationGuides.paths ?? [];
      const stubs = brought.map(({ path: changed }) => {
        const page = tree.pages.get(changed);
        // Before its first release nobody reads its documents; what a release names is REF002's.
        return page === undefined || named.includes(changed.slice(folderOf(path).length + 1))
          ? null
          : stubIn(page, "guide");
      });
      if (stubs.some((why) => why === null)) continue;
      yield {
        path,
        at: "/spec/version",
        message: `${id} goes from ${old} to ${version} without a migration guide${stubs[0] === undefined ? "" : `: the one there is ${stubs[0]}`}`,
        help: `Write one, for example ${docs}migration-${version}.md: what changes, and what whoever uses it has to do.`,
      };
    }
  },
});
