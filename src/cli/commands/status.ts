// kwanus status: where subjects stand, and whose move it is.

import { type Checked, check } from "../../check.ts";
import { didYouMean } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { type Landing, land } from "../../landing/landing.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { isClosed, memoOfProcess, type Subject } from "../../model/model.ts";
import { decisionBranch } from "../../model/places.ts";
import { envelope } from "../../reporters/envelope.ts";
import { journeyFields, journeyText } from "../../reporters/journey.ts";
import { statusFields, statusTable, statusText } from "../../reporters/status.ts";
import { type JourneyView, journeyOf, releaseAhead } from "../../views/journey.ts";
import { type StatusView, statusOf } from "../../views/status.ts";
import type { Command } from "../command.ts";
import { gathered } from "../gathering.ts";
import { type JudgingInput, judgingOptions, standing, subjectIn, subjectMeant } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import { pastDay } from "../past-day.ts";
import { shortName } from "../protected-branch.ts";
import { lacksForSignOff } from "../sign-off-lacks.ts";
import type { World } from "../world.ts";

interface Input extends JudgingInput {
  readonly subject?: string;
  readonly exitCode?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "status",
  summary: "Say where a subject stands and whose move it is",
  description:
    "Without a SUBJECT: every open one. Of an integration or a component: at which step of its playbook the version stands, and what the next step takes. Ballots on vote branches that this clone has are counted and named as not landed. Of a day that has passed (--as-of) it says what had landed by then.",
  arguments: [{ name: "SUBJECT", description: "for example acme/EXP-0003" }],
  options: [
    ...judgingOptions,
    { flag: "--exit-code", description: "exit 4 while it is not decided, 1 when it is rejected" },
    formatOption(["text", "json"]),
  ],
  examples: [
    { command: "kwanus status acme/EXP-0003", what: "votes, what is missing, what follows" },
    { command: "kwanus status acme/score-insights", what: "how far a version is on its way to its users" },
  ],
  exits: { 4: "with --exit-code: not decided yet" },

  async run(asked, world) {
    const past = await pastDay(asked, world);
    // Of a day that has passed: what had landed by then, and no vote that waits today.
    const input =
      past === null ? asked : { ...asked, head: past.commit, base: past.commit, called: past.name, landedOnly: true };
    const hints = past === null ? [] : [`of ${past.name}: what had landed by ${world.today}`];
    const layout = { style: world.style, columns: world.columns };
    const journey = input.subject === undefined ? null : await journeyFor(input.subject, input, world);
    if (journey !== null) {
      const rendered = render(input.format, {
        text: () => journeyText(journey, layout),
        json: () => envelope("status", { subjects: [], journey: journeyFields(journey) }),
      });
      return {
        ...rendered,
        hints,
        exit: input.exitCode && journey.state !== "In lifecycle" ? exits.pending : exits.holds,
      };
    }
    const { views, filed } = await statuses(input.subject ?? null, input, world);
    const [only] = input.subject === undefined ? [] : views;
    const rendered = render(input.format, {
      text: () => (only === undefined ? statusTable(views, filed, layout) : statusText(only, layout)),
      json: () => envelope("status", { subjects: views.map(statusFields) }),
    });
    const said = only === undefined ? hints : [...hints, ...(await recordedIn(only, world))];
    return { ...rendered, hints: said, exit: input.exitCode && only !== undefined ? exitOf(only) : exits.holds };
  },
} satisfies Command<Input>;

/** That a decision is written already, and waits on its branch: whoever reads "decide" again would not know. */
async function recordedIn({ subject, next }: StatusView, world: World): Promise<string[]> {
  if (!next.some(({ command }) => command === `kwanus decide ${subject}`)) return [];
  const name = decisionBranch(subject);
  const [first] = (await (await world.repository()).branches(name)).filter(({ ref }) => ref.endsWith(`/${name}`));
  if (first === undefined) return [];
  return first.ref.startsWith("refs/heads/")
    ? [`this clone has a decision on ${name}: git push -u origin ${name}, then open the pull request`]
    : [`a decision is pushed on ${shortName(first.ref)}: it waits for its pull request to land`];
}

function exitOf({ decision }: StatusView): number {
  if (decision === null) return exits.pending;
  return decision.outcome === "approved" ? exits.holds : exits.findings;
}

/**
 * The way of an integration or component; null where the id names none.
 * @throws Failure `usage` where one of them was probably meant
 */
