// The fields of documents that are homes of clauses. Written by `npm run generate` from schemas/; do not edit.

/** A field without which, or with another value in which, the shape of a document of its kind does not hold. */
export interface FieldHome {
  readonly kind: string;
  /** `spec.api.calls[].version` */
  readonly path: string;
  readonly what: string;
  readonly clauses: readonly string[];
}

export const fieldHomes: readonly FieldHome[] = [
  {"kind":"Application","path":"spec.businessJustification","what":"What users and the ecosystem gain.","clauses":["EPF-3.1.1"]},
  {"kind":"Application","path":"spec.technicalOverview","what":"How it works and which APIs it calls.","clauses":["EPF-3.1.2"]},
  {"kind":"Application","path":"spec.securityOverview","what":"How access and credentials are protected.","clauses":["EPF-3.1.3"]},
  {"kind":"Application","path":"spec.complianceOverview","what":"How data is protected, kept, deleted and audited.","clauses":["EPF-3.1.4"]},
  {"kind":"Application","path":"spec.requestedTier","what":"Tier that is asked for.","clauses":["EPF-3.1.5"]},
  {"kind":"Application","path":"spec.requestedPermissions","what":"Permissions that are asked for, each with its reason.","clauses":["EPF-3.1.6"]},
  {"kind":"Application","path":"spec.requestedPermissions[].justification","what":"Why nothing smaller would do.","clauses":["EPF-5.1.3","PIS-6.1.3"]},
  {"kind":"Integration","path":"spec.restsOn","what":"Approved applications and proposals it rests on.","clauses":["PIP-3.1.1"]},
  {"kind":"Integration","path":"spec.compatibility.fallback","what":"What happens on a version that does not work.","clauses":["PEP-9.1.2","PIP-6.1.2"]},
  {"kind":"Integration","path":"spec.api.calls[].version","what":"Version of the API.","clauses":["PIS-2.1.1","PIS-3.4.1","PIP-4.1.1"]},
  {"kind":"Integration","path":"spec.api.auditLog","what":"Where calls are recorded.","clauses":["PIS-3.4.4","PIP-4.1.4"]},
  {"kind":"Integration","path":"spec.api.credentials","what":"Credentials by reference, never the secret.","clauses":["EPF-3.5.1"]},
  {"kind":"Integration","path":"spec.workflows[].type","what":"triggered by the partner, enhanced with its data, or dependent on its service.","clauses":["PIS-2.2.1","PIS-2.2.2","PIS-2.2.3"]},
  {"kind":"Integration","path":"spec.workflows[].version","what":"Version of the workflow.","clauses":["PIS-4.5.4"]},
  {"kind":"Integration","path":"spec.workflows[].permissions","what":"Permissions it uses.","clauses":["PIP-4.2.3"]},
  {"kind":"Integration","path":"spec.workflows[].fallback","what":"What happens when it fails.","clauses":["PIP-4.2.4"]},
  {"kind":"Integration","path":"spec.extension.surfaces","what":"Where it shows; global-ui and navigation are refused.","clauses":["PIS-2.3.1","PIS-2.3.2","PIS-2.3.3","PIP-4.4.1","PIP-4.4.2","PIP-4.4.3"]},
  {"kind":"Integration","path":"spec.extension.permissions","what":"Permissions it uses.","clauses":["PIS-5.4.2"]},
  {"kind":"Integration","path":"spec.extension.compatibility","what":"What it asks of the surface it shows in.","clauses":["PIS-5.4.3"]},
  {"kind":"Integration","path":"spec.permissions","what":"Every permission it uses, with its reason.","clauses":["EPF-3.5.2"]},
  {"kind":"Integration","path":"spec.permissions[].justification","what":"Why nothing smaller would do.","clauses":["EPF-5.1.3","PIS-6.1.3"]},
  {"kind":"Integration","path":"spec.compliance.dataProtection","what":"How data is protected.","clauses":["EPF-6.1.1","PIS-8.1.1"]},
  {"kind":"Integration","path":"spec.compliance.retention","what":"How long data is kept.","clauses":["EPF-6.1.2","PIS-8.1.2"]},
  {"kind":"Integration","path":"spec.compliance.deletion","what":"How data is deleted.","clauses":["EPF-6.1.3","PIS-8.1.3"]},
  {"kind":"Integration","path":"spec.compliance.audit","what":"How use can be audited.","clauses":["EPF-6.1.4","PIS-8.1.4"]},
  {"kind":"PermissionRegistry","path":"spec.permissions[].type","what":"What kind of access it is.","clauses":["PIS-6.2.1","PIS-6.2.2","PIS-6.2.3","PIS-6.2.4"]},
  {"kind":"Proposal","path":"spec.category","what":"What it asks for.","clauses":["PEP-3.1.1","PEP-3.1.2","PEP-3.1.3","PEP-3.1.4","PEP-3.2.1","PEP-3.2.2","PEP-3.3.1","PEP-3.3.2","PEP-3.3.3"]},
  {"kind":"Proposal","path":"spec.description","what":"What is to change.","clauses":["PEP-2.1.1"]},
  {"kind":"Proposal","path":"spec.justification","what":"Why, and for whom.","clauses":["PEP-2.1.2"]},
  {"kind":"Proposal","path":"spec.requestedTier","what":"Tier that is asked for, or held already.","clauses":["PEP-2.1.3"]},
  {"kind":"Proposal","path":"spec.requestedCapabilities","what":"Capabilities that are asked for; may be empty.","clauses":["PEP-2.1.4"]},
  {"kind":"Proposal","path":"spec.requestedPermissions[].justification","what":"Why nothing smaller would do.","clauses":["EPF-5.1.3","PIS-6.1.3"]},
  {"kind":"Proposal","path":"spec.governanceAlignment","what":"How it fits the governance rules.","clauses":["PEP-2.1.5","PEP-5.1.1","PIP-3.1.5","EIP-3.1.5"]},
  {"kind":"Proposal","path":"spec.compatibilityImpact","what":"What it does to existing versions and users.","clauses":["PEP-2.1.6"]},
  {"kind":"Proposal","path":"spec.compatibilityPlan","what":"How compatibility is kept.","clauses":["PEP-5.1.2","PEP-7.3.2","PIP-2.1.2","PIP-3.1.2","EIP-2.1.2","EIP-3.1.2"]},
  {"kind":"Proposal","path":"spec.securityImpact","what":"What it does to permissions and data.","clauses":["PEP-2.1.7"]},
  {"kind":"Proposal","path":"spec.lifecyclePlan","what":"How it is maintained and, one day, ended.","clauses":["PEP-2.1.8","PEP-5.1.3","PEP-7.3.3","PIP-2.1.3","PIP-3.1.3","EIP-2.1.3","EIP-3.1.3"]},
  {"kind":"Proposal","path":"spec.migrationPlan","what":"How users and data move over, or why nothing has to.","clauses":["PEP-2.1.9","PEP-5.1.4"]},
  {"kind":"Proposal","path":"spec.sustainability.review","what":"When and how it is looked at again.","clauses":["PEP-7.3.4","PEP-10.1.1"]},
  {"kind":"Proposal","path":"spec.sustainability.ecosystemHealth","what":"What it does to the ecosystem in the long run.","clauses":["PEP-10.1.2"]},
  {"kind":"Proposal","path":"spec.sustainability.viability","what":"Who pays for it and keeps it running.","clauses":["PEP-10.1.3"]},
  {"kind":"RiskAssessment","path":"spec.entries[].inherent","what":"Before anything is done.","clauses":["EPF-3.3.1","PEP-2.3.1","PEP-11.1.1"]},
  {"kind":"RiskAssessment","path":"spec.entries[].mitigation[].strategy","what":"Which kind of measure.","clauses":["EPF-10.2.1","EPF-10.2.2","EPF-10.2.3","EPF-10.2.4"]},
  {"kind":"RiskAssessment","path":"spec.entries[].fallback","what":"What happens when it occurs all the same.","clauses":["EPF-3.3.3","PEP-2.3.3","PEP-11.1.3"]},
  {"kind":"RiskAssessment","path":"spec.entries[].monitoring","what":"How it would be noticed.","clauses":["PEP-11.1.4"]},
];
