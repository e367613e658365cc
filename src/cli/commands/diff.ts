// kwanus diff: what changed in a subject, an integration or a component, in domain words, then as text.

import { dirname } from "node:path/posix";
import { didYouMean } from "../../document/suggest.ts";
import type { Release } from "../../document/types.gen.ts";
import { exits, Failure } from "../../failure.ts";
import { judgeBallots, lastWordOf } from "../../gates/ballots.ts";
import { landingTree } from "../../landing/tree.ts";
import { authorityOf } from "../../model/authority.ts";
import { type Held, isClosed, type Memo, type Model, memoOfProcess, readModel } from "../../model/model.ts";
import { releasedIn, subjectAt } from "../../model/places.ts";
import type { Repository } from "../../repo/repository.ts";
import { diffFields, diffMarkdown, diffText } from "../../reporters/diff.ts";
import { envelope } from "../../reporters/envelope.ts";
import type { Snapshot } from "../../snapshot.ts";
import { type Compared, type DiffView, diffBetween, diffInForce, type Side, sameContent } from "../../views/diff.ts";
import type { Command } from "../command.ts";
import { below, contentBefore, contentReleased, contentVotedOn } from "../former-content.ts";
import { gathered } from "../gathering.ts";
import { type JudgingInput, judgingOptions, revision, standing } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import { personOption, whoami } from "../whoami.ts";
import type { World } from "../world.ts";

interface Input extends JudgingInput {
  readonly subject: string;
  readonly sinceBallot?: boolean;
  readonly person?: string;
  readonly from?: string;
  readonly exitCode?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "diff",
  summary: "Say what changed in a subject, in domain words, then as text",
  description:
    "Compares with the base what differs from it, with what is in force what is filed and not decided, and a release with the version that was signed off before it. Says in words what is added, removed, widened, narrowed or changed: permissions, data, workflows, surfaces, risk, rollout; what of a contract breaks, and whom. Then come the lines.",
  arguments: [
    {
      name: "SUBJECT",
      description: "a proposal, application, transition or release, an integration or a component: acme/EXP-0003",
      required: true,
    },
  ],
  options: [
    { flag: "--since-ballot", description: "compare with what you voted on last" },
    { ...personOption, description: "with --since-ballot: whose ballot, instead of the owner's of your signing key" },
    { flag: "--from", value: "REV", description: "compare with this revision" },
    ...judgingOptions,
    { flag: "--exit-code", description: "exit 1 when anything differs" },
    formatOption(["text", "json", "markdown"]),
  ],
  examples: [
    { command: "kwanus diff acme/EXP-0003", what: "what it would change if it were approved" },
    { command: "kwanus diff acme/EXP-0003 --since-ballot", what: "what its authors changed since you voted" },
    { command: "kwanus diff acme/score-insights/1.2.0", what: "what a release changes for whoever uses the last one" },
    { command: "kwanus diff acme/score-insights --from v1.0", what: "a manifest against an earlier revision" },
  ],
  exits: { 1: "with --exit-code: something differs", 3: "the content to compare with is not in this clone" },

  async run(input, world) {
    if (input.sinceBallot && input.from !== undefined)
      throw new Failure("usage", "two-beginnings", "--since-ballot and --from name two beginnings", "leave one out");
    const view = await viewOf(input, world);
    const rendered = render(input.format, {
      text: () => diffText(view, { style: world.style, columns: world.columns }),
      json: () => envelope("diff", diffFields(view)),
      markdown: () => diffMarkdown(view),
    });
    const differs = view.differences.length + view.files.length > 0;
    const against = input.sinceBallot || input.from !== undefined;
    return {
      ...rendered,
      exit: input.exitCode && differs ? exits.findings : exits.holds,
      hints: differs || against ? [] : ["it is what the base holds; --from REV compares with an earlier revision"],
    };
  },
} satisfies Command<Input>;

/** Everything that is compared, read no further than the folders it takes. */
interface Scene {
  readonly what: Compared;
  readonly base: Model;
  readonly to: Side;
  readonly memo: Memo;
}

