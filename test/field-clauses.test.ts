// A finding of shape quotes the clause of the field it is about, and no other.

import { expect, it } from "vitest";
import { clausesOfField } from "../src/rules/field-clauses.ts";

const spec = {
  businessJustification: "Why.",
  technicalOverview: "How.",
  requestedPermissions: [{ id: "read:reports" }],
};
const of = (pointer: string, value: unknown = { spec }): readonly string[] =>
  clausesOfField({ kind: "Application", value }, pointer);

it("is the field's own, missing or wrong", () => {
  expect(of("/spec/securityOverview")).toEqual(["EPF-3.1.3"]);
  expect(of("/spec/technicalOverview")).toEqual(["EPF-3.1.2"]);
  expect(of("/spec/requestedPermissions/0/justification")).toEqual(["EPF-5.1.3", "PIS-6.1.3"]);
});

it("is that of the field around it, where it has none", () => {
  expect(of("/spec/requestedPermissions/0/scope")).toEqual(["EPF-3.1.6"]);
  expect(of("/spec/requestedPermissions/0")).toEqual(["EPF-5.1.3", "PIS-6.1.3"]);
  expect(of("/spec/requestedPermissions")).toEqual(["EPF-3.1.6"]);
});

it("is that of every field that is missing in one place", () => {
  expect(of("/spec")).toEqual(["EPF-3.1.3", "EPF-3.1.4", "EPF-3.1.5"]);
});

it("is none where the specification asks for none, whatever the place is called", () => {
  for (const pointer of [
    "",
    "/metadata/title",
    "/spec/filed",
    "/spec/__proto__",
    "/spec/requestedPermissionsToo",
    "/0/~1~0",
  ])
    expect(of(pointer), pointer).toEqual([]);
  expect(clausesOfField({ kind: null, value: null }, "/spec")).toEqual([]);
});
