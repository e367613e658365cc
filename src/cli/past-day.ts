// Which revision a report speaks of: the working tree, one that was named, or what stood on a day that has passed.

import { Failure } from "../failure.ts";
import { type DatedLanding, inOrderOfDays, lastLandingBy } from "../landing/by-day.ts";
import type { Snapshot } from "../snapshot.ts";
import { headAlone, type JudgingInput, landedTip } from "./judging.ts";
import { shortName } from "./protected-branch.ts";
import type { World } from "./world.ts";

/** The protected branch as it stood when a day ended. */
export interface PastDay {
  /** `main@3f2c1ab (last landing, 2026-08-01)` */
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly commit: string;
}

/**
 * What a report reads: for a day that has passed the protected branch as it stood then, else the working tree; `--head`
 * names a revision of its own.
 * @throws Failure as `pastDay` and `headAlone`
 */
export async function standingOnDay(input: JudgingInput, world: World): Promise<Snapshot> {
  return (await pastDay(input, world))?.snapshot ?? headAlone(input, world);
}

/**
 * The protected branch as it stood on the day of `--as-of`; null where that day has not passed, or a revision was named.
 * @throws Failure (usage) `nothing-landed-yet` with the first day there is a report of; (noVerdict) `shallow-history`; as
 * `landedTip`
 */
export async function pastDay({ head, base }: JudgingInput, world: World): Promise<PastDay | null> {
  const [day, today] = [world.today, world.now.slice(0, 10)];
  if (head !== undefined || base !== undefined || day >= today) return null;
  const repository = await world.repository();
  const { commit: tip, ref } = await landedTip({}, world);
  const branch = ref === null ? "the protected branch" : shortName(ref);
  const landings = inOrderOfDays(await repository.firstParentDays(tip, day), today);
  const last = lastLandingBy(landings, day);
  if (last !== null) {
    const name = nameOf(branch, last);
    const snapshot = await repository.snapshot(last.id, name);
    if (snapshot.files.has("kwanus.yaml")) return { name, snapshot, commit: last.id };
  }
  const [founding] = await repository.firstParentDays(tip, day, "kwanus.yaml");
  const first = landings.find(({ id }) => id === founding?.id);
  throw new Failure(
    "usage",
    "nothing-landed-yet",
    `${branch} held no governance repository on ${day}`,
    first === undefined ? "name a revision with --head" : `the first day there is a report of: --as-of ${first.day}`,
  );
}

/** `main@3f2c1ab (last landing, 2026-08-01)`. */
function nameOf(branch: string, { id, day }: DatedLanding): string {
  return `${branch}@${id.slice(0, 7)} (last landing, ${day})`;
}
