// Every command by name: what the list of commands says, and where its code is. Nothing is loaded before it is called.

import type { Command } from "./command.ts";

export interface Entry {
  readonly summary: string;
  load(): Promise<{ readonly default: Command }>;
}

export type Registry = ReadonlyMap<string, Entry>;

/** In the order help lists them. Each `import` is written out, so that the bundler can see it. */
export const registry: Registry = new Map<string, Entry>([
  ["init", { summary: "Lay down a governance repository", load: () => import("./commands/init.ts") }],
  [
    "demo",
    { summary: "Build a sample repository and show what kwanus does in it", load: () => import("./commands/demo.ts") },
  ],
  ["person", { summary: "Accept a key as one's own, or take one back", load: () => import("./commands/person.ts") }],
  ["propose", { summary: "File a proposal", load: () => import("./commands/propose.ts") }],
  [
    "new",
    { summary: "Write a partner, plan, risk, review … from its template", load: () => import("./commands/new.ts") },
  ],
  [
    "evidence",
    { summary: "Keep what tools wrote as evidence of a checkpoint", load: () => import("./commands/evidence.ts") },
  ],
  ["validate", { summary: "Check documents: schema, rules, trust", load: () => import("./commands/validate.ts") }],
  [
    "status",
    { summary: "Say where a subject stands and whose move it is", load: () => import("./commands/status.ts") },
  ],
  ["inbox", { summary: "List what waits for you, by due date", load: () => import("./commands/inbox.ts") }],
  [
    "diff",
    {
      summary: "Say what changed in a subject, in domain words, then as text",
      load: () => import("./commands/diff.ts"),
    },
  ],
  ["approve", { summary: "Sign an approving ballot", load: () => import("./commands/approve.ts") }],
  ["reject", { summary: "Sign a rejecting ballot", load: () => import("./commands/reject.ts") }],
  ["abstain", { summary: "Sign an abstention", load: () => import("./commands/abstain.ts") }],
  ["retract", { summary: "Take a ballot back", load: () => import("./commands/retract.ts") }],
  ["sign-off", { summary: "Sign a release off", load: () => import("./commands/sign-off.ts") }],
  ["decide", { summary: "Write the decision the ballots amount to", load: () => import("./commands/decide.ts") }],
  [
    "refresh",
    { summary: "Renew a proposal that something else overtook", load: () => import("./commands/refresh.ts") },
  ],
  ["repair", { summary: "Undo a landing that verify refuses", load: () => import("./commands/repair.ts") }],
  ["gate", { summary: "Answer one gate with an exit code", load: () => import("./commands/gate.ts") }],
  [
    "matrix",
    { summary: "Show what works with which version of the platform", load: () => import("./commands/matrix.ts") },
  ],
  ["contract", { summary: "Say what breaks between two API contracts", load: () => import("./commands/contract.ts") }],
  ["verify", { summary: "Replay every signature and every gate", load: () => import("./commands/verify.ts") }],
  ["report", { summary: "Report where the ecosystem stands", load: () => import("./commands/report.ts") }],
  ["rules", { summary: "List the rules, or where every clause lives", load: () => import("./commands/rules.ts") }],
  ["doctor", { summary: "Find what stands in the way", load: () => import("./commands/doctor.ts") }],
  ["schema", { summary: "Print the JSON Schema of a kind", load: () => import("./commands/schema.ts") }],
  ["explain", { summary: "Explain a rule or a clause", load: () => import("./commands/explain.ts") }],
  [
    "completion",
    { summary: "Print what completes kwanus in your shell", load: () => import("./commands/completion.ts") },
  ],
]);
