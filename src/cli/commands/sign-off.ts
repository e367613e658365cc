// kwanus sign-off: a signed ballot that lets a release reach its users.

import { Failure } from "../../failure.ts";
import { placeOf } from "../../model/places.ts";
import { ballotCommand } from "../voting.ts";

const approve = ballotCommand("approve", "Sign a release off");

/** What `kwanus approve` does, for releases only: who means to sign one off does not approve a proposal by a slip. */
export default {
  ...approve,
  name: "sign-off",
  arguments: [{ name: "SUBJECT", description: "for example acme/score-insights/1.2.0", required: true }],
  options: approve.options?.filter(({ flag }) => !/criteri/.test(flag)) ?? [],
  examples: [{ command: "kwanus sign-off acme/score-insights/1.2.0", what: "asks before it signs" }],

  run(input, world) {
    if (placeOf(input.subject)?.kind !== "Release")
      throw new Failure(
        "usage",
        "no-release",
        `"${input.subject}" is no release, like acme/score-insights/1.2.0`,
        `A vote on anything else: kwanus approve ${input.subject}`,
      );
    return approve.run(input, world);
  },
} satisfies typeof approve;
