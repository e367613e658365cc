// retract --unpushed: takes away a ballot that never left this clone, without a trace on the record.

import { exits, Failure } from "../failure.ts";
import { authorityOf } from "../model/authority.ts";
import { readModel, type Subject } from "../model/model.ts";
import { ballotPath, statementAt, voteBranch, votesOn } from "../model/places.ts";
import { commitsTouching, namesHolding } from "../repo/folder-history.ts";
import type { Ref } from "../repo/refs.ts";
import type { Repository } from "../repo/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Outcome } from "./command.ts";
import { type JudgingInput, subjectIn, tip } from "./judging.ts";
import { ownerOfKey } from "./whoami.ts";
import type { World } from "./world.ts";

/** A ballot of somebody's on a branch of this clone. */
interface Local {
  readonly branch: string;
  readonly commit: string;
  readonly body: string;
  readonly seq: number;
  readonly path: string;
}

/**
 * Deletes the branch of one's latest ballot on a subject. It may say anything about an open or a closed subject: what
 * nobody else has seen binds nobody.
 * @throws Failure `refused` `nothing-to-undo`, `landed`, `pushed`, `held-elsewhere`, `not-a-ballot`, `branch-checked-out`
 */
export async function undoUnpushed(id: string, input: JudgingInput, world: World): Promise<Outcome> {
  const repository = await world.repository();
  const base = await tip(input, world);
  const model = await readModel(base.snapshot);
  const subject = subjectIn(model, id);
  const authority = authorityOf(model);
  const person = authority === null ? null : await ownerOfKey(authority, world);
  if (person === null)
    throw new Failure(
      "refused",
      "unknown-key",
      "your signing key belongs to nobody in governance/people/ on the base, so no ballot here is known as yours",
      "kwanus doctor looks for your key; a branch of your own you can delete yourself: git branch --list 'kwanus/vote/*'",
    );
  const own = localBallots(subject, person, await repository.branches(votesOn(id)));
  const landed = latestLanded(subject, person);
  const last = own.at(-1);
  if (last === undefined || last.seq <= landed) throw nothingToUndo(subject, person, { landed, last });
  await mustBeAlone(last, { id, person }, repository);
  const before = own.filter(({ seq }) => seq < last.seq).at(-1)?.seq ?? landed;
  return {
    output: "",
    exit: exits.holds,
    change: { files: [], destination: { to: "no-branch", branch: last.branch, expect: last.commit } },
    afterChange: () => ({
      output: `deleted ${last.branch}   ${last.path.slice(subject.directory.length + 1)}\n`,
      hints: [
        `now     ${before > 0 ? `your ballot ${before} on ${id} is your word again` : `you have no vote on ${id}`}; as far as this clone knows nobody has seen ballot ${last.seq}`,
        `back    git branch ${last.branch} ${last.commit}`,
      ],
    }),
  };
}

/** Vote branches of this clone under a person's name, by number. */
function localBallots(subject: Subject, person: string, branches: readonly Ref[]): Local[] {
  return branches
    .flatMap(({ ref, commit }): Local[] => {
      const branch = ref.replace(/^refs\/heads\//, "");
      const [, body = "", , seq] = /\.([a-z]+)\.([a-z][a-z0-9-]*)\.([1-9]\d*)$/.exec(branch) ?? [];
      if (branch !== voteBranch(subject.id, body, person, Number(seq))) return [];
      const path = ballotPath(subject.directory, subject.gate, body, person, Number(seq));
      return [{ branch, commit, body, seq: Number(seq), path }];
    })
    .sort((a, b) => a.seq - b.seq);
}

function latestLanded({ ballots, gate }: Subject, person: string): number {
  return Math.max(
    0,
    ...ballots.filter(({ place }) => place.person === person && place.gate === gate).map(({ place }) => place.seq),
  );
}

function nothingToUndo(
  { id }: Subject,
  person: string,
  { landed, last }: { landed: number; last: Local | undefined },
): Failure {
  const retract = `take it back by another ballot: kwanus retract ${id} --reason '...'`;
  if (landed > 0)
    return new Failure(
      "refused",
      "landed",
      `ballot ${landed} of ${person} on ${id} has landed, so it is part of the record`,
      last === undefined
        ? retract
        : `${retract}; the branch it came from is only a copy now: git branch -D ${last.branch}`,
    );
  return new Failure(
    "refused",
    "nothing-to-undo",
    `this clone has no ballot of ${person} on ${id} that could be undone`,
    `see what there is: kwanus status ${id}`,
  );
}

/** Refuses where the ballot is anywhere but on its own branch, or its branch holds anything but ballots. */
async function mustBeAlone(
  { branch, commit, path }: Local,
  { id, person }: { readonly id: string; readonly person: string },
  repository: Repository,
): Promise<void> {
  const [parent] = await repository.parents(commit);
  const [here, before] = [
    await repository.snapshot(commit),
    parent === undefined ? null : await repository.snapshot(parent),
  ];
  const changed = changedPaths(here, before);
  const other = changed.find((changedPath) => statementAt(changedPath)?.person !== person);
  if (!changed.includes(path) || other !== undefined)
    throw new Failure(
      "refused",
      "not-a-ballot",
      `the last commit of ${branch} is not the ballot alone: ${other ?? `${path} is not in it`}`,
      `look at it, and delete it yourself: git log --stat ${branch}`,
    );
  const blob = here.files.get(path)?.blob;
  const seen = async (where: readonly string[]): Promise<string | null> => {
    for (const found of await commitsTouching(repository, path, where))
      if ((await repository.snapshot(found)).files.get(path)?.blob === blob) return found;
    return null;
  };
  const nameOf = async (found: string, folders: readonly string[]): Promise<string> =>
    (await namesHolding(repository, found, folders)).find((name) => name !== branch) ?? found.slice(0, 7);
  const pushed = await seen(["--remotes"]);
  if (pushed !== null)
    throw new Failure(
      "refused",
      "pushed",
      `the ballot has been pushed: ${await nameOf(pushed, ["refs/remotes"])} has it, so others may have seen it`,
      `take it back by another ballot: kwanus retract ${id} --reason '...'`,
    );
  const elsewhere = await seen([`--exclude=${branch}`, "--branches", "--tags"]);
  if (elsewhere !== null) throw heldBy(await nameOf(elsewhere, ["refs/heads", "refs/tags"]));
}

function heldBy(name: string): Failure {
  return new Failure(
    "refused",
    "held-elsewhere",
    `the ballot is also on ${name}, which would bring it along`,
    `delete that first if you do not need it: git branch -D ${name}`,
  );
}

function changedPaths(after: Snapshot, before: Snapshot | null): string[] {
  const paths = new Set([...after.files.keys(), ...(before?.files.keys() ?? [])]);
  return [...paths].filter((path) => after.files.get(path)?.blob !== before?.files.get(path)?.blob);
}
