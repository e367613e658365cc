// kwanus decide: writes down what the ballots amount to, with the files a governance proposal carries.

import { decide } from "../../acts/decide.ts";
import { check } from "../../check.ts";
import { exits, Failure } from "../../failure.ts";
import type { Landing } from "../../landing/landing.ts";
import { isClosed, memoOfProcess, type Subject } from "../../model/model.ts";
import { decisionBranch } from "../../model/places.ts";
import { plural } from "../../reporters/counts.ts";
import { terminal } from "../../reporters/escape.ts";
import type { Command } from "../command.ts";
import { gathered, recordsOfGathered } from "../gathering.ts";
import { type JudgingInput, subjectIn, tip } from "../judging.ts";
import { lacksForSignOff } from "../sign-off-lacks.ts";

interface Input extends JudgingInput {
  readonly subject: string;
}

export default {
  name: "decide",
  summary: "Write the decision the ballots amount to",
  description:
    "Gathers the ballots of the protected branch and of every vote branch in this clone, computes the decision and records both as one commit on kwanus/decide/…. Anybody may run it: it is computed again when it lands.",
  arguments: [{ name: "SUBJECT", description: "for example acme/EXP-0003", required: true }],
  options: [{ flag: "--base", value: "REV", description: "start from this revision of the protected branch" }],
  examples: [{ command: "git fetch && kwanus decide acme/EXP-0003", what: "with the ballots reviewers have pushed" }],
  exits: { 1: "not settled yet, or closed" },
  writes: true,

  async run(input, world) {
    const repository = await world.repository();
    const base = await tip(input, world);
    const memo = memoOfProcess();
    const { snapshot, history } = base;
    const judge = (head: typeof snapshot) =>
      check({ base: snapshot, mergeBase: snapshot, head, asOf: world.today, memo, history });
    const alone = await judge(base.snapshot);
    const filed = subjectIn(alone.landing.tree, input.subject);
    const { authority } = alone.landing;
    const votes = isClosed(filed) ? null : await gathered(base.snapshot, filed, { authority, repository, memo });
    const { landing, report } = await judge(votes?.snapshot ?? snapshot);
    const fault = report.findings.find(
      (finding) => finding.severity === "error" && finding.subject === filed.id && !/^BAL/.test(finding.rule),
    );
    if (fault !== undefined && !isClosed(filed))
      throw new Failure(
        "refused",
        "documents-do-not-hold",
        `${filed.id} does not hold: ${fault.message} (${fault.rule})`,
        `kwanus validate ${filed.directory}`,
      );
    const subject = subjectIn(landing.tree, input.subject);
    if (!isClosed(subject) && landing.tallyOf(subject)?.outcome === "approved") await mustBeComplete(subject, landing);
    const branch = decisionBranch(subject.id);
    const existing = await repository.resolve(`refs/heads/${branch}`);
    const records =
      votes === null || authority === null
        ? new Map<string, string>()
        : await recordsOfGathered(votes, base.commit, authority, repository);
    const { change, tally } = await decide({ landing, subject, baseCommit: base.commit, existing, records });
    return {
      output: "",
      exit: exits.holds,
      change,
      afterChange: ({ commit }) => ({
        output: `${subject.id} ${tally.outcome}: ${terminal(tally.because.join("; "))}\nrecorded ${commit?.slice(0, 7)} on ${branch}   ${plural(change.files.length, "file")}\n`,
        hints: [
          `next    git push -u origin ${branch}, then open the pull request; it lands if its bytes are what kwanus computes`,
          ...(subject.kind === "Release" && tally.outcome === "approved"
            ? ["then    kwanus matrix --write: the compatibility matrix says the day on which it reaches users"]
            : []),
        ],
      }),
    };
  },
} satisfies Command<Input>;

/** A release is not signed off by votes alone. @throws Failure `refused` with everything it lacks */
async function mustBeComplete(subject: Subject, landing: Landing): Promise<void> {
  const lacks = await lacksForSignOff(subject, landing);
  const [first] = lacks;
  if (first === undefined) return;
  throw new Failure(
    "refused",
    "sign-off-incomplete",
    `${subject.id} is voted on and not complete: ${lacks.map(({ message }) => message).join("; ")}`,
    lacks.length === 1 ? first.help : `see everything it takes: kwanus status ${subject.id}`,
  );
}
