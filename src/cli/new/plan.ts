// kwanus new plan: how an integration or a component is prepared, built and rolled out.

import { type Checklists, checklistsOf, ofIntegrations } from "../../model/checklists.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { manifestFolder } from "../../model/places.ts";
import { type Strategy, strategyFor } from "../../model/rollouts.ts";
import {
  type Around,
  authorStep,
  composed,
  long,
  type Making,
  migrationGuides,
  migrationSteps,
  noColon,
  oneOfThese,
  options,
  several,
  textOf,
  wordsOf,
} from "./making.ts";

const strategies: Readonly<Record<Strategy, string>> = {
  full: "full: everybody at once, for what is stable and of low risk",
  staged: "staged: stage by stage, for medium risk and for partners only",
  controlled: "controlled: under control at each stage, for high risk and whatever is new",
};

const stageForm = /^\s*([a-z][a-z0-9-]*)\s*:([^:]+):(.+)$/s;

/** `pilot:Twenty users:No error for a week` → its parts, or null. */
function stageOf(word: string): { id: string; audience: string; until: string } | null {
  const [, id, audience, until] = stageForm.exec(word) ?? [];
  if (id === undefined || !audience?.trim() || !until?.trim()) return null;
  return { id, audience: audience.trim(), until: until.trim() };
}

function planless(tree: Model): Manifest[] {
  return manifestsOf(tree).filter(({ id }) => !tree.snapshot.files.has(`${manifestFolder(id)}/plan.yaml`));
}

const stageQuestion = composed(
  {
    type: "text",
    flag: "--stage",
    message: "First stage as ID:AUDIENCE:UNTIL",
    example: "pilot:Twenty users:No error for seven days",
    check: (word) => (stageOf(word) === null ? `"${word}" is not of the form ID:AUDIENCE:UNTIL` : null),
  },
  "Is there a stage?",
  async (ask) => {
    const part = { type: "text", flag: "--stage", example: "" } as const;
    const name = (text: string) =>
      /^[a-z][a-z0-9-]*$/.test(text) ? null : "must be lower-case letters, digits and hyphens";
    const id = await ask({ ...part, message: "Stage: its name, like pilot", check: name });
    const audience = await ask({ ...part, message: `${id}: who gets it?`, check: noColon });
    return `${id}:${audience}:${await ask({ ...part, message: `${id}: what must hold before the next stage?` })}`;
  },
);

/** The widest rollout that a manifest may have. */
function widest(id: string, { landing: { tree, asOf } }: Around): Strategy {
  const manifest = manifestsOf(tree).find((one) => one.id === id);
  return manifest === undefined ? "controlled" : strategyFor(manifest, tree, asOf);
}

export default {
  kind: "plan",
  told: "how an integration or component is built and rolled out",
  options: [
    options.subject,
    options.author,
    { flag: "--versioning", value: "TEXT", description: "how versions are numbered" },
    { flag: "--compatibility-rule", value: "TEXT", description: "what every version keeps to", many: true },
    { flag: "--rollout", value: "STRATEGY", description: "full, staged or controlled" },
    { flag: "--rollout-reason", value: "TEXT", description: "why this strategy" },
    { flag: "--stage", value: "ID:AUDIENCE:UNTIL", description: "who gets it when, in order", many: true },
    options.fallback,
    options.migrationGuide,
    options.migrationNotApplicable,
  ],

  steps: (around) => {
    const { tree } = around.landing;
    const choices = planless(tree).map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
    return [
      oneOfThese("--subject", "What is planned?", choices, "is no integration or component that lacks a plan"),
      authorStep(around),
      long("--versioning", "Versioning: how are versions numbered, and what does each number promise?"),
      several(
        long(
          "--compatibility-rule",
          "Compatibility: what does every version keep to?",
          "A minor version breaks nothing",
        ),
      ),
      (answers) => ({
        type: "select",
        flag: "--rollout",
        message: "Rollout",
        choices: Object.entries(strategies).map(([value, label]) => ({ value, label })),
        default: widest(textOf(answers, "subject"), around),
      }),
      long("--rollout-reason", "Why this rollout?"),
      ({ rollout }) => (rollout === "full" ? null : stageQuestion),
      long("--fallback", "Fallback: what happens to users when a version does not work?"),
      ...migrationSteps,
    ];
  },

  make(answers) {
    const subject = textOf(answers, "subject");
    const strategy = textOf(answers, "rollout");
    const stages = wordsOf(answers, "stage").flatMap((word) => stageOf(word) ?? []);
    const { preparation, implementation } = checklistsOf(subject);
    return {
      name: `${subject}/plan`,
      path: `${manifestFolder(subject)}/plan.yaml`,
      template: "plan",
      values: {
        "/metadata/id": `${subject}/plan`,
        "/metadata/title": `Plan of ${subject}`,
        "/metadata/authors": wordsOf(answers, "author"),
        "/spec/subject": subject,
        "/spec/versioning": textOf(answers, "versioning"),
        "/spec/compatibilityRules": wordsOf(answers, "compatibilityRule"),
        "/spec/rollout/strategy": strategy,
        "/spec/rollout/reason": textOf(answers, "rolloutReason"),
        "/spec/rollout/stages": strategy === "full" ? undefined : stages,
        "/spec/fallback": textOf(answers, "fallback"),
        "/spec/migrationGuides": migrationGuides(answers),
        ...steps("preparation", preparation),
        ...steps("implementation", implementation),
      },
      next: () => ["then    list the evidence of each step as it is done"],
    };
  },
} satisfies Making;

/** A checklist in the lines of the template, whose own are those of an integration. */
function steps(list: keyof Checklists, ids: readonly string[]): Record<string, unknown> {
  const lines = ids.map((id, index) => [`/spec/${list}/${index}/id`, id] as const);
  const spare = ofIntegrations[list]
    .slice(ids.length)
    .map((_, index) => [`/spec/${list}/${ids.length + index}`, undefined] as const);
  return Object.fromEntries([...lines, ...spare]);
}
