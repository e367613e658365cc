// B: having one thing approved and another one land.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printDocument } from "../../src/document/print.ts";
import type { Repair } from "../../src/document/types.gen.ts";
import { readModel } from "../../src/model/model.ts";
import { repairPath } from "../../src/model/places.ts";
import { ballotBy, edited, filed, only, proposing, revoked, signedFile, textOf, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { approvedByAll, decided, voted } from "../support/world.ts";
import type { Attempt, Family } from "./attack.ts";
import { behind, deciding, forced, type Ground, pullRequest } from "./ground.ts";
import { signedBy } from "./hands.ts";
import {
  ballots,
  copied,
  decision,
  digestOf,
  folder,
  full,
  legislated,
  movedTo,
  other,
  otherFolder,
  person,
  policy,
  reformed,
  relaxed,
  restated,
  subject,
  voting,
} from "./scenes.ts";

const risk = `${folder}/risk.yaml`;
const application = `${folder}/application.yaml`;
const attachment = `${folder}/attachments/note.txt`;
const bo = `${ballots}/sco.bo.1.yaml`;

/** The files with a line more at the end of one. */
function longer(files: Files, path: string): Files {
  return { ...files, [path]: `${textOf(files, path)}# more\n` };
}

/** Something is done to a subject that is decided, or to its record. */
function toDecided(when: string, change: (files: Files) => Files, ...finds: string[]): Attempt {
  return {
    when,
    async play(ground) {
      const base = await full(ground);
      return pullRequest(ground, change(base), base);
    },
    exit: 1,
    finds,
  };
}

/** A decision somebody wrote otherwise than kwanus computes it. */
function byHand(when: string, change: (text: string) => string): Attempt {
  return {
    when,
    async play(ground) {
      const files = await full(ground);
      return pullRequest(ground, { ...files, [decision]: change(textOf(files, decision)) });
    },
    exit: 1,
    finds: ["BAL010"],
  };
}

function withValues(values: Readonly<Record<string, unknown>>): (text: string) => string {
  return (text) => textOf(edited({ text }, "text", values), "text");
}

/** bo's true ballot, kept as it is, in a place it was not cast for. */
function carriedOver(when: string, to: string, ...finds: string[]): Attempt {
  return {
    when,
    async play(ground) {
      const base = await voted(ground.files, subject, "bo");
      return pullRequest(ground, copied(base, bo, to), base);
    },
    exit: 1,
    finds,
  };
}

/** A ballot that bo signed as it stands, odd as it is. */
function odd(when: string, change: (text: string) => string, ...finds: string[]): Attempt {
  return {
    when,
    async play(ground) {
      return pullRequest(ground, restated(await voted(ground.files, subject, "bo"), bo, "bo", change));
    },
    exit: 1,
    finds,
  };
}

/** A governance decision with something else beside it or instead. */
function beside(when: string, change: (files: Files, ground: Ground) => Files, ...finds: string[]): Attempt {
  return {
    when,
    async play(ground) {
      return pullRequest(ground, change(await reformed(ground), ground));
    },
    exit: 1,
    finds,
  };
}

/** Files of several zones in one landing. */
function together(when: string, add: (files: Files) => Files | Promise<Files>, ...finds: string[]): Attempt {
  return {
    when,
    play: async (ground) => pullRequest(ground, await add(ground.files)),
    exit: 1,
    finds,
  };
}

/** A clone of its own with the subject checked out otherwise than its blobs say. */
function checkedOut(ground: Ground, name: string, attributes: string, change: (text: string) => string): string {
  const clone = join(ground.office.stage, name);
  cpSync(ground.folder, clone, { recursive: true });
  mkdirSync(join(clone, ".git/info"), { recursive: true });
  writeFileSync(join(clone, ".git/info/attributes"), attributes);
  const path = join(clone, risk);
  writeFileSync(path, change(readFileSync(path, "utf8")));
  return clone;
}

async function digestIn(files: Files, id: string): Promise<string> {
  return (await readModel(memorySnapshot(files))).subjects.get(id)?.digest ?? "";
}

export const content: Family = {
  title: "Content",
  attacks: [
    {
      id: "B1",
      attack: "the subject is edited after votes",
      answer: "the ballots are stale, by name, and decide nothing; once decided, it is frozen",
      attempts: [
        {
          when: "a line is added to the risk assessment when all have voted",
          async play(ground) {
            const base = await voting(ground);
            return pullRequest(ground, longer(base, risk), base);
          },
          exit: 0,
          finds: ["BAL004"],
        },
        {
          when: "a decision is asked for after that",
          play: async (ground) => deciding(ground, longer(await voting(ground), risk), subject),
          exit: 1,
          says: "no vote yet of TSC, SCO, ERC, CGB",
        },
        {
          when: "the edit lands together with the decision the votes were for",
          play: async (ground) => pullRequest(ground, longer(await full(ground), risk)),
          exit: 1,
          finds: ["BAL004", "BAL010"],
        },
        {
          when: "the edit, votes and decision come in one landing, and the decision names the new content",
          async play(ground) {
            const head = longer(await full(ground), risk);
            return pullRequest(ground, edited(head, decision, { "/spec/digest": await digestIn(head, subject) }));
          },
          exit: 1,
          finds: ["BAL004", "BAL010"],
        },
        {
          when: "the edit waits on a branch that was cut before the votes landed",
          play: async (ground) => behind(ground, longer(ground.files, risk), await voting(ground)),
          exit: 0,
          finds: ["BAL004"],
        },
        {
          when: "an edit on such a branch meets a decision that landed meanwhile",
          play: async (ground) => behind(ground, longer(ground.files, risk), await full(ground)),
          exit: 1,
          finds: ["BAL014"],
        },
        {
          when: "only white space changes",
          async play(ground) {
            const base = await voting(ground);
            return deciding(ground, { ...base, [risk]: `${textOf(base, risk)}\n` }, subject);
          },
          exit: 1,
          says: "no vote yet of TSC, SCO, ERC, CGB",
        },
        toDecided("a decided subject's risk assessment is edited", (files) => longer(files, risk), "BAL014"),
        toDecided(
          "a decided subject asks for another tier",
          (files) => edited(files, application, { "/spec/requestedTier": 3 }),
          "BAL014",
        ),
      ],
    },
    {
      id: "B2",
      attack: "a file is added, removed or chmod-ed in the subject",
      answer: "the same: every file and its mode is part of what was voted on",
      attempts: [
        {
          when: "an attachment is added after the votes",
          async play(ground) {
            const base = await voting(ground);
            return deciding(ground, { ...base, [attachment]: "And one more thing.\n" }, subject);
          },
          exit: 1,
          says: "no vote yet of TSC, SCO, ERC, CGB",
        },
        {
          when: "an attachment is removed after the votes",
          async play(ground) {
            const base = await approvedByAll({ ...ground.files, [attachment]: "But not on Sundays.\n" }, subject);
            return deciding(ground, without(base, attachment), subject);
          },
          exit: 1,
          says: "no vote yet of TSC, SCO, ERC, CGB",
        },
        {
          when: "an attachment takes the name of another",
          async play(ground) {
            const base = await approvedByAll({ ...ground.files, [attachment]: "Draft.\n" }, subject);
            return deciding(ground, movedTo(base, `${folder}/attachments`, `${folder}/attachments/final`), subject);
          },
          exit: 1,
          says: "no vote yet of TSC, SCO, ERC, CGB",
        },
        {
          when: "a file becomes executable after the votes",
          async play(ground) {
            const base = await voting(ground);
            return pullRequest(ground, base, base, { modes: { [risk]: "100755" } });
          },
          exit: 1,
          finds: ["BAL004", "DOC011"],
        },
        {
          when: "a file becomes a symbolic link after the votes",
          async play(ground) {
            const base = await voting(ground);
            return pullRequest(ground, base, base, { modes: { [risk]: "120000" } });
          },
          exit: 1,
          finds: ["BAL004", "DOC011", "PRO001"],
        },
        {
          when: "the risk assessment goes after the votes",
          async play(ground) {
            const base = await voting(ground);
            return pullRequest(ground, without(base, risk), base);
          },
          exit: 1,
          finds: ["BAL004", "PRO001"],
        },
        toDecided("a decided subject gets an attachment", (files) => ({ ...files, [attachment]: "!" }), "BAL014"),
        toDecided("a decided subject loses its risk assessment", (files) => without(files, risk), "BAL014"),
        {
          when: "a decided subject's file becomes executable",
          async play(ground) {
            const base = await full(ground);
            return pullRequest(ground, base, base, { modes: { [risk]: "100755" } });
          },
          exit: 1,
          finds: ["BAL014"],
        },
      ],
    },
    {
      id: "B3",
      attack: "a governed file changes beside an approved proposal, or differently from it",
      answer: "ungoverned change: only the bytes that were voted on land",
      attempts: [
        beside(
          "an owners' file comes along",
          (files) => ({ ...files, ".github/CODEOWNERS": "* @mallory\n" }),
          "POL002",
        ),
        beside("the policy that lands has a line more", (files) => longer(files, policy), "POL002"),
        beside(
          "the decision lands, and the policy does not",
          (files, ground) => ({ ...files, [policy]: textOf(ground.files, policy) }),
          "POL002",
        ),
        beside("a governed file is deleted beside it", (files) => without(files, "governance/platform.yaml"), "POL002"),
        beside(
          "changes/ carries a file more than the proposal lists",
          (files) => ({ ...files, "governance/proposals/EXP-0001/changes/CODEOWNERS": "* @mallory\n" }),
          "BAL004",
          "BAL010",
          "POL002",
          "POL009",
        ),
        beside(
          "what changes/ carries is swapped after the votes, on both sides",
          (files, ground) => {
            const swapped = relaxed(ground.files, "P1D");
            return {
              ...files,
              [policy]: swapped,
              [`governance/proposals/EXP-0001/changes/${policy}`]: swapped,
            };
          },
          "BAL004",
          "BAL010",
          "POL002",
        ),
        {
          when: "a script lands executable that was voted on as a plain file",
          async play(ground) {
            const script = ".github/kwanus.sh";
            const whole = await legislated(ground.files, { [script]: "exit 0\n" });
            return pullRequest(ground, whole, ground.files, { modes: { [script]: "100755" } });
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a proposal that was rejected lands its files",
          async play(ground) {
            const id = "governance/EXP-0001";
            const asked = proposing(ground.files, id, { [policy]: relaxed(ground.files) });
            const against = await voted(asked, id, "lee", { choice: "reject", reason: "Too short." });
            const rejected = await decided(against, id);
            return pullRequest(ground, { ...rejected, [policy]: relaxed(ground.files) });
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "two decided proposals share a landing",
          async play(ground) {
            const path = "governance/platform.yaml";
            const one = await reformed(ground);
            const two = await legislated(
              ground.files,
              { [path]: `${textOf(ground.files, path)}# two\n` },
              "governance/EXP-0002",
            );
            return pullRequest(ground, { ...one, ...only(two, "governance/proposals/EXP-0002/", path) });
          },
          exit: 1,
          finds: ["BAL010", "POL002", "POL006"],
        },
      ],
    },
    {
      id: "B4",
      attack: "a ballot is copied to another subject, gate, body, person, repository",
      answer: "its fields do not say what its place says: it does not count",
      attempts: [
        carriedOver("to another subject", `${otherFolder}/ballots/decision/sco.bo.1.yaml`, "BAL008"),
        carriedOver("to another gate", `${folder}/ballots/sign-off/sco.bo.1.yaml`, "BAL008"),
        carriedOver("to another body", `${ballots}/tsc.bo.1.yaml`, "BAL008"),
        carriedOver("to another person", `${ballots}/sco.sal.1.yaml`, "BAL008"),
        carriedOver("to another number", `${ballots}/sco.bo.2.yaml`, "BAL008"),
        carriedOver("to a body in capitals", `${ballots}/SCO.bo.1.yaml`, "DOC011"),
        carriedOver("to a number with a nought before it", `${ballots}/sco.bo.02.yaml`, "DOC011"),
        {
          when: "from another repository",
          play: async (ground) =>
            pullRequest(
              ground,
              await ballotBy(ground.files, subject, "bo", { spec: { repo: "00000000-4f0b-4c58-9d0a-3c1a6a7b8c9d" } }),
            ),
          exit: 1,
          finds: ["BAL008"],
        },
        {
          when: "a twin of the subject is filed with the same bytes, and takes all its votes",
          async play(ground) {
            const twin = folder.replace("APP-0001", "APP-0002");
            const moved = movedTo(only(await voting(ground), `${folder}/`), folder, twin);
            return pullRequest(ground, { ...ground.files, ...moved });
          },
          exit: 1,
          finds: ["BAL008", "IDN001"],
        },
        {
          when: "bo's signature under a ballot that says more",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo", { choice: "reject", reason: "Not yet." });
            const says = textOf(base, bo).replace("decision: reject", "decision: approve");
            return pullRequest(ground, { ...base, [bo]: says });
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "bo's signature of one ballot beside another of his",
          async play(ground) {
            const [approval, rejection] = [
              await voted(ground.files, subject, "bo"),
              await voted(ground.files, subject, "bo", { choice: "reject", reason: "Not yet." }),
            ];
            return pullRequest(ground, { ...approval, [`${bo}.sig`]: textOf(rejection, `${bo}.sig`) });
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "all votes are hidden among the attachments: they are no votes there",
          async play(ground) {
            const hidden = movedTo(await voting(ground), `${folder}/ballots`, `${folder}/attachments/ballots`);
            return deciding(ground, hidden, subject);
          },
          exit: 1,
          says: "no vote yet of TSC, SCO, ERC, CGB",
        },
      ],
    },
    {
      id: "B5",
      attack: "the ballot commit changes another file as well",
      answer: "another zone: refused; inside the zone it is judged like any change, and counted by verify",
      attempts: [
        {
          when: "a governed file",
          play: async (ground) => pullRequest(ground, longer(await voted(ground.files, subject, "bo"), policy)),
          exit: 1,
          finds: ["POL002", "POL006"],
        },
        {
          when: "another partner's file",
          play: async (ground) =>
            pullRequest(ground, longer(await voted(ground.files, subject, "bo"), "partners/acme/partner.yaml")),
          exit: 1,
          finds: ["POL006"],
        },
        {
          when: "a ballot on another subject by somebody else",
          async play(ground) {
            const one = await voted(ground.files, subject, "bo");
            return pullRequest(ground, { ...one, ...only(await voted(ground.files, other, "ada"), otherFolder) });
          },
          exit: 1,
          finds: ["POL006"],
        },
        {
          when: "the very subject it votes on",
          play: async (ground) => pullRequest(ground, longer(await voted(ground.files, subject, "bo"), risk)),
          exit: 0,
          finds: ["BAL004"],
        },
        {
          when: "a file of the same partner that holds: that is any change of theirs, and the vote is untouched",
          play: async (ground) =>
            pullRequest(ground, longer(await voted(ground.files, subject, "bo"), "partners/borealis/partner.yaml")),
          exit: 0,
          says: "no findings",
        },
        {
          when: "the signed commit of a vote takes a file of the same partner along: the vote counts, and verify counts the commit",
          async play(ground) {
            const more = longer(await voted(ground.files, subject, "bo"), "partners/borealis/partner.yaml");
            return ["verify", "--base", signedBy(ground, "bo", ground.commit(more))];
          },
          exit: 0,
          says: "1 came along and changes other files as well",
        },
        {
          when: "a file of the same partner that does not hold",
          play: async (ground) =>
            pullRequest(ground, {
              ...(await voted(ground.files, subject, "bo")),
              "partners/borealis/notes.txt": "Remember to call.\n",
            }),
          exit: 1,
          finds: ["DOC011"],
        },
      ],
    },
    {
      id: "B6",
      attack: "duplicate keys, anchors, tags, several documents in a statement",
      answer: "the bytes are verified first, then refused: one statement has one reading",
      attempts: [
        odd("the decision stands there twice", (text) => `${text}  decision: reject\n`, "DOC002"),
        odd("a second document follows", (text) => `${text}---\n${text}`, "DOC010"),
        odd(
          "an anchor and an alias",
          (text) => text.replace(/body: SCO/, "body: &b SCO").replace("person: bo", "person: *b"),
          "DOC010",
        ),
        odd("a tag", (text) => text.replace("decision: approve", "decision: !!str approve"), "DOC010"),
        odd("a merge key", (text) => `${text}  <<: { decision: reject }\n`, "DOC010"),
        odd("a field that no reader knows", (text) => `${text}  also: acme/EXP-0001\n`, "DOC005"),
        odd("a decision that YAML reads as a truth value", (text) => text.replace("approve", "yes"), "DOC004"),
        odd("a number that older readers take for ten", (text) => text.replace("seq: 1", "seq: 1_0"), "DOC004"),
        odd("a byte order mark in front", (text) => `\ufeff${text}`, "DOC001"),
        odd(
          "a hidden direction mark in the reason",
          (text) => text.replace("reason: null", 'reason: "\u202eyes"'),
          "DOC012",
        ),
        {
          when: "the same without a signature",
          async play(ground) {
            const files = await voted(ground.files, subject, "bo");
            return pullRequest(ground, { ...files, [bo]: `${textOf(files, bo)}  decision: reject\n` });
          },
          exit: 1,
          finds: ["BAL001", "DOC002"],
        },
        {
          when: "three bodies have voted, and SCO's odd ballot would settle it",
          async play(ground) {
            const files = restated(await voting(ground), bo, "bo", (text) => `${text}  decision: reject\n`);
            return pullRequest(ground, { ...files, [decision]: textOf(await full(ground), decision) });
          },
          exit: 1,
          finds: ["BAL010", "DOC002"],
        },
      ],
    },
    {
      id: "B7",
      attack: "the working tree differs from the blob: line ends, ident, filters",
      answer: "blobs are read, the difference is harmless",
      attempts: [
        {
          when: "line ends are converted where the reviewer stands, and the subject is validated there",
          play: (ground) => [
            "-C",
            checkedOut(ground, "crlf", "*.yaml text eol=crlf\n", (text) => text.replaceAll("\n", "\r\n")),
            "validate",
          ],
          exit: 0,
          says: "no findings",
        },
        {
          when: "a revision is validated where ident and a filter would change what Git shows",
          play(ground) {
            const clone = checkedOut(ground, "ident", "*.yaml ident filter=mine\n", (text) => `${text}# $Id$\n`);
            return ["-C", clone, "validate", "--head", "refs/heads/main"];
          },
          exit: 0,
          says: "no findings",
        },
        {
          when: "the reviewer's tree shows another risk than the one that landed: the vote is about what landed",
          async play(ground) {
            const clone = checkedOut(ground, "shown", "", (text) => text.replace(/low/g, "none"));
            const digest = await digestIn(ground.files, subject);
            return [
              "-C",
              clone,
              "approve",
              subject,
              "--yes",
              "--digest",
              digest,
              "--all-criteria",
              "passed",
              "--dry-run",
            ];
          },
          exit: 0,
          says: "would",
        },
        {
          when: "the reviewer was shown the digest of what lies in that tree",
          async play(ground) {
            const clone = join(ground.office.stage, "shown");
            const shown = { ...ground.files, [risk]: readFileSync(join(clone, risk)) };
            const digest = await digestIn(shown, subject);
            return ["-C", clone, "approve", subject, "--yes", "--digest", digest, "--all-criteria", "passed"];
          },
          exit: 1,
          says: "now, not sha256:",
        },
      ],
    },
    {
      id: "B8",
      attack: "`.gitattributes -diff`, mailmap, bidi text mislead the reviewer",
      answer: "governed or foreign where they lie, and kwanus shows its own escaped diff",
      attempts: [
        {
          when: "attributes beside the subject would hide it from Git's diff",
          play: (ground) => pullRequest(ground, { ...ground.files, [`${folder}/.gitattributes`]: "* -diff\n" }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "a mailmap gives mallory's commits to bo",
          play: (ground) =>
            pullRequest(ground, { ...ground.files, ".mailmap": "bo <bo@office.example> <mallory@example.org>\n" }),
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a title turns its own letters round",
          play: (ground) =>
            pullRequest(ground, edited(ground.files, application, { "/metadata/title": "Report \u202esetad\u202c" })),
          exit: 1,
          finds: ["DOC012"],
        },
        {
          when: "such a title is compared: the mark is written out",
          play(ground) {
            const head = edited(ground.files, application, { "/metadata/title": "Report \u202esetad\u202c" });
            return ["diff", subject, "--base", ground.main, "--head", ground.commit(head)];
          },
          exit: 0,
          says: "\\u{202E}",
        },
        {
          when: "an attachment tells the terminal to delete the line before",
          play(ground) {
            const head = { ...ground.files, [attachment]: "All is well.\u001b[1A\u001b[2K\n" };
            return ["diff", subject, "--base", ground.main, "--head", ground.commit(head)];
          },
          exit: 0,
          says: "\\u{001B}[1A",
        },
        {
          when: "local attributes call every document binary: kwanus shows the lines all the same",
          play(ground) {
            const clone = checkedOut(ground, "binary", "* -diff\n", (text) => text);
            const head = ground.commit(edited(ground.files, application, { "/spec/requestedTier": 2 }));
            cpSync(join(ground.folder, ".git"), join(clone, ".git"), { recursive: true });
            return ["-C", clone, "diff", subject, "--base", ground.main, "--head", head];
          },
          exit: 0,
          says: "requestedTier: 2",
        },
      ],
    },
    {
      id: "B9",
      attack: "a decision by hand: other outcome, other ballots, other grants, too early, other `n`",
      answer: "it is computed again and is not those bytes: refused",
      attempts: [
        byHand("another outcome", withValues({ "/spec/outcome": "rejected" })),
        byHand("a ballot less", withValues({ "/spec/ballots/0": undefined })),
        byHand(
          "a ballot it names has other bytes",
          withValues({ "/spec/ballots/0/digest": `sha256:${"0".repeat(64)}` }),
        ),
        byHand("more granted", withValues({ "/spec/grants/tier": 3 })),
        byHand("another number", withValues({ "/spec/n": 2 })),
        byHand("another policy", withValues({ "/spec/policy": `sha256:${"0".repeat(64)}` })),
        byHand("another subject", withValues({ "/spec/subject": other })),
        byHand("a date to come", withValues({ "/spec/asOf": "2027-01-01" })),
        byHand("a date before it was filed", withValues({ "/spec/asOf": "2020-01-01" })),
        byHand("a date before the last body had voted", withValues({ "/spec/asOf": "2026-11-10" })),
        byHand("a comment", (text) => `# decided\n${text}`),
        byHand("other line ends", (text) => text.replaceAll("\n", "\r\n")),
        {
          when: "too early: one body has not voted",
          async play(ground) {
            const files = without(await full(ground), `${ballots}/sco.bo`);
            return pullRequest(
              ground,
              edited(files, decision, { "/spec/ballots/2": undefined, "/spec/votes/SCO": "none" }),
            );
          },
          exit: 1,
          finds: ["BAL010"],
        },
        {
          when: "nobody has voted",
          play: async (ground) =>
            pullRequest(ground, { ...ground.files, [decision]: textOf(await full(ground), decision) }),
          exit: 1,
          finds: ["BAL010"],
        },
        {
          when: "at a gate that applications do not pass",
          async play(ground) {
            const path = `${folder}/decisions/sign-off.yaml`;
            return pullRequest(ground, { ...(await voting(ground)), [path]: textOf(await full(ground), decision) });
          },
          exit: 1,
          finds: ["BAL010", "PRO002"],
        },
        {
          when: "CGB has rejected, and the decision leaves its ballot out",
          async play(ground) {
            const path = `${ballots}/cgb.lee.1.yaml`;
            const files = await full(ground);
            const against = await voted(without(files, path, decision), subject, "lee", {
              choice: "reject",
              reason: "No.",
            });
            return pullRequest(ground, { ...against, [decision]: textOf(files, decision) });
          },
          exit: 1,
          finds: ["BAL010"],
        },
      ],
    },
    {
      id: "B10",
      attack: "a decided subject, a landed ballot or a record is changed or deleted",
      answer: "refused: what was decided stays as it was",
      attempts: [
        toDecided("the decision is deleted", (files) => without(files, decision), "BAL007"),
        toDecided("the decision grants more", (files) => edited(files, decision, { "/spec/grants/tier": 3 }), "BAL007"),
        toDecided("a ballot is deleted", (files) => without(files, bo), "BAL007"),
        toDecided("a signature is deleted", (files) => without(files, `${bo}.sig`), "BAL007"),
        toDecided("all of it goes", (files) => without(files, folder), "BAL007", "BAL014"),
        toDecided(
          "it is withdrawn",
          (files) => ({
            ...files,
            [`${folder}/withdrawal.yaml`]: printDocument({
              apiVersion: "kwanus/v1",
              kind: "Withdrawal",
              spec: { subject, reason: "Not needed any more.", filed: "2026-11-21" },
            }),
          }),
          "BAL014",
        ),
        {
          when: "the proposer drops a rejection that has landed",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo", { choice: "reject", reason: "Not yet." });
            return pullRequest(ground, without(base, bo), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "the proposer withdraws the subject and files it again without the rejection",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo", { choice: "reject", reason: "Not yet." });
            return pullRequest(ground, without(base, folder), base);
          },
          exit: 1,
          finds: ["BAL007", "IDN007"],
        },
        {
          when: "a landed ballot is signed anew by its own author, with other words",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo", { choice: "reject", reason: "Not yet." });
            const head = restated(base, bo, "bo", (text) => text.replace("decision: reject", "decision: approve"));
            return pullRequest(ground, head, base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "a revocation is deleted",
          play(ground) {
            const base = revoked(ground.files, "bo", { by: "bo" });
            return pullRequest(ground, without(base, "governance/revocations/"), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "a partner's record is deleted",
          play: (ground) => pullRequest(ground, without(ground.files, "partners/borealis/partner.yaml")),
          exit: 1,
          finds: ["PRO001"],
        },
      ],
    },
    {
      id: "B11",
      attack: "two zones in one pull request",
      answer: "refused: what is judged together is decided by the same people",
      attempts: [
        together(
          "two partners",
          (files) => longer(longer(files, "partners/acme/partner.yaml"), "partners/borealis/partner.yaml"),
          "POL006",
        ),
        together(
          "a partner and its oversight",
          (files) => ({ ...longer(files, "partners/borealis/partner.yaml"), "oversight/borealis/note.txt": "x\n" }),
          "DOC011",
          "POL006",
        ),
        together(
          "a partner and a governance proposal",
          (files) =>
            longer(proposing(files, "governance/EXP-0001", { [policy]: relaxed(files) }), "partners/acme/partner.yaml"),
          "POL006",
        ),
        together(
          "a partner's subject beside a governance decision",
          async (files) => filed(await legislated(files, { [policy]: relaxed(files) }), "capability", "acme/EXP-0002"),
          "POL006",
        ),
        together(
          "a partner's file and a person's",
          (files) => ({
            ...longer(files, "partners/acme/partner.yaml"),
            "governance/people/mallory.yaml": person("mallory"),
          }),
          "POL002",
          "POL006",
        ),
        together(
          "attachments of two partners, dressed up as ballots of one person",
          (files) => ({
            ...files,
            [`${folder}/attachments/ballots/decision/sco.bo.1.yaml`]: "x\n",
            [`${otherFolder}/attachments/ballots/decision/sco.bo.1.yaml`]: "x\n",
          }),
          "POL006",
        ),
        together(
          "votes of two people on two subjects",
          async (files) => ({
            ...(await voted(files, subject, "bo")),
            ...only(await voted(files, other, "sal"), otherFolder),
          }),
          "POL006",
        ),
      ],
    },
    {
      id: "B12",
      attack: "a statement comes in halves, or under another's name, to stand in the way of the true one",
      answer: "both halves or neither, and what somebody did not sign silences nobody",
      attempts: [
        {
          when: "a signature lands before its statement",
          play: (ground) => pullRequest(ground, { ...ground.files, [`${bo}.sig`]: "x\n" }),
          exit: 1,
          finds: ["BAL001", "DOC011"],
        },
        {
          when: "it is forced onto the protected branch, so that the true one would have to replace it",
          play: (ground) => forced(ground, { ...ground.files, [`${bo}.sig`]: "x\n" }),
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "a symbolic link takes the place of a ballot by force",
          play: (ground) => [
            "verify",
            "--base",
            ground.commit({ ...ground.files, [bo]: "x" }, [ground.main], { modes: { [bo]: "120000" } }),
          ],
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "a submodule takes the place of a ballot's signature by force, so that reading it fails",
          async play(ground) {
            const files = { ...(await voted(ground.files, subject, "bo")), [`${bo}.sig`]: "1".repeat(40) };
            const tip = ground.commit(files, [ground.main], { modes: { [`${bo}.sig`]: "160000" } });
            return ["verify", "--base", tip];
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "a second folder takes a subject's id by force and hides its ballots",
          async play(ground) {
            const base = await voting(ground);
            return forced(ground, base, { ...base, [`${folder.replace("partners", "components")}/x.md`]: "x" });
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "a false ballot of bo lies on the protected branch by force, under the next number: his own still counts",
          async play(ground) {
            const base = await voting(ground);
            const spec = { seq: 2, previous: digestOf(base, bo), decision: "reject", reason: "No." } as const;
            return deciding(ground, await ballotBy(base, subject, "bo", { key: "mallory", spec }), subject);
          },
          exit: 0,
          says: "would",
        },
        {
          when: "a subject's twin lands under a number that another branch took meanwhile",
          play(ground) {
            const theirs = filed(ground.files, "capability", "acme/EXP-0002");
            const mine = filed(ground.files, "capability", "acme/EXP-0002", { "/metadata/title": "Mine" });
            return behind(ground, mine, theirs);
          },
          exit: 1,
          finds: ["POL007"],
        },
        {
          when: "a decision lands at the same time by two branches, with other ballots",
          async play(ground) {
            const withSal = await decided(await voted(await voting(ground), subject, "sal"), subject);
            return behind(ground, withSal, await full(ground));
          },
          exit: 1,
          finds: ["BAL007", "BAL014", "POL007"],
        },
        {
          when: "a proof of possession is brought in beside a ballot",
          async play(ground) {
            const path = "governance/people/bo.2.proof.yaml";
            const text = textOf(ground.files, "governance/people/bo.1.proof.yaml");
            const head = {
              ...(await voted(ground.files, subject, "bo")),
              ...signedFile(path, text, "bo", "kwanus-key"),
            };
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "B13",
      attack: "a Repair takes back what the bodies decided",
      answer: "only what verify refuses is undone, and nothing that was decided since",
      attempts: [
        {
          when: "a lawful decision lands behind a policy that makes an older ballot of another subject incomplete: it is no fault of that landing",
          async play(ground) {
            const { tip } = await behindNewCriteria(ground);
            return ["verify", "--base", tip];
          },
          exit: 0,
          says: "all of it verifies",
        },
        {
          when: "and somebody repairs it",
          async play(ground) {
            const { tip } = await behindNewCriteria(ground);
            return ["repair", tip, "--base", tip, "--dry-run"];
          },
          exit: 1,
          says: "landed lawfully",
        },
        {
          when: "a policy that was forced was decided on since, byte by byte, and the force is repaired",
          async play(ground) {
            const bad = { ...ground.files, [policy]: relaxed(ground.files) };
            const first = ground.commit(bad, [ground.main]);
            const strict = await legislated(bad, { [policy]: relaxed(ground.files, "P21D") });
            const again = await legislated(strict, { [policy]: relaxed(ground.files) }, "governance/EXP-0002");
            const tip = ground.commit(again, [ground.commit(strict, [first])]);
            return ["repair", first, "--base", tip, "--dry-run"];
          },
          exit: 1,
          says: "governance/policy.yaml changed again after",
        },
        {
          when: "a decision that nobody made was forced, taken away by force, and the first of the two is repaired; then somebody repairs the second",
          async play(ground) {
            const bad = { ...ground.files, [decision]: textOf(await full(ground), decision) };
            const first = ground.commit(bad, [ground.main]);
            const second = ground.commit(ground.files, [first]);
            const repair = repairOf(first);
            const third = ground.commit({ ...ground.files, ...repair }, [second]);
            // What a Repair that brings it back would be, by hand.
            const files = { ...bad, ...repair, ...repairOf(second, decision) };
            return ["validate", "--base", third, "--head", ground.commit(files, [third])];
          },
          exit: 1,
          finds: ["BAL010", "POL008"],
        },
        {
          when: "a subject that was filed in a refused landing was decided since, and its documents are repaired away",
          async play(ground) {
            const filing = filed({ ...ground.files, Makefile: "all:\n" }, "capability", "acme/EXP-0002");
            const first = ground.commit(filing, [ground.main]);
            const after = await decided(await approvedByAll(filing, "acme/EXP-0002"), "acme/EXP-0002");
            return ["repair", first, "--base", ground.commit(after, [first]), "--dry-run"];
          },
          exit: 1,
          says: "was decided on after",
        },
      ],
    },
  ],
};

/** The Repair of a landing, restoring these paths. */
function repairOf(landing: string, ...restores: string[]): Files {
  const spec = { repo: "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d", landing, restores };
  return { [repairPath(landing)]: printDocument({ apiVersion: "kwanus/v1", kind: "Repair", spec } satisfies Repair) };
}

/** A ballot on one subject; then a policy that asks its body for one more criterion; then a decision on another subject. */
async function behindNewCriteria(ground: Ground): Promise<{ tip: string }> {
  const base = await voted(ground.files, subject, "bo");
  const asked = edited(base, policy, {
    "/spec/bodies/1/criteria": ["permission-boundaries", "data-access", "calmness"],
  });
  const law = await legislated(base, { [policy]: textOf(asked, policy) });
  const next = await decided(await approvedByAll(law, other), other);
  const landings = [base, law, next];
  return { tip: landings.reduce((parent, files) => ground.commit(files, [parent]), ground.main) };
}
