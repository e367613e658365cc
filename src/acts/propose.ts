// Filing an application or a proposal: the next free number, and commented YAML that only the bodies still have to judge.

import type { Change, FileChange } from "../change.ts";
import type { Application, Proposal, RiskAssessment } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import type { Landing } from "../landing/landing.ts";
import { type CarriedFiles, carry, editedIn } from "./carry.ts";
import { filingFault, isComponent, isPartner, partnerPath } from "./may-file.ts";
import { type Category, questionsOf } from "./questions.ts";
import { documentAt, listed, nextId } from "./written.ts";

export type Permission = Application["spec"]["requestedPermissions"][number];
export type Capability = NonNullable<Proposal["spec"]["requestedCapabilities"]>[number];
export type RiskEntry = RiskAssessment["spec"]["entries"][number];

/** Everything a filing answers. Texts are by the names of `questionsOf`. */
export interface Filing {
  readonly category: Category;
  /** Partner or component; `governance` for a governance proposal. */
  readonly namespace: string;
  readonly authors: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly tier: number | null;
  readonly permissions: readonly Permission[];
  readonly capabilities: readonly Capability[];
  readonly removes: { readonly permissions: readonly string[]; readonly capabilities: readonly string[] } | null;
  readonly integrations: readonly string[];
  readonly migration: Proposal["spec"]["migrationPlan"] | null;
  readonly supersedes: string | null;
  readonly risks: readonly RiskEntry[];
  /** Partner data, for the first filing of a new partner. */
  readonly partner: { readonly name: string; readonly legalName: string; readonly email: string } | null;
  /** Governance: landings and decisions that it accepts after the fact. */
  readonly ratifies: readonly string[];
  /** Fields nobody is asked for, by JSON pointer. */
  readonly also: Readonly<Record<string, unknown>>;
}

export interface ProposeInputs {
  readonly filing: Filing;
  /** Templates by name: `application`, `proposal-tier`, `risk`, `partner`. */
  readonly templates: Readonly<Record<string, string>>;
  /** The working tree on its base, before anything is filed. */
  readonly landing: Landing;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Governance: governed paths to carry; empty means every one that differs from the base. */
  readonly paths: readonly string[];
}

export interface Proposed {
  readonly id: string;
  readonly change: Change;
  /** Folder of the new subject. */
  readonly directory: string;
}

/** Name of the template a category is written from. */
export function templateOf(category: Category): string {
  return category === "application" ? "application" : `proposal-${category}`;
}

/**
 * The files of a new subject.
 * @throws Failure `usage` where the namespace cannot file this, or a governance proposal carries nothing; `refused` for
 * what cannot be carried
 */
export async function propose(inputs: ProposeInputs): Promise<Proposed> {
  const { filing, templates, landing } = inputs;
  const isApplication = filing.category === "application";
  const owner = ownerOf(inputs);
  const taken = [landing.base, landing.tree].flatMap(({ subjects }) => [...subjects.keys()]);
  const id = nextId(filing.namespace, isApplication ? "APP" : "EXP", taken);
  const directory = `${owner}/${isApplication ? "applications" : "proposals"}/${id.split("/")[1]}`;
  const carried = filing.category === "governance" ? await carriedBy(inputs, directory) : null;
  const files: FileChange[] = [
    ...partnerFile(inputs),
    documentAt(
      `${directory}/${isApplication ? "application" : "proposal"}.yaml`,
      templates[templateOf(filing.category)],
      {
        ...documentValues(inputs, id),
        ...(carried === null ? {} : { "/spec/changes": carried.changes }),
      },
    ),
    documentAt(`${directory}/risk.yaml`, templates["risk"], riskValues(id, filing.risks)),
    ...(carried?.files ?? []),
  ];
  return { id, directory, change: { files, destination: { to: "working-tree" } } };
}

/** A proposal that ratifies may leave every file as it is. */
function carriedBy({ filing, landing, paths }: ProposeInputs, directory: string): Promise<CarriedFiles> {
  const ratifies = filing.ratifies.length > 0 || filing.also["/spec/ratifies"] !== undefined;
  if (ratifies && paths.length === 0 && editedIn(landing).length === 0)
    return Promise.resolve({ changes: [], files: [] });
  return carry(landing, paths, directory);
}

function ownerOf({ filing: { category, namespace, partner }, landing: { tree } }: ProposeInputs): string {
  const fault = filingFault(category, namespace, tree);
  if (fault !== null) throw new Failure("usage", "cannot-file", fault.message, fault.help);
  if (category === "governance") return "governance";
  if (isComponent(namespace, tree)) return `components/${namespace}`;
  if (!isPartner(namespace, tree) && partner === null)
    throw new Failure(
      "usage",
      "unknown-partner",
      `there is no partner "${namespace}"`,
      "A new partner also needs --partner-name, --legal-name and --email.",
    );
  return `partners/${namespace}`;
}

function documentValues({ filing, today }: ProposeInputs, id: string): Record<string, unknown> {
  const { category } = filing;
  const values: Record<string, unknown> = {
    "/metadata/id": id,
    "/metadata/authors": filing.authors,
    "/spec/filed": today,
    "/spec/supersedes": filing.supersedes ?? undefined,
    ...filing.also,
  };
  for (const { name, at } of questionsOf(category)) values[at] = filing.texts[name];
  if (category !== "application") values["/spec/migrationPlan"] = filing.migration ?? undefined;
  if (category === "governance")
    return { ...values, ...(filing.ratifies.length > 0 && { "/spec/ratifies": filing.ratifies }) };
  values["/spec/requestedTier"] = filing.tier ?? undefined;
  Object.assign(values, listed("/spec/requestedPermissions", filing.permissions, 1));
  Object.assign(values, listed("/spec/requestedCapabilities", filing.capabilities, 1));
  if (category === "application") return values;
  values["/spec/removes"] = filing.removes ?? undefined;
  values["/spec/integrations"] = filing.integrations.length > 0 ? filing.integrations : undefined;
  return values;
}

/** Risks first, reasons for none behind them: the template explains the fields of a risk in its first entry. */
export function riskValues(id: string, risks: readonly RiskEntry[]): Record<string, unknown> {
  const entries = [...risks].sort((a, b) => Number(a.none !== undefined) - Number(b.none !== undefined));
  const explained = entries[0] !== undefined && entries[0].none === undefined;
  return {
    "/metadata/id": `${id}/risk`,
    "/metadata/title": `Risk of ${id}`,
    "/spec/subject": id,
    ...(explained ? listed("/spec/entries", entries, 4) : { "/spec/entries": entries }),
  };
}

function partnerFile({ filing, landing, templates }: ProposeInputs): FileChange[] {
  const { partner, namespace, category } = filing;
  if (partner === null || category !== "application" || isPartner(namespace, landing.tree)) return [];
  return [
    documentAt(partnerPath(namespace), templates["partner"], {
      "/metadata/id": namespace,
      "/metadata/title": partner.name,
      "/spec/legalName": partner.legalName,
      "/spec/contacts": [{ role: "technical", email: partner.email }],
    }),
  ];
}
