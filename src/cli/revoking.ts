// kwanus person revoke: retires a key or reports it as compromised, with one signature.

import {
  keyMeant,
  mustBeNews,
  type RevokedState,
  revocable,
  revocationChange,
  revocationOf,
  revokerOf,
} from "../acts/revoke.ts";
import { check } from "../check.ts";
import { exits, Failure } from "../failure.ts";
import type { Landing } from "../landing/landing.ts";
import type { Authority } from "../model/authority.ts";
import { isLastOfBody, type KnownKey } from "../model/keys.ts";
import { terminal } from "../reporters/escape.ts";
import { table } from "../reporters/table.ts";
import { namespaces } from "../trust/statement.ts";
import type { Command, Outcome } from "./command.ts";
import { type JudgingInput, type Tip, tip } from "./judging.ts";
import { ownSigner } from "./own-signer.ts";
import { answer, type Step } from "./prompts.ts";
import type { World } from "./world.ts";

interface Input extends JudgingInput {
  readonly person: string;
  readonly key?: string;
  readonly retired?: boolean;
  readonly compromised?: boolean;
  readonly since?: string;
  readonly reason?: string;
  readonly yes?: boolean;
}

export const revoke: Command<Input> = {
  name: "revoke",
  summary: "Take a key back: retired, or compromised",
  description:
    "Signs a revocation and records it as one signed commit on a branch of its own. The owner of the key may do it, also with the very key, or a member of SCO for them. A retired key keeps what it signed before; a compromised one undermines what was decided with it since a commit.",
  arguments: [{ name: "PERSON", description: "whose key it is, by their id in governance/people/", required: true }],
  options: [
    { flag: "--key", value: "FINGERPRINT", description: "which key, where the person has several" },
    { flag: "--retired", description: "it is not used any more; what it signed stays good" },
    { flag: "--compromised", description: "somebody else may hold it; needs --since" },
    { flag: "--since", value: "COMMIT", description: "compromised: the first landing that is not to be trusted" },
    { flag: "--reason", value: "TEXT", description: "why, for the record" },
    { flag: "--yes", description: "sign without asking" },
    { flag: "--base", value: "REV", description: "revoke on this revision of the protected branch" },
  ],
  examples: [
    { command: "kwanus person revoke bo --retired", what: "after a new key was decided on" },
    {
      command: "kwanus person revoke bo --compromised --since $(git rev-parse main~12)",
      what: "a laptop was stolen before that landing",
    },
  ],
  exits: { 1: "you may not take this key back, or there is nothing to take back" },
  writes: true,
  run,
};

interface Answers {
  readonly compromised?: boolean;
  readonly key?: string;
  readonly since?: string;
  readonly reason?: string;
  readonly yes?: boolean;
}

