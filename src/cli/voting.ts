// approve, reject, abstain, retract: recompute everything here, show what will be signed, ask, sign, record one commit.

import {
  type BallotInputs,
  ballotChange,
  ballotOf,
  type Choice,
  chainOf,
  mayVote,
  type Voter,
  voterOf,
} from "../acts/ballot.ts";
import { type Checked, check } from "../check.ts";
import { exits, Failure } from "../failure.ts";
import { criteriaFor } from "../gates/ballots.ts";
import { overtakenBecause } from "../landing/decisions.ts";
import type { Authority } from "../model/authority.ts";
import { limitsOf } from "../model/keys.ts";
import { memoOfProcess, type Subject } from "../model/model.ts";
import type { Signer } from "../repo/signer.ts";
import { statementText } from "../reporters/signing.ts";
import type { Layout } from "../reporters/table.ts";
import { namespaces } from "../trust/statement.ts";
import type { Question } from "./ask.ts";
import type { Command, Option, Outcome } from "./command.ts";
import { namedCriteria, type Verdict, verdicts } from "./criteria.ts";
import { gathered } from "./gathering.ts";
import { type JudgingInput, subjectIn, type Tip, tip } from "./judging.ts";
import { refuseRepeated, settledBy } from "./one-more-ballot.ts";
import { refuseUnverifiable } from "./own-signature.ts";
import { ownSigner } from "./own-signer.ts";
import { answer, type Step } from "./prompts.ts";
import { screenOf } from "./signing-screen.ts";
import { undoUnpushed } from "./unpushed.ts";
import type { World } from "./world.ts";

interface Input extends JudgingInput {
  readonly subject: string;
  readonly as?: string;
  readonly reason?: string;
  readonly criterion: readonly string[];
  readonly allCriteria?: Verdict;
  readonly yes?: boolean;
  readonly digest?: string;
  /** `retract` only. */
  readonly unpushed?: boolean;
}

const options: readonly Option[] = [
  { flag: "--as", value: "BODY", description: "the body you vote for; refused if you do not sit in it" },
  { flag: "--reason", value: "TEXT", description: "why" },
  {
    flag: "--criterion",
    value: "NAME=VERDICT",
    description: `your body's verdict on one criterion: ${verdicts.join(", ")}`,
    many: true,
  },
  {
    flag: "--all-criteria",
    value: "VERDICT",
    description: "one verdict for every criterion not named",
    choices: verdicts,
  },
  { flag: "--yes", description: "sign without asking; needs --digest" },
  { flag: "--digest", value: "SHA256", description: "sign only this content; kwanus status prints it" },
  { flag: "--base", value: "REV", description: "vote on this revision of the protected branch" },
];

const unpushedOption: Option = {
  flag: "--unpushed",
  description: "delete your latest ballot instead, where it has neither landed nor been pushed",
};

const whyText: Readonly<Record<Choice, string>> = {
  approve: "why, if you like",
  reject: "why; required",
  abstain: "why; required",
  retract: "why; required unless --unpushed",
};

/** The command that casts one kind of ballot. */
export function ballotCommand(choice: Choice, summary: string): Command<Input> & Required<Pick<Command<Input>, "run">> {
  const needsCriteria = choice === "approve" || choice === "reject";
  return {
    name: choice,
    summary,
    description: `Recomputes everything on this machine, shows what will be signed, and records your ballot as one signed commit on a branch of its own. ${choice === "retract" ? "Your earlier ballot stays on record; it no longer counts." : "Your working tree and index are not touched."}`,
    arguments: [{ name: "SUBJECT", description: "for example acme/EXP-0003", required: true }],
    options: [
      ...options
        .filter(({ flag }) => needsCriteria || !/criteri/.test(flag))
        .map((option) => (option.flag === "--reason" ? { ...option, description: whyText[choice] } : option)),
      ...(choice === "retract" ? [unpushedOption] : []),
    ],
    examples: [
      {
        command: `kwanus ${choice} acme/EXP-0003${choice === "approve" ? "" : ' --reason "…"'}`,
        what: "asks before it signs",
      },
      ...(choice === "retract"
        ? [{ command: "kwanus retract acme/EXP-0003 --unpushed", what: "as if it had never been signed" }]
        : []),
    ],
    exits: { 1: "you may not vote here, or the documents do not hold" },
    writes: true,
    run: (input, world) => (input.unpushed ? undoUnpushed(input.subject, input, world) : cast(choice, input, world)),
  };
}

/** Everything a vote needs, looked up before anything is asked. */
interface Ready {
  readonly base: Tip;
  readonly checked: Checked;
  readonly subject: Subject;
  readonly authority: Authority;
  readonly voter: Voter;
  readonly signer: Signer;
}

