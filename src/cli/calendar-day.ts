// A day as it is typed on the command line.

import { Failure } from "../failure.ts";

/**
 * A day that exists, `YYYY-MM-DD`.
 * @throws Failure (usage) `bad-date`
 */
export function calendarDay(word: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(word) ? new Date(`${word}T00:00:00Z`) : null;
  if (day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(word)) return word;
  throw new Failure("usage", "bad-date", `"${word}" is not a day`, "Write it as YYYY-MM-DD, for example 2026-11-21.");
}
