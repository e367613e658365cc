// What `kwanus init` lays down, as data: it holds, it is complete, and it keeps what is there.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { codeownersOf } from "../../src/acts/codeowners.ts";
import { checkFounding, type Founding, idsFault, quorumFault } from "../../src/acts/founding.ts";
import { type Forge, fragileBodies, type InitInputs, init, initResources } from "../../src/acts/init.ts";
import { check } from "../../src/check.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { kindAt, kinds } from "../../src/document/kinds.ts";
import { readModel } from "../../src/model/model.ts";
import { globs } from "../../src/model/places.ts";
import { emptySnapshot } from "../../src/snapshot.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { accepted, asOf, bodies, people } from "../support/world.ts";

const root = new URL("../../", import.meta.url);
const resources = new Map(initResources.map((path) => [path, readFileSync(new URL(path, root), "utf8")]));

function seats(more: Partial<Founding["seats"]> = {}): Founding["seats"] {
  const all = Object.entries(bodies).map(([id, members]) => [id, { members, deputies: [] }]);
  return { ...(Object.fromEntries(all) as Founding["seats"]), ...more };
}

async function laid(more: Partial<InitInputs> = {}, before: Files = {}): Promise<Record<string, Files[string]>> {
  const { files } = await init({
    tree: await readModel(memorySnapshot(before)),
    founding: { seats: seats(), quorum: "majority" },
    forge: "github",
    branch: "main",
    repo: "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    version: "0.1.0",
    install: "kwanus@0.1.0",
    resources,
    ...more,
  });
  return Object.fromEntries(files.map(({ path, content }) => [path, content ?? ""]));
}

const textOf = (files: Files, path: string) => Buffer.from(files[path] ?? "").toString();

describe("a new governance repository", () => {
  it("holds, and says what the root of trust still needs", async () => {
    const head = memorySnapshot(await laid());
    const { report } = await check({ base: emptySnapshot, mergeBase: emptySnapshot, head, asOf });
    expect(report.findings).toEqual([]);
    expect(report.documents).toBe(5 + people.length);
    expect(report.notes).toEqual([
      `no root of trust yet: still to accept with a key: ${Object.entries(bodies)
        .flatMap(([id, members]) => members.map((person) => `${person} (${id})`))
        .join(", ")}`,
    ]);
  });

  it("becomes the root of trust once everybody has accepted", async () => {
    let files: Files = await laid();
    for (const person of people) files = await accepted(files, person);
    const head = memorySnapshot(files);
    const { report } = await check({ base: emptySnapshot, mergeBase: emptySnapshot, head, asOf });
    expect([report.findings, report.notes[0]]).toEqual([[], expect.stringMatching(/^root of trust: /)]);
  });

  it("seats who was named, with the quorum that was named", async () => {
    const founding: Founding = {
      seats: seats({ ERC: { members: ["erin"], deputies: ["kim"] } }),
      quorum: 1,
    };
    const policy = parse(textOf(await laid({ founding }), "governance/policy.yaml"));
    expect(policy.spec.repo).toBe("6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d");
    expect(policy.spec.bodies[2]).toMatchObject({
      id: "ERC",
      members: ["erin"],
      deputies: ["kim"],
      quorum: { value: 1, source: "default" },
    });
    expect(textOf(await laid({ founding }), "governance/people/kim.yaml")).toContain("title: Kim");
  });

  it("warns of a body that one absence stops", async () => {
    const { model } = await init({
      tree: await readModel(emptySnapshot),
      founding: { seats: seats(), quorum: "majority" },
      forge: "none",
      branch: "main",
      repo: "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
      version: "0.1.0",
      install: "kwanus@0.1.0",
      resources,
    });
    expect(fragileBodies(model)).toEqual(["ERC"]);
  });

  it("keeps people, seats and keys of a repository that is there already", async () => {
    const files = { ...(await accepted(await laid(), "bo")) };
    delete files["governance/allowed_signers"];
    delete files["governance/people/erin.yaml"];
    const again = await laid({ founding: null }, files);
    expect(textOf(again, "governance/policy.yaml")).toBe(textOf(files, "governance/policy.yaml"));
    expect(textOf(again, "governance/allowed_signers")).toMatch(/^bo namespaces=/);
    expect(textOf(again, "governance/people/erin.yaml")).toContain("id: erin");
  });

  it("refuses to build on a policy that cannot be read", async () => {
    const tree = await readModel(memorySnapshot({ "governance/policy.yaml": "kind: Policy\n" }));
    await expect(laid({ founding: null, tree })).rejects.toMatchObject({ code: "policy-unreadable", exit: 1 });
  });
});

