// A timeline as inline SVG: one lane for each subject, drawn in shares of the width so that it reads on any screen.

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
  /** Drawn as a strip below the others: it lies over them. */
  readonly over: boolean;
}

export interface Lane {
  readonly name: string;
  readonly bars: readonly Bar[];
}

const [nameHeight, barHeight, stripHeight, gap, head] = [22, 24, 6, 12, 26];
const laneHeight = nameHeight + barHeight + stripHeight + gap;

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
  const at = (day: number): string => `${(((day - first) / (last - first)) * 100).toFixed(2)}%`;
  const share = (from: number, to: number): string => `${(((to - from) / (last - first)) * 100).toFixed(2)}%`;
  const height = head + drawn.length * laneHeight;
  const parts = [
    ...ticksBetween(first, last).map(
      ({ day, text }) =>
        `<line x1="${at(day)}" x2="${at(day)}" y1="${head - 6}" y2="${height}" style="stroke:var(--line)"/><text x="${at(day)}" y="14" dx="3" style="fill:var(--faint)">${text}</text>`,
    ),
    ...drawn.flatMap(({ name, bars }, index) => {
      const top = head + index * laneHeight;
      return [
        `<text x="0" y="${top + 16}" style="fill:var(--ink);font-weight:600">${html(name)}</text>`,
        ...bars.map((bar) => drawBar(bar, top + nameHeight, at(bar.from), share(bar.from, bar.to ?? last))),
      ];
    }),
    `<line x1="${at(today)}" x2="${at(today)}" y1="${head - 6}" y2="${height}" style="stroke:var(--ink);stroke-width:2;stroke-dasharray:2 3"><title>the day of the report</title></line>`,
  ];
  return {
    html: `<svg role="img" aria-label="${html(label)}" width="100%" height="${height}" style="font:13px system-ui,sans-serif;display:block">\n${parts.join("\n")}\n</svg>`,
  };
}

function drawBar({ label, title, tone, planned, over }: Bar, top: number, x: string, width: string): string {
  const dashes = planned ? ";stroke-dasharray:5 4" : "";
  const height = over ? stripHeight : barHeight;
  const y = over ? top + barHeight + 2 : top;
  const fill = over ? `fill:var(--${tone})` : `fill:var(--${tone});fill-opacity:${planned ? 0.06 : 0.18}`;
  const text = over ? "" : `<text x="7" y="16" style="fill:var(--ink)">${html(label)}</text>`;
  // A drawing within the drawing cuts off what does not fit its bar.
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}"><title>${html(title)}</title><rect width="100%" height="100%" style="${fill};stroke:${over ? "none" : `var(--${colourOf(tone)})`};stroke-width:2${dashes}"/>${text}</svg>`;
}

function colourOf(tone: Bar["tone"]): string {
  return tone === "quiet" ? "faint" : tone;
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
