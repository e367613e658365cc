// `latest` is another API every time it changes; only a version can be kept to.

import type { Manifest, Platform } from "../../document/types.gen.ts";
import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "API001",
  name: "unversioned-endpoint",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-2.1.1", "PIS-3.4.1", "PIP-4.1.1", "EIP-4.4.1"],
  summary: "Every API is named in a version, never by a label that moves.",
  kinds: ["Integration", "Component", "Platform"],

  *check(facts) {
    const labels =
      facts.kind === "Platform"
        ? platformLabels((facts.document.value as Platform).spec)
        : manifestLabels(specIn(facts));
    for (const { api, version, at } of labels)
      if (!/\d/.test(version))
        yield {
          at,
          message: `"${version}" is no version of ${api}: what it stands for can change without notice`,
          help: "Name a version, for example v2.",
        };
  },
});

interface Label {
  readonly api: string;
  readonly version: string;
  readonly at: string;
}

function* manifestLabels({ api, compatibility }: Manifest): Generator<Label> {
  for (const [index, call] of (api?.calls ?? []).entries())
    yield { api: call.api, version: call.version, at: `/spec/api/calls/${index}/version` };
  for (const [index, { id, versions }] of compatibility.apis.entries())
    for (const [item, version] of versions.entries())
      yield { api: id, version, at: `/spec/compatibility/apis/${index}/versions/${item}` };
}

function* platformLabels({ apis }: Platform["spec"]): Generator<Label> {
  for (const [index, { id, version }] of apis.entries()) yield { api: id, version, at: `/spec/apis/${index}/version` };
}
