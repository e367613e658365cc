// What the platform offers on a day, in the order matrices list it.

import { Failure } from "../failure.ts";
import type { Held, Model } from "../model/model.ts";
import { byVersion, fateOf } from "../model/platform.ts";
import { type Rivalry, rivalries } from "../model/runtimes.ts";
import { byBytes } from "../snapshot.ts";
import { ok, type Verdict } from "./verdict.ts";

type Platform = NonNullable<Model["platform"]>;
type Spec = Platform["value"]["spec"];
type Lifecycle = Parameters<typeof fateOf>[0];

/** With a JSON pointer to its dates. */
type Pointed<T> = T & { readonly pointer: string };

export type OsRelease = Pointed<Spec["os"][number]>;

export interface Offer {
  readonly asOf: string;
  readonly held: Held<unknown>;
  /** Oldest first. */
  readonly os: readonly OsRelease[];
  /** By `credit v2`, by name and then oldest first. */
  readonly apis: ReadonlyMap<string, Pointed<Spec["apis"][number]>>;
  /** By name, then oldest first. */
  readonly runtimes: readonly Pointed<Spec["runtimes"][number]>[];
  /** Ranges that no version serves together, by the manifests of both. */
  readonly rivalries: ReadonlyMap<string, readonly Rivalry[]>;
}

/**
 * The platform of a revision on a day.
 * @param asOf `YYYY-MM-DD`
 * @throws Failure `noVerdict` where there is none that can be read
 */
export function offerOf(model: Model, asOf: string): Offer {
  const { platform, snapshot } = model;
  if (platform === null)
    throw new Failure(
      "noVerdict",
      "no-platform",
      `${snapshot.name} has no governance/platform.yaml that can be read, so nothing is known of the platform`,
      "kwanus validate governance/platform.yaml",
    );
  const { os, apis, runtimes } = platform.value.spec;
  return {
    asOf,
    held: platform,
    os: pointed(os, "os").sort((a, b) => byVersion(a.version, b.version)),
    apis: new Map(
      pointed(apis, "apis")
        .sort((a, b) => byBytes(a.id, b.id) || naturally(a.version, b.version))
        .map((api) => [`${api.id} ${api.version}`, api]),
    ),
    runtimes: pointed(runtimes, "runtimes").sort((a, b) => byBytes(a.id, b.id) || byVersion(a.version, b.version)),
    rivalries: rivalriesIn(model),
  };
}

function rivalriesIn(model: Model): ReadonlyMap<string, readonly Rivalry[]> {
  const found = new Map<string, Rivalry[]>();
  for (const rivalry of rivalries(model))
    for (const id of [rivalry.manifest.id, rivalry.rival.id]) found.set(id, [...(found.get(id) ?? []), rivalry]);
  return found;
}

function pointed<T>(entries: readonly T[], field: string): Pointed<T>[] {
  return entries.map((entry, at) => ({ ...entry, pointer: `/spec/${field}/${at}` }));
}

/** What its dates make of an OS version, an API version or a runtime, as a verdict and in words. */
export function dated(lifecycle: Lifecycle, asOf: string): { readonly verdict: Verdict; readonly says: string } {
  const { released, deprecated, endOfSupport } = lifecycle;
  const fate = fateOf(lifecycle, asOf);
  if (fate === "ended") return { verdict: { word: "breaks", day: null }, says: `ended on ${endOfSupport}` };
  if (fate === "planned")
    return { verdict: { word: "untested", day: null }, says: `is not released before ${released}` };
  if (endOfSupport !== null)
    return { verdict: { word: "ends", day: endOfSupport }, says: `is ${fate} and ends on ${endOfSupport}` };
  return fate === "deprecated"
    ? { verdict: { word: "deprecated", day: null }, says: `is deprecated since ${deprecated}` }
    : { verdict: ok, says: "is supported" };
}

/** True when an OS version is released and not ended on the day. */
export function isLive({ lifecycle }: OsRelease, asOf: string): boolean {
  const fate = fateOf(lifecycle, asOf);
  return fate !== "ended" && fate !== "planned";
}

/** The order of version labels: numbers as numbers, so that v10 comes after v9; the rest by bytes. */
export function naturally(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/(\d+)/));
  for (const [at, part] of (left ?? []).entries()) {
    const other = right?.[at] ?? "";
    const order = at % 2 === 1 ? Number(part) - Number(other) : byBytes(part, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
