// What a compatibility tester looks at, and what one test of it says.

import { type Envelope, envelopeOf } from "../gates/decision.ts";
import type { Manifest } from "../model/manifests.ts";
import type { Model } from "../model/model.ts";
import { registered } from "../model/present-names.ts";
import type { Where } from "./ground.ts";
import type { Offer, OsRelease } from "./offer.ts";
import { byWorst, ok, type Verdict, worst } from "./verdict.ts";

/** A manifest with what its owner was granted. */
export interface Candidate {
  readonly manifest: Manifest;
  readonly envelope: Envelope;
  /** False before what it rests on is approved: then nothing can be granted yet. */
  readonly approved: boolean;
  readonly model: Model;
  /** Permissions by their present and former ids. */
  readonly registry: ReturnType<typeof registered>;
  readonly offer: Offer;
}

/** A candidate on one OS version. */
export interface Trial extends Candidate {
  readonly os: OsRelease;
}

/** One named test with its result. */
export interface TestResult extends Verdict {
  readonly test: "trigger" | "runtime" | "permission" | "fallback" | "reliability" | "surface" | "sandbox" | "policy";
  readonly says: string;
  readonly where: readonly Where[];
}

/** A result; without a verdict the test is passed. */
export function result(
  test: TestResult["test"],
  says: string,
  where: readonly Where[] = [],
  verdict: Verdict = ok,
): TestResult {
  return { test, says, where, word: verdict.word, day: verdict.day };
}

export const broken: Verdict = { word: "breaks", day: null };
const unknown: Verdict = { word: "untested", day: null };
/** Something is not there; whether anything takes its place is asked later. */
export const absent: Verdict = { word: "fallback", day: null };

/** Results with the worst word of all, the gravest named first; passed tests are left out where one is not. */
export function summed(results: readonly TestResult[]): Verdict & Pick<TestResult, "says" | "where"> {
  const grave = results.filter(({ word }) => word !== "ok").sort(byWorst);
  const told = grave.length > 0 ? grave : results;
  return {
    ...worst(results),
    says: told.map(({ says }) => says).join("; "),
    where: told.flatMap(({ where }) => where),
  };
}

/**
 * Whether a permission that a part uses is declared and granted: PIS-4.2.2, PIS-5.4.2.
 * @param pointer where the part names it
 */
export function testPermission(
  id: string,
  pointer: string,
  { manifest, envelope, approved, registry }: Candidate,
): TestResult {
  const where: Where[] = [[manifest, pointer]];
  const present = (name: string): string => registry.get(name)?.id ?? name;
  const says = (what: string): string => `${id} ${what}`;
  if (!manifest.value.spec.permissions.some((held) => present(held.id) === present(id)))
    return result("permission", says("is not among the permissions of the manifest"), where, broken);
  if (!approved) return result("permission", says("is asked for"), where, unknown);
  if (![...envelope.permissions.keys()].some((held) => present(held) === present(id)))
    return result("permission", says(`is not granted to ${manifest.owner}`), where, broken);
  return result("permission", says("granted"), where);
}

/** A manifest with what its owner was granted by the decisions of a revision. */
export function candidateOf(manifest: Manifest, approved: boolean, model: Model, offer: Offer): Candidate {
  return { manifest, envelope: envelopeOf(model, manifest.owner), approved, model, registry: registered(model), offer };
}