describe("editor support", () => {
  it("points each document at a schema that is laid down", async () => {
    const files = await laid();
    for (const path of Object.keys(files).filter((path) => kindAt(path) !== null)) {
      const target = /^# yaml-language-server: \$schema=(.+)\n/.exec(textOf(files, path))?.[1] ?? "";
      const resolved = new URL(target, new URL(path, "file:///")).pathname.slice(1);
      expect(Object.keys(files), path).toContain(resolved);
    }
  });

  it("copies every published schema, byte for byte", async () => {
    const files = await laid();
    const published = readdirSync(new URL("schemas/", root)).filter((name) => name.endsWith(".schema.json"));
    expect(Object.keys(files).filter((path) => path.startsWith(".kwanus/schemas/"))).toHaveLength(published.length);
    for (const name of published)
      expect(textOf(files, `.kwanus/schemas/${name}`)).toBe(readFileSync(new URL(`schemas/${name}`, root), "utf8"));
    const { spec } = parse(textOf(files, "governance/policy.yaml"));
    expect(globs(spec.free)(".kwanus/schemas/policy.schema.json")).toBe(true);
  });

  it("tells the editor the schema of every kind, by its path", async () => {
    const files = await laid();
    const settings = JSON.parse(textOf(files, ".vscode/settings.json"));
    expect(Object.keys(settings["yaml.schemas"]).sort()).toEqual(
      Object.keys(files)
        .filter((path) => /^\.kwanus\/schemas\/(?!definitions)/.test(path))
        .sort(),
    );
    expect(Object.keys(settings["yaml.schemas"])).toHaveLength(kinds.length);
    expect(JSON.parse(textOf(files, ".vscode/extensions.json")).recommendations).toEqual(["redhat.vscode-yaml"]);
  });
});

