// kwanus propose --from: what a file answers, and where it is wrong.

import { describe, expect, it } from "vitest";
import { write } from "../repo/sandbox.ts";
import { clone, kwanus, read, refusing, status, subject } from "../support/filing.ts";
import { template } from "../support/world.ts";

describe("--from", () => {
  const risks = `risk:
  - { category: technical, none: It only reads. }
  - category: security
    risk: Dates leak.
    inherent: { likelihood: 3, impact: 4 }
    mitigation: [{ strategy: remediation, measure: It is closed. }]
    residual: { likelihood: 1, impact: 4 }
    fallback: Off.
    monitoring: Hourly.
  - { category: compliance, none: Nothing leaves. }
  - { category: ecosystem, none: Nobody depends. }
`;

  it("takes a template as it is, with risks, and flags win", async () => {
    const directory = await clone();
    write(directory, { "../answers.yaml": `${template("proposal-capability")}${risks}` });
    const words = ["propose", "--from", "../answers.yaml", "--title", "Another title"];
    const told = await kwanus(directory, [...words, "--ecosystem-risk", "none: Said again."]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining(`${subject}/proposal.yaml`) });
    const { metadata, spec } = read(directory, `${subject}/proposal.yaml`);
    expect(metadata).toEqual({ id: "acme/EXP-0001", title: "Another title", authors: ["dana"] });
    expect(spec).toMatchObject({ filed: "2026-11-21", requestedCapabilities: [{ id: "export-tools" }] });
    const { entries } = read(directory, `${subject}/risk.yaml`).spec;
    expect(entries[0]).toMatchObject({
      category: "security",
      mitigation: [{ strategy: "remediation" }],
      owner: "dana",
      reviewBy: "2027-05-21",
    });
    expect(entries.at(-1)).toEqual({ category: "ecosystem", none: "Said again." });
  });

  it("reads stdin, and asks for the rest", async () => {
    const directory = await refusing();
    const part = "kind: Proposal\nmetadata: { title: Half }\nspec: { category: capability, description: Some. }\n";
    const told = await kwanus(directory, ["propose", "--partner", "acme", "--from", "-"], part);
    expect(told).toMatchObject({ exit: 2, err: expect.stringContaining("--justification") });
    expect(told.err).not.toMatch(/^ {2}(--title|--description|CATEGORY) /m);
    expect((await kwanus(directory, ["propose", "--from", "-"], "kind: Proposal\n")).err).toContain("CATEGORY");
  });

  it("knows a new partner", async () => {
    const directory = await clone();
    const partner = "partner: { name: Cirrus, legalName: Cirrus SARL, email: tech@cirrus.example }\n";
    const text = template("application").replaceAll("acme/", "cirrus/");
    const told = await kwanus(directory, ["propose", "--from", "-"], `${text}${partner}${risks}`);
    expect(told).toMatchObject({ exit: 0 });
    expect(read(directory, "partners/cirrus/partner.yaml").spec.legalName).toBe("Cirrus SARL");
  });

  it.each([
    ["kind: [", "stdin:1:8: This is not YAML"],
    ["", "stdin:1:1: it must be a mapping"],
    ["kind: Propsal\n", "stdin:1:7: kind must be Application or Proposal"],
    ["kind: Proposal\nspecs: {}\n", 'stdin:2:1: "specs" is not a field here\nhelp: Did you mean "spec"?'],
    ["kind: Proposal\nspec: []\n", "stdin:2:7: spec must be a mapping"],
    [
      "kind: Proposal\nspec:\n  descripton: x\n",
      'stdin:3:3: "descripton" is not a field in spec\nhelp: Did you mean "description"?',
    ],
    ["kind: Proposal\nspec:\n  requestedPermissions: [{ id: read:reports }]\n", "stdin:3:26: "],
    ["kind: Proposal\nspec: { category: tier }\n", "stdin:2:19: this says tier, and the command line says capability"],
    ["kind: Application\n", "stdin:1:7: kind is Application, and the command line says capability"],
    ["kind: Proposal\nrisk: {}\n", "stdin:2:7: risk must be a list of entries"],
    ["kind: Proposal\nrisk:\n  - { category: security, rsk: x }\n", 'stdin:3:27: "rsk" is not a field'],
    ["kind: Proposal\npartner: { nam: x }\n", 'stdin:2:12: "nam" is not a field here'],
    ["kind: Proposal\nspec:\n  filed: soon\n  requestedTier: x\n", "stdin:4:18: "],
    ["kind: Proposal\nspec: { changes: [] }\n", "stdin:2:18: changes is computed"],
    ["kind: Proposal\nkind: Proposal\n", "stdin:2:1: The key"],
    [
      "kind: Proposal\nspec: { requestedPermissions: [{ id: read:report, scope: a, justification: b }] }\n",
      'Did you mean "read:reports"?',
    ],
  ])("refuses %j", async (text, words) => {
    const directory = await refusing();
    const told = await kwanus(directory, ["propose", "capability", "--partner", "acme", "--from", "-"], text);
    expect(told).toMatchObject({ exit: 2, out: "" });
    expect(told.err).toContain(words);
    expect(status(directory)).toEqual([]);
  });

  it("refuses a file that is not there", async () => {
    const told = await kwanus(await refusing(), ["propose", "--from", "no.yaml"]);
    expect(told).toMatchObject({
      exit: 2,
      err: expect.stringContaining("--from no.yaml cannot be read: there is no such file"),
    });
  });
});
