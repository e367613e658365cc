// The releases of an integration or a component: which came last, and what is approved but in none of them.

import { compare } from "semver";
import type { Release } from "../document/types.gen.ts";
import type { Manifest } from "./manifests.ts";
import { type Held, isClosed, type Model } from "./model.ts";

/** The releases of an integration or component, lowest version first. */
export function releasesOf({ releases }: Model, id: string): Held<Release>[] {
  const own = [...releases.values()].filter(({ value }) => value.spec.subject === id);
  return own.sort((a, b) => compare(a.value.spec.version, b.value.spec.version));
}

/** The releases that were signed off and have reached users by a day (`YYYY-MM-DD`), lowest version first. */
export function releasedBy(model: Model, id: string, asOf: string): Held<Release>[] {
  return releasesOf(model, id).filter((release) => isOut(model, release, asOf));
}

/** True where its four bodies signed a release off, whether or not it has reached anybody. */
export function isSignedOff({ subjects }: Model, { value }: Held<Release>): boolean {
  return subjects.get(value.metadata.id)?.decisions.get("sign-off")?.value.spec.outcome === "approved";
}

/** True for a release that its bodies rejected, or its authors withdrew: nobody ever had it. */
export function isOff(model: Model, release: Held<Release>): boolean {
  return isClosed(model.subjects.get(release.value.metadata.id)) && !isSignedOff(model, release);
}

/** What users had before a version: the highest release below it that was signed off, or null for the first. */
export function signedOffBefore(model: Model, { subject, version }: Release["spec"]): Held<Release> | null {
  const earlier = releasesOf(model, subject).filter((release) => compare(release.value.spec.version, version) < 0);
  return earlier.findLast((release) => isSignedOff(model, release)) ?? null;
}

/** True where a release was signed off and has reached users by a day. */
export function isOut(model: Model, release: Held<Release>, asOf: string): boolean {
  return isSignedOff(model, release) && release.value.spec.released <= asOf;
}

/** The first day on which each integration or component reached users, by a day. */
export function firstDaysOut(model: Model, asOf: string): Map<string, string> {
  const days = new Map<string, string>();
  for (const release of model.releases.values()) {
    const { subject, released } = release.value.spec;
    const known = days.get(subject);
    if ((known === undefined || released < known) && isOut(model, release, asOf)) days.set(subject, released);
  }
  return days;
}

/** Which version of an integration or component users have, and which one comes to them. */
export interface Reach {
  /** The highest version that is out; null where nothing was ever signed off, or its day has not come. */
  readonly out: Held<Release> | null;
  /** Signed off, and its day has not come. */
  readonly coming: Held<Release> | null;
}

/** What has reached users by a day (`YYYY-MM-DD`): a sign-off brings a version on its day (PIP-2.7.3, PIP-11.1.4). */
export function reachOf(model: Model, id: string, asOf: string): Reach {
  const signedOff = releasesOf(model, id).filter((release) => isSignedOff(model, release));
  return {
    out: signedOff.findLast(({ value }) => value.spec.released <= asOf) ?? null,
    coming: signedOff.find(({ value }) => value.spec.released > asOf) ?? null,
  };
}

/** The release that stands for an integration or component as it is now: of the version its manifest carries, signed off. */
export function inForce(model: Model, id: string): Held<Release> | null {
  const version = (model.integrations.get(id) ?? model.components.get(id))?.value.spec.version;
  const release = model.releases.get(`${id}/${version}`);
  return release !== undefined && isSignedOff(model, release) ? release : null;
}

/** Approved applications and proposals that a manifest rests on or that name it, and that none of the given releases fulfils. */
export function unreleased(model: Model, { id, value }: Manifest, releases = releasesOf(model, id)): string[] {
  const done = new Set(releases.flatMap((release) => release.value.spec.fulfils));
  return [...model.subjects.values()]
    .filter(({ gate, decisions }) => decisions.get(gate)?.value.spec.outcome === "approved")
    .filter((subject) => {
      const named = subject.proposal?.value.spec.integrations?.includes(id) ?? false;
      return (named || value.spec.restsOn.includes(subject.id)) && !done.has(subject.id);
    })
    .map((subject) => subject.id);
}
