// Who has to move is told how.

import { rule } from "../rule.ts";

export default rule({
  id: "ROL005",
  name: "breaking-release-without-guide",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-2.7.2", "PIP-2.5.2", "PIP-9.5.2", "EIP-2.5.2", "EIP-9.5.2"],
  summary: "A release that breaks something names the guides that its users follow.",

  *check(model) {
    for (const { path, value } of model.releases.values()) {
      const { subject, version, breaking, migrationGuides } = value.spec;
      if (breaking && migrationGuides.paths === undefined)
        yield {
          path,
          at: "/spec/migrationGuides",
          message: `${subject} ${version} breaks something, and no guide says how users move over`,
          help: `Write one, for example docs/migration-${version}.md, and name it under migrationGuides.paths.`,
        };
    }
  },
});
