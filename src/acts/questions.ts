// What a filing asks, as data: the wizard asks it, a flag answers it, the document holds it at one place.

export const categories = ["application", "capability", "tier", "integration", "governance"] as const;
export type Category = (typeof categories)[number];

/** A question whose answer is one paragraph. */
export interface TextQuestion {
  /** Name of the answer and, in kebab-case, of its flag. */
  readonly name: string;
  /** JSON pointer of the answer in the document. */
  readonly at: string;
  readonly ask: string;
  readonly categories: readonly Category[];
}

/** The categories of risk every assessment addresses (EPF-10.1). */
export const riskCategories = ["technical", "security", "compliance", "ecosystem"] as const;
export type RiskCategory = (typeof riskCategories)[number];

/** What can be done about a risk (EPF-10.2). */
export const strategies = ["permission-restriction", "workflow-restriction", "remediation", "suspension"] as const;

const all: readonly Category[] = categories;
const applications: readonly Category[] = ["application"];
const proposals: readonly Category[] = ["capability", "tier", "integration", "governance"];

/** EPF-3.1 for applications, PEP-2.1, PEP-5.1 and PEP-10.1 for proposals, in the order they are asked. */
export const textQuestions: readonly TextQuestion[] = [
  question("title", "/metadata/title", "Title, as people will call it", all),
  question(
    "businessJustification",
    "/spec/businessJustification",
    "Business justification: what do users gain?",
    applications,
  ),
  question("technicalOverview", "/spec/technicalOverview", "Technical overview: how does it work?", applications),
  question("securityOverview", "/spec/securityOverview", "Security overview: how is access protected?", applications),
  question(
    "complianceOverview",
    "/spec/complianceOverview",
    "Compliance overview: data protection, retention, deletion, audit?",
    applications,
  ),
  question("description", "/spec/description", "Description: what would be new?", proposals),
  question("justification", "/spec/justification", "Justification: why is it worth it?", proposals),
  question(
    "governanceAlignment",
    "/spec/governanceAlignment",
    "Governance alignment: how does it keep to the rules in force?",
    proposals,
  ),
  question(
    "compatibilityImpact",
    "/spec/compatibilityImpact",
    "Compatibility impact: what could stop working?",
    proposals,
  ),
  question("compatibilityPlan", "/spec/compatibilityPlan", "Compatibility plan: how is that prevented?", proposals),
  question("securityImpact", "/spec/securityImpact", "Security impact: what new access, what new exposure?", proposals),
  question(
    "lifecyclePlan",
    "/spec/lifecyclePlan",
    "Lifecycle plan: how is it maintained, deprecated and ended?",
    proposals,
  ),
  question(
    "sustainabilityReview",
    "/spec/sustainability/review",
    "Sustainability: who keeps it alive, with what means?",
    proposals,
  ),
  question(
    "ecosystemHealth",
    "/spec/sustainability/ecosystemHealth",
    "Ecosystem health: whom does it help or burden?",
    proposals,
  ),
  question(
    "viability",
    "/spec/sustainability/viability",
    "Viability: will it still make sense in three years?",
    proposals,
  ),
];

function question(name: string, at: string, ask: string, categories: readonly Category[]): TextQuestion {
  return { name, at, ask, categories };
}

/** The questions a category asks. */
export function questionsOf(category: Category): TextQuestion[] {
  return textQuestions.filter((question) => question.categories.includes(category));
}

/** `businessJustification` → `business-justification`. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
