// A range that nothing lies in says that it works nowhere.

import type { Manifest, Platform } from "../../document/types.gen.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { isRange, supportOf } from "../../model/platform.ts";
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
  },
});

function* gaps({ compatibility, api }: Manifest, offer: Platform["spec"], asOf: string): Generator<Defect> {
  const { os, apis, runtimes } = compatibility;
  const support = supportOf(compatibility, offer, asOf);
  // A range that cannot be read is DOC008's.
  if (isRange(os) && support.os.size === 0)
    yield {
      at: "/spec/compatibility/os",
      message: `no OS version of the platform lies in ${os}`,
      help: `The platform has ${offer.os.map(({ version }) => version).join(", ")}.`,
    };
  for (const [index, { id, range }] of runtimes.entries()) {
    const versions = offer.runtimes.filter((runtime) => runtime.id === id).map(({ version }) => version);
    // A runtime that does not exist is CMP005's.
    if (versions.length > 0 && isRange(range) && !versions.some((version) => support.runtimes.has(`${id} ${version}`)))
      yield {
        at: `/spec/compatibility/runtimes/${index}/range`,
        message: `no version of runtime ${id} lies in ${range}`,
        help: `The platform has ${versions.join(", ")}.`,
      };
  }
  // What is called and not there is API002's and API010's.
  const called = new Set((api?.calls ?? []).map((call) => call.api));
  const internal = new Set(offer.apis.filter((one) => one.internal).map(({ id }) => id));
  for (const [index, { id, versions }] of apis.entries()) {
    if (internal.has(id)) continue;
    const at = `/spec/compatibility/apis/${index}`;
    const alive = versions.filter((version) => support.apis.has(`${id} ${version}`));
    if (alive.length > 0) {
      const speaking = offer.os.filter(({ version }) => support.os.has(version));
      const spoken = speaking.some((release) =>
        release.apis.some((one) => one.id === id && alive.includes(one.version)),
      );
      if (speaking.length > 0 && !spoken)
        yield {
          at: `${at}/versions`,
          part: "key",
          message: `no OS version in ${os} speaks ${id} ${alive.join(" or ")}`,
          help: "Widen one of the two, so that they meet somewhere.",
        };
    } else if (!called.has(id))
      yield {
        at: `${at}/versions`,
        part: "key",
        message: `the platform has no ${id} ${versions.join(" or ")}`.trimEnd(),
        help: "Name APIs and versions of governance/platform.yaml that have not ended.",
      };
  }
}
