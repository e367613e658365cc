// Decisions by hand, decided twice, decided over a shadow: what is not computed from ballots does not land.

import { beforeAll, describe, expect, it } from "vitest";
import { printDocument } from "../../src/document/print.ts";
import { envelopeOf } from "../../src/gates/decision.ts";
import { readModel } from "../../src/model/model.ts";
import { edited, filed, found, landingOf, only, proposing, refusals, textOf, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { approvedByAll, decided, sample, template, voted } from "../support/world.ts";

const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const decision = `${folder}/decisions/decision.yaml`;
const policy = "governance/policy.yaml";

let files: Files;
let voting: Files;
let full: Files;

beforeAll(async () => {
  files = await sample();
  voting = await approvedByAll(files, subject);
  full = await decided(voting, subject);
});

/** A proposal in governance/, with its ballots and decision, all on top of the sample. */
async function governance(contents: Record<string, string | null>, id = "governance/EXP-0001"): Promise<Files> {
  return decided(await approvedByAll(proposing(files, id, contents), id), id);
}

describe("a decision by hand (B9)", () => {
  it.each([
    ["another outcome", { "/spec/outcome": "rejected" }],
    ["another rule", { "/spec/rule": "unanimous" }],
    ["one ballot less", { "/spec/ballots/0": undefined }],
    ["more granted", { "/spec/grants/tier": 3 }],
    ["another number", { "/spec/n": 2 }],
    ["another policy", { "/spec/policy": `sha256:${"0".repeat(64)}` }],
    ["another digest", { "/spec/digest": `sha256:${"0".repeat(64)}` }],
    ["another repository", { "/spec/repo": "00000000-4f0b-4c58-9d0a-3c1a6a7b8c9d" }],
    ["another subject", { "/spec/subject": "acme/APP-0001" }],
    ["another gate", { "/spec/gate": "sign-off" }],
    ["a date to come", { "/spec/asOf": "2027-01-01" }],
    ["a date before it was filed", { "/spec/asOf": "2020-01-01" }],
    ["a date before the last body had voted", { "/spec/asOf": "2026-11-10" }],
  ])("is refused: %s", async (_, values) => {
    expect(await refusals(files, edited(full, decision, values))).toContain(`BAL010 ${decision}`);
  });

  it.each([
    ["a comment", (text: string) => `# decided\n${text}`],
    ["another line end", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a blank at the end", (text: string) => `${text}\n`],
  ])("is refused: %s", async (_, change) => {
    expect(await refusals(files, { ...full, [decision]: change(textOf(full, decision)) })).toContain(
      `BAL010 ${decision}`,
    );
  });

  it.each(["sign-off", "lifecycle", "pre-integration", "gate1", "x"])("is refused at the gate %s", async (gate) => {
    const path = `${folder}/decisions/${gate}.yaml`;
    expect(await refusals(files, { ...voting, [path]: textOf(full, decision) })).toContain(`BAL010 ${path}`);
  });

  it("is refused with a date before the decision before it: backdating would stretch windows and revive keys", async () => {
    const id = "acme/EXP-0001";
    const asked = filed(files, "capability", id, { "/spec/filed": "2026-11-01" });
    const path = "partners/acme/proposals/EXP-0001/decisions/decision.yaml";
    const late = edited(await decided(await approvedByAll(asked, id), id), path, { "/spec/asOf": "2026-11-20" });
    const [told] = (await found(asked, late)).filter(({ rule }) => rule === "BAL010");
    expect(told?.message).toContain("before the decision on acme/APP-0001 of 2026-11-21");
  });

  it("is accepted as kwanus writes it", async () => {
    expect(await found(files, full)).toEqual([]);
  });

  it("is refused where the subject's document cannot be read (D3)", async () => {
    const broken = edited(files, `${folder}/application.yaml`, { "/spec/requestedTier": "none" });
    await expect(approvedByAll(broken, subject).then((next) => decided(next, subject))).rejects.toThrow(/document/);
  });
});

describe("once decided", () => {
  it.each([
    [
      "a file changes",
      (all: Files) => ({ ...all, [`${folder}/risk.yaml`]: `${textOf(all, `${folder}/risk.yaml`)}\n` }),
      `BAL014 ${folder}/risk.yaml`,
    ],
    [
      "a file is added",
      (all: Files) => ({ ...all, [`${folder}/attachments/a.txt`]: "a" }),
      `BAL014 ${folder}/attachments/a.txt`,
    ],
    ["a file is deleted", (all: Files) => without(all, `${folder}/risk.yaml`), `BAL014 ${folder}/risk.yaml`],
    ["it is withdrawn", (all: Files) => withdrawn(all, folder, subject), `BAL014 ${folder}/withdrawal.yaml`],
    ["the decision is deleted", (all: Files) => without(all, decision), `BAL007 ${decision}`],
    [
      "a ballot is deleted",
      (all: Files) => without(all, `${folder}/ballots/decision/sco.bo`),
      `BAL007 ${folder}/ballots/decision/sco.bo.1.yaml`,
    ],
    [
      "a signature is deleted",
      (all: Files) => without(all, `${folder}/ballots/decision/sco.bo.1.yaml.sig`),
      `BAL007 ${folder}/ballots/decision/sco.bo.1.yaml.sig`,
    ],
    ["all of it goes", (all: Files) => without(all, folder), `BAL007 ${decision}`],
  ])("%s: refused (B10)", async (_, change, expected) => {
    expect(await refusals(full, change(full))).toContain(expected);
  });

  it("a withdrawal cannot be taken back by deleting it", async () => {
    const gone = withdrawn(files, folder, subject);
    expect(await refusals(gone, files)).toEqual([`BAL014 ${folder}/withdrawal.yaml`]);
  });

  it("a withdrawn subject is not decided", async () => {
    expect(await refusals(files, withdrawn(full, folder, subject))).toContain(`BAL010 ${decision}`);
  });
});

describe("two folders that claim one id", () => {
  const shadow = "partners/credit-graph/proposals/EXP-0001/attachments/note.txt";
  const forged = "components/credit-graph/proposals/EXP-0001/decisions/decision.yaml";

  it("cannot hide a forged decision until the shadow is lifted", async () => {
    const shadowed = { ...files, [shadow]: "nothing to see" };
    const text = textOf(full, decision).replaceAll("borealis/APP-0001", "credit-graph/EXP-0001");
    const planted = { ...filedComponent(shadowed), [forged]: text };
    expect(await refusals(shadowed, planted)).toContain(`BAL010 ${forged}`);
  });

  it("cannot both be decided: the second folder's own ballots and decision count for nothing", async () => {
    const id = "credit-graph/EXP-0001";
    const whole = await decided(await approvedByAll(filed(files, "capability", id), id), id);
    const base = { ...files, "components/credit-graph/proposals/EXP-0001/attachments/note.txt": "first" };
    expect(await refusals(base, { ...base, ...only(whole, "partners/credit-graph/") })).toContain(
      "BAL010 partners/credit-graph/proposals/EXP-0001/decisions/decision.yaml",
    );
  });

  it("never are a partner called governance", async () => {
    const path = "partners/governance/proposals/EXP-0001/proposal.yaml";
    const model = await readModel(memorySnapshot({ ...files, [path]: template("proposal-governance") }));
    expect(model.subjects.has("governance/EXP-0001")).toBe(false);
  });

  function filedComponent(all: Files): Files {
    const own = filed({}, "capability", "credit-graph/EXP-0001");
    const moved = Object.entries(own).map(([path, content]) => [path.replace(/^partners/, "components"), content]);
    return { ...all, ...Object.fromEntries(moved) };
  }
});

describe("filed, voted and decided in one landing", () => {
  it("is judged as strictly as an open subject: forbidden capability", async () => {
    const asking = filed(without(files, folder), "application", subject, {
      "/spec/requestedCapabilities": [{ id: "raw-data-access", description: "Everything." }],
    });
    const base = without(files, folder);
    expect(await refusals(base, await decided(await approvedByAll(asking, subject), subject))).toContain(
      `PRO005 ${folder}/application.yaml`,
    );
  });

  it("is judged as strictly as an open subject: a permission above the tier", async () => {
    const asking = filed(files, "capability", "acme/EXP-0001", {
      "/spec/requestedPermissions": [{ id: "write:exports", justification: "We write.", scope: "own-users" }],
    });
    expect(
      await refusals(files, await decided(await approvedByAll(asking, "acme/EXP-0001"), "acme/EXP-0001")),
    ).toContain("TIR002 partners/acme/proposals/EXP-0001/proposal.yaml");
  });

  it("is judged as strictly as an open subject: a listed file that is not carried", async () => {
    const id = "governance/EXP-0001";
    const listed = proposing(files, id, { "governance/platform.yaml": "" });
    const hollow = without(listed, "governance/proposals/EXP-0001/changes/");
    expect(await refusals(files, await decided(await approvedByAll(hollow, id), id))).toContain(
      "POL009 governance/proposals/EXP-0001/proposal.yaml",
    );
  });

  it("holds where nothing is wrong", async () => {
    const asking = filed(files, "capability", "acme/EXP-0001");
    expect(await found(files, await decided(await approvedByAll(asking, "acme/EXP-0001"), "acme/EXP-0001"))).toEqual(
      [],
    );
  });
});

describe("a governance decision", () => {
  const relaxed = (): string => textOf(edited(files, policy, { "/spec/windows/vote/value": "P7D" }), policy);

  it("lands with the files it carries", async () => {
    expect(await found(files, await governance({ [policy]: relaxed() }))).toEqual([]);
  });

  it("does not land without them, with others, or beside others (B3)", async () => {
    const whole = await governance({ [policy]: relaxed() });
    const path = "governance/proposals/EXP-0001/decisions/decision.yaml";
    expect(await refusals(files, { ...whole, [policy]: textOf(files, policy) })).toEqual([`POL002 ${path}`]);
    expect(await refusals(files, { ...whole, [policy]: `${relaxed()}# more\n` })).toEqual([`POL002 ${policy}`]);
    expect(await refusals(files, { ...whole, ".github/CODEOWNERS": "* @mallory\n" })).toEqual([
      "POL002 .github/CODEOWNERS",
    ]);
  });

  it("does not carry another mode along", async () => {
    const script = ".github/kwanus.sh";
    const whole = await governance({ [script]: "exit 0\n" });
    for (const mode of ["100755", "120000"] as const)
      expect(await refusals(files, whole, { modes: { [script]: mode } })).toEqual([`POL002 ${script}`]);
  });

  it("is voted on under the policy before it, never under its own (A2)", async () => {
    const alone = textOf(edited(files, policy, { "/spec/bodies/0/members": ["mallory"] }), policy);
    const proposed = proposing(files, "governance/EXP-0001", { [policy]: alone });
    await expect(decided(await voted(proposed, "governance/EXP-0001", "ada"), "governance/EXP-0001")).rejects.toThrow(
      /not settled/,
    );
  });

  it("does not apply twice, or over what another one changed (A3)", async () => {
    const applied = await governance({ [policy]: relaxed() });
    const stale = proposing(files, "governance/EXP-0002", { [policy]: `${textOf(files, policy)}# mine\n` });
    const both = { ...applied, ...only(stale, "governance/proposals/EXP-0002/") };
    await expect(decided(await approvedByAll(both, "governance/EXP-0002"), "governance/EXP-0002")).rejects.toThrow(
      /changed since/,
    );
    const again = { ...applied, [policy]: textOf(files, policy) };
    expect(await refusals(applied, again)).toEqual([`POL002 ${policy}`]);
  });

  it("replaces nothing it calls new, and nothing that is not there", async () => {
    const path = "governance/proposals/EXP-0001/proposal.yaml";
    const proposed = proposing(files, "governance/EXP-0001", { [policy]: relaxed() });
    for (const before of [null, `sha256:${"1".repeat(64)}`]) {
      const lying = edited(proposed, path, { "/spec/changes/0/before": before });
      await expect(decided(await approvedByAll(lying, "governance/EXP-0001"), "governance/EXP-0001")).rejects.toThrow(
        /changed since/,
      );
    }
  });

  it("does not share its landing with a second one", async () => {
    const one = await governance({ [policy]: relaxed() });
    const two = await governance(
      { "governance/platform.yaml": `${textOf(files, "governance/platform.yaml")}# two\n` },
      "governance/EXP-0002",
    );
    const both = { ...one, ...only(two, "governance/proposals/EXP-0002/", "governance/platform.yaml") };
    expect((await refusals(files, both)).map((line) => line.split(" ")[0])).toContain("POL006");
  });

  it("is not the partner's to make", async () => {
    const path = "partners/acme/proposals/EXP-0001/proposal.yaml";
    const changes = [{ path: "governance/platform.yaml", before: null, delete: true }];
    const posing = filed(files, "governance", "acme/EXP-0001", {
      "/metadata/authors": ["dana"],
      "/spec/changes": changes,
    });
    expect(await refusals(files, posing)).toContain(`PRO002 ${path}`);
    const deciding = await decided(await approvedByAll(posing, "acme/EXP-0001"), "acme/EXP-0001");
    expect(deciding["governance/platform.yaml"]).toBeDefined();
    expect(await refusals(files, without(deciding, "governance/platform.yaml"))).toEqual(
      expect.arrayContaining([`PRO002 ${path}`, "POL002 governance/platform.yaml"]),
    );
  });

  it.each([
    "governance/proposals/EXP-0001/proposal.yaml",
    "governance/proposals/EXP-0002/decisions/decision.yaml",
    "governance/revocations/bo.1.yaml",
    "partners/acme/partner.yaml",
    "partners/acme/applications/APP-0001/decisions/decision.yaml",
    "reports/matrix.md",
    "oversight/acme/note.yaml",
  ])("carries no %s", async (path) => {
    const proposed = proposing(files, "governance/EXP-0001", { [path]: "kind: nothing\n" });
    expect((await refusals(files, proposed)).filter((line) => line.startsWith("POL009"))).toEqual([
      "POL009 governance/proposals/EXP-0001/proposal.yaml",
    ]);
  });

  it.each(["../policy.yaml", "/etc/passwd", "governance/../kwanus.yaml", "governance/./policy.yaml"])(
    "has no form for the path %s",
    async (path) => {
      const proposed = edited(
        proposing(files, "governance/EXP-0001", { [policy]: relaxed() }),
        "governance/proposals/EXP-0001/proposal.yaml",
        { "/spec/changes/0/path": path },
      );
      expect(await refusals(files, proposed)).toContain("DOC004 governance/proposals/EXP-0001/proposal.yaml");
    },
  );
});

describe("what a decision grants", () => {
  it("comes from the decision, not from the manifest or a later file", async () => {
    const { tree } = await landingOf(full, full);
    expect(envelopeOf(tree, "borealis")).toEqual({
      tier: 1,
      permissions: new Map([["read:reports", "own-users"]]),
      capabilities: new Set(["read-only-access"]),
    });
  });
});

function withdrawn(all: Files, directory: string, id: string): Files {
  const text = printDocument({
    apiVersion: "kwanus/v1",
    kind: "Withdrawal",
    spec: { subject: id, reason: "Not needed any more.", filed: "2026-11-21" },
  });
  return { ...all, [`${directory}/withdrawal.yaml`]: text };
}
