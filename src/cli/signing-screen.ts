// The screen above "Sign?", with everything that has to be looked up for it.

import { type Choice, chainOf, type Voter } from "../acts/ballot.ts";
import type { Checked } from "../check.ts";
import type { Release } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import type { BallotSpec } from "../gates/ballots.ts";
import { type Held, memoOfProcess, type Subject } from "../model/model.ts";
import { freshnessOf } from "../repo/freshness.ts";
import { signingText } from "../reporters/signing.ts";
import { carriedDiffs } from "../views/carried-changes.ts";
import { carriedContracts } from "../views/contract-diff.ts";
import { diffBetween, differencesBetween } from "../views/diff.ts";
import { freshnessInWords } from "../views/freshness.ts";
import { inShort, type SigningView, signingOf } from "../views/signing.ts";
import { contentBefore, contentVotedOn } from "./former-content.ts";
import type { Tip } from "./judging.ts";
import { protectedBranch } from "./protected-branch.ts";
import type { World } from "./world.ts";

/** What is about to be signed, by whom. */
interface Signing {
  readonly base: Tip;
  readonly checked: Checked;
  readonly subject: Subject;
  readonly voter: Voter;
}

/** The screen as text, everything from documents escaped. */
export async function screenOf(choice: Choice, signing: Signing, world: World): Promise<string> {
  const { base, checked, subject, voter } = signing;
  const capacity = { person: voter.person, body: voter.body, fingerprint: voter.key.fingerprint };
  const tally = checked.landing.tallyOf(subject);
  const earlier = chainOf({ earlier: subject.ballots, voter, gate: subject.gate }).at(-1)?.value?.spec ?? null;
  const since = earlier === null ? null : await sinceBallot(earlier, signing, world);
  const changes = await carriedDiffs(subject, checked.landing.base, checked.landing.tree);
  const contracts = carriedContracts(subject, checked.landing);
  const version = subject.release === null ? null : await sinceRelease(subject, subject.release, signing, world);
  const tip = await tipWords(base, world);
  const said = { decision: choice, earlier: earlier?.decision ?? null };
  const facts = { capacity, ...said, since, version, contracts, changes, tip };
  const { style, columns } = world;
  return signingText(signingOf(subject, checked.landing, tally, checked.report, facts), { style, columns });
}

/** What became of the request since an earlier ballot; null where its content is the same. */
async function sinceBallot(
  earlier: BallotSpec,
  { checked, subject }: Signing,
  world: World,
): Promise<SigningView["since"]> {
  if (earlier.digest === subject.digest) return null;
  const { seq } = earlier;
  try {
    const former = await contentVotedOn(subject, earlier, await world.repository(), memoOfProcess());
    const { base, tree } = checked.landing;
    return { seq, differences: differencesBetween(subject, former, tree, base) };
  } catch (problem) {
    // Not to know what changed keeps nobody from reading what there is now.
    if (problem instanceof Failure) return { seq, differences: null };
    throw problem;
  }
}

/** What a release changes of what users have. */
async function sinceRelease(
  subject: Subject,
  release: Held<Release>,
  { checked: { landing } }: Signing,
  world: World,
): Promise<SigningView["version"]> {
  const { base, tree } = landing;
  try {
    const from = await contentBefore(release, base, await world.repository(), memoOfProcess());
    return inShort(await diffBetween(subject, from, { name: tree.snapshot.name, model: tree }, base));
  } catch (problem) {
    if (problem instanceof Failure) return { missing: `${problem.message}: ${problem.help ?? ""}` };
    throw problem;
  }
}

/** How fresh the tip is; null where there is no remote to be behind of. */
async function tipWords({ snapshot, commit, ref }: Tip, world: World): Promise<SigningView["tip"]> {
  const repository = await world.repository();
  const branch = ref ?? (await protectedBranch(repository));
  const facts = branch === null ? null : await freshnessOf(repository, commit, branch);
  return facts === null ? null : freshnessInWords(snapshot.name, { ...facts, named: ref === null }, world.now);
}
