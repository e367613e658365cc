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
 * The text of a schema in which every field with `"$comment": "clauses: …"` beside its description has a
 * `markdownDescription`: the description and what the clauses say. The text is edited by line, so that its layout stays.
 */
export function withClauseWords(schema: string, words: Words): string {
  const lines = schema.split("\n").filter((line) => !/^ *"markdownDescription": /.test(line));
  return lines
    .flatMap((line, at) => {
      const [, indent, description] = /^( *)"description": (".*"),$/.exec(line) ?? [];
      const clauses = [lines[at - 1], lines[at + 1]].flatMap((beside) => clausesIn(beside ?? ""));
      if (description === undefined || clauses.length === 0) return [line];
      const told = JSON.stringify(`${markdown(JSON.parse(description))}\n\n${clauses.map(one).join("  \n")}`);
      return [line, `${indent}"markdownDescription": ${told},`];
    })
    .join("\n");

  function one(id: string): string {
    const said = words.get(id);
    if (said === undefined) throw new Error(`${id} is no clause`);
    return `*${id}* “${markdown(said)}”`;
  }
}

function clausesIn(line: string): string[] {
  return /^ *"\$comment": "clauses: ([^"]*)",$/.exec(line)?.[1]?.split(", ") ?? [];
}

function markdown(text: string): string {
  return text.replace(/[\\`*_<>[\]]/g, "\\$&");
}
