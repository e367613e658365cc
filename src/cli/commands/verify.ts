// kwanus verify: replays the protected branch; every ballot and every decision is checked again, each by its first parent.

import { exits, Failure } from "../../failure.ts";
import type { Repository } from "../../repo/repository.ts";
import { envelope } from "../../reporters/envelope.ts";
import { verifyFields, verifyText } from "../../reporters/verify.ts";
import type { Commit } from "../../snapshot.ts";
import { storyOf } from "../../story.ts";
import { reckoning, replay, type VerifiedLanding } from "../../verify.ts";
import { broughtCommits } from "../brought-commits.ts";
import type { Command } from "../command.ts";
import { type JudgingInput, landedTip, subjectMeant } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import { rememberedInWords, rememberedTip, tipToRemember } from "../remembered-tip.ts";
import type { World } from "../world.ts";

interface Input extends JudgingInput {
  readonly subject?: string;
  readonly all?: boolean;
  readonly root?: string;
  readonly format: readonly string[];
}

export default {
  name: "verify",
  summary: "Replay every signature and every gate",
  description:
    "Walks the protected branch from its first commit and judges each landing by the one before it, for trust alone. A tip that verifies is remembered (git config kwanus.tip), so that the next run tells when history was rewritten.",
  arguments: [{ name: "SUBJECT", description: "tell the whole story of this subject" }],
  options: [
    { flag: "--all", description: "show every landing, also those that decide nothing" },
    {
      flag: "--root",
      value: "COMMIT",
      description: "the root of trust must be this commit; without it, git config kwanus.root",
    },
    { flag: "--base", value: "REV", description: "the protected branch, or a revision of it" },
    formatOption(["text", "json"]),
  ],
  examples: [
    { command: "kwanus verify", what: "everything that was ever decided" },
    {
      command: "kwanus verify acme/EXP-0003",
      what: "one subject: filed, every ballot, the decision, whether it stands",
    },
    { command: "kwanus verify --all --root 6e1c0d2", what: "for an auditor who remembers the root of trust" },
  ],
  exits: { 1: "something does not verify, or a decision is undermined", 3: "the history in this clone is cut off" },
  writes: true,

  async run(input, world) {
    if (input.root !== undefined) mustBePin("--root", input.root);
    const repository = await world.repository();
    const pin = input.root ?? pinOf(repository);
    const base = await landedTip(input, world);
    const commits = await repository.firstParentHistory(base.commit);
    const remembered = rememberedTip(base, commits, repository);
    const landings = await replayed(commits, repository, world);
    const root = landings.find(({ place }) => place === "root")?.commit.id ?? null;
    if (pin !== null) mustBeRoot(pin, root);
    const { subject } = input;
    if (subject !== undefined && !landings.some(({ subjects }) => subjects.includes(subject)))
      throw new Failure(
        "usage",
        "nothing-to-verify",
        `nothing about ${subject} has landed on ${base.snapshot.name}`,
        subjectMeant(
          subject,
          landings.flatMap(({ subjects }) => subjects),
        ) ?? "kwanus status shows the subjects there are",
      );
    const view = {
      branch: base.snapshot.name,
      root,
      pinned: pin !== null,
      remembered,
      landings,
      story: subject === undefined ? null : await storyOf(subject, { landings, tip: base.snapshot, asOf: world.today }),
      all: input.all === true,
    };
    const rendered = render(input.format, {
      text: () => verifyText(view, { style: world.style, columns: world.columns }),
      json: () => envelope("verification", verifyFields(view)),
    });
    if (root === null)
      return {
        ...rendered,
        exit: exits.noVerdict,
        hints: ["no landing staffs all four bodies yet, so there is nothing to verify by: kwanus person accept"],
      };
    if (!reckoning(landings).holds) return { ...rendered, exit: exits.findings, hints: wayBack(landings) };
    const settings = tipToRemember(base, remembered, world);
    const hints = rememberedInWords(base, settings, remembered, world);
    return { ...rendered, exit: exits.holds, settings, settingsTold: true, hints };
  },
} satisfies Command<Input>;

/** What can be done about what does not verify. */
function wayBack(landings: readonly VerifiedLanding[]): string[] {
  const { mended, undermined } = reckoning(landings);
  // What landed on top of it is undone before it.
  const refused = landings.findLast(
    ({ commit, findings }) => !mended.has(commit.id) && findings.some(({ severity }) => severity === "error"),
  );
  const short = refused?.commit.id.slice(0, 7);
  const doubted = undermined.find((one) => one.mended === null)?.subject;
  return [
    ...(short === undefined
      ? []
      : [
          `next    kwanus repair ${short} puts back what it changed, the last refused landing first`,
          `        or the bodies accept it: kwanus propose governance --ratifies ${short}`,
        ]),
    ...(doubted === undefined
      ? []
      : [`keep    an undermined decision: kwanus propose governance --ratifies ${doubted}`]),
  ];
}

async function replayed(commits: readonly Commit[], repository: Repository, world: World): Promise<VerifiedLanding[]> {
  const landings: VerifiedLanding[] = [];
  const done = world.progress(() => `replayed ${landings.length} of ${commits.length} landings`);
  try {
    const brought = broughtCommits(commits, repository);
    for await (const landing of replay(commits, (id) => repository.snapshot(id), world.today, brought))
      landings.push(landing);
    return landings;
  } finally {
    done();
  }
}

/** What this clone remembers: the pin of every later run. */
function pinOf(repository: Repository): string | null {
  const pin = repository.config("kwanus.root");
  if (pin !== null) mustBePin("kwanus.root", pin);
  return pin;
}

/** A pin may be shortened, as people write commits down. */
function mustBePin(name: string, pin: string): void {
  if (/^[0-9a-f]{7,40}$/.test(pin)) return;
  throw new Failure("usage", "no-pin", `${name} ${pin} is no commit id`, "Give 7 to 40 of its hexadecimal digits.");
}

function mustBeRoot(pin: string, root: string | null): void {
  if (root?.startsWith(pin) === true) return;
  throw new Failure(
    "refused",
    "other-root",
    `the root of trust is ${root ?? "nowhere yet"}, not ${pin}`,
    "somebody rewrote the protected branch, or the pin (--root, else git config kwanus.root) is another repository's",
  );
}
