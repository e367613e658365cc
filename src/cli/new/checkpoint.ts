// kwanus new checkpoint: a review or a validation of one version, before its evidence is added.

import { valid } from "semver";
import { type CheckpointName, checkpointsFor, everyCheckpoint, isValidation } from "../../model/checkpoints.ts";
import { manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { manifestFolder } from "../../model/places.ts";
import {
  type Answers,
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

const results = {
  inconclusive: "inconclusive: its evidence is still to come",
  passed: "passed: the evidence shows it",
  failed: "failed: something has to change first",
};

function versionOf({ subject }: Answers, tree: Model): string {
  return manifestsOf(tree).find(({ id }) => id === subject)?.value.spec.version ?? "1.0.0";
}

/** `security-validation`, then `security-validation-2`: every version has its own. */
function freeName(answers: Answers, trees: readonly Model[]): string {
  const [folder, name] = [manifestFolder(textOf(answers, "subject")), textOf(answers, "checkpoint")];
  const isTaken = (file: string): boolean =>
    trees.some(({ snapshot }) => snapshot.files.has(`${folder}/checkpoints/${file}.yaml`));
  let [file, number] = [name, 1];
  while (isTaken(file)) file = `${name}-${++number}`;
  return file;
}

export default {
  kind: "checkpoint",
  told: "a review or validation of a version, with its evidence",
  options: [
    options.subject,
    {
      flag: "--checkpoint",
      value: "NAME",
      description: "which review or validation it is",
      suggests: everyCheckpoint,
    },
    { flag: "--for-version", value: "VERSION", description: "the version that was looked at" },
    dayOption("--held", "the day it was held"),
    { flag: "--by", value: "NAME", description: "who held it: a person id or a forge login", many: true },
    options.author,
    {
      flag: "--checkpoint-result",
      value: "RESULT",
      description: "inconclusive, passed or failed",
      suggests: Object.keys(results),
    },
    { flag: "--outcome", value: "TEXT", description: "what was found" },
    {
      flag: "--software",
      value: "NAME",
      description: "a name under which tools know it: a package, a package URL, a repository",
      many: true,
    },
  ],

  steps: (around) => {
    const { tree } = around.landing;
    const choices = manifestsOf(tree).map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
    return [
      oneOfThese("--subject", "What was looked at?", choices, "is no integration or component"),
      (answers) => ({
        type: "select",
        flag: "--checkpoint",
        message: "Which review or validation?",
        choices: checkpointsFor(textOf(answers, "subject")).map((value) => ({
          value,
          label: value.replace("-", " "),
        })),
      }),
      (answers) => ({
        type: "text",
        flag: "--for-version",
        message: "Version that was looked at",
        example: "1.0.0",
        default: versionOf(answers, tree),
        check: (version) => (valid(version) === version ? null : `"${version}" is not a version like 1.2.0`),
      }),
      dayQuestion("--held", "Day it was held", around.today),
      { ...authorStep(around), flag: "--by", message: "Who held it? (person id or forge login)" },
      authorStep(around),
      (answers) => ({
        type: "select",
        flag: "--checkpoint-result",
        message: "What came of it?",
        choices: Object.entries(results).map(([value, label]) => ({ value, label })),
        // Evidence settles a validation later; a review is a judgement, which nobody has by default.
        ...(isValidation(textOf(answers, "checkpoint") as CheckpointName) && { default: "inconclusive" }),
      }),
      long("--outcome", "Outcome: what was found?"),
      {
        type: "text",
        flag: "--software",
        message: "Name of its package or repository, as tools print it (empty if it is its own)",
        example: "@acme/score-insights",
        optional: true,
      },
    ];
  },

  make(answers, { landing: { base, tree } }) {
    const [subject, version] = [textOf(answers, "subject"), textOf(answers, "forVersion")];
    const name = freeName(answers, [base, tree]);
    const checkpoint = textOf(answers, "checkpoint");
    const title = manifestsOf(tree).find(({ id }) => id === subject)?.value.metadata.title ?? subject;
    return {
      name: `${subject}/${name}`,
      path: `${manifestFolder(subject)}/checkpoints/${name}.yaml`,
      template: "checkpoint",
      values: {
        "/metadata/id": `${subject}/${name}`,
        "/metadata/title": `${checkpoint.charAt(0).toUpperCase()}${checkpoint.slice(1).replace("-", " ")} of ${title} ${version}`,
        "/metadata/authors": wordsOf(answers, "author"),
        "/spec/subject": subject,
        "/spec/version": version,
        "/spec/checkpoint": checkpoint,
        "/spec/held": textOf(answers, "held"),
        "/spec/by": wordsOf(answers, "by"),
        "/spec/result": textOf(answers, "checkpointResult"),
        "/spec/outcome": textOf(answers, "outcome"),
        "/spec/software": wordsOf(answers, "software"),
      },
      next: () =>
        isValidation(checkpoint as CheckpointName)
          ? [`then    kwanus evidence add FILE --for ${subject} --checkpoint ${name}`]
          : [`then    kwanus status ${subject} says what comes next`],
    };
  },
} satisfies Making;
