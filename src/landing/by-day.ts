// What had landed by a day, as far as the clocks of committers tell: enough for a report, never for a verdict.

/** A landing of the protected branch with the day its committer's clock showed, `YYYY-MM-DD` in UTC. */
export interface DatedLanding {
  readonly id: string;
  readonly day: string;
}

/**
 * The same landings with the days they landed on. None is older than what it landed on, whatever its clock showed: so a
 * later one that is dated before its time never changes what an earlier day held. One that is dated in the future landed
 * by the day of the next at the latest: so it does not hide what came after it.
 * @param landings oldest first
 * @param today `YYYY-MM-DD`, by the clock of whoever asks
 */
export function inOrderOfDays(landings: readonly DatedLanding[], today: string): DatedLanding[] {
  let next = today;
  const days: string[] = [];
  for (const { day } of [...landings].reverse()) {
    if (day <= today) next = day;
    days.push(next);
  }
  days.reverse();
  let latest = "";
  return landings.map(({ id }, at) => {
    const day = days[at] ?? today;
    latest = day > latest ? day : latest;
    return { id, day: latest };
  });
}

/**
 * The last landing by a day (`YYYY-MM-DD`), or null where nothing had landed by then.
 * @param landings as `inOrderOfDays` returns them
 */
export function lastLandingBy(landings: readonly DatedLanding[], day: string): DatedLanding | null {
  return landings.findLast((landing) => landing.day <= day) ?? null;
}
