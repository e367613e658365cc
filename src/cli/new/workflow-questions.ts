// The question for a workflow: on a terminal part by part, on a command line as one line of YAML.

import { resolve } from "../../document/compiled.ts";
import { nonconformities } from "../../document/conform.ts";
import { readDataFile } from "../../document/data-file.ts";
import type { Workflow } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import type { Model } from "../../model/model.ts";
import { registered } from "../../model/present-names.ts";
import type { Choice } from "../ask.ts";
import type { Option } from "../command.ts";
import type { Asked } from "../prompts.ts";
import type { World } from "../world.ts";
import { type Answers, composed, wordsOf } from "./making.ts";

const flag = "--workflow";

export const workflowOption: Option = {
  flag,
  value: "YAML",
  description: "a workflow, as { id: …, type: triggered, enhanced or dependent, … }; what is missing is named",
  many: true,
};

const types: Readonly<Record<Workflow["type"], string>> = {
  triggered: "triggered: the partner starts a workflow of the platform",
  enhanced: "enhanced: a workflow of the platform uses it, and goes on without it",
  dependent: "dependent: a workflow of the platform cannot go on without it",
};

const marks: readonly Choice[] = [
  { value: "intelligence", label: "it predicts or decides" },
  { value: "idempotent", label: "running it twice does what running it once does" },
  { value: "auditable", label: "every run leaves a record" },
  { value: "reversible", label: "what it did can be undone" },
];

const example: Workflow = {
  id: "nightly-score",
  type: "triggered",
  version: "1.0.0",
  intelligence: false,
  triggers: ["schedule:nightly"],
  handlers: ["POST /score"],
  permissions: ["workflow:run-score"],
  idempotent: true,
  auditable: true,
  reversible: true,
  fallback: "The last score stays, marked with its date",
};

/** The workflows that were named; each was checked when it was. */
export function workflowsIn(answers: Answers): Workflow[] {
  return wordsOf(answers, "workflow").flatMap((word) => {
    const read = readDataFile("workflow.yaml", Buffer.from(word));
    return read.readable ? [read.value as Workflow] : [];
  });
}

/**
 * Which workflows it takes part in; null where its owner holds no permission for one and none was named.
 * @param named whether a flag names some already
 */
export function workflowQuestion(owner: string, named: boolean, tree: Model): Asked | null {
  const held = [...envelopeOf(tree, owner).permissions.keys()];
  const registry = registered(tree);
  const fitting = held.filter((id) => /^(?:workflow|intelligence)$/.test(registry.get(id)?.type ?? ""));
  if (fitting.length === 0 && !named) return null;
  const question = {
    type: "text",
    flag,
    message: "Workflow as YAML",
    example: JSON.stringify({ ...example, permissions: fitting.slice(0, 1) }),
    optional: true,
    check: (word: string) => faultOf(word, owner, held),
  } as const;
  return composed(question, "Does it take part in a workflow?", (ask) => partByPart(ask, fitting));
}

/** What is wrong with a workflow, or null. */
function faultOf(word: string, owner: string, held: readonly string[]): string | null {
  const read = readDataFile("workflow.yaml", Buffer.from(word));
  if (!read.readable) return `"${word}" ${read.why}`;
  const schema = resolve({ $ref: "definitions.schema.json#/$defs/workflow" }, {});
  const [defect] = nonconformities(read.value, schema);
  if (defect !== undefined) return [defect.message, defect.help].filter(Boolean).join(". ");
  const stray = (read.value as Workflow).permissions.find((id) => !held.includes(id));
  if (stray === undefined) return null;
  return `uses "${stray}", which was not granted to ${owner}. Granted: ${held.join(", ") || "nothing yet"}`;
}

async function partByPart(ask: World["ask"], fitting: readonly string[]): Promise<string> {
  const part = { type: "text", flag } as const;
  const kebab = (text: string) =>
    /^[a-z][a-z0-9-]*$/.test(text) ? null : "must be lower-case letters, digits and hyphens";
  const id = String(await ask({ ...part, message: "Workflow: its name", example: example.id, check: kebab }));
  const choices = Object.entries(types).map(([value, label]) => ({ value, label }));
  const type = (await ask({ type: "select", flag, message: `${id}: which type?`, choices })) as Workflow["type"];
  const trigger = await ask({
    ...part,
    message: `${id}: what starts it?`,
    example: "schedule:nightly",
    check: (text) =>
      /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/.test(text) ? null : "must be kind:name, like schedule:nightly",
  });
  const handler = await ask({ ...part, message: `${id}: what answers?`, example: "POST /score" });
  const used = await ask({
    type: "checkbox",
    flag,
    message: `${id}: which permissions does it use?`,
    choices: fitting.map((value) => ({ value })),
  });
  const said = await ask({
    type: "checkbox",
    flag,
    message: `${id}: what is true of it?`,
    choices: marks,
    optional: true,
  });
  const is = (mark: string) => [said].flat().includes(mark);
  const workflow = {
    id,
    type,
    ...(await ofType(type, id, ask)),
    version: "1.0.0",
    intelligence: is("intelligence"),
    triggers: [String(trigger)],
    handlers: [String(handler)],
    permissions: [used].flat().map(String),
    idempotent: is("idempotent"),
    auditable: is("auditable"),
    reversible: is("reversible"),
    fallback: String(await ask({ type: "long", flag, message: `${id}: what happens when it fails?`, example: "" })),
  };
  return JSON.stringify(workflow);
}

/** What only one type of workflow says: the data that enhances (PIS-4.3.1), the service that is relied on (PIS-4.4). */
async function ofType(type: Workflow["type"], id: string, ask: World["ask"]): Promise<Partial<Workflow>> {
  const part = { type: "text", flag } as const;
  if (type === "enhanced") {
    const provides = await ask({
      ...part,
      message: `${id}: which classes of data do you add, by their ids?`,
      example: "score-history",
      check: (text) => (splitWords(text).length > 0 ? null : "names no class of data"),
    });
    return { provides: splitWords(String(provides)) as [string, ...string[]] };
  }
  if (type === "triggered") return {};
  const service = await ask({
    type: "long",
    flag,
    message: `${id}: which service does the platform rely on?`,
    example: "",
  });
  const reliability = await ask({
    ...part,
    message: `${id}: how reliable is it promised to be, in percent?`,
    example: "99.95",
    check: (text) => (/^(?:100|\d{1,2})(?:\.\d+)?$/.test(text) ? null : "must be a number up to 100, like 99.95"),
  });
  return { service: String(service), reliability: Number(reliability) };
}

function splitWords(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
