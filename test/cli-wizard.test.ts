// Questions and the flags that answer them, on terminals and where nobody can be asked.

import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ask, type Question } from "../src/cli/ask.ts";
import type { Command } from "../src/cli/command.ts";
import { parseFormats } from "../src/cli/formats.ts";
import { composed, several } from "../src/cli/new/making.ts";
import { answer } from "../src/cli/prompts.ts";
import { commandLine } from "../src/cli/shell-words.ts";
import type { World } from "../src/cli/world.ts";
import { pathMeant, suggest } from "../src/document/suggest.ts";
import { Failure } from "../src/failure.ts";
import { type Body, collector, given, kwanus, type Setting } from "./support/frame.ts";

const questions: Question[] = [
  {
    type: "select",
    flag: "CATEGORY",
    message: "What is proposed",
    choices: [{ value: "application" }, { value: "tier" }],
  },
  { type: "text", flag: "--title", message: "Title", example: "Predictive repayment insights" },
  { type: "number", flag: "--tier", message: "Tier", min: 1, max: 3, example: 2 },
  {
    type: "checkbox",
    flag: "--permission",
    message: "Permissions",
    choices: [{ value: "read:items" }, { value: "write:items" }],
  },
  { type: "text", flag: "--note", message: "Note", example: "x", optional: true },
  { type: "text", flag: "--day", message: "Day", example: "x", default: "2026-01-01" },
];

describe("a wizard", () => {
  const wizard: Partial<Command> = {
    arguments: [{ name: "CATEGORY", description: "what" }],
    options: [
      ...["--title", "--tier", "--note", "--day"].map((flag) => ({ flag, value: "X", description: "x" })),
      { flag: "--permission", value: "ID", many: true, description: "x" },
    ],
  };
  const body: Body = async (input, world) => {
    const { answers, again } = await answer(questions, input, world);
    return { output: JSON.stringify(answers), hints: again === null ? [] : [again], exit: 0 };
  };

  it("that may not ask lists every missing flag and one complete command", async () => {
    const told = await kwanus("validate --title T --no-input", { command: wizard, body });
    expect(told).toEqual({
      exit: 2,
      out: "",
      err: `error: 3 answers are missing, and no question can be asked here
  CATEGORY      What is proposed (application, tier)
  --tier        Tier
  --permission  Permissions (read:items, write:items)
help: For example: kwanus validate --title T --no-input application --tier 2 --permission read:items
`,
    });
  });

  it("whose example is complete", async () => {
    const told = await kwanus("validate application --title T --tier 2 --permission read:items", {
      command: wizard,
      body,
    });
    expect(JSON.parse(told.out)).toMatchObject({ category: "application", tier: "2", day: "2026-01-01" });
    expect(told).toMatchObject({ exit: 0, err: "" });
  });

  it.each([
    ["tier --title T --tier 9 --permission read:items", "--tier must lie between 1 and 3"],
    [
      "teer --title T --tier 1 --permission read:items",
      'CATEGORY "teer" is not one of application, tier\nhelp: Did you mean "tier"?',
    ],
    [
      "tier --title T --tier 1 --permission x",
      '--permission "x" is not one of read:items, write:items\nhelp: Permissions',
    ],
  ])("refuses a bad answer: %s", async (words, message) => {
    expect(await kwanus(`validate ${words}`, { command: wizard, body })).toMatchObject({
      exit: 2,
      err: expect.stringContaining(`error: ${message}\n`),
    });
  });

  it("ends with the same command without questions", async () => {
    const said: Record<string, string | number | string[]> = {
      "--title": "it's -- new",
      "--tier": 2,
      "--permission": ["read:items", "write:items"],
      "--note": "",
      "--day": "-x",
    };
    const { world } = await given("validate");
    const asking: World = {
      ...world,
      interactive: true,
      typed: ["propose", "tier", "--dry-run", "--", "last"],
      ask: async ({ flag }) => said[flag] ?? "",
    };
    const { answers, again } = await answer(questions, { category: "tier" }, asking);
    expect(answers).toEqual({
      category: "tier",
      title: "it's -- new",
      tier: 2,
      permission: ["read:items", "write:items"],
      day: "-x",
    });
    expect(again).toBe(
      "kwanus propose tier --dry-run --title 'it'\\''s -- new' --tier 2 --permission read:items --permission write:items --day=-x -- last",
    );
  });

  it.each([
    ["--title", null],
    ["--tier", "To go on from here: kwanus propose tier --title 'Two words'"],
  ])("stopped at %s, it keeps what was said before", async (last, help) => {
    const { world } = await given("validate");
    const stopped = new Failure("interrupted", "interrupted", "interrupted, nothing was written");
    const ask = async ({ flag }: Question) => (flag === last ? Promise.reject(stopped) : "Two words");
    const asking: World = { ...world, interactive: true, typed: ["propose", "tier"], ask };
    await expect(answer(questions, { category: "tier" }, asking)).rejects.toMatchObject({ exit: 130, help });
  });

  it("stopped inside a question of several parts, it keeps the words that are whole and tells the rest", async () => {
    const { world } = await given("validate");
    const stopped = new Failure("interrupted", "interrupted", "interrupted, nothing was written");
    const stoppedAt = async (count: number): Promise<string> => {
      let asked = 0;
      const ask = async ({ type }: Question) => {
        if (++asked === count) throw stopped;
        return type === "confirm" ? true : `said ${asked}`;
      };
      const asking: World = { ...world, interactive: true, typed: ["new"], ask };
      const stage = { type: "text", flag: "--stage", message: "Stage", example: "x" } as const;
      const steps = [
        composed(stage, "Is there one?", async (part) => `${await part(stage)}:${await part(stage)}`),
        several({ type: "text", flag: "--rule", message: "Rule", example: "x" }),
      ];
      return answer(steps, {}, asking).then(
        () => "",
        (failure: Failure) => `${failure.exit} ${failure.message}\n${failure.help}`,
      );
    };
    const nothing = "130 interrupted, nothing was written";
    const unfinished = "Not kept, as it was not finished: --stage with";
    const missing = "Add to --stage what is missing: it is not asked for again.";
    const on = "To go on from here: kwanus new";
    expect(await stoppedAt(1)).toBe(`${nothing}\nnull`);
    expect(await stoppedAt(2)).toBe(`${nothing}\n${unfinished} said 1`);
    expect(await stoppedAt(3)).toBe(`${nothing}\n${missing}\n${on} --stage 'said 1:said 2'`);
    expect(await stoppedAt(5)).toBe(`${nothing}\n${unfinished} said 4\n${missing}\n${on} --stage 'said 1:said 2'`);
  });

  it("asks what depends on earlier answers, and finds what is missing there too", async () => {
    const { world } = await given("validate --no-input");
    const steps = [
      ...questions.slice(0, 1),
      ({ category }: Record<string, unknown>) => (category === "application" ? (questions[1] ?? null) : null),
    ];
    await expect(answer(steps, {}, world)).rejects.toThrow(/CATEGORY[\s\S]*--title/);
    expect((await answer(steps, { category: "tier" }, world)).answers).toEqual({ category: "tier" });
  });

  it.each([
    ["a terminal", {}, "", true, true],
    ["CI", { CI: "true" }, "", true, false],
    ["CI=false", { CI: "false" }, "", true, true],
    ["--no-input", {}, " --no-input", true, false],
    ["stderr elsewhere", {}, "", false, false],
  ])("may ask on %s: %#", async (_, env, words, stderrIsTTY, interactive) => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stderr = Object.assign(collector().stream, { isTTY: stderrIsTTY });
    const host = { env, stderr, stdin } as unknown as Setting;
    expect((await given(`validate${words}`, host)).world.interactive).toBe(interactive);
  });
});

