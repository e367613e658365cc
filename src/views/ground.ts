// One line of the reasoning behind a word of the compatibility matrix, with the places it is written in.

import type { Manifest } from "../model/manifests.ts";
import type { Held } from "../model/model.ts";
import { byWorst, type Verdict } from "./verdict.ts";

/** What a matrix can be cut along. */
export const axes = [
  "os",
  "api",
  "runtime",
  "tier",
  "workflow",
  "permission",
  "extension",
  "integration",
  "partner",
] as const;

export type Axis = (typeof axes)[number];

/** One value for some of the axes: `{ os: "2.0.0", api: "credit v2" }`. */
export type Pins = Readonly<Partial<Record<Axis, string>>>;

/** One line of the reasoning behind a word. */
export interface Ground extends Verdict {
  readonly about: Axis | "stage" | "maturity";
  /** The values of that axis it speaks of: where another one is pinned, it has no say. */
  readonly of: readonly string[];
  readonly says: string;
  /** Where that is written. */
  places(): readonly Place[];
}

export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A JSON pointer in a document. */
export type Where = readonly [held: Held<unknown>, pointer: string];

/** Something is not there: the fallback holds, or nothing does where none is declared. */
export function lacking(
  manifest: Manifest,
  about: Pick<Ground, "about" | "of">,
  missing: string,
  ...where: readonly Where[]
): Ground {
  const fallback = manifest.value.spec.compatibility.fallback.replace(/\s+/g, " ").trim();
  if (fallback === "")
    return ground({ ...about, word: "breaks", day: null }, `${missing}, and there is no fallback`, ...where);
  const then: Where = [manifest, "/spec/compatibility/fallback"];
  return ground({ ...about, word: "fallback", day: null }, `${missing}; then: ${shortened(fallback)}`, ...where, then);
}

/** The beginning of a text: a manifest may say it in twenty thousand letters, and its place is named beside it. */
export function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= 200 ? text : `${letters.slice(0, 199).join("")}…`;
}

/** A line of reasoning; its places are looked up only when somebody asks. */
export function ground(
  about: Pick<Ground, "about" | "of"> & Verdict,
  says: string,
  ...where: readonly Where[]
): Ground {
  return {
    ...about,
    says,
    places: () => where.map(([{ path, document }, pointer]) => ({ path, line: document.locate(pointer).line })),
  };
}

/** Any of several versions would do, so the best of them counts; of equals the last, which is the newest. */
export function leastBad(choices: readonly Ground[]): Ground {
  return choices.reduce((best, choice) => (byWorst(choice, best) >= 0 ? choice : best));
}
