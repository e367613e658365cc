// kwanus matrix: what works with which version of the platform, in words, and why.

import { suggest } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { readModel } from "../../model/model.ts";
import { matrixText, whyText } from "../../reporters/matrix.ts";
import { matrixCsv, matrixHtml, matrixJson, matrixMarkdown, whyJson } from "../../reporters/matrix-pages.ts";
import { type Axis, axes } from "../../views/ground.ts";
import { type Heading, type MatrixView, matrixOf, ownersOf } from "../../views/matrix.ts";
import type { Command, Outcome } from "../command.ts";
import { headAlone, type JudgingInput, judgingOptions } from "../judging.ts";
import { copyChange, copyPath, judgeCopy, standard } from "../matrix-copy.ts";
import { formatOption, render } from "../outputs.ts";
import { standingOnDay } from "../past-day.ts";
import { quote } from "../shell-words.ts";
import type { World } from "../world.ts";
import whatIf from "./what-if.ts";

interface Input extends JudgingInput {
  readonly rows?: Axis;
  readonly columns?: Axis;
  readonly partner?: string;
  readonly why?: string;
  readonly write?: boolean;
  readonly check?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "matrix",
  summary: "Show what works with which version of the platform",
  description:
    "Compares what integrations and ecosystem components declare with what the platform offers on the day, and says for each cell: ok, deprecated, ends on DATE, untested, fallback, or breaks. Where manifests meet, the worst word counts. Of a day that has passed (--as-of) it shows what had landed by then.",
  options: [
    ...judgingOptions.filter(({ flag }) => flag === "--head"),
    { flag: "--rows", value: "AXIS", description: "what stands in the rows; default integration", choices: axes },
    { flag: "--columns", value: "AXIS", description: "what stands in the columns; default os", choices: axes },
    { flag: "--partner", value: "NAME", description: "only what this partner or component owns" },
    { flag: "--why", value: "ROW,COLUMN", description: "every line of reasoning behind one cell" },
    { flag: "--write", description: `write the committed copy, ${copyPath}` },
    { flag: "--check", description: "exit 1 when the committed copy is stale" },
    formatOption(["text", "markdown", "html", "csv", "json"]),
  ],
  examples: [
    { command: "kwanus matrix", what: "every integration on every OS version" },
    { command: "kwanus matrix --why acme/score-insights,2.0.0", what: "what a cell rests on, with file and line" },
    { command: "kwanus matrix --rows api --columns tier", what: "who would feel the end of an API" },
    {
      command: 'kwanus matrix what-if "end api:credit@v2 2027-03-01"',
      what: "what would break, and from when on it may",
    },
    { command: "kwanus matrix --format html=matrix.html", what: "one file for a browser or a printer" },
  ],
  exits: { 1: "with --check: the committed copy is stale" },
  writes: true,
  commands: [whatIf as Command],

  async run(input, world) {
    mustFit(input);
    // The committed copy is that of the working tree, whatever day it is made or judged for.
    const ofCopy = input.write || input.check;
    const model = await readModel(await (ofCopy ? headAlone : standingOnDay)(input, world));
    if (input.write) return { output: "", exit: exits.holds, change: copyChange(model, world.today) };
    if (input.check) return checked(await judgeCopy(model, world.today));
    const { rows, columns } = axesOf(input);
    const { partner = null } = input;
    if (partner !== null && !model.partners.has(partner) && !model.components.has(partner))
      throw unknown("partner or component", partner, [...new Set([...model.partners.keys(), ...ownersOf(model)])]);
    const view = matrixOf(model, { rows, columns, partner, asOf: world.today });
    const head = model.snapshot.name;
    const layout = { style: world.style, columns: world.columns };
    if (input.why !== undefined) return why(input.why, view, head, input, world);
    const rendered = render(input.format, {
      text: () => matrixText(view, head, layout),
      markdown: () => matrixMarkdown(view, view.asOf, `Of ${head}.`),
      html: () => matrixHtml(view, head),
      csv: () => matrixCsv(view),
      json: () => matrixJson(view, head),
    });
    return { ...rendered, exit: exits.holds };
  },
} satisfies Command<Input>;

