// kwanus new review: what the bodies looked at, what they found, and when they look again.

import { decisionsIn } from "../../gates/decision.ts";
import { type Duty, dutiesOf, dutyTable, everything } from "../../gates/duties.ts";
import { dayAfter, laterOf } from "../../model/calendar.ts";
import type { Model } from "../../model/model.ts";
import {
  cadenceOf,
  lastReview,
  type Reviewed,
  type ReviewTask,
  type ReviewType,
  reviewTypes,
  tasksOf,
} from "../../model/reviews.ts";
import { terminal } from "../../reporters/escape.ts";
import { type Happening, periodOf } from "../../views/period.ts";
import type { Asked, Step } from "../prompts.ts";
import { keyOf } from "../shell-words.ts";
import {
  type Answers,
  asTitle,
  composed,
  dayFault,
  dayOption,
  dayQuestion,
  long,
  type Making,
  nextInOversight,
  noColon,
  oneOfThese,
  options,
  peopleQuestion,
  periodIn,
  textOf,
  wordsOf,
} from "./making.ts";

const severities = ["low", "medium", "high", "critical"] as const;

/** Whatever may be reviewed, with what people call it. */
function reviewable({ partners, components, integrations }: Model): Map<string, { of: Reviewed; title: string }> {
  const sort = (of: Reviewed, held: ReadonlyMap<string, { value: { metadata: { title: string } } }>) =>
    [...held].map(([id, { value }]) => [id, { of, title: value.metadata.title }] as const);
  return new Map([
    ...sort("partner", partners),
    ...sort("component", components),
    ...sort("integration", integrations),
    [everything, { of: "ecosystem", title: "all of it" }],
  ]);
}

function typeOf(answers: Answers): ReviewType {
  return answers["type"] as ReviewType;
}

function kindOf(answers: Answers, tree: Model): Reviewed {
  return reviewable(tree).get(textOf(answers, "subject"))?.of ?? "ecosystem";
}

function expectedTasks(answers: Answers, tree: Model): readonly ReviewTask[] {
  return tasksOf(typeOf(answers), kindOf(answers, tree));
}

/**
 * What a yearly review may answer besides, where that is given: the other reviews of the same thing, and of a partner
 * those of its integrations. One session is then one document.
 */
function furtherTasks(answers: Answers, tree: Model): ReviewTask[] {
  if (!["annual", "stewardship"].includes(typeOf(answers))) return [];
  const kinds: readonly Reviewed[] =
    kindOf(answers, tree) === "partner" ? ["partner", "integration"] : [kindOf(answers, tree)];
  const owed = new Set(dutyTable.filter(({ of }) => kinds.includes(of)).flatMap(({ type, of }) => tasksOf(type, of)));
  return taskIds.filter((id) => owed.has(id) && answers[keyOf(`--${id}`)] !== undefined);
}

/** Its own tasks first. */
function answeredTasks(answers: Answers, tree: Model): ReviewTask[] {
  return [...new Set([...expectedTasks(answers, tree), ...furtherTasks(answers, tree)])];
}

/** What the period held, as far as the documents say. */
function happeningsOf(answers: Answers, tree: Model): Happening[] {
  const period = {
    from: textOf(answers, "periodFrom"),
    to: textOf(answers, "periodTo"),
    held: textOf(answers, "held"),
  };
  return period.from > period.to ? [] : periodOf(tree, textOf(answers, "subject"), period);
}

/** Comment lines: what the period held, so that whoever reads the review sees what it was about. */
function comment(happenings: readonly Happening[]): string[] {
  if (happenings.length === 0) return ["In this time nothing was decided, released or reviewed, and nothing is open."];
  const shown = happenings.slice(-mostHappenings).map(({ on, what }) => `  ${on} ${what}`);
  const earlier = happenings.length - shown.length;
  const before = earlier > 0 ? [`  ${earlier} things earlier, and then`] : [];
  return ["In this time, as far as the documents say:", ...before, ...shown];
}

/** Further ones would bury the tasks. */
const mostHappenings = 60;

