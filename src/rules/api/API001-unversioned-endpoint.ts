// `latest` is another API every time it changes; only a version can be kept to.

import { versionFaults } from "../../contract/versioned.ts";
import type { Document } from "../../document/document.ts";
import type { Manifest, Platform } from "../../document/types.gen.ts";
import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";
import { inside, soundContracts } from "./contracts.ts";

export default rule({
  id: "API001",
  name: "unversioned-endpoint",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-2.1.1", "PIS-3.4.1", "PIP-4.1.1", "EIP-4.4.1"],
  summary: "Every API is named in a version, never by a label that moves, and its contract keeps to that version.",

  *check(model) {
    for (const document of model.documents.values())
      for (const { api, version, at } of labelsIn(document))
        if (isLabel(version))
          yield {
            path: document.path,
            at,
            message: `"${version}" is no version of ${api}: what it stands for can change without notice`,
            help: "Name a version, for example v2.",
          };
    const reported = new Set<string>();
    for (const { path, api, contract } of soundContracts(model))
      if (!isLabel(api.version)) yield* inside(path, versionFaults(contract, api.version), reported);
  },
});

function isLabel(version: string): boolean {
  return !/\d/.test(version);
}

interface Label {
  readonly api: string;
  readonly version: string;
  readonly at: string;
}

function labelsIn(document: Document): Iterable<Label> {
  if (!document.shaped) return [];
  if (document.kind === "Platform") return platformLabels((document.value as Platform).spec);
  return document.kind === "Integration" || document.kind === "Component" ? manifestLabels(specIn({ document })) : [];
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
