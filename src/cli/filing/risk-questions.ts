// The questions about risk: for each category what could go wrong and what is done about it, or why nothing can.

import type { RiskEntry } from "../../acts/propose.ts";
import { type RiskCategory, riskCategories, strategies } from "../../acts/questions.ts";
import { Failure } from "../../failure.ts";
import type { Option } from "../command.ts";
import type { Asked, Step } from "../prompts.ts";
import { keyOf } from "../shell-words.ts";

type Answers = Readonly<Record<string, unknown>>;

const details = ["inherent", "mitigation", "residual", "fallback", "monitoring"] as const;

/** The options of every category. */
export const riskOptions: readonly Option[] = riskCategories.flatMap((category) => [
  { flag: `--${category}-risk`, value: "TEXT", description: `${category} risk: what could go wrong, or "none: why"` },
  { flag: `--${category}-inherent`, value: "LxI", description: "its likelihood and impact before mitigation, 1 to 5" },
  {
    flag: `--${category}-mitigation`,
    value: "STRATEGY:TEXT",
    description: `what is done: ${strategies.join(", ")}`,
    many: true,
  },
  { flag: `--${category}-residual`, value: "LxI", description: "its likelihood and impact after mitigation" },
  { flag: `--${category}-fallback`, value: "TEXT", description: "what happens when it occurs all the same" },
  { flag: `--${category}-monitoring`, value: "TEXT", description: "how it would be noticed" },
]);

/** The questions of the categories that a file does not answer, or the command line answers anew. */
export function riskSteps(filed: readonly RiskEntry[]): Step[] {
  return riskCategories.flatMap((category) => [
    (answers: Answers) => (isFiled(category, filed, answers) ? null : riskQuestion(category)),
    ...details.map((detail) => (answers: Answers) => {
      const risk = answers[`${category}Risk`];
      return typeof risk !== "string" || isNone(risk) ? null : detailQuestion(category, detail);
    }),
  ]);
}

function isFiled(category: RiskCategory, filed: readonly RiskEntry[], answers: Answers): boolean {
  return (
    filed.some((entry) => entry.category === category) &&
    flagsOf(category).every((flag) => answers[keyOf(flag)] === undefined)
  );
}

function flagsOf(category: RiskCategory): string[] {
  return ["risk", ...details].map((part) => `--${category}-${part}`);
}

function isNone(risk: string): boolean {
  return /^none\s*(?::|$)/i.test(risk);
}

function reasonOf(risk: string): string {
  return risk.replace(/^none\s*:?/i, "").trim();
}

function riskQuestion(category: RiskCategory): Asked {
  const flag = `--${category}-risk`;
  const reason = { type: "long", flag, message: `Why is there no ${category} risk?`, example: "" } as const;
  const risk = { type: "long", flag, message: `What could go wrong?`, example: "" } as const;
  return {
    type: "long",
    flag,
    message: `${category} risk: what could go wrong? (or "none: why there is none")`,
    example: "none: It only reads, and everything works without it",
    check: (text) => (isNone(text) && reasonOf(text) === "" ? 'must say why there is none: "none: …"' : null),
    async gather(ask) {
      const exists = await ask({
        type: "confirm",
        flag,
        message: `Is there ${/^[aeiou]/.test(category) ? "an" : "a"} ${category} risk?`,
        default: true,
      });
      return exists === true ? ask(risk) : `none: ${await ask(reason)}`;
    },
  };
}

function detailQuestion(category: RiskCategory, detail: (typeof details)[number]): Asked {
  const flag = `--${category}-${detail}`;
  switch (detail) {
    case "inherent":
    case "residual": {
      const when = detail === "inherent" ? "before anything is done" : "after that";
      const message = `Likelihood x impact ${when}, each 1 to 5`;
      return { type: "text", flag, message, example: detail === "inherent" ? "3x3" : "1x3", check: scoreFault };
    }
    case "mitigation":
      return mitigationQuestion(flag);
    case "fallback":
      return {
        type: "long",
        flag,
        message: "Fallback: what happens when it occurs all the same?",
        example: "In a sentence",
      };
    case "monitoring":
      return { type: "long", flag, message: "Monitoring: how would it be noticed?", example: "In a sentence" };
  }
}

function mitigationQuestion(flag: string): Asked {
  return {
    type: "text",
    flag,
    message: `Mitigation as STRATEGY:TEXT (${strategies.join(", ")})`,
    example: "remediation:What is done about it",
    check: (word) =>
      mitigationOf(word) === null ? `must be STRATEGY:TEXT with one of ${strategies.join(", ")}` : null,
    async gather(ask) {
      const choices = strategies.map((value) => ({ value }));
      const strategy = await ask({ type: "select", flag, message: "What is done about it?", choices });
      return `${strategy}:${await ask({ type: "long", flag, message: "How exactly?", example: "" })}`;
    },
  };
}

function scoreOf(word: string): { likelihood: number; impact: number } | null {
  const [, likelihood, impact] = /^\s*([1-5])\s*[x×*]\s*([1-5])\s*$/i.exec(word) ?? [];
  return likelihood === undefined ? null : { likelihood: Number(likelihood), impact: Number(impact) };
}

function checkedScore(word: unknown): { likelihood: number; impact: number } {
  const score = scoreOf(String(word));
  if (score === null) throw new Error(`${word} passed its question and is no score`);
  return score;
}

function scoreFault(word: string): string | null {
  return scoreOf(word) === null ? "must be likelihood x impact, each 1 to 5, for example 3x4" : null;
}

function mitigationOf(word: string): { strategy: (typeof strategies)[number]; measure: string } | null {
  const [, name, measure = ""] = /^\s*([a-z-]+)\s*:(.+)$/s.exec(word) ?? [];
  const strategy = strategies.find((known) => known === name);
  return strategy === undefined || measure.trim() === "" ? null : { strategy, measure: measure.trim() };
}

/**
 * The entries that answers and file amount to; the answers win.
 * @param owner who answers for the risks
 * @param today `YYYY-MM-DD`; they are looked at again six months later
 * @throws Failure `usage` for details of a risk that is none
 */
export function riskEntries(answers: Answers, filed: readonly RiskEntry[], owner: string, today: string): RiskEntry[] {
  const common = { owner, reviewBy: halfAYearAfter(today) };
  return riskCategories.flatMap((category) => {
    const risk = answers[`${category}Risk`];
    if (typeof risk !== "string")
      return filed
        .filter((entry) => entry.category === category)
        .map((entry) => (entry.none === undefined ? { ...common, ...entry } : entry));
    const of = (detail: (typeof details)[number]): unknown => answers[keyOf(`--${category}-${detail}`)];
    if (isNone(risk)) {
      const stray = details.find((detail) => of(detail) !== undefined);
      if (stray !== undefined)
        throw new Failure(
          "usage",
          "answers-collide",
          `--${category}-${stray} does not go with a ${category} risk that is none`,
          "Leave it out, or say what could go wrong.",
        );
      return [{ category, none: reasonOf(risk) }];
    }
    return [
      {
        category,
        risk,
        inherent: checkedScore(of("inherent")),
        mitigation: [of("mitigation") ?? []].flat().flatMap((word) => mitigationOf(String(word)) ?? []),
        residual: checkedScore(of("residual")),
        fallback: String(of("fallback")),
        monitoring: String(of("monitoring")),
        ...common,
      },
    ];
  });
}

/** The same day six months later, or the last day of that month. */
function halfAYearAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
  return new Date(Date.UTC(year, month + 5, Math.min(date, last))).toISOString().slice(0, 10);
}
