// What doctor makes of facts: who is stopped, who is only advised, and which cure may be run for them.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { type Authority, authorityOf, authorityOn } from "../src/model/authority.ts";
import type { KnownKey } from "../src/model/keys.ts";
import { readModel } from "../src/model/model.ts";
import { doctorFields, doctorText } from "../src/reporters/doctor.ts";
import { envelope } from "../src/reporters/envelope.ts";
import { plain } from "../src/reporters/style.ts";
import type { Diagnosis, Facts, OfficeFacts, RepositoryFacts } from "../src/views/diagnosis.ts";
import { diagnose } from "../src/views/doctor.ts";
import { testKey } from "./support/keys.ts";
import { memorySnapshot } from "./support/memory.ts";
import { keyNamed } from "./support/openpgp.ts";
import { accepted, founded } from "./support/world.ts";

let authority: Authority;
beforeAll(async () => {
  const found = authorityOf(await readModel(memorySnapshot(await founded())));
  if (found === null) throw new Error("the sample has no policy");
  authority = found;
});

const tool = { found: true, version: "9.9", oldest: "2.34", tooOld: false };
const print = (name: string) => testKey(name).fingerprint;
const bo = () => ({ fingerprint: print("bo"), held: "file" as const });
const noKey = { fingerprint: null, none: true, why: "Git has no signing key of yours", help: "ssh-keygen …" };
const own = (name: string) => ({ setting: `~/.ssh/${name}.pub`, fingerprint: print(name) });
const strange = { fingerprint: print("somebody else"), held: "file" as const };

interface Setting extends Partial<Omit<Facts, "repository">> {
  readonly office?: Partial<OfficeFacts>;
  readonly clone?: Partial<RepositoryFacts>;
}

/** bo at a healthy desk, but for what is given. */
function factsOf({ office, clone, ...more }: Setting): Facts {
  return {
    git: tool,
    openssh: tool,
    ci: false,
    name: "B. O.",
    email: "b@example.org",
    signer: bo(),
    keys: [],
    repository: {
      root: "/office",
      shallow: false,
      partial: false,
      remote: "origin",
      base: {
        configured: "refs/remotes/origin/main",
        ref: "refs/remotes/origin/main",
        commit: "6e1c0d2000000000000000000000000000000000",
        unborn: false,
        likely: "refs/remotes/origin/main",
        remotes: ["origin"],
      },
      unreadable: null,
      office: {
        base: authority,
        here: authority,
        rooted: true,
        calledBy: new Map([
          ["bo", ["bo", "bo-sco"]],
          ["tom", ["tom"]],
        ]),
        fragile: [],
        pin: "6e1c0d2",
        root: "6e1c0d2000000000000000000000000000000000",
        ballots: { landed: 2, bare: 0 },
        forge: null,
        ...office,
      },
      ...clone,
    },
    ...more,
  };
}

/** Everything that is not well, as `id verdict` and its cure. */
function told(setting: Setting): Record<string, string> {
  const unwell = diagnose(factsOf(setting)).filter(({ verdict }) => verdict !== "ok");
  return Object.fromEntries(unwell.map(({ id, verdict, cure }) => [`${id} ${verdict}`, cureOf(cure)]));
}

function cureOf(cure: Diagnosis["cure"]): string {
  if (cure === undefined) return "";
  if ("do" in cure) return cure.do;
  if ("run" in cure) return cure.run.map((words) => words.join(" ")).join(" && ");
  return `fix: ${cure.set.map(({ key, value }) => `${key}=${value}`).join(" ")}`;
}

function withBo(state: KnownKey["state"]): Authority {
  const keys = new Map(authority.keys);
  const key = keys.get(print("bo"));
  if (key === undefined) throw new Error("bo has no key");
  return { ...authority, keys: keys.set(key.fingerprint, { ...key, state }) };
}

const signWith = (name: string) => `fix: gpg.format=ssh user.signingkey=~/.ssh/${name}.pub`;
const acceptBo = "kwanus person accept bo";

