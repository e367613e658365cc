// D: counting otherwise than people voted.

import { fillTemplate } from "../../src/document/edit.ts";
import { decisionOf, decisionText } from "../../src/gates/decision.ts";
import { ballotBy, edited, filed, landingOf, only, revoked, textOf, without } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { checked, pinned, planned, released, signedOff } from "../support/releases.ts";
import { filed as transition } from "../support/transitions.ts";
import { approvedByAll, asOf, decided, template, voted } from "../support/world.ts";
import type { Attempt, Family } from "./attack.ts";
import { behind, deciding, type Ground, pullRequest } from "./ground.ts";
import { ballots, copied, decision, digestOf, folder, full, policy, restated, subject, voting } from "./scenes.ts";

const application = `${folder}/application.yaml`;
const bo = (seq: number): string => `${ballots}/sco.bo.${seq}.yaml`;
const no = { choice: "reject", reason: "Not yet." } as const;
const back = { choice: "retract", reason: "I have to look again." } as const;
const neither = { choice: "abstain", reason: "It is not ours to say." } as const;

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const release = "acme/score-insights/1.0.0";
const releaseFolder = "partners/acme/integrations/score-insights/releases/1.0.0";
const signOff = `${releaseFolder}/decisions/sign-off.yaml`;

/** The sample with a release of acme's integration that waits to be signed off. */
function waiting(files: Files): Promise<Files> {
  const ready = checked(planned(files, "acme/score-insights", true), "acme/score-insights", "1.0.0");
  return released(ready, "acme/score-insights", "1.0.0");
}

function pinnedAnew(files: Files): Promise<Files> {
  return pinned(files, "acme/score-insights", "1.0.0");
}

type Cast = Parameters<typeof voted>[3];

/** One ballot of each body, as each of them likes. */
async function votes(files: Files, casts: Readonly<Record<string, Cast>>): Promise<Files> {
  let next = files;
  for (const [voter, cast] of Object.entries(casts)) next = await voted(next, subject, voter, cast);
  return next;
}

/** What the ballots of the files that `make` leaves on the protected branch amount to: nothing yet. */
function undecided(when: string, says: string, make: (ground: Ground) => Promise<Files> | Files): Attempt {
  return {
    when,
    play: async (ground) => deciding(ground, await make(ground), subject),
    exit: 1,
    says,
  };
}

/** The decision that would follow if the gate were settled as the attacker says: all else is as kwanus computes it. */
async function claimed(files: Files, outcome: "approved" | "rejected"): Promise<Files> {
  const { tree, authority, tallyOf } = await landingOf(files, files);
  const judged = tree.subjects.get(subject);
  const tally = judged && tallyOf(judged);
  if (!judged || !tally || authority === null) throw new Error(`nobody votes on ${subject}`);
  const written = decisionOf(judged, { ...tally, outcome }, authority, { n: 1, asOf });
  if (written === null) throw new Error("nothing to claim");
  return { ...files, [decision]: decisionText(written) };
}

/** A decision that claims more than the ballots beside it. */
function claiming(when: string, outcome: "approved" | "rejected", casts: Readonly<Record<string, Cast>>): Attempt {
  return {
    when,
    play: async (ground) => pullRequest(ground, await claimed(await votes(ground.files, casts), outcome)),
    exit: 1,
    finds: ["BAL010"],
  };
}

/** A ballot that leaves something out. */
function hollow(when: string, spec: Parameters<typeof ballotBy>[3], ...finds: string[]): Attempt {
  return {
    when,
    play: async (ground) => pullRequest(ground, await ballotBy(ground.files, subject, "bo", spec ?? {})),
    exit: 1,
    finds,
  };
}

/** The policy with other people in SCO. */
function sco(
  files: Files,
  members: readonly string[],
  deputies: readonly string[],
  quorum: number | "majority",
): Files {
  return edited(files, policy, {
    "/spec/bodies/1/members": members,
    "/spec/bodies/1/deputies": deputies,
    "/spec/bodies/1/quorum/value": quorum,
  });
}

/** The subject asks for what nobody may grant, and it lies on the protected branch, by force. */
function forbidden({ files }: Ground): Files {
  return edited(files, application, {
    "/spec/requestedCapabilities": [{ id: "raw-data-access", description: "Everything." }],
  });
}

