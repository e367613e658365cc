// Ballots from vote branches: whole ones only, of one subject only, and never instead of what has landed.

import { beforeAll, describe, expect, it } from "vitest";
import { withBallots } from "../../src/landing/gather.ts";
import { only, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { sample, voted } from "../support/world.ts";

const folder = "partners/borealis/applications/APP-0001";
const path = `${folder}/ballots/decision/sco.bo.1.yaml`;

let files: Files;
let ballot: Files;
beforeAll(async () => {
  files = await sample();
  ballot = only(await voted(files, "borealis/APP-0001", "bo"), `${folder}/ballots/`);
});

/** Paths that gathering adds to the sample. */
function added(...branches: Files[]): string[] {
  const over = memorySnapshot(files);
  const gathered = withBallots(
    over,
    folder,
    branches.map((branch) => memorySnapshot({ ...files, ...branch })),
  );
  return [...gathered.files.keys()].filter((file) => !over.files.has(file));
}

describe("withBallots", () => {
  it("takes a ballot with its signature, and nothing else of the branch", () => {
    const more = { "docs/x.md": "x", [`${folder}/attachments/x`]: "x", [`${folder}/decisions/decision.yaml`]: "x" };
    const elsewhere = { "partners/acme/applications/APP-0001/ballots/decision/sco.bo.2.yaml": "x" };
    expect(added({ ...ballot, ...more, ...elsewhere })).toEqual([path, `${path}.sig`]);
  });

  it("leaves half a ballot, whichever half", () => {
    expect(added(without(ballot, `${path}.sig`))).toEqual([]);
    expect(added({ [`${path}.sig`]: ballot[`${path}.sig`] ?? "" })).toEqual([]);
  });

  it("does not mix two branches", async () => {
    const half = { [path]: "spec: forged\n" };
    const over = memorySnapshot(files);
    const gathered = withBallots(over, folder, [memorySnapshot(half), memorySnapshot(ballot)]);
    expect(Buffer.from(await gathered.bytes(path)).toString()).toBe(Buffer.from(ballot[path] ?? "").toString());
  });

  it("replaces nothing that has landed", () => {
    const over = memorySnapshot({ ...files, [path]: "landed" });
    expect(withBallots(over, folder, [memorySnapshot(ballot)])).toBe(over);
  });
});
