// kwanus new by questions: every kind, with somebody who answers at once; and what it offers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, objection, type Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import newCommand from "../../src/cli/commands/new.ts";
import { makingSteps, makings } from "../../src/cli/new/kinds.ts";
import { workflowQuestion, workflowsIn } from "../../src/cli/new/workflow-questions.ts";
import type { Asked } from "../../src/cli/prompts.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { land } from "../../src/landing/landing.ts";
import { writeBelow } from "../../src/repo/demo-folder.ts";
import { git } from "../repo/sandbox.ts";
import { clone, kwanus, shellWords, status } from "../support/filing.ts";
import { edited } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { pinned, planned, signedOff } from "../support/releases.ts";
import { againIn, asked } from "../support/wizard.ts";
import { asOf, decided, landed, sample, template, voted } from "../support/world.ts";

/** Answers where what a question is about does not follow from its form. */
const said: Readonly<Record<string, (question: Question) => Answer>> = {
  "--name": () => "another-one",
  "--email": () => "tech@another.example",
  "--forge-id": () => "1042",
  "--affiliation": () => "",
  "--author": () => "dana",
  "--subject": (question) => {
    if (question.type !== "select") return "acme";
    const ids = question.choices.map(({ value }) => value);
    return ids.find((id) => id === "acme/score-insights") ?? ids[0] ?? "";
  },
  "--to": () => "deprecation",
  "--reviewer": () => ["lee", "bo"],
  "--finding": ({ type, message }) => {
    if (type === "confirm") return /finding/.test(message);
    if (type === "select") return "high";
    if (/day/.test(message)) return "2027-01-01";
    return /Who/.test(message) ? "dana" : "It's late: 2 days";
  },
  "--migration-guide": () => "",
  "--signal": () => "permission-usage",
  "--result": () => "12",
  "--digest": () => "0123456789abcdef".repeat(4),
  "--measured-by": () => ["bo"],
  "--tell": ({ message }) => (/Another/.test(message) ? "" : "dana"),
  "--call": ({ type, message }) =>
    type === "checkbox" ? ["read:reports"] : /operation/.test(message) ? "GET /reports" : "credit@v2",
  "--data": ({ type, message }) =>
    type === "checkbox" ? ["report-summaries"] : /fields/.test(message) ? "id, title" : "To list them",
  "--security-inherent": () => "3x4",
  "--security-residual": () => "1x4",
  "--stage": ({ type, message }) =>
    type === "confirm" ? false : /name/.test(message) ? "pilot" : "Twenty users; no error",
  "--compatibility-rule": ({ message }) => (/Another/.test(message) ? "" : "A minor version breaks nothing"),
};

function answerTo(question: Question): Answer {
  const known = said[question.flag]?.(question);
  if (known !== undefined) return known;
  if (question.type === "confirm") return false;
  if (question.type === "select") return question.default ?? question.choices[0]?.value ?? "";
  if (question.type === "checkbox") return question.default ?? [];
  return "default" in question && question.default !== undefined
    ? String(question.default)
    : `Said of ${question.flag}`;
}

const kinds = makings.map(({ kind }) => kind);

describe("a wizard ends with a command that writes the same without questions", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await clone();
  });

  it.each(kinds)("%s", async (kind) => {
    if (kind === "release") {
      // What is released was planned, is watched, and has four documents.
      for (const [path, content] of Object.entries(planned({}, "acme/score-insights", true)))
        writeBelow(directory, path, String(content));
      git(directory, "add", "--all");
    }
    const told = await asked(newCommand as Command<never>, directory, [kind], answerTo);
    expect(told).toMatchObject({ exit: 0, out: expect.stringMatching(/^(?:wrote {2}\S+\n)+$/) });
    expect(told.questions.length).toBeGreaterThan(1);
    const path = told.out.trim().split(/\s+/)[1] ?? "";
    const first = readFileSync(join(directory, path), "utf8");
    expect(first).toMatch(/^# yaml-language-server: \$schema=(?:\.\.\/)+\.kwanus\/schemas\//);
    git(directory, "clean", "-fdq");
    expect(await kwanus(directory, shellWords(againIn(told.err)))).toMatchObject({ exit: 0, out: told.out });
    expect(readFileSync(join(directory, path), "utf8")).toBe(first);
    git(directory, "clean", "-fdq");
  });
});

