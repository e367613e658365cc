// What changed in a subject, as text, Markdown and JSON.

import type { DiffView } from "../views/diff.ts";
import type { FileDiff } from "../views/text-diff.ts";
import { contractFields, contractMarkdown, contractRows } from "./contract-diff.ts";
import { markdownCode as code, markdown as prose, terminal } from "./escape.ts";
import { fileDiffsText, remarks } from "./file-diffs.ts";
import { type Cell, type Layout, table } from "./table.ts";

type Difference = DiffView["differences"][number];

/** Domain words first, by topic, then the lines of every file. */
export function diffText(view: DiffView, layout: Layout): string {
  const { style } = layout;
  const heading = `${style.bold(terminal(view.subject))}  ${terminal(view.title)}\n`;
  const sides: (readonly Cell[])[] = [
    ["from", view.from],
    ["to", view.to],
    ...view.unread.map((path): readonly Cell[] => [
      ["not read", "warning"],
      `${path}: its shape does not hold, so only its lines are compared`,
    ]),
  ];
  const words = topicsOf(view).map(
    ([topic, found]) => `\n${style.bold(topic)}\n${table(differenceRows(found), { ...layout, indent: 2 })}`,
  );
  const contracts =
    view.contracts.length === 0
      ? ""
      : `\n${style.bold("contracts")}\n${table(view.contracts.flatMap(contractRows), { ...layout, indent: 2 })}`;
  return `${heading}${table(sides, { ...layout, indent: 2 })}${words.join("")}${contracts}${nothing(view, "\n")}${fileDiffsText(view.files, style)}`;
}

/** Rows for `table`: sign, word, what. */
export function differenceRows(found: readonly Difference[]): (readonly Cell[])[] {
  return found.map((difference) => {
    const { sign, style } = looks[difference.change];
    return [sign, [difference.change, style], inWords(difference)];
  });
}

const looks = {
  added: { sign: "+", style: "warning" },
  widened: { sign: "+", style: "warning" },
  removed: { sign: "-", style: "dim" },
  narrowed: { sign: "-", style: "dim" },
  changed: { sign: "~", style: "note" },
} as const;

function inWords({ what, aspect, detail }: Difference): string {
  const more = [aspect ?? "", detail].filter((part) => part !== "").join(" ");
  return more === "" ? what : `${what}: ${more}`;
}

/** They come in the order of their topics. */
function topicsOf({ differences }: DiffView): [string, Difference[]][] {
  const topics = [...new Set(differences.map(({ topic }) => topic))];
  return topics.map((topic) => [topic, differences.filter((difference) => difference.topic === topic)]);
}

function nothing({ differences, contracts, files }: DiffView, before: string): string {
  if (files.length === 0 && differences.length === 0) return `${before}no differences\n`;
  return differences.length + contracts.length === 0
    ? `${before}only lines that grant, ask and promise nothing else\n`
    : "";
}

/** The same as Markdown, for a comment. */
export function diffMarkdown(view: DiffView): string {
  const { subject, title, from, to, unread } = view;
  const words = topicsOf(view).flatMap(([topic, found]) => [
    `**${topic}**`,
    "",
    ...found.map((difference) => `- ${difference.change} ${prose(inWords(difference))}`),
    "",
  ]);
  return [
    `### ${prose(subject)}  ${prose(title)}`,
    "",
    `from ${code(from)} to ${code(to)}`,
    "",
    ...unread.map((path) => `${code(path)} is not read: its shape does not hold, so only its lines are compared.\n`),
    ...words,
    ...contractMarkdown(view.contracts),
    ...[nothing(view, "")].filter(Boolean),
    ...view.files.flatMap(fenced),
  ].join("\n");
}

/** A fence that no line inside can end. */
function fenced(diff: FileDiff): string[] {
  const lines = diff.lines.map(terminal);
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  const block = lines.length === 0 ? [] : [`${fence}diff`, ...lines, fence, ""];
  return [`${code(diff.path)} ${diff.change}`, "", ...block, ...remarks(diff).flatMap((line) => [prose(line), ""])];
}

/** The fields in JSON: published, so written one by one. */
export function diffFields({ subject, title, from, to, differences, contracts, files, unread }: DiffView) {
  return {
    subject,
    title,
    from,
    to,
    differences: differences.map(differenceFields),
    contracts: contracts.map(contractFields),
    files: files.map(({ path, change, lines, leftOut, note }) => ({ path, change, lines, leftOut, note })),
    unread,
  };
}

function differenceFields({ topic, change, what, aspect, before, after, detail }: Difference) {
  return { topic, change, what, aspect, before, after, detail };
}
