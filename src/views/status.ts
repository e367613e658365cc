// Where a subject stands: its votes in words, whose move it is, and what follows.

import { decisionsIn } from "../gates/decision.ts";
import type { LackInWords } from "../gates/sign-off.ts";
import { type SubjectState, stateOf } from "../gates/state.ts";
import type { Outcome, Vote } from "../gates/steps.ts";
import type { BodyVote, Tally } from "../gates/tally.ts";
import { isUpgrade } from "../gates/upgrade.ts";
import { type Condition, upgradeConditions } from "../gates/upgrade-conditions.ts";
import { overtakenBecause } from "../landing/decisions.ts";
import type { Landing } from "../landing/landing.ts";
import { doubtInWords } from "../landing/undermined.ts";
import { dayAfter, periodsInWords } from "../model/calendar.ts";
import { manifestsOf } from "../model/manifests.ts";
import { documentOf, isClosed, requestOf, type Subject } from "../model/model.ts";
import { zoneOf } from "../model/places.ts";
import { type GrantLine, grantLines } from "./grants.ts";
import { type Objection, objectionsTo } from "./objections.ts";

export interface StatusView {
  readonly subject: string;
  readonly kind: string;
  /** The gate that decides it. */
  readonly gate: string;
  readonly title: string;
  readonly state: SubjectState;
  /** True when the protected branch holds it. */
  readonly landed: boolean;
  readonly digest: string;
  readonly outcome: Outcome | null;
  readonly rule: string;
  readonly votes: readonly {
    readonly body: string;
    readonly vote: Vote;
    readonly by: readonly string[];
    readonly quorum: number;
    readonly voters: readonly string[];
    /** Of these, who has no active key. */
    readonly keyless: readonly string[];
    readonly recused: readonly string[];
  }[];
  readonly because: readonly string[];
  /** Who rejects or abstains, and why. */
  readonly objections: readonly Objection[];
  /** Ballots that do not count, and why. */
  readonly notCounted: readonly string[];
  /** Counted ballots that still wait on a vote branch. */
  readonly unlanded: number;
  /** Whose move it is. */
  readonly next: readonly {
    readonly whose: "authors" | "bodies" | "founders" | "anybody";
    /** Whose, and what there is to do. */
    readonly who: string;
    /** The latter alone. */
    readonly todo: string;
    readonly by: string | null;
    /** Whether that day has passed. */
    readonly late: boolean;
    readonly command: string;
  }[];
  readonly then: string | null;
  readonly grants: readonly GrantLine[];
  /** The conditions of a tier upgrade that is not decided yet (PEP-7.1); none for everything else. */
  readonly conditions: readonly Condition[];
  readonly decision: {
    readonly outcome: string;
    readonly n: number;
    readonly asOf: string;
    readonly path: string;
  } | null;
  /** Why its decision is in doubt, a sentence each. */
  readonly undermined: readonly string[];
  /** Error findings in its own documents that keep it from being voted on. */
  readonly faults: number;
  /** What a release lacks beside votes before it can be signed off, and how that is supplied. */
  readonly lacks: readonly LackInWords[];
}

/**
 * The status of a subject in a landing.
 * @param faults error findings in the subject's own documents
 * @param lacks what a release lacks beside votes
 */
export function statusOf(
  subject: Subject,
  landing: Landing,
  faults: number,
  lacks: readonly LackInWords[] = [],
): StatusView {
  const { base } = landing;
  const landed = base.subjects.has(subject.id);
  const closed = isClosed(subject);
  const tally = closed ? null : landing.tallyOf(subject);
  const decision = subject.decisions.get(subject.gate) ?? null;
  const metadata = documentOf(subject)?.value.metadata;
  return {
    subject: subject.id,
    kind: subject.kind,
    gate: subject.gate,
    title: metadata?.title ?? "(its document cannot be read)",
    state: stateOf(subject, tally, { tree: landing.tree, asOf: landing.asOf, landed }),
    landed,
    digest: subject.digest,
    outcome: tally?.outcome ?? (decision?.value.spec.outcome as Outcome | undefined) ?? null,
    rule: tally === null ? "" : ruleInWords(tally),
    votes: (tally?.bodies ?? []).map(voteLine),
    because: (tally?.because ?? decision?.value.spec.because ?? []).map(periodsInWords),
    objections: objectionsTo(subject, tally),
    notCounted: (tally?.judged ?? []).flatMap(({ ballot, verdict }) =>
      verdict.is === "refused"
        ? [`${ballot.place.body} ${ballot.place.person}: ${verdict.reason} (${verdict.rule})`]
        : [],
    ),
    unlanded: (tally?.judged ?? []).filter(
      ({ ballot, verdict }) => verdict.is === "counted" && !base.snapshot.files.has(ballot.path),
    ).length,
    ...movesOf(subject, landing, tally, { landed, closed, faults, lacks }),
    grants: closed ? [] : grantLines(subject, base),
    conditions: isUpgrade(subject, landing.tree) ? upgradeConditions(subject, landing.tree, landing.asOf) : [],
    decision:
      decision === null
        ? null
        : {
            outcome: decision.value.spec.outcome,
            n: decision.value.spec.n,
            asOf: decision.value.spec.asOf,
            path: decision.path,
          },
    undermined: landing.doubted.flatMap((doubt) => (doubt.subject.id === subject.id ? [doubtInWords(doubt)] : [])),
    faults,
    lacks: closed ? [] : lacks,
  };
}