describe("CODEOWNERS", () => {
  it("names logins, and says who cannot be asked", async () => {
    const files = await laid();
    for (const [person, login] of [
      ["lee", "lee-gh"],
      ["bo", "bo-gh"],
      ["sal", "sal\n* @mallory"],
    ] as const)
      files[`governance/people/${person}.yaml`] = fillTemplate(textOf(files, `governance/people/${person}.yaml`), {
        "/spec/forge": { login, id: "7" },
      });
    const text = codeownersOf(await readModel(memorySnapshot(files)), "github");
    expect(text).toMatch(/^\* +@lee-gh$/m);
    expect(text).toMatch(/^\/governance\/ +@bo-gh @lee-gh$/m);
    expect(text).not.toContain("mallory");
    expect(text).toContain("so not asked: ada, erin, omar, sal, tom\n");
    expect(text.indexOf("\n# /partners/NAME/ @TEAM\n")).toBeGreaterThan(text.indexOf("\n/partners/\n"));
    expect(text.indexOf("\n/governance/proposals/\n")).toBeGreaterThan(text.indexOf("\n/governance/ "));
  });

  it("gives nothing to nobody while no login is known", async () => {
    expect(textOf(await laid(), ".github/CODEOWNERS")).toMatch(/^# \* +nobody yet$/m);
  });
});

describe("CI files", () => {
  it.each<[Forge, string[]]>([
    ["github", [".github/CODEOWNERS", ".github/workflows/kwanus.yml"]],
    ["gitlab", [".gitlab-ci.yml", ".gitlab/CODEOWNERS"]],
    ["none", []],
  ])("are those of %s", async (forge, paths) => {
    const files = await laid({ forge });
    expect(
      Object.keys(files)
        .filter((path) => /^\.git(?!attributes)/.test(path))
        .sort(),
    ).toEqual(paths);
    expect(parse(textOf(files, "kwanus.yaml")).spec).toEqual({ requires: ">=0.1.0", forge });
  });

  it("of GitHub give the pull request nothing to hold on to", async () => {
    const text = textOf(await laid({ branch: "trunk", install: "kwanus@9.8.7" }), ".github/workflows/kwanus.yml");
    const workflow = parse(text);
    expect(Object.keys(workflow.on).sort()).toEqual(["merge_group", "pull_request_target", "push", "schedule"]);
    for (const event of ["pull_request_target", "merge_group", "push"])
      expect(workflow.on[event].branches).toEqual(["trunk"]);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.env).toEqual({ PROTECTED: "trunk", KWANUS: "kwanus@9.8.7" });
    const { kwanus, ...others } = workflow.jobs;
    expect(others).toEqual({});
    expect(kwanus.permissions).toBeUndefined();
    const [checkout, , ...scripts] = kwanus.steps;
    expect(checkout.with).toEqual({ ref: "trunk", "fetch-depth": 0, "persist-credentials": false });
    expect(scripts).toHaveLength(2);
    for (const { run } of scripts) {
      expect(run).not.toContain("${{");
      expect(run).not.toMatch(/git (checkout|switch|reset|worktree|merge )/);
    }
    expect(scripts[1].env).not.toHaveProperty("TOKEN");
    // Comments and scripts survive being filled in.
    expect(text).toContain("# Why pull_request_target:");
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThan(170);
  });

  it("of GitLab judge from outside the checkout", async () => {
    const { kwanus, variables } = parse(textOf(await laid({ forge: "gitlab", branch: "trunk" }), ".gitlab-ci.yml"));
    expect(variables).toMatchObject({ PROTECTED: "trunk", KWANUS: "kwanus@0.1.0", GIT_DEPTH: "0" });
    const [script] = kwanus.script;
    expect(script.indexOf("cd ")).toBeLessThan(script.indexOf("npx "));
  });
});

describe("a founding", () => {
  it.each<[Partial<Founding["seats"]>, Founding["quorum"], string]>([
    [{ ERC: { members: ["ada"], deputies: [] } }, 1, "ada sits in TSC and in ERC"],
    [{ ERC: { members: ["erin"], deputies: ["bo"] } }, 1, "bo sits in SCO and in ERC"],
    [{ ERC: { members: [], deputies: ["erin"] } }, 1, "ERC has no members"],
    [{ ERC: { members: ["Erin"], deputies: [] } }, 1, 'ERC has "Erin", which is no id'],
    [{ ERC: { members: ["erin"], deputies: ["erin"] } }, 1, "ERC names erin twice"],
    [{}, 2, "ERC has one member and can never reach a quorum of 2"],
  ])("that cannot work is refused: %j, quorum %s", (more, quorum, message) => {
    expect(() => checkFounding({ seats: seats(more), quorum })).toThrow(message);
  });

  it("that works is not", () => {
    expect(() => checkFounding({ seats: seats(), quorum: 1 })).not.toThrow();
    expect([idsFault("ada, tom"), idsFault(" , "), quorumFault("2"), quorumFault("majority")]).toEqual([
      null,
      "names nobody",
      null,
      null,
    ]);
    for (const bad of ["0", "-1", "1.5", "most", ""]) expect(quorumFault(bad), bad).not.toBeNull();
  });
});
