// What a filing asks: an option for every question, a question for every option, and the filing they amount to.

import { isPartner, partnerPath } from "../../acts/may-file.ts";
import type { Filing } from "../../acts/propose.ts";
import {
  type Category,
  categories,
  flagOf,
  questionsOf,
  type TextQuestion,
  textQuestions,
} from "../../acts/questions.ts";
import { Failure } from "../../failure.ts";
import { envelopeOf } from "../../gates/decision.ts";
import type { Landing } from "../../landing/landing.ts";
import type { Argument, Option } from "../command.ts";
import type { Asked, Step } from "../prompts.ts";
import { keyOf } from "../shell-words.ts";
import type { FiledAnswers } from "./file.ts";
import { governedStep, heldFault, integrationStep, partnerStep, requestSteps } from "./request-questions.ts";
import { riskEntries, riskOptions, riskSteps } from "./risk-questions.ts";
import { capabilityOf, idFault, permissionOf } from "./words.ts";

/** What is known before anything is asked. */
export interface Surroundings {
  /** The working tree on its base. */
  readonly landing: Landing;
  /** Who files, as Git's configuration knows them, or null. */
  readonly login: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** What a file given with `--from` answers. */
  readonly file: FiledAnswers | null;
}

/** Answers by the keys of their options. */
export type Answers = Readonly<Record<string, unknown>>;

export const categoryArgument: Argument = {
  name: "CATEGORY",
  description: "what is filed",
  choices: categories,
};

/** Options that only some categories have a use for, by the key of the answer. */
const uses: Readonly<Record<string, readonly Category[]>> = {
  ...Object.fromEntries(textQuestions.map(({ name, categories: asked }) => [name, asked])),
  ...valueOfEach(["partner", "tier", "permission", "capability"], ["application", "capability", "tier", "integration"]),
  ...valueOfEach(["integration", "removePermission", "removeCapability"], ["capability", "tier", "integration"]),
  ...valueOfEach(["migration", "migrationNotApplicable"], ["capability", "tier", "integration", "governance"]),
  ...valueOfEach(["partnerName", "legalName", "email"], ["application"]),
  change: ["governance"],
  ratifies: ["governance"],
};

function valueOfEach(keys: readonly string[], value: readonly Category[]): Record<string, readonly Category[]> {
  return Object.fromEntries(keys.map((key) => [key, value]));
}

function wholeNumber(word: string): number {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  throw new Failure("usage", "bad-answer", `--tier "${word}" is not a whole number`, "For example: --tier 2");
}

/** An option for every question. */
export const filingOptions: readonly Option[] = [
  { flag: "--partner", value: "NAME", description: "the partner (or component) that files, as its folder is called" },
  { flag: "--author", value: "NAME", description: "who wrote it: a person id or a forge login", many: true },
  ...textQuestions.map(({ name, ask }) => ({ flag: `--${flagOf(name)}`, value: "TEXT", description: ask })),
  { flag: "--tier", value: "N", description: "the tier asked for", parse: wholeNumber },
  {
    flag: "--permission",
    value: "ID@SCOPE=WHY",
    description: "a permission asked for, whose data, and why",
    many: true,
  },
  { flag: "--capability", value: "ID=WHAT", description: "a capability asked for, and what it is for", many: true },
  { flag: "--integration", value: "ID", description: "an integration it is for", many: true },
  { flag: "--remove-permission", value: "ID", description: "a permission given up", many: true },
  { flag: "--remove-capability", value: "ID", description: "a capability given up", many: true },
  { flag: "--migration", value: "TEXT", description: "how users and data move over" },
  { flag: "--migration-not-applicable", value: "TEXT", description: "why nothing has to move" },
  { flag: "--supersedes", value: "SUBJECT", description: "the closed subject this one replaces" },
  { flag: "--partner-name", value: "NAME", description: "a new partner: what people call it" },
  { flag: "--legal-name", value: "NAME", description: "a new partner: its legal name" },
  { flag: "--email", value: "ADDRESS", description: "a new partner: its technical contact" },
  {
    flag: "--change",
    value: "PATH",
    description: "governance: an edited governed file to carry; without it all of them",
    many: true,
  },
  {
    flag: "--ratifies",
    value: "WHAT",
    description: "governance: a refused landing (its commit) or an undermined decision (its subject) to accept",
    many: true,
  },
  ...riskOptions,
];

