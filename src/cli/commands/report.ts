// kwanus report: what the documents say of the ecosystem on a day, for people and for other programs.

import { didYouMean } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { type Model, readModel } from "../../model/model.ts";
import { lifecycleCsv, lifecycleJson, lifecycleMarkdown, lifecycleText } from "../../reporters/lifecycle.ts";
import { lifecycleHtml } from "../../reporters/lifecycle-html.ts";
import { permissionsCsv, permissionsJson, permissionsMarkdown, permissionsText } from "../../reporters/permissions.ts";
import { permissionsHtml } from "../../reporters/permissions-html.ts";
import { lifecycleOf } from "../../views/lifecycle.ts";
import { permissionOwners, permissionsOf } from "../../views/permissions.ts";
import type { Command } from "../command.ts";
import { headAlone, type JudgingInput } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";

interface Input extends JudgingInput {
  readonly format: readonly string[];
}

const lifecycle: Command<Input> = {
  name: "lifecycle",
  summary: "Every partner, integration and component with its stage, what is due and what lies ahead",
  description:
    "Stages are computed from decided transitions; --as-of gives what the documents here say of another day. The same documents and day give the same bytes.",
  options: [
    { flag: "--head", value: "REV", description: "report on this revision instead of the working tree" },
    formatOption(["text", "markdown", "html", "csv", "json"]),
  ],
  examples: [
    {
      command: "kwanus report lifecycle --format html=lifecycle.html",
      what: "a page with a timeline, beside the text",
    },
    { command: "kwanus report lifecycle --as-of 2027-06-30", what: "what will be due by then" },
  ],

  async run(input, world) {
    const model = await readModel(await headAlone(input, world));
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
  description:
    "Least privilege, shown: a permission is held, or undeclared, unused, wider than approved, above tier, restricted without a grant, a wildcard or partner-defined. --as-of gives the grants of another day. The same documents and day give the same bytes.",
  options: [
    { flag: "--partner", value: "NAME", description: "only this partner or component" },
    { flag: "--head", value: "REV", description: "report on this revision instead of the working tree" },
    formatOption(["text", "markdown", "html", "csv", "json"]),
  ],
  examples: [
    { command: "kwanus report permissions --partner acme", what: "what acme may do, and what it makes of it" },
    { command: "kwanus report permissions --format csv=permissions.csv", what: "for a spreadsheet, beside the text" },
  ],

  async run(input, world) {
    const model = await readModel(await headAlone(input, world));
    const view = permissionsOf(model, world.today, ownerIn(model, input.partner));
    const rendered = render(input.format, {
      text: () => permissionsText(view, { style: world.style, columns: world.columns }),
      markdown: () => permissionsMarkdown(view),
      html: () => permissionsHtml(view),
      csv: () => permissionsCsv(view),
      json: () => permissionsJson(view),
    });
    return { ...rendered, exit: exits.holds };
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

export default {
  name: "report",
  summary: "Report where the ecosystem stands",
  commands: [lifecycle as Command, permissions as Command],
} satisfies Command;
