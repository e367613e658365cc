// An extension shows where there is a place for it, in a version that it knows.

import { refusedSurfaces } from "../../gates/extension-reach.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { coveredReleases, isRange, liesIn } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT007",
  name: "surface-not-offered",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EIP-6.2.3", "PIS-5.4.3"],
  summary:
    "Every surface of an extension is one that some OS version it is declared for has, in a version in its range.",

  *check(model, asOf) {
    const offer = model.platform?.value.spec;
    if (offer === undefined) return;
    for (const { path, value } of manifestsOf(model)) {
      const { extension, compatibility } = value.spec;
      if (extension === undefined) continue;
      const { surfaces, ranges = [] } = extension;
      for (const [index, { id }] of ranges.entries())
        if (!surfaces.includes(id))
          yield {
            path,
            at: `/spec/extension/ranges/${index}/id`,
            message: `a range is declared for ${id}, where the extension does not show`,
            help: "Add it to the surfaces, or leave its range out.",
          };
        else if (ranges.findIndex((range) => range.id === id) < index)
          yield {
            path,
            at: `/spec/extension/ranges/${index}/id`,
            message: `a second range is declared for ${id}`,
            help: 'Make one of both: { id: ui-component, range: "^1.4.0 || ^2.0.0" }.',
          };
      const covered = coveredReleases(value.spec, offer, asOf);
      // Where nothing is covered CMP002 says so, and where one does not list its surfaces nobody can tell.
      if (covered.length === 0 || covered.some((os) => os.surfaces === undefined)) continue;
      for (const [index, surface] of surfaces.entries()) {
        // What nobody may use EXT001 and EXT002 name.
        if (refusedSurfaces.has(surface)) continue;
        const at = ranges.findIndex(({ id }) => id === surface);
        const range = ranges[at]?.range ?? "*";
        const versions = covered.flatMap((os) => os.surfaces ?? []).filter(({ id }) => id === surface);
        // A range that cannot be read is DOC008's.
        if (!isRange(range) || versions.some(({ version }) => liesIn(version, range))) continue;
        const there = [...new Set(versions.map(({ version }) => version))].join(", ");
        yield {
          path,
          at: there === "" ? `/spec/extension/surfaces/${index}` : `/spec/extension/ranges/${at}/range`,
          message:
            there === ""
              ? `no OS version in ${compatibility.os} has ${surface}`
              : `no OS version in ${compatibility.os} has ${surface} in ${range}`,
          help:
            there === ""
              ? "Show it on another surface, or widen the range of OS versions."
              : `They have ${surface} ${there}.`,
        };
      }
    }
  },
});
