// kwanus contract: what breaks between two contracts, or two schemas; needs no repository.

import { compareContracts, countVerdicts } from "../../contract/compare.ts";
import { exits, Failure } from "../../failure.ts";
import { type ContractView, contractFields, contractMarkdown, contractText } from "../../reporters/contract.ts";
import { envelope } from "../../reporters/envelope.ts";
import type { Command } from "../command.ts";
import { type ContractFile, contractFile } from "../contract-file.ts";
import { formatOption, render } from "../outputs.ts";

interface Input {
  readonly old: string;
  readonly new: string;
  readonly direction?: "request" | "response";
  readonly failOn: "breaking" | "undecided";
  readonly all?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "contract",
  summary: "Say what breaks between two API contracts",
  description:
    "Compares two OpenAPI documents (3.0, 3.1) or two JSON Schemas, and says of each change whether it is breaking, compatible or undecided: what narrows breaks a request, what widens breaks a response, and what no form decides asks for a person. Needs no governance repository.",
  arguments: [
    { name: "OLD", description: "the contract that callers know: a file, - for stdin, or REV:PATH", required: true },
    { name: "NEW", description: "the contract that is to take its place", required: true },
  ],
  options: [
    {
      flag: "--direction",
      value: "WAY",
      description: "of two schemas: what they describe is sent (request, the default) or read (response)",
      choices: ["request", "response"],
    },
    {
      flag: "--fail-on",
      value: "VERDICT",
      description: "exit 1 from this verdict on",
      choices: ["breaking", "undecided"],
      default: "breaking",
    },
    { flag: "--all", description: "list compatible changes too; JSON always does" },
    formatOption(["text", "json", "markdown"]),
  ],
  examples: [
    { command: "kwanus contract v2.yaml v3.yaml", what: "what callers of v2 would feel" },
    {
      command: "kwanus contract main:governance/contracts/credit-v2.yaml governance/contracts/credit-v2.yaml",
      what: "what the working tree changes",
    },
    { command: "kwanus contract old.json new.json --fail-on undecided", what: "stop where a person must look" },
  ],
  exits: {
    0: "nothing breaks; undecided changes are listed, and a person must look at them",
    1: "something breaks, or with --fail-on undecided may break",
    2: "a contract is not there or cannot be read",
    3: "a file is no contract, or the two are of different kinds",
  },

  async run(input, world) {
    if (input.old === "-" && input.new === "-")
      throw new Failure("usage", "one-stdin", "only one of the two can come from stdin", "Name a file for the other.");
    const [old, fresh] = [await contractFile(input.old, world), await contractFile(input.new, world)];
    mustFit(old, fresh, input);
    const changes = compareContracts(old.value, fresh.value, input.direction);
    const pointers = (side: "old" | "new"): Set<string> =>
      new Set(changes.flatMap((change) => change[side]?.pointer ?? []));
    const view: ContractView = {
      old: { name: old.name, lines: old.lines(pointers("old")) },
      new: { name: fresh.name, lines: fresh.lines(pointers("new")) },
      kind: old.kind,
      changes,
    };
    const { all = false } = input;
    const rendered = render(input.format, {
      text: () => contractText(view, all, { style: world.style, columns: world.columns }),
      json: () => envelope("contract", contractFields(view)),
      markdown: () => contractMarkdown(view, all),
    });
    const { breaking, undecided } = countVerdicts(changes);
    const fails = breaking > 0 || (input.failOn === "undecided" && undecided > 0);
    const hints =
      undecided > 0 && !fails
        ? [`${undecided} undecided: no form decides ${undecided === 1 ? "it" : "them"}, so a person must look`]
        : [];
    return { ...rendered, exit: fails ? exits.findings : exits.holds, hints };
  },
} satisfies Command<Input>;

function mustFit(old: ContractFile, fresh: ContractFile, { direction }: Input): void {
  const names = { openapi: "an OpenAPI document", schema: "a JSON Schema" } as const;
  if (old.kind !== fresh.kind)
    throw new Failure(
      "noVerdict",
      "kinds-differ",
      `${old.name} is ${names[old.kind]} and ${fresh.name} is ${names[fresh.kind]}`,
      "Compare two of one kind.",
    );
  if (direction !== undefined && old.kind === "openapi")
    throw new Failure(
      "usage",
      "option-without-effect",
      "--direction has no effect on OpenAPI documents, which say themselves what is sent and what is read",
      "Leave it out.",
    );
}
