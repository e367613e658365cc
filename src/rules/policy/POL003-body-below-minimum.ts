// The four bodies of the specification are always there, and CGB always has the last word.

import type { Policy } from "../../document/types.gen.ts";
import { bodiesOfSpecification } from "../../model/authority.ts";
import type { Held } from "../../model/model.ts";
import { rosters } from "../../model/proposed.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "POL003",
  name: "body-below-minimum",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "EPF-9.1.1",
    "EPF-9.1.2",
    "EPF-9.1.3",
    "EPF-9.1.4",
    "PIS-11.1.1",
    "PEP-2.4.2",
    "PIS-11.1.2",
    "PIS-11.1.3",
    "PIS-11.1.4",
  ],
  summary:
    "The policy keeps TSC, SCO, ERC and CGB, each with members and a quorum they can reach, CGB's final authority, and SCO's part in the lifecycle.",

  *check(model) {
    for (const { policy, owns } of rosters(model))
      if (policy !== null && owns(policy.path)) yield* belowMinimum(policy);
  },
});

function* belowMinimum({ path, value }: Held<Policy>): Generator<Defect> {
  for (const id of bodiesOfSpecification) {
    const index = value.spec.bodies.findIndex((body) => body.id === id);
    const body = value.spec.bodies[index];
    const at = `/spec/bodies/${index}`;
    if (body === undefined)
      yield {
        path,
        at: "/spec/bodies",
        part: "key",
        message: `the policy has no ${id}`,
        help: "The four bodies of the specification cannot be removed.",
      };
    else if (body.members.length === 0)
      yield {
        path,
        at: `${at}/members`,
        message: `${id} has no members`,
        help: "Name at least one person of governance/people/.",
      };
    else if (body.quorum.value !== "majority" && body.quorum.value > body.members.length)
      yield {
        path,
        at: `${at}/quorum/value`,
        message: `${id} can never reach a quorum of ${body.quorum.value}, it has ${body.members.length} member${body.members.length === 1 ? "" : "s"}`,
        help: "Use majority, or a number its members can reach.",
      };
  }
  for (const [index, { id }] of value.spec.bodies.entries())
    if (value.spec.bodies.findIndex((body) => body.id === id) < index)
      yield {
        path,
        at: `/spec/bodies/${index}/id`,
        message: `the policy lists ${id} twice`,
        help: "Make one entry of both: every body has one vote.",
      };
  for (const [index, gate] of value.spec.gates.entries())
    for (const { at, ...told } of gateDefects(gate)) yield { path, at: `/spec/gates/${index}/${at}`, ...told };
  if (!value.spec.gates.some(({ id }) => id === "decision"))
    yield {
      path,
      at: "/spec/gates",
      part: "key",
      message: "the policy has no decision gate",
      help: "Add the gate with id: decision.",
    };
}

function* gateDefects({
  id,
  finalAuthority,
  hears,
  maySuspend,
}: Policy["spec"]["gates"][number]): Generator<Defect & { at: string }> {
  if (finalAuthority !== "CGB")
    yield {
      at: "finalAuthority",
      message: `${finalAuthority} cannot have final authority`,
      help: "Write finalAuthority: CGB; the specification gives it to no other body.",
    };
  if (id !== "lifecycle") return;
  if (hears !== undefined && !hears.includes("SCO"))
    yield { at: "hears", message: "CGB would decide transitions without SCO", help: "Add SCO to those it hears." };
  if (maySuspend !== undefined && maySuspend !== "SCO")
    yield {
      at: "maySuspend",
      message: `${maySuspend} cannot suspend alone`,
      help: "Write maySuspend: SCO; no other body acts alone.",
    };
}
