// The questions of a filing whose answers the repository knows: partner, tier, capabilities, permissions, governed files.

import { carriable, editedIn } from "../../acts/carry.ts";
import { filingFault, mayFile } from "../../acts/may-file.ts";
import type { Filing } from "../../acts/propose.ts";
import type { Category } from "../../acts/questions.ts";
import type { Permission as Registered, Tier } from "../../document/types.gen.ts";
import { Failure } from "../../failure.ts";
import { envelopeOf, grantedBy } from "../../gates/decision.ts";
import type { Model } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import type { Choice } from "../ask.ts";
import type { Asked, Step } from "../prompts.ts";
import { resourcePath } from "../resources.ts";
import type { Answers, Surroundings } from "./answers.ts";
import { capabilityOf, idFault, permissionOf, wordFault } from "./words.ts";

/** Who files. */
export function partnerStep({ landing: { tree } }: Surroundings): Step {
  return (answers) => {
    const category = answers["category"] as Category;
    if (category === "governance") return null;
    const eligible = mayFile(category, tree);
    const choices = eligible.map((value) => ({
      value,
      label: tree.partners.get(value)?.value.metadata.title ?? value,
    }));
    const question: Asked = {
      type: "text",
      flag: "--partner",
      message: `Partner, as its folder is called${category === "application" ? " (new or known)" : ""}`,
      example: eligible[0] ?? "acme",
      check: (name) => {
        const fault = filingFault(category, name, tree);
        return fault === null ? null : `${fault.message}. ${fault.help}`;
      },
    };
    if (category === "application" || choices.length === 0) return question;
    return { ...question, gather: (ask) => ask({ type: "select", flag: "--partner", message: "Partner", choices }) };
  };
}

/** Which edited files a governance proposal carries. */
export function governedStep({ landing, file }: Surroundings): Step {
  return ({ category, change, ratifies }) => {
    if (category !== "governance") return null;
    // What only accepts something that landed need not change anything.
    const accepts = ratifies !== undefined || file?.also["/spec/ratifies"] !== undefined;
    if (accepts && change === undefined && editedIn(landing).length === 0) return null;
    // Asked for nothing but what cannot be carried, nobody should have to answer the rest first.
    const paths = carriable(landing, Array.isArray(change) ? change : []).map(({ path }) => path);
    if (paths.length < 2 || change !== undefined) return null;
    const choices = paths.map((value) => ({ value }));
    return { type: "checkbox", flag: "--change", message: "Edited governed files to carry", choices, default: paths };
  };
}

/** Tier, capabilities and permissions. */
export function requestSteps(around: Surroundings): Step[] {
  const { file, landing } = around;
  const { tree } = landing;
  return [
    (answers) => {
      const { category, held } = asking(answers, tree);
      if (category === "governance" || (category !== "application" && category !== "tier" && held.tier !== null))
        return null;
      const choices = tiersOf(tree)
        .filter(({ id }) => category !== "tier" || id !== held.tier)
        .map(({ id, name }) => ({ value: String(id), label: `${id} ${name}` }));
      return { type: "select", flag: "--tier", message: "Tier", choices };
    },
    (answers) => {
      const { category } = asking(answers, tree);
      return category === "governance" || skipped(answers["capability"], file?.capabilities)
        ? null
        : capabilities(answers, tree);
    },
    (answers) => {
      const { category } = asking(answers, tree);
      if (category === "governance" || skipped(answers["permission"], file?.permissions)) return null;
      const otherwise = ["capability", "removePermission", "removeCapability"].some(
        (key) => answers[key] !== undefined,
      );
      const needed =
        category === "application" || (category === "capability" && !otherwise && !file?.capabilities?.length);
      return permissions(answers, tree, !needed);
    },
  ];
}

/** Which integrations an integration proposal is for. */
export function integrationStep({ landing: { tree } }: Surroundings): Step {
  return ({ category, partner, integration }) => {
    if (category !== "integration" && integration === undefined) return null;
    const own = [...tree.integrations.keys()].filter((id) => id.startsWith(`${partner}/`));
    if (own.length === 0 && tree.partners.has(String(partner)))
      throw new Failure(
        "usage",
        "no-integration",
        `${partner} has no integration yet`,
        `Write partners/${partner}/integrations/NAME/manifest.yaml first, inside what is granted already. Start from ${resourcePath("templates/integration.yaml")}`,
      );
    return {
      type: "text",
      flag: "--integration",
      message: `Integration it is for (${own.join(", ")})`,
      example: own[0] ?? "acme/score-insights",
      check: (id) => idFault(id, own, `is no integration of ${partner}`),
      gather: (ask) =>
        ask({
          type: "checkbox",
          flag: "--integration",
          message: "Integrations it is for",
          choices: own.map((value) => ({ value })),
        }),
    };
  };
}

function asking(answers: Answers, tree: Model) {
  return { category: answers["category"] as Category, held: envelopeOf(tree, String(answers["partner"])) };
}

function skipped(typed: unknown, filed: readonly unknown[] | null | undefined): boolean {
  return typed === undefined && filed !== null && filed !== undefined;
}

function tiersOf({ policy }: Model): readonly Tier[] {
  return policy?.value.spec.tiers ?? [];
}

