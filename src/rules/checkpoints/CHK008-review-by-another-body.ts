// Each review is held by the body whose matter it is; what a partner says of its own work is no review.

import type { Checkpoint } from "../../document/types.gen.ts";
import { type Authority, authorityOf } from "../../model/authority.ts";
import { bodyFor } from "../../model/checkpoints.ts";
import type { Held, Model } from "../../model/model.ts";
import { rule } from "../rule.ts";

const clauseOf = { TSC: "5.2.1", SCO: "5.2.2", ERC: "5.2.3", CGB: "5.2.4" };

export default rule({
  id: "CHK008",
  name: "review-by-another-body",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PIP", "EIP"].flatMap((playbook) => Object.values(clauseOf).map((number) => `${playbook}-${number}`)),
  summary:
    "A review is held by somebody of the body it belongs to, who does not work for what is reviewed, when it lands.",

  *check({ base, tree, authority }) {
    // Before there is a base the head founds itself.
    const office = authority ?? authorityOf(tree);
    if (office === null) return;
    for (const [id, checkpoint] of tree.checkpoints) {
      const { subject, checkpoint: name, by } = checkpoint.value.spec;
      const body = bodyFor(name);
      if (body === null || isSame(checkpoint, base.checkpoints.get(id))) continue;
      const [owner = ""] = subject.split("/");
      if (by.some((who) => holds(personOf(who, tree), body, owner, office))) continue;
      yield {
        path: checkpoint.path,
        at: "/spec/by",
        message: `nobody of ${body} who does not work for ${owner} held this ${name.replace("-", " ")}: it names ${by.join(", ")}`,
        help: `Let somebody of ${body} hold it: ${membersOf(body, owner, office).join(", ")}`,
        clauses: [`${subject.includes("/") ? "PIP" : "EIP"}-${clauseOf[body]}`],
      };
    }
  },
});

/** A person who leaves a body later has held what they held. */
function isSame({ value: { spec } }: Held<Checkpoint>, before: Held<Checkpoint> | undefined): boolean {
  const old = before?.value.spec;
  return old !== undefined && old.checkpoint === spec.checkpoint && old.by.join("\n") === spec.by.join("\n");
}

/** The id of a person who is named by it or by their login. */
function personOf(name: string, { people }: Model): string {
  if (people.has(name)) return name;
  return [...people].find(([, { value }]) => value.spec.forge?.login === name)?.[0] ?? name;
}

function holds(person: string, body: string, owner: string, { seats, affiliations }: Authority): boolean {
  return seats.get(person) === body && !affiliations.get(person)?.includes(owner);
}

function membersOf(body: string, owner: string, office: Authority): string[] {
  return [...office.seats.keys()].filter((person) => holds(person, body, owner, office));
}
