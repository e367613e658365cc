// A version is a promise that can be counted: it rises, and it says whether something breaks, no more and no less.

import { compare, inc } from "semver";
import type { Release } from "../../document/types.gen.ts";
import { type Held, isClosed } from "../../model/model.ts";
import { announcesBreak, isMajorStep, isVersion } from "../../model/platform.ts";
import { isOff } from "../../model/releases.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL004",
  name: "release-version-out-of-order",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-2.7.1", "PEP-9.1.4", "PIP-2.5.1", "PIP-9.5.1", "EIP-2.5.1", "EIP-9.5.1", "EIP-6.1.4", "PIP-6.1.4"],
  summary:
    "Every release has a version above the one before, a higher major version where something breaks and only there, and reaches users after it was filed.",

  *check(model) {
    for (const releases of bySubject(model.releases.values()))
      for (const [index, { path, value }] of releases.entries()) {
        // What was refused or withdrawn nobody ever had, so nothing is measured by it.
        const before = releases.slice(0, index).findLast((release) => !isOff(model, release))?.value.spec;
        const { version, breaking, filed, released } = value.spec;
        if (released < filed)
          yield {
            path,
            at: "/spec/released",
            message: `${version} reached users on ${released}, and it was only filed on ${filed} to be signed off`,
            help: "Users get a version once it is signed off: give a later day.",
          };
        if (before === undefined) continue;
        if (breaking && !isMajorStep(before.version, version))
          yield {
            path,
            at: "/spec/version",
            message: `${version} breaks what worked, and its major version is that of ${before.version}`,
            help: "Raise the major version, or keep what worked.",
          };
        if (!breaking && announcesBreak(before.version, version) && !isClosed(model.subjects.get(value.metadata.id)))
          yield {
            path,
            at: "/spec/breaking",
            message: `${version} is a major version after ${before.version}, which says that something breaks, and breaking: false says that nothing does`,
            help: `Say breaking: true and name the guide, or take ${inc(before.version, "minor")}.`,
          };
        if (released < before.released)
          yield {
            path,
            at: "/spec/released",
            message: `${version} reaches users on ${released}, and ${before.version} below it only on ${before.released}`,
            help: "Give it a version below, or a later day.",
          };
      }
  },
});

/** The releases of each integration or component, lowest version first. */
function bySubject(releases: Iterable<Held<Release>>): Held<Release>[][] {
  const found = new Map<string, Held<Release>[]>();
  for (const release of releases) {
    const { subject, version } = release.value.spec;
    // DOC008 names a version that is none.
    if (isVersion(version)) found.set(subject, [...(found.get(subject) ?? []), release]);
  }
  return [...found.values()].map((own) => own.sort((a, b) => compare(a.value.spec.version, b.value.spec.version)));
}
