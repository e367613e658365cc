// The frame every HTML report stands in: one file, no script, nothing loaded; for a screen of any width, dark or light, and paper.

import { html } from "./escape.ts";

/** How a cell is set off, beside its words: colour alone says nothing. */
export type Tone = "good" | "note" | "warning" | "bad" | "quiet";

/** A piece of a page that is HTML already; only functions of this module and its callers' own literals make one. */
export interface Html {
  readonly html: string;
}

export interface HtmlCell {
  readonly text: string;
  readonly tone?: Tone;
  /** Id of an element of this page, or an address relative to it. */
  readonly href?: string;
}

export interface HtmlTable {
  /** What it shows; read aloud before the table. */
  readonly caption: string;
  readonly header: readonly string[];
  /** The first cell of each row is its heading. */
  readonly rows: readonly (readonly (string | HtmlCell)[])[];
}

export interface HtmlSection {
  readonly heading: string | null;
  readonly parts: readonly Html[];
}

export interface HtmlPage {
  readonly title: string;
  /** Under the title, in one line: the day, the revision. */
  readonly facts: readonly string[];
  readonly sections: readonly HtmlSection[];
  /** The last line: what wrote it, and how to write it again. */
  readonly foot: string;
}

/** The whole page, ending in a line feed. */
export function htmlPage({ title, facts, sections, foot }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>${sheet}</style>
</head>
<body>
<header>
<h1>${html(title)}</h1>
<p>${facts.map(html).join(" · ")}</p>
</header>
<main>
${sections.map(section).join("\n")}
</main>
<footer><p>${html(foot)}</p></footer>
</body>
</html>
`;
}

function section({ heading, parts }: HtmlSection): string {
  const lines = [...(heading === null ? [] : [`<h2>${html(heading)}</h2>`]), ...parts.map((part) => part.html)];
  return `<section>\n${lines.join("\n")}\n</section>`;
}

/** A paragraph. */
export function paragraph(text: string): Html {
  return { html: `<p>${words(text)}</p>` };
}

/** Text in which days, ids and clauses are not broken in two: `2026-11-21`, `acme/EXP-0003`, `EPF-9.2.2`. */
function words(text: string): string {
  return html(text).replace(
    /(?<![\w#-])(?:\d{4}-\d{2}-\d{2}|(?:[a-z]+\/)?[A-Z]{2,3}-\d[\d.]*\d)(?![\w-])/g,
    `<span class="unit">$&</span>`,
  );
}

/** Terms with what is said of each; an id makes a term a place to link to. */
export function definitions(
  entries: readonly {
    readonly term: string;
    readonly id?: string;
    readonly tone?: Tone;
    readonly says: readonly string[];
  }[],
): Html {
  const items = entries.map(
    ({ term, id, tone, says }) =>
      `<dt${attribute("id", id)}>${toned({ text: term, ...(tone && { tone }) })}</dt>${says.map((line) => `<dd>${words(line)}</dd>`).join("")}`,
  );
  return { html: `<dl>\n${items.join("\n")}\n</dl>` };
}

/** Columns that a sheet of paper holds without breaking words. */
const mostOnPaper = 7;

/** A table with headings on both sides; on a phone, and where it is too wide for paper, each row becomes a list under its heading. */
export function htmlTable({ caption, header, rows }: HtmlTable): Html {
  // The roles are those the elements have by nature; a stylesheet that lays a table out as blocks would take them away.
  const head = header.map((text) => `<th role="columnheader" scope="col">${html(text)}</th>`).join("");
  const body = rows.map((cells) => {
    const [first = "", ...rest] = cells.map((cell) => (typeof cell === "string" ? { text: cell } : cell));
    const data = rest.map((cell, at) => {
      const prose = cell.text.length > longestUnbroken * 2 ? ' class="prose"' : "";
      return `<td role="cell"${prose} data-of="${html(header[at + 1] ?? "")}">${toned(cell)}</td>`;
    });
    return `<tr role="row"><th role="rowheader" scope="row">${first === "" ? "" : toned(first)}</th>${data.join("")}</tr>`;
  });
  return {
    html: `<div class="reach" role="region" aria-label="${html(caption)}" tabindex="0">
<table role="table"${header.length > mostOnPaper ? ' class="wide"' : ""}>
<caption>${html(caption)}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${body.join("\n")}
</tbody>
</table>
</div>`,
  };
}

function toned({ text, tone, href }: HtmlCell): string {
  const linked = href === undefined ? words(text) : `<a href="${html(href)}">${words(text)}</a>`;
  // Broken in two, a date or a version is hard to read; a sentence is not.
  const classes = [...(tone === undefined ? [] : [tone]), ...(text.length <= longestUnbroken ? ["whole"] : [])];
  // One piece, whatever is in it: on a phone it stands beside the name of its column.
  return `<span${attribute("class", classes.length === 0 ? undefined : classes.join(" "))}>${linked}</span>`;
}

const longestUnbroken = 24;

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}="${html(value)}"`;
}

