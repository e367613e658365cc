// What can be ended or deprecated, by the words it is called on the command line.

import type { Model } from "../model/model.ts";
import { type Release, releasesOf } from "../model/platform.ts";

/** A version of the platform, or somebody who stands in the lifecycle. */
export type Thing = PlatformThing | LifecycleThing;

export interface PlatformThing {
  readonly kind: "os" | "api" | "runtime";
  /** `api:credit@v2`, `os:2.0.0`, `runtime:base@3.0.0`. */
  readonly word: string;
  /** `credit v2`, `OS 2.0.0`, `runtime base 3.0.0`. */
  readonly name: string;
  readonly release: Release;
}

export interface LifecycleThing {
  readonly kind: "partner" | "integration" | "component";
  /** `partner:acme`, `integration:acme/score-insights`. */
  readonly word: string;
  /** Its id. */
  readonly name: string;
}

/** Everything that can be ended, the platform's first, by its word. What is listed twice is the first of them. */
export function thingsOf(model: Model): ReadonlyMap<string, Thing> {
  const spec = model.platform?.value.spec;
  const releases = spec === undefined ? [] : releasesOf(spec).map(platformThing);
  const living = (
    [
      ["partner", model.partners],
      ["integration", model.integrations],
      ["component", model.components],
    ] as const
  ).flatMap(([kind, held]) =>
    [...held.keys()].map((name): LifecycleThing => ({ kind, word: `${kind}:${name}`, name })),
  );
  const found = new Map<string, Thing>();
  for (const thing of [...releases, ...living]) if (!found.has(thing.word)) found.set(thing.word, thing);
  return found;
}

function platformThing(release: Release): PlatformThing {
  const { name, version, at } = release;
  if (at.startsWith("/spec/os/")) return { kind: "os", word: `os:${version}`, name, release };
  const kind = at.startsWith("/spec/apis/") ? "api" : "runtime";
  const id = name.slice(kind === "runtime" ? "runtime ".length : 0, -version.length - 1);
  return { kind, word: `${kind}:${id}@${version}`, name, release };
}
