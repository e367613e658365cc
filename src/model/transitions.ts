// Transitions that the bodies have yet to decide.

import type { Transition } from "../document/types.gen.ts";
import { isClosed, type Model, type Subject } from "./model.ts";

export interface OpenTransition {
  readonly subject: Subject;
  readonly path: string;
  readonly spec: Transition["spec"];
}

/** Every transition whose shape holds and that is neither decided nor withdrawn. */
export function* openTransitions({ subjects }: Model): Generator<OpenTransition> {
  for (const subject of subjects.values())
    if (subject.transition !== null && !isClosed(subject))
      yield { subject, path: subject.path, spec: subject.transition.value.spec };
}