describe("a member", () => {
  it("with all in order hears of nothing", () => expect(told({})).toEqual({}));

  it("without a signing key is stopped; exactly one key of theirs here is offered", () => {
    expect(told({ signer: noKey, keys: [own("bo"), own("stray")] })).toEqual({ "signing-key problem": signWith("bo") });
    expect(told({ signer: noKey, keys: [own("stray")], email: "12+Bo-SCO@users.noreply.github.com" })).toEqual({
      "signing-key problem": "ssh-keygen …",
    });
    expect(told({ signer: noKey, keys: [own("bo"), own("sal")] })).toEqual({
      "signing-key problem": "git config gpg.format ssh && git config user.signingkey ~/.ssh/bo.pub",
    });
  });

  it("whose Git signs with gpg needs no OpenSSH", () => {
    const signer = { ...bo(), held: "gpg" as const };
    expect(told({ signer, openssh: { ...tool, found: false, version: null } })).toEqual({});
  });

  it("whose only key here is gpg's is offered it", () => {
    const keys = [{ setting: "7A19", fingerprint: print("bo"), format: "openpgp" as const }];
    expect(told({ signer: noKey, keys })).toEqual({
      "signing-key problem": "fix: gpg.format=openpgp user.signingkey=7A19",
    });
  });

  it("whose OpenPGP key has expired is told to give it more time", async () => {
    const base = authorityOf(
      await readModel(memorySnapshot(await accepted(await founded(), "bo", "gpg:bo?until=2026-11-20"))),
    );
    const signer = { fingerprint: keyNamed("gpg:bo").fingerprint, held: "gpg" as const };
    const onDay = (day: string) => told({ signer, office: { base: base && authorityOn(base, day) } });
    expect(onDay("2026-11-20")).toEqual({});
    expect(onDay("2026-11-21")).toEqual({ "roster problem": expect.stringContaining("gpg --quick-set-expire") });
  });

  it("whose Git signs with what cannot be used, or a weak key, is stopped", () => {
    const signer = { fingerprint: null, none: false, why: "your Git signs with x509", help: "ssh-keygen …" };
    expect(told({ signer, keys: [own("bo")] })).toEqual({ "signing-key problem": signWith("bo") });
    expect(told({ signer, name: "bo" })).toEqual({ "signing-key problem": "ssh-keygen …" });
  });

  it.each([
    ["unproven", acceptBo],
    ["retired", expect.stringContaining(`${acceptBo} && kwanus propose governance`)],
    ["compromised", expect.stringContaining(`${acceptBo} && kwanus propose governance`)],
  ] as const)("whose key is %s is stopped", (state, cure) => {
    expect(told({ office: { base: withBo(state) } })).toEqual({ "roster problem": cure });
  });

  it("whose key is retired signs with another of theirs that is active", () => {
    const base = withBo("retired");
    const key = authority.keys.get(print("bo"));
    const second = { ...key, fingerprint: print("bo's second"), state: "active" } as KnownKey;
    const keys = new Map(base.keys).set(second.fingerprint, second);
    expect(told({ office: { base: { ...base, keys } }, keys: [own("bo's second")] })).toEqual({
      "roster problem": signWith("bo's second"),
    });
  });

  it("by a strange key is known by name", () => {
    expect(told({ signer: strange, name: "Bo" })).toEqual({
      "roster problem": `${acceptBo} && kwanus propose governance`,
    });
    expect(told({ signer: strange, keys: [own("bo")] })).toEqual({ "roster problem": signWith("bo") });
  });

  it("signs through an agent or another program, not with half a key", () => {
    expect(told({ signer: { ...bo(), held: "agent" } })).toEqual({});
    expect(told({ signer: { ...bo(), held: "program" } })).toEqual({ "private-key unknown": "" });
    expect(told({ signer: { ...bo(), held: null } })).toEqual({
      "private-key problem": expect.stringContaining("ssh-add"),
    });
  });

  it("needs OpenSSH and a name", () => {
    expect(told({ openssh: { ...tool, found: false, version: null }, name: null })).toEqual({
      "openssh problem": "install OpenSSH 2.34 or newer",
      "identity problem": expect.stringContaining("user.name"),
    });
  });

  it("is told nothing of signing in a CI job", () => {
    expect(told({ ci: true, signer: noKey, name: null, openssh: { ...tool, found: false } })).toEqual({});
  });
});

describe("somebody invited", () => {
  const invited = (): Authority => {
    const keys = new Map([...authority.keys].filter(([, { person }]) => person !== "tom"));
    return { ...authority, keys, invited: [{ person: "tom", body: "TSC" }] };
  };
  const founding = () => ({ base: invited(), here: invited(), rooted: false, pin: null, root: null });
  const waiting = (cure: string) => ({ "founding advice": cure });

  it("hears how to accept", () => {
    const accept = "kwanus person accept tom";
    expect(told({ signer: strange, name: "tom", office: founding() })).toEqual({
      "roster advice": accept,
      ...waiting(accept),
    });
  });

  it("hears that the key accepted here has to land", () => {
    const office = { ...founding(), here: authority };
    expect(told({ signer: { fingerprint: print("tom"), held: "file" }, office })).toEqual({
      "roster advice": "git add governance && git commit -m tom accepts",
    });
  });

  it("may have the only key there is set, but none that stands in place of another", () => {
    const each = waiting("each of them: kwanus person accept <id>");
    expect(told({ signer: noKey, keys: [own("x")], office: founding() })).toEqual({
      "signing-key advice": signWith("x"),
      ...each,
    });
    const other = { ...noKey, none: false };
    expect(told({ signer: other, keys: [own("x")], office: founding() })).toEqual({
      "signing-key advice": "ssh-keygen …",
      ...each,
    });
  });
});

