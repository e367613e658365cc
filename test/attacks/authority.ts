// A: taking authority that nobody gave.

import { fillTemplate } from "../../src/document/edit.ts";
import { ballotBy, edited } from "../support/landings.ts";
import { accepted, template } from "../support/world.ts";
import type { Family } from "./attack.ts";
import { pullRequest } from "./ground.ts";

const policy = "governance/policy.yaml";
const subject = "borealis/APP-0001";

export const authority: Family = {
  title: "Authority",
  attacks: [
    {
      id: "A1",
      attack: "a pull request adds its author's key to the roster and approves itself",
      answer: "keys come from the protected branch: an unknown key, not counted",
      attempts: [
        {
          when: "mallory joins the roster and votes in one pull request",
          async play(ground) {
            const person = fillTemplate(template("person"), {
              "/metadata/id": "mallory",
              "/metadata/title": "Mallory",
            });
            const listed = { ...ground.files, "governance/people/mallory.yaml": person };
            const seated = edited(await accepted(listed, "mallory"), policy, {
              "/spec/bodies/1/members": ["bo", "sal", "mallory"],
            });
            const head = await ballotBy(seated, subject, "mallory", { spec: { body: "SCO" } });
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL005", "POL006"],
        },
        {
          when: "mallory's key is listed as bo's, and bo's ballot is signed with it",
          async play(ground) {
            const head = await accepted(ground.files, "bo", "mallory");
            return pullRequest(ground, await ballotBy(head, subject, "bo", { key: "mallory" }));
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL006"],
        },
      ],
    },
  ],
};
