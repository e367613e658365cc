// C: words and signatures that are not what they seem.

import { readFileSync } from "node:fs";
import { namespaces } from "../../src/trust/statement.ts";
import { testKey } from "../support/keys.ts";
import { ballotBy, edited, proposing, revoked, textOf, without } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { keyNamed } from "../support/openpgp.ts";
import { accepted, approvedByAll, decided, voted } from "../support/world.ts";
import type { Attempt, Family } from "./attack.ts";
import { type Ground, type Made, pullRequest } from "./ground.ts";
import {
  ballotIn,
  dsaHand,
  fewPointsHand,
  freeRsaHand,
  type Hand,
  listed,
  rsaHand,
  securityHand,
  signedBy,
} from "./hands.ts";

const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const application = `${folder}/application.yaml`;
const ballot = `${folder}/ballots/decision/sco.bo.1.yaml`;
const policy = "governance/policy.yaml";
const person = (id: string) => `governance/people/${id}.yaml`;

/** Bo's office identity, as anybody can write it. */
const bo = "bo <bo@office.example>";

/** A pull request with bo's genuine ballot, whose files are then changed. */
async function spoilt(ground: Ground, change: (files: Files, sig: string) => Files): Promise<string[]> {
  const head = await voted(ground.files, subject, "bo");
  return pullRequest(ground, change(head, textOf(head, `${ballot}.sig`)));
}

/** A pull request with a ballot of bo's that the hand signs, which the base lists as bo's key. */
async function ballotOf(ground: Ground, hand: Hand, signing = hand): Promise<string[]> {
  const base = await listed(ground.files, "bo", hand);
  return pullRequest(ground, await ballotIn(signing, base, subject, "bo"), base);
}

/** A policy in which nothing takes all four bodies any more. */
function relaxed(files: Files): Files {
  return edited(files, policy, { "/spec/gates/0/unanimousWhen": [] });
}

/** Whether the gate of the subject is passed in a commit that the protected branch would have. */
function gate(ground: Ground, files: Files, made = {}): string[] {
  return ["gate", subject, "--base", ground.commit(files, [ground.main], made)];
}

/** Everybody approves in one landing with the decision. */
async function approvedIn(ground: Ground): Promise<Files> {
  return decided(await approvedByAll(ground.files, subject), subject);
}

/** What `verify` says of the commit that recorded bo's ballot, once it is made like this. */
async function recordOf(ground: Ground, made: Made, edit: (commit: string) => string): Promise<string[]> {
  const commit = ground.commit(await voted(ground.files, subject, "bo"), [ground.main], made);
  return ["verify", subject, "--base", edit(commit), "--format", "json"];
}

/** A commit of bo's ballot that bo signed, and whose object was then edited. */
function spoiltRecord(when: string, because: string, edit: (text: string) => string): Attempt {
  return {
    when,
    play: (ground) =>
      recordOf(ground, { author: bo }, (commit) =>
        ground.rewritten(signedBy(ground, "bo", commit), (bytes) =>
          Buffer.from(edit(bytes.toString("latin1")), "latin1"),
        ),
      ),
    exit: 0,
    says: because,
  };
}

const gpgsig = /gpgsig (?:.*\n)(?: .*\n)*/;

/** A landing of bo's ballot with a signature made for something else. */
function forNamespace(namespace: string): Attempt {
  return {
    when: `a ballot is signed for the namespace \`${namespace}\``,
    play: async (ground) => pullRequest(ground, await ballotBy(ground.files, subject, "bo", { namespace })),
    exit: 1,
    finds: ["BAL001"],
  };
}

