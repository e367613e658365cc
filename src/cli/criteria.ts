// A body's criteria (PEP-4) on the command line: named one by one, or all with one verdict.

import { didYouMean } from "../document/suggest.ts";
import { Failure } from "../failure.ts";

export const verdicts = ["passed", "failed", "not-applicable"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Verdicts given as NAME=VERDICT.
 * @param criteria the body's own
 * @throws Failure (usage) `bad-criterion`, `unknown-criterion`
 */
export function namedCriteria(
  words: readonly string[],
  criteria: readonly string[],
  body: string,
): Map<string, Verdict> {
  return new Map(
    words.map((word) => {
      const [name = "", verdict = ""] = word.split("=");
      const found = verdicts.find((known) => known === verdict);
      if (found === undefined)
        throw new Failure(
          "usage",
          "bad-criterion",
          `--criterion ${word}: say NAME=VERDICT`,
          didYouMean(verdict, verdicts) ?? `verdicts are ${verdicts.join(", ")}`,
        );
      if (!criteria.includes(name))
        throw new Failure(
          "usage",
          "unknown-criterion",
          `${body} has no criterion "${name}"`,
          didYouMean(name, criteria) ?? `it has ${criteria.join(", ")}`,
        );
      return [name, found];
    }),
  );
}
