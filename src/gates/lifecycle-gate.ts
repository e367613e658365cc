// How a transition is decided: CGB once SCO has voted, SCO alone for a suspension, everybody where a window is cut short.

import type { Transition } from "../document/types.gen.ts";
import type { Authority } from "../model/authority.ts";
import { dayAfter, endOfTime } from "../model/calendar.ts";
import type { Model, Subject } from "../model/model.ts";
import { lifecycles } from "./lifecycle.ts";
import { type Stage, voteOf } from "./steps.ts";
import type { Threshold } from "./threshold.ts";

/** The threshold of a transition (EPF-8, PIS-10; documents.md, "How gates decide"). */
export function lifecycleThreshold({ transition }: Subject, base: Model, { policy, bodies }: Authority): Threshold {
  const gate = policy.gates.find(({ id }) => id === "lifecycle");
  // A policy that is silent cannot weaken the gate: the specification's own bodies then hold.
  const finalAuthority = gate?.finalAuthority ?? "CGB";
  const mayAbstain = true;
  if (transition === null)
    return {
      rule: "final-authority",
      because: [],
      finalAuthority,
      mustApprove: [],
      mayAbstain,
      asked: [finalAuthority],
    };
  const { spec } = transition.value;
  if (isShortened(spec, base) || gate?.threshold === "unanimous") {
    const because = isShortened(spec, base) ? `a window cut short for ${spec.cause}` : "the policy says so";
    return {
      rule: "unanimous",
      because: [because],
      finalAuthority,
      mustApprove: [],
      mayAbstain,
      asked: [...bodies.keys()],
    };
  }
  const days = policy.windows.suspension.value;
  if (spec.to === "suspended" && isEmergency(spec, base, days)) {
    const alone = gate?.maySuspend ?? "SCO";
    return {
      rule: "one-body",
      because: [`${alone} may suspend for ${days}`],
      finalAuthority: alone,
      mustApprove: [],
      mayAbstain,
      asked: [alone],
    };
  }
  const asked = [...new Set([...(gate?.hears ?? ["SCO"]), finalAuthority])];
  return { rule: "final-authority", because: [], finalAuthority, mustApprove: [], mayAbstain, asked };
}

/**
 * True for a suspension that begins with its decision and follows no other closely, not even one of the partner as a whole
 * or of a part of it. One dated ahead, or begun where the last one ends, would be a renewal that one body decides.
 */
function isEmergency({ subject, from, filed, effective }: Transition["spec"], base: Model, window: string): boolean {
  if (from === "suspended" || effective > filed) return false;
  return ![...lifecycles(base, endOfTime).values()].some(
    (other) =>
      (`${other.subject}/`.startsWith(`${subject}/`) || subject.startsWith(`${other.subject}/`)) &&
      other.steps.some(({ lapses }) => lapses !== null && filed < dayAfter(lapses, window)),
  );
}

/** True where violation or misuse ends support before the deprecation window has passed: only unanimity may do that. */
export function isShortened(spec: Transition["spec"], base: Model): boolean {
  const grave = spec.cause === "compliance-violation" || spec.cause === "permission-misuse";
  return grave && windowShortBy(spec, base) !== null;
}

/** The first day on which support may end if a transition ends it, or announces that it will, too early; null where it does not. */
export function windowShortBy(spec: Transition["spec"], base: Model): string | null {
  const window = base.policy?.value.spec.windows.deprecation.value ?? "P6M";
  const ends =
    spec.to === "end-of-support" ? spec.effective : spec.to === "deprecation" ? (spec.endOfSupport ?? null) : null;
  if (ends === null) return null;
  const deprecated = spec.to === "deprecation" ? spec.effective : deprecatedSince(spec, base);
  const earliest = dayAfter(deprecated, window);
  return ends < earliest ? earliest : null;
}

/** What was never deprecated has had no window at all: it begins with the transition. */
function deprecatedSince({ subject, effective }: Transition["spec"], base: Model): string {
  const steps = lifecycles(base, endOfTime).get(subject)?.steps ?? [];
  return steps.findLast(({ spec }) => spec.to === "deprecation")?.effective ?? effective;
}

/** Where one body decides, alone or once others were heard. */
export const lifecycleGate: readonly Stage[] = [
  {
    outcome: "rejected",
    steps: [
      {
        id: "authority-rejects",
        clauses: ["EPF-9.1.4", "PIS-11.1.4"],
        summary: "The body that decides a transition rejects it.",
        objections: ({ bodies, threshold: { finalAuthority } }) =>
          voteOf(bodies, finalAuthority) === "reject" ? [`${finalAuthority} rejects`] : [],
      },
    ],
  },
  {
    outcome: "pending",
    steps: [
      {
        id: "bodies-heard",
        clauses: ["EPF-9.1.2", "PIS-11.1.2"],
        summary: "SCO has voted before CGB decides a transition.",
        objections: ({ bodies, threshold: { asked } }) => {
          const absent = asked.filter((body) => voteOf(bodies, body) === "none");
          return absent.length > 0 ? [`no vote yet of ${absent.join(", ")}`] : [];
        },
      },
    ],
  },
  {
    outcome: "pending",
    steps: [
      {
        id: "authority-approves",
        clauses: ["EPF-9.1.4", "PIS-11.1.4"],
        summary: "The body that decides a transition approves it: CGB, or SCO for a suspension.",
        objections: ({ bodies, threshold: { finalAuthority } }) =>
          voteOf(bodies, finalAuthority) === "approve" ? [] : [`${finalAuthority} abstains`],
      },
    ],
  },
];
