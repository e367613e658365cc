// kwanus matrix what-if: what would break if a version or a partner ended, whose it is, and from when on that is lawful.

import { exits } from "../../failure.ts";
import { type Model, readModel } from "../../model/model.ts";
import { type Todo, whatIfJson, whatIfMarkdown, whatIfText } from "../../reporters/what-if.ts";
import type { Law } from "../../views/law.ts";
import { thingsOf } from "../../views/things.ts";
import { whatIf } from "../../views/what-if.ts";
import type { Command } from "../command.ts";
import { headAlone, type JudgingInput, judgingOptions } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import { commandLine } from "../shell-words.ts";
import { readWishes, wishForm } from "../wishes.ts";

interface Input extends JudgingInput {
  readonly wish: readonly string[];
  readonly format: readonly string[];
}

const platformFile = "governance/platform.yaml";

export default {
  name: "what-if",
  summary: "Tell what would break if something ended, whose it is, and from when on that is lawful",
  description: `A wish is ${wishForm}; a THING is api:NAME@VERSION, os:VERSION, runtime:NAME@VERSION, partner:NAME, integration:ID or component:NAME. Several may be given. The matrix of the last day is drawn twice, as things stand and as they are wished to be; nothing is written.`,
  arguments: [{ name: "WISH", description: `${wishForm}, in quotes or not`, required: true, many: true }],
  options: [...judgingOptions.filter(({ flag }) => flag === "--head"), formatOption(["text", "markdown", "json"])],
  examples: [
    { command: 'kwanus matrix what-if "end api:credit@v2 2027-03-01"', what: "who would feel the end of an API" },
    { command: "kwanus matrix what-if deprecate os:2.0.0 2027-01-01 end os:2.0.0 2028-01-01", what: "two at once" },
    { command: "kwanus matrix what-if end partner:acme 2027-06-01", what: "the end of a partner" },
  ],

  async run(input, world) {
    const model = await readModel(await headAlone(input, world));
    const view = whatIf(model, readWishes(input.wish, thingsOf(model)), world.today);
    const todos = todosOf(view.laws, model);
    const rendered = render(input.format, {
      text: () => whatIfText(view, todos, { style: world.style, columns: world.columns }),
      markdown: () => whatIfMarkdown(view, todos),
      json: () => whatIfJson(view, todos),
    });
    return { ...rendered, exit: exits.holds };
  },
} satisfies Command<Input>;

/** What to edit and to file, with the earliest lawful day where the wished one is too early. */
function todosOf(laws: readonly Law[], model: Model): Todo[] {
  const possible = laws.filter(({ earliest }) => earliest !== null);
  const edits = possible.flatMap((law): Todo[] => {
    const { wish, lifecycle } = law;
    if (!("release" in wish.thing) || lifecycle === null) return [];
    // What is deprecated and ended is one edit, and the end is told last.
    if (possible.some((other) => other !== law && other.wish.thing === wish.thing && other.wish.verb === "end"))
      return [];
    const line = model.platform?.document.locate(`${wish.thing.release.at}/lifecycle`).line;
    const dates = { ...lifecycle, ...(wish.verb === "end" && { endOfSupport: dayOf(law) }) };
    return [
      {
        edit: `${platformFile}:${line}  lifecycle: { released: ${dates.released}, deprecated: ${wish.verb === "deprecate" ? dayOf(law) : dates.deprecated}, endOfSupport: ${dates.endOfSupport} }`,
      },
    ];
  });
  const filing =
    edits.length === 0 ? [] : [{ command: commandLine(["kwanus", "propose", "governance", "--change", platformFile]) }];
  const transitions = possible.flatMap((law): Todo[] => {
    const { wish, announced } = law;
    if ("release" in wish.thing) return [];
    const words = ["kwanus", "new", "transition", "--subject", wish.thing.name, "--cause", "planned"];
    const deprecation = [...words, "--to", "deprecation", "--effective"];
    if (wish.verb === "deprecate") return [{ command: commandLine([...deprecation, dayOf(law)]) }];
    const planned = laws.some((other) => other !== law && other.wish.thing === wish.thing);
    const stands = [...model.subjects.values()].some(
      ({ transition, decisions, gate }) =>
        transition?.value.spec.subject === wish.thing.name &&
        transition.value.spec.to === "deprecation" &&
        decisions.get(gate)?.value.spec.outcome === "approved",
    );
    const first =
      planned || stands || announced === null
        ? []
        : [{ command: commandLine([...deprecation, announced, "--end-of-support", dayOf(law)]) }];
    return [...first, { command: commandLine([...words, "--to", "end-of-support", "--effective", dayOf(law)]) }];
  });
  return [...edits, ...filing, ...transitions];
}

/** The day that can be filed: the wished one, or the first that is lawful. */
function dayOf({ wish, lawful, earliest }: Law): string {
  return lawful ? wish.day : (earliest ?? wish.day);
}
