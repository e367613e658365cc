// Which of two values reaches further: more data, longer, for more people, with fewer guarantees.

import semver from "semver";
import { isUnbounded } from "./scopes.ts";

/** What became of a value. `widened`: it certainly reaches further. `changed`: nobody can tell by looking at it. */
export type Direction = "widened" | "narrowed" | "changed";

/** Compares two different values, each a list; a single value is a list of one, an absent one is empty. */
export type Measure = (before: readonly string[], after: readonly string[]) => Direction;

/** No value of this kind reaches further than another. */
export const other: Measure = () => "changed";

/** A list of what is opened: whatever is gained widens it, whatever is lost besides. `*` holds everything. */
export const opened: Measure = (before, after) => {
  if (before.includes("*") !== after.includes("*")) return after.includes("*") ? "widened" : "narrowed";
  return after.some((entry) => !before.includes(entry)) ? "widened" : "narrowed";
};

/** A list of what protects: whatever is lost widens. */
export const guaranteed: Measure = (before, after) =>
  before.some((entry) => !after.includes(entry)) ? "widened" : "narrowed";

/** Values by how far they reach; one that is not named, or has the same rank, is merely another. */
export function ranked(ranks: Readonly<Record<string, number>>): Measure {
  return byNumber(([value = ""]) => (Object.hasOwn(ranks, value) ? (ranks[value] ?? null) : null));
}

/** `none` reaches nowhere; how far anything else reaches nobody can tell. */
export const unlessNone: Measure = byNumber(([value]) => (value === undefined ? null : value === "none" ? 0 : 1));

/** Scopes bound a permission, or they do not. What two bounds have to do with each other only people know. */
export const scope: Measure = byNumber(([value]) => (value === undefined ? null : boundless(value) ? 1 : 0));

/** A greater number reaches further; words may follow it. */
export const number: Measure = byNumber(([value]) => (value === undefined ? null : Number.parseFloat(value)));

/** ISO 8601 durations, each at the longest it can mean: a month has 31 days, a year 366. */
export const duration: Measure = byNumber(([value]) => (value === undefined ? null : longest(value)));

function byNumber(measured: (value: readonly string[]) => number | null): Measure {
  return (before, after) => {
    const [from, to] = [measured(before), measured(after)];
    if (from === null || to === null || from === to) return "changed";
    return to > from ? "widened" : "narrowed";
  };
}

function boundless(value: string): boolean {
  return isUnbounded(value) || /\b(?:all|any|every|everyone|everybody|everything|global|unlimited)\b/i.test(value);
}

// In the order ISO 8601 writes them, in seconds.
const units = [366 * 86_400, 31 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1] as const;

function longest(value: string): number | null {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value);
  return parts === null ? null : units.reduce((sum, unit, at) => sum + unit * Number(parts[at + 1] ?? 0), 0);
}

/** How two versions differ: `major`, `minor`, `patch`, `older`; empty where either is none. */
export function versionStep(before: string, after: string): string {
  if (semver.valid(before) === null || semver.valid(after) === null) return "";
  return semver.lt(after, before) ? "older" : (semver.diff(before, after) ?? "");
}

/** Whether a range takes in `more versions` or `fewer versions` than before; `other versions` where it is neither. */
export function rangeStep(before: string, after: string): string {
  if (semver.validRange(before) === null || semver.validRange(after) === null) return "";
  const [more, fewer] = [semver.subset(before, after), semver.subset(after, before)];
  return more && fewer ? "the same versions" : more ? "more versions" : fewer ? "fewer versions" : "other versions";
}
