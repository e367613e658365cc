// The reviews that a body owes to a version on its way to its users (PIP-5.2, EIP-5.2), as its inbox lists them.

import { lackOf } from "../gates/sign-off.ts";
import type { Landing } from "../landing/landing.ts";
import { daysBetween } from "../model/calendar.ts";
import { bodyFor, checkpointsFor } from "../model/checkpoints.ts";
import { manifestsOf } from "../model/manifests.ts";
import { isClosed } from "../model/model.ts";
import { releaseAhead, stepOf } from "./journey.ts";
import type { StatusView } from "./status.ts";

/**
 * What a body has not looked at, or not passed, of the versions whose validation is next or whose release is filed; by the
 * day on which the votes on that release are due.
 * @param statuses of every open subject
 */
export function checkpointsOwed(body: string, landing: Landing, statuses: readonly StatusView[]) {
  const { tree, asOf } = landing;
  return manifestsOf(tree).flatMap((manifest) => {
    const { id, value } = manifest;
    const release = releaseAhead(manifest, landing);
    const filed = release === null ? undefined : tree.subjects.get(release);
    if (filed !== undefined && isClosed(filed)) return [];
    const status = statuses.find(({ subject }) => subject === release) ?? null;
    if (release === null && stepOf(manifest, landing, null) !== "Validation") return [];
    const { version } = value.spec;
    const by = status?.next[0]?.by ?? null;
    return checkpointsFor(id).flatMap((checkpoint) => {
      const lack = bodyFor(checkpoint) === body ? lackOf(checkpoint, { subject: id, version }, tree, asOf) : null;
      if (lack === null) return [];
      return [
        {
          what: "checkpoint" as const,
          subject: id,
          title: `${checkpoint.replace("-", " ")} of version ${version}`,
          why: `${release === null ? "its validation is next" : `${release} waits for it`}: ${lack.message}`,
          by,
          days: by === null ? null : daysBetween(asOf, by),
          command: lack.help,
        },
      ];
    });
  });
}
