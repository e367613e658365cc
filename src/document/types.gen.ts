// The types of all kinds. Written by `npm run generate` from schemas/; do not edit.

/**
 * A workflow between the platform and the partner.
 */
export type Workflow =
  | {
      /**
       * Name of the workflow.
       */
      id: string;
      /**
       * triggered by the partner, enhanced with its data, or dependent on its service.
       */
      type: "enhanced";
      /**
       * Version of the workflow.
       */
      version: string;
      /**
       * Whether it predicts or decides.
       */
      intelligence: boolean;
      /**
       * What starts it, each a kind and a name.
       *
       * Items: What starts a workflow: a kind and a name.
       */
      triggers: string[];
      /**
       * What answers.
       */
      handlers: string[];
      /**
       * Permissions it uses.
       *
       * Items: Id of a permission in the registry.
       */
      permissions: string[];
      /**
       * Running it twice does what running it once does.
       */
      idempotent: boolean;
      /**
       * Every run leaves a record.
       */
      auditable: boolean;
      /**
       * What it did can be undone.
       */
      reversible: boolean;
      /**
       * What happens when it fails.
       */
      fallback: string;
      /**
       * Another workflow of this manifest that takes over when it cannot run.
       */
      fallbackTo?: string;
      /**
       * Enhanced only: classes of data that the partner adds.
       *
       * Items: A short id.
       */
      provides: string[];
      service?: never;
      reliability?: never;
    }
  | {
      /**
       * Name of the workflow.
       */
      id: string;
      /**
       * triggered by the partner, enhanced with its data, or dependent on its service.
       */
      type: "dependent";
      /**
       * Version of the workflow.
       */
      version: string;
      /**
       * Whether it predicts or decides.
       */
      intelligence: boolean;
      /**
       * What starts it, each a kind and a name.
       *
       * Items: What starts a workflow: a kind and a name.
       */
      triggers: string[];
      /**
       * What answers.
       */
      handlers: string[];
      /**
       * Permissions it uses.
       *
       * Items: Id of a permission in the registry.
       */
      permissions: string[];
      /**
       * Running it twice does what running it once does.
       */
      idempotent: boolean;
      /**
       * Every run leaves a record.
       */
      auditable: boolean;
      /**
       * What it did can be undone.
       */
      reversible: boolean;
      /**
       * What happens when it fails.
       */
      fallback: string;
      /**
       * Another workflow of this manifest that takes over when it cannot run.
       */
      fallbackTo?: string;
      provides?: never;
      /**
       * Dependent only: the partner's service that the OS relies on.
       */
      service: string;
      /**
       * Dependent only: how reliable that service is promised to be, in percent.
       */
      reliability: number;
    }
  | {
      /**
       * Name of the workflow.
       */
      id: string;
      /**
       * triggered by the partner, enhanced with its data, or dependent on its service.
       */
      type: "triggered";
      /**
       * Version of the workflow.
       */
      version: string;
      /**
       * Whether it predicts or decides.
       */
      intelligence: boolean;
      /**
       * What starts it, each a kind and a name.
       *
       * Items: What starts a workflow: a kind and a name.
       */
      triggers: string[];
      /**
       * What answers.
       */
      handlers: string[];
      /**
       * Permissions it uses.
       *
       * Items: Id of a permission in the registry.
       */
      permissions: string[];
      /**
       * Running it twice does what running it once does.
       */
      idempotent: boolean;
      /**
       * Every run leaves a record.
       */
      auditable: boolean;
      /**
       * What it did can be undone.
       */
      reversible: boolean;
      /**
       * What happens when it fails.
       */
      fallback: string;
      /**
       * Another workflow of this manifest that takes over when it cannot run.
       */
      fallbackTo?: string;
      provides?: never;
      service?: never;
      reliability?: never;
    };
/**
 * What is granted by an approval.
 */
export type Grants = {
  /**
   * Tier that is granted; null where the subject does not move the tier.
   */
  tier: number | null;
  /**
   * Permissions that are granted.
   */
  permissions: GrantedPermission[];
  /**
   * Capability classes that are granted.
   *
   * Items: A short id.
   */
  capabilities: string[];
  removes: Removes;
} | null;
/**
 * What users follow to move over, or why nobody has to.
 */
export type MigrationGuides =
  | {
      paths?: never;
      /**
       * Why nobody has to move.
       */
      notApplicable: string;
    }
  | {
      /**
       * The guides, as paths from the folder of the integration or component.
       *
       * Items: Path of a file, / separated.
       */
      paths: string[];
      notApplicable?: never;
    };
/**
 * A step of technical preparation.
 */
export type PreparationStep =
  | {
      /**
       * Which step.
       */
      id:
        | "api-scaffolding"
        | "workflow-configuration"
        | "permission-mapping"
        | "sandbox-setup"
        | "repository-setup"
        | "runtime-configuration";
      evidence?: never;
      /**
       * Why the step does not arise here; then it needs no evidence.
       */
      notApplicable: string;
    }
  | {
      /**
       * Which step.
       */
      id:
        | "api-scaffolding"
        | "workflow-configuration"
        | "permission-mapping"
        | "sandbox-setup"
        | "repository-setup"
        | "runtime-configuration";
      /**
       * What shows that it is done, as paths from the folder of the integration or component; empty while it is not.
       *
       * Items: Path of a file, / separated.
       */
      evidence: string[];
      notApplicable?: never;
    };
/**
 * A step of the implementation.
 */
export type ImplementationStep =
  | {
      /**
       * Which step.
       */
      id:
        | "development"
        | "testing"
        | "documentation"
        | "versioned-endpoints"
        | "contract-definitions"
        | "validation-schemas"
        | "audit-logging"
        | "workflow-triggers"
        | "workflow-handlers"
        | "workflow-permissions"
        | "workflow-fallback"
        | "permission-definition"
        | "permission-registry"
        | "permission-validator"
        | "ui-components"
        | "export-tools"
        | "data-processors"
        | "module-folder"
        | "api-routes"
        | "service-layer"
        | "types"
        | "extension-runtime"
        | "plugin-sandbox";
      evidence?: never;
      /**
       * Why the step does not arise here; then it needs no evidence.
       */
      notApplicable: string;
    }
  | {
      /**
       * Which step.
       */
      id:
        | "development"
        | "testing"
        | "documentation"
        | "versioned-endpoints"
        | "contract-definitions"
        | "validation-schemas"
        | "audit-logging"
        | "workflow-triggers"
        | "workflow-handlers"
        | "workflow-permissions"
        | "workflow-fallback"
        | "permission-definition"
        | "permission-registry"
        | "permission-validator"
        | "ui-components"
        | "export-tools"
        | "data-processors"
        | "module-folder"
        | "api-routes"
        | "service-layer"
        | "types"
        | "extension-runtime"
        | "plugin-sandbox";
      /**
       * What shows that it is done, as paths from the folder of the integration or component; empty while it is not.
       *
       * Items: Path of a file, / separated.
       */
      evidence: string[];
      notApplicable?: never;
    };
/**
 * A risk, or the reason why there is none in its category.
 */