async function run(input: Input, world: World): Promise<Outcome> {
  mustFit(input, world);
  const repository = await world.repository();
  const base = await tip(input, world);
  const { landing } = await check({
    base: base.snapshot,
    mergeBase: base.snapshot,
    head: base.snapshot,
    asOf: world.today,
    history: base.history,
  });
  const { authority } = landing;
  if (authority === null)
    throw new Failure(
      "refused",
      "no-root",
      "there is no root of trust on the protected branch yet, so no key opens anything",
      "take the key out of its person file",
    );
  const help = "another key of yours, or a member of SCO, can take this one back";
  const { signer, fingerprint } = await ownSigner(repository, authority, help);
  const place: Place = { landing, authority, person: input.person, fingerprint };
  // Whoever may not do it hears so before the first question: for the keys there are, as far as it is known which.
  refuseEarly(input, place);
  if (input.since !== undefined) await landingNamed(input.since, base, world);

  const { answers, again } = await answer<Answers>(steps(input, place, base, world), given(input), world);
  const state = stateIn(answers);
  const target = targetIn(answers.key, state, place);
  const owner = revokerOf(place.fingerprint, target, authority);
  const since = state === "retired" ? null : await landingNamed(answers.since ?? "", base, world);
  mustBeNews(target, since);
  if (state === "retired" && isLastOfBody(authority.keys, authority.policy, target))
    throw new Failure(
      "refused",
      "last-of-body",
      `without it nobody in ${bodyOf(target.person, authority)} could vote, so nothing could be decided any more, not even a new key`,
      "first let a new key, a deputy or a member be decided: kwanus person accept, then kwanus propose governance",
    );
  if (!input.yes && !world.dryRun && !answers.yes) return { output: "nothing was signed\n", exit: exits.findings };

  const reason = answers.reason ?? defaultReasons[state];
  const inputs = { base: landing.base, repo: authority.policy.repo, target, signer: owner, state, since, reason };
  const unsigned = revocationOf({ ...inputs, baseCommit: base.commit, now: world.now });
  // Before a touch or a passphrase is spent on it.
  if ((await repository.resolve(`refs/heads/${unsigned.branch}`)) !== null)
    throw new Failure(
      "refused",
      "branch-exists",
      `a revocation of ${target.person}'s waits on ${unsigned.branch} already`,
      `land it: git push -u origin ${unsigned.branch}; or throw it away: git branch -D ${unsigned.branch}`,
    );
  const signature = world.dryRun
    ? "(not signed: --dry-run)\n"
    : await signer.sign(unsigned.bytes, namespaces.revocation);
  return {
    output: input.yes || world.dryRun ? screen(state, target, owner, since, base, world) : "",
    exit: exits.holds,
    change: revocationChange(unsigned, signature, base.commit),
    hints: again === null ? [] : [`again   ${again}${state === "retired" && !input.retired ? " --retired" : ""}`],
    afterChange: ({ commit }) => ({
      output: `signed ${commit?.slice(0, 7)} on ${unsigned.branch}   ${unsigned.path}\n`,
      hints: [
        `next    git push -u origin ${unsigned.branch}, then open the pull request; until it lands the key still counts`,
        ...(isLastOfBody(authority.keys, authority.policy, target)
          ? [
              `beware  once it lands nobody in ${bodyOf(target.person, authority)} can vote: let a deputy or another key be decided before, if there is time`,
            ]
          : isLastKey(target, authority)
            ? [
                `then    ${target.person} has no other key: a new one takes kwanus person accept and kwanus propose governance`,
              ]
            : []),
      ],
    }),
  };
}

const defaultReasons: Readonly<Record<RevokedState, string>> = {
  retired: "It is not used any more.",
  compromised: "Somebody else may hold it.",
};

/** What of a command line cannot be meant together. */
function mustFit({ retired, compromised, since }: Input, world: World): void {
  const wrong = (message: string) =>
    new Failure("usage", "bad-answer", message, "For example: kwanus person revoke bo --compromised --since COMMIT");
  if (retired && compromised) throw wrong("--retired and --compromised exclude each other");
  if (retired && since !== undefined)
    throw wrong("--since is about a compromised key: a retired one keeps everything it signed");
  if (!retired && !compromised && !world.interactive)
    throw wrong("say what became of the key: --retired, or --compromised --since COMMIT");
}

interface Place {
  readonly landing: Landing;
  readonly authority: Authority;
  readonly person: string;
  /** Of the key that would sign. */
  readonly fingerprint: string;
}

/** Before anything is asked: refuses where none of the keys that come into question may be taken back by this signer. */
function refuseEarly({ key, retired }: Input, { landing, authority, person, fingerprint }: Place): void {
  const candidates = revocable(person, retired ? "retired" : "compromised", authority, landing.base);
  if (key !== undefined) {
    revokerOf(fingerprint, keyMeant(candidates, key), authority);
    return;
  }
  const refusals = candidates.map((candidate) => {
    try {
      revokerOf(fingerprint, candidate, authority);
      return null;
    } catch (refusal) {
      return refusal;
    }
  });
  const [first] = refusals;
  if (first !== undefined && refusals.every((refusal) => refusal !== null)) throw first;
}

function given({ compromised, key, since, reason, yes }: Input): Answers {
  return {
    ...(compromised && { compromised }),
    ...(key !== undefined && { key }),
    ...(since !== undefined && { since }),
    ...(reason !== undefined && { reason }),
    ...(yes && { yes }),
  };
}

function stateIn({ compromised }: Answers): RevokedState {
  return compromised === true ? "compromised" : "retired";
}

