// kwanus schema: the JSON Schema of a kind, whole in one file, or the list of all; offline, and outside of any repository.

import { bundled } from "../../document/bundle.ts";
import { kebab, schemaOf } from "../../document/compiled.ts";
import { kinds } from "../../document/kinds.ts";
import { exits } from "../../failure.ts";
import { table } from "../../reporters/table.ts";
import type { Command } from "../command.ts";
import { oneOf } from "../one-of.ts";
import { readResource } from "../resources.ts";
import type { World } from "../world.ts";

/** What `--format json` prints has a schema too. */
const outputs = [
  "report",
  "doctor",
  "contract",
  "report-lifecycle",
  "report-permissions",
  "report-reviews",
  "report-risk",
  "report-monitoring",
  "report-health",
] as const;

/** What people call a kind by the name of its file. */
const nicknames: Readonly<Record<string, string>> = {
  manifest: "integration",
  plan: "integration-plan",
  risk: "risk-assessment",
  permissions: "permission-registry",
  "data-classes": "data-class-registry",
  proof: "key-proof",
};

const names = [...kinds.map(kebab), ...outputs];

interface Input {
  readonly kind?: string;
}

export default {
  name: "schema",
  summary: "Print the JSON Schema of a kind",
  description:
    "Prints JSON Schema 2020-12 in one piece, with completion, descriptions and snippets for editors; it needs no network and no repository. kwanus init lays the same schemas down under .kwanus/schemas, where the first line of every document names its own. Without KIND it lists what there is.",
  arguments: [
    { name: "KIND", description: "a kind in any spelling (RiskAssessment, risk-assessment, risk)", suggests: names },
  ],
  examples: [
    { command: "kwanus schema", what: "every kind, what it holds and where it lives" },
    { command: "kwanus schema proposal > proposal.schema.json", what: "for an editor, or another tool" },
    { command: "kwanus schema report", what: "what kwanus validate --format json prints" },
  ],

  async run({ kind }, world) {
    if (kind === undefined) return { output: await listed(world), exit: exits.holds };
    const name = meant(kind);
    if (outputs.some((output) => output === name))
      return { output: await readResource(`schemas/output/${name}.schema.json`), exit: exits.holds };
    const [schema, definitions] = await Promise.all([published(name), published("definitions")]);
    return { output: `${JSON.stringify(bundled(schema, definitions), null, 2)}\n`, exit: exits.holds };
  },
} satisfies Command<Input>;

/** @throws Failure `usage` `unknown-word`, with the word that was probably meant */
function meant(word: string): string {
  const plain = word.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  return oneOf(
    Object.hasOwn(nicknames, plain) ? String(nicknames[plain]) : plain,
    names,
    "kind",
    Object.keys(nicknames),
  );
}

async function published(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readResource(`schemas/${name}.schema.json`));
}

/** Every kind with what it holds and the path an editor knows it by, and every output. */
async function listed({ style, columns }: World): Promise<string> {
  const settings = JSON.parse(await readResource("templates/repository/vscode-settings.json"));
  const places: Readonly<Record<string, string | readonly string[]>> = settings["yaml.schemas"];
  const rows = kinds.flatMap((kind) => [
    [kebab(kind), told(schemaOf(kind).description ?? "")],
    ["", [shownPath([places[`.kwanus/schemas/${kebab(kind)}.schema.json`] ?? ""].flat()), "dim"] as const],
  ]);
  const printed = await Promise.all(
    outputs.map(async (name) => {
      const { description } = JSON.parse(await readResource(`schemas/output/${name}.schema.json`));
      return [name, String(description)];
    }),
  );
  return table([...rows, ...printed], { style, columns });
}

/** `application.yaml: a partner asks to be let in.` → `A partner asks to be let in.` */
function told(description: string): string {
  const text = description.replace(/^\S+\.yaml: /, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `/governance/people/!(*.proof).yaml` → `governance/people/*.yaml` */
function shownPath([glob = "", ...others]: readonly string[]): string {
  const path = glob.replace(/^\//, "").replace(/!\([^)]*\)/, "*");
  return others.length === 0 ? path : `${path}, and ${others.length} more`;
}
