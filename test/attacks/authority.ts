// A: taking authority that nobody gave.

import { writeStrings } from "../../src/trust/ssh-wire.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { testKey } from "../support/keys.ts";
import { ballotBy, edited, filed, only, proposing, revoked, signedFile, textOf, without } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { testPgpKey } from "../support/openpgp.ts";
import { accepted, approvedByAll, decided, template, voted } from "../support/world.ts";
import type { Attempt, Family } from "./attack.ts";
import { behind, deciding, forced, type Ground, pullRequest } from "./ground.ts";
import {
  ballots,
  decision,
  digestOf,
  folder,
  full,
  keys,
  legislated,
  movedTo,
  person,
  policy,
  proof,
  reformed,
  relaxed,
  roster,
  subject,
  voting,
} from "./scenes.ts";

const mallory = "governance/people/mallory.yaml";

/** The office with mallory on the roster and in SCO. */
async function joined({ files }: Ground): Promise<Files> {
  const listed = await accepted({ ...files, [mallory]: person("mallory") }, "mallory");
  return edited(listed, policy, { "/spec/bodies/1/members": ["bo", "sal", "mallory"] });
}

/** The office in which SCO needs both of its members. */
function bothOfSco({ files }: Ground): Files {
  return edited(files, policy, { "/spec/bodies/1/quorum/value": 2 });
}

/** A ballot of SCO that is missing for every other body to have voted. */
async function butSco(files: Files): Promise<Files> {
  let next = files;
  for (const voter of ["ada", "erin", "lee"]) next = await voted(next, subject, voter);
  return next;
}

/** A proposal about people that every body approved, decided. */
async function enrolled(files: Files, contents: Files): Promise<Files> {
  return legislated(files, await roster(files, contents));
}

/** The same numbers as the person's own key, dressed as the key of a security token. */
function asToken(name: string): string {
  const point = Buffer.from(testKey(name).publicLine.split(" ")[1] ?? "", "base64").subarray(-32);
  const type = "sk-ssh-ed25519@openssh.com";
  return `${type} ${writeStrings(type, point, "ssh:").toString("base64")} ${name}`;
}

/** What a person's file says of an OpenPGP key. */
function openPgp(name: string, options: Parameters<typeof testPgpKey>[1] = {}): unknown {
  return { type: "openpgp", key: testPgpKey(name, options).certificate, added: "2026-11-21" };
}

/** A pull request that changes one file the bodies alone may change. */
function governed(when: string, path: string, content = "x: 1\n"): Attempt {
  return {
    when,
    play: (ground) => pullRequest(ground, { ...ground.files, [path]: content }),
    exit: 1,
    finds: ["POL002"],
  };
}

