// What a release lacks beside votes, the committed pages included: decide refuses by it, and status tells it.

import { type LackInWords, lacksInWords, lacksOf } from "../gates/sign-off.ts";
import type { Landing } from "../landing/landing.ts";
import type { Subject } from "../model/model.ts";
import { copyPath, judgeCopy } from "./matrix-copy.ts";

/** Everything a release lacks on the landing's day, the committed compatibility matrix included (PIP-11.1.3, EIP-11.1.3); nothing for anything else. */
export async function lacksForSignOff({ release }: Subject, { tree, asOf }: Landing): Promise<LackInWords[]> {
  if (release === null) return [];
  const { stale } = await judgeCopy(tree, asOf);
  const matrix: LackInWords = {
    of: "matrix",
    message: `${copyPath} is stale: ${stale}`,
    help: "kwanus matrix --write",
  };
  return [...lacksInWords(release, lacksOf(release, tree, asOf)), ...(stale === null ? [] : [matrix])];
}
