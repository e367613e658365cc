// How fresh the protected tip is, in words: what a reviewer should know before they sign on it.

/** What the clone tells of its remote's branch. Dates inform; they decide nothing. */
export interface TipFacts {
  /** `refs/remotes/origin/main` */
  readonly tracked: string;
  readonly remote: string;
  readonly behind: number | null;
  readonly ahead: number | null;
  readonly fetched: Date | null;
  /** Where the tip was named by hand (`--base`), not found. */
  readonly named: boolean;
}

export interface TipWords {
  readonly says: string;
  /** False where something newer is here already, or may well be elsewhere. */
  readonly fresh: boolean;
}

/**
 * One sentence about the tip.
 * @param tip name of the tip, `main@6e1c0d2`
 * @param now RFC 3339
 */
export function freshnessInWords(tip: string, facts: TipFacts, now: string): TipWords {
  const { tracked, behind, ahead, fetched, remote } = facts;
  const upstream = tracked.replace(/^refs\/remotes\//, "");
  const when = fetchedInWords(fetched, now);
  const fetch = when.recent ? "" : `; git fetch ${remote} asks for newer landings`;
  const known = `${upstream}, ${when.says}${fetch}`;
  if (behind === null || ahead === null)
    return { says: `${tip} and ${known}: this clone is too shallow to compare them`, fresh: false };
  if (behind > 0) {
    const newer = `${landings(behind)} behind ${upstream}, ${when.says}`;
    const cure = facts.named ? "leave --base out" : `vote on the newer one with --base ${tracked}`;
    return {
      says: `${tip} is ${newer}${ahead > 0 ? `, and ${landings(ahead)} ahead of it` : ""}: ${cure}`,
      fresh: false,
    };
  }
  if (ahead > 0) return { says: `${tip} is ${landings(ahead)} ahead of ${known}`, fresh: when.recent };
  return {
    says: tip.startsWith(`${upstream}@`) ? `${tip}, ${when.says}${fetch}` : `${tip}, as ${known}`,
    fresh: when.recent,
  };
}

function landings(count: number): string {
  return `${count} ${count === 1 ? "landing" : "landings"}`;
}

/** By days of the calendar, UTC; a clock that runs ahead is today. */
function fetchedInWords(fetched: Date | null, now: string): { says: string; recent: boolean } {
  if (fetched === null) return { says: "its last fetch is not recorded", recent: false };
  const day = (time: number): number => Math.floor(time / 86_400_000);
  const days = Math.max(0, day(Date.parse(now)) - day(fetched.getTime()));
  if (days === 0) return { says: "fetched today", recent: true };
  const ago = days === 1 ? "yesterday" : `${days} days ago`;
  return { says: `fetched ${ago} (${fetched.toISOString().slice(0, 10)})`, recent: false };
}
