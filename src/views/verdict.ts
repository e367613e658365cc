// The words of the compatibility matrix, and which of two is the worse.

/** From "does not work" over "nobody knows" to "works": the order several sum up in (docs/matrix.md). */
export const words = ["breaks", "fallback", "untested", "ends", "deprecated", "ok"] as const;

export type Word = (typeof words)[number];

export interface Verdict {
  readonly word: Word;
  /** `ends`: the day it does, `YYYY-MM-DD`. `breaks`: the day it is over, or null for good. Null for the others. */
  readonly day: string | null;
}

export const ok: Verdict = { word: "ok", day: null };

/** What each word promises. */
export const meanings: Readonly<Record<Word, string>> = {
  breaks: "does not work, and no fallback helps",
  fallback: "does not work there, and the manifest says what happens instead",
  untested: "nobody has said that it works: nothing is declared or approved, it is alpha, or it is not released",
  ends: "works until the day before",
  deprecated: "works, but nothing new should rest on it",
  ok: "declared by its owner and supported on the day; a promise on file, not a measurement",
};

/** As people read it: `ends on 2027-03-01`, `breaks until 2026-12-21`. */
export function inWords({ word, day }: Verdict): string {
  if (word === "ends") return `ends on ${day}`;
  return day === null ? word : `${word} until ${day}`;
}

/** Below zero where the first is worse: what ends sooner, what breaks longer. */
export function byWorst(a: Verdict, b: Verdict): number {
  if (a.word !== b.word) return words.indexOf(a.word) - words.indexOf(b.word);
  if (a.day === b.day) return 0;
  const sooner = (a.day ?? "") < (b.day ?? "") ? -1 : 1;
  return a.word === "breaks" && a.day !== null && b.day !== null ? -sooner : sooner;
}

/** The worst of several; `ok` of none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const { word, day } = verdicts.reduce((least, verdict) => (byWorst(verdict, least) < 0 ? verdict : least), ok);
  return { word, day };
}