export const signatures: Family = {
  title: "Signatures and keys",
  attacks: [
    {
      id: "C1",
      attack: "author and committer are spoofed",
      answer: "ignored: authority lies in the statement's signature alone",
      attempts: [
        {
          when: "mallory's commit says it is bo's, and adds bo's ballot without a signature",
          async play(ground) {
            const head = without(await voted(ground.files, subject, "bo"), `${ballot}.sig`);
            return pullRequest(ground, head, ground.files, { author: bo });
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the same, signed with mallory's key",
          play: async (ground) =>
            pullRequest(ground, await ballotBy(ground.files, subject, "bo", { key: "mallory" }), ground.files, {
              author: bo,
            }),
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "ada's commit changes the policy",
          play: (ground) =>
            pullRequest(ground, relaxed(ground.files), ground.files, { author: "ada <ada@office.example>" }),
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "mallory lands genuine ballots and the decision under mallory's own name",
          async play(ground) {
            return ["verify", "--base", ground.commit(await approvedIn(ground))];
          },
          exit: 0,
          says: "by CGB lee, ERC erin, SCO bo,",
        },
        {
          when: "bo's ballot lies in a commit that says it is ada's, signed by bo",
          play: (ground) =>
            recordOf(ground, { author: "ada <ada@office.example>" }, (commit) => signedBy(ground, "bo", commit)),
          exit: 0,
          says: '"is": "recorded"',
        },
        {
          when: "it lies in a commit that says it is bo's, signed by ada",
          play: (ground) => recordOf(ground, { author: bo }, (commit) => signedBy(ground, "ada", commit)),
          exit: 0,
          says: '"because": "is signed by ada"',
        },
      ],
    },
    {
      id: "C2",
      attack: "the right words without a signature",
      answer: "not counted",
      attempts: [
        {
          when: "commit messages say that all four bodies approved",
          play: (ground) =>
            gate(ground, ground.files, {
              author: bo,
              message: `Approve ${subject}\n\nApproved-by: ada\nApproved-by: bo\nApproved-by: erin\nApproved-by: lee\n`,
            }),
          exit: 4,
          says: `${subject} pending`,
        },
        {
          when: "the commit with those words is signed with bo's own key",
          play: (ground) => [
            "gate",
            subject,
            "--base",
            signedBy(ground, "bo", ground.commit(ground.files, [ground.main], { author: bo, message: "Approved" })),
          ],
          exit: 4,
          says: `${subject} pending`,
        },
        {
          when: "a commit that bo did sign changes the policy",
          play: (ground) => [
            "validate",
            "--base",
            ground.main,
            "--head",
            signedBy(ground, "bo", ground.commit(relaxed(ground.files))),
          ],
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "an unsigned ballot lies in a commit that bo did sign",
          play: async (ground) => [
            "validate",
            "--base",
            ground.main,
            "--head",
            signedBy(
              ground,
              "bo",
              ground.commit(without(await voted(ground.files, subject, "bo"), `${ballot}.sig`), [ground.main], {
                author: bo,
              }),
            ),
          ],
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the signature's file is empty",
          play: (ground) => spoilt(ground, (files) => ({ ...files, [`${ballot}.sig`]: "" })),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the signature is that of another ballot of bo's",
          async play(ground) {
            const other = await ballotBy(ground.files, "acme/EXP-0001", "bo");
            const path = "partners/acme/proposals/EXP-0001/ballots/decision/sco.bo.1.yaml.sig";
            return spoilt(ground, (files) => ({ ...files, [`${ballot}.sig`]: textOf(other, path) }));
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "bo's rejection is turned into an approval under its signature",
          async play(ground) {
            const reason = "It asks for more than it needs.";
            const head = await voted(ground.files, subject, "bo", { choice: "reject", reason });
            return pullRequest(ground, edited(head, ballot, { "/spec/decision": "approve" }));
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "one line end of the statement is rewritten",
          play: (ground) =>
            spoilt(ground, (files) => ({ ...files, [ballot]: textOf(files, ballot).replace("\n", "\r\n") })),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the signature lies beside the statement under another name",
          play: (ground) =>
            spoilt(ground, (files, sig) => ({ ...without(files, `${ballot}.sig`), [`${ballot}.asc`]: sig })),
          exit: 1,
          finds: ["BAL001", "DOC011"],
        },
        {
          when: "tom's key is revoked in bo's name without a signature",
          play: (ground) =>
            pullRequest(
              ground,
              without(revoked(ground.files, "tom", { by: "bo" }), "governance/revocations/tom.1.yaml.sig"),
            ),
          exit: 1,
          finds: ["POL010"],
        },
      ],
    },
    {
      id: "C3",
      attack: "an author or somebody affiliated approves; an author names sceptical reviewers as authors",
      answer: "recused, by name; a contested authorship keeps the gate open",
      attempts: [
        {
          when: "bo works for borealis and approves what borealis asks for",
          async play(ground) {
            const base = edited(ground.files, person("bo"), { "/spec/affiliations": ["borealis"] });
            return pullRequest(ground, await ballotBy(base, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL005"],
        },
        {
          when: "bo strikes the affiliation in the pull request that votes",
          async play(ground) {
            const base = edited(ground.files, person("bo"), { "/spec/affiliations": ["borealis"] });
            const head = edited(base, person("bo"), { "/spec/affiliations": [] });
            return pullRequest(ground, await ballotBy(head, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL005", "POL002", "POL006"],
        },
        {
          when: "bo asks `kwanus approve` to sign it all the same",
          play: (ground) => [
            "approve",
            subject,
            "--base",
            ground.commit(edited(ground.files, person("bo"), { "/spec/affiliations": ["borealis"] })),
          ],
          as: "bo",
          exit: 1,
          says: "bo is affiliated with borealis",
        },
        {
          when: "bo wrote the application, says so, and approves it",
          async play(ground) {
            const base = edited(ground.files, application, { "/metadata/authors": ["bo"] });
            return pullRequest(ground, await ballotBy(base, subject, "bo", { spec: { independent: false } }), base);
          },
          exit: 1,
          finds: ["BAL005"],
        },
        {
          when: "bo wrote it under a forge login in capitals, and signs as independent",
          async play(ground) {
            const base = edited(ground.files, application, { "/metadata/authors": ["@BO"] });
            return pullRequest(ground, await ballotBy(base, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL011"],
        },
        {
          when: "the partner names bo, who would refuse, as an author; the others approve and decide",
          async play(ground) {
            const base = edited(ground.files, application, { "/metadata/authors": ["dana", "bo"] });
            const reason = "Nothing says how long the data is kept.";
            const refused = await ballotBy(base, subject, "bo", { spec: { decision: "reject", reason } });
            let head = refused;
            for (const id of ["ada", "sal", "erin", "lee"]) head = await voted(head, subject, id);
            const clean = await decided(await approvedByAll(ground.files, subject), subject);
            const decision = `${folder}/decisions/decision.yaml`;
            return pullRequest(ground, { ...head, [decision]: clean[decision] ?? "" }, base);
          },
          exit: 1,
          finds: ["BAL010", "BAL011"],
        },
        {
          when: "the gate is asked while that contest lasts",
          async play(ground) {
            const named = edited(ground.files, application, { "/metadata/authors": ["dana", "bo"] });
            let votes = await ballotBy(named, subject, "bo");
            for (const id of ["ada", "sal", "erin", "lee"]) votes = await voted(votes, subject, id);
            return gate(ground, votes);
          },
          exit: 4,
          says: "authorship contested: bo",
        },
      ],
    },
    {
      id: "C4",
      attack: "a back-dated commit or statement, so that a key that ended still seems good",
      answer: "dates are ignored; what counts is the order of landings",
      attempts: [
        {
          when: "a retired key signs a ballot dated long before, in a commit dated long before",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "sal" });
            const head = await ballotBy(base, subject, "bo", { spec: { statedAt: "2020-01-01T00:00:00Z" } });
            return pullRequest(ground, head, base, { at: 1_577_836_800, author: bo });
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "the revocation itself is dated into the future",
          async play(ground) {
            const text = revoked(ground.files, "bo", { by: "sal" });
            const path = "governance/revocations/bo.1.yaml";
            const later = textOf(text, path).replace(/statedAt: .*/, "statedAt: 2099-01-01T00:00:00Z");
            const base = { ...text, [path]: later, [`${path}.sig`]: testKey("sal").sign(later, namespaces.revocation) };
            return pullRequest(ground, await ballotBy(base, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "an honest clock runs wrong: the ballots' commit is dated 1970",
          play: async (ground) =>
            pullRequest(ground, await ballotBy(ground.files, subject, "bo"), ground.files, { at: 0 }),
          exit: 0,
          says: "no findings",
        },
      ],
    },
    {
      id: "C5",
      attack: "keys that were retired or stolen are used; a stolen key of SCO revokes everybody",
      answer: "a retired key keeps what had landed, a compromised one does not; SCO cannot take a body's last key",
      attempts: [
        {
          when: "a retired key votes",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "sal" });
            return pullRequest(ground, await ballotBy(base, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "bo's key is retired after the ballot landed, and the gate is decided with it",
          async play(ground) {
            const base = revoked(await approvedByAll(ground.files, subject), "bo", { by: "sal" });
            return pullRequest(ground, await decided(base, subject), base);
          },
          exit: 0,
          says: "no findings",
        },
        {
          when: "bo's key is reported stolen after the ballot landed, and the decision is written as if it counted",
          async play(ground) {
            const open = await approvedByAll(ground.files, subject);
            const base = revoked(open, "bo", { by: "sal", state: "compromised", since: ground.main });
            const written = await decided(open, subject);
            const path = `${folder}/decisions/decision.yaml`;
            return pullRequest(ground, { ...base, [path]: written[path] ?? "" }, base);
          },
          exit: 1,
          finds: ["BAL010", "BAL015"],
        },
        {
          when: "bo's key is reported stolen since before a decision that has landed",
          async play(ground) {
            const decision = ground.commit(await approvedIn(ground));
            const told = { by: "sal", state: "compromised", since: ground.main } as const;
            return [
              "verify",
              subject,
              "--base",
              ground.commit(revoked(ground.filesOf(decision), "bo", told), [decision]),
            ];
          },
          exit: 1,
          says: "1 decision undermined",
        },
        {
          when: "the key is stolen only since a landing after that decision",
          async play(ground) {
            const decision = ground.commit(await approvedIn(ground));
            const after = ground.commit(ground.filesOf(decision), [decision]);
            const told = { by: "sal", state: "compromised", since: after } as const;
            return ["verify", subject, "--base", ground.commit(revoked(ground.filesOf(after), "bo", told), [after])];
          },
          exit: 0,
          says: "all of it verifies\n",
        },
        {
          when: "bo's stolen key revokes the keys of both members of TSC, one landing after the other",
          play(ground) {
            const base = revoked(ground.files, "tom", { by: "bo" });
            return pullRequest(ground, revoked(base, "ada", { by: "bo" }), base);
          },
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "it revokes everybody's at once",
          play(ground) {
            let head = ground.files;
            for (const id of ["ada", "tom", "sal", "erin", "lee", "omar"]) head = revoked(head, id, { by: "bo" });
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["POL006", "POL010"],
        },
        {
          when: "a key that was reported stolen revokes another",
          play(ground) {
            const base = revoked(ground.files, "bo", { by: "sal", state: "compromised", since: ground.main });
            return pullRequest(ground, revoked(base, "sal", { by: "bo" }), base);
          },
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "somebody outside SCO revokes another's key",
          play: (ground) => pullRequest(ground, revoked(ground.files, "bo", { by: "lee" })),
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "the revocation is deleted in the pull request that votes",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "sal" });
            return pullRequest(ground, await ballotBy(ground.files, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL002", "BAL007"],
        },
        {
          when: "a second revocation calls a stolen key merely retired, and an old ballot is to count again",
          async play(ground) {
            const open = await approvedByAll(ground.files, subject);
            const stolen = revoked(open, "bo", { by: "sal", state: "compromised", since: ground.main });
            const base = revoked(stolen, "bo", { by: "sal", seq: 2 });
            const path = `${folder}/decisions/decision.yaml`;
            return pullRequest(ground, { ...base, [path]: (await decided(open, subject))[path] ?? "" }, base);
          },
          exit: 1,
          finds: ["BAL010", "BAL015"],
        },
      ],
    },
    {
      id: "C6",
      attack: "an OpenPGP key or subkey that expired or was revoked",
      answer: "its last day is compared with the day it is judged on, never with the signature's own date",
      attempts: [
        withPgp("bo signs with a key whose last day was yesterday", "gpg:bo?until=2026-11-20", ["BAL002"]),
        withPgp("with a subkey whose last day was yesterday", "gpg:bo?subkey&until=2026-11-20", ["BAL002"]),
        withPgp("with a subkey whose last day is today", "gpg:bo?subkey&until=2026-11-21", []),
        withPgp("with a key that its certificate calls superseded", "gpg:bo?revoked=retired", ["BAL002"]),
        withPgp("with a subkey that its certificate calls stolen", "gpg:bo?subkey&revoked=compromised", ["BAL002"]),
        {
          when: "the pull request that votes lists the certificate without its revocation",
          async play(ground) {
            const base = await accepted(ground.files, "bo", "gpg:bo?revoked=compromised");
            const clean = keyNamed("gpg:bo").certificate ?? "";
            const head = edited(base, person("bo"), { "/spec/keys/1/key": clean });
            return pullRequest(ground, await ballotBy(head, subject, "bo", { key: "gpg:bo" }), base);
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL006", "POL010"],
        },
        ...["gpg:bo", "gpg:bo?revoked=retired"].map(
          (copy): Attempt => ({
            when: `the bodies are asked to list a copy of a stolen key that ${copy === "gpg:bo" ? "says nothing of that" : "calls it superseded"}`,
            async play(ground) {
              const base = await accepted(ground.files, "bo", "gpg:bo?revoked=compromised");
              const { [person("bo")]: text } = edited(base, person("bo"), {
                "/spec/keys/1/key": keyNamed(copy).certificate,
              });
              return pullRequest(
                ground,
                proposing(base, "governance/EXP-0001", { [person("bo")]: String(text) }),
                base,
              );
            },
            exit: 1,
            finds: ["POL010"],
          }),
        ),
        {
          when: "a key that nobody lists signs in bo's name",
          play: async (ground) =>
            pullRequest(ground, await ballotBy(ground.files, subject, "bo", { key: "gpg:mallory" })),
          exit: 1,
          finds: ["BAL002"],
        },
      ],
    },
    {
      id: "C7",
      attack: "keys and hashes that can be broken: RSA-1024, RSA with SHA-1, DSA, also as OpenPGP",
      answer: "refused when the roster is read and when a signature is verified",
      attempts: [
        {
          when: "a ballot is signed with a listed RSA key of 1024 bits",
          play: (ground) => ballotOf(ground, rsaHand(1024)),
          exit: 1,
          finds: ["BAL013"],
        },
        {
          when: "a good RSA key signs with SHA-1",
          play: (ground) => ballotOf(ground, rsaHand(3072), rsaHand(3072, "ssh-rsa")),
          exit: 1,
          finds: ["BAL013"],
        },
        {
          when: "the same key signs with SHA-512",
          play: (ground) => ballotOf(ground, rsaHand(3072)),
          exit: 0,
          says: "no findings",
        },
        {
          when: "a ballot is signed with a listed DSA key",
          play: (ground) => ballotOf(ground, dsaHand()),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the bodies decide to list an RSA key of 1024 bits",
          play: (ground) => listedByDecision(ground, rsaHand(1024)),
          exit: 1,
          finds: ["BAL013"],
        },
        {
          when: "the bodies decide to list a DSA key",
          play: (ground) => listedByDecision(ground, dsaHand()),
          exit: 1,
          finds: ["BAL013"],
        },
        ...["rsa1024", "dsa", "sha1-self"].map(
          (name): Attempt => ({
            when: `a pull request lists an OpenPGP key like \`${name}.pub.asc\``,
            play(ground) {
              const keys = [{ type: "openpgp", key: pgpFile(`${name}.pub.asc`), added: "2026-11-21" }];
              return pullRequest(ground, edited(ground.files, person("bo"), { "/spec/keys": keys }));
            },
            exit: 1,
            finds: ["BAL013", "POL002"],
          }),
        ),
        {
          when: "an OpenPGP signature uses SHA-1",
          async play(ground) {
            const keys = [{ type: "openpgp", key: pgpFile("rsa3072.pub.asc"), added: "2026-11-21" }];
            const base = edited(ground.files, person("bo"), { "/spec/keys": keys });
            const head = await ballotBy(base, subject, "bo");
            return pullRequest(ground, { ...head, [`${ballot}.sig`]: pgpFile("rsa3072-SHA1.sig.asc") }, base);
          },
          exit: 1,
          finds: ["BAL013"],
        },
      ],
    },
    {
      id: "C8",
      attack: "a signature made for another purpose is used as a ballot's",
      answer: "the namespace has to be exactly that of ballots",
      attempts: [
        forNamespace("kwanus-key"),
        forNamespace("git"),
        forNamespace("file"),
        forNamespace("KWANUS-BALLOT"),
        {
          when: "the namespace is changed in the armour of a signature for `file`",
          async play(ground) {
            const made = textOf(await ballotBy(ground.files, subject, "bo", { namespace: "file" }), `${ballot}.sig`);
            const blob = Buffer.from(made.split("\n").slice(1, -2).join(""), "base64").toString("latin1");
            const relabelled = Buffer.from(
              blob.replace("\0\0\0\u0004file", "\0\0\0\u000dkwanus-ballot"),
              "latin1",
            ).toString("base64");
            const armour = `-----BEGIN SSH SIGNATURE-----\n${relabelled}\n-----END SSH SIGNATURE-----\n`;
            const head = await ballotBy(ground.files, subject, "bo");
            return pullRequest(ground, { ...head, [`${ballot}.sig`]: armour });
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "a proof of possession is signed as if it were a ballot",
          async play(ground) {
            const base = await listed(ground.files, "bo", testKey("second"), { namespace: namespaces.ballot });
            return pullRequest(ground, await ballotBy(base, subject, "bo", { key: "second" }), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "bo's signature over a commit is the signature of a ballot with the commit's bytes",
          play(ground) {
            const payload = ground.git("cat-file", "commit", ground.main);
            const signature = testKey("bo").sign(payload, namespaces.commit);
            return pullRequest(ground, { ...ground.files, [ballot]: payload, [`${ballot}.sig`]: signature });
          },
          exit: 1,
          finds: ["BAL001", "DOC004"],
        },
      ],
    },
    {
      id: "C9",
      attack: "a security key signs without being touched, for example for malware on its owner's machine",
      answer: "not counted: somebody has to have been there",
      attempts: [
        {
          when: "bo's security key signs a ballot without a touch",
          play: (ground) => ballotOf(ground, securityHand(1), securityHand(0)),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "it was given a PIN, and was not touched",
          play: (ground) => ballotOf(ground, securityHand(1), securityHand(4)),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the touch is claimed afterwards, in the signature",
          async play(ground) {
            const base = await listed(ground.files, "bo", securityHand(1));
            const head = await ballotIn(securityHand(0), base, subject, "bo");
            const lines = textOf(head, `${ballot}.sig`).split("\n");
            const blob = Buffer.from(lines.slice(1, -2).join(""), "base64");
            blob[blob.length - 5] = 1;
            const armour = [lines[0], blob.toString("base64"), ...lines.slice(-2)].join("\n");
            return pullRequest(ground, { ...head, [`${ballot}.sig`]: armour }, base);
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the key proves itself without a touch",
          async play(ground) {
            const base = await listed(ground.files, "bo", securityHand(1), { signer: securityHand(0) });
            return pullRequest(ground, await ballotIn(securityHand(1), base, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "bo touches it",
          play: (ground) => ballotOf(ground, securityHand(1)),
          exit: 0,
          says: "no findings",
        },
      ],
    },
    {
      id: "C10",
      attack: "a commit object with two signatures, a second tree, a header nobody knows",
      answer: "no record: `verify` says why; the ballot's own signature is what counts",
      attempts: [
        spoiltRecord("bo's commit is as bo signed it", '"is": "recorded"', (text) => text),
        spoiltRecord("it has its signature twice", 'a header that is not accepted: \\"gpgsig\\"', (text) =>
          text.replace(gpgsig, "$&$&"),
        ),
        spoiltRecord(
          "it has another signature for SHA-256 readers",
          'a header that is not accepted: \\"gpgsig-sha256\\"',
          (text) => text.replace(gpgsig, "$&gpgsig-sha256 x\n"),
        ),
        spoiltRecord("it has a second tree", 'a header that is not accepted: \\"tree\\"', (text) =>
          text.replace("\n\n", `\ntree ${"4".repeat(40)}\n\n`),
        ),
        spoiltRecord("it has an unknown header", 'a header that is not accepted: \\"approved-by\\"', (text) =>
          text.replace("\n\n", "\napproved-by everybody\n\n"),
        ),
        spoiltRecord(
          "it says that its message is written in another character set",
          'not accepted: \\"encoding\\"',
          (text) => text.replace("gpgsig ", "encoding UTF-7\ngpgsig "),
        ),
        spoiltRecord("its message is another than bo signed", "does not fit these bytes", (text) =>
          text.replace("Trust me", "Trust us"),
        ),
        spoiltRecord("its author is another than bo signed", "does not fit these bytes", (text) =>
          text.replace("author bo", "author ada"),
        ),
      ],
    },
    {
      id: "C11",
      attack: "several signatures in one file, so that one is looked at and another is believed",
      answer: "exactly one signature in strict form, or none",
      attempts: [
        {
          when: "mallory's signature stands before bo's",
          play: (ground) =>
            spoilt(ground, (files, sig) => ({
              ...files,
              [`${ballot}.sig`]: `${testKey("mallory").sign(textOf(files, ballot), namespaces.ballot)}${sig}`,
            })),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "mallory's signature stands after bo's",
          play: (ground) =>
            spoilt(ground, (files, sig) => ({
              ...files,
              [`${ballot}.sig`]: `${sig}${testKey("mallory").sign(textOf(files, ballot), namespaces.ballot)}`,
            })),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "both lie in one armour, one behind the other",
          play: (ground) =>
            spoilt(ground, (files, sig) => {
              const inner = (armour: string) => Buffer.from(armour.split("\n").slice(1, -2).join(""), "base64");
              const other = testKey("mallory").sign(textOf(files, ballot), namespaces.ballot);
              const both = Buffer.concat([inner(sig), inner(other)]).toString("base64");
              return {
                ...files,
                [`${ballot}.sig`]: `-----BEGIN SSH SIGNATURE-----\n${both}\n-----END SSH SIGNATURE-----\n`,
              };
            }),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "an OpenPGP signature of mallory's stands before bo's",
          play: (ground) =>
            spoilt(ground, (files, sig) => ({
              ...files,
              [`${ballot}.sig`]: `${keyNamed("gpg:mallory").sign(textOf(files, ballot), namespaces.ballot)}${sig}`,
            })),
          exit: 1,
          finds: ["BAL001"],
        },
        ...["two.sig.asc", "cleartext.sig.asc", "attached.sig.asc"].map(
          (name): Attempt => ({
            when: `the signature is like \`${name}\`: ${name.startsWith("two") ? "two in one OpenPGP armour" : "a message with its own signature"}`,
            play: (ground) => spoilt(ground, (files) => ({ ...files, [`${ballot}.sig`]: pgpFile(name) })),
            exit: 1,
            finds: ["BAL001"],
          }),
        ),
        {
          when: "words stand around the signature",
          play: (ground) =>
            spoilt(ground, (files, sig) => ({ ...files, [`${ballot}.sig`]: `Approved by everybody\n${sig}` })),
          exit: 1,
          finds: ["BAL001"],
        },
      ],
    },
    {
      id: "C12",
      attack: "a commit signed by the forge's own key, which signs whatever is clicked",
      answer: "the forge is no person: not counted",
      attempts: [
        {
          when: "the forge squashes an unsigned ballot and signs the commit",
          play: async (ground) => [
            "validate",
            "--base",
            ground.main,
            "--head",
            signedBy(
              ground,
              "web-flow",
              ground.commit(without(await voted(ground.files, subject, "bo"), `${ballot}.sig`), [ground.main], {
                author: bo,
              }),
            ),
          ],
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "a ballot in bo's name is signed with the forge's key",
          play: async (ground) => pullRequest(ground, await ballotBy(ground.files, subject, "bo", { key: "web-flow" })),
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "the forge's key signs the commit of a genuine ballot",
          play: (ground) => recordOf(ground, { author: bo }, (commit) => signedBy(ground, "web-flow", commit)),
          exit: 0,
          says: `is signed by ${testKey("web-flow").fingerprint}, a key of nobody here`,
        },
        {
          when: "the forge's key signs a merge that changes the policy",
          play: (ground) => ["verify", "--base", signedBy(ground, "web-flow", ground.commit(relaxed(ground.files)))],
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "C13",
      attack: "keys that need no secret: one signature fits every message",
      answer: "no acceptable key, wherever it is listed",
      attempts: [
        {
          when: "bo lists a point of small order as an Ed25519 key, and mallory signs under it",
          play: (ground) => ballotOf(ground, fewPointsHand()),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "bo lists an RSA key with an exponent of 1, and mallory signs under it",
          play: (ground) => ballotOf(ground, freeRsaHand()),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "the bodies decide to list such a key",
          play: (ground) => listedByDecision(ground, fewPointsHand()),
          exit: 1,
          finds: ["BAL013"],
        },
      ],
    },
    {
      id: "C14",
      attack: "a ballot says one key and is signed with another of the same person's",
      answer: "the fields have to be those of the signature",
      attempts: [
        {
          when: "bo's ballot names the first key and is signed with the second",
          async play(ground) {
            const base = await accepted(ground.files, "bo", "second");
            const spec = { key: testKey("bo").fingerprint };
            return pullRequest(ground, await ballotBy(base, subject, "bo", { key: "second", spec }), base);
          },
          exit: 1,
          finds: ["BAL008"],
        },
      ],
    },
  ],
};

/** A ballot of bo's by an OpenPGP key that the base lists. */
function withPgp(when: string, key: string, finds: readonly string[]): Attempt {
  return {
    when,
    async play(ground) {
      const base = await accepted(ground.files, "bo", key);
      return pullRequest(ground, await ballotBy(base, subject, "bo", { key }), base);
    },
    exit: finds.length === 0 ? 0 : 1,
    ...(finds.length === 0 ? { says: "no findings" } : { finds }),
  };
}

/** A file that gpg made: test/trust/openpgp/README.md. */
function pgpFile(name: string): string {
  return readFileSync(new URL(`../trust/openpgp/${name}`, import.meta.url), "utf8");
}

/** A decision of all four bodies that lists a key as bo's. */
async function listedByDecision(ground: Ground, hand: Hand): Promise<string[]> {
  const id = "governance/EXP-0001";
  const wanted = await listed(ground.files, "bo", hand);
  const changed = Object.keys(wanted).filter((path) => wanted[path] !== ground.files[path]);
  const filed = proposing(ground.files, id, Object.fromEntries(changed.map((path) => [path, textOf(wanted, path)])));
  const base = await approvedByAll(filed, id);
  return pullRequest(ground, { ...(await decided(base, id)) }, base);
}
