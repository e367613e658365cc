// The runtime compatibility checker (EIP-6.2.2): ranges solved against the platform, its dates, the tier, the neighbours.

import { type Part, runtimesFor, type SolvedRange, solvedRuntimes } from "../model/runtimes.ts";
import { type Ground, ground, lacking, leastBad } from "./ground.ts";
import { dated, type Offer } from "./offer.ts";
import { absent, type Candidate, result, type TestResult } from "./trial.ts";

type Runtime = Offer["runtimes"][number];

/** `base 3.0.0` for every version that serves a declared range, or would if the range were another; ids of unknown ones. */
export function runtimeNames({ manifest, offer }: Candidate): readonly string[] {
  return solvedRuntimes(manifest.value.spec, offer.runtimes).flatMap(namesOf);
}

function namesOf({ id, all, fitting }: SolvedRange<Runtime>): string[] {
  if (all.length === 0) return [id];
  return (fitting.length > 0 ? fitting : all).map(({ version }) => `${id} ${version}`);
}

/**
 * A line for each declared runtime, and one for each that no version can serve together with another manifest's.
 * @param pin `base 3.0.0`: judged as if there were no other; null for all
 */
export function checkRuntimes(candidate: Candidate, pin: string | null): Ground[] {
  const { manifest, offer } = candidate;
  const solved = solvedRuntimes(manifest.value.spec, offer.runtimes).filter(
    (need) => pin === null || pin === need.id || namesOf(need).includes(pin),
  );
  const apart = offer.rivalries.get(manifest.id) ?? [];
  return solved.flatMap((need) => [
    served(need, candidate, pin),
    ...apart
      .filter((one) => one.need.id === need.id)
      .map((one) => {
        const other = one.manifest.id === manifest.id ? one.rival : { id: one.manifest.id, range: one.need.range };
        return ground(
          { about: "runtime", of: namesOf(need), word: "breaks", day: null },
          `no version of runtime ${need.id} is in ${need.range} and in ${other.range}, which ${other.id} needs`,
          [manifest, `${need.at}/range`],
        );
      }),
  ]);
}

function served(need: SolvedRange<Runtime>, candidate: Candidate, pin: string | null): Ground {
  const { manifest, envelope, offer } = candidate;
  const { id, range, at, all, fitting } = need;
  const about = { about: "runtime" as const, of: namesOf(need) };
  const declared = [manifest, `${at}/range`] as const;
  if (all.length === 0) return lacking(manifest, about, `the platform has no runtime ${id}`, declared);
  if (fitting.length === 0)
    return lacking(manifest, about, `the platform has ${namesOf(need).join(", ")}, and ${range} is declared`, declared);
  const choices = fitting
    .filter(({ version }) => pin === null || pin === id || pin === `${id} ${version}`)
    .map(({ version, minimumTier, lifecycle, pointer }) => {
      const places = [declared, [offer.held, pointer] as const];
      if (envelope.tier !== null && minimumTier > envelope.tier)
        return ground(
          { ...about, word: "breaks", day: null },
          `runtime ${id} ${version} asks for tier ${minimumTier}, and ${manifest.owner} has tier ${envelope.tier}`,
          ...places,
        );
      const fate = dated(lifecycle, offer.asOf);
      return ground({ ...about, ...fate.verdict }, `runtime ${id} ${range} → ${version} ${fate.says}`, ...places);
    });
  return leastBad(choices);
}

/**
 * Whether a manifest declares a runtime that is there for a part of it: none where the platform does not say which are.
 * That the range can be solved, and for this tier, is the runtime's own line.
 */
export function testRunner(part: Part, { manifest, offer }: Candidate): TestResult[] {
  const runners = runtimesFor(part, offer.runtimes);
  if (runners === null) return [];
  const solved = solvedRuntimes(manifest.value.spec, offer.runtimes);
  const own = solved.find(({ id }) => runners.includes(id));
  if (own === undefined)
    return [
      result(
        "runtime",
        `it declares no runtime for ${part}, which ${runners.join(" or ")} is there for`,
        [[manifest, "/spec/compatibility/runtimes"]],
        absent,
      ),
    ];
  const { id, range, at, fitting } = own;
  const best = fitting.at(-1);
  return [
    best === undefined
      ? result("runtime", `no version of runtime ${id} lies in ${range}`, [[manifest, `${at}/range`]], absent)
      : result("runtime", `runtime ${id} ${range} → ${best.version}`, [[offer.held, best.pointer]]),
  ];
}
