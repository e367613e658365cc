// The source line a finding points at, with carets under the place, clipped to the terminal.

import type { Frame, Range } from "../finding.ts";
import { terminal } from "./escape.ts";
import { clip, clipStart, width } from "./width.ts";

const tab = "    ";

/** A source line and the carets below it, both safe to print. */
export interface Marked {
  readonly line: string;
  readonly carets: string;
}

/**
 * The first line of a range within its frame. A range over several lines is underlined to the end of its first line,
 * and the carets say in words where it ends. A place behind the last line shows an empty line.
 */
export function mark(frame: Frame, range: Range, columns: number): Marked {
  const source = frame.lines[range.line - frame.firstLine] ?? "";
  // An exclusive end in column 1 lies behind the line break, not on that line.
  const lastLine = range.endColumn === 1 && range.endLine > range.line ? range.endLine - 1 : range.endLine;
  const start = Math.min(range.column - 1, source.length);
  const end = range.endLine > range.line ? source.trimEnd().length : Math.min(range.endColumn - 1, source.length);
  const stop = Math.max(start, end);

  // No more of a very long line is looked at than could be shown. Every character takes a cell or hides in one.
  const before = visible(source.slice(Math.max(0, start - 4 * columns), start));
  const place = visible(source.slice(start, Math.min(stop, start + 4 * columns)));
  const after = visible(source.slice(stop, stop + 4 * columns));

  const fits = width(before + place + after) <= columns;
  const left = fits ? before : clipStart(before, Math.floor(columns / 4));
  // Once more as a whole: harmless pieces can join into something that is not.
  const line = terminal(clip(left + place + after, columns));
  const carets = Math.max(1, Math.min(width(place), columns - width(left)));
  const words = lastLine > range.line ? ` to line ${lastLine}` : "";
  return { line: line.trimEnd(), carets: " ".repeat(width(left)) + "^".repeat(carets) + words };
}

function visible(source: string): string {
  return terminal(source.replaceAll("\t", tab));
}
