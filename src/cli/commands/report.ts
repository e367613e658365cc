// kwanus report: what the documents say of the ecosystem on a day, for people and for other programs.

import { didYouMean } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { type Model, readModel } from "../../model/model.ts";
import { healthCsv, healthJson, healthSheet } from "../../reporters/health.ts";
import { lifecycleCsv, lifecycleJson, lifecycleMarkdown, lifecycleText } from "../../reporters/lifecycle.ts";
import { lifecycleHtml } from "../../reporters/lifecycle-html.ts";
import { monitoringCsv, monitoringJson, monitoringSheet } from "../../reporters/monitoring.ts";
import { permissionsCsv, permissionsJson, permissionsMarkdown, permissionsText } from "../../reporters/permissions.ts";
import { permissionsHtml } from "../../reporters/permissions-html.ts";
import { reviewsCsv, reviewsJson, reviewsMarkdown, reviewsText } from "../../reporters/reviews.ts";
import { reviewsHtml } from "../../reporters/reviews-html.ts";
import { riskCsv, riskJson, riskSheet } from "../../reporters/risk.ts";
import { type Sheet, sheetHtml, sheetMarkdown, sheetText } from "../../reporters/sheet.ts";
import { healthOf } from "../../views/health.ts";
import { lifecycleOf, noteOn } from "../../views/lifecycle.ts";
import { monitoringOf } from "../../views/monitoring.ts";
import { permissionOwners, permissionsOf } from "../../views/permissions.ts";
import { reviewsOf } from "../../views/reviews.ts";
import { riskOf } from "../../views/risk.ts";
import type { Command } from "../command.ts";
import type { JudgingInput } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import { standingOnDay } from "../past-day.ts";
import type { World } from "../world.ts";

interface Input extends JudgingInput {
  readonly format: readonly string[];
}

/** What a report speaks of, and what it cannot know of its day. */
async function modelOnDay(input: Input, world: World): Promise<{ model: Model; hints: string[] }> {
  const model = await readModel(await standingOnDay(input, world));
  const note = noteOn(model, world.today);
  return { model, hints: note === null ? [] : [`note    ${note}`] };
}

/** On every report. */
const ofAPastDay =
  "Of a day that has passed (--as-of) it says what had landed by then. The same documents and day give the same bytes.";
const headOption = { flag: "--head", value: "REV", description: "report on this revision instead of the working tree" };

const lifecycle: Command<Input> = {
  name: "lifecycle",
  summary: "Every partner, integration and component with its stage, what is due and what lies ahead",
  description: `Stages are computed from decided transitions. ${ofAPastDay}`,
  options: [headOption, formatOption(["text", "markdown", "html", "csv", "json"])],
  examples: [
    {
      command: "kwanus report lifecycle --format html=lifecycle.html",
      what: "a page with a timeline, beside the text",
    },
    { command: "kwanus report lifecycle --as-of 2027-06-30", what: "what will be due by then" },
  ],

  async run(input, world) {
    const { model } = await modelOnDay(input, world);
    const view = lifecycleOf(model, world.today);
    const rendered = render(input.format, {
      text: () => lifecycleText(view, { style: world.style, columns: world.columns }),
      markdown: () => lifecycleMarkdown(view),
      html: () => lifecycleHtml(view),
      csv: () => lifecycleCsv(view),
      json: () => lifecycleJson(view),
    });
    return { ...rendered, exit: exits.holds };
  },
};

interface PermissionsInput extends Input {
  readonly partner?: string;
}

const permissions: Command<PermissionsInput> = {
  name: "permissions",
  summary: "Every permission across contract, manifest, registry, grants and use, with a verdict",
  description: `Least privilege, shown: a permission is held, or undeclared, unused, wider than approved, above tier, restricted without a grant, a wildcard or partner-defined. ${ofAPastDay}`,
  options: [
    { flag: "--partner", value: "NAME", description: "only this partner or component" },
    headOption,
    formatOption(["text", "markdown", "html", "csv", "json"]),
  ],
  examples: [
    { command: "kwanus report permissions --partner acme", what: "what acme may do, and what it makes of it" },
    { command: "kwanus report permissions --format csv=permissions.csv", what: "for a spreadsheet, beside the text" },
  ],

  async run(input, world) {
    const { model, hints } = await modelOnDay(input, world);
    const view = permissionsOf(model, world.today, ownerIn(model, input.partner));
    const rendered = render(input.format, {
      text: () => permissionsText(view, { style: world.style, columns: world.columns }),
      markdown: () => permissionsMarkdown(view),
      html: () => permissionsHtml(view),
      csv: () => permissionsCsv(view),
      json: () => permissionsJson(view),
    });
    return { ...rendered, hints, exit: exits.holds };
  },
};