/** The number of the tier that is asked for, or held and kept. */
function tierOf(answers: Answers, tree: Model): number {
  return Number(answers["tier"] ?? asking(answers, tree).held.tier);
}

function capabilities(answers: Answers, tree: Model): Asked {
  const classes = (tree.policy?.value.spec.capabilities ?? []).filter(({ access }) => access !== "forbidden");
  const all = (tree.policy?.value.spec.capabilities ?? []).map(({ id }) => id);
  const { held } = asking(answers, tree);
  const choices = classes
    .filter(({ id, minimumTier }) => minimumTier <= tierOf(answers, tree) && !held.capabilities.has(id))
    .map(({ id, access }) => ({ value: id, ...(access === "restricted" && { label: `${id} (restricted)` }) }));
  const flag = "--capability";
  return {
    type: "text",
    flag,
    message: "Capability as ID=WHAT",
    example: `${choices[0]?.value ?? "read-only-access"}=What it is for`,
    optional: true,
    check: (word) =>
      wordFault(word, capabilityOf, all, "is no capability of governance/policy.yaml") ??
      heldFault({ permissions: [], capabilities: [capabilityOf(word)] }, answers, tree),
    async gather(ask, keep) {
      const words: string[] = [];
      const wanted = await chosen(ask, { flag, message: "Capabilities you ask for", choices, optional: true });
      for (const [at, id] of wanted.entries()) {
        const what = await ask({ type: "long", flag, message: `${id}: what is it for?`, example: "" });
        words.push(`${id}=${what}`);
        keep(`${id}=${what}`, wanted.slice(at + 1));
      }
      return words;
    },
  };
}

function permissions(answers: Answers, tree: Model, optional: boolean): Asked {
  const registered = tree.permissions?.value.spec.permissions ?? [];
  const { held } = asking(answers, tree);
  const tier = tiersOf(tree).find(({ id }) => id === tierOf(answers, tree));
  const choices = registered
    .filter((permission) => mayHave(permission, tier) && !held.permissions.has(permission.id))
    .map(({ id, sentence, access }) => ({
      value: id,
      label: `${id}${access === "restricted" ? " (restricted)" : ""}`,
      hint: sentence,
    }));
  const known = registered.flatMap(({ id, formerly }) => [id, ...formerly]);
  const flag = "--permission";
  return {
    type: "text",
    flag,
    message: `Permission as ID@SCOPE=WHY (${choices.map(({ value }) => value).join(", ")})`,
    example: `${choices[0]?.value ?? "read:reports"}@own-users=Why it is needed`,
    optional,
    check: (word) =>
      wordFault(word, permissionOf, known, "is no permission of governance/permissions.yaml") ??
      heldFault({ permissions: [permissionOf(word)], capabilities: [] }, answers, tree),
    async gather(ask, keep) {
      const words: string[] = [];
      const wanted = await chosen(ask, { flag, message: "Permissions you ask for", choices, optional });
      for (const [at, id] of wanted.entries()) {
        const scope = await ask({
          type: "text",
          flag,
          message: `${id}: whose data, which records?`,
          example: "",
          default: "own-users",
          check: scopeFault,
        });
        const why = await ask({ type: "long", flag, message: `${id}: why is it needed?`, example: "" });
        words.push(`${id}@${scope}=${why}`);
        keep(`${id}@${scope}=${why}`, wanted.slice(at + 1));
      }
      return words;
    },
  };
}

/** Why a request asks for nothing: it is granted already, to the same extent. Null where something of it is new. */
export function heldFault(
  { permissions, capabilities }: Pick<Filing, "permissions" | "capabilities">,
  answers: Answers,
  tree: Model,
): string | null {
  const { category, held } = asking(answers, tree);
  // Whoever comes in, or moves to another tier, may say once more what it has.
  if (category !== "capability" && category !== "integration") return null;
  const partner = String(answers["partner"]);
  const names = presentNames(tree);
  for (const { id, scope } of permissions) {
    const name = names.get(id) ?? id;
    const by = grantedBy(tree, partner).get(name);
    if (held.permissions.get(name) === scope)
      return `"${id}" is held by ${partner} already, with scope ${scope}, by ${by}. Leave it out, or ask for another scope`;
  }
  for (const { id } of capabilities)
    if (held.capabilities.has(id)) return `"${id}" is held by ${partner} already. Leave it out`;
  return null;
}

function scopeFault(scope: string): string | null {
  return scope.includes("=") ? "must not hold an equals sign" : null;
}

interface Several {
  readonly flag: string;
  readonly message: string;
  readonly choices: readonly Choice[];
  readonly optional: boolean;
}

async function chosen(ask: Parameters<NonNullable<Asked["gather"]>>[0], several: Several): Promise<readonly string[]> {
  if (several.choices.length === 0 && several.optional) return [];
  const said = await ask({ type: "checkbox", ...several });
  return Array.isArray(said) ? said : [];
}

/** What a wizard offers; TIR002 judges what is asked for. */
function mayHave({ minimumTier, type, limited }: Registered, tier: Tier | undefined): boolean {
  if (tier === undefined) return true;
  const write = type !== "write" || limited || tier.write !== "limited";
  return minimumTier <= tier.id && tier.types.includes(type) && write;
}