/** Where one axis is asked for that the other has by default, the other makes way: the table is turned around. */
function axesOf({ rows, columns }: Input): { rows: Axis; columns: Axis } {
  return {
    rows: rows ?? (columns === standard.rows ? standard.columns : standard.rows),
    columns: columns ?? (rows === standard.columns ? standard.rows : standard.columns),
  };
}

/** @throws Failure (usage) where options do not go together */
function mustFit(input: Input): void {
  const { rows, columns } = axesOf(input);
  const copy = input.write ? "--write" : input.check ? "--check" : null;
  const shaping = (["rows", "columns", "partner", "why"] as const).find((key) => input[key] !== undefined);
  const extra = shaping ?? (input.format.length > 0 ? "format" : null);
  if (input.write && input.check)
    throw new Failure("usage", "write-and-check", "--write and --check do not go together", "Check first, then write.");
  if (copy !== null && extra !== null)
    throw new Failure(
      "usage",
      "copy-is-fixed",
      `${copy} takes no --${extra}: the committed copy is always the same table`,
      `kwanus matrix ${copy}`,
    );
  if (rows === columns)
    throw new Failure(
      "usage",
      "same-axis",
      `rows and columns are both ${rows}`,
      `Choose two of ${axes.join(", ")} with --rows and --columns.`,
    );
}

function checked({ stale, asOf, drifted }: Awaited<ReturnType<typeof judgeCopy>>): Outcome {
  if (stale !== null)
    return {
      output: `${copyPath} is stale: ${stale}\n`,
      exit: exits.findings,
      hints: ["next    kwanus matrix --write, then commit it"],
    };
  const hints =
    drifted === 0
      ? []
      : [
          `${drifted} ${drifted === 1 ? "cell reads" : "cells read"} differently today, as days have passed: kwanus matrix --write renews it`,
        ];
  return { output: `${copyPath} holds, as of ${asOf}\n`, exit: exits.holds, hints };
}

function why(words: string, view: MatrixView, head: string, { format }: Input, { style, columns }: World): Outcome {
  const [rowWord = "", columnWord, ...rest] = words.split(",").map((word) => word.trim());
  if (columnWord === undefined || rest.length > 0)
    throw new Failure(
      "usage",
      "no-cell",
      `"${words}" names no cell`,
      `Write ROW,COLUMN: --why ${quote(`${view.lines[0]?.value ?? "acme/score-insights"},${view.across.at(-1)?.value ?? "2.0.0"}`)}`,
    );
  const row = headingIn(view.lines, rowWord, `row (${view.rows})`);
  const column = headingIn(view.across, columnWord, `column (${view.columns})`);
  const cell = view.cells[view.lines.indexOf(row)]?.[view.across.indexOf(column)] ?? null;
  const rendered = render(format, {
    text: () => whyText(row, column, cell, view.asOf, { style, columns }),
    json: () => whyJson(row, column, cell, view, head),
  });
  return { ...rendered, exit: exits.holds };
}

/** A heading by its value or its label, as it is typed. @throws Failure (usage) with the one that was probably meant */
function headingIn(headings: readonly Heading[], word: string, what: string): Heading {
  const plain = (text: string): string => text.toLowerCase();
  const found = headings.find(({ value, label }) => plain(value) === plain(word) || plain(label) === plain(word));
  if (found !== undefined) return found;
  throw unknown(
    what,
    word,
    headings.map(({ value }) => value),
  );
}

function unknown(what: string, word: string, known: readonly string[]): Failure {
  const nearest = suggest(word, known);
  const all = known.length === 0 ? "There is none yet." : `There are ${known.slice(0, 12).join(", ")}.`;
  return new Failure(
    "usage",
    "unknown-word",
    `there is no ${what} "${word}"`,
    nearest === null ? all : `Did you mean "${nearest}"? ${all}`,
  );
}
