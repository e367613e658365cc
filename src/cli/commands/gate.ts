// kwanus gate: one gate as an exit code, for scripts and CI.

import { exits } from "../../failure.ts";
import { envelope } from "../../reporters/envelope.ts";
import { terminal } from "../../reporters/escape.ts";
import type { Command } from "../command.ts";
import { type JudgingInput, judgingOptions } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import { statusFor } from "./status.ts";

interface Input extends JudgingInput {
  readonly subject: string;
  readonly format: readonly string[];
}

export default {
  name: "gate",
  summary: "Answer one gate with an exit code",
  description:
    "0 approved, 1 rejected or withdrawn, 4 not decided yet. A settled vote counts once its decision is written.",
  arguments: [{ name: "SUBJECT", description: "for example acme/EXP-0003", required: true }],
  options: [...judgingOptions, formatOption(["text", "json"])],
  examples: [{ command: "kwanus gate acme/EXP-0003 && ./provision.sh", what: "go on only when it is approved" }],
  exits: { 1: "refused", 4: "not decided yet" },

  async run(input, world) {
    const { subject, gate, outcome, decision, state, because } = await statusFor(input.subject, input, world);
    const answer = decision?.outcome ?? (state === "Withdrawn" ? "withdrawn" : "pending");
    const exit = answer === "approved" ? exits.holds : answer === "pending" ? exits.pending : exits.findings;
    // A vote that is settled and still no answer would leave a reader wondering what for.
    const settled = answer === "pending" && outcome !== null && outcome !== "pending";
    const left = settled ? [`${outcome} once the decision is written: kwanus decide ${subject}`] : [];
    const reasons = [...because, ...left];
    const why = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
    const rendered = render(input.format, {
      text: () => `${subject} ${answer}${terminal(why)}\n`,
      json: () => envelope("gate", { subject, gate, answer, because }),
    });
    return { ...rendered, exit };
  },
} satisfies Command<Input>;