/** The question with what the period held above it, where it is the first of the tasks. */
function taskQuestion(id: ReviewTask, answers: Answers, tree: Model): Asked | null {
  const expected = expectedTasks(answers, tree);
  if (!answeredTasks(answers, tree).includes(id)) return null;
  const first = taskIds.find((task) => expected.includes(task)) === id;
  const question = long(`--${id}`, taskQuestions[id]);
  return first ? { ...question, preface: comment(happeningsOf(answers, tree)).map(terminal).join("\n") } : question;
}

/** Reviews of the same thing, and of a partner's integrations, that are late all the same. */
function stillLate(subject: string, tree: Model, today: string): Duty[] {
  return dutiesOf(tree, today).filter(
    (duty) =>
      duty.late && duty.type !== "permission" && (duty.subject === subject || duty.subject.startsWith(`${subject}/`)),
  );
}

/** The day after the last review's period; without one, the first day on which anything was decided for the subject. */
function periodStart(answers: Answers, tree: Model, today: string): string {
  const subject = textOf(answers, "subject");
  const last = lastReview(tree, subject, typeOf(answers));
  if (last !== null) return dayAfter(last.value.spec.period.to, "P1D");
  const owners =
    subject === everything ? [...tree.partners.keys(), ...tree.components.keys()] : [subject.split("/")[0] ?? ""];
  const days = owners.flatMap((owner) => decisionsIn(tree, owner)).map(({ value }) => value.spec.asOf);
  return days.sort()[0] ?? today;
}

/** What each task asks. */
const taskQuestions: Readonly<Record<ReviewTask, string>> = {
  "partner-review": "The partner as a whole: what came of it?",
  "integration-review": "The integration as a whole: what came of it?",
  "permission-review": "Permissions: is each one used, and still needed?",
  "workflow-review": "Workflows: are they reliable, and is their fallback tried?",
  "compliance-review": "Compliance: protection, retention, deletion, audit, consent?",
  "ecosystem-health": "Ecosystem health: how does it fare?",
  "compliance-alignment": "Compliance alignment: is everything within the rules?",
  "governance-alignment": "Governance alignment: was every change decided before it was made?",
  "ecosystem-audit": "Audit of the ecosystem: what came of it?",
  "expansion-outcomes": "Expansion outcomes: did what was approved bring what it promised?",
  "expansion-rules": "Expansion rules: which have to change?",
  "governance-update": "Governance: what was updated, or why was nothing?",
  "compatibility-update": "Compatibility matrix: what was updated, or why was nothing?",
  "lifecycle-update": "Lifecycle: which stages were looked at, and what follows?",
  "sustainability-review": "Sustainability: will it last, and at what cost?",
};

const taskIds = Object.keys(taskQuestions) as ReviewTask[];

const findingForm = /^(low|medium|high|critical):([^:]+):(\d{4}-\d\d-\d\d):(.+)$/s;

/** `medium:dana:2027-02-20:The log lacks …` → its parts, or null. */
function findingOf(word: string): { severity: string; owner: string; due: string; text: string } | null {
  const [, severity, owner, due, text] = findingForm.exec(word) ?? [];
  if (severity === undefined || !owner?.trim() || due === undefined || dayFault(due) !== null || !text?.trim())
    return null;
  return { severity, owner: owner.trim(), due, text: text.trim() };
}

function findingQuestion(today: string): Asked {
  const flag = "--finding";
  const usual = dayAfter(today, "P3M");
  return composed(
    {
      type: "text",
      flag,
      message: "Finding as SEVERITY:OWNER:DUE:TEXT (empty if there is none)",
      example: `medium:dana:${usual}:What has to change`,
      optional: true,
      check: (word) =>
        findingOf(word) === null
          ? `must be SEVERITY:OWNER:DUE:TEXT with one of ${severities.join(", ")} and a day`
          : null,
    },
    "Is there a finding?",
    async (ask) => {
      const part = { type: "text", flag, example: "" } as const;
      const text = await ask({ ...part, type: "long", message: "What was found?" });
      const choices = severities.map((value) => ({ value }));
      const severity = await ask({ type: "select", flag, message: "How much does it matter?", choices });
      const owner = await ask({ ...part, message: "Who answers for it?", check: noColon });
      const due = await ask({ ...part, message: "By which day is it closed?", default: usual, check: dayFault });
      return `${severity}:${owner}:${due}:${text}`;
    },
  );
}