export const authority: Family = {
  title: "Authority",
  attacks: [
    {
      id: "A1",
      attack: "a pull request adds its author's key to the roster and approves itself",
      answer: "keys come from the protected branch: an unknown key, not counted",
      attempts: [
        {
          when: "mallory joins the roster and votes in one pull request",
          async play(ground) {
            const head = await ballotBy(await joined(ground), subject, "mallory", { spec: { body: "SCO" } });
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL006"],
        },
        {
          when: "mallory's key is listed as bo's, and bo's ballot is signed with it",
          async play(ground) {
            const head = await accepted(ground.files, "bo", "mallory");
            return pullRequest(ground, await ballotBy(head, subject, "bo", { key: "mallory" }));
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL006"],
        },
        {
          when: "mallory only votes, for SCO, on no roster at all",
          play: async (ground) =>
            pullRequest(ground, await ballotBy(ground.files, subject, "mallory", { spec: { body: "SCO" } })),
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "bo's ballot is signed by mallory and names bo's key",
          async play(ground) {
            const made = { key: "mallory", spec: { key: testKey("bo").fingerprint } };
            return pullRequest(ground, await ballotBy(ground.files, subject, "bo", made));
          },
          exit: 1,
          finds: ["BAL008"],
        },
        {
          when: "sal signs a ballot in bo's name",
          play: async (ground) => pullRequest(ground, await ballotBy(ground.files, subject, "bo", { key: "sal" })),
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "a second file, first in the list of people, claims to be bo with mallory's key",
          async play(ground) {
            const claim = { "governance/people/aaa.yaml": person("bo", keys(testKey("mallory").publicLine)) };
            return pullRequest(
              ground,
              await ballotBy({ ...ground.files, ...claim }, subject, "bo", { key: "mallory" }),
            );
          },
          exit: 1,
          finds: ["BAL002", "IDN001", "POL002", "POL006"],
        },
        {
          when: "such files lie on the protected branch already by force, first and last in the list",
          async play(ground) {
            const claim = person("bo", keys(testKey("mallory").publicLine));
            const base = { ...ground.files, "governance/people/aaa.yaml": claim, "governance/people/zzz.yaml": claim };
            const proven = { ...base, ...proof("bo", { key: "mallory" }) };
            return pullRequest(ground, await ballotBy(proven, subject, "bo", { key: "mallory" }), proven);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "the roster is carried by an open proposal, which has no effect, and mallory votes on it",
          async play(ground) {
            const key = keys(testKey("mallory").publicLine);
            const contents = await roster(ground.files, { [mallory]: person("mallory", key) });
            const base = proposing(ground.files, "governance/EXP-0001", contents);
            return pullRequest(ground, await ballotBy(base, "governance/EXP-0001", "mallory"), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "the roster is forced onto the protected branch: the vote that follows counts, the force is named",
          async play(ground) {
            const base = await joined(ground);
            return forced(ground, base, await ballotBy(base, subject, "mallory", { spec: { body: "SCO" } }));
          },
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "A2",
      attack: "a pull request relaxes quorum or bodies and uses it at once",
      answer: "judged by the policy of the protected branch",
      attempts: [
        {
          when: "SCO needs both of its members; the pull request asks for one, and bo alone decides",
          async play(ground) {
            const base = bothOfSco(ground);
            const lax = { ...base, [policy]: textOf(ground.files, policy) };
            return pullRequest(ground, await decided(await approvedByAll(lax, subject), subject), base);
          },
          exit: 1,
          finds: ["BAL010", "POL002", "POL006"],
        },
        {
          when: "the same decision, without the policy that would make it true",
          async play(ground) {
            const base = bothOfSco(ground);
            const lax = { ...base, [policy]: textOf(ground.files, policy) };
            const head = await decided(await approvedByAll(lax, subject), subject);
            return pullRequest(ground, { ...head, [policy]: textOf(base, policy) }, base);
          },
          exit: 1,
          finds: ["BAL010"],
        },
        {
          when: "a proposal that lowers the quorum is decided by the quorum it would bring",
          async play(ground) {
            const base = bothOfSco(ground);
            const id = "governance/EXP-0001";
            const asking = proposing(base, id, { [policy]: textOf(ground.files, policy) });
            const votes = await approvedByAll(asking, id);
            // The decision as the relaxed policy would have computed it, of another proposal with the same name.
            const lax = proposing(ground.files, id, { [policy]: relaxed(base) });
            const written = await decided(await approvedByAll(lax, id), id);
            const claim = only(written, "governance/proposals/EXP-0001/decisions/");
            return pullRequest(ground, { ...votes, ...claim, [policy]: textOf(ground.files, policy) }, base);
          },
          exit: 1,
          finds: ["BAL010", "POL002"],
        },
        {
          when: "the pull request calls every path free and brings a file along",
          play(ground) {
            const wide = edited(ground.files, policy, { "/spec/free": ["**"] });
            return pullRequest(ground, { ...wide, "package.json": "{}" });
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "the pull request seats mallory in two bodies, who votes for both",
          async play(ground) {
            const seated = edited(await joined(ground), policy, { "/spec/bodies/0/deputies": ["mallory"] });
            const tsc = await ballotBy(seated, subject, "mallory", { spec: { body: "TSC" } });
            return pullRequest(ground, await ballotBy(tsc, subject, "mallory", { spec: { body: "SCO" } }));
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL005", "POL006"],
        },
      ],
    },
    {
      id: "A3",
      attack: "an older, once valid policy comes back, an applied proposal is applied again, two policy changes race",
      answer: "what it replaces is not there any more, or it was applied already: refused",
      attempts: [
        {
          when: "the old policy is put back",
          async play(ground) {
            const base = await reformed(ground);
            return pullRequest(ground, { ...base, [policy]: textOf(ground.files, policy) }, base);
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "two decisions on, the first is applied again: its `before` would fit once more",
          async play(ground) {
            const base = await restored(ground);
            return pullRequest(ground, { ...base, [policy]: relaxed(ground.files) }, base);
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "the same under a new number, with the old ballots and the old decision",
          async play(ground) {
            const base = await restored(ground);
            const again = movedTo(
              only(base, "governance/proposals/EXP-0001/"),
              "governance/proposals/EXP-0001",
              "governance/proposals/EXP-0003",
            );
            return pullRequest(ground, { ...base, ...again, [policy]: relaxed(ground.files) }, base);
          },
          exit: 1,
          finds: ["BAL008", "BAL010", "IDN001", "POL002"],
        },
        {
          when: "its decision is deleted, so that it could be decided again",
          async play(ground) {
            const base = await reformed(ground);
            return pullRequest(ground, without(base, "governance/proposals/EXP-0001/decisions/"), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "two changes of one policy were decided side by side, and the second lands on the first",
          async play(ground) {
            const base = await reformed(ground);
            const late = await legislated(
              ground.files,
              { [policy]: relaxed(ground.files, "P3D") },
              "governance/EXP-0002",
            );
            return pullRequest(ground, { ...base, ...only(late, "governance/proposals/EXP-0002/", policy) }, base);
          },
          exit: 1,
          finds: ["BAL010", "POL002"],
        },
        {
          when: "and counts itself the second",
          async play(ground) {
            const base = await reformed(ground);
            const late = await legislated(
              ground.files,
              { [policy]: relaxed(ground.files, "P3D") },
              "governance/EXP-0002",
            );
            const files = { ...base, ...only(late, "governance/proposals/EXP-0002/", policy) };
            const path = "governance/proposals/EXP-0002/decisions/decision.yaml";
            const values = { "/spec/n": 2, "/spec/policy": digestOf(base, policy) };
            return pullRequest(ground, edited(files, path, values), base);
          },
          exit: 1,
          finds: ["POL001", "POL002"],
        },
        {
          when: "and comes from a branch that was cut before the first",
          async play(ground) {
            const late = await legislated(
              ground.files,
              { [policy]: relaxed(ground.files, "P3D") },
              "governance/EXP-0002",
            );
            return behind(ground, late, await reformed(ground));
          },
          exit: 1,
          finds: ["BAL010", "POL002", "POL007"],
        },
        {
          when: "the bodies are asked to decide the overtaken one",
          async play(ground) {
            const stale = proposing(ground.files, "governance/EXP-0002", { [policy]: relaxed(ground.files, "P3D") });
            const base = { ...(await reformed(ground)), ...only(stale, "governance/proposals/EXP-0002/") };
            return deciding(ground, await approvedByAll(base, "governance/EXP-0002"), "governance/EXP-0002");
          },
          exit: 1,
          says: "governance/policy.yaml has changed since it was proposed",
        },
      ],
    },
    {
      id: "A4",
      attack: "a branch cut before a revocation uses the revoked key",
      answer: "judged by the tip of the protected branch: refused",
      attempts: [
        {
          when: "bo's key is retired while his ballot waits on a branch",
          play: async (ground) =>
            behind(ground, await voted(ground.files, subject, "bo"), revoked(ground.files, "bo", { by: "bo" })),
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "bo's key is reported stolen while a ballot waits on a branch",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "sal", state: "compromised", since: ground.main });
            return behind(ground, await voted(ground.files, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "the branch brings the old roster along, so that its own tree knows no revocation",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "bo" });
            return pullRequest(ground, await voted(ground.files, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL002", "BAL007"],
        },
        {
          when: "a merge commit has the old tip as its first parent",
          async play(ground) {
            const base = ground.landed(revoked(ground.files, "bo", { by: "bo" }));
            const head = { ...ground.filesOf(base), ...(await voted(ground.files, subject, "bo")) };
            return ["validate", "--base", base, "--head", ground.commit(head, [ground.main, base])];
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "a ballot by a retired key is forced onto the protected branch",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "bo" });
            return forced(ground, base, await ballotBy(base, subject, "bo"));
          },
          exit: 1,
          finds: ["BAL002"],
        },
      ],
    },
    {
      id: "A5",
      attack: "one key under two people, also re-encoded; one person in two bodies; two people with one forge account",
      answer: "the roster is invalid, whoever decided it; until it is mended neither counts",
      attempts: [
        {
          when: "every body agrees to list ada's key as tom's, too",
          async play(ground) {
            const path = "governance/people/tom.yaml";
            const both = keys(testKey("tom").publicLine, testKey("ada").publicLine);
            return pullRequest(
              ground,
              await enrolled(ground.files, { [path]: edited(ground.files, path, both)[path] ?? "" }),
            );
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "every body agrees to list ada's key as tom's, dressed as a security token's",
          async play(ground) {
            const path = "governance/people/tom.yaml";
            const both = keys(testKey("tom").publicLine, asToken("ada"));
            return pullRequest(
              ground,
              await enrolled(ground.files, { [path]: edited(ground.files, path, both)[path] ?? "" }),
            );
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "every body agrees to list ada's OpenPGP key as tom's, as an SSH key of the same numbers",
          async play(ground) {
            const base = await accepted(ground.files, "ada", "gpg:ada");
            const path = "governance/people/tom.yaml";
            const both = keys(testKey("tom").publicLine, testKey("ada openpgp").publicLine);
            return pullRequest(ground, await enrolled(base, only(edited(base, path, both), path)), base);
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "every body agrees to list ada's SSH key as tom's, as the signing subkey of an OpenPGP key",
          async play(ground) {
            const base = await accepted(ground.files, "ada", "tom openpgp subkey");
            const path = "governance/people/tom.yaml";
            const both = edited(base, path, { "/spec/keys/1": openPgp("tom", { subkey: true }) });
            return pullRequest(ground, await enrolled(base, only(both, path)), base);
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "ada's key is tom's too, by force, and ada votes",
          async play(ground) {
            const path = "governance/people/tom.yaml";
            const base = edited(ground.files, path, keys(testKey("tom").publicLine, asToken("ada")));
            return pullRequest(ground, await ballotBy(base, subject, "ada"), base);
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "every body agrees to seat bo in TSC as well",
          async play(ground) {
            const text = textOf(
              edited(ground.files, policy, { "/spec/bodies/0/members": ["ada", "tom", "bo"] }),
              policy,
            );
            return pullRequest(ground, await legislated(ground.files, { [policy]: text }));
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "every body agrees to make bo a deputy of TSC",
          async play(ground) {
            const text = textOf(edited(ground.files, policy, { "/spec/bodies/0/deputies": ["bo"] }), policy);
            return pullRequest(ground, await legislated(ground.files, { [policy]: text }));
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "bo sits twice, by force, and votes",
          async play(ground) {
            const base = edited(ground.files, policy, { "/spec/bodies/0/deputies": ["bo"] });
            return pullRequest(ground, await ballotBy(base, subject, "bo", { spec: { body: "SCO" } }), base);
          },
          exit: 1,
          finds: ["BAL003"],
        },
        {
          when: "every body agrees to let mallory in with bo's forge account",
          async play(ground) {
            const account = { "/spec/forge": { login: "mallory", id: "1003" } };
            return pullRequest(ground, await enrolled(ground.files, { [mallory]: person("mallory", account) }));
          },
          exit: 1,
          finds: ["POL005"],
        },
      ],
    },
    {
      id: "A6",
      attack: "one person votes with two keys",
      answer: "persons are counted, not keys",
      attempts: [
        {
          when: "SCO needs both of its members, and bo votes twice, with a key each",
          async play(ground) {
            const base = await butSco(await accepted(bothOfSco(ground), "bo", "bo's other key"));
            const once = await ballotBy(base, subject, "bo");
            const spec = { seq: 2, previous: digestOf(once, `${ballots}/sco.bo.1.yaml`) };
            return deciding(ground, await ballotBy(once, subject, "bo", { key: "bo's other key", spec }), subject);
          },
          exit: 1,
          says: "no vote yet of SCO",
        },
        {
          when: "his second key is an OpenPGP key",
          async play(ground) {
            const base = await butSco(await accepted(bothOfSco(ground), "bo", "gpg:bo"));
            const once = await ballotBy(base, subject, "bo");
            const spec = { seq: 2, previous: digestOf(once, `${ballots}/sco.bo.1.yaml`) };
            return deciding(ground, await ballotBy(once, subject, "bo", { key: "gpg:bo", spec }), subject);
          },
          exit: 1,
          says: "no vote yet of SCO",
        },
        {
          when: "his second key starts a chain of its own",
          async play(ground) {
            const base = await accepted(bothOfSco(ground), "bo", "bo's other key");
            const once = await ballotBy(base, subject, "bo");
            const twice = await ballotBy(once, subject, "bo", { key: "bo's other key", spec: { seq: 2 } });
            return pullRequest(ground, twice, base);
          },
          exit: 1,
          finds: ["BAL009"],
        },
        {
          when: "bo votes for TSC with his second key",
          async play(ground) {
            const base = await accepted(ground.files, "bo", "bo's other key");
            const head = await ballotBy(base, subject, "bo", { key: "bo's other key", spec: { body: "TSC" } });
            return pullRequest(ground, head, base);
          },
          exit: 1,
          finds: ["BAL003"],
        },
      ],
    },
    {
      id: "A7",
      attack: "somebody lists a victim's public key as their own",
      answer: "no proof that they hold it: refused",
      attempts: [
        {
          when: "every body agrees to let mallory in with dana's key, and nothing is proven",
          async play(ground) {
            const listed = { [mallory]: person("mallory", keys(testKey("dana").publicLine)) };
            return pullRequest(ground, await enrolled(ground.files, listed));
          },
          exit: 1,
          finds: ["POL004"],
        },
        ...(
          [
            ["the proof is signed with mallory's own key", { key: "dana", signer: "mallory" }],
            ["the proof is about mallory's own key", { key: "mallory" }],
            [
              "dana made the proof for another repository",
              { key: "dana", repo: "00000000-4f0b-4c58-9d0a-3c1a6a7b8c9d" },
            ],
            ["dana signed it as something else", { key: "dana", namespace: namespaces.ballot }],
          ] as const
        ).map(
          ([when, made]): Attempt => ({
            when,
            async play(ground) {
              const listed = { [mallory]: person("mallory", keys(testKey("dana").publicLine)) };
              return pullRequest(ground, await enrolled(ground.files, { ...listed, ...proof("mallory", made) }));
            },
            exit: 1,
            finds: ["POL004"],
          }),
        ),
        {
          when: "it is an OpenPGP key, and the proof is signed with mallory's",
          async play(ground) {
            const listed = { [mallory]: person("mallory", { "/spec/keys": [openPgp("dana")] }) };
            const claim = proof("mallory", { key: "gpg:dana", signer: "gpg:mallory" });
            return pullRequest(ground, await enrolled(ground.files, { ...listed, ...claim }));
          },
          exit: 1,
          finds: ["POL004"],
        },
        {
          when: "it is erin's key, and erin's own proof is copied",
          async play(ground) {
            const path = "governance/people/mallory.1.proof.yaml";
            const contents = {
              [mallory]: person("mallory", keys(testKey("erin").publicLine)),
              [path]: textOf(ground.files, "governance/people/erin.1.proof.yaml"),
              [`${path}.sig`]: textOf(ground.files, "governance/people/erin.1.proof.yaml.sig"),
            };
            return pullRequest(ground, await enrolled(ground.files, contents));
          },
          exit: 1,
          finds: ["POL005"],
        },
        {
          when: "dana's key is mallory's by force, and a ballot that dana was tricked into signing is brought in",
          async play(ground) {
            const key = keys(testKey("dana").publicLine);
            const seated = edited(await joined(ground), mallory, key);
            return pullRequest(ground, await ballotBy(seated, subject, "mallory", { key: "dana" }), seated);
          },
          exit: 1,
          finds: ["BAL002"],
        },
      ],
    },
    {
      id: "A8",
      attack: "the protected branch, CI workflow or CODEOWNERS is changed by a pull request",
      answer: "governed: refused without a decision",
      attempts: [
        governed("the workflow that judges it", ".github/workflows/kwanus.yml"),
        governed("another workflow", ".github/workflows/deploy.yml"),
        governed("the owners of paths", ".github/CODEOWNERS", "* @mallory\n"),
        governed("the owners of paths, in a folder that is free", "docs/CODEOWNERS", "* @mallory\n"),
        governed("the pipeline of another forge", ".gitlab-ci.yml"),
        governed("how Git shows files", ".gitattributes", "* -diff\n"),
        governed("where submodules come from", ".gitmodules", "\n"),
        {
          when: "the list that auditors check signatures with",
          play(ground) {
            const path = "governance/allowed_signers";
            const mine = `bo namespaces="kwanus-ballot" ${testKey("mallory").publicLine}\n`;
            return pullRequest(ground, { ...ground.files, [path]: `${textOf(ground.files, path)}${mine}` });
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "the settings of the repository are deleted",
          play: (ground) => pullRequest(ground, without(ground.files, "kwanus.yaml")),
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a proof of possession is deleted, so that a body falls silent",
          play: (ground) => pullRequest(ground, without(ground.files, "governance/people/erin.1.proof.yaml")),
          exit: 1,
          finds: ["POL002", "POL004"],
        },
        {
          when: "it was merged all the same",
          play: (ground) => forced(ground, { ...ground.files, ".github/workflows/kwanus.yml": "on: push\n" }),
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "A9",
      attack: "a second folder claims a subject's id, or a partner takes a name that the bodies use",
      answer: "an id belongs to one folder, and reserved names own nothing",
      attempts: [
        {
          when: "a decision of another partner is dressed up for a component of the same name",
          async play(ground) {
            const shadow = "partners/credit-graph/proposals/EXP-0001/attachments/note.txt";
            const base = { ...ground.files, [shadow]: "nothing to see" };
            const own = filed({}, "capability", "credit-graph/EXP-0001");
            const moved = movedTo(own, "partners", "components");
            const text = textOf(await full(ground), decision).replaceAll(subject, "credit-graph/EXP-0001");
            const forgery = { "components/credit-graph/proposals/EXP-0001/decisions/decision.yaml": text };
            return pullRequest(ground, { ...base, ...moved, ...forgery }, base);
          },
          exit: 1,
          finds: ["BAL010", "IDN003"],
        },
        {
          when: "a partner called governance files what only the bodies file",
          play: (ground) =>
            pullRequest(ground, {
              ...ground.files,
              "partners/governance/partner.yaml": textOf(
                edited({ x: template("partner") }, "x", { "/metadata/id": "governance" }),
                "x",
              ),
              "partners/governance/proposals/EXP-0001/proposal.yaml": template("proposal-governance"),
            }),
          exit: 1,
          finds: ["IDN001", "IDN008"],
        },
        {
          when: "a partner's own proposal changes a governed file, and all bodies approve",
          async play(ground) {
            const changes = [{ path: "governance/platform.yaml", before: null, delete: true }];
            const posing = filed(ground.files, "governance", "acme/EXP-0002", {
              "/metadata/authors": ["dana"],
              "/spec/changes": changes,
            });
            const head = await decided(await approvedByAll(posing, "acme/EXP-0002"), "acme/EXP-0002");
            return pullRequest(ground, without(head, "governance/platform.yaml"));
          },
          exit: 1,
          finds: ["POL002", "POL006", "PRO002"],
        },
      ],
    },
    {
      id: "A10",
      attack: "the rules are broken, so that nothing can be judged by them",
      answer: "a governed path like any other; nobody gets back to the time before the root of trust",
      attempts: [
        {
          when: "a pull request deletes the policy",
          play: (ground) => pullRequest(ground, without(ground.files, policy)),
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "the policy was made unreadable by force: nothing is said at all",
          async play(ground) {
            const base = { ...ground.files, [policy]: "{" };
            return pullRequest(ground, { ...base, ".github/CODEOWNERS": "* @mallory\n" }, base);
          },
          exit: 3,
          says: "no governance/policy.yaml that can be read",
        },
        {
          when: "and what landed behind it is replayed by the last policy there was",
          async play(ground) {
            const base = { ...ground.files, [policy]: "{" };
            return forced(ground, base, revoked(base, "bo", { by: "mallory" }));
          },
          exit: 1,
          finds: ["POL002", "POL010"],
        },
        {
          when: "every body is emptied by force, and an application of before the root is decided by nobody",
          async play(ground) {
            const base = without(ground.files, "governance/people/");
            return forced(ground, base, { ...base, [decision]: textOf(await full(ground), decision) });
          },
          exit: 1,
          finds: ["BAL010", "POL002"],
        },
      ],
    },
    {
      id: "A11",
      attack: "a lawful majority abolishes a body, or CGB's last word",
      answer: "the specification's own bodies cannot be voted away",
      attempts: [
        {
          when: "every body agrees that TSC has the last word",
          async play(ground) {
            const text = textOf(edited(ground.files, policy, { "/spec/gates/0/finalAuthority": "TSC" }), policy);
            return pullRequest(ground, await legislated(ground.files, { [policy]: text }));
          },
          exit: 1,
          finds: ["POL003"],
        },
        {
          when: "every body agrees to do without SCO",
          async play(ground) {
            const text = textOf(edited(ground.files, policy, { "/spec/bodies/1": undefined }), policy);
            return pullRequest(ground, await legislated(ground.files, { [policy]: text }));
          },
          exit: 1,
          finds: ["POL003"],
        },
        {
          when: "SCO is gone by force, and the other three decide",
          async play(ground) {
            const base = edited(ground.files, policy, { "/spec/bodies/1": undefined });
            return deciding(ground, await butSco(base), subject);
          },
          exit: 1,
          says: "no vote yet of SCO",
        },
      ],
    },
    {
      id: "A12",
      attack: "a key is taken back by somebody who may not",
      answer: "its owner or a member of SCO; and nobody's who is unknown",
      attempts: [
        {
          when: "mallory reports bo's key stolen",
          play: (ground) =>
            pullRequest(
              ground,
              revoked(ground.files, "bo", { by: "mallory", state: "compromised", since: ground.main }),
            ),
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "tom retires bo's key",
          play: (ground) => pullRequest(ground, revoked(ground.files, "bo", { by: "tom" })),
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "sal signs in bo's name",
          play: (ground) => pullRequest(ground, revoked(ground.files, "bo", { by: "bo", signer: "sal" })),
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "the only one in ERC is silenced by a single member of SCO",
          play: (ground) => pullRequest(ground, revoked(ground.files, "erin", { by: "bo" })),
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "a ballot of bo is passed off as his revocation",
          async play(ground) {
            const path = "governance/revocations/bo.1.yaml";
            const text = textOf(revoked({}, "bo", { by: "bo" }), path);
            const head = { ...ground.files, ...signedFile(path, text, "bo", namespaces.ballot) };
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["POL010"],
        },
        {
          when: "a stolen key's revocation is deleted again",
          async play(ground) {
            const base = revoked(ground.files, "bo", { by: "sal", state: "compromised", since: ground.main });
            return pullRequest(ground, without(base, "governance/revocations/"), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
      ],
    },
    {
      id: "A13",
      attack: "more is built or asked for than was granted",
      answer: "the envelope of the decisions, and what policy forbids nobody grants",
      attempts: [
        {
          when: "a manifest reads what no decision granted",
          play(ground) {
            const path = "partners/acme/integrations/score-insights/manifest.yaml";
            const more = {
              id: "read:profile",
              justification: "To greet users.",
              scope: "own-users",
              reviewBy: "2027-02-20",
            };
            return pullRequest(ground, edited(ground.files, path, { "/spec/permissions/1": more }));
          },
          exit: 1,
          finds: ["PRM010"],
        },
        {
          when: "what the policy forbids is filed, voted and decided in one landing",
          async play(ground) {
            const base = without(ground.files, folder);
            const asking = filed(base, "application", subject, {
              "/spec/requestedCapabilities": [{ id: "raw-data-access", description: "Everything." }],
            });
            return pullRequest(ground, await decided(await approvedByAll(asking, subject), subject), base);
          },
          exit: 1,
          finds: ["PRO005"],
        },
        {
          when: "what the policy forbids was filed by force, and is decided later",
          async play(ground) {
            const base = edited(ground.files, `${folder}/application.yaml`, {
              "/spec/requestedCapabilities": [{ id: "raw-data-access", description: "Everything." }],
            });
            return pullRequest(ground, await decided(await approvedByAll(base, subject), subject), base);
          },
          exit: 1,
          finds: ["PRO005"],
        },
        {
          when: "a decision of another partner is copied",
          async play(ground) {
            const text = textOf(await voting(ground), `${folder}/application.yaml`);
            const path = "partners/acme/applications/APP-0002";
            const moved = movedTo(only(await full(ground), `${folder}/`), folder, path);
            return pullRequest(ground, { ...ground.files, ...moved, [`${path}/application.yaml`]: text });
          },
          exit: 1,
          finds: ["BAL008", "BAL010", "IDN001", "PRO002"],
        },
      ],
    },
  ],
};

/** The policy as it was, by a second decision. */
async function restored(ground: Ground): Promise<Files> {
  return legislated(await reformed(ground), { [policy]: textOf(ground.files, policy) }, "governance/EXP-0002");
}
