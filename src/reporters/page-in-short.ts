// A rule's page in short: what it asks and why, one finding, how to mend it. The whole page is for whoever wants every case.

/** What of a list of clauses is shown; some rules stand on thirty. */
const mostClauses = 6;
/** A longer document would bury what it is an example of. */
const longestExample = 16;

/**
 * The short form, again Markdown.
 * @param page a page of docs/rules
 * @param id of its rule
 */
export function pageInShort(page: string, id: string): string {
  const [head = "", breaks = "", keeps = ""] = page.split(/^## (?:Breaks the rule|Keeps the rule|Does not apply)$/m);
  const finding = /^```findings\n([\s\S]*?)\n(?:```|\n)/m.exec(breaks)?.[1] ?? "";
  const parts = [
    withFewClauses(head.trim(), id),
    `## For example\n\n\`\`\`findings\n${withoutNotes(finding)}\n\`\`\``,
    `## How to mend it\n\n${[helpOf(finding), mended(keeps)].filter(Boolean).join("\n\n")}`,
    `Every example of it: \`kwanus explain ${id} --all\``,
  ];
  return `${parts.join("\n\n")}\n`;
}

function withFewClauses(head: string, id: string): string {
  return head.replace(/^- Clauses:\n((?: {2}- .*\n)*)/m, (list, items: string) => {
    const clauses = items.trimEnd().split("\n");
    if (clauses.length <= mostClauses + 1) return list;
    const more = `  - and ${clauses.length - mostClauses} more: \`kwanus explain ${id} --all\``;
    return `- Clauses:\n${[...clauses.slice(0, mostClauses), more].join("\n")}\n`;
  });
}

/** A finding's own clause stands above already, its help below, and the page it names is this one. */
function withoutNotes(finding: string): string {
  return finding
    .split("\n")
    .filter((line) => !/^ *= /.test(line))
    .join("\n");
}

function helpOf(finding: string): string {
  return (/^ *= help: (.*(?:\n {4,}[^ =].*)*)/m.exec(finding)?.[1] ?? "").replace(/\n */g, " ");
}

/** What the first example that keeps the rule says, and its document if that is short and all there is to it. */
function mended(keeps: string): string {
  const [, first = ""] = /^([\s\S]*?)(?=^### [\s\S]*?^### |$(?![\s\S]))/m.exec(keeps) ?? [];
  const sentences = first
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/^### .*$/gm, "")
    .trim();
  const said = sentences === "" ? "" : `This keeps it: ${sentences}`;
  const fences = [...first.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)];
  const [only] = fences;
  if (only === undefined || fences.length > 1) return said;
  const [, info = "", content = ""] = only;
  const [, kind, path] = /^(?:yaml|json|text) (edit|file) (\S+)$/.exec(info) ?? [];
  if (path === undefined || content.split("\n").length > longestExample) return said;
  const shown = kind === "edit" ? content.replace(/^\/(\S+?):/gm, (_, pointer) => `${dotted(pointer)}:`) : content;
  return [said, `\`\`\`yaml\n# ${path}\n${shown}\`\`\``].filter(Boolean).join("\n\n");
}

/** `spec/requestedPermissions/0/id` as people name it: `spec.requestedPermissions[0].id`. */
function dotted(pointer: string): string {
  return pointer
    .split("/")
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll("~1", "/").replaceAll("~0", "~")}`))
    .join("")
    .slice(1);
}