async function cast(choice: Choice, input: Input, world: World): Promise<Outcome> {
  const ready = await prepare(choice, input, world);
  const { base, checked, subject, authority, voter, signer } = ready;
  if (input.digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(input.digest))
    throw new Failure(
      "usage",
      "no-digest",
      `--digest ${input.digest} is no digest: sha256: and 64 hexadecimal digits`,
      `kwanus status ${subject.id} prints it`,
    );
  if (input.digest !== undefined && input.digest !== subject.digest)
    throw new Failure(
      "refused",
      "other-content",
      `${subject.id} is ${subject.digest} now, not ${input.digest}`,
      `see what changed: kwanus diff ${subject.id}`,
    );
  if (input.yes && input.digest === undefined)
    throw new Failure(
      "usage",
      "digest-missing",
      "--yes needs --digest, so that nobody signs what they have not seen",
      `look first: kwanus diff ${subject.id}; then: kwanus ${choice} ${subject.id} --yes --digest ${subject.digest}`,
    );

  const named = namedCriteria(input.criterion ?? [], criteriaOfBody(ready), voter.body);
  refuseRepeated(choice, { ...input, named }, ready);

  const screen = await screenOf(choice, ready, world);
  const { answers } = await answer<Answers>(questions(choice, input, ready, screen, world), given(input), world);
  const said = { criteria: criteriaOf(choice, input, answers, ready), reason: answers.reason ?? null };
  if (!input.yes && !world.dryRun && !answers.yes) return { output: "nothing was signed\n", exit: exits.findings };

  const inputs: BallotInputs = {
    base: checked.landing.base,
    subject,
    earlier: subject.ballots,
    voter,
    gate: subject.gate,
    choice,
    ...said,
    repo: authority.policy.repo,
    baseCommit: base.commit,
    now: world.now,
  };
  const ballot = ballotOf(inputs);
  const signature = world.dryRun ? "(not signed: --dry-run)\n" : await signer.sign(ballot.bytes, namespaces.ballot);
  const signed = { bytes: ballot.bytes, signature, namespace: namespaces.ballot, ...limitsOf(authority) };
  if (!world.dryRun) refuseUnverifiable(signed, "list your key as it is now: kwanus person accept, and a decision");
  const change = ballotChange(ballot, signature, inputs);
  const settled = world.dryRun ? null : await settledBy(change.files, ready, world.today);
  return {
    output: input.yes || world.dryRun ? `${screen}${statementText(said, layoutOf(world))}` : "",
    exit: exits.holds,
    change,
    afterChange: ({ commit }) => ({
      output: `signed ${commit?.slice(0, 7)} on ${ballot.branch}   ${ballot.path.slice(subject.directory.length + 1)}\n`,
      hints: [
        ...(settled === null
          ? [
              `next    git push -u origin ${ballot.branch}; it lands by a pull request, or with the decision`,
              `        kwanus status ${subject.id} says whose move it is`,
            ]
          : [
              `next    your ballot settles it, ${settled}: kwanus decide ${subject.id} writes the decision, with the ballots this clone has`,
              `        or git push -u origin ${ballot.branch}, and somebody else decides`,
            ]),
        `undo    kwanus retract ${subject.id} --unpushed, as long as it is not pushed`,
      ],
    }),
  };
}

/** What the questions and flags say, by flag. */
interface Answers {
  readonly reason?: string;
  readonly allCriteria?: Verdict;
  readonly digest?: string;
  readonly yes?: boolean;
}

function layoutOf({ style, columns }: World): Layout {
  return { style, columns };
}

