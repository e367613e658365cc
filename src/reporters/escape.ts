// Text of strangers made harmless for the place it is written to: a terminal, a workflow command, Markdown, HTML, CSV, JSON.

// Nobody sees these: control and format characters (bidi marks, zero width), lone surrogates, separators, and
// everything a font is told to ignore. U+FE0F may stay where it belongs, behind a pictograph.
const unseen = String.raw`(?<!\p{Extended_Pictographic})\uFE0F|(?!\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;

// A workflow runner obeys `##[command]` anywhere in a log line and `::command` at its start, where a fold may put any word.
const obeyed = String.raw`(?<=#)#(?=\[)|(?<=^|\s):(?=:)`;

const unseenEverywhere = new RegExp(unseen, "gu");
const harmful = new RegExp(`${unseen}|${obeyed}`, "gu");

/** One line for a terminal or a log: what is unseen or obeyed becomes `\u{001B}`, line breaks and tabs included. */
export function terminal(text: string): string {
  return text.replace(harmful, codePoint);
}

/** Several lines for a terminal: as `terminal`, but line feeds stay. */
export function terminalLines(text: string): string {
  return text.split("\n").map(terminal).join("\n");
}

/**
 * The data of a GitHub workflow command, always one line. Line feeds survive as `%0A`.
 * Source: actions/toolkit `escapeData`.
 */
export function commandData(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(unseenEverywhere, codePoint));
  return lines.join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
}

/** A property of a GitHub workflow command. Source: actions/toolkit `escapeProperty`. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** Prose inside a Markdown line or table cell: no markup, no HTML, no mention, no reference, no link. */
export function markdown(text: string): string {
  return text
    .replace(unseenEverywhere, codePoint)
    .replace(/[\\`*_[\]{}<>&|~$!]/g, "\\$&")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2")
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/[@#]/g, "\\$&&#8203;")
    .replace(/:(?=\/\/)|GH-(?=\d)|www(?=\.)|\b(?:mailto|xmpp):/gi, "$&&#8203;");
}

/** A Markdown code span that also holds in a table cell. */
export function markdownCode(text: string): string {
  // No escape inside a code span keeps every table whole: `\\|` is one bar to some readers and two cells to others.
  if (text.includes("|")) return `<code>${markdown(text)}</code>`;
  const shown = text.replace(unseenEverywhere, codePoint);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const gap = longest > 0 || shown.trim() !== shown || shown === "" ? " " : "";
  return `${fence}${gap}${shown}${gap}${fence}`;
}

/** Text inside an HTML element or a quoted attribute. */
export function html(text: string): string {
  return text
    .replace(unseenEverywhere, codePoint)
    .replace(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * One field of a CSV line (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe instead.
 * Source: OWASP, CSV injection.
 */
export function csv(text: string): string {
  const shown = text.replace(unseenEverywhere, codePoint);
  const inert = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(shown) ? `'${shown}` : shown;
  return /[",;']|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** JSON text in which every unseen character is written as `\uXXXX`: the same data, safe to print. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(unseenEverywhere, (found) =>
    found === "\n" ? found : codeUnits(found),
  );
}

function codePoint(found: string): string {
  return `\\u{${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}}`;
}

function codeUnits(found: string): string {
  return [...Array(found.length).keys()]
    .map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
}