export default {
  kind: "review",
  told: "what the bodies looked at and found",
  options: [
    options.subject,
    { flag: "--type", value: "TYPE", description: Object.keys(reviewTypes).join(", ") },
    dayOption("--period-from", "the first day it looks back on"),
    dayOption("--period-to", "the last day it looks back on"),
    dayOption("--held", "the day it was held"),
    { flag: "--reviewer", value: "PERSON", description: "who held it, by person id", many: true },
    ...taskIds.map((id) => ({ flag: `--${id}`, value: "TEXT", description: taskQuestions[id].toLowerCase() })),
    {
      flag: "--finding",
      value: "FINDING",
      description: "what has to change, by whom and by when, as SEVERITY:OWNER:DUE:TEXT",
      many: true,
    },
    dayOption("--next", "the day by which the next one is due"),
  ],

  steps: ({ landing: { tree }, policy, today, login }) => {
    const choices = [...reviewable(tree)].map(([value, { of, title }]) => ({
      value,
      label: `${value}: ${title} (${of})`,
    }));
    return [
      oneOfThese("--subject", "What was reviewed?", choices, "is nothing that is reviewed"),
      {
        type: "select",
        flag: "--type",
        message: "Which review?",
        choices: Object.entries(reviewTypes).map(([value, told]) => ({ value, label: `${value}: ${told}` })),
      },
      (answers) => dayQuestion("--period-from", "First day it looks back on", periodStart(answers, tree, today)),
      ({ periodFrom }) =>
        dayQuestion("--period-to", "Last day it looks back on", laterOf(textOf({ periodFrom }, "periodFrom"), today)),
      dayQuestion("--held", "Day it was held", today),
      peopleQuestion("--reviewer", ["Reviewer", "Who held it?"], [...tree.people.keys()], login),
      ...taskIds.map(
        (id): Step =>
          (answers) =>
            taskQuestion(id, answers, tree),
      ),
      findingQuestion(today),
      (answers) => {
        const due = dayAfter(textOf(answers, "held"), cadenceOf(typeOf(answers), policy.cadences));
        return dayQuestion("--next", "Day by which the next one is due", due);
      },
    ];
  },

  make(answers, { landing, today }) {
    const { tree } = landing;
    const subject = textOf(answers, "subject");
    const namespace = subject.split("/")[0] ?? "";
    const { from, to } = periodIn(answers, "period");
    const id = nextInOversight(namespace, ["reviews", "RV"], landing);
    const title = subject === everything ? "the ecosystem" : (reviewable(tree).get(subject)?.title ?? subject);
    const findings = wordsOf(answers, "finding").flatMap((word) => findingOf(word) ?? []);
    return {
      name: id,
      path: `oversight/${namespace}/reviews/${id.split("/")[1]}.yaml`,
      template: "review",
      values: {
        "/metadata/id": id,
        "/metadata/title": `${asTitle(typeOf(answers))} review of ${title}`,
        "/metadata/authors": wordsOf(answers, "reviewer"),
        "/spec/subject": subject,
        "/spec/type": typeOf(answers),
        "/spec/period/from": from,
        "/spec/period/to": to,
        "/spec/held": textOf(answers, "held"),
        "/spec/reviewers": wordsOf(answers, "reviewer"),
        "/spec/tasks": answeredTasks(answers, tree).map((id) => ({ id, outcome: textOf(answers, keyOf(`--${id}`)) })),
        "/spec/findings": findings.map(({ text, ...rest }, index) => ({
          id: `F${index + 1}`,
          text,
          ...rest,
          closed: null,
        })),
        "/spec/next": textOf(answers, "next"),
      },
      // What it finds may hold a request up; that is what it is for.
      expects: ({ rule }) => rule === "TIR003",
      comments: { "/spec/tasks": comment(happeningsOf(answers, tree)) },
      next: (after) =>
        stillLate(subject, after.tree, today).map(
          (duty) => `owed    the ${duty.what} of ${duty.subject} since ${duty.due}, for ${duty.unanswered.join(", ")}`,
        ),
    };
  },
} satisfies Making;