export type RiskEntry =
  | {
      /**
       * Which kind of risk.
       */
      category: "technical" | "security" | "compliance" | "ecosystem";
      /**
       * Why there is no risk of this kind; then nothing else is said.
       */
      none: string;
      risk?: never;
      inherent?: never;
      mitigation?: never;
      residual?: never;
      fallback?: never;
      monitoring?: never;
      owner?: never;
      reviewBy?: never;
    }
  | {
      /**
       * Which kind of risk.
       */
      category: "technical" | "security" | "compliance" | "ecosystem";
      none?: never;
      /**
       * What could go wrong.
       */
      risk: string;
      inherent: RiskScore;
      /**
       * What is done about it; may be empty.
       */
      mitigation: Mitigation[];
      residual: RiskScore;
      /**
       * What happens when it occurs all the same.
       */
      fallback: string;
      /**
       * How it would be noticed.
       */
      monitoring: string;
      /**
       * Who answers for it.
       */
      owner: string;
      /**
       * Day by which it is looked at again.
       */
      reviewBy: string;
    };

/**
 * Every kind with the type of its documents.
 */
export interface Documents {
  Application: Application;
  Ballot: Ballot;
  Checkpoint: Checkpoint;
  Component: Component;
  DataClassRegistry: DataClassRegistry;
  Decision: Decision;
  IntegrationPlan: IntegrationPlan;
  Integration: Integration;
  KeyProof: KeyProof;
  Measurement: Measurement;
  MonitoringPlan: MonitoringPlan;
  Partner: Partner;
  PermissionRegistry: PermissionRegistry;
  Person: Person;
  Platform: Platform;
  Policy: Policy;
  Proposal: Proposal;
  Release: Release;
  Repair: Repair;
  Repository: Repository;
  Review: Review;
  Revocation: Revocation;
  RiskAssessment: RiskAssessment;
  Transition: Transition;
  Withdrawal: Withdrawal;
}
/**
 * application.yaml: a partner asks to be let in.
 */
export interface Application {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Application";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace and number, the same as the folder's.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What is asked for, and why.
   */
  spec: {
    /**
     * Day it is filed; the time to vote starts here.
     */
    filed: string;
    /**
     * What users and the ecosystem gain.
     */
    businessJustification: string;
    /**
     * How it works and which APIs it calls.
     */
    technicalOverview: string;
    /**
     * How access and credentials are protected.
     */
    securityOverview: string;
    /**
     * How data is protected, kept, deleted and audited.
     */
    complianceOverview: string;
    /**
     * Tier that is asked for.
     */
    requestedTier: number;
    /**
     * Permissions that are asked for, each with its reason; at least one, for who holds none can do nothing.
     */
    requestedPermissions: RequestedPermission[];
    /**
     * Capabilities that are asked for.
     */
    requestedCapabilities?: RequestedCapability[];
    /**
     * A rejected or withdrawn application that this one replaces.
     */
    supersedes?: string;
  };
}
/**
 * A permission that is asked for, with its reason and its limits.
 */
export interface RequestedPermission {
  /**
   * The permission, as the registry names it.
   */
  id: string;
  /**
   * Why nothing smaller would do.
   */
  justification: string;
  /**
   * Whose data or which objects it reaches.
   */
  scope: string;
}
/**
 * A capability that is asked for.
 */
export interface RequestedCapability {
  /**
   * The capability class, as the policy names it.
   */
  id: string;
  /**
   * What will be done with it.
   */
  description: string;
}
/**
 * One person's signed vote, in one gate, for one body.
 */
export interface Ballot {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Ballot";
  /**
   * The vote, on what, by whom, and with which key.
   */
  spec: {
    /**
     * The repository it is made for: policy.spec.repo.
     */
    repo: string;
    /**
     * What was judged.
     */
    subject: string;
    /**
     * The question.
     */
    gate: "decision" | "pre-integration" | "sign-off" | "lifecycle";
    /**
     * Digest of the subject that was judged.
     */
    digest: string;
    /**
     * The body it is cast for.
     */
    body: string;
    /**
     * Who votes.
     */
    person: string;
    /**
     * Fingerprint of the key that signs this.
     */
    key: string;
    /**
     * The vote; retract takes back the one before.
     */
    decision: "approve" | "reject" | "abstain" | "retract";
    /**
     * The voter is not affiliated and no author of a partner's subject.
     */
    independent: boolean;
    /**
     * An answer to each criterion of the body.
     */
    criteria: {
      [k: string]: "passed" | "failed" | "not-applicable";
    };
    /**
     * Why; asked for unless the vote is approve.
     */
    reason: string | null;
    /**
     * Number in the chain of this person's votes in this gate for this body.
     */
    seq: number;
    /**
     * Digest of the ballot before, or null for the first.
     */
    previous: string | null;
    /**
     * Commit the voter saw; for information.
     */
    base: string;
    /**
     * When it was signed, as the signer's clock had it.
     */
    statedAt: string;
  };
}
/**
 * A review or a validation of one version of an integration or a component: what came of it, and the evidence that shows it.
 */
export interface Checkpoint {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Checkpoint";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * The integration's or component's id and the name of this file.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What it says.
   */
  spec: {
    /**
     * Integration or component that was looked at.
     */
    subject: string;
    /**
     * The version that was looked at; another one takes a checkpoint of its own.
     */
    version: string;
    /**
     * Which review or validation it is. Integrations have the workflow review and validation, components the lifecycle review and the performance validation; both have all others.
     */
    checkpoint:
      | "compatibility-review"
      | "permission-review"
      | "security-review"
      | "workflow-review"
      | "lifecycle-review"
      | "sustainability-review"
      | "compatibility-validation"
      | "security-validation"
      | "workflow-validation"
      | "performance-validation"
      | "governance-validation";
    /**
     * Day it was held.
     */
    held: string;
    /**
     * Who held it: person ids or login names.
     */
    by: string[];
    /**
     * What came of it. Inconclusive, until the evidence shows otherwise; what is inconclusive has not passed.
     */
    result: "passed" | "failed" | "inconclusive";
    /**
     * What was found, in words.
     */
    outcome: string;
    /**
     * Names under which tools know this software, beside its id: names of packages, package URLs without a version, addresses of repositories. A report about anything else proves nothing.
     */
    software?: string[];
    /**
     * Checks that this version leaves no room for, each with the reason.
     */
    notApplicable?: CheckSetAside[];
    /**
     * The files that show it; kwanus evidence add writes them down. A validation that has passed shows every check it consists of.
     */
    evidence: EvidenceFile[];
  };
}
/**
 * A check that does not arise.
 */
export interface CheckSetAside {
  /**
   * Which check.
   */
  check:
    | "migration-guides"
    | "api-contract"
    | "workflow-compatibility"
    | "runtime-compatibility"
    | "extension-compatibility";
  /**
   * Why it does not arise.
   */
  reason: string;
}
/**
 * A file that shows something, as it was when it was recorded.
 */