const told: Readonly<Record<Category, string>> = {
  application: "a partner asks to be let in",
  capability: "a partner asks to do more within its tier",
  tier: "a partner asks for another tier",
  integration: "a partner asks for an integration beyond its grants",
  governance: "the bodies change their rules, people or registries",
};

/** The page of help of one category: what it is asked, and what any filing may say. */
export function helpOnCategory(category: string): { told: string; flags(flag: string): boolean } {
  const asks = (flag: string) => uses[keyOf(flag)]?.includes(category as Category) ?? true;
  return { told: told[category as Category], flags: asks };
}

/** Every question of every category, in the order they are asked; each arises only where its category needs it. */
export function filingSteps(around: Surroundings): Step[] {
  const { file, login } = around;
  const offered = categories.filter((category) => file === null || fits(category, file));
  return [
    {
      type: "select",
      flag: "CATEGORY",
      message: "What do you file?",
      choices: offered.map((value) => ({ value, label: `${value}: ${told[value]}` })),
    },
    partnerStep(around),
    ...newPartnerSteps(around),
    governedStep(around),
    {
      type: "text",
      flag: "--author",
      message: "Author (person id or forge login)",
      example: "dana",
      check: (text) => (/^@?[\w.-]+$/.test(text) ? null : `"${text}" is not one word of letters, digits, . _ and -`),
      ...(login !== null && { default: login }),
    },
    ...textQuestions.filter(({ name }) => name === "title").map(textStep),
    ...requestSteps(around),
    integrationStep(around),
    ...textQuestions.filter(({ name }) => name !== "title").map(textStep),
    ...migrationSteps,
    ...riskSteps(file?.risks ?? []),
  ];
}

function fits(category: Category, { category: stated, kind }: FiledAnswers): boolean {
  return stated === null ? (category === "application") === (kind === "Application") : category === stated;
}

function textStep({ name, ask, categories: asked }: TextQuestion): Step {
  return (answers) =>
    asked.includes(answers["category"] as Category)
      ? {
          type: name === "title" ? "text" : "long",
          flag: `--${flagOf(name)}`,
          message: ask,
          example: name === "title" ? "Report dates" : "In one paragraph",
        }
      : null;
}

function newPartnerSteps({ landing: { tree } }: Surroundings): Step[] {
  const ask = (question: Asked): Step => {
    return ({ category, partner }) =>
      category === "application" && !isPartner(String(partner), tree) ? question : null;
  };
  const check = (text: string): string | null => (/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text) ? null : "is no address");
  return [
    ask({ type: "text", flag: "--partner-name", message: "A new partner: what do people call it?", example: "Acme" }),
    ask({ type: "text", flag: "--legal-name", message: "Its legal name", example: "Acme GmbH" }),
    ask({ type: "text", flag: "--email", message: "Its technical contact", example: "tech@acme.example", check }),
  ];
}

const migrationSteps: readonly Step[] = [
  ({ category, migrationNotApplicable }) =>
    category === "application" || migrationNotApplicable !== undefined
      ? null
      : {
          type: "long",
          flag: "--migration",
          message: "Migration plan: how do users and data move over? (empty if nothing moves)",
          example: "In one paragraph",
          optional: true,
        },
  ({ category, migration }) =>
    category === "application" || migration !== undefined
      ? null
      : {
          type: "long",
          flag: "--migration-not-applicable",
          message: "Why does nothing have to move? (otherwise --migration)",
          example: "Nothing moves, it is new",
        },
];

/**
 * What is given, from file and command line; the command line wins.
 * @throws Failure `usage` for two answers that exclude each other
 */
export function givenAnswers(input: Answers, file: FiledAnswers | null): Record<string, unknown> {
  const typed = Object.entries(input).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const said: Record<string, unknown> = { ...file?.words, ...Object.fromEntries(typed) };
  const { migration, migrationNotApplicable, ...rest }: Record<string, unknown> = { ...ownerIn(said), ...said };
  if (input["migration"] !== undefined && input["migrationNotApplicable"] !== undefined)
    throw new Failure(
      "usage",
      "answers-collide",
      "--migration and --migration-not-applicable exclude each other",
      "Give one of them.",
    );
  // What the file says of one must not stand beside what the command line says of the other.
  if (migration !== undefined && input["migrationNotApplicable"] === undefined) return { ...rest, migration };
  return migrationNotApplicable === undefined ? rest : { ...rest, migrationNotApplicable };
}

