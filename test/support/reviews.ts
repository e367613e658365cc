// Reviews in the sample repository, as the bodies would write them.

import { printDocument } from "../../src/document/print.ts";
import type { Review } from "../../src/document/types.gen.ts";
import { dayAfter } from "../../src/model/calendar.ts";
import type { Files } from "./memory.ts";

type Spec = Review["spec"];

/** The files with one more review; it names a next day far ahead and looks back on a day unless `spec` says otherwise. */
export function reviewed(
  files: Files,
  number: number,
  tasks: readonly string[],
  spec: Partial<Spec> & Pick<Spec, "subject" | "type" | "held">,
): Files {
  const namespace = spec.subject.split("/")[0] ?? "";
  const id = `RV-${String(number).padStart(4, "0")}`;
  const review = {
    apiVersion: "kwanus/v1",
    kind: "Review",
    metadata: { id: `${namespace}/${id}`, title: `Review ${number}`, authors: ["lee"] },
    spec: {
      period: { from: spec.held, to: spec.held },
      reviewers: ["lee"],
      tasks: tasks.map((task) => ({ id: task, outcome: "Looked at." })),
      findings: [],
      next: dayAfter(spec.held, "P9Y"),
      ...spec,
    },
  };
  return { ...files, [`oversight/${namespace}/reviews/${id}.yaml`]: printDocument(review) };
}
