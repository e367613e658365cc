// The fast road: reads the plain part of YAML that nearly every document is written in, and leaves everything else to `yaml`.
// It knows no places. What it gives must be what `yaml` gives, to the last bit; what it is not sure of it does not read.

import { readFlow } from "./strict-flow.ts";
import { type Data, elsewhere, keyEnd, plainScalar } from "./strict-scalars.ts";

/**
 * Far below every limit of `decode.ts`, so that what is read here breaks none of them: a text of this length cannot hold
 * 100,000 tokens, nor so few lines and entries of a line 2,000 of them in one list.
 */
const most = { length: 30_000, lines: 1_500, levels: 24 } as const;

/**
 * The data of a document, or undefined where `yaml` must read it.
 * @param text without hidden characters, as `hiddenIn` finds them
 */
export function readStrictly(text: string): unknown {
  // Tabs, carriage returns, rare spaces and spaces at the end of a line: people do not see them, and parsers differ.
  if (text.length > most.length || !text.endsWith("\n") || text.includes(" \n") || /[^\S \n]/.test(text))
    return undefined;
  const lines = text.split("\n");
  // Behind the last line feed stands nothing.
  lines.pop();
  if (lines.length > most.lines) return undefined;
  try {
    const page: Page = { lines, at: 0, indent: 0 };
    next(page);
    const data = page.indent === 0 ? mapping(page, 0, 0, 1) : undefined;
    // Each mapping and list ends at the first line that is not its own; one that is nobody's is left over.
    return page.at < lines.length ? undefined : data;
  } catch (error) {
    if (error === elsewhere) return undefined;
    throw error;
  }
}

/** Where reading stands: on a line with content, or behind the last. */
interface Page {
  readonly lines: readonly string[];
  at: number;
  /** Spaces before the content of the line; -1 behind the last. */
  indent: number;
}

const [space, hash, dash] = [0x20, 0x23, 0x2d];

/** Goes on to the first line from here that is neither empty nor a comment. */
function next(page: Page): void {
  for (; page.at < page.lines.length; page.at++) {
    const line = page.lines[page.at] as string;
    page.indent = indentOf(line);
    if (page.indent < line.length && line.charCodeAt(page.indent) !== hash) return;
  }
  page.indent = -1;
}

function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === space) indent++;
  return indent;
}

/** A block mapping whose keys stand at `indent`; the first one stands at `start`, where that is behind a hyphen. */
function mapping(page: Page, start: number, indent: number, level: number): Data {
  if (level > most.levels) throw elsewhere;
  const data: { [key: string]: Data } = Object.create(null);
  do {
    const line = page.lines[page.at] as string;
    const end = keyEnd(line, start);
    const key = line.slice(start, end);
    if (end < 0 || key in data) throw elsewhere;
    data[key] = valueBehind(page, line, end + 1, indent, level);
  } while (page.indent === indent);
  return data;
}

/** A block list whose hyphens stand at `indent`. */
function list(page: Page, indent: number, level: number): Data {
  if (level > most.levels) throw elsewhere;
  const items: Data[] = [];
  while (page.indent === indent) {
    const line = page.lines[page.at] as string;
    // A key at the same indent goes on with the mapping that holds this list.
    if (!isItemAt(line, indent)) break;
    const start = indent + 2;
    if (keyEnd(line, start) >= 0) items.push(mapping(page, start, start, level + 1));
    else items.push(valueAt(page, line, start, indent + 1, level));
  }
  return items;
}

function isItemAt(line: string, at: number): boolean {
  return line.charCodeAt(at) === dash && line.charCodeAt(at + 1) === space;
}

/** What a key stands for: something behind it, something below it, or nothing. Goes on behind it. */
function valueBehind(page: Page, line: string, from: number, indent: number, level: number): Data {
  let start = from;
  while (line.charCodeAt(start) === space) start++;
  if (start < line.length && line.charCodeAt(start) !== hash) return valueAt(page, line, start, indent, level);
  page.at++;
  next(page);
  if (page.indent < indent) return null;
  if (isItemAt(page.lines[page.at] as string, page.indent)) return list(page, page.indent, level + 1);
  return page.indent === indent ? null : mapping(page, page.indent, page.indent, level + 1);
}

/** A scalar, or a list or mapping in brackets, that begins in this line. Goes on behind it. */
function valueAt(page: Page, line: string, start: number, indent: number, level: number): Data {
  const first = line[start];
  if (first === "|" || first === ">") return block(page, line.slice(start), indent);
  let value: Data;
  if (first === "[" || first === "{" || first === '"' || first === "'") {
    const flow = readFlow(line, start, most.levels - level);
    if (flow.end < line.length && !/^ +#/.test(line.slice(flow.end))) throw elsewhere;
    value = flow.value;
  } else {
    const comment = line.indexOf(" #", start);
    const text = comment < 0 ? line.slice(start) : line.slice(start, comment).trimEnd();
    if (text.includes(": ") || text.endsWith(":")) throw elsewhere;
    value = plainScalar(text);
  }
  page.at++;
  next(page);
  return value;
}

/** Text of several lines below `|`, `|-`, `>` or `>-`, deeper than `indent`. Goes on behind it. */
function block(page: Page, mark: string, indent: number): string {
  if (mark !== "|" && mark !== "|-" && mark !== ">" && mark !== ">-") throw elsewhere;
  const folded = mark[0] === ">";
  const first = page.lines[++page.at] ?? "";
  const depth = indentOf(first);
  if (depth <= indent || first === "") throw elsewhere;
  const found: string[] = [];
  for (; page.at < page.lines.length; page.at++) {
    const line = page.lines[page.at] as string;
    const own = indentOf(line);
    if (line !== "" && own < depth) break;
    if (folded && own > depth) throw elsewhere;
    found.push(line.slice(depth));
  }
  while (found.at(-1) === "") found.pop();
  next(page);
  const text = found.join("\n");
  // One line feed between words is a space, more of them are one less.
  const value = folded ? text.replace(/\n+/g, (feeds) => (feeds === "\n" ? " " : feeds.slice(1))) : text;
  return mark.length > 1 ? value : `${value}\n`;
}