function ownerIn(model: Model, name: string | undefined): string | null {
  const owners = permissionOwners(model);
  if (name === undefined || owners.includes(name)) return name ?? null;
  throw new Failure(
    "usage",
    "unknown-partner",
    `there is no partner or component "${name}" here`,
    didYouMean(name, owners) ??
      (owners.length === 0
        ? "file the first: kwanus propose application"
        : `there are ${owners.slice(0, 12).join(", ")}`),
  );
}

const reviews: Command<Input> = {
  name: "reviews",
  summary: "Every review that is owed, with its day and its body; what was held, and what is still open",
  description: `Due dates follow from the policy's cadences, the last reviews and the days that manifests name. ${ofAPastDay}`,
  options: [headOption, formatOption(["text", "markdown", "html", "csv", "json"])],
  examples: [
    { command: "kwanus report reviews --as-of 2027-06-30", what: "what will be owed by then" },
    { command: "kwanus report reviews --format csv", what: "a line for each review and finding" },
  ],

  async run(input, world) {
    const { model, hints } = await modelOnDay(input, world);
    const view = reviewsOf(model, world.today);
    const rendered = render(input.format, {
      text: () => reviewsText(view, { style: world.style, columns: world.columns }),
      markdown: () => reviewsMarkdown(view),
      html: () => reviewsHtml(view),
      csv: () => reviewsCsv(view),
      json: () => reviewsJson(view),
    });
    return { ...rendered, hints, exit: exits.holds };
  },
};

/** What a report that is tables consists of, from the view of a day on. */
interface SheetReport<View> {
  readonly view: (model: Model, asOf: string) => View;
  readonly sheet: (view: View) => Sheet;
  readonly csv: (view: View) => string;
  readonly json: (view: View) => string;
}

function sheetCommand<View>(
  about: Pick<Command<Input>, "name" | "summary" | "description" | "examples">,
  { view: viewOf, sheet: sheetOf, csv, json }: SheetReport<View>,
): Command<Input> {
  return {
    ...about,
    options: [headOption, formatOption(["text", "markdown", "html", "csv", "json"])],

    async run(input, world) {
      const { model, hints } = await modelOnDay(input, world);
      const view = viewOf(model, world.today);
      const sheet = sheetOf(view);
      const rendered = render(input.format, {
        text: () => sheetText(sheet, { style: world.style, columns: world.columns }),
        markdown: () => sheetMarkdown(sheet),
        html: () => sheetHtml(sheet),
        csv: () => csv(view),
        json: () => json(view),
      });
      return { ...rendered, hints, exit: exits.holds };
    },
  };
}

const risk = sheetCommand(
  {
    name: "risk",
    summary: "Every risk assessment with its worst residual risk, who answers for it, and what is late",
    description: `Scores are likelihood times impact, their bands and escalation the policy's. An assessment of what was decided is a record and late for nobody. ${ofAPastDay}`,
    examples: [
      { command: "kwanus report risk", what: "what is left over, the worst first" },
      { command: "kwanus report risk --format csv", what: "a line for each risk" },
    ],
  },
  { view: riskOf, sheet: riskSheet, csv: riskCsv, json: riskJson },
);

const monitoring = sheetCommand(
  {
    name: "monitoring",
    summary: "Every signal that has to be watched, with its last measurement, a verdict and the days without evidence",
    description: `Evidence is what the bodies measured in the look-back of the policy. Where there is none the verdict is no data, never a pass. ${ofAPastDay}`,
    examples: [
      { command: "kwanus report monitoring", what: "what is watched, and what came out" },
      { command: "kwanus report monitoring --format html=monitoring.html", what: "a page, beside the text" },
    ],
  },
  { view: monitoringOf, sheet: monitoringSheet, csv: monitoringCsv, json: monitoringJson },
);

const health = sheetCommand(
  {
    name: "health",
    summary: "Outcomes that no rule can demand, each with what is counted in its place and where that is read",
    description: `Stewardship, documentation, monitoring and risk in numbers: how many of how many, or nothing yet. ${ofAPastDay}`,
    examples: [
      { command: "kwanus report health", what: "how the ecosystem fares" },
      { command: "kwanus report health --as-of 2027-06-30", what: "what will be late by then" },
    ],
  },
  { view: healthOf, sheet: healthSheet, csv: healthCsv, json: healthJson },
);

export default {
  name: "report",
  summary: "Report where the ecosystem stands",
  commands: [lifecycle, permissions, reviews, risk, monitoring, health] as Command[],
} satisfies Command;
