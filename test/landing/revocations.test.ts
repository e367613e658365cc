// Keys that are taken back: by whom, for how long, and what nobody can do with a stolen one (C5).

import { beforeAll, describe, expect, it } from "vitest";
import { authorityOf } from "../../src/model/authority.ts";
import { readModel } from "../../src/model/model.ts";
import { testKey } from "../support/keys.ts";
import { edited, refusals, revoked } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { sample } from "../support/world.ts";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

const at = (person: string, seq = 1) => `governance/revocations/${person}.${seq}.yaml`;

async function stateOf(all: Files, key: string): Promise<string | undefined> {
  return authorityOf(await readModel(memorySnapshot(all)))?.keys.get(testKey(key).fingerprint)?.state;
}

describe("who may revoke", () => {
  it.each([
    ["the owner, their own", "tom", { by: "tom" }, []],
    ["a member of SCO, somebody else's", "tom", { by: "bo" }, []],
    ["a member of SCO, a colleague's", "sal", { by: "bo" }, []],
    ["nobody else", "tom", { by: "lee" }, [`POL010 ${at("tom")}`]],
    ["nobody in another's name", "tom", { by: "bo", signer: "lee" }, [`POL010 ${at("tom")}`]],
    ["no stranger", "tom", { by: "mallory" }, [`POL010 ${at("tom")}`]],
    ["not the key of somebody else than the file names", "tom", { by: "bo", key: "ada" }, [`POL010 ${at("tom")}`]],
    ["not SCO the last key of a body", "erin", { by: "bo" }, [`POL010 ${at("erin")}`]],
    ["but its owner the last key of a body", "erin", { by: "erin" }, []],
  ])("%s", async (_, person, revoking, expected) => {
    expect(await refusals(files, revoked(files, person, revoking))).toEqual(expected);
  });

  it("a landing of two cannot take what each alone may", async () => {
    const both = revoked(revoked(files, "ada", { by: "bo" }), "tom", { by: "bo" });
    expect(await refusals(files, both)).toContain(`POL010 ${at("tom")}`);
  });

  it("not a key that was compromised, nor one that was retired", async () => {
    for (const state of ["compromised", "retired"] as const) {
      const base = revoked(files, "bo", { by: "sal", state });
      expect(await refusals(base, revoked(base, "tom", { by: "bo" }))).toEqual([`POL010 ${at("tom")}`]);
    }
  });
});

describe("what is revoked stays revoked", () => {
  const compromised = { by: "bo", state: "compromised" } as const;

  it("when its signer leaves SCO", async () => {
    const all = revoked(files, "tom", compromised);
    const left = edited(all, "governance/policy.yaml", { "/spec/bodies/1/members": ["sal"] });
    expect(await stateOf(left, "tom")).toBe("compromised");
  });

  it("when its signer's own key is revoked, or their file is gone", async () => {
    const all = revoked(revoked(files, "tom", compromised), "bo", { by: "sal", state: "compromised" });
    expect(await stateOf(all, "tom")).toBe("compromised");
    const { "governance/people/bo.yaml": _, ...rest } = all;
    expect(await stateOf(rest, "tom")).toBe("compromised");
  });

  it("when it becomes the last key of its body", async () => {
    // `ada` sorts before `tom`: her later word must not unmake the earlier one.
    const all = revoked(revoked(files, "tom", compromised), "ada", { by: "ada" });
    expect(await stateOf(all, "tom")).toBe("compromised");
    expect(await stateOf(all, "ada")).toBe("retired");
  });

  it("when a milder word follows", async () => {
    const all = revoked(revoked(files, "tom", compromised), "tom", { by: "bo", seq: 2 });
    expect(await stateOf(all, "tom")).toBe("compromised");
  });

  it("and never proves a key that its owner has not", async () => {
    const listed = edited(files, "governance/people/tom.yaml", {
      "/spec/keys/1": { type: "ssh", key: testKey("victim").publicLine, added: "2026-11-21" },
    });
    expect(await stateOf(revoked(listed, "tom", { by: "tom", key: "victim" }), "victim")).toBe("unproven");
  });
});
