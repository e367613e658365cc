// What `kwanus new` needs to know of a kind: one entry of its table, and the questions and options that several share.

import { nextId } from "../../acts/written.ts";
import type { FileChange } from "../../change.ts";
import { didYouMean } from "../../document/suggest.ts";
import type { Policy } from "../../document/types.gen.ts";
import { Failure } from "../../failure.ts";
import type { Finding } from "../../finding.ts";
import type { Landing } from "../../landing/landing.ts";
import type { Choice } from "../ask.ts";
import { calendarDay } from "../calendar-day.ts";
import type { Option } from "../command.ts";
import type { Asked, Step } from "../prompts.ts";
import type { World } from "../world.ts";

/** What is known before anything is asked. */
export interface Around {
  /** The working tree on its base. */
  readonly landing: Landing;
  readonly policy: Policy["spec"];
  /** Who writes, as Git's configuration knows them, or null. */
  readonly login: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Answers by the keys of their options. */
export type Answers = Readonly<Record<string, unknown>>;

/** A kind that `kwanus new` writes: adding one is one such entry. */
export interface Making {
  readonly kind: string;
  /** What it is, in a phrase. */
  readonly told: string;
  /** An option for every question. */
  readonly options: readonly Option[];
  /** @throws Failure where there is nothing it could be written for */
  steps(around: Around): readonly Step[];
  make(answers: Answers, around: Around): Made | Promise<Made>;
}

/** One document to be written. */
export interface Made {
  /** How a branch and a commit call it. */
  readonly name: string;
  readonly path: string;
  /** A page of prose, as a whole; absent for a document, which has a template. */
  readonly text?: string;
  /** Name of the template it is filled into. */
  readonly template?: string;
  /** Values of the template, by JSON pointer. */
  readonly values?: Record<string, unknown>;
  /** Comment lines above a field, by its JSON pointer. */
  readonly comments?: Readonly<Record<string, readonly string[]>>;
  /** Files that the document names and that come with it. */
  readonly beside?: readonly FileChange[];
  /** False where it lands with what comes next, not by itself. */
  readonly lands?: boolean;
  /** An error that is right for now: the next step mends it. */
  expects?(finding: Finding): boolean;
  /** What comes once it is written, a line each; `after` holds it. */
  next?(after: Landing): readonly string[];
}

/** The text an answer holds, or "". */
export function textOf(answers: Answers, key: string): string {
  return answers[key] === undefined ? "" : String(answers[key]);
}

/** The words of a repeatable answer. */
export function wordsOf(answers: Answers, key: string): string[] {
  return [answers[key] ?? []].flat().map(String);
}

export const options = {
  author: { flag: "--author", value: "NAME", description: "who wrote it: a person id or a forge login", many: true },
  title: { flag: "--title", value: "TEXT", description: "what people call it" },
  name: { flag: "--name", value: "NAME", description: "the name of its folder or file" },
  subject: { flag: "--subject", value: "ID", description: "what it is about, by its id" },
  fallback: { flag: "--fallback", value: "TEXT", description: "what happens where it does not work" },
  migrationGuide: { flag: "--migration-guide", value: "PATH", description: "a guide users follow", many: true },
  migrationNotApplicable: {
    flag: "--migration-not-applicable",
    value: "TEXT",
    description: "why nobody has to move",
  },
} as const satisfies Record<string, Option>;

/** A day, as an option takes it. */
export function dayOption(flag: string, description: string): Option {
  return { flag, value: "DATE", description, parse: calendarDay };
}

/** The question for a day. */
export function dayQuestion(flag: string, message: string, fallback: string): Asked {
  return { type: "text", flag, message, example: fallback, default: fallback, check: dayFault };
}

/** What is wrong with a day, or null. */
export function dayFault(word: string): string | null {
  try {
    calendarDay(word);
    return null;
  } catch (error) {
    if (error instanceof Failure) return `${error.message}, as YYYY-MM-DD`;
    throw error;
  }
}

export function authorStep({ login }: Around): Asked {
  return {
    type: "text",
    flag: "--author",
    message: "Author (person id or forge login)",
    example: "dana",
    check: (text) => (/^@?[\w.-]+$/.test(text) ? null : `"${text}" is not one word of letters, digits, . _ and -`),
    ...(login !== null && { default: login }),
  };
}

/** A question for a paragraph. */
export function long(flag: string, message: string, example = "In one paragraph"): Asked & { type: "long" } {
  return { type: "long", flag, message, example };
}

/**
 * One of the ids there are: a list on a terminal, and on the command line an id that is told what was probably meant.
 * @param stranger continues `"acm" …`
 */
export function oneOfThese(
  flag: string,
  message: string,
  choices: readonly Choice[],
  stranger: string,
): Asked & { type: "text" | "long" } {
  const known = choices.map(({ value }) => value);
  return {
    type: "text",
    flag,
    message,
    example: known[0] ?? "",
    check: (id) => (known.includes(id) ? null : `"${id}" ${stranger}. ${helpFor(id, known)}`),
    gather: (ask) => ask({ type: "select", flag, message, choices }),
  };
}

/**
 * Some of the people there are, whoever types among them unless something else is said.
 * @param words what one of them is called, and the question for all of them
 */
export function peopleQuestion(
  flag: string,
  [one, all]: readonly [string, string],
  people: readonly string[],
  login: string | null,
): Asked {
  const choices = people.map((value) => ({ value }));
  const known = login !== null && people.includes(login) ? login : null;
  return {
    ...oneOfThese(flag, one, choices, "is nobody of governance/people/"),
    ...(known !== null && { default: known }),
    gather: (ask) => ask({ type: "checkbox", flag, message: all, choices, default: known === null ? [] : [known] }),
  };
}

/** Several of the ids there are, all of them unless something else is said. */
export function someOfThese(flag: string, message: string, choices: readonly Choice[], stranger: string): Asked {
  const known = choices.map(({ value }) => value);
  return {
    type: "text",
    flag,
    message,
    example: known[0] ?? "",
    optional: true,
    check: (id) => (known.includes(id) ? null : `"${id}" ${stranger}. ${helpFor(id, known)}`),
    gather: async (ask) =>
      known.length === 0 ? [] : ask({ type: "checkbox", flag, message, choices, default: known, optional: true }),
  };
}

function helpFor(id: string, known: readonly string[]): string {
  return (
    didYouMean(id, known) ?? (known.length === 0 ? "There is none." : `There is ${known.slice(0, 12).join(", ")}.`)
  );
}

/** A question whose answer may be given several times: on a terminal it is asked until nothing is said. */
export function several(question: Asked & { type: "text" | "long" }): Asked {
  return {
    ...question,
    async gather(ask, keep) {
      const words: string[] = [];
      for (;;) {
        const another = { ...question, optional: true, message: "Another one? (empty if that is all)" };
        const word = String(await ask(words.length === 0 ? question : another));
        if (word === "") return words;
        words.push(word);
        keep(word);
      }
    },
  };
}

/**
 * A question whose answer is a word of several parts, which a terminal asks for one by one, as often as there is one more.
 * @param first asked where there may be none
 */
export function composed(
  question: Asked & { type: "text" },
  first: string,
  parts: (ask: World["ask"]) => Promise<string>,
): Asked {
  const { flag, optional } = question;
  return {
    ...question,
    async gather(ask, keep) {
      const words: string[] = [];
      for (;;) {
        const message = words.length === 0 ? first : "Another one?";
        const more = words.length === 0 && optional !== true ? true : await ask({ type: "confirm", flag, message });
        if (more !== true) return words;
        const word = await parts(ask);
        words.push(word);
        keep(word);
      }
    },
  };
}

/** For a part of such a word that another part follows. */
export function noColon(text: string): string | null {
  return text.includes(":") ? "must not hold a colon" : null;
}

/** Migration guides, or the reason why there are none: one of two is enough. */
export const migrationSteps: readonly Step[] = [
  ({ migrationGuide, migrationNotApplicable }) =>
    migrationGuide === undefined && migrationNotApplicable !== undefined
      ? null
      : several({
          type: "text",
          flag: "--migration-guide",
          message: "Migration guide, as a path from its folder (empty if nobody has to move)",
          example: "docs/migration.md",
          optional: true,
        }),
  ({ migrationGuide, migrationNotApplicable }) =>
    migrationGuide !== undefined && migrationNotApplicable === undefined
      ? null
      : long(
          "--migration-not-applicable",
          "Why does nobody have to move? (otherwise --migration-guide)",
          "Nothing changes for users",
        ),
];

/**
 * What the two answers above amount to.
 * @throws Failure `usage` `answers-collide` where both are given
 */
export function migrationGuides(answers: Answers): { paths: string[] } | { notApplicable: string } {
  const paths = wordsOf(answers, "migrationGuide");
  if (paths.length === 0) return { notApplicable: textOf(answers, "migrationNotApplicable") };
  if (answers["migrationNotApplicable"] === undefined) return { paths };
  throw new Failure(
    "usage",
    "answers-collide",
    "--migration-guide and --migration-not-applicable exclude each other",
    "Give one of them.",
  );
}

/** The first and the last day of what is looked back on. @throws Failure `usage` `bad-answer` */
export function periodIn(answers: Answers, what: string): { readonly from: string; readonly to: string } {
  const [from, to] = [textOf(answers, "periodFrom"), textOf(answers, "periodTo")];
  if (from <= to) return { from, to };
  throw new Failure(
    "usage",
    "bad-answer",
    `the ${what} ends on ${to}, before it begins on ${from}`,
    "Give --period-from and --period-to.",
  );
}

/**
 * The next id of a series in `oversight/`, by the files: one that cannot be read has a number too.
 * @param folder `reviews`
 * @param series `RV`
 */
export function nextInOversight(
  namespace: string,
  [folder, series]: readonly [folder: string, series: string],
  { base, tree }: Around["landing"],
): string {
  const file = new RegExp(`^oversight/([^/]+)/${folder}/(${series}-\\d{4})\\.yaml$`);
  const taken = [base, tree].flatMap(({ snapshot }) =>
    [...snapshot.files.keys()].flatMap((path) => {
      const [, owner, number] = file.exec(path) ?? [];
      return owner === namespace ? [`${namespace}/${number}`] : [];
    }),
  );
  return nextId(namespace, series, taken);
}

/** `workflow-reliability` as a title begins: `Workflow reliability`. */
export function asTitle(kebab: string): string {
  return `${kebab.charAt(0).toUpperCase()}${kebab.slice(1).replaceAll("-", " ")}`;
}
