// What is released is a promise until its support ends; a version that vanishes before breaks whoever relied on it.

import type { OsRelease, Platform } from "../../document/types.gen.ts";
import { isClosed, type Model } from "../../model/model.ts";
import { subjectAt } from "../../model/places.ts";
import { fateOf, releasesOf } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API013",
  name: "released-version-withdrawn",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-5.2.3", "PEP-9.2.1", "PIS-2.1.1"],
  summary: "A released version stays listed until its support ends, and an OS version keeps the APIs it speaks.",

  *check({ base, tree, asOf }) {
    const offered = base.platform?.value.spec;
    if (offered === undefined) return;
    const kept = (lifecycle: OsRelease["lifecycle"]): boolean =>
      !["planned", "ended"].includes(fateOf(lifecycle, asOf));
    const promised = releasesOf(offered).filter(({ lifecycle }) => kept(lifecycle));
    for (const { path, platform } of nextPlatforms(base, tree)) {
      const names = new Set(releasesOf(platform.spec).map(({ name }) => name));
      for (const { name, at } of promised)
        if (!names.has(name))
          yield {
            path,
            at: at.slice(0, at.lastIndexOf("/")),
            part: "key",
            message: `${name} is released and would be gone`,
            help: "Keep the entry, and set deprecated and endOfSupport; it may go when its support has ended.",
          };
      const alive = new Set(promised.map(({ name }) => name));
      for (const [index, { version, apis }] of platform.spec.os.entries()) {
        const spoken = new Set(apis.map(nameOf));
        const before = offered.os.find((release) => release.version === version && kept(release.lifecycle));
        for (const name of (before?.apis ?? []).map(nameOf))
          if (alive.has(name) && !spoken.has(name) && names.has(name))
            yield {
              path,
              at: `/spec/os/${index}/apis`,
              part: "key",
              message: `OS ${version} speaks ${name} and would not any more`,
              help: "Drop it with a new OS version; what is released keeps what it speaks.",
            };
      }
    }
  },
});

const nameOf = ({ id, version }: { readonly id: string; readonly version: string }): string => `${id} ${version}`;

/** The platform of the landing, and the one each open proposal carries. */
function* nextPlatforms(base: Model, tree: Model): Generator<{ path: string; platform: Platform }> {
  for (const { kind, path, shaped, value } of tree.documents.values())
    if (kind === "Platform" && shaped && !isClosed(base.subjects.get(subjectAt(path)?.id ?? "")))
      yield { path, platform: value as Platform };
}
