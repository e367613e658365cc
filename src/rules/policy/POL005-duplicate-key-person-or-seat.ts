// One person, one seat; one key, one person; one forge account, one person.

import { readListedKey } from "../../model/keys.ts";
import type { Model } from "../../model/model.ts";
import { type Roster, rosters } from "../../model/proposed.ts";
import { materialsOf } from "../../trust/public-key.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "POL005",
  name: "duplicate-key-person-or-seat",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.2.1", "EPF-9.1.2", "EPF-6.1.4"],
  summary: "Nobody sits twice, no key and no forge account belongs to two people.",

  *check(model) {
    for (const roster of rosters(model))
      for (const defect of [...seats(roster), ...keysAndAccounts(roster, model)])
        if (roster.owns(defect.path ?? "")) yield defect;
  },
});

function* seats({ policy }: Roster): Generator<Defect> {
  if (policy === null) return;
  const taken = new Map<string, string>();
  for (const [index, body] of policy.value.spec.bodies.entries())
    for (const field of ["members", "deputies"] as const)
      for (const [place, person] of body[field].entries()) {
        const other = taken.get(person);
        if (other !== undefined)
          yield {
            path: policy.path,
            at: `/spec/bodies/${index}/${field}/${place}`,
            message: `${person} has a seat in ${other} already`,
            help: "One person sits once. Until this is mended their votes count nowhere.",
          };
        taken.set(person, body.id);
      }
}

function* keysAndAccounts({ people, policy }: Roster, model: Model): Generator<Defect> {
  const minimumRsaBits = policy?.value.spec.minimumRsaBits.value ?? 3072;
  const owners = new Map<string, string>();
  for (const [person, { path, value }] of people) {
    const claims = value.spec.keys.flatMap((listed, index) => {
      // Compared by material, so that another encoding of a key, or a subkey of it, is still that key.
      const parsed = readListedKey(listed, model, { minimumRsaBits });
      const [name, things] = parsed.ok
        ? [parsed.key.fingerprint, materialsOf(parsed.key)]
        : [listed.key.slice(0, 60), [listed.key.trim()]];
      return things.map((thing) => ({ what: `key ${name}`, thing, at: `/spec/keys/${index}/key` }));
    });
    const { forge } = value.spec;
    if (forge !== undefined)
      claims.push({ what: `forge account ${forge.id}`, thing: `forge ${forge.id}`, at: "/spec/forge/id" });
    for (const { what, thing, at } of claims) {
      const owner = owners.get(thing);
      if (owner !== undefined)
        yield {
          path,
          at,
          message: owner === person ? `${what} is listed twice` : `${what} is ${owner}'s already`,
          help:
            owner === person ? "Remove one of them." : "Remove it from one of them. Until then it counts for neither.",
        };
      else owners.set(thing, person);
    }
  }
}
