// What landed before a base, read from this clone when somebody asks.

import { Failure } from "../failure.ts";
import type { History, Past } from "../landing/history.ts";
import type { Repository } from "../repo/repository.ts";
import { emptySnapshot } from "../snapshot.ts";
import { authorityAfter, replay, type VerifiedLanding } from "../verify.ts";
import type { World } from "./world.ts";

/** The landings up to a commit of the protected branch. */
export function historyOf(commit: string, repository: Repository, world: World): History {
  let past: Promise<Past> | null = null;
  const before = new Map<string, ReturnType<NonNullable<History["landedOn"]>>>();
  return {
    landedOn(landed) {
      const known = before.get(landed) ?? parentOf(landed, commit, repository);
      before.set(landed, known);
      return known;
    },
    past() {
      past ??= replayed(commit, repository, world);
      return past;
    },
  };
}

async function parentOf(landed: string, tip: string, repository: Repository) {
  try {
    const [first] = await repository.firstParentHistory(tip, landed);
    const parent = first?.parents[0];
    return parent === undefined ? emptySnapshot : await repository.snapshot(parent);
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem;
    return problem.code === "root-not-in-history" ? "elsewhere" : "unseen";
  }
}

/**
 * Everything up to a commit, judged as `verify` judges it.
 * @throws Failure `noVerdict` `shallow-history` with the fetch command
 */
async function replayed(commit: string, repository: Repository, world: World): Promise<Past> {
  const commits = await repository.firstParentHistory(commit);
  const done = world.progress(`replaying ${commits.length} landings`);
  const snapshotOf = (id: string) => repository.snapshot(id);
  try {
    const landings: VerifiedLanding[] = [];
    for await (const landing of replay(commits, snapshotOf, world.today)) landings.push(landing);
    return { landings, authority: await authorityAfter(landings, snapshotOf), snapshotOf };
  } finally {
    done();
  }
}

/**
 * The landing whose commit id begins so.
 * @throws Failure `usage` `unknown-landing`
 */
export function landingMeant(id: string, { landings }: Past): string {
  const found = /^[0-9a-f]{7,40}$/.test(id) ? landings.filter(({ commit }) => commit.id.startsWith(id)) : [];
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.commit.id;
  throw new Failure(
    "usage",
    "unknown-landing",
    found.length > 1 ? `${id} begins several commits` : `${id} is no landing of the protected branch`,
    "give at least 7 digits of its commit, as kwanus verify prints them",
  );
}
