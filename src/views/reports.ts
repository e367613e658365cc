// Which reports serve clauses: a report that prints what a clause asks for is its home.

export interface ReportHome {
  /** The command that prints it, without `kwanus`. */
  readonly command: string;
  /** Words it prints. */
  readonly prints: string;
  /** The transcript of the command in test/cli that shows them. */
  readonly page: string;
  readonly clauses: readonly string[];
  /** One sentence: what a reader learns. */
  readonly summary: string;
}

export const reportHomes: readonly ReportHome[] = [
  {
    command: "status",
    prints: "stage: Proposal",
    page: "status.md",
    clauses: ["PEP-12.1"],
    summary: "A proposal that has not landed is at stage Proposal.",
  },
  {
    command: "status",
    prints: "stage: Evaluation",
    page: "status.md",
    clauses: ["PEP-12.2"],
    summary: "A proposal that has landed and has no vote is at stage Evaluation.",
  },
  {
    command: "status",
    prints: "stage: Approval",
    page: "voting.md",
    clauses: ["PEP-12.3"],
    summary: "A proposal that bodies vote on is at stage Approval.",
  },
  {
    command: "status",
    prints: "stage: Integration",
    page: "status.md",
    clauses: ["PEP-12.4"],
    summary: "A proposal that was approved is at stage Integration.",
  },
  {
    command: "status",
    prints: "stage: Release",
    page: "sign-off.md",
    clauses: ["PEP-12.5"],
    summary: "An approved proposal that a release carries out is at stage Release.",
  },
  {
    command: "status",
    prints: "stage: Monitoring",
    page: "sign-off.md",
    clauses: ["PEP-12.6"],
    summary: "An approved proposal is at stage Monitoring once a signed-off release has reached users.",
  },
  {
    command: "status",
    prints: "stage: Review",
    page: "sign-off.md",
    clauses: ["PEP-12.7"],
    summary: "An approved proposal is at stage Review once a review asked what it came to.",
  },
  {
    command: "report lifecycle",
    prints: "flagged as deprecated",
    page: "lifecycle.md",
    clauses: ["EPF-8.3.1", "PIS-10.3.1"],
    summary: "A partner or integration in Deprecation is flagged, with what that restricts.",
  },
  {
    command: "report lifecycle",
    prints: "reaches users",
    page: "sign-off.md",
    clauses: ["PIP-2.7.3", "PIP-11.1.4", "EIP-2.7.3", "EIP-11.1.4"],
    summary: "A version that was signed off: the day on which it reaches users, and since when they have it.",
  },
  {
    command: "matrix",
    prints: "reports/compatibility-matrix.md is stale",
    page: "matrix.md",
    clauses: [
      "PEP-9.1.1",
      "PEP-13.1.4",
      "PIP-2.7.2",
      "PIP-6.1.1",
      "PIP-11.1.3",
      "PIP-12.1.2",
      "EIP-2.7.2",
      "EIP-6.1.1",
      "EIP-11.1.3",
      "EIP-12.1.2",
      "EPF-11.1.3",
    ],
    summary: "The committed compatibility matrix no longer says what the documents say, and has to be written again.",
  },
  {
    command: "report lifecycle",
    prints: "annual compliance review",
    page: "lifecycle.md",
    clauses: ["EPF-6.1.5", "PIS-8.1.5"],
    summary: "The next annual compliance review of everything that is in use, due or late.",
  },
  {
    command: "report lifecycle",
    prints: "permission review of",
    page: "lifecycle.md",
    clauses: ["EPF-5.1.4", "PIS-6.1.4", "EPF-9.2.2", "PIS-11.2.2"],
    summary: "The next review of every permission that is in use, due or late.",
  },
  {
    command: "report permissions",
    prints: "least privilege:",
    page: "permissions.md",
    clauses: ["EPF-5.1.1", "PIS-6.1.1", "PIP-4.3.3", "EIP-4.3.3"],
    summary: "Every permission across contract, manifest, registry, envelope and measured use, with a verdict.",
  },
  {
    command: "matrix --why",
    prints: "workflow nightly-notes 1.0.0 (enhanced) runs: ",
    page: "testers.md",
    clauses: ["PIP-6.2.2"],
    summary: "What the workflow compatibility tester found: triggers, runtime, permissions, fallback of each workflow.",
  },
  {
    command: "matrix --why",
    prints: "runtime base >=2.0.0 → 3.0.0 is supported",
    page: "testers.md",
    clauses: ["EIP-6.2.2"],
    summary: "What the runtime compatibility checker found: each range solved, with tier, dates and neighbours.",
  },
  {
    command: "matrix --why",
    prints: "extension shows as ui-component: ",
    page: "testers.md",
    clauses: ["EIP-6.2.3"],
    summary: "What the extension compatibility tester found: surface, policy, sandbox and permissions of an extension.",
  },
  {
    command: "report reviews",
    prints: "protect ecosystem integrity",
    page: "reviews.md",
    clauses: ["EPF-11.2.1", "PEP-13.2.1", "PIP-12.2.1", "EIP-12.2.1"],
    summary: "An outcome; counted in its place: findings of reviews that are closed, or open and not past their day.",
  },
  {
    command: "report reviews",
    prints: "maintain partner trust",
    page: "reviews.md",
    clauses: ["EPF-11.2.2", "PEP-13.2.4", "PIP-12.2.2"],
    summary:
      "An outcome; counted in its place: what partners asked for and had decided in time, and reviews held by nobody who works for what was reviewed.",
  },
  {
    command: "report reviews",
    prints: "ensure long-term viability",
    page: "reviews.md",
    clauses: ["EPF-11.2.3", "PIP-12.2.3", "EIP-12.2.3"],
    summary: "An outcome; counted in its place: sustainability reviews that are not late.",
  },
  {
    command: "report reviews",
    prints: "ensure sustainable growth",
    page: "reviews.md",
    clauses: ["PEP-13.2.2"],
    summary:
      "An outcome; counted in its place: expansions approved more than a year ago whose outcome a review looked at.",
  },
  {
    command: "report reviews",
    prints: "maintain compatibility",
    page: "reviews.md",
    clauses: ["PEP-13.2.3", "EIP-12.2.2"],
    summary:
      "An outcome; counted in its place: where what is in use works as it is meant to on the OS versions in support, and compatibility updates that are not late.",
  },
  {
    command: "report monitoring",
    prints: "without data; looked back",
    page: "reports.md",
    clauses: ["PIP-2.6.1", "PIP-2.6.2", "PIP-2.6.3", "EIP-2.6.1", "EIP-2.6.2", "EIP-2.6.3"],
    summary: "Of everything that has to be watched the last value, a verdict and the days without evidence.",
  },
  {
    command: "report health",
    prints: "all documentation complete",
    page: "reports.md",
    clauses: ["PIP-11.1.2", "EIP-11.1.2"],
    summary: "How many released integrations and components have every required document.",
  },
  {
    command: "report health",
    prints: "developer tutorials",
    page: "reports.md",
    clauses: ["PIP-8.2.1", "EIP-8.2.1"],
    summary: "Optional: counted and named, never required.",
  },
  {
    command: "report health",
    prints: "partner onboarding guides",
    page: "reports.md",
    clauses: ["PIP-8.2.2", "EIP-8.2.2"],
    summary: "Optional: counted and named, never required.",
  },
];