/** Whoever says for which integration, or instead of which subject, has said of which partner. */
function ownerIn({ category, integration, supersedes }: Record<string, unknown>): { partner?: string } {
  const [owner, name] = String([integration ?? supersedes ?? ""].flat()[0]).split("/");
  return category === "governance" || owner === undefined || owner === "governance" || !name ? {} : { partner: owner };
}

/**
 * An answer to what nobody asks is a misunderstanding, and would be lost.
 * @throws Failure `usage` `not-asked`
 */
export function mustBeAsked(answers: Answers, { landing: { tree } }: Surroundings): void {
  const category = answers["category"] as Category | undefined;
  if (category === undefined) return;
  const stray = Object.keys(uses).find((key) => answers[key] !== undefined && !uses[key]?.includes(category));
  if (stray !== undefined)
    throw new Failure(
      "usage",
      "not-asked",
      `--${flagOf(stray)} has no place in ${category === "application" ? "an application" : `a ${category} proposal`}`,
      `It belongs to: ${uses[stray]?.join(", ")}.`,
    );
  if (answers["partnerName"] === undefined || !isPartner(String(answers["partner"]), tree)) return;
  throw new Failure(
    "usage",
    "not-asked",
    `${answers["partner"]} is here already, so --partner-name changes nothing`,
    `Edit ${partnerPath(String(answers["partner"]))}.`,
  );
}

/**
 * The filing that answers amount to.
 * @throws Failure `usage` for an id the registries do not have
 */
export function filingOf(answers: Answers, { landing, file, today }: Surroundings): Filing {
  const category = answers["category"] as Category;
  const text = (name: string): string | null => (typeof answers[name] === "string" ? (answers[name] as string) : null);
  const list = (name: string): string[] => [answers[name] ?? []].flat().map(String);
  const namespace = category === "governance" ? "governance" : (text("partner") ?? "");
  const removes = { permissions: list("removePermission"), capabilities: list("removeCapability") };
  const held = envelopeOf(landing.tree, namespace);
  mustBeHeld("permission", removes.permissions, held.permissions.keys());
  mustBeHeld("capability", removes.capabilities, held.capabilities);
  const [plan, notApplicable] = [text("migration"), text("migrationNotApplicable")];
  const [name, legalName, email] = [text("partnerName"), text("legalName"), text("email")];
  const authors = list("author");
  const words = <T>(key: string, read: (word: string) => T, filed: readonly T[] | null | undefined): readonly T[] =>
    answers[key] === undefined ? (filed ?? []) : list(key).map(read);
  const asked = {
    permissions: words("permission", permissionOf, file?.permissions),
    capabilities: words("capability", capabilityOf, file?.capabilities),
  };
  // What a file asks for was never a question.
  const already = heldFault(asked, answers, landing.tree);
  if (already !== null)
    throw new Failure("usage", "held-already", already, `kwanus report permissions --partner ${namespace}`);
  return {
    category,
    namespace,
    authors,
    texts: Object.fromEntries(questionsOf(category).map((question) => [question.name, text(question.name) ?? ""])),
    tier: answers["tier"] === undefined ? held.tier : Number(answers["tier"]),
    ...asked,
    removes: removes.permissions.length + removes.capabilities.length > 0 ? removes : null,
    integrations: list("integration"),
    migration: plan !== null ? { plan } : notApplicable !== null ? { notApplicable } : null,
    supersedes: text("supersedes"),
    risks: riskEntries(answers, file?.risks ?? [], authors[0] ?? "", today),
    partner: name !== null && legalName !== null && email !== null ? { name, legalName, email } : null,
    ratifies: list("ratifies"),
    also: file?.also ?? {},
  };
}

function mustBeHeld(what: string, given: readonly string[], held: Iterable<string>): void {
  const known = [...held];
  for (const id of given) {
    const fault = idFault(id, known, `is no ${what} the partner holds`);
    if (fault !== null)
      throw new Failure("usage", "not-held", `--remove-${what} ${fault}`, `Held: ${known.join(", ") || "none"}`);
  }
}
