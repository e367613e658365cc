// When a partner asks to rise.

import { isClosed, type Model, type Subject } from "../model/model.ts";
import { envelopeOf } from "./decision.ts";

/** True for an open tier proposal that asks for a higher tier than its partner has. */
export function isUpgrade(subject: Subject, model: Model): boolean {
  const { category, requestedTier } = subject.proposal?.value.spec ?? {};
  const { tier } = envelopeOf(model, subject.namespace);
  return category === "tier" && !isClosed(subject) && tier !== null && (requestedTier ?? 0) > tier;
}