export const counting: Family = {
  title: "Counting",
  attacks: [
    {
      id: "D1",
      attack: "the same person votes twice",
      answer: "the highest number of a whole chain counts, once",
      attempts: [
        undecided("bo abstains, having approved: his last word counts", "SCO must approve", async ({ files }) =>
          votes(edited(files, application, { "/spec/requestedTier": 2 }), {
            ada: {},
            erin: {},
            lee: {},
            bo: {},
          }).then((all) => voted(all, subject, "bo", neither)),
        ),
        undecided("SCO needs both of its members, and bo approves twice", "no vote yet of SCO", async ({ files }) => {
          const one = await votes(sco(files, ["bo", "sal"], [], 2), { ada: {}, erin: {}, lee: {}, bo: {} });
          const spec = { seq: 2, previous: digestOf(one, bo(1)) };
          return ballotBy(one, subject, "bo", { spec });
        }),
        {
          when: "the second names no first",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo");
            return pullRequest(ground, await ballotBy(base, subject, "bo", { spec: { seq: 2 } }), base);
          },
          exit: 1,
          finds: ["BAL009"],
        },
        {
          when: "the second names another first",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo");
            const spec = { seq: 2, previous: `sha256:${"0".repeat(64)}` };
            return pullRequest(ground, await ballotBy(base, subject, "bo", { spec }), base);
          },
          exit: 1,
          finds: ["BAL009"],
        },
        {
          when: "the third comes without the second, so that a change of mind is left out",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo");
            const all = await voted(await voted(base, subject, "bo", no), subject, "bo");
            return pullRequest(ground, without(all, bo(2)), base);
          },
          exit: 1,
          finds: ["BAL009"],
        },
        {
          when: "the first takes the place of the first that landed",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo", no);
            return pullRequest(ground, await ballotBy(ground.files, subject, "bo"), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "bo votes for SCO and for TSC",
          async play(ground) {
            const head = await ballotBy(await voted(ground.files, subject, "bo"), subject, "bo", {
              spec: { body: "TSC" },
            });
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["BAL003"],
        },
      ],
    },
    {
      id: "D2",
      attack: "a vote is taken back, then the old ballot is replayed",
      answer: "its number is lower: refused",
      attempts: [
        {
          when: "the old ballot comes again under the next number",
          async play(ground) {
            const base = await voted(await voted(ground.files, subject, "bo"), subject, "bo", back);
            return pullRequest(ground, copied(base, bo(1), bo(3)), base);
          },
          exit: 1,
          finds: ["BAL008"],
        },
        {
          when: "the retraction is deleted",
          async play(ground) {
            const base = await voted(await voted(ground.files, subject, "bo"), subject, "bo", back);
            return pullRequest(ground, without(base, bo(2)), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "the old ballot takes the retraction's place",
          async play(ground) {
            const base = await voted(await voted(ground.files, subject, "bo"), subject, "bo", back);
            return pullRequest(ground, copied(base, bo(1), bo(2)), base);
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "a branch from before the retraction brings the ballot again",
          async play(ground) {
            const one = await voted(ground.files, subject, "bo");
            return behind(ground, await decidedWithout(one, ground), await voted(one, subject, "bo", back));
          },
          exit: 1,
          finds: ["BAL010"],
        },
        undecided("three have approved, and SCO's word was taken back", "no vote yet of SCO", async (ground) =>
          voted(await voting(ground), subject, "bo", back),
        ),
        {
          when: "a decision names the ballot that was taken back",
          async play(ground) {
            const base = await voted(await voting(ground), subject, "bo", back);
            return pullRequest(ground, { ...base, [decision]: textOf(await full(ground), decision) }, base);
          },
          exit: 1,
          finds: ["BAL010"],
        },
      ],
    },
    {
      id: "D3",
      attack: "a ballot on an unfinished subject",
      answer: "refused until its documents hold, however long they have not",
      attempts: [
        {
          when: "bo is asked to approve what nobody may grant",
          play: (ground) => ["approve", subject, "--base", ground.landed(forbidden(ground)), "--dry-run"],
          exit: 1,
          says: "does not hold",
        },
        {
          when: "he signs it by hand: the defect is old, and would be excused",
          async play(ground) {
            const base = forbidden(ground);
            return pullRequest(ground, await voted(base, subject, "bo"), base);
          },
          exit: 1,
          finds: ["PRO005"],
        },
        {
          when: "all have approved a tier that the policy does not have, above every rule, and it is decided",
          async play(ground) {
            const base = await approvedByAll(edited(ground.files, application, { "/spec/requestedTier": 9 }), subject);
            return pullRequest(ground, await decided(base, subject), base);
          },
          exit: 1,
          finds: ["IDN004"],
        },
        {
          when: "all have, and it is decided",
          async play(ground) {
            const base = await approvedByAll(forbidden(ground), subject);
            return pullRequest(ground, await decided(base, subject), base);
          },
          exit: 1,
          finds: ["PRO005"],
        },
        {
          when: "its document cannot be read, and is decided upon",
          async play(ground) {
            const base = edited(ground.files, application, { "/spec/requestedTier": "none" });
            const head = await votesByHand(base);
            return pullRequest(ground, { ...head, [decision]: textOf(await full(ground), decision) }, base);
          },
          exit: 1,
          finds: ["BAL010", "DOC004"],
        },
        {
          when: "its risk assessment is missing",
          play: (ground) => [
            "decide",
            subject,
            "--base",
            ground.landed(without(ground.files, `${folder}/risk.yaml`)),
            "--dry-run",
          ],
          exit: 1,
          says: "does not hold",
        },
        {
          when: "a template's marks are still in it, and it is filed, voted on and decided in one landing",
          async play(ground) {
            const base = without(ground.files, folder);
            const asking = filed(base, "application", subject, { "/spec/businessJustification": "TODO" });
            return pullRequest(ground, await decided(await approvedByAll(asking, subject), subject), base);
          },
          exit: 1,
          finds: ["DOC009"],
        },
      ],
    },
    {
      id: "D4",
      attack: "tie, empty body, everybody recused",
      answer: "undecided, never passed",
      attempts: [
        undecided(
          "two bodies approve, CGB among them, and two reject",
          "2 of 4 approve, which is no majority",
          ({ files }) => votes(files, { ada: no, bo: no, erin: {}, lee: {} }),
        ),
        undecided("CGB abstains, and the others approve", "CGB has final authority and abstains", ({ files }) =>
          votes(files, { ada: {}, bo: {}, erin: {}, lee: neither }),
        ),
        undecided("everybody abstains", "0 of 4 approve, which is no majority", ({ files }) =>
          votes(files, { ada: neither, bo: neither, erin: neither, lee: neither }),
        ),
        undecided("ERC has nobody", "no vote yet of ERC", ({ files }) =>
          votes(edited(files, policy, { "/spec/bodies/2/members": [] }), { ada: {}, bo: {}, lee: {} }),
        ),
        undecided("all of ERC work for the partner", "no vote yet of ERC", async ({ files }) => {
          const hired = edited(files, "governance/people/erin.yaml", { "/spec/affiliations": ["borealis"] });
          return votes(hired, { ada: {}, bo: {}, lee: {} });
        }),
        undecided("all of ERC work for the partner, and vote all the same", "no vote yet of ERC", async ({ files }) => {
          const hired = edited(files, "governance/people/erin.yaml", { "/spec/affiliations": ["borealis"] });
          return ballotBy(await votes(hired, { ada: {}, bo: {}, lee: {} }), subject, "erin");
        }),
        undecided("SCO's two members disagree", "no vote yet of SCO", ({ files }) =>
          votes(files, { ada: {}, bo: {}, sal: no, erin: {}, lee: {} }),
        ),
        claiming("a tie is claimed as approval", "approved", { ada: no, bo: no, erin: {}, lee: {} }),
        claiming("a tie is claimed as rejection, to be rid of it", "rejected", { ada: no, bo: no, erin: {}, lee: {} }),
        claiming("three bodies are claimed to be enough", "approved", { ada: {}, bo: {}, lee: {} }),
      ],
    },
    {
      id: "D5",
      attack: "a ballot after the decision, an unlanded older ballot landed against its author's will",
      answer: "closed; the highest number of the chain counts",
      attempts: [
        {
          when: "sal votes when it is decided",
          async play(ground) {
            const base = await full(ground);
            return pullRequest(ground, { ...base, ...only(await voted(ground.files, subject, "sal"), ballots) }, base);
          },
          exit: 1,
          finds: ["BAL014"],
        },
        {
          when: "bo takes his vote back when it is decided",
          async play(ground) {
            const late = await voted(await voting(ground), subject, "bo", back);
            const base = await full(ground);
            return pullRequest(ground, { ...base, ...only(late, ballots) }, base);
          },
          exit: 1,
          finds: ["BAL014"],
        },
        {
          when: "lee's approval was pushed, he has abstained since, and both branches are gathered",
          async play(ground) {
            const id = "acme/EXP-0007";
            let base = filed(ground.files, "capability", id);
            for (const voter of ["ada", "bo", "erin"]) base = await voted(base, id, voter);
            const first = await voted(base, id, "lee");
            const second = await voted(first, id, "lee", neither);
            ground.branch("kwanus/vote/acme-EXP-0007.cgb.lee.1", ground.commit(first, [ground.landed(base)]));
            ground.branch("kwanus/vote/acme-EXP-0007.cgb.lee.2", ground.commit(second, [ground.landed(base)]));
            return deciding(ground, base, id);
          },
          exit: 1,
          says: "CGB has final authority and abstains",
        },
        {
          when: "mallory pushes a branch that brings only the first, with a decision",
          async play(ground) {
            const both = await voted(await voted(ground.files, subject, "bo"), subject, "bo", no);
            const head = await decided(await approvedByAll(ground.files, subject), subject);
            return behind(ground, head, both);
          },
          exit: 1,
          finds: ["BAL010"],
        },
      ],
    },
    {
      id: "D6",
      attack: "a release is signed off, then its manifest changes",
      answer: "pinned digests do not fit",
      attempts: [
        {
          when: "bo signs a release off at a gate that nobody counts",
          play: async (ground) =>
            pullRequest(
              ground,
              await ballotBy(ground.files, subject, "bo", {
                path: `${folder}/ballots/sign-off/sco.bo.1.yaml`,
                spec: { gate: "sign-off" },
              }),
            ),
          exit: 1,
          finds: ["BAL008"],
        },
        {
          when: "the decision of an application is brought in as a sign-off when it is closed",
          async play(ground) {
            const base = await full(ground);
            const path = `${folder}/decisions/sign-off.yaml`;
            const text = textOf(base, decision).replace("gate: decision", "gate: sign-off");
            return pullRequest(ground, { ...base, [path]: text }, base);
          },
          exit: 1,
          finds: ["BAL014"],
        },
        {
          when: "the manifest changes, and its version stays the one that was signed off",
          async play(ground) {
            const base = await signedOff(await waiting(ground.files), release);
            return pullRequest(ground, edited(base, manifest, { "/spec/maturity": "alpha" }), base);
          },
          exit: 1,
          finds: ["ROL009"],
        },
        {
          when: "the release is made to fit the changed manifest",
          async play(ground) {
            const base = await signedOff(await waiting(ground.files), release);
            const changed = edited(base, manifest, { "/spec/maturity": "alpha" });
            return pullRequest(ground, await pinnedAnew(changed), base);
          },
          exit: 1,
          finds: ["BAL014"],
        },
        {
          when: "manifest and release change between the votes and the decision",
          async play(ground) {
            const asked = await waiting(ground.files);
            const base = await approvedByAll(asked, release);
            const changed = await pinnedAnew(edited(base, manifest, { "/spec/maturity": "alpha" }));
            const claimed = only(await decided(base, release), signOff);
            return pullRequest(ground, { ...changed, ...claimed }, base);
          },
          exit: 1,
          finds: ["BAL004", "BAL010"],
        },
        {
          when: "a validation is said to have passed when its version is signed off and nobody looks any more",
          async play(ground) {
            const base = await signedOff(await waiting(ground.files), release);
            const said = {
              "/metadata/id": "acme/score-insights/governance-validation",
              "/spec/subject": "acme/score-insights",
              "/spec/version": "1.0.0",
              "/spec/checkpoint": "governance-validation",
              "/spec/result": "passed",
              "/spec/evidence": [],
            };
            const path = manifest.replace("manifest.yaml", "checkpoints/governance-validation.yaml");
            return pullRequest(ground, { ...base, [path]: fillTemplate(template("checkpoint"), said) }, base);
          },
          exit: 1,
          finds: ["CHK010"],
        },
        {
          when: "three of the four bodies are claimed to be enough",
          async play(ground) {
            const asked = await waiting(ground.files);
            const whole = await decided(await approvedByAll(asked, release), release);
            const ballot = `${releaseFolder}/ballots/sign-off/cgb.lee.1.yaml`;
            const base = without(whole, signOff, ballot);
            const claimed = only(whole, signOff);
            return pullRequest(ground, { ...base, ...claimed }, base);
          },
          exit: 1,
          finds: ["BAL010"],
        },
        {
          when: "the manifest changes within what was granted",
          play(ground) {
            return pullRequest(ground, edited(ground.files, manifest, { "/metadata/title": "Score insights, again" }));
          },
          exit: 0,
          says: "no findings",
        },
        {
          when: "the manifest reads more than was granted",
          play(ground) {
            const path = "partners/acme/integrations/score-insights/manifest.yaml";
            return pullRequest(
              ground,
              edited(ground.files, path, {
                "/spec/permissions/0/id": "read:scores",
                "/spec/api/calls/0/permissions": ["read:scores"],
                "/spec/extension/permissions": ["read:scores"],
              }),
            );
          },
          exit: 1,
          finds: ["DAT008", "PRM010"],
        },
      ],
    },
    {
      id: "D7",
      attack: "a deputy votes beside the member, or a lost key lowers a quorum",
      answer: "as many count as the body has places; who has no key is stood in for, not counted out",
      attempts: [
        undecided("only a deputy votes, and the member could", "no vote yet of SCO", ({ files }) =>
          votes(sco(files, ["bo"], ["sal"], "majority"), { ada: {}, erin: {}, lee: {}, sal: {} }),
        ),
        undecided("of two members one has lost his key, and the other votes alone", "no vote yet of SCO", ({ files }) =>
          votes(revoked(sco(files, ["bo", "sal"], [], "majority"), "sal", { by: "sal" }), {
            ada: {},
            erin: {},
            lee: {},
            bo: {},
          }),
        ),
        {
          when: "the member has lost his key, and the deputy votes: that is what deputies are for",
          async play(ground) {
            const base = revoked(sco(ground.files, ["bo"], ["sal"], "majority"), "bo", { by: "bo" });
            return deciding(ground, await votes(base, { ada: {}, erin: {}, lee: {}, sal: {} }), subject);
          },
          exit: 0,
          says: "would",
        },
      ],
    },
    {
      id: "D8",
      attack: "a ballot says less than it has to",
      answer: "each is refused by name",
      attempts: [
        hollow("no criterion is answered", { spec: { criteria: {} } }, "BAL006"),
        hollow(
          "another body's criteria are answered",
          { spec: { criteria: { "workflow-impact": "passed" } } },
          "BAL006",
        ),
        hollow("it rejects and does not say why", { spec: { decision: "reject" } }, "BAL012"),
        hollow("the reason is blank", { spec: { decision: "abstain", reason: "  " } }, "BAL012"),
        hollow("it says itself that it is not independent", { spec: { independent: false } }, "BAL005"),
        {
          when: "it approves what it finds failed",
          async play(ground) {
            const head = restated(await voted(ground.files, subject, "bo"), bo(1), "bo", (text) =>
              text.replace("data-access: passed", "data-access: failed"),
            );
            return pullRequest(ground, head);
          },
          exit: 1,
          finds: ["BAL016"],
        },
      ],
    },
    {
      id: "D9",
      attack: "one body does what takes several",
      answer: "SCO may suspend for a while, and nothing more",
      attempts: [
        {
          when: "SCO alone puts acme into maintenance",
          async play(ground) {
            const asked = transition(ground.files, 1, {});
            return deciding(ground, await voted(asked, "acme/LC-0001", "bo"), "acme/LC-0001");
          },
          exit: 1,
          says: "no vote yet of CGB",
        },
        {
          when: "CGB decides a transition without hearing SCO",
          async play(ground) {
            const asked = transition(ground.files, 1, {});
            return deciding(ground, await voted(asked, "acme/LC-0001", "lee"), "acme/LC-0001");
          },
          exit: 1,
          says: "no vote yet of SCO",
        },
        {
          when: "SCO alone suspends from a day to come",
          async play(ground) {
            const asked = transition(ground.files, 1, {
              to: "suspended",
              cause: "compliance-violation",
              effective: "2027-03-01",
            });
            return deciding(ground, await voted(asked, "acme/LC-0001", "bo"), "acme/LC-0001");
          },
          exit: 1,
          says: "no vote yet of CGB",
        },
        {
          when: "three bodies agree on a transition, and CGB is not asked",
          async play(ground) {
            const asked = transition(ground.files, 1, {});
            let base = asked;
            for (const voter of ["ada", "bo", "erin"]) base = await voted(base, "acme/LC-0001", voter);
            return deciding(ground, base, "acme/LC-0001");
          },
          exit: 1,
          says: "no vote yet of CGB",
        },
      ],
    },
    {
      id: "D10",
      attack: "a subject asks for less than it contains, so that fewer need to agree",
      answer: "what it contains decides, not what it calls itself",
      attempts: [
        undecided(
          "an intelligence capability is asked for by three votes to one",
          "3 of 4 approve, all must (intelligence workflow",
          ({ files }) =>
            votes(
              edited(files, application, {
                "/spec/requestedTier": 3,
                "/spec/requestedCapabilities": [
                  { id: "intelligence-workflows", description: "Proposes the next step to the user." },
                ],
                "/spec/requestedPermissions/1": {
                  id: "workflow:run-score",
                  justification: "It starts the score.",
                  scope: "own-users",
                },
              }),
              { ada: neither, bo: {}, erin: {}, lee: {} },
            ),
        ),
        undecided("tier 2 without SCO", "SCO must approve at this tier and abstains", ({ files }) =>
          votes(edited(files, application, { "/spec/requestedTier": 2 }), { ada: {}, bo: neither, erin: {}, lee: {} }),
        ),
      ],
    },
    {
      id: "D11",
      attack:
        "a decision is dated back, so that windows are counted from before anybody voted, or a ballot is dated ahead",
      answer: "not before the last body had voted, as its own members signed it; who dates ahead only waits",
      attempts: [
        {
          when: "the whole vote is of today, and the decision of the day on which the subject was filed",
          play: async (ground) =>
            pullRequest(ground, edited(await full(ground), decision, { "/spec/asOf": "2026-11-02" })),
          exit: 1,
          finds: ["BAL010"],
        },
        undecided(
          "bo dates his ballot ahead, and nobody else of SCO votes",
          "was cast on 2027-06-01",
          async ({ files }) =>
            ballotBy(await votes(files, { ada: {}, erin: {}, lee: {} }), subject, "bo", {
              spec: { statedAt: "2027-06-01T10:00:00Z" },
            }),
        ),
        {
          when: "bo dates his ballot ahead, and sal votes as well",
          async play(ground) {
            const base = await votes(ground.files, { ada: {}, erin: {}, lee: {}, sal: {} });
            const spec = { statedAt: "2027-06-01T10:00:00Z" };
            return deciding(ground, await ballotBy(base, subject, "bo", { spec }), subject);
          },
          exit: 0,
          says: "would",
        },
        {
          when: "tom, whom nobody has asked, dates his ballot on a suspension ahead",
          async play(ground) {
            const id = "acme/LC-0001";
            const asked = transition(ground.files, 1, {
              to: "suspended",
              cause: "compliance-violation",
              effective: "2026-11-21",
            });
            const base = await ballotBy(await voted(asked, id, "bo"), id, "tom", {
              path: "oversight/acme/lifecycle/LC-0001/ballots/lifecycle/tsc.tom.1.yaml",
              spec: { gate: "lifecycle", criteria: {}, statedAt: "2027-06-01T10:00:00Z" },
            });
            return deciding(ground, base, id);
          },
          exit: 0,
          says: "would",
        },
      ],
    },
  ],
};

/** bo's ballot again, with a decision that counts it. */
async function decidedWithout(files: Files, ground: Ground): Promise<Files> {
  return { ...files, ...only(await full(ground), `${folder}/`) };
}

/** Every body's ballot on a subject that kwanus would not let them vote on. */
async function votesByHand(files: Files): Promise<Files> {
  let next = files;
  for (const voter of ["ada", "bo", "erin", "lee"]) next = await ballotBy(next, subject, voter);
  return next;
}
