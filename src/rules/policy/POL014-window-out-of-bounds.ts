// A window gives people time. One that is out of proportion gives none, or never ends.

import type { Policy } from "../../document/types.gen.ts";
import { lengthInWords, mayOutlast } from "../../model/calendar.ts";
import { rosters } from "../../model/proposed.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL014",
  name: "window-out-of-bounds",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-10.2.4", "EPF-8.3.3", "PIS-10.3.3", "PEP-9.2.1"],
  summary: "The windows of the policy stand in proportion, and none is longer than ten years.",

  *check(model) {
    for (const { policy, owns } of rosters(model)) {
      if (policy === null || !owns(policy.path)) continue;
      for (const { field, message, help } of outOfBounds(policy.value.spec.windows))
        yield { path: policy.path, at: `/spec/windows/${field}/value`, message, help };
    }
  },
});

type Windows = Policy["spec"]["windows"];

/** Which window may not outlast which other, and why. */
const proportions: readonly (readonly [keyof Windows, keyof Windows, string])[] = [
  ["suspension", "deprecation", "one body alone could suspend for longer than all bodies must wait to end support"],
  ["deprecation", "deprecationRecommended", "what is recommended would be less than what is required"],
  ["minor", "major", "a minor version would get more time than a major one"],
  ["workflow", "minor", "a workflow would get more time than a minor version"],
];

/** Beyond this nothing that is announced would ever come. */
const longest = "P10Y";

function* outOfBounds(windows: Windows): Generator<{ field: string; message: string; help: string }> {
  for (const [field, { value }] of Object.entries(windows)) {
    const wider = proportions.find(([one, other]) => one === field && mayOutlast(value, windows[other].value));
    if (mayOutlast(value, longest))
      yield {
        field,
        message: `${field} lasts ${lengthInWords(value)}, which is longer than ${lengthInWords(longest)}`,
        help: "Name a time that people live to see.",
      };
    else if (wider !== undefined)
      yield {
        field,
        message: `${field} may outlast ${wider[1]}, ${lengthInWords(value)} against ${lengthInWords(windows[wider[1]].value)}: ${wider[2]}`,
        help: `Write ${windows[wider[1]].value} or less, or lengthen ${wider[1]}.`,
      };
  }
}
