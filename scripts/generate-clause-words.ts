// The words of the clauses a field is a home of, for editors that show Markdown over it.

/** `EPF-1.0.1` → its words. */
type Words = ReadonlyMap<string, string>;

/** Ids and words of every clause, from spec/clauses.tsv. */
export function wordsOfClauses(tsv: string): Words {
  const rows = tsv.trimEnd().split("\n").slice(1);
  return new Map(
    rows.map((row) => {
      const [id = "", , , heading = "", clause = ""] = row.split("\t");
      return [id, clause || heading];
    }),
  );
}

/**
 * The text of a schema in which every field with `"$comment": "clauses: …"` has a `markdownDescription`: its description
 * and what the clauses say. The text is edited by line, so that its layout stays.
 */
export function withClauseWords(schema: string, words: Words): string {
  return schema.replace(
    /^( *)"description": ("(?:[^"\\]|\\.)*"),\n(?: *"markdownDescription": .*\n)?( *"\$comment": "clauses: ([^"]*)",\n)/gm,
    (_, indent: string, description: string, comment: string, clauses: string) => {
      const told = JSON.stringify(
        `${markdown(JSON.parse(description))}\n\n${clauses.split(", ").map(one).join("  \n")}`,
      );
      return `${indent}"description": ${description},\n${indent}"markdownDescription": ${told},\n${comment}`;
    },
  );

  function one(id: string): string {
    const said = words.get(id);
    if (said === undefined) throw new Error(`${id} is no clause`);
    return `*${id}* “${markdown(said)}”`;
  }
}

function markdown(text: string): string {
  return text.replace(/[\\`*_<>[\]]/g, "\\$&");
}
