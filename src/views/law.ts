// When something may lawfully end: the policy's windows from the day it is announced (PEP-9.2.1, EPF-8.3.3, PIS-10.3.3).

import { type LifecycleState, lifecycles } from "../gates/lifecycle.ts";
import { dayAfter, laterOf, lengthInWords } from "../model/calendar.ts";
import type { Model } from "../model/model.ts";
import { type Release, windowOf } from "../model/platform.ts";
import type { LifecycleThing, PlatformThing, Thing } from "./things.ts";

/** Somebody would like a thing to be deprecated, or to end, on a day. */
export interface Wish {
  readonly verb: "end" | "deprecate";
  readonly thing: Thing;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** What the rules say to a wish. */
export interface Law {
  readonly wish: Wish;
  readonly lawful: boolean;
  /** The first day on which it would be lawful; null where there is none, and `says` tells why. */
  readonly earliest: string | null;
  /** The day of its deprecation, from which the window runs; null where that is not the question. */
  readonly announced: string | null;
  readonly says: string;
  /** The rule that holds it, and its clauses. */
  readonly rule: "CMP007" | "LIF003" | null;
  readonly clauses: readonly string[];
  /** The dates of the platform's entry if the wish came true, for a thing of the platform. */
  readonly lifecycle: Release["lifecycle"] | null;
}

/**
 * What the rules say to a wish, after those before it.
 * @param before wishes judged already: one of them may deprecate what this one ends
 * @param asOf `YYYY-MM-DD`, the day of the announcement where nothing was announced before
 */
export function lawOf(wish: Wish, before: readonly Law[], model: Model, asOf: string): Law {
  const { thing } = wish;
  return "release" in thing
    ? platformLaw(wish, thing, before.findLast((law) => law.wish.thing.word === thing.word) ?? null, model, asOf)
    : lifecycleLaw(wish, thing, before.findLast((law) => law.wish.thing.word === thing.word) ?? null, model, asOf);
}

const compatibility = { rule: "CMP007", clauses: ["PEP-9.2.1", "PEP-5.2.3"] } as const;
const lifecycle = { rule: "LIF003", clauses: ["EPF-8.3.3", "PIS-10.3.3"] } as const;

function platformLaw(wish: Wish, { release }: PlatformThing, before: Law | null, model: Model, asOf: string): Law {
  const { verb, day } = wish;
  const { version } = release;
  const dates = before?.lifecycle ?? release.lifecycle;
  const windows = model.policy?.value.spec.windows;
  const announced =
    verb === "deprecate" ? day : before === null ? announcedBy(dates, asOf) : (dates.deprecated ?? asOf);
  const changed = { ...dates, deprecated: announced, ...(verb === "end" && { endOfSupport: day }) };
  const law = { wish, announced, ...compatibility, lifecycle: changed };
  const over = release.lifecycle.endOfSupport;
  if (over !== null && over <= asOf)
    return { ...law, lawful: false, earliest: null, rule: null, clauses: [], says: `it ended on ${over}` };
  if (windows === undefined)
    return {
      ...law,
      lawful: false,
      earliest: null,
      says: "there is no policy that can be read, so no window is known",
    };
  const { kind, length } = windowOf(version, windows);
  if (verb === "end") {
    const earliest = laterOf(dayAfter(announced, length), asOf);
    const says = `a ${kind} version gets ${lengthInWords(length)} from its deprecation, ${announced}${announced === release.lifecycle.deprecated ? " as announced" : ""}`;
    return { ...law, lawful: day >= earliest, earliest, says };
  }
  const ends = dates.endOfSupport;
  const from = laterOf(dates.released, asOf);
  if (ends !== null && dayAfter(laterOf(day, from), length) > ends)
    return {
      ...law,
      lawful: false,
      earliest: null,
      says: `it ends on ${ends}, and a ${kind} version gets ${lengthInWords(length)} from its deprecation: let it end later as well`,
    };
  return { ...law, lawful: day >= from, earliest: from, says: "a deprecation is announced for a day to come" };
}

/** The day of a deprecation that runs already; otherwise it begins with the announcement, or with the release after it. */
function announcedBy({ released, deprecated }: Release["lifecycle"], asOf: string): string {
  return laterOf(deprecated !== null && deprecated < asOf ? deprecated : asOf, released);
}

function lifecycleLaw(wish: Wish, { name }: LifecycleThing, before: Law | null, model: Model, asOf: string): Law {
  const { verb, day } = wish;
  const state = lifecycles(model, asOf).get(name);
  const law = { wish, announced: verb === "deprecate" ? day : null, ...lifecycle, lifecycle: null };
  const refusal = outOf(state);
  if (refusal !== null) return { ...law, lawful: false, earliest: null, rule: null, clauses: [], says: refusal };
  if (verb === "deprecate")
    return state?.stage === "deprecation"
      ? { ...law, lawful: false, earliest: null, says: `it is deprecated since ${state.since}` }
      : { ...law, lawful: day >= asOf, earliest: asOf, says: "a transition never takes effect before it is decided" };
  const window = model.policy?.value.spec.windows.deprecation.value ?? "P6M";
  const announced = before?.announced ?? deprecatedSince(state) ?? asOf;
  const earliest = laterOf(dayAfter(announced, window), asOf);
  const says = `${lengthInWords(window)} lie between deprecation, ${announced}, and end of support; for a violation or misuse all bodies together may cut that short`;
  return { ...law, announced, lawful: day >= earliest, earliest, says };
}

function outOf(state: LifecycleState | undefined): string | null {
  if (state === undefined || state.stage === null)
    return "it is not in the lifecycle yet: nothing it rests on is approved";
  return state.stage === "end-of-support" ? `its support ended on ${state.since}` : null;
}

/** Only its own deprecation counts: a partner's is another transition. */
function deprecatedSince(state: LifecycleState | undefined): string | null {
  if (state?.stage !== "deprecation") return null;
  return state.steps.findLast(({ spec }) => spec.to === "deprecation")?.effective ?? null;
}
