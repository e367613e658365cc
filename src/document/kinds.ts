// The kinds of governance documents, and which of them must live at which path.

import type { Documents } from "./types.gen.ts";

/** Every kind this version of kwanus knows, in the order listings use. */
export const kinds = [
  "Repository",
  "Policy",
  "Person",
  "KeyProof",
  "Revocation",
  "Repair",
  "PermissionRegistry",
  "DataClassRegistry",
  "Platform",
  "Partner",
  "Application",
  "Proposal",
  "RiskAssessment",
  "Integration",
  "Component",
  "IntegrationPlan",
  "Checkpoint",
  "MonitoringPlan",
  "Release",
  "Transition",
  "Review",
  "Measurement",
  "Withdrawal",
  "Ballot",
  "Decision",
] as const;

export type Kind = (typeof kinds)[number];

/** The data of a document of kind `K`, as its schema describes it. */
export type DocumentOf<K extends Kind> = Documents[K];

/** The one envelope version there is. */
export const apiVersion = "kwanus/v1";

const name = "[a-z][a-z0-9-]{0,30}";
const record =
  "(?:partners/NAME/applications/APP-[0-9]{4}|(?:(?:partners|components)/NAME|governance)/proposals/EXP-[0-9]{4}|oversight/NAME/lifecycle/LC-[0-9]{4})";
/** What is voted on: a record, or a release. */
const votedOn = "(?:RECORD|DESCRIBED/releases/VERSION)";
/** The folder of an integration, and of a component: what a manifest describes. */
const described = "(?:partners/NAME/integrations/NAME|components/NAME)";
const version = "[0-9]+(?:\\.[0-9]+){2}(?:-[0-9A-Za-z.-]+)?";

const places: readonly (readonly [RegExp, Kind])[] = (
  [
    ["kwanus\\.yaml", "Repository"],
    ["governance/policy\\.yaml", "Policy"],
    ["governance/permissions\\.yaml", "PermissionRegistry"],
    ["governance/data-classes\\.yaml", "DataClassRegistry"],
    ["governance/platform\\.yaml", "Platform"],
    ["governance/people/NAME\\.yaml", "Person"],
    ["governance/people/NAME\\.[1-9][0-9]*\\.proof\\.yaml", "KeyProof"],
    ["governance/revocations/NAME\\.[1-9][0-9]*\\.yaml", "Revocation"],
    ["governance/repairs/[0-9a-f]{40}\\.yaml", "Repair"],
    ["partners/NAME/partner\\.yaml", "Partner"],
    ["partners/NAME/integrations/NAME/manifest\\.yaml", "Integration"],
    ["components/NAME/manifest\\.yaml", "Component"],
    ["DESCRIBED/risk\\.yaml", "RiskAssessment"],
    ["DESCRIBED/plan\\.yaml", "IntegrationPlan"],
    ["DESCRIBED/checkpoints/NAME\\.yaml", "Checkpoint"],
    ["DESCRIBED/monitoring\\.yaml", "MonitoringPlan"],
    ["DESCRIBED/releases/VERSION/release\\.yaml", "Release"],
    ["partners/NAME/applications/APP-[0-9]{4}/application\\.yaml", "Application"],
    ["(?:(?:partners|components)/NAME|governance)/proposals/EXP-[0-9]{4}/proposal\\.yaml", "Proposal"],
    ["oversight/NAME/lifecycle/LC-[0-9]{4}/transition\\.yaml", "Transition"],
    ["oversight/NAME/reviews/RV-[0-9]{4}\\.yaml", "Review"],
    ["oversight/NAME/measurements/MS-[0-9]{4}\\.yaml", "Measurement"],
    ["RECORD/risk\\.yaml", "RiskAssessment"],
    ["VOTEDON/withdrawal\\.yaml", "Withdrawal"],
    ["VOTEDON/ballots/NAME/[a-z]{2,8}\\.NAME\\.[1-9][0-9]*\\.yaml", "Ballot"],
    ["VOTEDON/decisions/NAME\\.yaml", "Decision"],
  ] as const
).map(([pattern, kind]) => [whole(pattern), kind]);

const freeForm = [
  whole("RECORD/attachments/.+"),
  whole("governance/proposals/EXP-[0-9]{4}/changes/.+"),
  whole("governance/contracts/.+"),
  whole("DESCRIBED/(?:contracts|docs|evidence|attachments)/.+"),
];

function whole(pattern: string): RegExp {
  return new RegExp(
    `^${pattern.replaceAll("VOTEDON", votedOn).replaceAll("RECORD", record).replaceAll("DESCRIBED", described).replaceAll("NAME", name).replaceAll("VERSION", version)}$`,
  );
}

/**
 * The kind of document that must live at a path of a governance repository, or null where no document of this version
 * belongs: free-form folders, signatures, strangers.
 */
export function kindAt(path: string): Kind | null {
  if (!path.endsWith(".yaml")) return null;
  for (const [place, kind] of places) if (place.test(path)) return kind;
  return null;
}

/** True for `kwanus.yaml` and everything under the folders that only kwanus documents and their companions may fill. */
export function isGovernanceFolder(path: string): boolean {
  return path === "kwanus.yaml" || /^(?:governance|partners|components|oversight)\//.test(path);
}

/** True inside the folders whose files are no documents: contracts, docs, evidence, attachments, proposed changes. */
export function isFreeForm(path: string): boolean {
  return freeForm.some((place) => place.test(path));
}

/** True for files that accompany documents without being one: signatures of statements, and the generated key list. */
export function isCompanion(path: string): boolean {
  if (path === "governance/allowed_signers") return true;
  const kind = path.endsWith(".sig") ? kindAt(path.slice(0, -4)) : null;
  return kind === "Ballot" || kind === "KeyProof" || kind === "Revocation";
}