export interface EvidenceFile {
  /**
   * Where it lies, from the folder of the integration or component.
   */
  path: string;
  /**
   * Digest of its bytes: another file under this name proves nothing.
   */
  sha256: string;
  /**
   * How it is written. Documents are read by people; everything else is read again by kwanus each time.
   */
  format: "sarif" | "cyclonedx" | "osv" | "npm-audit" | "junit" | "document";
  /**
   * What wrote it, with its version where the file says it; null where nothing did.
   */
  tool: string | null;
  /**
   * Day it was written. Where the file says one itself, the earlier of the two counts.
   */
  produced: string;
  /**
   * Last day it shows anything; never later than the policy allows (evidence.validity).
   */
  validUntil: string;
  /**
   * The checks of the validation that it shows; none for a review.
   */
  proves: (
    | "compatibility-matrix-update"
    | "fallback-behavior"
    | "migration-guides"
    | "versioned-rollout"
    | "api-contract"
    | "workflow-compatibility"
    | "runtime-compatibility"
    | "extension-compatibility"
    | "permission-boundary"
    | "sandbox-integrity"
    | "vulnerability-scan"
    | "data-access"
    | "workflow-tests"
    | "performance-tests"
    | "governance-alignment"
  )[];
  /**
   * What it says, in a phrase.
   */
  says: string;
}
/**
 * manifest.yaml: what an ecosystem component is, what it calls, and what it may do.
 */
export interface Component {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Component";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Name of the component, the same as the folder's.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  spec: Manifest;
}
/**
 * What an integration or a component is, what it calls, and what it may do.
 */
export interface Manifest {
  /**
   * Version of the integration.
   */
  version: string;
  /**
   * Approved applications and proposals it rests on.
   *
   * Items: Id of an application or a proposal.
   */
  restsOn: string[];
  /**
   * How far it is.
   */
  maturity: "alpha" | "beta" | "stable";
  /**
   * Who may use it.
   */
  audience: "partner-only" | "all";
  /**
   * Where it works.
   */
  compatibility: {
    /**
     * Versions of the platform that work.
     */
    os: string;
    /**
     * APIs and versions that work.
     */
    apis: ApiRange[];
    /**
     * Runtimes and versions that work.
     */
    runtimes: RuntimeRange[];
    /**
     * What happens on a version that does not work.
     */
    fallback: string;
  };
  /**
   * The API layer, if it has one.
   */
  api?: {
    /**
     * What it calls.
     */
    calls: ApiCall[];
    /**
     * Where calls are recorded.
     */
    auditLog: string;
    /**
     * Paths of the schemas that check what goes in and out.
     *
     * Items: Path of a file, / separated.
     */
    schemas: string[];
    /**
     * Credentials by reference, never the secret.
     */
    credentials: Credential[];
  };
  /**
   * The workflow layer, if it has one.
   */
  workflows?: Workflow[];
  /**
   * The extension layer, if it has one.
   */
  extension?: {
    /**
     * Where it shows; global-ui and navigation are refused.
     */
    surfaces: ("ui-component" | "export-tool" | "data-processor" | "global-ui" | "navigation")[];
    /**
     * Whether it runs in the sandbox.
     */
    sandbox: "strict" | "none";
    /**
     * Permissions it uses.
     *
     * Items: Id of a permission in the registry.
     */
    permissions: string[];
    /**
     * What it asks of the surface it shows in.
     */
    compatibility: string;
    /**
     * Versions of its surfaces that work; a surface that is left out works in every version.
     */
    ranges?: SurfaceRange[];
  };
  /**
   * Every permission it uses, with its reason.
   */
  permissions: HeldPermission[];
  /**
   * Every class of data it uses.
   */
  data: DataUse[];
  /**
   * How the rules for data are kept.
   */
  compliance: {
    /**
     * How data is protected.
     */
    dataProtection: string;
    /**
     * How long data is kept.
     */
    retention: string;
    /**
     * How data is deleted.
     */
    deletion: string;
    /**
     * How use can be audited.
     */
    audit: string;
    /**
     * How users consent.
     */
    consent: string;
    /**
     * Day of the next annual review.
     */
    annualReview: string;
  };
}
/**
 * An API with the versions that work.
 */
export interface ApiRange {
  /**
   * Name of the API.
   */
  id: string;
  /**
   * Versions that work.
   *
   * Items: Version of an API, as its addresses say it.
   */
  versions: string[];
}
/**
 * A runtime with the versions that work.
 */
export interface RuntimeRange {
  /**
   * Name of the runtime.
   */
  id: string;
  /**
   * Versions that work.
   */
  range: string;
}
/**
 * A call to an API.
 */
export interface ApiCall {
  /**
   * Name of the API.
   */
  api: string;
  /**
   * Version of the API.
   */
  version: string;
  /**
   * Method and path, or name of the operation.
   */
  operation: string;
  /**
   * Permissions it uses.
   *
   * Items: Id of a permission in the registry.
   */
  permissions: string[];
}
/**
 * A credential by reference; the secret itself never lives here.
 */
export interface Credential {
  /**
   * Name of the credential.
   */
  id: string;
  /**
   * Day it was issued.
   */
  issued: string;
  /**
   * Day it was revoked, or null.
   */
  revoked: string | null;
}
/**
 * A surface with the versions that work.
 */
export interface SurfaceRange {
  /**
   * Name of the surface.
   */
  id: "ui-component" | "export-tool" | "data-processor";
  /**
   * Versions that work.
   */
  range: string;
}
/**
 * A permission the integration uses.
 */
export interface HeldPermission {
  /**
   * The permission, as the registry names it.
   */
  id: string;
  /**
   * Why nothing smaller would do.
   */
  justification: string;
  /**
   * Whose data or which objects it reaches.
   */
  scope: string;
  /**
   * Day by which it is reviewed.
   */
  reviewBy: string;
}
/**
 * A use of one class of data.
 */
export interface DataUse {
  /**
   * The data class, as the registry names it.
   */
  class: string;
  /**
   * Fields that are used.
   */
  fields: string[];
  /**
   * What they are used for.
   */
  purpose: string;
  /**
   * What permits it; user-approval is the basis the specification knows.
   */
  basis: string;
  /**
   * How long it is kept.
   */
  retention: string;
  /**
   * Where it goes outside the platform; none where it does not.
   */
  export: string;
  /**
   * Who gets it from the partner; absent where nobody does.
   */
  recipients?: Recipient[];
}
/**
 * Somebody outside the platform and the partner who gets data.
 */
export interface Recipient {
  /**
   * Name of who gets it.
   */
  id: string;
  /**
   * What for; analytics and advertising are refused as external tracking.
   */
  purpose: "storage" | "processing" | "analytics" | "advertising";
}
/**
 * governance/data-classes.yaml: every class of data, and whether partners may touch it.
 */
export interface DataClassRegistry {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "DataClassRegistry";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Always data-classes.
     */
    id: "data-classes";
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * The classes of data there are.
   */
  spec: {
    /**
     * The data classes.
     */
    classes: DataClass[];
  };
}
/**
 * A class of data.
 */