function targetIn(key: string | undefined, state: RevokedState, { landing, authority, person }: Place): KnownKey {
  const candidates = revocable(person, state, authority, landing.base);
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined && key === undefined ? only : keyMeant(candidates, key ?? "");
}

function steps(input: Input, place: Place, base: Tip, world: World): Step[] {
  const { landing, authority, person, fingerprint } = place;
  const what: Step[] = input.retired
    ? []
    : [
        {
          type: "confirm",
          flag: "--compromised",
          message: "May somebody else hold the key (lost, stolen, copied)?",
          default: false,
        },
      ];
  const which: Step = (answers) => {
    const candidates = revocable(person, stateIn(answers), authority, landing.base);
    if (candidates.length === 1) return null;
    return {
      type: "select",
      flag: "--key",
      message: `Which key of ${person}?`,
      choices: candidates.map((key) => ({ value: key.fingerprint, label: `${key.fingerprint}  ${key.state}` })),
    };
  };
  const since: Step = (answers) =>
    stateIn(answers) === "retired"
      ? null
      : {
          type: "text",
          flag: "--since",
          message:
            "Since which commit of the protected branch? (the first that is not to be trusted: git log --first-parent)",
          example: base.commit,
        };
  const why: Step = (answers) => ({
    type: "long",
    flag: "--reason",
    message: "Why?",
    example: "A laptop was stolen.",
    default: defaultReasons[stateIn(answers)],
  });
  if (input.yes || world.dryRun) return [...what, which, since, why];
  const sign: Step = (answers) => {
    const state = stateIn(answers);
    const target = targetIn(answers["key"] as string | undefined, state, place);
    const said = state === "retired" ? null : ((answers["since"] as string | undefined) ?? null);
    const preface = screen(state, target, revokerOf(fingerprint, target, authority), said, base, world);
    return { type: "confirm", flag: "--yes", message: "Sign?", preface };
  };
  return [...what, which, since, why, sign];
}

/**
 * The commit of the protected branch that is named.
 * @throws Failure `refused` where it is not in its first-parent history; `noVerdict` where this clone cannot tell
 */
async function landingNamed(name: string, base: Tip, world: World): Promise<string> {
  const repository = await world.repository();
  const commit = await repository.resolve(name);
  if (commit === null)
    throw new Failure(
      "refused",
      "unknown-commit",
      `--since ${name} names no commit of this clone in full`,
      `kwanus takes all 40 digits: --since $(git rev-parse ${/^[\w./^~@-]+$/.test(name) ? name : "COMMIT"}); git log --first-parent --oneline shows the landings`,
    );
  const landings = await repository.firstParentHistory(base.commit);
  if (landings.some(({ id }) => id === commit)) return commit;
  throw new Failure(
    "refused",
    "not-landed",
    `${commit.slice(0, 7)} is no landing of ${base.snapshot.name}`,
    "take the first landing that is not to be trusted: git log --first-parent --oneline",
  );
}

function bodyOf(person: string, { policy }: Authority): string {
  const seated = policy.bodies.find(({ members, deputies }) => [...members, ...deputies].includes(person));
  return seated?.id ?? "any body";
}

function isLastKey({ person, fingerprint, state }: KnownKey, { keys }: Authority): boolean {
  return (
    state === "active" &&
    ![...keys.values()].some(
      (key) => key.person === person && key.state === "active" && key.fingerprint !== fingerprint,
    )
  );
}

function screen(
  state: RevokedState,
  { person, fingerprint }: KnownKey,
  signer: KnownKey,
  since: string | null,
  { snapshot }: Tip,
  { style, columns }: World,
): string {
  const meaning =
    state === "retired"
      ? "retired: what it signed stays good, nothing new counts"
      : `compromised since ${since?.slice(0, 7)}: open ballots by it do not count, decisions since then are in doubt`;
  const rows = [
    ["key", `${fingerprint} of ${person}, as known at ${terminal(snapshot.name)}`],
    [
      "as",
      `${signer.person}${signer.person === person ? ", its owner" : ", a member of SCO"}, key ${signer.fingerprint}`,
    ],
    ["state", meaning],
  ];
  return `${style.bold("You are taking a key back, for good")}\n${table(rows, { style, columns, indent: 2 })}`;
}
