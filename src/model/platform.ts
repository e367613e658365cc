// What the platform offers on a day: OS versions, APIs and runtimes with their lifecycle, and the ranges partners declare.

import { compareBuild, major, minor, parse, satisfies, valid, validRange } from "semver";
import type { Lifecycle, Manifest, Platform, Policy } from "../document/types.gen.ts";
import { byBytes } from "../snapshot.ts";

/**
 * Where something of the platform stands on a day. `planned`: not released yet; `deprecated`: works, but nothing new
 * should use it; `ended`: works no more.
 */
export type Fate = "planned" | "supported" | "deprecated" | "ended";

/**
 * The fate of an OS version, an API version or a runtime.
 * @param asOf `YYYY-MM-DD`; a date counts from its own day on
 */
export function fateOf({ released, deprecated, endOfSupport }: Lifecycle, asOf: string): Fate {
  if (endOfSupport !== null && endOfSupport <= asOf) return "ended";
  if (released > asOf) return "planned";
  return deprecated !== null && deprecated <= asOf ? "deprecated" : "supported";
}

/** True when a version is one that npm's `semver` understands: the schema knows its form, not every limit of it. */
export function isVersion(version: string): boolean {
  return valid(version) !== null;
}

/** True when a range is one that npm's `semver` understands. */
export function isRange(range: string): boolean {
  return validRange(range) !== null;
}

/** True when a version lies in a range; a pre-release counts like any other version. False for what is no range. */
export function liesIn(version: string, range: string): boolean {
  const question = `${version}\n${range}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = satisfies(version, range, { includePrerelease: true });
  // Many manifests ask the same of a few versions. Whoever writes ten thousand ranges gains nothing by it.
  if (answers.size >= 10_000) answers.clear();
  answers.set(question, answer);
  return answer;
}

const answers = new Map<string, boolean>();

/** The order of versions; what is none comes first, by its bytes, and DOC008 names it. */
export function byVersion(a: string, b: string): number {
  if (isVersion(a) && isVersion(b)) return compareBuild(a, b);
  return Number(isVersion(a)) - Number(isVersion(b)) || byBytes(a, b);
}

/** True where going from one version to another announces that something breaks; below 1.0.0 a minor step does. */
export function isMajorStep(before: string, after: string): boolean {
  if (!isVersion(before) || !isVersion(after)) return false;
  return major(after) > major(before) || (major(after) === 0 && major(before) === 0 && minor(after) > minor(before));
}

/**
 * The same for whoever relies on a version: below 1.0.0 nobody was promised anything, so no number announces anything
 * either.
 */
export function announcesBreak(before: string, after: string): boolean {
  return isMajorStep(before, after) && major(before) > 0;
}

/** True for a version that may break what was: `2.0.0`, `v2`. Others, such as `2.1.0` and `v2.1`, add to one. */
function isMajorVersion(version: string): boolean {
  const parsed = parse(version);
  return parsed === null ? !/\d\D+\d/.test(version) : parsed.minor === 0 && parsed.patch === 0;
}

/**
 * How long whoever relies on a version has from its deprecation on, by the policy: `major` for one that may break what was,
 * `minor` for others (PEP-9.2.1).
 */
export function windowOf(version: string, windows: Policy["spec"]["windows"]): { kind: string; length: string } {
  const kind = isMajorVersion(version) ? "major" : "minor";
  return { kind, length: windows[kind].value };
}

type Offer = Platform["spec"];

/** Something of the platform in one version. */
export interface Release {
  /** `OS 2.0.0`, `credit v2`, `runtime base 3.0.0`. */
  readonly name: string;
  readonly version: string;
  readonly lifecycle: Lifecycle;
  /** JSON pointer of its entry in the platform's document. */
  readonly at: string;
}

/** Everything the platform lists: OS versions, APIs, runtimes. */
export function releasesOf({ os, apis, runtimes }: Offer): Release[] {
  return [
    ...os.map((entry, at) => ({ ...entry, name: `OS ${entry.version}`, at: `/spec/os/${at}` })),
    ...apis.map((entry, at) => ({ ...entry, name: `${entry.id} ${entry.version}`, at: `/spec/apis/${at}` })),
    ...runtimes.map((entry, at) => ({
      ...entry,
      name: `runtime ${entry.id} ${entry.version}`,
      at: `/spec/runtimes/${at}`,
    })),
  ];
}

/**
 * The OS versions that a manifest is declared for and that have not ended.
 * @param asOf `YYYY-MM-DD`
 */
export function coveredReleases({ compatibility }: Manifest, { os }: Offer, asOf: string): Offer["os"] {
  return os.filter(
    ({ version, lifecycle }) => fateOf(lifecycle, asOf) !== "ended" && liesIn(version, compatibility.os),
  );
}

/** What of the platform a manifest says it works with, of what has not ended by a day, by name. */
export interface Support {
  readonly os: ReadonlySet<string>;
  readonly apis: ReadonlySet<string>;
  readonly runtimes: ReadonlySet<string>;
}

/**
 * The releases a manifest covers.
 * @param asOf `YYYY-MM-DD`
 */
export function supportOf({ os, apis, runtimes }: Manifest["compatibility"], offer: Offer, asOf: string): Support {
  const alive = ({ lifecycle }: { lifecycle: Lifecycle }): boolean => fateOf(lifecycle, asOf) !== "ended";
  const covers = (id: string, version: string): boolean =>
    runtimes.some((entry) => entry.id === id && liesIn(version, entry.range));
  const speaks = (id: string, version: string): boolean =>
    apis.some((entry) => entry.id === id && entry.versions.includes(version));
  return {
    os: new Set(offer.os.filter((entry) => alive(entry) && liesIn(entry.version, os)).map(({ version }) => version)),
    apis: new Set(
      offer.apis.filter((entry) => alive(entry) && speaks(entry.id, entry.version)).map((api) => nameOf(api)),
    ),
    runtimes: new Set(
      offer.runtimes
        .filter((entry) => alive(entry) && covers(entry.id, entry.version))
        .map((runtime) => nameOf(runtime)),
    ),
  };
}

function nameOf({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${id} ${version}`;
}