export interface DataClass {
  /**
   * Name of the class.
   */
  id: string;
  /**
   * allowed, restricted to an approved proposal, or forbidden to everybody.
   */
  access: "allowed" | "restricted" | "forbidden";
  /**
   * What belongs to it.
   */
  description: string;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * decisions/<gate>.yaml: what the ballots came to, so that anyone can recompute it.
 */
export interface Decision {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Decision";
  /**
   * What the ballots came to, and which were counted.
   */
  spec: {
    /**
     * The repository it is made for: policy.spec.repo.
     */
    repo: string;
    /**
     * What was judged.
     */
    subject: string;
    /**
     * The question.
     */
    gate: "decision" | "pre-integration" | "sign-off" | "lifecycle";
    /**
     * Digest of the subject that was judged.
     */
    digest: string;
    /**
     * What it came to.
     */
    outcome: "approved" | "rejected";
    /**
     * By which threshold.
     */
    rule: "majority" | "unanimous" | "final-authority" | "one-body";
    /**
     * Why that threshold, and what tipped it.
     */
    because: string[];
    /**
     * The vote of each body.
     */
    votes: {
      [k: string]: "approve" | "reject" | "abstain" | "none";
    };
    /**
     * The ballots that were counted.
     */
    ballots: CountedBallot[];
    grants: Grants;
    /**
     * For a governance proposal: the paths it carries.
     *
     * Items: Path of a file, / separated.
     */
    changes: string[];
    /**
     * Number of this decision in the repository, from 1.
     */
    n: number;
    /**
     * Day it was computed for.
     */
    asOf: string;
    /**
     * Digest of the policy it was computed under.
     */
    policy: string;
  };
}
/**
 * A ballot that was counted.
 */
export interface CountedBallot {
  /**
   * File of the ballot, from the ballots folder of the gate.
   */
  path: string;
  /**
   * Digest of the ballot's bytes.
   */
  digest: string;
  /**
   * Who voted.
   */
  person: string;
  /**
   * For which body.
   */
  body: string;
  /**
   * With which key.
   */
  key: string;
  /**
   * The vote.
   */
  decision: "approve" | "reject" | "abstain";
}
/**
 * A permission with its scope.
 */
export interface GrantedPermission {
  /**
   * The permission.
   */
  id: string;
  /**
   * Whose data or which objects it reaches.
   */
  scope: string;
}
/**
 * What is given up.
 */
export interface Removes {
  /**
   * Permissions given up.
   *
   * Items: Id of a permission in the registry.
   */
  permissions: string[];
  /**
   * Capability classes given up.
   *
   * Items: A short id.
   */
  capabilities: string[];
}
/**
 * plan.yaml: how an integration or a component is prepared, built and rolled out.
 */
export interface IntegrationPlan {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "IntegrationPlan";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * The integration's or component's id and /plan.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * How it is versioned, rolled out, prepared and built.
   */
  spec: {
    /**
     * Integration or component it is for.
     */
    subject: string;
    /**
     * How versions are numbered, and what each number promises.
     */
    versioning: string;
    /**
     * What every version keeps to.
     *
     * Items: One sentence.
     */
    compatibilityRules: string[];
    /**
     * How it reaches its users: full for what is stable and of low risk, staged for medium risk, controlled for high risk and for anything new in permissions, workflows or runtimes.
     */
    rollout:
      | {
          /**
           * Everybody at once, stage by stage, or under control at each step.
           */
          strategy: "full";
          /**
           * Why this strategy.
           */
          reason: string;
          stages?: never;
        }
      | {
          /**
           * Everybody at once, stage by stage, or under control at each step.
           */
          strategy: "staged" | "controlled";
          /**
           * Why this strategy.
           */
          reason: string;
          /**
           * Who gets it when, in order; a full rollout has none.
           */
          stages: RolloutStage[];
        };
    /**
     * What happens to users when a version does not work.
     */
    fallback: string;
    migrationGuides: MigrationGuides;
    /**
     * Technical preparation, step by step; the steps of a component differ from those of a partner's integration.
     */
    preparation: PreparationStep[];
    /**
     * Implementation, step by step; the steps of a component differ from those of a partner's integration.
     */
    implementation: ImplementationStep[];
  };
}
/**
 * One step of a rollout.
 */
export interface RolloutStage {
  /**
   * Name of the stage.
   */
  id: string;
  /**
   * Who gets it.
   */
  audience: string;
  /**
   * What must hold before the next stage begins.
   */
  until: string;
}
/**
 * manifest.yaml: what an integration is, what it calls, and what it may do.
 */
export interface Integration {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Integration";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace and name, the same as the folder's.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  spec: Manifest;
}
/**
 * A signed statement by which a person proves that a new key is theirs.
 */
export interface KeyProof {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "KeyProof";
  /**
   * Whose key it is, and for which repository.
   */
  spec: {
    /**
     * The repository it is made for: policy.spec.repo.
     */
    repo: string;
    /**
     * Who the key belongs to.
     */
    person: string;
    /**
     * Fingerprint of the key that signs this.
     */
    key: string;
    /**
     * When it was signed, as the signer's clock had it.
     */
    statedAt: string;
  };
}
/**
 * What a signal was over a window, as the bodies measured it.
 */
export interface Measurement {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Measurement";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace and number.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What it says.
   */
  spec: {
    /**
     * What was measured: an integration, or a component by its name.
     */
    subject: string;
    /**
     * What was measured of it.
     */
    signal:
      | "workflow-reliability"
      | "api-error-rate"
      | "api-latency"
      | "permission-usage"
      | "extension-behavior"
      | "service-availability";
    /**
     * The days it was measured over, both included.
     */
    window: {
      /**
       * First day.
       */
      from: string;
      /**
       * Last day.
       */
      to: string;
    };
    /**
     * What came out, one entry for each workflow, API, permission or surface.
     */
    results: Result[];
    /**
     * What the values were read from.
     */
    source: {
      /**
       * What it is, and whose.
       */
      name: string;
      /**
       * SHA-256 of the very bytes, so that nobody can change them afterwards.
       */
      digest: string;
      /**
       * What was asked of it, where that was a query; the plan may ask something else by now.
       */
      query?: string;
    };
    /**
     * Who measured, by person id; nobody who works for the partner.
     *
     * Items: Id of a person: the name of the file in governance/people.
     */
    measuredBy: string[];
    /**
     * The measurement of the same subject, signal and window that this one stands in for; it counts no longer.
     */
    corrects?: string;
  };
}
/**
 * What one thing came to.
 */
export interface Result {
  /**
   * The workflow, API, permission or surface, as the manifest names it.
   */
  of: string;
  /**
   * The number, in the unit of the objective; null where there is no data.
   */
  value: number | null;
  /**
   * How many runs, calls or sessions it rests on.
   */
  samples: number;
  objective: Objective;
  /**
   * pass or fail, as the value and the objective say; no-data where there is none.
   */
  verdict: "pass" | "fail" | "no-data";
}
/**
 * What a value has to be.
 */
export interface Objective {
  /**
   * How the value compares with the threshold: >=, >, <= or <.
   */
  comparator: ">=" | ">" | "<=" | "<";
  /**
   * The number it is compared with.
   */
  threshold: number;
  /**
   * percent of runs, calls or time; ms, milliseconds; uses, how often.
   */
  unit: "percent" | "ms" | "uses";
}
/**
 * monitoring.yaml: what is watched of an integration or a component, against which objectives, and who hears of it.
 */
export interface MonitoringPlan {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "MonitoringPlan";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * The integration's or component's id and /monitoring.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What it says.
   */
  spec: {
    /**
     * The integration or component it is the plan of; the same as the folder's.
     */
    subject: string;
    /**
     * What is watched, one entry each for what has an objective of its own.
     */
    signals: PlannedSignal[];
    /**
     * Where it is written down what happened.
     */
    logs: MonitoringLog[];
    /**
     * Where people see the signals.
     */
    dashboards: Dashboard[];
    /**
     * Who hears of it, by themselves, when an objective is missed.
     */
    alerts: Alert[];
  };
}
/**
 * Something that is watched, and what it has to be.
 */
export interface PlannedSignal {
  /**
   * Short name, unique within the plan.
   */
  id: string;
  /**
   * What is watched.
   */
  signal:
    | "workflow-reliability"
    | "api-error-rate"
    | "api-latency"
    | "permission-usage"
    | "extension-behavior"
    | "service-availability";
  /**
   * The workflows, APIs, permissions or surfaces it is watched for, as the manifest names them.
   *
   * Items: A workflow by its id, an API with its version, a permission, or a surface.
   */
  of: string[];
  objective: Objective;
  /**
   * The length of time a value is taken over, ISO 8601.
   */
  window: string;
  /**
   * Where its values come from.
   */
  source: {
    /**
     * prometheus: the query is PromQL; logs: a search in the logs; platform: a report of the platform.
     */
    system: "prometheus" | "logs" | "platform";
    /**
     * What is asked of it.
     */
    query: string;
    /**
     * What is asked of it for the number of runs, calls or sessions that a value rests on.
     */
    samples?: string;
    /**
     * For prometheus, where the signal is of several things: the label whose value says of which, as the manifest names it.
     */
    label?: string;
  };
}
/**
 * Where it is written down what happened.
 */
export interface MonitoringLog {
  /**
   * Short name.
   */
  id: string;
  /**
   * What it holds.
   */
  holds: string;
  /**
   * Where it is, and who may read it.
   */
  place: string;
}
/**
 * Where people see signals.
 */
export interface Dashboard {
  /**
   * Short name.
   */
  id: string;
  /**
   * The signals it shows, by their ids.
   *
   * Items: A short id.
   */
  shows: string[];
  /**
   * Where it is.
   */
  place: string;
}
/**
 * Who hears of it when an objective is missed.
 */
export interface Alert {
  /**
   * Short name.
   */
  id: string;
  /**
   * The signal it is about, by its id.
   */
  signal: string;
  /**
   * How much it matters; the policy says within which time each is acted upon.
   */
  severity: "low" | "medium" | "high" | "critical";
  /**
   * How long the objective is missed before anybody is told, ISO 8601.
   */
  for: string;
  /**
   * Who is told, in this order: person ids, logins or names of teams.
   */
  tell: string[];
  /**
   * What whoever is told does first: a page, or where it is found.
   */
  runbook?: string;
}
/**
 * partners/<namespace>/partner.yaml: who a partner is. What it may do follows from its approved applications and proposals.
 */
export interface Partner {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Partner";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace of the partner, the same as its folder.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * Who the partner is, and whom to reach.
   */
  spec: {
    /**
     * Name of the company, as registered.
     */
    legalName: string;
    /**
     * Whom to write to.
     */
    contacts: Contact[];
  };
}
/**
 * Whom to write to.
 */
export interface Contact {
  /**
   * What they answer for.
   */
  role: "technical" | "security" | "business";
  /**
   * Address that is read.
   */
  email: string;
}
/**
 * governance/permissions.yaml: every permission there is. Ids are never deleted.
 */
export interface PermissionRegistry {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "PermissionRegistry";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Always permissions.
     */
    id: "permissions";
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * The permissions there are.
   */
  spec: {
    /**
     * The permissions.
     */
    permissions: Permission[];
  };
}
/**
 * A permission that partners can be granted.
 */
export interface Permission {
  /**
   * Name of the permission.
   */
  id: string;
  /**
   * What kind of access it is.
   */
  type: "read" | "write" | "workflow" | "intelligence";
  /**
   * Lowest tier that may hold it.
   */
  minimumTier: number;
  /**
   * allowed within the tier, or restricted to an approved proposal.
   */
  access: "allowed" | "restricted";
  /**
   * A write that tier 2 may have.
   */
  limited: boolean;
  /**
   * An advanced permission: restricted capability class advanced-permissions.
   */
  advanced: boolean;
  /**
   * Data classes it opens.
   *
   * Items: A short id.
   */
  dataClasses: string[];
  /**
   * What a user is told it allows.
   */
  sentence: string;
  /**
   * Ids it once had.
   *
   * Items: Id of a permission in the registry.
   */
  formerly: string[];
}
/**
 * governance/people/<id>.yaml: a person, the keys that prove it is them, and whom they work for.
 */
export interface Person {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Person";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Short name of the person, the same as the file's.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * Keys, account on the forge, and affiliations.
   */
  spec: {
    /**
     * Public keys; empty until the person has accepted.
     */
    keys: PersonKey[];
    /**
     * Account on the forge.
     */
    forge?: {
      /**
       * Login name, which may change.
       */
      login: string;
      /**
       * Number of the account, which never changes.
       */
      id: string;
    };
    /**
     * Partners this person works for; they cannot vote on them.
     *
     * Items: Namespace of a partner or component: the name of its folder.
     */
    affiliations: string[];
  };
}
/**
 * A public key.
 */
export interface PersonKey {
  /**
   * Format of the key.
   */
  type: "ssh" | "openpgp";
  /**
   * The public key: one line for ssh; for openpgp the armoured block that gpg --armor --export prints, without headers.
   */
  key: string;
  /**
   * Day it was added.
   */
  added: string;
}
/**
 * governance/platform.yaml: the versions of the platform, its APIs and its runtimes, with their dates.
 */
export interface Platform {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Platform";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Always platform.
     */
    id: "platform";
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * Versions of the OS, of APIs and of runtimes, with their dates.
   */
  spec: {
    /**
     * Versions of the platform.
     */
    os: OsRelease[];
    /**
     * APIs of the platform.
     */
    apis: PlatformApi[];
    /**
     * Runtimes of the platform.
     */
    runtimes: Runtime[];
  };
}
/**
 * A version of the platform.
 */
export interface OsRelease {
  /**
   * Version of the platform.
   */
  version: string;
  /**
   * APIs it speaks.
   */
  apis: ApiReference[];
  lifecycle: Lifecycle;
  /**
   * What can start a workflow there. Left out: the platform does not say, and any may be named.
   *
   * Items: What starts a workflow: a kind and a name.
   */
  triggers?: string[];
  /**
   * Where extensions may show there. Left out: the platform does not say, and any may be named.
   */
  surfaces?: OsSurface[];
}
/**
 * An API in one version.
 */
export interface ApiReference {
  /**
   * Name of the API.
   */
  id: string;
  /**
   * Version of the API.
   */
  version: string;
}
/**
 * When it was released, and when it leaves.
 */
export interface Lifecycle {
  /**
   * Day it was released.
   */
  released: string;
  /**
   * Day from which nothing new should use it, or null.
   */
  deprecated: string | null;
  /**
   * First day on which it is not supported any more, or null.
   */
  endOfSupport: string | null;
}
/**
 * A surface in the version that an OS version offers.
 */
export interface OsSurface {
  /**
   * Name of the surface.
   */
  id: "ui-component" | "export-tool" | "data-processor";
  /**
   * Version of the surface.
   */
  version: string;
}
/**
 * An API of the platform.
 */
export interface PlatformApi {
  /**
   * Name of the API.
   */
  id: string;
  /**
   * Version of the API.
   */
  version: string;
  /**
   * An internal API, which no partner may call.
   */
  internal: boolean;
  /**
   * Path of its contract in governance/contracts/, an https address, or null.
   */
  contract: string | null;
  lifecycle: Lifecycle;
}
/**
 * A runtime that partner code runs in.
 */
export interface Runtime {
  /**
   * Name of the runtime.
   */
  id: string;
  /**
   * Version of the runtime.
   */
  version: string;
  /**
   * Lowest tier that may use it.
   */
  minimumTier: number;
  lifecycle: Lifecycle;
  /**
   * What runs in it. Where some runtime says so, whoever has such a part declares one of those runtimes.
   */
  runs?: ("workflows" | "intelligence" | "extensions")[];
}
/**
 * governance/policy.yaml: the bodies, tiers, gates, capability classes and every number kwanus judges by. It changes only by a governance decision.
 */
export interface Policy {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Policy";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Always policy.
     */
    id: "policy";
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * The rules of the house.
   */
  spec: {
    /**
     * Random id of this repository, set once: it keeps ballots from being replayed elsewhere.
     */
    repo: string;
    /**
     * The governance bodies.
     */
    bodies: Body[];
    /**
     * The partner tiers.
     */
    tiers: Tier[];
    /**
     * The gates and how each is passed.
     */
    gates: Gate[];
    /**
     * The capability classes.
     */
    capabilities: CapabilityClass[];
    /**
     * Glob patterns of paths that may change with any landing.
     */
    free: string[];
    /**
     * Lengths of time that bind.
     */
    windows: {
      vote: WindowSetting;
      deprecation: WindowSetting;
      deprecationRecommended: WindowSetting;
      major: WindowSetting;
      minor: WindowSetting;
      workflow: WindowSetting;
      suspension: WindowSetting;
      lookBack: WindowSetting;
    };
    /**
     * How often reviews are due.
     */
    cadences: {
      permissionReview: DurationSetting;
      quarterlyReview: DurationSetting;
      annualReview: DurationSetting;
    };
    retention: DurationSetting;
    /**
     * How risks are scored and how fast they are escalated.
     */
    risk: {
      /**
       * Bands of scores, lowest first.
       */
      bands: RiskBand[];
      /**
       * Time to act, by band.
       */
      escalation: {
        /**
         * Time to act on a critical risk.
         */
        critical: string;
        /**
         * Time to act on a high risk.
         */
        high: string;
        /**
         * Time to act on a medium risk.
         */
        medium: string;
      };
      /**
       * Clause it comes from, or default.
       */
      source: string;
    };
    /**
     * Limits that measurements are held against.
     */
    thresholds: {
      reliability: PercentSetting;
      dependentReliability: PercentSetting;
      errorRate: PercentSetting;
      latencyP95: MillisecondSetting;
      instability?: CountSetting;
      deprecation?: CountSetting;
    };
    /**
     * What evidence must be to prove something; where it is left out, P30D and medium.
     */
    evidence?: {
      validity: DurationSetting;
      failsFrom: SeveritySetting;
    };
    minimumRsaBits: IntegerSetting;
  };
}
/**
 * A governance body: who votes, on what.
 */
export interface Body {
  /**
   * Short name of the body.
   */
  id: string;
  /**
   * What the body answers for.
   */
  remit: string;
  /**
   * Who votes; may be empty while the body is being staffed.
   *
   * Items: Id of a person: the name of the file in governance/people.
   */
  members: string[];
  /**
   * Who votes when no member can.
   *
   * Items: Id of a person: the name of the file in governance/people.
   */
  deputies: string[];
  /**
   * How many approvals or rejections make the vote of the body.
   */
  quorum: {
    /**
     * majority of the members, or a number of persons.
     */
    value: "majority" | number;
    /**
     * Clause it comes from, or default.
     */
    source: string;
  };
  /**
   * The questions every ballot of this body answers.
   *
   * Items: A short id.
   */
  criteria: string[];
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A partner tier: what its partners may do.
 */
export interface Tier {
  /**
   * Number of the tier.
   */
  id: number;
  /**
   * What people call it.
   */
  name: string;
  /**
   * Types of permission it may hold.
   */
  types: ("read" | "write" | "workflow" | "intelligence")[];
  /**
   * Which writes it may have: none, those marked limited, or all.
   */
  write: "none" | "limited" | "full";
  /**
   * Risk that comes with the tier itself.
   */
  inherentRisk: "low" | "medium" | "high" | "critical";
  /**
   * Reviews that the tier asks for.
   */
  requires: ("security-review" | "full-governance-review")[];
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A question the bodies decide together.
 */
export interface Gate {
  /**
   * Which question.
   */
  id: "decision" | "pre-integration" | "sign-off" | "lifecycle";
  /**
   * How many bodies must approve; final-authority: that body alone, once those it hears have voted.
   */
  threshold: "majority" | "unanimous" | "final-authority";
  /**
   * Body without whose approval the gate never passes.
   */
  finalAuthority: string;
  /**
   * Contents that make it unanimous.
   */
  unanimousWhen: ("new-tier" | "new-permission-class" | "intelligence-workflow")[];
  /**
   * What it asks in addition, by requested tier.
   */
  tiers: GateByTier[];
  /**
   * Bodies that must have voted before the final authority is enough.
   *
   * Items: Id of a governance body.
   */
  hears?: string[];
  /**
   * Body that may suspend alone, for the window called suspension.
   */
  maySuspend?: string;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * What a gate asks in addition for one tier.
 */
export interface GateByTier {
  /**
   * Number of the requested tier.
   */
  tier: number;
  /**
   * Bodies whose approval cannot be missing.
   *
   * Items: Id of a governance body.
   */
  mustApprove: string[];
  /**
   * Whether a body may abstain.
   */
  mayAbstain: boolean;
}
/**
 * A class of things a partner may be able to do.
 */
export interface CapabilityClass {
  /**
   * Name of the class.
   */
  id: string;
  /**
   * allowed within the tier, restricted to an approved proposal, or forbidden to everybody.
   */
  access: "allowed" | "restricted" | "forbidden";
  /**
   * Lowest tier that may have it.
   */
  minimumTier: number;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A length of time that somebody is given, and where it comes from.
 */
export interface WindowSetting {
  /**
   * The length of time, ISO 8601, longer than nothing.
   */
  value: string;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A length of time and where it comes from.
 */
export interface DurationSetting {
  /**
   * The length of time, ISO 8601.
   */
  value: string;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A band of risk scores; a score is likelihood times impact.
 */
export interface RiskBand {
  /**
   * Name of the band.
   */
  id: "low" | "medium" | "high" | "critical";
  /**
   * Lowest score in the band.
   */
  from: number;
  /**
   * Highest score in the band.
   */
  to: number;
}
/**
 * A percentage and where it comes from.
 */
export interface PercentSetting {
  /**
   * The number, in percent.
   */
  value: number;
  /**
   * Always percent.
   */
  unit: "percent";
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A time in milliseconds and where it comes from.
 */
export interface MillisecondSetting {
  /**
   * The number, in milliseconds.
   */
  value: number;
  /**
   * Always ms.
   */
  unit: "ms";
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * How often something has to be so, and where the number comes from.
 */
export interface CountSetting {
  /**
   * The number.
   */
  value: number;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A severity and where it comes from.
 */
export interface SeveritySetting {
  /**
   * The severity.
   */
  value: "low" | "medium" | "high" | "critical";
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * A whole number and where it comes from.
 */
export interface IntegerSetting {
  /**
   * The number.
   */
  value: number;
  /**
   * Clause it comes from, or default.
   */
  source: string;
}
/**
 * proposal.yaml: a partner asks for more, or the bodies change the rules.
 */
export interface Proposal {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Proposal";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace and number, the same as the folder's.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What is to change, why, and what follows from it.
   */
  spec:
    | {
        /**
         * What it asks for.
         */
        category: "governance";
        /**
         * Day it is filed; the time to vote starts here.
         */
        filed: string;
        /**
         * What is to change.
         */
        description: string;
        /**
         * Why, and for whom.
         */
        justification: string;
        requestedTier?: never;
        requestedCapabilities?: never;
        requestedPermissions?: never;
        removes?: Removes;
        /**
         * The integrations it is for.
         *
         * Items: Id of an integration: namespace and name.
         */
        integrations?: string[];
        /**
         * The runtimes that it needs, with the versions that work, where no manifest says so yet. They are held against the platform before anybody votes.
         */
        runtimes?: RuntimeRange[];
        /**
         * How it fits the governance rules.
         */
        governanceAlignment: string;
        /**
         * What it does to existing versions and users.
         */
        compatibilityImpact: string;
        /**
         * How compatibility is kept.
         */
        compatibilityPlan: string;
        /**
         * What it does to permissions and data.
         */
        securityImpact: string;
        /**
         * How it is maintained and, one day, ended.
         */
        lifecyclePlan: string;
        /**
         * How users and data move over, or why nothing has to.
         */
        migrationPlan:
          | {
              plan?: never;
              /**
               * Why nothing has to move.
               */
              notApplicable: string;
            }
          | {
              /**
               * How users and data move over.
               */
              plan: string;
              notApplicable?: never;
            };
        /**
         * Why it lasts.
         */
        sustainability: {
          /**
           * When and how it is looked at again.
           */
          review: string;
          /**
           * What it does to the ecosystem in the long run.
           */
          ecosystemHealth: string;
          /**
           * Who pays for it and keeps it running.
           */
          viability: string;
        };
        /**
         * A rejected or withdrawn proposal that this one replaces.
         */
        supersedes?: string;
        /**
         * Governance only: the files that change.
         */
        changes: ProposedChange[];
        /**
         * Governance only: landings that verify refuses, by commit, and undermined decisions, by subject, that are accepted after the fact.
         *
         * Items: A landing, by the full id of its commit, or a decision, by the id of its subject.
         */
        ratifies?: string[];
      }
    | {
        /**
         * What it asks for.
         */
        category: "capability" | "tier" | "integration";
        /**
         * Day it is filed; the time to vote starts here.
         */
        filed: string;
        /**
         * What is to change.
         */
        description: string;
        /**
         * Why, and for whom.
         */
        justification: string;
        /**
         * Tier that is asked for, or held already.
         */
        requestedTier: number;
        /**
         * Capabilities that are asked for; may be empty.
         */
        requestedCapabilities: RequestedCapability[];
        /**
         * Permissions that are asked for; may be empty.
         */
        requestedPermissions: RequestedPermission[];
        removes?: Removes;
        /**
         * The integrations it is for.
         *
         * Items: Id of an integration: namespace and name.
         */
        integrations?: string[];
        /**
         * The runtimes that it needs, with the versions that work, where no manifest says so yet. They are held against the platform before anybody votes.
         */
        runtimes?: RuntimeRange[];
        /**
         * How it fits the governance rules.
         */
        governanceAlignment: string;
        /**
         * What it does to existing versions and users.
         */
        compatibilityImpact: string;
        /**
         * How compatibility is kept.
         */
        compatibilityPlan: string;
        /**
         * What it does to permissions and data.
         */
        securityImpact: string;
        /**
         * How it is maintained and, one day, ended.
         */
        lifecyclePlan: string;
        /**
         * How users and data move over, or why nothing has to.
         */
        migrationPlan:
          | {
              plan?: never;
              /**
               * Why nothing has to move.
               */
              notApplicable: string;
            }
          | {
              /**
               * How users and data move over.
               */
              plan: string;
              notApplicable?: never;
            };
        /**
         * Why it lasts.
         */
        sustainability: {
          /**
           * When and how it is looked at again.
           */
          review: string;
          /**
           * What it does to the ecosystem in the long run.
           */
          ecosystemHealth: string;
          /**
           * Who pays for it and keeps it running.
           */
          viability: string;
        };
        /**
         * A rejected or withdrawn proposal that this one replaces.
         */
        supersedes?: string;
        changes?: never;
        ratifies?: never;
      };
}
/**
 * A file that a governance proposal changes.
 */
export interface ProposedChange {
  /**
   * File that changes; its new content lies under changes/.
   */
  path: string;
  /**
   * Digest of the file that is replaced, or null for a new file.
   */
  before: string | null;
  /**
   * Delete the file.
   */
  delete?: true;
}
/**
 * release.yaml: a version of an integration or a component, what it fulfils and what changes with it. The bodies sign it off.
 */
export interface Release {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Release";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * The integration's or component's id and the version.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * The version, what it fulfils, and what changes with it.
   */
  spec: {
    /**
     * Day it is filed; the time to sign it off starts here.
     */
    filed: string;
    /**
     * Integration or component that is released.
     */
    subject: string;
    /**
     * The version, above every one released before.
     */
    version: string;
    /**
     * Day it reaches users; never before it is signed off.
     */
    released: string;
    /**
     * Approved applications and proposals that this version carries out; may be empty.
     *
     * Items: Id of an application or a proposal.
     */
    fulfils: string[];
    /**
     * Whether something that worked before stops working.
     */
    breaking: boolean;
    /**
     * What changes for users.
     */
    notes: string;
    migrationGuides: MigrationGuides;
    /**
     * What is updated with it: manifest, registries, compatibility matrix, lifecycle; or why nothing is.
     */
    governanceUpdate: string;
    /**
     * What this version stands for, byte by byte: its manifest, plan, contracts and documents. Who signs it off signs them; kwanus new release lists them.
     */
    pins: Pin[];
  };
}
/**
 * A file with the digest of its bytes.
 */
export interface Pin {
  /**
   * From the folder of the integration or component.
   */
  path: string;
  /**
   * Digest of its bytes.
   */
  sha256: string;
}
/**
 * governance/repairs/<commit>.yaml: undoes a landing that verify refuses, by the bytes that were there before it.
 */
export interface Repair {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Repair";
  /**
   * Which landing is undone, and what is given back.
   */
  spec: {
    /**
     * The repository it is made for: policy.spec.repo.
     */
    repo: string;
    /**
     * The commit of the protected branch that is undone; verify refuses it.
     */
    landing: string;
    /**
     * Every path that is given back what it held before that landing, in byte order; none where all of them hold it again.
     *
     * Items: A path from the root of the repository.
     */
    restores: string[];
  };
}
/**
 * kwanus.yaml: marks the root of a governance repository.
 */
export interface Repository {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Repository";
  /**
   * Which kwanus may judge it, and where it is hosted.
   */
  spec: {
    /**
     * The kwanus versions that may judge this repository.
     */
    requires: string;
    /**
     * Where the repository is hosted; decides which CI files are written.
     */
    forge: "github" | "gitlab" | "none";
  };
}
/**
 * A review that the bodies held: what they looked at, what they found, and when they look again.
 */
export interface Review {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Review";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace and number.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What was looked at, what was found, and when it is looked at again.
   */
  spec: {
    /**
     * What was reviewed: a partner or component by its name, an integration, or ecosystem for all of it.
     */
    subject: string;
    /**
     * Which review it is.
     */
    type: "annual" | "quarterly" | "permission" | "workflow" | "compliance" | "expansion-outcome" | "stewardship";
    /**
     * The days it looks back on, both included.
     */
    period: {
      /**
       * First day.
       */
      from: string;
      /**
       * Last day.
       */
      to: string;
    };
    /**
     * Day it was held.
     */
    held: string;
    /**
     * Who held it, by person id.
     *
     * Items: Id of a person: the name of the file in governance/people.
     */
    reviewers: string[];
    /**
     * What the specification asks of this review, each with what came of it.
     */
    tasks: ReviewTask[];
    /**
     * What has to change; may be empty.
     */
    findings: ReviewFinding[];
    /**
     * Day by which the next one of its type is due.
     */
    next: string;
  };
}
/**
 * Something a review looks at.
 */
export interface ReviewTask {
  /**
   * Which task.
   */
  id:
    | "partner-review"
    | "integration-review"
    | "permission-review"
    | "workflow-review"
    | "compliance-review"
    | "ecosystem-health"
    | "compliance-alignment"
    | "governance-alignment"
    | "ecosystem-audit"
    | "expansion-outcomes"
    | "expansion-rules"
    | "governance-update"
    | "compatibility-update"
    | "lifecycle-update"
    | "sustainability-review";
  /**
   * What came of it.
   */
  outcome: string;
}
/**
 * Something that has to change.
 */
export interface ReviewFinding {
  /**
   * Short name, unique within the review.
   */
  id: string;
  /**
   * What was found.
   */
  text: string;
  /**
   * How much it matters, in the bands of risk.
   */
  severity: "low" | "medium" | "high" | "critical";
  /**
   * Who answers for it: a person id or a login.
   */
  owner: string;
  /**
   * Day by which it is to be closed.
   */
  due: string;
  /**
   * Day it was closed, or null.
   */
  closed: string | null;
}
/**
 * A signed statement by which a key is withdrawn.
 */
export interface Revocation {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Revocation";
  /**
   * Which key is withdrawn, by whom, and why.
   */
  spec:
    | {
        /**
         * The repository it is made for: policy.spec.repo.
         */
        repo: string;
        /**
         * Whose key it is.
         */
        person: string;
        /**
         * Fingerprint of the key that is withdrawn.
         */
        key: string;
        /**
         * retired keeps what it signed; compromised undermines what it signed since a commit.
         */
        state: "compromised";
        /**
         * For a compromised key: the first commit that is not to be trusted.
         */
        since: string;
        /**
         * Who signs this: the owner, or a member of SCO.
         */
        by: string;
        /**
         * Why.
         */
        reason: string;
        /**
         * When it was signed, as the signer's clock had it.
         */
        statedAt: string;
      }
    | {
        /**
         * The repository it is made for: policy.spec.repo.
         */
        repo: string;
        /**
         * Whose key it is.
         */
        person: string;
        /**
         * Fingerprint of the key that is withdrawn.
         */
        key: string;
        /**
         * retired keeps what it signed; compromised undermines what it signed since a commit.
         */
        state: "retired";
        since?: never;
        /**
         * Who signs this: the owner, or a member of SCO.
         */
        by: string;
        /**
         * Why.
         */
        reason: string;
        /**
         * When it was signed, as the signer's clock had it.
         */
        statedAt: string;
      };
}
/**
 * risk.yaml: what could go wrong, how likely, and what is done about it.
 */
export interface RiskAssessment {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "RiskAssessment";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * The subject's id and /risk.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names. An author cannot vote on it.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What is assessed, and every risk.
   */
  spec: {
    /**
     * What is assessed.
     */
    subject: string;
    /**
     * The risks; each category has at least one entry.
     */
    entries: RiskEntry[];
  };
}
/**
 * A risk as two numbers; its score is their product.
 */
export interface RiskScore {
  /**
   * 1 rare to 5 almost certain.
   */
  likelihood: number;
  /**
   * 1 negligible to 5 severe.
   */
  impact: number;
}
/**
 * Something that is done about a risk.
 */
export interface Mitigation {
  /**
   * Which kind of measure.
   */
  strategy: "permission-restriction" | "workflow-restriction" | "remediation" | "suspension";
  /**
   * What is done.
   */
  measure: string;
}
/**
 * transition.yaml: the bodies move a partner, an integration or a component from one stage of its lifecycle to another.
 */
export interface Transition {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Transition";
  /**
   * How it is called and who wrote it.
   */
  metadata: {
    /**
     * Namespace and number, the same as the folder's.
     */
    id: string;
    /**
     * What people call it.
     */
    title: string;
    /**
     * Who wrote it: person ids or login names.
     */
    authors?: string[];
    /**
     * Short facts of your own, for selecting; kwanus only keeps them.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes of your own for other tools; kwanus only keeps them.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * From which stage to which, why, and when.
   */
  spec: {
    /**
     * Day it is filed; votes are due some days later.
     */
    filed: string;
    /**
     * What changes its stage.
     */
    subject: string;
    /**
     * Stage it is in.
     */
    from: "active" | "maintenance" | "deprecation" | "end-of-support" | "suspended";
    /**
     * Stage it goes to. Out of suspended it returns to the stage that lies below.
     */
    to: "active" | "maintenance" | "deprecation" | "end-of-support" | "suspended";
    /**
     * Why, in one word; a violation or misuse may shorten a window if the bodies are unanimous.
     */
    cause:
      | "planned"
      | "remediated"
      | "compliance-violation"
      | "permission-misuse"
      | "workflow-failure"
      | "partner-instability";
    /**
     * Why, in sentences.
     */
    reason: string;
    /**
     * How those who are concerned were told.
     */
    notice?: {
      /**
       * Day it was given.
       */
      given: string;
      /**
       * What was said, and to whom.
       */
      text: string;
    };
    /**
     * Day it takes effect; never before it is decided.
     */
    effective: string;
    /**
     * For a deprecation: day on which support is to end.
     */
    endOfSupport?: string;
    /**
     * Where its users go, and how.
     */
    migration?: string;
    /**
     * What would bring it back, and by when.
     */
    remediation?: string;
  };
}
/**
 * withdrawal.yaml: the author takes a subject back before it is decided.
 */
export interface Withdrawal {
  /**
   * Version of the envelope.
   */
  apiVersion: "kwanus/v1";
  /**
   * What this document is.
   */
  kind: "Withdrawal";
  /**
   * What is taken back, and why.
   */
  spec: {
    /**
     * What is withdrawn.
     */
    subject: string;
    /**
     * Why.
     */
    reason: string;
    /**
     * Day it is withdrawn.
     */
    filed: string;
  };
}
