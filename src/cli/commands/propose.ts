// kwanus propose: files an application or a proposal in the working tree, as documents that hold.

import { type Filing, type Proposed, propose } from "../../acts/propose.ts";
import type { Category } from "../../acts/questions.ts";
import { exits } from "../../failure.ts";
import type { Finding } from "../../finding.ts";
import type { Command } from "../command.ts";
import {
  categoryArgument,
  filingOf,
  filingOptions,
  filingSteps,
  givenAnswers,
  helpOnCategory,
  mustBeAsked,
} from "../filing/answers.ts";
import {
  answersIn,
  besides,
  filed,
  fileReader,
  judged,
  loginOf,
  mayProceed,
  ownBranch,
  type ProposeInput,
  readTemplates,
  refusal,
  type Start,
  start,
} from "../filing/proposing.ts";
import { landingMeant } from "../history.ts";
import { subjectIn } from "../judging.ts";
import { answer } from "../prompts.ts";

export default {
  name: "propose",
  summary: "File an application or a proposal",
  description:
    "Takes the next number, asks only what the category needs, and writes commented YAML into your working tree. Whatever can be asked can also be given as an option or in a file. What would not hold is not written. kwanus propose CATEGORY --help shows the options of one category alone.",
  arguments: [categoryArgument],
  options: [
    ...filingOptions,
    {
      flag: "--from",
      value: "FILE",
      description: "take answers from a document, complete or not (number and day are always new); - reads stdin",
    },
    { flag: "--draft", description: "write even what does not hold yet, and say what is left to do" },
    { flag: "--base", value: "REV", description: "judge against this revision of the protected branch" },
  ],
  examples: [
    { command: "kwanus propose", what: "asks for everything" },
    {
      command: "kwanus propose capability --partner acme --from export.yaml",
      what: "asks for what the file leaves open",
    },
    { command: "kwanus propose governance --change governance/policy.yaml", what: "files an edit of the policy" },
  ],
  exits: { 1: "what you answered does not hold; nothing is written", 3: "no verdict is possible here" },
  writes: true,
  helpOn: helpOnCategory,

  async run(input, world) {
    const templates = await readTemplates();
    const before = await start(input, world);
    const { landing } = before;
    const read = await fileReader(input, world, templates, landing.tree);
    const file = read?.(input.category ?? null) ?? null;
    const given = givenAnswers(await answersIn(input, world), file);
    if (given["category"] === undefined && file?.category) given["category"] = file.category;
    mayProceed(given, landing.tree);

    const branch = await ownBranch(world);
    const around = { landing, file, today: world.today, login: await loginOf(world) };
    mustBeAsked(given, around);
    const { answers, again } = await answer<Record<string, unknown>>(filingSteps(around), given, world);
    mustBeAsked(answers, around);
    // Only now it is known by which schema the file is to be judged.
    read?.(answers["category"] as Category);
    if (typeof answers["supersedes"] === "string") subjectIn(landing.tree, answers["supersedes"]);
    const filing = await withWholeCommits(filingOf(answers, around), before);
    const paths = Array.isArray(answers["change"]) ? answers["change"].map(String) : [];
    const proposed = await propose({ filing, templates, landing, today: world.today, paths });

    const { report, added } = await judged(before, proposed.change.files);
    const beside = await besides(proposed, world);
    const hints = again === null ? [] : [`again   ${again}`];
    if (added.length > 0 && !input.draft) return refusal(report, added.map(whereItIs(proposed)), hints, world);
    return {
      output: "",
      exit: exits.holds,
      change: proposed.change,
      hints,
      afterChange: () => filed(proposed, added, branch, beside),
    };
  },
} satisfies Command<ProposeInput>;

/** Advice on what is not written yet names the edited file, which is still where it was edited. */
function whereItIs({ directory }: Proposed): (finding: Finding) => Finding {
  return (finding) => ({ ...finding, help: finding.help?.replaceAll(`${directory}/changes/`, "") ?? null });
}

/** Commits as verify prints them, in full. What is a subject, or no commit, is POL012's. */
async function withWholeCommits(filing: Filing, { inputs }: Start): Promise<Filing> {
  if (!filing.ratifies.some((item) => shortened.test(item)) || inputs.history === undefined) return filing;
  const past = await inputs.history.past();
  return {
    ...filing,
    ratifies: filing.ratifies.map((item) => (shortened.test(item) ? landingMeant(item, past) : item)),
  };
}

const shortened = /^[0-9a-f]{7,39}$/;
