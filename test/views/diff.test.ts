// What a subject would change of what is in force, and what became of it.

import { beforeAll, expect, it } from "vitest";
import { readModel } from "../../src/model/model.ts";
import { placeOf } from "../../src/model/places.ts";
import { type DiffView, diffBetween, diffInForce } from "../../src/views/diff.ts";
import { edited, filed, proposing, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { sample, template } from "../support/world.ts";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

const compared = (id: string) => {
  const place = placeOf(id);
  if (place === null) throw new Error(`no place for ${id}`);
  return place;
};

async function inForce(all: Files, id: string): Promise<DiffView> {
  const model = await readModel(memorySnapshot(all));
  return diffInForce(compared(id), { name: "here", model }, model, "2026-11-21");
}

/** `added permissions read:scores`, without risks. */
const words = ({ differences }: DiffView) =>
  differences
    .filter(({ topic }) => topic !== "risk")
    .map(({ change, topic, what, detail }) => [change, topic, what, detail].filter(Boolean).join(" "));

it("compares a request with what the partner may do today", async () => {
  const asking = filed(files, "capability", "acme/EXP-0002", {
    "/spec/requestedPermissions": [
      { id: "read:reports", justification: "Held already.", scope: "all users" },
      { id: "read:scores", justification: "New.", scope: "own-users" },
    ],
    "/spec/removes": { permissions: [], capabilities: ["read-only-access"] },
  });
  expect(words(await inForce(asking, "acme/EXP-0002"))).toEqual([
    "widened permissions read:reports own-users → all users",
    "added permissions read:scores scope own-users; access read",
    "added data score-history opened by read:scores",
    "added capabilities export-tools",
    "removed capabilities read-only-access",
  ]);
});

it("compares what a governance proposal carries with the files in force", async () => {
  const policy = textOf(files, "governance/policy.yaml");
  const proposed = proposing(files, "governance/EXP-0001", {
    "governance/policy.yaml": `${policy}# more\n`,
    "governance/people/tom.yaml": null,
    "docs/new.md": "new\n",
  });
  const view = await inForce(proposed, "governance/EXP-0001");
  expect(words(view)).toEqual([
    "added files docs/new.md",
    "removed files governance/people/tom.yaml",
    "changed files governance/policy.yaml replaced",
  ]);
  const shown = view.files.map(({ path, change }) => `${change} ${path}`);
  expect(shown.slice(0, 3)).toEqual([
    "changed governance/policy.yaml",
    "removed governance/people/tom.yaml",
    "added docs/new.md",
  ]);
  expect(shown.slice(3)).toEqual([
    "added governance/proposals/EXP-0001/proposal.yaml",
    "added governance/proposals/EXP-0001/risk.yaml",
  ]);
});

it("says where a transition leads", async () => {
  const moved = { ...files, "oversight/acme/lifecycle/LC-0001/transition.yaml": template("transition") };
  const [first] = words(await inForce(moved, "acme/LC-0001"));
  expect(first).toBe("narrowed lifecycle acme/score-insights active → maintenance");
});

it("shows the lines of what cannot be read in words, cuts what is long, and reads nothing that is not text", async () => {
  const folder = "partners/acme/integrations/score-insights";
  const changed: Files = {
    ...edited(files, `${folder}/manifest.yaml`, { "/spec/maturity": 7 }),
    [`${folder}/docs/long.md`]: "line\n".repeat(200),
    [`${folder}/docs/picture.png`]: new Uint8Array([137, 0, 1]),
    [`${folder}/docs/huge.md`]: "x".repeat(1024 * 1024 + 1),
  };
  const [before, after] = await Promise.all([files, changed].map((each) => readModel(memorySnapshot(each))));
  if (before === undefined || after === undefined) throw new Error("two models");
  const what = { id: "acme/score-insights", directory: folder };
  const view = await diffBetween(what, { name: "then", model: before }, { name: "now", model: after }, before);
  expect(view.unread).toEqual([`${folder}/manifest.yaml`]);
  expect(view.differences).toEqual([]);
  expect(view.files.map(({ lines, leftOut, note }) => [lines.length, leftOut, note])).toEqual([
    [0, 0, "too large to compare: 0 → 1048577 bytes"],
    [120, 80, null],
    [0, 0, "not text: 0 → 3 bytes"],
    [expect.any(Number), 0, null],
  ]);
  expect(view.files.at(-1)?.lines).toContain("+  maturity: 7");
});
