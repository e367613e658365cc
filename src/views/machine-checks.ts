// Doctor's questions to the machine and the person at it: programs, name, signing key, place on the roster.

import { expiredOn } from "../model/keys.ts";
import type { Check, Cure, Facts, OfficeFacts, Verdict } from "./diagnosis.ts";

/** Somebody the roster knows, as far as keys or Git's name for them tell. */
interface Known {
  readonly person: string;
  /** Null without a seat. */
  readonly body: string | null;
}

const noneNeeded = "filing and validating take none: only members of a body sign";

export const machineChecks: readonly Check[] = [
  {
    id: "git",
    looksAt: "the version of Git",
    judge: ({ git: { found, version, oldest, tooOld } }) => {
      if (found && version !== null && !tooOld) return { verdict: "ok", says: `Git is ${version}` };
      const says = found
        ? `Git is ${version ?? "of an unknown version"}, and kwanus needs ${oldest}`
        : "Git was not found in PATH";
      return {
        verdict: "problem",
        says,
        cure: { do: `install Git ${oldest} or newer: https://git-scm.com/downloads` },
      };
    },
  },
  {
    id: "openssh",
    looksAt: "OpenSSH, which signs",
    judge: (facts) => {
      const { found, version, oldest, tooOld } = facts.openssh;
      const { signer } = facts;
      if (signer.fingerprint !== null && signer.held === "gpg")
        return { verdict: "ok", says: "gpg signs for you, so OpenSSH is not needed" };
      if (found && version === null)
        return { verdict: "unknown", says: `OpenSSH is there and does not tell its version; signing takes ${oldest}` };
      if (found && !tooOld) return { verdict: "ok", says: `OpenSSH is ${version}` };
      const says = found ? `OpenSSH ${version} is too old to sign` : "ssh-keygen, which signs, was not found in PATH";
      const verdict = ifSigning(facts);
      if (verdict === "ok") return { verdict, says: `${says}; ${noneNeeded}` };
      return { verdict, says, cure: { do: `install OpenSSH ${oldest} or newer` } };
    },
  },
  {
    id: "identity",
    looksAt: "the name Git commits under",
    judge: (facts) => {
      const { name, email, ci, git } = facts;
      if (ci || !git.found) return null;
      if (name !== null && email !== null) return { verdict: "ok", says: `Git calls you ${name} <${email}>` };
      return {
        verdict: seated(facts) === null ? "advice" : "problem",
        says: "Git does not know who you are",
        cure: { do: 'git config --global user.name "Your Name" && git config --global user.email you@example.org' },
      };
    },
  },
  {
    id: "signing-key",
    looksAt: "the key Git signs with",
    judge: (facts) => {
      const { signer, ci, git } = facts;
      if (!git.found) return null;
      if (ci) return { verdict: "ok", says: "this is a CI job: nobody signs here, so no key is needed" };
      if (signer.fingerprint !== null) return { verdict: "ok", says: `Git signs with ${signer.fingerprint}` };
      const verdict = ifSigning(facts);
      if (verdict === "ok") return { verdict, says: `${signer.why}; ${noneNeeded}` };
      return { verdict, says: signer.why, cure: keyToUse(facts) ?? { do: signer.help } };
    },
  },
  {
    id: "private-key",
    looksAt: "the private half of that key",
    judge: (facts) => {
      const { signer, ci } = facts;
      if (ci || signer.fingerprint === null || seated(facts) === null) return null;
      if (signer.held === "program")
        return { verdict: "unknown", says: "another program keeps your key (gpg.ssh.program): signing will show" };
      if (signer.held !== null)
        return {
          verdict: "ok",
          says: heldBy[signer.held],
        };
      return {
        verdict: "problem",
        says: "the private half of your key is neither beside it nor in an agent, so it cannot sign",
        cure: { do: "ssh-add <the private key file>, or plug in what holds it" },
      };
    },
  },
  { id: "roster", looksAt: "your key on the roster", judge: onRoster },
];

const heldBy = {
  file: "the private half of your key is here",
  agent: "your agent holds your key",
  gpg: "gpg holds the secret half of your key",
} as const;

function onRoster(facts: Facts): ReturnType<Check["judge"]> {
  const office = officeOf(facts);
  const { fingerprint } = facts.signer;
  if (facts.ci || office === null || fingerprint === null) return null;
  const landed = office.base?.keys.get(fingerprint);
  const key = landed ?? office.here?.keys.get(fingerprint);
  if (key === undefined) return unlisted(facts, office);
  const { person, state } = key;
  const body = seatOf(person, office);
  if (state === "active") {
    if (body === null)
      return {
        verdict: "ok",
        says: `you are ${person}, who sits in no body, so nothing waits for your signature`,
      };
    if (landed !== undefined) return { verdict: "ok", says: `you are ${person}, ${body}, and your key is active` };
    return {
      verdict: "advice",
      says: `you are ${person}, ${body}, and your key is listed here, not on the protected branch yet`,
      cure: office.rooted
        ? { run: [["kwanus", "propose", "governance"]] }
        : {
            run: [
              ["git", "add", "governance"],
              ["git", "commit", "-m", `${person} accepts`],
            ],
          },
    };
  }
  const verdict = body === null ? "advice" : "problem";
  const ended = expiredOn(key, office.base?.asOf ?? null);
  const now = ended === null ? `is ${state}` : `expired on ${ended}`;
  const says = `you are ${person}${body === null ? "" : `, ${body}`}, and your key ${now}`;
  const other = keyToUse(facts);
  if (other !== null) return { verdict, says: `${says}; another of yours is active`, cure: other };
  const accept = `kwanus person accept ${person}`;
  if (state === "unproven") return { verdict, says, cure: { run: [accept.split(" ")] } };
  if (ended !== null)
    return {
      verdict,
      says,
      cure: { do: `give it more time: gpg --quick-set-expire; then ${accept} && kwanus propose governance` },
    };
  return {
    verdict,
    says: `${says}: it takes a new one, and a decision`,
    cure: { do: `make a key, name it in user.signingkey, then: ${accept} && kwanus propose governance` },
  };
}