async function journeyFor(id: string, input: StatusInput, world: World): Promise<JourneyView | null> {
  const landing = await land({ ...(await standing(input, world)), memo: memoOfProcess() });
  const manifests = manifestsOf(landing.tree);
  const manifest = manifests.find((one) => one.id === id);
  if (manifest === undefined) {
    const { subjects, partners } = landing.tree;
    if (partners.has(id)) {
      const own = [...manifests.map((one) => one.id), ...subjects.keys()].filter((one) => one.startsWith(`${id}/`));
      throw new Failure(
        "usage",
        "unknown-subject",
        `"${id}" is a partner, and stands where its subjects do`,
        own.length === 0 ? "It has none yet: kwanus propose application" : `Name one of them: ${own.join(", ")}`,
      );
    }
    const isOther = subjects.has(id) || subjectMeant(id, [...subjects.keys()]) !== null;
    const meant = isOther
      ? null
      : didYouMean(
          id,
          manifests.map((one) => one.id),
        );
    if (meant !== null)
      throw new Failure(
        "usage",
        "unknown-subject",
        `"${id}" is no subject, no integration and no component here`,
        meant,
      );
    return null;
  }
  const release = releaseAhead(manifest, landing);
  return journeyOf(manifest, landing, release === null ? null : await statusFor(release, input, world));
}

/** What is judged, and whether the ballots that wait on vote branches are left out. */
type StatusInput = JudgingInput & { readonly landedOnly?: boolean };

/** The status of one subject, with the ballots that wait on vote branches. */
export async function statusFor(id: string, input: StatusInput, world: World): Promise<StatusView> {
  const [view] = (await statuses(id, input, world)).views;
  if (view === undefined) throw new Error(`no status of ${id}`);
  return view;
}

export interface Statuses {
  /** The landing they stand in, with the ballots of vote branches. */
  readonly landing: Landing;
  readonly views: readonly StatusView[];
  /** Subjects there are, open or closed. */
  readonly filed: number;
}

/** One subject, or every open one for null. */
export async function statuses(id: string | null, input: StatusInput, world: World): Promise<Statuses> {
  const inputs = { ...(await standing(input, world)), memo: memoOfProcess() };
  const repository = await world.repository();
  const landing = await land(inputs);
  const { tree } = landing;
  const open = (subject: Subject): boolean => !isClosed(believed(subject, landing));
  const wanted = id === null ? [...tree.subjects.values()].filter(open) : [subjectIn(tree, id)];
  let head = inputs.head;
  const strange = new Map<string, readonly string[]>();
  for (const subject of input.landedOnly === true ? [] : wanted) {
    const found = await gathered(head, subject, { authority: landing.authority, repository, memo: inputs.memo });
    head = found.snapshot;
    strange.set(subject.id, found.strange);
  }
  const checked = await check({ ...inputs, head });
  const views = [];
  for (const { id } of wanted) views.push(await viewOf(checked, id, strange.get(id) ?? []));
  return { landing: checked.landing, views, filed: tree.subjects.size };
}

async function viewOf({ landing, report }: Checked, id: string, strange: readonly string[]): Promise<StatusView> {
  const own = report.findings.filter(
    ({ severity, subject, rule }) => severity === "error" && subject === id && !/^(?:BAL|POL)/.test(rule),
  );
  const subject = subjectIn(landing.tree, id);
  const standing = believed(subject, landing);
  const lacks = isClosed(standing) ? [] : await lacksForSignOff(standing, landing);
  const view = statusOf(standing, landing, own.length, lacks);
  const untrue = report.findings.filter(
    ({ severity, path }) => severity === "error" && pathsOf(subject).includes(path),
  );
  const reasons = untrue.map(({ path, message, rule }) => `${path}: ${message} (${rule})`);
  return { ...view, notCounted: [...view.notCounted, ...strange, ...reasons] };
}

/** A decision is not believed but computed: what would not land, or differs from what has landed, settles nothing. */
function believed(subject: Subject, { base, decisions }: Landing): Subject {
  const landed = base.subjects.get(subject.id);
  if (landed !== undefined && isClosed(landed)) return { ...subject, decisions: landed.decisions };
  const untrue = decisions.some((decision) => decision.subject.id === subject.id && decision.fault !== null);
  return untrue ? { ...subject, decisions: new Map() } : subject;
}

function pathsOf({ decisions }: Subject): string[] {
  return [...decisions.values()].map(({ path }) => path);
}
