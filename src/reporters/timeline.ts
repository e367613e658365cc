// A timeline: one lane for each subject, drawn in shares of the width so that it reads on any screen and on paper.

import { html } from "./escape.ts";
import type { Html } from "./html.ts";

export interface Bar {
  /** Days since 1970; `to` is the first day after it, null where it has no end. */
  readonly from: number;
  readonly to: number | null;
  readonly label: string;
  /** What it is, in a sentence, for a pointer and for whoever cannot see it. */
  readonly title: string;
  readonly tone: "good" | "note" | "warning" | "bad" | "quiet";
  /** Drawn dashed: decided, not begun. */
  readonly planned: boolean;
  /** Drawn as a strip below the others: it lies over them, and has no room for its label. */
  readonly over: boolean;
}

export interface Lane {
  readonly name: string;
  readonly bars: readonly Bar[];
}

/**
 * The drawing; empty lanes are left out.
 * @param today days since 1970: a line marks it
 */
export function timeline(lanes: readonly Lane[], today: number, label: string): Html {
  const drawn = lanes.filter(({ bars }) => bars.length > 0);
  if (drawn.length === 0) return { html: "" };
  const days = drawn.flatMap(({ bars }) => bars.flatMap(({ from, to }) => (to === null ? [from] : [from, to])));
  const first = Math.min(...days, today - 30);
  const last = Math.max(...days, today) + Math.max(60, (Math.max(...days, today) - first) * 0.08);
  const share = (count: number): string => `${((count / (last - first)) * 100).toFixed(2)}%`;
  const at = (day: number): string => `inset-inline-start:${share(day - first)}`;
  const bar = ({ from, to, label, title, tone, planned, over }: Bar): string =>
    `<span class="bar ${[tone, ...(planned ? ["planned"] : []), ...(over ? ["over"] : [])].join(" ")}" style="${at(from)};width:${share((to ?? last) - from)}" title="${html(title)}">${over ? "" : html(label)}</span>`;
  const ticks = ticksBetween(first, last);
  // A phone has room for three of the words, and for none at the edge.
  const every = Math.ceil(ticks.length / 3);
  const isSpare = (day: number, index: number): boolean => index % every !== 0 || (day - first) / (last - first) > 0.83;
  const parts = [
    ...ticks.map(
      ({ day, text }, index) =>
        `<span class="tick${isSpare(day, index) ? " spare" : ""}" style="${at(day)}">${text}</span>`,
    ),
    ...drawn.map(
      ({ name, bars }) => `<div class="lane">${html(name)}<div class="bars">${bars.map(bar).join("")}</div></div>`,
    ),
    `<span class="day" style="${at(today)}" title="the day of the report"></span>`,
  ];
  return { html: `<div class="time" role="img" aria-label="${html(label)}">\n${parts.join("\n")}\n</div>` };
}

/** At most seven: years, or quarters where two years or less are shown. */
function ticksBetween(first: number, last: number): { day: number; text: string }[] {
  const months = last - first <= 2 * 366 ? 3 : 12 * Math.max(1, Math.ceil((last - first) / 366 / 7));
  const start = new Date(first * 86_400_000);
  const ticks = [];
  for (let month = Math.ceil(start.getUTCMonth() / months) * months; ; month += months) {
    const time = Date.UTC(start.getUTCFullYear(), month, 1);
    const day = time / 86_400_000;
    if (day >= last - 20) break;
    if (day > first) ticks.push({ day, text: new Date(time).toISOString().slice(0, months < 12 ? 7 : 4) });
  }
  return ticks.slice(0, 9);
}
