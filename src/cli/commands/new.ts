// kwanus new: writes a document of any kind but applications and proposals into the working tree, as one that holds.

import { documentAt } from "../../acts/written.ts";
import { bytesOf, type Change, type FileChange } from "../../change.ts";
import { withComment } from "../../document/edit.ts";
import { exits, Failure } from "../../failure.ts";
import type { Command } from "../command.ts";
import { judged, loginOf, ownBranch, refusal, start } from "../filing/proposing.ts";
import type { JudgingInput } from "../judging.ts";
import {
  givenAnswers,
  helpOnKind,
  kindNames,
  makingOptions,
  makingSteps,
  makings,
  mustBeAsked,
  mustBelong,
} from "../new/kinds.ts";
import type { Around, Made } from "../new/making.ts";
import { isBesides, pathsOf, written } from "../new/said.ts";
import { answer } from "../prompts.ts";
import { readResource } from "../resources.ts";

interface Input extends JudgingInput {
  readonly kind?: string;
  readonly draft: boolean;
}

export default {
  name: "new",
  summary: "Write a document of another kind from its commented template",
  description:
    "Asks only what the kind needs, takes the next number where it has one, and writes commented YAML into your working tree. Whatever can be asked can also be given as an option. What would not hold is not written. Applications and proposals are filed with kwanus propose. kwanus new KIND --help shows the options of one kind alone.",
  arguments: [{ name: "KIND", description: "what is written", choices: kindNames }],
  options: [
    ...makingOptions,
    { flag: "--draft", description: "write even what does not hold yet, and say what is left to do" },
    { flag: "--base", value: "REV", description: "judge against this revision of the protected branch" },
  ],
  examples: [
    { command: "kwanus new", what: "asks for everything" },
    { command: "kwanus new transition --subject acme/score-insights", what: "asks for the rest" },
    { command: "kwanus new review --subject ecosystem --type stewardship", what: "the annual tasks, one by one" },
  ],
  exits: { 1: "what you answered does not hold; nothing is written", 3: "no verdict is possible here" },
  writes: true,
  helpOn: helpOnKind,

  async run(input, world) {
    const before = await start(input, world);
    const { landing, policy } = before;
    const around: Around = { landing, policy, login: await loginOf(world), today: world.today };
    const { draft, base, head, ...words } = input;
    const given = givenAnswers(words);
    mustBelong(given);
    const { answers, again } = await answer<Record<string, unknown>>(makingSteps(around), given, world);
    mustBeAsked(answers, around);
    const making = makings.find(({ kind }) => kind === answers["kind"]);
    if (making === undefined) throw new Error(`no kind ${answers["kind"]}`);
    const made = await making.make(answers, around);
    for (const path of pathsOf(made)) mustBeFree(path, around);
    const change: Change = {
      files: [await mainFile(made), ...(made.beside ?? [])],
      destination: { to: "working-tree" },
    };
    const { report, landing: after, added } = await judged(before, change.files);
    const wrong = added.filter((finding) => !isBesides(finding) && !made.expects?.(finding));
    const hints = again === null ? [] : [`again   ${again}`];
    if (wrong.length > 0 && !draft) return refusal(report, wrong, hints, world);
    const branch = await ownBranch(world);
    return { output: "", exit: exits.holds, change, hints, afterChange: () => written(made, wrong, after, branch) };
  },
} satisfies Command<Input>;

async function mainFile(made: Made): Promise<FileChange> {
  const { path, text, template, values = {} } = made;
  if (text !== undefined) return { path, content: bytesOf(text) };
  return documentAt(path, commented(await readResource(`templates/${template}.yaml`), made), values);
}

function commented(template: string, { comments = {} }: Made): string {
  return Object.entries(comments).reduce((text, [pointer, lines]) => withComment(text, pointer, lines), template);
}

/** A document is written once; afterwards it is edited. @throws Failure `refused` `exists` */
function mustBeFree(path: string, { landing: { base, tree } }: Around): void {
  if (!base.snapshot.files.has(path) && !tree.snapshot.files.has(path)) return;
  throw new Failure("refused", "exists", `${path} is here already, and nothing was written`, "Edit it.");
}
