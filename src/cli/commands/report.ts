// kwanus report: what the documents say of the ecosystem on a day, for people and for other programs.

import { exits } from "../../failure.ts";
import { readModel } from "../../model/model.ts";
import { lifecycleCsv, lifecycleJson, lifecycleMarkdown, lifecycleText } from "../../reporters/lifecycle.ts";
import { lifecycleHtml } from "../../reporters/lifecycle-html.ts";
import { reviewsCsv, reviewsJson, reviewsMarkdown, reviewsText } from "../../reporters/reviews.ts";
import { reviewsHtml } from "../../reporters/reviews-html.ts";
import { lifecycleOf } from "../../views/lifecycle.ts";
import { reviewsOf } from "../../views/reviews.ts";
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

const reviews: Command<Input> = {
  name: "reviews",
  summary: "Every review that is owed, with its day and its body; what was held, and what is still open",
  description:
    "Due dates follow from the policy's cadences, the last reviews and the days that manifests name; --as-of gives those of another day. The same documents and day give the same bytes.",
  options: [
    { flag: "--head", value: "REV", description: "report on this revision instead of the working tree" },
    formatOption(["text", "markdown", "html", "csv", "json"]),
  ],
  examples: [
    { command: "kwanus report reviews --as-of 2027-06-30", what: "what will be owed by then" },
    { command: "kwanus report reviews --format csv", what: "a line for each review and finding" },
  ],

  async run(input, world) {
    const model = await readModel(await headAlone(input, world));
    const view = reviewsOf(model, world.today);
    const rendered = render(input.format, {
      text: () => reviewsText(view, { style: world.style, columns: world.columns }),
      markdown: () => reviewsMarkdown(view),
      html: () => reviewsHtml(view),
      csv: () => reviewsCsv(view),
      json: () => reviewsJson(view),
    });
    return { ...rendered, exit: exits.holds };
  },
};

export default {
  name: "report",
  summary: "Report where the ecosystem stands",
  commands: [lifecycle as Command, reviews as Command],
} satisfies Command;