it("asks for a workflow part by part, and writes it as one word that a flag takes", async () => {
  const snapshot = landed(await sample());
  const { tree } = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf });
  expect(workflowQuestion("acme", false, tree)).toBeNull();
  const question = workflowQuestion("acme", true, tree);
  const told: string[] = [];
  let confirmed = 0;
  const words = await question?.gather?.(async ({ type, message }) => {
    told.push(message);
    if (type === "confirm") return ++confirmed === 1;
    if (type === "select") return "dependent";
    if (type === "checkbox") return /permissions/.test(message) ? ["workflow:notify"] : ["auditable", "reversible"];
    if (/starts/.test(message)) return "schedule:nightly";
    if (/percent/.test(message)) return "99.95";
    return /name/.test(message) ? "nightly" : 'Said: "it\'s" {so}';
  });
  expect(workflowsIn({ workflow: words })).toEqual([
    {
      id: "nightly",
      type: "dependent",
      service: 'Said: "it\'s" {so}',
      reliability: 99.95,
      version: "1.0.0",
      intelligence: false,
      triggers: ["schedule:nightly"],
      handlers: ['Said: "it\'s" {so}'],
      permissions: ["workflow:notify"],
      idempotent: false,
      auditable: true,
      reversible: true,
      fallback: 'Said: "it\'s" {so}',
    },
  ]);
  expect(told.at(-1)).toBe("Another one?");
  expect(question && objection(question, String(words))).toContain('"workflow:notify", which was not granted to acme');
});

