// What a release says of a version, and how its plan brings it to users, in domain words.

import type { IntegrationPlan, MigrationGuides, Release } from "../document/types.gen.ts";
import type { Term } from "./differences.ts";
import { other, ranked } from "./measures.ts";
import type { Held } from "./model.ts";
import { aspect, authorTerms, prose, term } from "./terms.ts";

/** The terms of a release; its pins are compared file by file. */
export function releaseTerms({ value: { metadata, spec } }: Held<Release>): Term[] {
  return [
    term("release", "breaks what worked", aspect("", [spec.breaking ? "yes" : "no"], ranked({ no: 0, yes: 1 }))),
    term("release", "reaches users on", aspect("", [spec.released], other)),
    ...spec.fulfils.map((id) => term("release", `carries out ${id}`)),
    guides("release", spec.migrationGuides),
    ...authorTerms(metadata.authors),
    term("texts", "notes", prose("", spec.notes)),
    term("texts", "governance update", prose("", spec.governanceUpdate)),
  ];
}

/** The terms of an integration plan. Whoever gets a version sooner, or without stages, is reached further. */
export function planTerms({ value: { spec } }: Held<IntegrationPlan>): Term[] {
  const { strategy, reason, stages = [] } = spec.rollout;
  return [
    term(
      "rollout",
      "strategy",
      aspect("", [strategy], ranked({ controlled: 0, staged: 1, full: 2 })),
      prose("reason", reason),
    ),
    ...stages.map(({ id, audience, until }, index) =>
      term(
        "rollout",
        `stage ${id}`,
        aspect("after", [stages[index - 1]?.id ?? "nothing"], other),
        aspect("audience", [audience], other),
        prose("until", until),
      ),
    ),
    term("rollout", "fallback", prose("", spec.fallback)),
    term("rollout", "versioning", prose("", spec.versioning)),
    term("rollout", "compatibility rules", prose("", spec.compatibilityRules.join("\n"))),
    guides("rollout", spec.migrationGuides),
  ];
}

function guides(topic: "release" | "rollout", { paths, notApplicable }: MigrationGuides): Term {
  return term(topic, "migration guides", aspect("", paths ?? ["none"], other), prose("reason", notApplicable ?? ""));
}