function voteLine({ body, vote, cast, voters, keyless, quorum, recused }: BodyVote): StatusView["votes"][number] {
  const by = cast.map(({ person, decision }) => `${person} ${decision}`);
  return { body, vote, by, quorum, voters, keyless, recused };
}

/** The arithmetic of the gate in one phrase. */
export function ruleInWords({ threshold, bodies }: Tally): string {
  const all = inWords(bodies.length);
  const majority = `${inWords(Math.floor(bodies.length / 2) + 1)} of them must approve, ${threshold.finalAuthority} among them`;
  const heard = threshold.asked.filter((body) => body !== threshold.finalAuthority);
  const rules = {
    majority: `all ${all} vote, ${majority}`,
    unanimous: `all ${all} must approve`,
    "final-authority": `${threshold.finalAuthority} decides${heard.length > 0 ? ` once ${heard.join(", ")} has voted` : ""}`,
    "one-body": `${threshold.finalAuthority} alone decides`,
  };
  const rule = rules[threshold.rule];
  return `${rule}${threshold.because.length > 0 ? ` (${threshold.because.map(periodsInWords).join(", ")})` : ""}`;
}

function inWords(count: number): string {
  return ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][count] ?? String(count);
}

type Moves = Pick<StatusView, "next" | "then">;

function movesOf(
  subject: Subject,
  landing: Landing,
  tally: Tally | null,
  { landed, closed, faults, lacks }: { landed: boolean; closed: boolean } & Pick<StatusView, "faults" | "lacks">,
): Moves {
  if (closed) return afterwards(subject, landing, landed);
  const validate = `kwanus validate ${subject.directory}`;
  if (faults > 0)
    return move(
      "authors",
      `${faults} ${faults === 1 ? "error" : "errors"} to mend`,
      validate,
      "land it, then the bodies vote",
    );
  if (!landed)
    return move(
      "authors",
      "land it",
      `git add ${zoneOf(subject.path)}, commit, open a pull request`,
      "the bodies vote",
    );
  if (tally === null) return move("founders", "staff all four bodies", "kwanus person accept", "the bodies vote");
  if (overtakenBecause(landing, subject) !== null)
    return move(
      "authors",
      "renew it, another decision changed what it replaces",
      `kwanus refresh ${subject.id}`,
      "everybody votes again",
    );
  if (tally.contested.length > 0)
    return move("authors", `correct metadata.authors in ${subject.path}`, validate, "everybody votes again");
  const [lack] = lacks;
  if (tally.outcome === "approved" && lack !== undefined)
    return move("anybody", "all have voted; what is missing has to land", lack.help, `kwanus decide ${subject.id}`);
  if (tally.outcome !== "pending")
    return move(
      "anybody",
      `the ballots amount to ${tally.outcome}`,
      `kwanus decide ${subject.id}`,
      effectOf(subject, tally.outcome),
    );
  const by = dueDate(subject, landing);
  return {
    next: waitedFor(tally).map(({ body, people, split }) => {
      const able = people.length > 0;
      const who = able
        ? `${body} (${people.join(", ")}${split ? ": they do not agree" : ""})`
        : `${body} (nobody who may vote is left: it takes a deputy, a member or a key)`;
      const command = able
        ? `kwanus ${approving(subject)} ${subject.id} --as ${body}`
        : "kwanus propose governance --change governance/policy.yaml";
      return { whose: "bodies", who, todo: "vote", by, late: by !== null && by < landing.asOf, command };
    }),
    then: `kwanus decide ${subject.id}; ${effectOf(subject, "approved")}`,
  };
}

/** A body whose vote a pending gate waits for. */
interface WaitedFor {
  readonly body: string;
  /** Who can move it: they have not voted yet, or all have and may change their votes. */
  readonly people: readonly string[];
  /** True where all have voted and it is no vote of the body yet. */
  readonly split: boolean;
}

