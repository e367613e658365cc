// The reviews and validations of a version as somebody who signs it off has to see them: which passed, and in whose name.

import { inWords, lackOf, lastHeld } from "../gates/sign-off.ts";
import { checkpointsFor } from "../model/checkpoints.ts";
import type { Model, Subject } from "../model/model.ts";

export interface HeldCheckpoint {
  /** `security review`. */
  readonly name: string;
  readonly state: "passed" | "missing" | "open";
  /** Why it has not passed; null where it has, or was not held yet. */
  readonly because: string | null;
  /** Day of the last one (`YYYY-MM-DD`); null where there was none. */
  readonly held: string | null;
  /** Who held it, as the document says: nobody signs a checkpoint. */
  readonly by: readonly string[];
  /** True where it is said to be the signer's own. */
  readonly own: boolean;
}

/**
 * Every checkpoint that a release takes, in the order of its playbook.
 * @param signer id of the person who is about to sign
 * @param asOf `YYYY-MM-DD`
 */
export function heldCheckpoints(
  { value: { spec } }: NonNullable<Subject["release"]>,
  model: Model,
  { signer, asOf }: { readonly signer: string; readonly asOf: string },
): HeldCheckpoint[] {
  const login = model.people.get(signer)?.value.spec.forge?.login;
  return checkpointsFor(spec.subject).map((name) => {
    const last = lastHeld(name, spec, model, asOf);
    const by = [...new Set(last.flatMap(({ value }) => value.spec.by))];
    const lack = lackOf(name, spec, model, asOf);
    return {
      name: inWords(name),
      state: lack === null ? "passed" : lack.what === "missing" ? "missing" : "open",
      because: lack?.why ?? null,
      held: last[0]?.value.spec.held ?? null,
      by,
      own: by.some((who) => who === signer || who === login),
    };
  });
}
