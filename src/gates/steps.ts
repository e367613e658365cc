// The steps a vote passes at a gate, in order, and those of the decision gate, each with the clauses it carries out.

import type { Ballot } from "../document/types.gen.ts";
import { bodiesOfSpecification } from "../model/authority.ts";
import type { Threshold } from "./threshold.ts";

export type Vote = Exclude<Ballot["spec"]["decision"], "retract"> | "none";

export type Outcome = "approved" | "rejected" | "pending";

/** How the bodies voted, and what they must reach together. */
export interface Cast {
  readonly bodies: readonly { readonly body: string; readonly vote: Vote }[];
  readonly threshold: Threshold;
}

interface Step {
  /** Kebab-case, names what must be so. */
  readonly id: string;
  readonly clauses: readonly string[];
  /** One sentence: what the step does. */
  readonly summary: string;
  /** A sentence for each reason not to pass. */
  objections(cast: Cast): string[];
}

/** Steps that are asked together, and what an objection of any of them makes of the gate. */
export interface Stage {
  readonly outcome: Exclude<Outcome, "approved">;
  readonly steps: readonly Step[];
}

/** In order: the first stage in which somebody objects settles the outcome. */
export const decisionGate: readonly Stage[] = [
  {
    outcome: "rejected",
    steps: [
      {
        id: "final-authority-rejects",
        clauses: ["EPF-3.4.2", "PEP-2.4.2"],
        summary: "The rejection of the body with final authority is final, whatever the others say.",
        objections: ({ bodies, threshold: { finalAuthority } }) =>
          voteOf(bodies, finalAuthority) === "reject"
            ? [`${finalAuthority} rejects, and ${finalAuthority} has final authority`]
            : [],
      },
    ],
  },
  {
    outcome: "pending",
    steps: [
      {
        id: "every-body-votes",
        clauses: [
          "EPF-3.2.1",
          "EPF-3.2.2",
          "EPF-3.2.3",
          "EPF-3.2.4",
          "PEP-2.2.1",
          "PEP-2.2.2",
          "PEP-2.2.3",
          "PEP-2.2.4",
          "PIP-11.2.1",
          "PIP-11.2.2",
          "PIP-11.2.3",
          "PIP-11.2.4",
          "EIP-11.2.1",
          "EIP-11.2.2",
          "EIP-11.2.3",
          "EIP-11.2.4",
        ],
        summary: "TSC, SCO, ERC and CGB each review the subject and vote before anything is decided.",
        objections: ({ bodies }) => {
          const all = new Set([...bodiesOfSpecification, ...bodies.map(({ body }) => body)]);
          const absent = [...all].filter((id) => voteOf(bodies, id) === "none");
          return absent.length > 0 ? [`no vote yet of ${absent.join(", ")}`] : [];
        },
      },
    ],
  },
  {
    outcome: "rejected",
    steps: [
      {
        id: "majority-rejects",
        clauses: ["EPF-3.4.1", "PEP-2.4.1"],
        summary: "What a majority of the bodies rejects is rejected.",
        objections: ({ bodies }) => {
          const rejecting = count(bodies, "reject");
          return rejecting * 2 > bodies.length ? [`${rejecting} of ${bodies.length} bodies reject`] : [];
        },
      },
      {
        id: "unanimity-rejects",
        clauses: ["PEP-7.3.1"],
        summary: "Where all must approve, one rejection is enough.",
        objections: ({ bodies, threshold: { rule, because } }) => {
          const rejecting = bodies.filter(({ vote }) => vote === "reject").map(({ body }) => body);
          return rule === "unanimous" && rejecting.length > 0
            ? [`${rejecting.join(", ")} rejects, and all must approve (${because.join(", ")})`]
            : [];
        },
      },
      {
        id: "tier-review-rejects",
        clauses: ["EPF-2.2.4"],
        summary: "A body whose approval the requested tier needs can reject alone: SCO from tier 2 on.",
        objections: ({ bodies, threshold }) =>
          threshold.mustApprove
            .filter((id) => voteOf(bodies, id) === "reject")
            .map((id) => `${id} must approve at this tier and rejects`),
      },
    ],
  },
  {
    // Neither approved nor rejected: a tie or an abstention closes nothing, somebody votes again.
    outcome: "pending",
    steps: [
      {
        id: "unanimity-approves",
        clauses: ["PEP-7.3.1", "PIP-2.7.1", "PIP-11.1.5", "EIP-2.7.1", "EIP-11.1.5"],
        summary: "Where all must approve, an abstention keeps the gate open.",
        objections: ({ bodies, threshold: { rule, because } }) => {
          const approvals = count(bodies, "approve");
          return rule === "unanimous" && approvals < bodies.length
            ? [`${approvals} of ${bodies.length} approve, all must (${because.join(", ")})`]
            : [];
        },
      },
      {
        id: "majority-approves",
        clauses: ["EPF-3.4.1", "PEP-2.4.1"],
        summary: "More than half of the bodies approve; two of four are no majority.",
        objections: ({ bodies }) => {
          const approvals = count(bodies, "approve");
          return approvals * 2 <= bodies.length
            ? [`${approvals} of ${bodies.length} approve, which is no majority`]
            : [];
        },
      },
      {
        id: "final-authority-approves",
        clauses: ["EPF-3.4.2", "PEP-2.4.2"],
        summary: "The body with final authority is among those that approve.",
        objections: ({ bodies, threshold: { finalAuthority } }) =>
          voteOf(bodies, finalAuthority) === "approve" ? [] : [`${finalAuthority} has final authority and abstains`],
      },
      {
        id: "tier-review-approves",
        clauses: ["EPF-2.2.4"],
        summary: "Every body whose approval the requested tier needs approves: SCO from tier 2 on.",
        objections: ({ bodies, threshold }) =>
          threshold.mustApprove
            .filter((id) => voteOf(bodies, id) !== "approve")
            .map((id) => `${id} must approve at this tier and abstains`),
      },
      {
        id: "nobody-abstains",
        clauses: ["EPF-2.3.4"],
        summary: "At a tier that needs full governance review no body abstains.",
        objections: ({ bodies, threshold }) =>
          bodies
            .filter(({ vote }) => vote === "abstain" && !threshold.mayAbstain)
            .map(({ body }) => `${body} abstains, which this tier does not allow`),
      },
    ],
  },
];

/** What a gate makes of the votes, and why, a sentence each. */
export function outcomeOf(cast: Cast, gate: readonly Stage[]): { outcome: Outcome; because: string[] } {
  for (const { outcome, steps } of gate) {
    const because = steps.flatMap((step) => step.objections(cast));
    if (because.length > 0) return { outcome, because };
  }
  const { bodies, threshold } = cast;
  const approvals = `${count(bodies, "approve")} of ${bodies.length} bodies approve`;
  return { outcome: "approved", because: [`${approvals}, ${threshold.finalAuthority} among them`] };
}

/** The vote of a body; `none` also where there is no such body. */
export function voteOf(bodies: Cast["bodies"], id: string): Vote {
  return bodies.find(({ body }) => body === id)?.vote ?? "none";
}

function count(bodies: Cast["bodies"], vote: Vote): number {
  return bodies.filter((body) => body.vote === vote).length;
}