/** The bodies whose votes a pending gate waits for, each with the people who can move it. */
export function waitedFor({ bodies, threshold }: Tally): WaitedFor[] {
  const asked = bodies.filter(({ body }) => threshold.asked.includes(body));
  const absent = asked.filter(({ vote }) => vote === "none");
  // All have voted and nothing is settled: only those who did not approve can move it.
  const missing = absent.length > 0 ? absent : asked.filter(({ vote }) => vote !== "approve");
  return missing.map(({ body, voters, keyless, cast }) => {
    const able = voters.filter((person) => !keyless.includes(person));
    const silent = able.filter((person) => !cast.some((ballot) => ballot.person === person));
    const split = absent.length > 0 && silent.length === 0 && able.length > 0;
    return { body, people: absent.length === 0 || split ? able : silent, split };
  });
}

/** The command that approves a subject. */
export function approving({ kind }: Subject): "approve" | "sign-off" {
  return kind === "Release" ? "sign-off" : "approve";
}

/** One move, nobody pressed for time. */
function move(whose: keyof typeof movers, todo: string, command: string, then: string): Moves {
  return { next: [{ whose, who: `${movers[whose]}: ${todo}`, todo, by: null, late: false, command }], then };
}

const movers = { authors: "its authors", founders: "the founders", anybody: "anybody" } as const;

function afterwards(subject: Subject, landing: Landing, landed: boolean): Moves {
  const decision = subject.decisions.get(subject.gate);
  if (decision === undefined) return { next: [], then: null };
  const onBase = landed && landing.base.subjects.get(subject.id)?.decisions.has(subject.gate);
  if (!onBase)
    return move(
      "anybody",
      "land the decision",
      "open a pull request of this branch",
      effectOf(subject, decision.value.spec.outcome),
    );
  const latest = decisionsIn(landing.base, subject.namespace).at(-1)?.value.spec.n;
  const note = latest === decision.value.spec.n ? "" : `; later decisions of ${subject.namespace} may have changed it`;
  const effect = `${effectOf(subject, decision.value.spec.outcome)}${note}`;
  const approved = decision.value.spec.outcome === "approved" && requestOf(subject) !== null;
  if (!approved || subject.namespace === "governance" || hasManifest(subject.namespace, landing))
    return { next: [], then: effect };
  const component = landing.tree.partners.has(subject.namespace) ? null : subject.namespace;
  const command = component === null ? `integration --partner ${subject.namespace}` : `component --name ${component}`;
  return move("authors", "describe what is built with it", `kwanus new ${command}`, effect);
}

function hasManifest(namespace: string, { tree }: Landing): boolean {
  return manifestsOf(tree).some(({ owner }) => owner === namespace);
}

function effectOf(subject: Subject, outcome: string): string {
  if (outcome !== "approved") return fileAgain(subject);
  const step = subject.transition?.value.spec;
  if (step !== undefined) return `${step.subject} goes from ${step.from} to ${step.to} on ${step.effective}`;
  const release = subject.release?.value.spec;
  if (release !== undefined) return `${release.subject} ${release.version} reaches users on ${release.released}`;
  const spec = requestOf(subject)?.value.spec;
  const permissions = (spec?.requestedPermissions ?? []).map(({ id }) => id);
  const capabilities = (spec?.requestedCapabilities ?? []).map(({ id }) => id);
  const what = permissions.length > 0 ? permissions : capabilities;
  const ratifies = subject.proposal?.value.spec.ratifies ?? [];
  if (subject.namespace === "governance")
    return subject.carried.length > 0 || ratifies.length === 0
      ? "the files it carries are in force"
      : "what it ratifies is accepted";
  const [built] = subject.proposal?.value.spec.integrations ?? [];
  const on = built === undefined ? "" : `; kwanus status ${built} says what comes next`;
  return what.length === 0
    ? `${subject.namespace} has what it asked for${on}`
    : `${subject.namespace} may then use ${what.join(", ")}`;
}

/** What its authors may do once it was rejected, the command first. */
function fileAgain({ id, namespace, path, proposal, transition, release }: Subject): string {
  const answer = "and answers what was said against it";
  if (release !== null)
    return `kwanus new release --subject ${release.value.spec.subject}; it takes another version ${answer}`;
  if (transition !== null)
    return `kwanus new transition --subject ${transition.value.spec.subject}; it is filed anew ${answer}`;
  const partner = namespace === "governance" ? "" : ` --partner ${namespace}`;
  const category = proposal?.value.spec.category ?? "application";
  // The changes of a governance proposal are computed, never read.
  const from = namespace === "governance" ? "" : ` --from ${path}`;
  return `kwanus propose ${category}${partner} --supersedes ${id}${from}; it is filed anew ${answer}`;
}

/** Fourteen days after filing unless the policy says otherwise. */
function dueDate(subject: Subject, { authority }: Landing): string | null {
  const filed = documentOf(subject)?.value.spec.filed;
  if (filed === undefined || authority === null) return null;
  return dayAfter(filed, authority.policy.windows.vote.value);
}