function unlisted(facts: Facts, office: OfficeFacts): ReturnType<Check["judge"]> {
  const says = "the key Git signs with is on nobody's list";
  const other = keyToUse(facts);
  if (other !== null)
    return {
      verdict: "problem",
      says: `${says}; another of yours is (to list this one, too: kwanus person accept, then kwanus propose governance)`,
      cure: other,
    };
  const you = whoIs(facts);
  const waiting = invitedTo(office);
  if (you !== null && you.body !== null) {
    const accept = ["kwanus", "person", "accept", you.person];
    if (waiting.includes(you.person) && !office.rooted)
      return {
        verdict: "advice",
        says: `${says}; if you are ${you.person}, you are invited to ${you.body} and have not accepted yet`,
        cure: { run: [accept] },
      };
    return {
      verdict: "problem",
      says: `${says}; if you are ${you.person}, ${you.body}, sign where your own key is, or have this one listed`,
      cure: { run: [accept, ["kwanus", "propose", "governance"]] },
    };
  }
  if (waiting.length > 0)
    return {
      verdict: "advice",
      says: `${says}; still to accept with one: ${waiting.join(", ")}`,
      cure: { do: "if you are one of them: kwanus person accept <your id>" },
    };
  return { verdict: "ok", says: `${says}; ${noneNeeded}` };
}

/** How bad it is that somebody cannot sign: a problem for a member, advice where anybody may yet become one. */
function ifSigning(facts: Facts): Exclude<Verdict, "unknown"> {
  const office = officeOf(facts);
  if (facts.ci) return "ok";
  if (seated(facts) !== null) return "problem";
  return office === null || !office.rooted || invitedTo(office).length > 0 ? "advice" : "ok";
}

/**
 * The key of this machine that Git should sign with, where exactly one can be meant: the active key of a person on the
 * roster; while people are still to accept, the only key there is, unless Git signs with something already.
 */
function keyToUse(facts: Facts): Cure | null {
  const { keys, signer } = facts;
  const office = officeOf(facts);
  if (office === null) return null;
  const active = keys.filter(({ fingerprint }) => authorityOf(office)?.keys.get(fingerprint)?.state === "active");
  const ssh = keys.filter(({ format }) => format === undefined);
  const unused = ssh.length > 0 ? ssh : keys;
  const free = signer.fingerprint === null && signer.none && invitedTo(office).length > 0 ? unused : [];
  const [only, second] = active.length > 0 ? active : free;
  if (only === undefined) return null;
  const set = [
    { key: "gpg.format", value: only.format ?? "ssh" },
    { key: "user.signingkey", value: only.setting },
  ];
  if (second === undefined) return { set };
  return active.length > 0 ? { run: set.map(({ key, value }) => ["git", "config", key, value]) } : null;
}

/** Who is at this machine: by the key Git signs with, else by a key that lies here, else by the name Git calls them. */
export function whoIs(facts: Facts): Known | null {
  const office = officeOf(facts);
  if (office === null || facts.ci) return null;
  const prints = [facts.signer.fingerprint, ...facts.keys.map(({ fingerprint }) => fingerprint)];
  const byKey = prints.map((print) => office.base?.keys.get(print ?? "") ?? office.here?.keys.get(print ?? ""));
  const person = byKey.find((key) => key !== undefined)?.person ?? byName(facts, office);
  return person === undefined ? null : { person, body: seatOf(person, office) };
}

function byName({ name, email }: Facts, { calledBy }: OfficeFacts): string | undefined {
  // GitHub's addresses without mail: 1234+login@users.noreply.github.com.
  const local = email?.split("@")[0]?.replace(/^\d+\+/, "");
  const names = [name, local].map((word) => word?.toLowerCase() ?? "");
  const [only, second] = [...calledBy].filter(([, called]) => called.some((word) => names.includes(word)));
  return second === undefined ? only?.[0] : undefined;
}

function seated(facts: Facts): Known | null {
  const you = whoIs(facts);
  return you === null || you.body === null ? null : you;
}

function seatOf(person: string, { base, here }: OfficeFacts): string | null {
  return base?.seats.get(person) ?? here?.seats.get(person) ?? null;
}

function authorityOf({ base, here }: OfficeFacts): OfficeFacts["base"] {
  return base ?? here;
}

function invitedTo(office: OfficeFacts): string[] {
  return (authorityOf(office)?.invited ?? []).map(({ person }) => person);
}

function officeOf({ repository }: Facts): OfficeFacts | null {
  return "refused" in repository ? null : repository.office;
}
