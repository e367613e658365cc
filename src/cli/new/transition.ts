// kwanus new transition: another stage of the lifecycle for a partner, an integration or a component.

import { nextId } from "../../acts/written.ts";
import type { Transition } from "../../document/types.gen.ts";
import { type CalledFor, calledForOf } from "../../gates/deprecation-triggers.ts";
import { type LifecycleState, lawfulSteps, ownLifecycles, type Stage, stageNames } from "../../gates/lifecycle.ts";
import { windowShortBy } from "../../gates/lifecycle-gate.ts";
import type { Landing } from "../../landing/landing.ts";
import { dayAfter, laterOf } from "../../model/calendar.ts";
import { ruleInWords } from "../../views/status.ts";
import type { Choice } from "../ask.ts";
import type { Step } from "../prompts.ts";
import {
  type Answers,
  type Around,
  authorStep,
  dayOption,
  dayQuestion,
  long,
  type Making,
  oneOfThese,
  options,
  textOf,
  wordsOf,
} from "./making.ts";

type Spec = Transition["spec"];

const causes: Readonly<Record<Spec["cause"], string>> = {
  planned: "it was meant to",
  remediated: "what was wrong is mended",
  "compliance-violation": "rules on data or access were broken",
  "permission-misuse": "permissions were used for something else",
  "workflow-failure": "workflows fail too often",
  "partner-instability": "the partner cannot be relied on",
};

/** What is in the lifecycle and not at its end, by id: in its own stage, which its partner's may lie over. */
function movable({ landing, today }: Around): Map<string, LifecycleState> {
  return new Map([...ownLifecycles(landing.tree, today)].filter(([, state]) => stepsFrom(state).length > 0));
}

function stepsFrom({ stage, suspended }: LifecycleState): readonly { from: Stage; to: Stage }[] {
  return stage === null ? [] : lawfulSteps(stage, suspended !== null);
}

/** The step that answers name: from the stage it is in today, so that `to` alone says which. */
function stepOf(answers: Answers, around: Around): { state: LifecycleState; from: Stage; to: Stage } | null {
  const state = movable(around).get(textOf(answers, "subject"));
  const step = state === undefined ? undefined : stepsFrom(state).find(({ to }) => to === answers["to"]);
  return state === undefined || step === undefined ? null : { state, ...step };
}

/** What measurements and findings call for, of the subject that answers name; null where they call for nothing. */
function calledIn(answers: Answers, { landing, today }: Around): CalledFor | null {
  return calledForOf(textOf(answers, "subject"), landing.tree, today);
}

/** The cause that the stage is called for, where it is. */
function causeFor(answers: Answers, around: Around): string | undefined {
  const called = calledIn(answers, around);
  return called?.triggers.find(({ to }) => to === answers["to"])?.cause;
}

/** What shows it, with its documents, where it is filed for what was shown. */
function reasonFor(answers: Answers, around: Around): string | undefined {
  const { to, cause } = answers;
  const called = announced.has(to) || to === "maintenance" || to === "suspended" ? calledIn(answers, around) : null;
  if (called === null || cause === "planned" || cause === "remediated") return undefined;
  return called.triggers.map(({ what }) => `${what[0]?.toUpperCase()}${what.slice(1)}.`).join(" ");
}

/** At once for a suspension; the announced end, or the first day a window allows, for an end of support; else after a vote. */
function effectiveFor(answers: Answers, around: Around): string {
  const { landing, policy, today } = around;
  const step = stepOf(answers, around);
  const voted = dayAfter(today, policy.windows.vote.value);
  if (step?.to === "suspended") return today;
  if (step?.to !== "end-of-support") return voted;
  const subject = textOf(answers, "subject");
  const announced = step.state.steps.findLast(({ spec }) => spec.to === "deprecation")?.spec.endOfSupport;
  const asked = laterOf(announced ?? voted, voted);
  const spec = { subject, to: step.to, effective: asked } as Spec;
  return windowShortBy(spec, landing.tree) ?? asked;
}

const announced: ReadonlySet<unknown> = new Set(["deprecation", "end-of-support"]);

/** What a deprecation and an end of support also have to say. */
function announcementSteps({ policy }: Around): Step[] {
  const window = policy.windows.deprecationRecommended.value;
  return [
    ({ to }) =>
      announced.has(to)
        ? long("--notice", "Notice: how were those concerned told?", "By letter and on the status page")
        : null,
    ({ to, effective }) =>
      to === "deprecation"
        ? dayQuestion("--end-of-support", "Day on which support is to end", dayAfter(String(effective), window))
        : null,
    ({ to, migration, remediation }) =>
      to === "deprecation" && (migration !== undefined || remediation === undefined)
        ? {
            type: "long",
            flag: "--migration",
            message: "Migration: where do its users go, and how? (empty if --remediation says what brings it back)",
            example: "In one paragraph",
            optional: true,
          }
        : null,
    ({ to, migration, remediation }) =>
      to === "deprecation" && (remediation !== undefined || migration === undefined)
        ? long("--remediation", "Remediation: what would bring it back, and by when?")
        : null,
  ];
}

