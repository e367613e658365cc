// Entries of the founding policy that carry out a clause because a rule reads them; the policy itself names one source.

export interface PolicyEntry {
  readonly id: string;
  readonly clauses: readonly string[];
}

/**
 * Capabilities, judged by TIR001 (the tier they begin at), PRO005 (forbidden) and IDN004 (what is not listed may not be
 * asked for). What has a rule of its own, like unbounded permissions, is not listed here.
 */
export const capabilityEntries: readonly PolicyEntry[] = [
  { id: "read-only-access", clauses: ["EPF-2.1.1", "EPF-4.1.1", "PIS-3.1.1", "PEP-6.1.1", "PEP-8.1.1"] },
  { id: "workflow-triggers", clauses: ["EPF-2.1.2", "EPF-2.2.1", "EPF-4.1.2", "PIS-3.1.2", "PEP-6.1.2", "PEP-8.1.2"] },
  { id: "ui-components", clauses: ["PIS-5.1.1", "PEP-6.1.3", "PEP-8.1.3"] },
  { id: "export-tools", clauses: ["PIS-5.1.2"] },
  { id: "data-processors", clauses: ["PIS-5.1.3"] },
  { id: "write-operations", clauses: ["EPF-2.1.3", "EPF-4.2.1", "PIS-3.2.1", "PEP-6.2.1", "PEP-8.2.1"] },
  { id: "advanced-permissions", clauses: ["EPF-4.2.2", "PIS-3.2.2", "PEP-6.2.2", "PEP-8.2.2"] },
  { id: "predictive-workflows", clauses: ["EPF-2.3.2", "EPF-4.2.3", "PIS-3.2.3"] },
  { id: "intelligence-workflows", clauses: ["EPF-4.1.3", "PEP-6.2.3", "PEP-8.2.3"] },
  { id: "direct-database-access", clauses: ["EPF-4.3.1", "PIS-3.3.1", "PEP-8.3.1"] },
  { id: "raw-data-access", clauses: ["EPF-4.3.2", "PEP-6.3.1"] },
  { id: "internal-api-access", clauses: ["PIS-3.3.2", "PEP-8.3.2"] },
  { id: "global-ui-overrides", clauses: ["PEP-6.3.2"] },
];

/** Criteria that a body answers in every ballot that approves or rejects (BAL006). */
export const criterionEntries: readonly PolicyEntry[] = [
  { id: "architecture-alignment", clauses: ["PEP-4.1.1"] },
  { id: "performance-impact", clauses: ["PEP-4.1.2"] },
  { id: "compatibility-impact", clauses: ["PEP-4.1.3"] },
  { id: "maintainability", clauses: ["PEP-4.1.4"] },
  { id: "permission-boundaries", clauses: ["PEP-4.2.1"] },
  { id: "data-access", clauses: ["PEP-4.2.2"] },
  { id: "sandbox-integrity", clauses: ["PEP-4.2.3"] },
  { id: "data-protection", clauses: ["PEP-4.3.1"] },
  { id: "retention-rules", clauses: ["PEP-4.3.2"] },
  { id: "deletion-rules", clauses: ["PEP-4.3.3"] },
  { id: "auditability", clauses: ["PEP-4.3.4"] },
  { id: "developer-impact", clauses: ["PEP-4.4.1"] },
  { id: "partner-impact", clauses: ["PEP-4.4.2"] },
  { id: "workflow-impact", clauses: ["PEP-4.4.3"] },
  { id: "sustainability", clauses: ["PEP-4.4.4"] },
];