describe("a partner", () => {
  it.each([
    ["no key", noKey],
    ["a key of their own", strange],
    ["OpenPGP", { ...noKey, none: false }],
  ])("with %s is left in peace", (_, signer) => expect(told({ signer })).toEqual({}));

  it("needs no OpenSSH", () => {
    expect(told({ signer: noKey, openssh: { ...tool, found: false, version: null } })).toEqual({});
  });
});

describe("a clone", () => {
  it.each<[string, Partial<RepositoryFacts>, Record<string, string>]>([
    ["shallow", { shallow: true }, { "history advice": "git fetch --unshallow origin" }],
    ["partial", { partial: true }, { "history advice": "git fetch --refetch --no-filter origin" }],
    [
      "too shallow",
      { shallow: true, unreadable: { message: "cut off", help: "" }, office: null },
      { "history problem": "git fetch --unshallow origin" },
    ],
    [
      "damaged",
      { unreadable: { message: "x is damaged", help: "git fetch origin x" }, office: null },
      { "history problem": "git fetch origin x" },
    ],
    ["without an office", { office: null }, { "policy advice": "kwanus init" }],
  ])("that is %s", (_, clone, expected) => expect(told({ clone })).toEqual(expected));

  it("that does not know its protected branch is told it; what somebody chose is left to them", () => {
    const known = { configured: null, ref: null, commit: null, unborn: false, remotes: ["origin"] };
    const likely = "refs/remotes/origin/main";
    expect(told({ clone: { base: { ...known, likely } } })).toEqual({
      "protected-branch problem": `fix: kwanus.base=${likely}`,
    });
    const gone = { ...known, configured: "refs/heads/old", ref: "refs/heads/old", likely };
    expect(told({ clone: { base: gone } })).toEqual({
      "protected-branch problem": `git config kwanus.base ${likely}`,
    });
    const own = { ...gone, commit: "6e1c0d2" };
    expect(told({ clone: { base: own } })).toEqual({ "protected-branch advice": `git config kwanus.base ${likely}` });
  });

  it("holds the root of trust to its pin", () => {
    expect(told({ office: { pin: null } })).toEqual({
      "root advice": "git config kwanus.root 6e1c0d2000000000000000000000000000000000",
    });
    for (const pin of ["6e1c0d3", "6", ""])
      expect(told({ office: { pin } }), pin).toEqual({ "root problem": expect.stringContaining("compare") });
    expect(told({ office: { root: undefined } })).toEqual({ "root unknown": "" });
  });

  it("whose merges squash hears what its forge calls that", () => {
    const ballots = { landed: 3, bare: 1 };
    const cures = ([null, "github", "gitlab"] as const).map((forge) => told({ office: { ballots, forge } }));
    expect(cures.map((cure) => cure["merges advice"])).toEqual([
      expect.stringContaining("--no-ff"),
      expect.stringContaining("gh repo edit"),
      expect.stringContaining("squashing"),
    ]);
  });
});

describe("the report", () => {
  const diagnoses = () =>
    diagnose(factsOf({ signer: noKey, keys: [own("bo")], office: { pin: null } })).map(({ cure, ...diagnosis }) => ({
      ...diagnosis,
      cure: cure === undefined ? null : { line: cureOf(cure), fixable: "set" in cure },
    }));

  it("fits a narrow terminal, and breaks no command", () => {
    const text = doctorText({ done: [], rehearsed: false, diagnoses: diagnoses() }, { style: plain, columns: 40 });
    const lines = text.split("\n").filter((line) => !/ (?:fix: |git config )/.test(line));
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    expect(text).toContain("\n         git config kwanus.root 6e1c0d2000000000000000000000000000000000\n");
    expect(text).toMatch(/\n1 problem, 1 to consider\n$/);
  });

  it("conforms to its published schema, which knows every field", () => {
    const validate = new Ajv2020().compile(JSON.parse(readFileSync("schemas/output/doctor.schema.json", "utf8")));
    const view = { done: ["git config a.b c"], rehearsed: true, diagnoses: diagnoses() };
    const written = JSON.parse(envelope("doctor", doctorFields(view)));
    expect(validate(written), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...written, extra: 1 })).toBe(false);
  });
});