describe("a question on a terminal", () => {
  const [choice, title, tier, permission] = questions as [Question, Question, Question, Question];
  const down = "\u001b[B";

  it.each([
    ["a text", title, ["Insights \r"], "Insights"],
    ["a choice", choice, [down, "\r"], "tier"],
    ["a number, again where it is wrong", tier, ["7\r", "\u007f", "3\r"], 3],
    ["several", permission, [" ", down, " ", "\r"], ["read:items", "write:items"]],
    ["yes", { type: "confirm", flag: "--yes", message: "Sign?" }, ["y\r"], true],
    ["no, when nothing is said", { type: "confirm", flag: "--yes", message: "Sign?" }, ["\r"], false],
  ] satisfies [string, Question, string[], unknown][])("%s", async (_, question, keys, said) => {
    expect(await typing(question, keys)).toEqual(said);
  });

  it("is interrupted by Ctrl-C", async () => {
    await expect(typing(title, ["\u0003"])).rejects.toMatchObject({ kind: "interrupted", exit: 130 });
  });

  it("shows hostile words without obeying them", async () => {
    const shown = collector();
    await typing({ type: "text", flag: "--x", message: "a\u001b[2Jb\u202e", example: "x" }, ["y\r"], shown);
    expect(shown.text()).toContain("a\\u{001B}[2Jb\\u{202E}");
  });

  async function typing(question: Question, keys: readonly string[], shown = collector()): Promise<unknown> {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const asked = ask(question, { stdin, stderr: shown.stream, coloured: true });
    const settled = asked.catch(() => undefined);
    // Keys typed before the question stands there are thrown away, on purpose: nobody meant them for it.
    while (shown.text() === "") await pause(5);
    for (const key of keys) {
      await pause(30);
      stdin.write(key);
    }
    await settled;
    return asked;
  }
});

describe("formats", () => {
  const allowed = ["text", "json", "github"] as const;

  it("reads where each goes", () => {
    expect(parseFormats(["text", "json=a=b.json"], allowed)).toEqual([
      { format: "text", file: null },
      { format: "json", file: "a=b.json" },
    ]);
  });

  it("keeps stdout for the first where nothing else goes there", () => {
    expect(parseFormats([], allowed)).toEqual([{ format: "text", file: null }]);
    expect(parseFormats(["json=x"], allowed)).toEqual([
      { format: "json", file: "x" },
      { format: "text", file: null },
    ]);
  });

  it.each([
    [["jsn"], "unknown-word"],
    [["json="], "format-file"],
    [["text", "json"], "formats-collide"],
    [["text=x", "json=x"], "formats-collide"],
  ])("refuses %j", (values, code) => {
    expect(() => parseFormats(values, allowed)).toThrow(expect.objectContaining({ code }));
  });
});

it("suggests only what is near", () => {
  expect(suggest("Propsal", ["Proposal", "Person"])).toBe("Proposal");
  expect(suggest("gtae", ["gate"])).toBe("gate");
  expect(suggest("xyz", ["gate", "new"])).toBeNull();
  expect(suggest("valid", ["verify", "validate"])).toBe("validate");
  const known = ["governance/policy.yaml", "partners/acme/partner.yaml", "partners/acme/docs/a.md"];
  expect(pathMeant("partner/acmee/docs", known)).toBe('Did you mean "partners/acme/docs"?');
  expect(pathMeant("governance/nothing-here.yaml", known)).toBeNull();
  expect(suggest("wor", ["workflow-review", "workflow-validation"])).toBeNull();
});

it("quotes what a shell would take apart", () => {
  expect(commandLine(["kwanus", "a b", "", "$(x)", "read:items", "it's"])).toBe(
    `kwanus 'a b' '' '$(x)' read:items 'it'\\''s'`,
  );
});
