// kwanus new withdrawal: takes an application, a proposal or a transition back before it is decided.

import type { Landing } from "../../landing/landing.ts";
import { documentOf, isClosed } from "../../model/model.ts";
import type { Choice } from "../ask.ts";
import { long, type Making, oneOfThese, options, textOf } from "./making.ts";

/** Subjects that nobody has decided or withdrawn yet, by id, with the folder of each. */
function open({ tree }: Landing): Map<string, { folder: string; label: string }> {
  return new Map(
    [...tree.subjects.values()]
      .filter((subject) => !isClosed(subject))
      .map((subject) => {
        const title = documentOf(subject)?.value.metadata.title ?? subject.kind;
        return [subject.id, { folder: subject.directory, label: `${subject.id}: ${title}` }];
      }),
  );
}

export default {
  kind: "withdrawal",
  told: "takes a subject back before it is decided",
  options: [options.subject, { flag: "--reason", value: "TEXT", description: "why, in sentences" }],

  steps: ({ landing }) => {
    const choices = [...open(landing)].map(([value, { label }]): Choice => ({ value, label }));
    return [
      oneOfThese("--subject", "What is withdrawn?", choices, "is nothing that waits for a decision"),
      long("--reason", "Why is it withdrawn?"),
    ];
  },

  make(answers, { landing, today }) {
    const subject = textOf(answers, "subject");
    return {
      name: `${subject}/withdrawal`,
      path: `${open(landing).get(subject)?.folder}/withdrawal.yaml`,
      template: "withdrawal",
      values: { "/spec/subject": subject, "/spec/reason": textOf(answers, "reason"), "/spec/filed": today },
      next: () => [`note    once it has landed, ${subject} is closed and takes no ballots`],
    };
  },
} satisfies Making;