describe("what is offered", () => {
  let files: Files;
  beforeAll(async () => {
    files = await sample();
  });

  /** The question that a flag answers, once the answers before it are given. */
  async function question(over: Files, flag: string, answers: Readonly<Record<string, unknown>>, today = asOf) {
    const snapshot = landed(over);
    const landing = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf: today });
    const policy = landing.tree.policy?.value.spec;
    if (policy === undefined) throw new Error("no policy");
    const steps = makingSteps({ landing, policy, login: "lee", today });
    const found = steps
      .map((step) => (typeof step === "function" ? step(answers) : step))
      .find((step) => step?.flag === flag && step.flag !== "KIND");
    if (found == null) throw new Error(`${flag} is not asked`);
    return found as Asked & { choices?: readonly { value: string }[]; default?: unknown };
  }

  /** The sample with transitions of score-insights filed, heard and decided, one after another. */
  async function moved(...steps: Readonly<Record<string, unknown>>[]): Promise<Files> {
    let next = files;
    for (const [index, spec] of steps.entries()) {
      const id = `LC-000${index + 1}`;
      const values = Object.entries(spec).map(([field, value]) => [`/spec/${field}`, value] as const);
      const filed = {
        ...next,
        [`oversight/acme/lifecycle/${id}/transition.yaml`]: fillTemplate(template("transition"), {
          "/metadata/id": `acme/${id}`,
          ...Object.fromEntries(values),
        }),
      };
      const heard = await voted(filed, `acme/${id}`, "bo");
      next = await decided(spec["to"] === "suspended" ? heard : await voted(heard, `acme/${id}`, "lee"), `acme/${id}`);
    }
    return next;
  }

  const about = { kind: "transition", subject: "acme/score-insights" };
  const ways = async (over: Files) => (await question(over, "--to", about)).choices?.map(({ value }) => value);

  it("is the lawful steps from where it stands today", async () => {
    expect(await ways(files)).toEqual(["maintenance", "deprecation", "suspended"]);
    expect(await ways(await moved({ to: "suspended", effective: asOf }))).toEqual([
      "maintenance",
      "deprecation",
      "active",
      "suspended",
    ]);
  });

  it("is the day the policy's windows allow", async () => {
    const effective = async (over: Files, to: string) =>
      (await question(over, "--effective", { ...about, to }, "2026-12-01")).default;
    expect(await effective(files, "maintenance")).toBe("2026-12-15");
    expect(await effective(files, "suspended")).toBe("2026-12-01");
    const announced = await moved({ to: "deprecation", effective: asOf, endOfSupport: "2027-09-01" });
    expect(await effective(announced, "end-of-support")).toBe("2027-09-01");
    expect(await effective(await moved({ to: "deprecation", effective: asOf }), "end-of-support")).toBe("2027-05-21");
    const end = await question(files, "--end-of-support", { ...about, to: "deprecation", effective: "2027-01-15" });
    expect(end.default).toBe("2028-01-15");
  });

  it("is the release after the last one, and what none of them fulfils", async () => {
    const release = "partners/acme/integrations/score-insights/releases/1.4.0/release.yaml";
    const after = {
      ...files,
      [release]: fillTemplate(template("release"), {
        "/metadata/id": "acme/score-insights/1.4.0",
        "/spec/version": "1.4.0",
      }),
    };
    const given = { kind: "release", subject: "acme/score-insights" };
    expect((await question(files, "--release", given)).default).toBe("1.0.0");
    expect((await question(after, "--release", given)).default).toBe("1.4.1");
    expect((await question(files, "--fulfils", given)).type === "text").toBe(true);
    const check = async (over: Files) => {
      const asked = await question(over, "--fulfils", given);
      return asked.type === "text" ? asked.check?.("acme/APP-0001") : undefined;
    };
    expect(await check(files)).toBeNull();
    expect(await check(after)).toBe(
      '"acme/APP-0001" is not among what is approved for it and in no release yet. There is none.',
    );
  });

  it("is the period after the last review, and the next one by its cadence", async () => {
    const given = { kind: "review", subject: "acme", type: "annual", held: "2027-11-21" };
    const after = { ...files, "oversight/acme/reviews/RV-0001.yaml": template("review") };
    expect((await question(files, "--period-from", given)).default).toBe("2026-11-21");
    expect((await question(after, "--period-from", given)).default).toBe("2026-11-22");
    expect((await question(after, "--period-from", { ...given, type: "quarterly" })).default).toBe("2026-11-21");
    expect((await question(files, "--next", given)).default).toBe("2028-11-21");
    expect((await question(files, "--next", { ...given, type: "permission" })).default).toBe("2028-02-21");
  });

  it("of a review stands below what its period held, and asks for further tasks where they are given", async () => {
    const given = { kind: "review", subject: "acme", type: "annual", periodFrom: "2026-01-01", periodTo: "2027-01-01" };
    const first = await question(files, "--partner-review", given);
    expect(first.preface).toMatch(
      /^In this time, as far as the documents say:\n {2}2026-11-21 acme\/APP-0001 approved/,
    );
    expect((await question(files, "--governance-alignment", given)).preface).toBeUndefined();
    const none = await question(files, "--partner-review", { ...given, periodTo: "2026-02-01" });
    expect(none.preface).toMatch(/^In this time nothing was decided/);
    await question(files, "--workflow-review", { ...given, workflowReview: "Reliable." });
    await expect(question(files, "--workflow-review", given)).rejects.toThrow();
    await expect(question(files, "--ecosystem-health", { ...given, ecosystemHealth: "Well." })).rejects.toThrow();
  });

  it("is a controlled rollout for a first version, and by risk after it", async () => {
    const strategy = async (over: Files) =>
      (await question(over, "--rollout", { kind: "plan", subject: "acme/score-insights" })).default;
    const folder = "partners/acme/integrations/score-insights";
    const release = fillTemplate(template("release"), { "/spec/filed": "2026-10-01", "/spec/released": "2026-10-15" });
    const waiting = await pinned(
      { ...files, [`${folder}/releases/1.0.0/release.yaml`]: release },
      "acme/score-insights",
      "1.0.0",
    );
    const released = edited(await signedOff(waiting, "acme/score-insights/1.0.0"), `${folder}/manifest.yaml`, {
      "/spec/audience": "all",
      "/spec/maturity": "stable",
    });
    const assessed = (residual: { likelihood: number; impact: number }) => ({
      ...released,
      [`${folder}/risk.yaml`]: fillTemplate(template("risk"), {
        "/metadata/id": "acme/score-insights/risk",
        "/spec/subject": "acme/score-insights",
        "/spec/entries/0/residual": residual,
      }),
    });
    expect(await strategy(files)).toBe("controlled");
    expect(await strategy(waiting)).toBe("controlled");
    expect(await strategy(released)).toBe("controlled");
    expect(await strategy(assessed({ likelihood: 1, impact: 3 }))).toBe("full");
    expect(await strategy(assessed({ likelihood: 3, impact: 4 }))).toBe("staged");
    expect(await strategy(assessed({ likelihood: 5, impact: 4 }))).toBe("controlled");
  });
});

it("leaves nothing behind where it is refused", async () => {
  const directory = await clone();
  const told = await asked(
    newCommand as Command<never>,
    directory,
    ["review", "--governance-alignment", "TBD"],
    answerTo,
  );
  expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[DOC009]") });
  expect(againIn(told.err)).toMatch(/^new review --governance-alignment TBD --subject acme/);
  expect(status(directory)).toEqual([]);
});
