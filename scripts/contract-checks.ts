// docs/reference/contract-checks.md: every change the comparison of contracts knows, with what it does.

import { type Check, checks } from "../src/contract/compare-checks.ts";

/** The page. */
export function contractChecksPage(): string {
  const rows = Object.entries(checks).map(([id, { what, request, response }]: [string, Check]) => {
    return `| ${[id, what, request.join(": "), response.join(": ")].join(" | ")} |`;
  });
  return `# Checks of contracts

What \`kwanus contract\`, [API005](../rules/API005-breaking-without-major.md) and
[API014](../rules/API014-contract-change-undecided.md) tell apart. Where a change has a direction, its name begins with
\`request-\` (callers send it) or \`response-\` (callers read it). [Contracts](../contracts.md) says why.

| check | what changed | in a request | in a response |
| --- | --- | --- | --- |
${rows.join("\n")}

${rows.length} checks. Written by \`npm run generate\` from \`src/contract/compare-checks.ts\`.
`;
}
