// Which clauses of the specification have a home, counted by document and section.

/** Where a clause lives. */
export interface Home {
  readonly by: "rule" | "field" | "step" | "policy" | "report";
  /** `PRM002`, `Application spec.businessJustification`, `decision gate every-body-votes` */
  readonly name: string;
  /** One sentence: what it holds or says. */
  readonly what: string;
  /** The page or test that breaks it and sees that it shows: `docs/rules/PRM002-permission-wildcard.md`. */
  readonly brokenBy: string;
}

/** A normative clause with its homes; none where nothing carries it out yet. */
export interface ClauseLine {
  /** `EPF-3.1.1` */
  readonly id: string;
  readonly text: string;
  /** `Ecosystem Partner Framework` */
  readonly document: string;
  /** `Partner Onboarding Workflow` */
  readonly section: string;
  readonly homes: readonly Home[];
}

export interface Count {
  /** `EPF` for a document, `EPF-3` for a section. */
  readonly id: string;
  readonly title: string;
  readonly normative: number;
  readonly withHome: number;
}

export interface CoverageView {
  /** Documents, each followed by its sections; only those that hold what is wanted. */
  readonly counts: readonly Count[];
  readonly clauses: readonly ClauseLine[];
  /** Over the whole specification, whatever is shown. */
  readonly total: Omit<Count, "id" | "title">;
}

export interface Wanted {
  /** `PIS`, `PIS-6` or `PIS-6.3`; null for everything. */
  readonly section: string | null;
  /** Only clauses without a home. */
  readonly missing: boolean;
}

/** The coverage of all normative clauses, narrowed to what is wanted. Counts are of whole documents and sections. */
export function coverageOf(all: readonly ClauseLine[], { section, missing }: Wanted): CoverageView {
  const touches = (id: string): boolean => section === null || isWithin(id, section) || isWithin(section, id);
  const wanted = ({ id }: ClauseLine): boolean => section === null || isWithin(id, section);
  return {
    counts: countsOf(all).filter(({ id }) => touches(id)),
    clauses: all.filter((clause) => wanted(clause) && (!missing || clause.homes.length === 0)),
    total: tally(all),
  };
}

/** True where `id` stands in a document or section, or is it. */
function isWithin(id: string, section: string): boolean {
  return id === section || id.startsWith(`${section}-`) || id.startsWith(`${section}.`);
}

/** The document and the section of every clause, in order, each once. */
function countsOf(clauses: readonly ClauseLine[]): Count[] {
  const titles = new Map<string, string>();
  for (const { id, document, section } of clauses) {
    titles.set(id.slice(0, id.indexOf("-")), document);
    titles.set(id.slice(0, id.indexOf(".")), section);
  }
  return [...titles].map(([id, title]) => ({
    id,
    title,
    ...tally(clauses.filter((clause) => isWithin(clause.id, id))),
  }));
}

function tally(clauses: readonly ClauseLine[]): CoverageView["total"] {
  return { normative: clauses.length, withHome: clauses.filter(({ homes }) => homes.length > 0).length };
}
