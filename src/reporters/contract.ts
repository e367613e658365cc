// What differs between two contracts, as text, Markdown and JSON (schemas/output/contract.schema.json).

import { type Change, countVerdicts, type Place } from "../contract/compare.ts";
import type { Verdict } from "../contract/compare-checks.ts";
import { markdownCode as code, markdown as prose, terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import type { Style } from "./style.ts";
import type { Layout } from "./table.ts";
import { clip } from "./width.ts";

/** One of the two contracts. */
export interface ContractSide {
  /** As it was asked for: `v2.yaml`, `main:governance/contracts/credit-v2.yaml`. */
  readonly name: string;
  /** Lines by pointer, where they are known. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Two contracts and what differs. */
export interface ContractView {
  readonly old: ContractSide;
  readonly new: ContractSide;
  readonly kind: "openapi" | "schema";
  readonly changes: readonly Change[];
}

const looks: Readonly<Record<Verdict, keyof Style>> = { breaking: "error", undecided: "warning", compatible: "good" };

/** What breaks first, by the operations it touches. Compatible changes are only counted unless `all`. */
export function contractText(view: ContractView, all: boolean, layout: Layout): string {
  const { style, columns } = layout;
  const groups = groupsOf(view, all).map(([heading, changes]) => {
    const blocks = changes.map((change) => changeText(change, view, layout));
    return `${fold(style.bold(terminal(heading)), columns, 2)}\n${blocks.join("")}\n`;
  });
  return `${groups.join("")}${sum(view, all)}\n`;
}

function changeText(change: Change, view: ContractView, { style, columns }: Layout): string {
  const { check, verdict, reason, old, new: fresh } = change;
  const lines = [
    `  ${style[looks[verdict]](verdict)} ${check}`,
    fold(`    ${reason}`, columns, 4),
    ...(old === null ? [] : [placeText("-", old, view.old, columns, style)]),
    ...(fresh === null ? [] : [placeText("+", fresh, view.new, columns, style)]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** File and line, then the pointer with the value, cut where the line ends. */
function placeText(sign: string, place: Place, side: ContractSide, columns: number, style: Style): string {
  const value = clip(terminal(inShort(place.value)), Math.max(20, columns - 8));
  return [
    `    ${sign} ${style.path(terminal(whereOf(place, side)))}`,
    `      ${style.dim(terminal(place.pointer === "" ? "(all of it)" : place.pointer))}`,
    `      ${value}`,
  ].join("\n");
}

function whereOf({ pointer }: Place, { name, lines }: ContractSide): string {
  const line = lines.get(pointer);
  return line === undefined ? name : `${name}:${line}`;
}

// A whole operation is not read in one line; what it is called says more.
const longestValue = 400;

function inShort(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, longestValue);
}

/** Changes by the operations they touch; groups with what breaks come first, as the changes do. */
function groupsOf({ changes, kind }: ContractView, all: boolean): [string, Change[]][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.verdict === "compatible" && !all) continue;
    const heading = headingOf(change.operations, kind);
    groups.set(heading, [...(groups.get(heading) ?? []), change]);
  }
  return [...groups];
}

/** Operations a heading names; the rest is counted. */
const named = 3;

function headingOf(operations: readonly string[], kind: ContractView["kind"]): string {
  if (operations.length === 0) return kind === "schema" ? "The schema" : "The whole contract";
  const more = operations.length - named;
  return `${operations.slice(0, named).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function sum({ changes }: ContractView, all: boolean): string {
  if (changes.length === 0) return "no differences that anybody could rely on";
  const { breaking, undecided, compatible } = countVerdicts(changes);
  const hidden = compatible > 0 && !all ? " (--all lists them)" : "";
  return `${breaking} breaking, ${undecided} undecided, ${compatible} compatible${hidden}`;
}

/** The same as Markdown, for a comment: one table for each group. */
export function contractMarkdown(view: ContractView, all: boolean): string {
  const groups = groupsOf(view, all).flatMap(([heading, changes]) => [
    `**${prose(heading)}**`,
    "",
    "| verdict | change | why | old | new |",
    "| --- | --- | --- | --- | --- |",
    ...changes.map(
      ({ verdict, check, reason, old, new: fresh }) =>
        `| ${verdict} | ${check} | ${prose(reason)} | ${cell(old, view.old)} | ${cell(fresh, view.new)} |`,
    ),
    "",
  ]);
  const heading = `### ${code(view.old.name)} → ${code(view.new.name)}`;
  return [heading, "", ...groups, sum(view, all), ""].join("\n");
}

function cell(place: Place | null, side: ContractSide): string {
  if (place === null) return "";
  return `${code(`${whereOf(place, side)} ${place.pointer}`)} ${code(clip(inShort(place.value), 80))}`;
}

/** The fields in JSON: published, so written one by one. Every change is there. */
export function contractFields(view: ContractView): Readonly<Record<string, unknown>> {
  const place = (found: Place | null, { lines }: ContractSide): unknown =>
    found && { pointer: found.pointer, line: lines.get(found.pointer) ?? null, value: found.value };
  const { breaking, undecided, compatible } = countVerdicts(view.changes);
  return {
    old: view.old.name,
    new: view.new.name,
    contract: view.kind,
    counts: { breaking, undecided, compatible },
    changes: view.changes.map(({ check, verdict, direction, operations, reason, ...sides }) => ({
      check,
      verdict,
      direction,
      operations: [...operations],
      reason,
      old: place(sides.old, view.old),
      new: place(sides.new, view.new),
    })),
  };
}