export default {
  kind: "transition",
  told: "another stage of a lifecycle, for the bodies to decide",
  options: [
    options.subject,
    { flag: "--to", value: "STAGE", description: Object.keys(stageNames).join(", ") },
    { flag: "--cause", value: "CAUSE", description: Object.keys(causes).join(", ") },
    { flag: "--reason", value: "TEXT", description: "why, in sentences" },
    options.author,
    dayOption("--effective", "the day it takes effect, never before it is decided"),
    { flag: "--notice", value: "TEXT", description: "how those concerned were told" },
    dayOption("--end-of-support", "a deprecation: the day support is to end"),
    { flag: "--migration", value: "TEXT", description: "a deprecation: where its users go" },
    { flag: "--remediation", value: "TEXT", description: "a deprecation: what would bring it back" },
  ],

  steps: (around) => {
    const choices = [...movable(around).values()].map(
      (state): Choice => ({ value: state.subject, label: labelOf(state) }),
    );
    return [
      oneOfThese("--subject", "What changes its stage?", choices, "has no stage it could leave"),
      (answers) => {
        const state = movable(around).get(textOf(answers, "subject"));
        const ways = (state === undefined ? [] : stepsFrom(state)).map(
          ({ to }): Choice => ({ value: to, label: stageNames[to] }),
        );
        const here = state === undefined ? "" : ` (it is in ${stageInWords(state)})`;
        const question = { type: "select", flag: "--to", message: `To which stage?${here}`, choices: ways } as const;
        const called = calledIn(answers, around);
        return called === null ? question : { ...question, default: called.to };
      },
      (answers) => {
        const choices = Object.entries(causes).map(([value, told]) => ({ value, label: `${value}: ${told}` }));
        const question = { type: "select", flag: "--cause", message: "Why, in one word?", choices } as const;
        const cause = causeFor(answers, around);
        return cause === undefined ? question : { ...question, default: cause };
      },
      (answers) => {
        const reason = reasonFor(answers, around);
        const question = long("--reason", "Reason: why, in sentences?");
        return reason === undefined ? question : { ...question, default: reason };
      },
      authorStep(around),
      (answers) => dayQuestion("--effective", "Day it takes effect, once it is decided", effectiveFor(answers, around)),
      ...announcementSteps(around),
    ];
  },

  make(answers, around) {
    const { landing, today } = around;
    const step = stepOf(answers, around);
    if (step === null) throw new Error("a step passed its questions and is not lawful");
    const { state, from, to } = step;
    const namespace = state.subject.split("/")[0] ?? "";
    const taken = [landing.base, landing.tree].flatMap(({ subjects }) => [...subjects.keys()]);
    const id = nextId(namespace, "LC", taken);
    const given = (key: string): string | undefined => (answers[key] === undefined ? undefined : textOf(answers, key));
    return {
      name: id,
      path: `oversight/${namespace}/lifecycle/${id.split("/")[1]}/transition.yaml`,
      template: to === "deprecation" ? "transition-deprecation" : "transition",
      values: {
        "/metadata/id": id,
        "/metadata/title": `${state.title}: ${stageNames[from]} to ${stageNames[to]}`,
        "/metadata/authors": wordsOf(answers, "author"),
        "/spec/filed": today,
        "/spec/subject": state.subject,
        "/spec/from": from,
        "/spec/to": to,
        "/spec/cause": textOf(answers, "cause"),
        "/spec/reason": textOf(answers, "reason"),
        "/spec/notice": given("notice") === undefined ? undefined : { given: today, text: given("notice") },
        "/spec/effective": textOf(answers, "effective"),
        "/spec/endOfSupport": given("endOfSupport"),
        "/spec/migration": given("migration"),
        "/spec/remediation": given("remediation"),
      },
      next: (after) => [`then    ${decidedBy(id, after)}:  kwanus status ${id}`],
    };
  },
} satisfies Making;

/** Who decides, in the words of status. */
function decidedBy(id: string, after: Landing): string {
  const subject = after.tree.subjects.get(id);
  const tally = subject === undefined ? null : after.tallyOf(subject);
  return tally === null ? "the bodies decide once all four are staffed" : ruleInWords(tally);
}

function labelOf(state: LifecycleState): string {
  return `${state.subject}: ${state.title}, ${stageInWords(state)}`;
}

function stageInWords({ stage, suspended, since }: LifecycleState): string {
  const lasting = stage === null ? "no stage" : `${stageNames[stage]} since ${since}`;
  return suspended === null ? lasting : `${lasting}, suspended until ${suspended.until}`;
}
