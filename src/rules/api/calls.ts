// The calls of a manifest, each with what the platform offers under its name.

import type { ApiCall, PlatformApi } from "../../document/types.gen.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";

export interface PlacedCall {
  readonly manifest: Manifest;
  readonly call: ApiCall;
  /** JSON pointer of the call in the manifest. */
  readonly at: string;
  /** The API in the version that is called; undefined where the platform has none. */
  readonly api: PlatformApi | undefined;
}

/** Every call of every manifest; none where the platform's shape does not hold. */
export function* callsOf(model: Model): Generator<PlacedCall> {
  const apis = model.platform?.value.spec.apis;
  if (apis === undefined) return;
  for (const manifest of manifestsOf(model))
    for (const [index, call] of (manifest.value.spec.api?.calls ?? []).entries()) {
      const api = apis.find(({ id, version }) => id === call.api && version === call.version);
      yield { manifest, call, at: `/spec/api/calls/${index}`, api };
    }
}
