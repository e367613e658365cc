// What a page of Markdown holds, as far as rules ask: how much it says, what is left open, where one can jump to, where it
// points. Read line by line, each character a bounded number of times: the text is a partner's.

export interface Link {
  /** As written: `../overview.md#fallback`. */
  readonly to: string;
  /** 1-based. */
  readonly line: number;
}

export interface Page {
  /** Letters and digits outside of headings, comments and the addresses of links. */
  readonly letters: number;
  /** The first place that still waits for its author, outside of code; null where there is none. */
  readonly open: { readonly text: string; readonly line: number } | null;
  /** Names after `#` that lead somewhere in it, in lower case. */
  readonly anchors: ReadonlySet<string>;
  /** In the order of the page, images too. */
  readonly links: readonly Link[];
  /** What stands in it in one piece, code and headings too: `nightly-score`, `/reports`, `read:reports`. */
  readonly names: ReadonlySet<string>;
}

/** A page that names more than this names nothing in particular. */
const mostNames = 20_000;

/** Reads a page; every text is one, whatever it holds. */
export function readPage(text: string): Page {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  const links: Link[] = [];
  const names = new Set<string>();
  let letters = 0;
  let open: Page["open"] = null;
  let fence = "";
  let above = "";
  const heading = (title: string): void => {
    const name = anchorOf(title);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    anchors.add(count === 0 ? name : `${name}-${count}`);
  };
  for (const [index, line] of withoutComments(text.split(/\r\n|\r|\n/)).entries()) {
    if (names.size < mostNames) for (const name of namesIn(line)) names.add(name);
    const mark = markIn(line);
    if (fence !== "") {
      if (closes(line, fence)) fence = "";
      else letters += countOf(line);
      continue;
    }
    if (mark !== "") {
      fence = mark;
      above = "";
      continue;
    }
    const prose = withoutCode(line);
    const found = linksIn(prose);
    for (const to of found.links) links.push({ to, line: index + 1 });
    for (const [, id = ""] of line.matchAll(/\b(?:id|name)="([^"]{1,200})"/g)) anchors.add(id.toLowerCase());
    const title = /^ {0,3}#{1,6}[ \t](.*)$/.exec(line)?.[1];
    const underlines = /^ {0,3}(?:=+|-+)[ \t]*$/.test(line) && above !== "";
    open ??= openIn(found.rest, index + 1);
    if (title !== undefined) heading(title.replace(/[ \t]#+[ \t]*$/, ""));
    else if (underlines) {
      heading(above);
      letters -= countOf(linksIn(withoutCode(above)).rest);
    } else letters += countOf(found.rest) + countOf(line) - countOf(prose);
    above = title !== undefined || underlines || /^\s*[|>*+-]/.test(line) ? "" : line.trim();
  }
  return { letters: Math.max(0, letters), open, anchors, links, names };
}

/** What a line names in one piece each, without underscores that emphasize it and the punctuation behind it. */
export function namesIn(line: string): string[] {
  return [...line.matchAll(/[\w/{][\w.:/{}@-]{0,199}/g)].map(([piece]) => {
    let [start, end] = [0, piece.length];
    while (start < end - 1 && piece[start] === "_") start++;
    while (start < end - 1 && ".:@/_-".includes(piece[end - 1] as string)) end--;
    return piece.slice(start, end);
  });
}

/** What opens a fence on a line, empty where nothing does. */
function markIn(line: string): string {
  return /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
}

/** A fence ends with at least as many marks as it began with, and nothing behind them. */
function closes(line: string, fence: string): boolean {
  const mark = markIn(line);
  return mark.startsWith(fence) && line.trim() === mark;
}

function openIn(line: string, number: number): Page["open"] {
  const text = /\b(?:TODO|TBD|TBA|FIXME)\b|\blorem ipsum\b|\bLorem ipsum\b/.exec(line)?.[0];
  return text === undefined ? null : { text, line: number };
}

function countOf(line: string): number {
  return line.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** The name that a heading is jumped to by, as forges make it. */
function anchorOf(title: string): string {
  const words = linksIn(title.replaceAll("`", "")).rest.trim().toLowerCase();
  return words.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "").replaceAll(" ", "-");
}

/** Comments become nothing; inside of a fence nothing is one. */
function withoutComments(lines: readonly string[]): string[] {
  let fence = "";
  let within = false;
  return lines.map((line) => {
    const mark = markIn(line);
    if (!within && (fence !== "" || mark !== "")) {
      if (fence === "") fence = mark;
      else if (closes(line, fence)) fence = "";
      return line;
    }
    let kept = "";
    let at = 0;
    while (at < line.length) {
      const end = line.indexOf(within ? "-->" : "<!--", at);
      if (!within) kept += line.slice(at, end === -1 ? undefined : end);
      if (end === -1) break;
      at = end + (within ? 3 : 4);
      within = !within;
    }
    return kept;
  });
}

/** A line without what stands between backticks: `code`. */
function withoutCode(line: string): string {
  return line.replace(/`[^`]*`/g, "``");
}

/** Where a line points, and the line without these addresses. */
function linksIn(line: string): { readonly links: string[]; readonly rest: string } {
  const defined = /^ {0,3}\[[^\]^][^\]]*\]:[ \t]*(\S+)/.exec(line)?.[1];
  if (defined !== undefined) return { links: [defined.replace(/^<(.*)>$/, "$1")], rest: "" };
  const links: string[] = [];
  let rest = "";
  let at = 0;
  for (let next = line.indexOf("](", at); next !== -1; next = line.indexOf("](", at)) {
    const { to, end } = targetAt(line, next + 2);
    if (to !== null && line[next - 1] !== "\\") links.push(to);
    rest += line.slice(at, next + 1);
    at = end;
  }
  return { links, rest: rest + line.slice(at) };
}

/** The address that begins at a place, up to where its brackets close; null where they never do. */
function targetAt(line: string, from: number): { readonly to: string | null; readonly end: number } {
  let start = from;
  while (line[start] === " " || line[start] === "\t") start += 1;
  if (line[start] === "<") {
    const close = line.indexOf(">", start);
    return close === -1
      ? { to: null, end: line.length }
      : { to: line.slice(start + 1, close), end: after(line, close + 1) };
  }
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const char = line[at];
    if (char === " " || char === "\t") return { to: line.slice(start, at), end: after(line, at) };
    if (char === "(") depth += 1;
    else if (char === ")" && depth === 0) return { to: line.slice(start, at), end: at + 1 };
    else if (char === ")") depth -= 1;
  }
  return { to: null, end: line.length };
}

/** Past a title and the closing bracket. */
function after(line: string, from: number): number {
  const quote = /["']/.exec(line[line.slice(from).search(/\S/) + from] ?? "")?.[0];
  const titleEnd = quote === undefined ? from : line.indexOf(quote, line.indexOf(quote, from) + 1);
  const close = line.indexOf(")", titleEnd === -1 ? from : titleEnd);
  return close === -1 ? line.length : close + 1;
}
