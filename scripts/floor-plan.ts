// The floor plan of src/ as data: which room knows what, and which rooms it may import. Tested, and drawn in docs.

export interface Room {
  readonly name: string;
  readonly knows: string;
  readonly imports: readonly string[];
  /** May touch the disk, processes, the environment, the clock, randomness. */
  readonly effects?: true;
}

/** From the ground up: a room imports only rooms above it in this list. */
export const rooms: readonly Room[] = [
  { name: "nouns", knows: "snapshot, finding, change, failure: the four nouns", imports: [] },
  { name: "document", knows: "YAML, JSON Schema, positions", imports: ["nouns"] },
  { name: "trust", knows: "bytes, keys, signatures", imports: ["nouns"] },
  {
    name: "contract",
    knows: "OpenAPI and JSON Schema: what an API promises, and what a change breaks",
    imports: ["document", "nouns"],
  },
  { name: "evidence", knows: "what a scanner's or a test runner's report proves", imports: ["nouns"] },
  {
    name: "model",
    knows: "how documents are linked, and who may decide",
    imports: ["evidence", "contract", "document", "trust", "nouns"],
  },
  { name: "gates", knows: "how bodies decide", imports: ["model", "document", "trust", "nouns"] },
  {
    name: "landing",
    knows: "what a pull request would do to the protected branch",
    imports: ["gates", "model", "trust", "nouns"],
  },
  {
    name: "rules",
    knows: "what the specification asks",
    imports: ["landing", "gates", "model", "evidence", "contract", "document", "trust", "nouns"],
  },
  { name: "check", knows: "the order of the steps", imports: ["rules", "landing", "gates", "model", "nouns"] },
  { name: "acts", knows: "what a person may do", imports: ["landing", "gates", "model", "document", "trust", "nouns"] },
  { name: "views", knows: "what a reader wants to see", imports: ["landing", "gates", "model", "contract", "nouns"] },
  { name: "reporters", knows: "how it is written down", imports: ["views", "check", "contract", "nouns"] },
  { name: "repo", knows: "Git and the disk", imports: ["nouns"], effects: true },
  {
    name: "cli",
    knows: "arguments, prompts, output, exits",
    imports: [
      "repo",
      "reporters",
      "views",
      "acts",
      "check",
      "rules",
      "landing",
      "gates",
      "model",
      "evidence",
      "contract",
      "trust",
      "document",
      "nouns",
    ],
    effects: true,
  },
];

const nouns = new Set(["snapshot.ts", "finding.ts", "change.ts", "failure.ts"]);

/** The room of a file, by its path below src/ (`gates/tally.ts`). */
export function roomOf(path: string): string {
  const [first = "", second] = path.split("/");
  if (second !== undefined) return first;
  return nouns.has(first) ? "nouns" : "check";
}

/** Source of docs/architecture.md. */
export function architecturePage(): string {
  const rows = rooms.map(
    ({ name, knows, imports, effects }) =>
      `| ${name}${effects ? " **(effects)**" : ""} | ${knows} | ${imports.join(", ")} |`,
  );
  return `# Architecture

> **Read** the repository into a value. **Ask** pure questions of it. **Say** the answer.
> If the answer is a change, **make** it, in one place.

\`\`\`
 repo reads ─► snapshot ─► document ─► model ─► landing ─► rules ─► finding ─► reporters ─► text
                              │          │         ├─► views ───────────────────┘           │
                              │          └─► gates └─► acts ─► change ─► repo writes        ▼
                              └── trust (bytes in, verdict out)                         exit code
\`\`\`

The rooms of \`src/\`, from the ground up. A room imports only what its row names; \`test/architecture.test.ts\` holds it.
Only rooms with **effects** touch the disk, processes, the environment, the clock or randomness.

| room | knows | may import |
| --- | --- | --- |
${rows.join("\n")}

Written by \`npm run generate\` from \`scripts/floor-plan.ts\`.
`;
}