async function viewOf(input: Input, world: World): Promise<DiffView> {
  const repository = await world.repository();
  const { base: baseSnapshot, mergeBase, head } = await standing(input, world);
  const { tree } = landingTree(baseSnapshot, mergeBase, head);
  const earlier = input.from === undefined ? null : await revision("--from", input.from, repository);
  const what = comparedIn([tree, baseSnapshot, ...(earlier === null ? [] : [earlier])], input.subject);
  const memo = memoOfProcess();
  const folders = ["governance", what.directory.split("/").slice(0, 2).join("/")];
  // Whom a contract breaks is told by every manifest there is.
  const held = (snapshot: Snapshot): Snapshot =>
    what.directory.startsWith("governance/") ? withManifests(snapshot, folders) : below(snapshot, ...folders);
  const base = await readModel(held(baseSnapshot), memo);
  const to: Side = { name: tree.name, model: await readModel(held(tree), memo) };
  const scene = { what, base, to, memo };
  const subject = to.model.subjects.get(what.id);
  const release = subject?.release ?? null;
  const now = release !== null && isClosed(subject) ? await asReleased(release, to, repository, memo) : to;
  if (earlier !== null) return diffBetween(what, await sideOf(earlier, scene), now, base);
  if (input.sinceBallot) return diffBetween(what, await ballotSide(input, scene, world), now, base);
  if (release !== null) return diffBetween(what, await contentBefore(release, base, repository, memo), now, base);
  const open = subject !== undefined && !isClosed(subject);
  const filed = base.subjects.has(what.id);
  if (open && (!filed || sameContent(what, base, to.model))) return diffInForce(what, to, base, world.today);
  return diffBetween(what, { name: baseSnapshot.name, model: base }, to, base);
}

async function sideOf(snapshot: Snapshot, { what, memo }: Scene): Promise<Side> {
  const folder = releasedIn(what.directory)?.folder ?? what.directory;
  return { name: snapshot.name, model: await readModel(below(snapshot, folder), memo) };
}

/** A release that is history stands for what its files were, whatever they are now. */
async function asReleased(release: Held<Release>, to: Side, repository: Repository, memo: Memo): Promise<Side> {
  const model = await contentReleased(release, to.model, repository, memo);
  return { name: `${release.value.metadata.id}, as it was voted on`, model };
}

function withManifests(snapshot: Snapshot, folders: readonly string[]): Snapshot {
  const files = [...snapshot.files].filter(([path]) => path.endsWith("/manifest.yaml"));
  return { ...snapshot, files: new Map([...below(snapshot, ...folders).files, ...files]) };
}

/** What the person's last ballot was cast on, landed or on a vote branch of this clone. */
async function ballotSide(input: Input, { what, base, to, memo }: Scene, world: World): Promise<Side> {
  const repository = await world.repository();
  const filed = base.subjects.get(what.id);
  const authority = authorityOf(base);
  const person = await whoami(input.person, authority, new Set(base.people.keys()), world);
  const noBallot = new Failure(
    "usage",
    "no-ballot",
    `${person} has cast no ballot on ${what.id} in this clone`,
    `everything it asks for: kwanus diff ${what.id}`,
  );
  if (filed === undefined || authority === null) throw noBallot;
  const { snapshot } = await gathered(to.model.snapshot, filed, { authority, repository, memo });
  const voted = (await readModel(snapshot, memo)).subjects.get(what.id) ?? filed;
  const ballot = lastWordOf(person, judgeBallots(voted, filed.gate, { authority, landed: () => true }));
  if (ballot?.spec == null) throw noBallot;
  const { seq, decision } = ballot.spec;
  const model = await contentVotedOn(filed, ballot.spec, repository, memo);
  return { name: `ballot ${seq} of ${person} (${decision}), cast on ${ballot.spec.digest.slice(0, 15)}…`, model };
}

const manifest = /^(?:partners\/([a-z0-9-]+)\/integrations|components)\/([a-z0-9-]+)\/manifest\.yaml$/;

/** What is called so in any of the revisions, by paths alone. @throws Failure (usage) `unknown-subject` */
function comparedIn(snapshots: readonly Snapshot[], id: string): Compared {
  const known = new Map<string, string>();
  for (const path of snapshots.flatMap(({ files }) => [...files.keys()])) {
    const place = subjectAt(path);
    const [, partner, name] = manifest.exec(path) ?? [];
    if (place !== null) known.set(place.id, place.directory);
    else if (name !== undefined) known.set(partner === undefined ? name : `${partner}/${name}`, dirname(path));
  }
  const directory = known.get(id);
  if (directory !== undefined) return { id, directory };
  const ids = [...known.keys()].sort();
  throw new Failure(
    "usage",
    "unknown-subject",
    `there is no subject, integration or component "${id}" here`,
    didYouMean(id, ids) ?? (ids.length === 0 ? "file one: kwanus propose" : `there are ${ids.slice(0, 12).join(", ")}`),
  );
}
