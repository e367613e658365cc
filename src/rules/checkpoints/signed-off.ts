// What the releases lack that a landing signs off: judged on the day, as if they were not signed off yet.

import type { Release } from "../../document/types.gen.ts";
import { type Lack, lacksOf } from "../../gates/sign-off.ts";
import type { Landing } from "../../landing/landing.ts";
import type { Held } from "../../model/model.ts";

export interface SignedOff {
  readonly release: Held<Release>;
  readonly lacks: readonly Lack[];
}

/** The releases that a landing brings an approval of, each with what it lacks. */
export function signedOffWithout({ decisions, tree, asOf }: Landing): SignedOff[] {
  return decisions.flatMap(({ subject: { release }, file }) =>
    release === null || file.value.spec.outcome !== "approved"
      ? []
      : [{ release, lacks: lacksOf(release, tree, asOf) }],
  );
}
