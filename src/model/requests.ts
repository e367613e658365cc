// What open subjects ask for: the tier, permissions and capabilities that the bodies have yet to judge.

import { isClosed, type Model, requestOf, type Subject } from "./model.ts";

interface Asked {
  readonly id: string;
  readonly at: string;
}

export interface Request {
  readonly subject: Subject;
  readonly tier: number | null;
  readonly permissions: readonly Asked[];
  readonly capabilities: readonly Asked[];
  /** The runtimes that a proposal names, each with its JSON pointer. */
  readonly runtimes: readonly { readonly id: string; readonly range: string; readonly at: string }[];
}

/** The requests of every subject that is neither decided nor withdrawn and whose shape holds. */
export function* requested(model: Model): Generator<Request> {
  for (const subject of model.subjects.values()) {
    const spec = requestOf(subject)?.value.spec;
    if (spec === undefined || isClosed(subject)) continue;
    yield {
      subject,
      tier: spec.requestedTier ?? null,
      permissions: placed(spec.requestedPermissions, "/spec/requestedPermissions"),
      capabilities: placed(spec.requestedCapabilities, "/spec/requestedCapabilities"),
      runtimes: (subject.proposal?.value.spec.runtimes ?? []).map((runtime, index) => ({
        ...runtime,
        at: `/spec/runtimes/${index}`,
      })),
    };
  }
}

function placed(entries: readonly { readonly id: string }[] | undefined, at: string): Asked[] {
  return (entries ?? []).map(({ id }, index) => ({ id, at: `${at}/${index}/id` }));
}
