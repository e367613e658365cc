// The ballots of open subjects that do not count, as the defects of the rule that refuses them.

import type { Ballot } from "../../document/types.gen.ts";
import type { Tally } from "../../gates/tally.ts";
import type { Landing } from "../../landing/landing.ts";
import { deltaByPath } from "../../landing/tree.ts";
import { isClosed, type Statement } from "../../model/model.ts";
import type { Defect } from "../rule.ts";

const helps: Readonly<Record<string, string>> = {
  BAL001: "Cast it again with kwanus approve; a ballot and its .sig are written together.",
  BAL002:
    "Sign with a key that governance/people/ lists on the base. A new key takes a governance decision and a proof: kwanus person accept.",
  BAL003: "Vote for the body you sit in. Seats are in governance/policy.yaml and change by governance proposal.",
  BAL004: "Its author looks at the change (kwanus status) and votes again.",
  BAL005: "Take the ballot out of the branch. The body's quorum is counted without them.",
  BAL006: "Cast it again; kwanus approve asks for each criterion.",
  BAL008: "Ballots cannot be moved or copied. Cast it again in its place.",
  BAL009: "Land the earlier ballots too, or cast it again from the tip of the protected branch.",
  BAL012: "Cast it again with --reason, in a sentence or two.",
  BAL016: "Cast it again: reject or abstain, or say what was found to be passed or not applicable.",
  BAL013: "Cast it again with another key: ssh-keygen -t ed25519 makes a good one, and a governance proposal lists it.",
};

/** Defects of every refused ballot that `rule` reports. */
export function* refusedBallots(landing: Landing, rule: string): Generator<Defect> {
  for (const subject of landing.tree.subjects.values()) {
    // What the base has closed is history: it was judged by the policy in force then.
    if (isClosed(landing.base.subjects.get(subject.id))) continue;
    const tally = landing.tallyOf(subject);
    for (const { ballot, verdict } of tally?.judged ?? [])
      if (verdict.is === "refused" && verdict.rule === rule && !reportedElsewhere(ballot, rule, landing, tally))
        yield defect(
          ballot.path,
          `the ballot of ${ballot.place.person} for ${ballot.place.body} does not count: ${verdict.reason}`,
          rule,
          verdict.at,
        );
    if (rule === "BAL008" && tally !== null)
      for (const { path, place } of subject.ballots)
        if (place.gate !== tally.gate) yield defect(path, `there is no gate "${place.gate}" for ${subject.id}`, rule);
  }
}

/** A ballot may stop counting after it landed, when the roster changes. It cannot be removed, so it is no defect any more. */
const untilLanded: readonly string[] = ["BAL002", "BAL003", "BAL005"];

/** One defect is reported once: broken fields by the shape, an altered record by BAL007, a denied authorship by BAL011. */
function reportedElsewhere(ballot: Statement<Ballot>, rule: string, landing: Landing, tally: Tally | null): boolean {
  if (untilLanded.includes(rule) && landing.base.snapshot.files.has(ballot.path)) return true;
  const deltas = deltaByPath(landing.deltas);
  const altered = [ballot.path, `${ballot.path}.sig`].some((path) => (deltas.get(path)?.before ?? null) !== null);
  const contested = rule === "BAL005" && tally?.contested.includes(ballot.place.person);
  return altered || contested === true || (rule === "BAL008" && ballot.value === null);
}

function defect(path: string, message: string, rule: string, at?: string): Defect {
  const help = helps[rule];
  // What is missing from the criteria is missed by their name.
  const part = at === "/spec/criteria" && { part: "key" as const };
  return { path, message, ...(help !== undefined && { help }), ...(at !== undefined && { at }), ...part };
}
