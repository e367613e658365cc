// One line of the reasoning behind a word of the compatibility matrix, with the places it is written in.

import type { Manifest } from "../model/manifests.ts";
import type { Held } from "../model/model.ts";
import type { Verdict } from "./verdict.ts";

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

// A manifest may say it in twenty thousand letters; its place is named beside it.
function shortened(text: string): string {
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
