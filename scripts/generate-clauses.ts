// The words of every clause, from the numbered list of the specification.

/** Source of src/rules/clauses.gen.ts from the text of spec/clauses.tsv (tab-separated, one header line). */
export function clausesSource(tsv: string): string {
  const lines = tsv.trimEnd().split("\n").slice(1);
  const rows = lines.map((line) => {
    const [id = "", document = "", section = "", heading = "", clause = "", normative = ""] = line.split("\t");
    const place = [document, section, ...(clause === "" ? [] : [heading])].filter(Boolean).join(", ");
    const words = [id, clause || heading, place].map((text) => JSON.stringify(text));
    return `  [${words.join(", ")}, ${normative === "yes"}],`;
  });
  return `// The clauses of the specification with their words. Written by \`npm run generate\` from spec/clauses.tsv; do not edit.

const rows: readonly (readonly [id: string, text: string, place: string, normative: boolean])[] = [
${rows.join("\n")}
];

/** Words of a clause by id. */
export const clauseText: ReadonlyMap<string, string> = new Map(rows.map(([id, text]) => [id, text]));

/** Where a clause stands, by id: document, section and heading. */
export const clausePlace: ReadonlyMap<string, string> = new Map(rows.map(([id, , place]) => [id, place]));

/** Ids of the clauses that oblige; the others are philosophy and summary. */
export const normativeClauses: ReadonlySet<string> = new Set(rows.flatMap(([id, , , normative]) => (normative ? [id] : [])));
`;
}