async function prepare(choice: Choice, input: Input, world: World): Promise<Ready> {
  const repository = await world.repository();
  const base = await tip(input, world);
  const { snapshot } = base;
  const memo = memoOfProcess();
  const judge = (head: typeof snapshot): Promise<Checked> =>
    check({ base: snapshot, mergeBase: snapshot, head, asOf: world.today, memo, history: base.history });
  const plainly = await judge(snapshot);
  const { authority, base: model } = plainly.landing;
  if (authority === null)
    throw new Failure(
      "refused",
      "no-root",
      "there is no root of trust on the protected branch yet, so nobody can vote",
      "staff the bodies: kwanus person accept",
    );
  const filed = model.subjects.get(input.subject);
  if (filed === undefined && (await repository.workingTree()).files.size > 0)
    await refuseUnlanded(input.subject, world, base);
  const own = subjectIn(model, input.subject);
  const help = "ssh-keygen -t ed25519 makes one that does; kwanus person accept lists it";
  const { signer, fingerprint } = await ownSigner(repository, authority, help);
  const voter = voterOf(authority, fingerprint, input.as ?? null);
  mayVote(own, voter, authority, choice);
  const overtaken = overtakenBecause(plainly.landing, own);
  if (overtaken !== null && choice !== "retract")
    throw new Failure(
      "refused",
      "overtaken",
      `${own.id} waits to be renewed: ${overtaken}`,
      `kwanus refresh ${own.id}`,
    );
  const fault = plainly.report.findings.find(
    ({ severity, subject, rule }) => severity === "error" && subject === own.id && !/^BAL/.test(rule),
  );
  if (fault !== undefined && choice !== "retract")
    throw new Failure(
      "refused",
      "documents-do-not-hold",
      `${own.id} does not hold: ${fault.message} (${fault.rule})`,
      `its authors mend it first: kwanus validate ${own.directory}`,
    );

  const { snapshot: head } = await gathered(snapshot, own, { authority, repository, memo });
  const checked = head === snapshot ? plainly : await judge(head);
  const subject = subjectIn(checked.landing.tree, own.id);
  const spoken =
    chainOf({ earlier: subject.ballots, voter, gate: subject.gate }).at(-1)?.value?.spec.decision ?? "retract";
  if (choice === "retract" && spoken === "retract")
    throw new Failure(
      "refused",
      "nothing-to-retract",
      `${voter.person} has no vote on ${subject.id} to take back`,
      `kwanus status ${subject.id}`,
    );
  return { base, checked, subject, authority, voter, signer };
}

/** A vote on what has not landed would dangle; say so in the words of somebody who sees the files in front of them. */
async function refuseUnlanded(id: string, world: World, base: Tip): Promise<void> {
  const { readModel } = await import("../model/model.ts");
  const here = await readModel(await (await world.repository()).workingTree());
  if (here.subjects.has(id))
    throw new Failure(
      "refused",
      "not-landed",
      `${id} has not landed on ${base.snapshot.name} yet`,
      "filing has no effect by itself: land it first, then the bodies vote (git fetch if it landed meanwhile)",
    );
}

function given({ reason, yes, digest, allCriteria }: Input): Answers {
  return {
    ...(reason !== undefined && { reason }),
    ...(yes && { yes }),
    ...(digest !== undefined && { digest }),
    ...(allCriteria !== undefined && { allCriteria }),
  };
}

/** The screen stands above whatever is asked first, so that nobody answers before they have seen what it is about. */
function questions(choice: Choice, input: Input, ready: Ready, screen: string, world: World): Step[] {
  const asked: Question[] = [];
  if (choice !== "approve")
    asked.push({
      type: "long",
      flag: "--reason",
      message: `Why do you ${choice}?`,
      example: "what the author should know",
    });
  const open = openCriteria(choice, input, ready);
  if (open.length > 0)
    asked.push({
      type: "select",
      flag: "--all-criteria",
      message: `${open.join(", ")}: your verdict (one by one: --criterion NAME=VERDICT)`,
      // What a rejection says of most criteria is not what an approval says.
      // A body that finds something failed does not approve (BAL016).
      choices: [...(choice === "reject" ? ["failed"] : []), "passed", "not-applicable"].map((value) => ({ value })),
    });
  // Where nobody can be shown the content, only its digest says that somebody has seen it.
  if (!world.interactive && !input.yes && !world.dryRun)
    asked.push({ type: "text", flag: "--digest", message: "the content you have seen", example: ready.subject.digest });
  const [first, ...others] = asked;
  const steps: Step[] = first === undefined ? [] : [{ ...first, preface: screen }, ...others];
  if (input.yes || world.dryRun) return steps;
  const sign = (answers: Answers): Question => {
    const said = { criteria: criteriaOf(choice, input, answers, ready), reason: answers.reason ?? null };
    const preface = `${first === undefined ? screen : ""}${statementText(said, layoutOf(world))}`;
    return { type: "confirm", flag: "--yes", message: "Sign?", preface };
  };
  return [...steps, sign];
}

function criteriaOfBody({ subject, voter, authority }: Ready): readonly string[] {
  return criteriaFor(subject, voter.body, authority);
}

function openCriteria(choice: Choice, { criterion = [], allCriteria }: Input, ready: Ready): string[] {
  if (choice !== "approve" && choice !== "reject") return [];
  const named = namedCriteria(criterion, criteriaOfBody(ready), ready.voter.body);
  return allCriteria !== undefined ? [] : criteriaOfBody(ready).filter((name) => !named.has(name));
}

function criteriaOf(
  choice: Choice,
  { criterion = [] }: Input,
  { allCriteria = "passed" }: Answers,
  ready: Ready,
): Record<string, Verdict> {
  if (choice !== "approve" && choice !== "reject") return {};
  const named = namedCriteria(criterion, criteriaOfBody(ready), ready.voter.body);
  return Object.fromEntries(criteriaOfBody(ready).map((name) => [name, named.get(name) ?? allCriteria]));
}
