// A range that nothing lies in says that it works nowhere.

import { didYouMean } from "../../document/suggest.ts";
import type { Manifest, Platform } from "../../document/types.gen.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { isRange, type Support, supportOf } from "../../model/platform.ts";
import { requested } from "../../model/requests.ts";
import type { Defect } from "../rule.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP002",
  name: "range-unsatisfiable",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-5.4.3", "PEP-5.2.4", "EIP-6.2.2"],
  summary: "Every declared range covers something that the platform has and that has not ended.",

  *check(model, asOf) {
    const offer = model.platform?.value.spec;
    if (offer === undefined) return;
    for (const { path, value } of manifestsOf(model))
      for (const defect of gaps(value.spec, offer, asOf)) yield { path, ...defect };
    for (const { subject, runtimes } of requested(model)) {
      const support = supportOf({ os: "*", apis: [], runtimes: [...runtimes], fallback: "" }, offer, asOf);
      for (const defect of runtimeGaps(runtimes, offer, support)) yield { path: subject.path, ...defect };
    }
  },
});

function* gaps(spec: Manifest, offer: Platform["spec"], asOf: string): Generator<Defect> {
  const { os, runtimes } = spec.compatibility;
  const support = supportOf(spec.compatibility, offer, asOf);
  // A range that cannot be read is DOC008's.
  if (isRange(os) && support.os.size === 0)
    yield {
      at: "/spec/compatibility/os",
      message: `no OS version of the platform lies in ${os}`,
      help: `The platform has ${offer.os.map(({ version }) => version).join(", ")}.`,
    };
  const named = runtimes.map((runtime, index) => ({ ...runtime, at: `/spec/compatibility/runtimes/${index}` }));
  yield* runtimeGaps(named, offer, support);
  yield* apiGaps(spec, offer, support);
}

function* runtimeGaps(
  named: readonly { readonly id: string; readonly range: string; readonly at: string }[],
  offer: Platform["spec"],
  support: Support,
): Generator<Defect> {
  for (const { id, range, at } of named) {
    const versions = offer.runtimes.filter((runtime) => runtime.id === id).map(({ version }) => version);
    // A runtime that does not exist is CMP005's.
    if (versions.length > 0 && isRange(range) && !versions.some((version) => support.runtimes.has(`${id} ${version}`)))
      yield {
        at: `${at}/range`,
        message: `no version of runtime ${id} lies in ${range}`,
        help: `The platform has ${versions.join(", ")}.`,
      };
  }
}

function* apiGaps({ compatibility, api }: Manifest, offer: Platform["spec"], support: Support): Generator<Defect> {
  const covered = offer.os.filter(({ version }) => support.os.has(version));
  const called = new Set((api?.calls ?? []).map((call) => call.api));
  const internal = new Set(offer.apis.filter((one) => one.internal).map(({ id }) => id));
  for (const [index, { id, versions }] of compatibility.apis.entries()) {
    const at = `/spec/compatibility/apis/${index}/versions`;
    const alive = versions.filter((version) => support.apis.has(`${id} ${version}`));
    const spoken = covered.some(({ apis }) => apis.some((one) => one.id === id && alive.includes(one.version)));
    // What is called and internal, unknown or ended is API002's and API010's.
    if (internal.has(id) || (alive.length === 0 && called.has(id))) continue;
    if (alive.length === 0)
      yield {
        at,
        part: "key",
        message: `the platform has no ${id} ${versions.join(" or ")}`.trimEnd(),
        help:
          (offer.apis.some((one) => one.id === id) ? null : didYouMean(id, new Set(offer.apis.map((one) => one.id)))) ??
          "Name APIs and versions of governance/platform.yaml that have not ended.",
      };
    else if (covered.length > 0 && !spoken)
      yield {
        at,
        part: "key",
        message: `no OS version in ${compatibility.os} speaks ${id} ${alive.join(" or ")}`,
        help: "Widen one of the two, so that they meet somewhere.",
      };
  }
}
