// Whoever relies on a version gets the time that the policy promises, from the day it is deprecated.

import type { Platform, Policy } from "../../document/types.gen.ts";
import { dayAfter, lengthInWords } from "../../model/calendar.ts";
import { isClosed, type Model } from "../../model/model.ts";
import { type Release, releasesOf, windowOf } from "../../model/platform.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CMP007",
  name: "compatibility-window-too-short",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-9.2.1", "PEP-5.2.3"],
  summary: "A version of the platform is deprecated before it ends, for as long as the policy's window.",

  *check(model) {
    const windows = model.policy?.value.spec.windows;
    if (windows === undefined) return;
    // Also a platform that a proposal only carries: the bodies should know before they vote.
    for (const { kind, path, shaped, value } of model.documents.values())
      if (kind === "Platform" && shaped)
        for (const release of releasesOf((value as Platform).spec)) {
          const breach = breachOf(release, windows) ?? backdated(release, path, model);
          if (breach !== null) yield { path, at: `${release.at}/lifecycle/${breach.field}`, ...breach.words };
        }
  },
});

/** A deprecation that an open proposal dates before its own filing: nobody was told, and the window would have run already. */
function backdated({ name, lifecycle }: Release, path: string, { subjects, platform }: Model): Breach | null {
  const proposal = [...subjects.values()].find(
    (subject) => !isClosed(subject) && subject.carried.some((file) => file.path === path),
  );
  const filed = proposal?.proposal?.value.spec.filed;
  const { deprecated } = lifecycle;
  if (platform === null || filed === undefined || deprecated === null || deprecated >= filed) return null;
  const before = releasesOf(platform.value.spec).find((release) => release.name === name)?.lifecycle.deprecated;
  if (before === undefined || (before !== null && before <= deprecated)) return null;
  return {
    field: "deprecated",
    words: {
      message: `${name} would be deprecated on ${deprecated}, before this was filed on ${filed}: nobody was told`,
      help: `Name ${filed} or a later day; the window runs from then on.`,
    },
  };
}

interface Breach {
  readonly field: "deprecated" | "endOfSupport";
  readonly words: { readonly message: string; readonly help: string };
}

function breachOf({ name, version, lifecycle }: Release, windows: Policy["spec"]["windows"]): Breach | null {
  const { released, deprecated, endOfSupport } = lifecycle;
  if (deprecated !== null && deprecated < released)
    return {
      field: "deprecated",
      words: {
        message: `${name} is deprecated on ${deprecated}, before its release on ${released}`,
        help: "Correct one of the two days.",
      },
    };
  if (endOfSupport === null) return null;
  const { kind, length: window } = windowOf(version, windows);
  if (deprecated === null)
    return {
      field: "endOfSupport",
      words: {
        message: `${name} ends on ${endOfSupport} and is never deprecated`,
        help: `Deprecate it first; a ${kind} version gets ${lengthInWords(window)} from then on.`,
      },
    };
  const earliest = dayAfter(deprecated, window);
  if (endOfSupport >= earliest) return null;
  return {
    field: "endOfSupport",
    words: {
      message: `${name} is deprecated on ${deprecated} and ends on ${endOfSupport}: less than the ${lengthInWords(window)} of a ${kind} version`,
      help: `Let it end on ${earliest} or later.`,
    },
  };
}