// Contrast of every pair of colours is at least 4.5 to 1 (WCAG 2.2 AA).
const sheet = `
:root { --paper: #fff; --ink: #1b1f24; --faint: #59636e; --line: #d1d9e0; --band: #f6f8fa; --link: #0550ae;
  --good: #116329; --note: #0550ae; --warning: #7d4e00; --bad: #a40e26; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --line: #3d444d; --band: #161b22; --link: #79c0ff;
    --good: #56d364; --note: #79c0ff; --warning: #e3b341; --bad: #ff7b72; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 88rem; padding: 1.5rem 2rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
header p, footer, caption, dd { color: var(--faint); }
header p { margin: .25rem 0 1.5rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); font-size: .875rem; }
a { color: inherit; text-underline-offset: .2em; }
a:focus-visible, .reach:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.reach { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding-bottom: .5rem; }
th, td { padding: .4rem .7rem; border: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: normal; }
thead th { background: var(--band); }
tbody th { position: sticky; inset-inline-start: 0; background: var(--paper); font-weight: 600; }
.whole { white-space: nowrap; }
.unit { white-space: nowrap; }
.prose { min-width: 11rem; }
.time { position: relative; overflow: hidden; padding-top: 1.6rem; font-size: .85rem; }
.tick, .day { position: absolute; top: 0; bottom: 0; padding-inline-start: .25rem; border-inline-start: 1px solid var(--line);
  color: var(--faint); white-space: nowrap; }
.day { top: 1.2rem; border-inline-start: 2px dotted var(--ink); }
.lane { position: relative; margin-bottom: .7rem; font-weight: 600; }
.bars { position: relative; block-size: 2rem; font-weight: 400; }
.bar { position: absolute; block-size: 1.5rem; min-width: 3px; padding: 0 .4rem; border: 2px solid currentcolor; line-height: 1.3rem;
  background: color-mix(in srgb, currentcolor 18%, var(--paper)); overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.bar.bad { font-weight: 400; }
.bar.planned { border-style: dashed; background: var(--paper); }
.bar.over { top: 1.6rem; block-size: .4rem; padding: 0; border: 0; background: currentcolor; print-color-adjust: exact; }
dl { margin: 0; }
dt { margin-top: .6rem; font-weight: 600; scroll-margin-top: 1rem; }
dt:target { background: var(--band); }
dd { margin: 0 0 0 1.25rem; }
.good { color: var(--good); } .note { color: var(--note); } .warning { color: var(--warning); }
.bad { color: var(--bad); font-weight: 600; } .quiet { color: var(--faint); }
@media screen and (max-width: 40rem) {
  body { padding: 1rem; }
  table, caption, tbody, tr, tbody th, td { display: block; }
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { margin-bottom: 1rem; border: 1px solid var(--line); }
  th, td { border: 0; }
  tbody th { position: static; background: var(--band); overflow-wrap: anywhere; }
  .whole { white-space: normal; }
  .prose { min-width: 0; }
  .spare { font-size: 0; }
  td { display: grid; grid-template-columns: minmax(6rem, 2fr) 3fr; gap: .75rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
  td::before { content: attr(data-of); color: var(--faint); }
}
@media print {
  :root { --paper: #fff; --ink: #000; --faint: #444; --line: #999; --band: #eee;
    --good: #116329; --note: #0550ae; --warning: #7d4e00; --bad: #a40e26; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .reach { overflow: visible; }
  .bar { print-color-adjust: exact; }
  .prose { min-width: 0; }
  .whole { white-space: normal; }
  th, td { padding: .2rem .4rem; font-size: 9pt; }
  thead { display: table-header-group; }
  tbody th { position: static; }
  tr, dt, dd { break-inside: avoid; }
  dt, h2 { break-after: avoid; }
  a { text-decoration: none; }
  .wide thead { display: none; }
  .wide, .wide caption, .wide tbody { display: block; }
  .wide tr { display: grid; grid-template-columns: repeat(3, 1fr); margin-bottom: .8rem; border: 1px solid var(--line); }
  .wide :is(th, td) { border: 0; }
  .wide tbody th { grid-column: 1 / -1; background: var(--band); }
  .wide td { display: grid; grid-template-columns: 2fr 3fr; gap: .5rem; }
  .wide td.prose { grid-column: 1 / -1; grid-template-columns: 2fr 16fr; }
  .wide td::before { content: attr(data-of); color: var(--faint); }
}
`;
