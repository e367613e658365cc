// A version that no tool can compare, or a range that no tool can solve, promises nothing.

import type { Manifest, Platform, Proposal } from "../../document/types.gen.ts";
import { specIn, workflowsIn } from "../../model/manifests.ts";
import { isRange, isVersion } from "../../model/platform.ts";
import type { Defect } from "../rule.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "DOC008",
  name: "bad-version-or-range",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-2.1.1", "PIS-4.5.4", "PIS-5.4.3"],
  summary: "Versions are semantic versions, and ranges are written as npm writes them.",
  kinds: ["Integration", "Component", "Platform", "Proposal"],

  *check(facts) {
    if (facts.kind === "Platform") {
      const { os, runtimes } = (facts.document.value as Platform).spec;
      for (const [index, { version, surfaces = [] }] of os.entries()) {
        yield* badVersion(version, `/spec/os/${index}/version`);
        for (const [at, surface] of surfaces.entries())
          yield* badVersion(surface.version, `/spec/os/${index}/surfaces/${at}/version`);
      }
      for (const [index, { version }] of runtimes.entries())
        yield* badVersion(version, `/spec/runtimes/${index}/version`);
    } else if (facts.kind === "Proposal")
      for (const [index, { range }] of ((facts.document.value as Proposal).spec.runtimes ?? []).entries())
        yield* badRange(range, `/spec/runtimes/${index}/range`);
    else yield* inManifest(specIn(facts));
  },
});

function* inManifest(spec: Manifest): Generator<Defect> {
  yield* badVersion(spec.version, "/spec/version");
  for (const { workflow, at } of workflowsIn(spec)) yield* badVersion(workflow.version, `${at}/version`);
  const { os, runtimes } = spec.compatibility;
  yield* badRange(os, "/spec/compatibility/os");
  for (const [index, { range }] of runtimes.entries())
    yield* badRange(range, `/spec/compatibility/runtimes/${index}/range`);
  for (const [index, { range }] of (spec.extension?.ranges ?? []).entries())
    yield* badRange(range, `/spec/extension/ranges/${index}/range`);
}

function* badVersion(version: string, at: string): Generator<Defect> {
  if (!isVersion(version))
    yield {
      at,
      message: `"${version}" is no semantic version`,
      help: "Write it like 1.2.0 or 1.2.0-beta.1; see semver.org.",
    };
}

function* badRange(range: string, at: string): Generator<Defect> {
  if (!isRange(range))
    yield {
      at,
      message: `"${range}" is no range of versions`,
      help: "Write it like >=2.0.0, ^2.1.0 or >=2.0.0 <4.0.0.",
    };
}
