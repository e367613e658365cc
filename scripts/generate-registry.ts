// The list of rules, one line each, from the files that hold them.

/** Source of src/rules/registry.gen.ts from the rule files, as paths below src/rules (`permissions/PRM002-permission-wildcard.ts`). */
export function registrySource(files: readonly string[]): string {
  const rules = files
    .map((file) => ({ file, id: /([A-Z]{3}\d{3})-[a-z-]+\.ts$/.exec(file)?.[1] }))
    .filter((entry): entry is { file: string; id: string } => entry.id !== undefined)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const imports = [...rules].sort((a, b) => (a.file < b.file ? -1 : 1));
  const families = new Map(rules.map(({ id, file }) => [id.slice(0, 3), file.slice(0, file.indexOf("/"))]));
  return `// Every rule, by id. Written by \`npm run generate\` from the files beside it; do not edit.

${imports.map(({ file, id }) => `import ${id} from "./${file}";`).join("\n")}
import type { Rule } from "./rule.ts";

export const allRules: readonly Rule[] = [
${rules.map(({ id }) => `  ${id},`).join("\n")}
];

/** What a family of rules is about, by the first three letters of their ids. */
export const families: ReadonlyMap<string, string> = new Map([
${[...families].map(([id, folder]) => `  [${JSON.stringify(id)}, ${JSON.stringify(folder)}],`).join("\n")}
]);

/** A rule by its id. */
export const ruleById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));
`;
}
