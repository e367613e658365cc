// kwanus new risk: the assessment of an integration, a component, or a filed subject that lacks one.

import { riskValues } from "../../acts/propose.ts";
import type { Landing } from "../../landing/landing.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { isClosed, requestOf } from "../../model/model.ts";
import { manifestFolder } from "../../model/places.ts";
import type { Choice } from "../ask.ts";
import { riskEntries, riskOptions, riskSteps } from "../filing/risk-questions.ts";
import { authorStep, type Making, oneOfThese, options, textOf, wordsOf } from "./making.ts";

/** Folders that could hold an assessment and do not, by what they are about. */
function unassessed({ tree }: Landing): Map<string, { folder: string; label: string }> {
  const manifests = manifestsOf(tree).map(({ id, value }) => [id, manifestFolder(id), value.metadata.title] as const);
  const filed = [...tree.subjects.values()]
    .filter((subject) => !isClosed(subject) && requestOf(subject) !== null)
    .map(({ id, directory, kind }) => [id, directory, kind] as const);
  return new Map(
    [...manifests, ...filed]
      .filter(([, folder]) => !tree.snapshot.files.has(`${folder}/risk.yaml`))
      .map(([id, folder, what]) => [id, { folder, label: `${id}: ${what}` }]),
  );
}

export default {
  kind: "risk",
  told: "what could go wrong with an integration or component",
  options: [options.subject, options.author, ...riskOptions],

  steps: (around) => {
    const choices = [...unassessed(around.landing)].map(([value, { label }]): Choice => ({ value, label }));
    return [
      oneOfThese("--subject", "What is assessed?", choices, "is nothing that lacks an assessment"),
      authorStep(around),
      ...riskSteps([]),
    ];
  },

  make(answers, { landing, today }) {
    const subject = textOf(answers, "subject");
    const authors = wordsOf(answers, "author");
    const values = riskValues(subject, riskEntries(answers, [], authors[0] ?? "", today));
    return {
      name: `${subject}/risk`,
      path: `${unassessed(landing).get(subject)?.folder}/risk.yaml`,
      template: "risk",
      values: { ...values, "/metadata/authors": authors },
    };
  },
} satisfies Making;
