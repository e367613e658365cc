// E: what Git lets somebody do to histories, names, trees and clones.

import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { ballotBy, edited, filed, landingOf, proposing, revoked, textOf, without } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { accepted, approvedByAll, decided, founded, voted } from "../support/world.ts";
import type { Attempt, Family } from "./attack.ts";
import { deciding, type Ground, pullRequest } from "./ground.ts";
import { signedBy } from "./hands.ts";
import { legislated } from "./scenes.ts";

const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const application = `${folder}/application.yaml`;
const ballot = `${folder}/ballots/decision/sco.bo.1.yaml`;
const attachments = "partners/acme/proposals/EXP-0001/attachments";
const docs = "partners/acme/integrations/score-insights/docs";
const decision = `${folder}/decisions/decision.yaml`;
const policy = "governance/policy.yaml";
const workflow = ".github/workflows/kwanus.yml";

const pointer = `version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
`;

/** The policy without the questions that take all four bodies. */
function relaxed(files: Files): Files {
  return edited(files, policy, { "/spec/gates/0/unanimousWhen": [] });
}

/** The question about a commit that is a pull request on the protected branch. */
function judged(ground: Ground, head: string): string[] {
  return ["validate", "--base", ground.main, "--head", head];
}

/** A pull request that only adds these files. */
function adding(ground: Ground, files: Files, made = {}): string[] {
  return pullRequest(ground, { ...ground.files, ...files }, ground.files, made);
}

/** A pull request that files a proposal whose document is this. */
function filing(ground: Ground, document: string): string[] {
  const files = filed(ground.files, "capability", "acme/EXP-0002");
  return pullRequest(ground, { ...files, "partners/acme/proposals/EXP-0002/proposal.yaml": document });
}

/** The same question, asked in another folder. */
function within(folder: string, words: readonly string[]): string[] {
  return ["-C", folder, ...words];
}

// ---- E1: how ballots land

interface Step {
  readonly person: string;
  /** All ballots so far. */
  readonly files: Files;
}

/** All votes on borealis/APP-0001 in turn. */
async function votes(start: Files): Promise<Step[]> {
  const steps: Step[] = [];
  for (const person of ["bo", "ada", "erin", "lee"]) {
    const files = await voted(steps.at(-1)?.files ?? start, subject, person);
    steps.push({ person, files });
  }
  return steps;
}

/** How a forge lands what four people recorded as signed commits. */
const landings: Readonly<Record<string, (ground: Ground, steps: readonly Step[]) => string>> = {
  "fast-forward": (ground, steps) =>
    steps.reduce((tip, { person, files }) => signedBy(ground, person, ground.commit(files, [tip])), ground.main),
  merge: (ground, steps) =>
    steps.reduce((tip, { person, files }) => {
      const vote = signedBy(ground, person, ground.commit(files, [tip]));
      return ground.commit(files, [tip, vote], { message: "Merge" });
    }, ground.main),
  squash: (ground, steps) => ground.commit(steps.at(-1)?.files ?? {}),
  rebase: (ground, steps) => steps.reduce((tip, { files }) => ground.commit(files, [tip]), ground.main),
};

function landedBy(kind: string, records: string): Attempt {
  return {
    when: `the ballots land by ${kind}, then the decision`,
    async play(ground) {
      const tip = landings[kind]?.(ground, await votes(ground.files)) ?? "";
      const decision = await decided(ground.filesOf(tip), subject);
      return ["verify", "--base", ground.commit(decision, [tip])];
    },
    exit: 0,
    // The office's own four ballots were founded without.
    says: `signed commits of 8 ballots: ${records}`,
  };
}

// ---- E4, E13: other clones

function shallow(ground: Ground, depth: number, tip: string): string {
  ground.branch("pr", tip);
  return ground.clone(`--depth=${depth}`, "--no-single-branch", "--no-checkout");
}

function partial(ground: Ground, filter: string): string {
  ground.git("config", "uploadpack.allowFilter", "true");
  return ground.clone(`--filter=${filter}`, "--no-checkout");
}

// ---- E6: histories that seem otherwise

/** A copy in which the second of three landings changed the policy without a decision. */
function tampered(ground: Ground) {
  const evil = ground.commit(relaxed(ground.files));
  const after = ground.commit({ ...relaxed(ground.files), "README.md": "Welcome\n" }, [evil]);
  const innocent = ground.commit({ ...ground.files, "README.md": "Welcome\n" });
  const copy = ground.copy();
  return { copy, evil, after, innocent, ask: within(copy.folder, ["verify", "--base", after]) };
}

/** A commit-graph that says `child`'s first parent and tree are those of `like` (gitformat-commit-graph). */
function lyingGraph(copy: Ground, child: string, like: string): void {
  copy.feed(`${child}\n${like}\n`, "commit-graph", "write", "--stdin-commits");
  const path = join(copy.folder, ".git/objects/info/commit-graph");
  const graph = readFileSync(path);
  const chunk = (name: string): number => {
    const at = graph.indexOf(name, 8, "latin1");
    return Number(graph.readBigUInt64BE(at + 4));
  };
  const ids = chunk("OIDL");
  const data = chunk("CDAT");
  const row = (id: string) => data + 36 * ((graph.indexOf(Buffer.from(id, "hex"), ids) - ids) / 20);
  graph.copy(graph, row(child), row(like), row(like) + 28);
  chmodSync(path, 0o644);
  writeFileSync(path, graph);
}

// ---- E9b: a repository that runs programs

const hooks = [
  "pre-commit",
  "post-commit",
  "reference-transaction",
  "post-index-change",
  "pre-auto-gc",
  "post-checkout",
];

/** A copy whose configuration, hooks and attributes name the planted program wherever Git may run one. */
function poisoned(ground: Ground): Ground {
  const copy = ground.copy();
  const { planted } = ground;
  mkdirSync(join(copy.folder, ".git/hooks"), { recursive: true });
  for (const hook of hooks) copyFileSync(planted, join(copy.folder, ".git/hooks", hook));
  writeFileSync(join(copy.folder, ".git/info-attributes"), "");
  mkdirSync(join(copy.folder, ".git/info"), { recursive: true });
  writeFileSync(join(copy.folder, ".git/info/attributes"), "* filter=evil diff=evil merge=evil\n");
  const programs = ["core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "diff.external"];
  programs.push("diff.evil.command", "diff.evil.textconv", "merge.evil.driver", "credential.helper", "sequence.editor");
  programs.push("gpg.program", "gpg.ssh.program", "gpg.openpgp.program", "gpg.ssh.defaultKeyCommand", "core.gitProxy");
  for (const name of ["clean", "smudge", "process"]) programs.push(`filter.evil.${name}`);
  for (const name of ["status", "cat-file", "ls-tree", "config", "for-each-ref", "rev-list"])
    copy.git("config", `alias.${name}`, `!${planted}`);
  copy.git("config", "core.hooksPath", join(copy.folder, ".git/hooks"));
  copy.git("config", "log.showSignature", "true");
  for (const key of programs) copy.git("config", key, planted);
  // Same length, newer time: only a look at the content can tell, and that look runs a clean filter.
  const path = join(copy.folder, "partners/acme/partner.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("Acme", "Emca"));
  for (const name of ["git", "ssh-keygen", "gpg"]) copyFileSync(planted, join(copy.folder, name));
  return copy;
}

const poisonedWith = (when: string, words: readonly string[], rest: Omit<Attempt, "when" | "play">): Attempt => ({
  when,
  play: (ground) => within(poisoned(ground).folder, words),
  ...rest,
});

// ---- E12: contracts are partners' files too

function contractOf(when: string, name: string, content: () => string): Attempt {
  return {
    when,
    play(ground) {
      const home = "partners/acme/integrations/score-insights";
      const next = edited(ground.files, `${home}/manifest.yaml`, { "/spec/api/schemas": [`contracts/${name}`] });
      return pullRequest(ground, { ...next, [`${home}/contracts/${name}`]: content() });
    },
    exit: 1,
    finds: ["API007"],
  };
}

// ---- E11, E15: trees that Git's own commands do not make

interface Entry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/** Entries of a folder as a commit has them. */
function entriesOf(ground: Ground, place: string): Entry[] {
  return ground
    .git("ls-tree", "-z", place)
    .split("\0")
    .filter((record) => record !== "")
    .map((record) => {
      const [mode = "", , id = ""] = record.split(/[ \t]/);
      return { mode: mode.replace(/^0/, ""), name: record.slice(record.indexOf("\t") + 1), id };
    });
}

function writeTree(ground: Ground, entries: readonly Entry[]): string {
  const bytes = entries.map(({ mode, name, id }) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]),
  );
  return ground.store("tree", Buffer.concat(bytes));
}

/** A commit on the protected branch with one folder's entries edited, whatever Git would say to them. */
function withEntries(
  ground: Ground,
  place: string,
  edit: (entries: Entry[]) => readonly Entry[],
  like = ground.commit(ground.files),
): string {
  const steps = place === "" ? [] : place.split("/");
  const rebuild = (at: readonly string[]): string => {
    const entries = entriesOf(ground, `${like}:${at.join("/")}`);
    const next = steps[at.length];
    if (next === undefined) return writeTree(ground, edit(entries));
    const id = rebuild([...at, next]);
    return writeTree(
      ground,
      entries.map((entry) => (entry.name === next ? { ...entry, id } : entry)),
    );
  };
  const tree = rebuild([]);
  return ground.rewritten(like, (bytes) =>
    Buffer.from(bytes.toString("latin1").replace(/^tree [0-9a-f]+/, `tree ${tree}`), "latin1"),
  );
}

const twoWays = "so it can be read in two ways";

const blobIn = (ground: Ground, content: string) => ground.store("blob", content);

/** A header in front of the author, or behind the committer. */
const withHeader = (header: string, place: "author" | "message") => (bytes: Buffer) =>
  Buffer.from(
    place === "author"
      ? bytes.toString("latin1").replace("\nauthor ", `\n${header}\nauthor `)
      : bytes.toString("latin1").replace("\n\n", `\n${header}\n\n`),
    "latin1",
  );

export const git: Family = {
  title: "Git and the machine",
  attacks: [
    {
      id: "E1",
      attack: "the forge squashes, rebases, merges or fast-forwards",
      answer:
        "ballots authenticate themselves and verify in whatever commit they land; signed commits that were lost are counted",
      attempts: [
        landedBy("fast-forward", "4 came along, 4 lost"),
        landedBy("merge", "4 came along, 4 lost"),
        landedBy("squash", "8 lost by a squash"),
        landedBy("rebase", "8 lost by a squash"),
      ],
    },
    {
      id: "E2",
      attack: "a merge commit edits content that neither side has",
      answer: "the landing tree is judged, never single commits",
      attempts: [
        {
          when: "a merge of a clean pull request relaxes the policy, and is asked about",
          play(ground) {
            const clean = ground.commit({ ...ground.files, "README.md": "Welcome\n" });
            const merged = { ...relaxed(ground.files), "README.md": "Welcome\n" };
            return judged(ground, ground.commit(merged, [ground.main, clean]));
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "such a merge has landed",
          play(ground) {
            const clean = ground.commit({ ...ground.files, "README.md": "Welcome\n" });
            const merged = { ...relaxed(ground.files), "README.md": "Welcome\n" };
            return ["verify", "--base", ground.commit(merged, [ground.main, clean])];
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a merge drops a landed ballot without a word (`-s ours`)",
          async play(ground) {
            const base = await voted(ground.files, subject, "bo");
            const tip = ground.commit(base);
            const side = ground.commit({ ...ground.files, "README.md": "Welcome\n" });
            const merged = ground.commit({ ...ground.files, "README.md": "Welcome\n" }, [tip, side]);
            return ["validate", "--base", tip, "--head", merged];
          },
          exit: 1,
          finds: ["BAL007"],
        },
        {
          when: "the parents are swapped, so that the pull request's own commits become the protected history",
          play(ground) {
            const evil = ground.commit(relaxed(ground.files));
            const back = ground.commit(ground.files, [evil]);
            const landed = ground.commit({ ...ground.files, "README.md": "Welcome\n" });
            return ["verify", "--base", ground.commit(ground.filesOf(landed), [back, landed])];
          },
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "E3",
      attack: "a branch lags behind the protected branch",
      answer: "not mistaken for deletions; what both sides changed is named",
      attempts: [
        {
          when: "branch and tip have merged each other, so that they parted in two places, and in the later one the old policy stood",
          async play(ground) {
            const law = await legislated(ground.files, {
              [policy]: textOf(edited(ground.files, policy, { "/spec/windows/vote/value": "P7D" }), policy),
            });
            const mine = { ...ground.files, "reports/mine.md": "mine" };
            const decided = ground.commit(law, [ground.main]);
            const side = ground.commit(mine, [ground.main], { at: 1_795_300_000 });
            const tip = ground.commit({ ...law, "reports/mine.md": "mine" }, [decided, side]);
            // The policy as it was, which Git's own merge takes for a change, and a comparison with the later place for none.
            const head = ground.commit({ ...law, ...mine }, [side, decided]);
            return ["validate", "--base", tip, "--head", head];
          },
          exit: 3,
          says: "have merged each other",
        },
        {
          when: "two landings came since the branch was cut, and it adds one ballot",
          async play(ground) {
            const base = { ...(await voted(ground.files, subject, "ada")), "README.md": "Welcome\n" };
            const head = ground.commit(await voted(ground.files, subject, "bo"));
            return ["validate", "--base", ground.commit(base), "--head", head];
          },
          exit: 0,
          says: "no findings",
        },
        {
          when: "the branch was cut before bo's key was revoked, and holds a ballot by it",
          async play(ground) {
            const head = ground.commit(await voted(ground.files, subject, "bo"));
            return ["validate", "--base", ground.commit(revoked(ground.files, "bo", { by: "sal" })), "--head", head];
          },
          exit: 1,
          finds: ["BAL002"],
        },
        {
          when: "both sides changed one document",
          play(ground) {
            const path = "partners/acme/partner.yaml";
            const base = ground.commit(edited(ground.files, path, { "/metadata/title": "Acme & Sons" }));
            const head = ground.commit(edited(ground.files, path, { "/metadata/title": "Acme and Daughters" }));
            return ["validate", "--base", base, "--head", head];
          },
          exit: 1,
          finds: ["POL007"],
        },
        {
          when: "both sides took one number for a proposal",
          play(ground) {
            const one = filed(ground.files, "capability", "acme/EXP-0002", { "/metadata/title": "Exports" });
            const other = filed(ground.files, "capability", "acme/EXP-0002", { "/metadata/title": "Imports" });
            return ["validate", "--base", ground.commit(one), "--head", ground.commit(other)];
          },
          exit: 1,
          finds: ["POL007"],
        },
        {
          when: "the branch has nothing in common with the protected branch",
          play: (ground) => judged(ground, ground.commit(relaxed(ground.files), [])),
          exit: 3,
          says: "no common commit",
        },
      ],
    },
    {
      id: "E4",
      attack: "a clone lacks what would show the fraud",
      answer: "the full verdict where the objects suffice, otherwise no verdict and the command that fetches them",
      attempts: [
        {
          when: "`verify` is asked in a clone of depth 1",
          play: (ground) => within(shallow(ground, 1, ground.main), ["verify"]),
          exit: 3,
          says: "git fetch --unshallow origin",
        },
        {
          when: "a pull request is judged in a clone of depth 1",
          play(ground) {
            const clone = shallow(ground, 1, ground.commit(relaxed(ground.files)));
            return within(clone, ["validate", "--head", "refs/remotes/origin/pr"]);
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "the same with a branch that lags behind",
          play(ground) {
            const behind = ground.git("rev-parse", `${ground.main}~1`);
            const head = ground.rewritten(ground.commit(relaxed(ground.files)), (bytes) =>
              Buffer.from(bytes.toString("latin1").replace(/\nparent [0-9a-f]+/, `\nparent ${behind}`), "latin1"),
            );
            return within(shallow(ground, 1, head), ["validate", "--head", "refs/remotes/origin/pr"]);
          },
          exit: 3,
          says: "git fetch --unshallow origin",
        },
        {
          when: "an edited merge is judged in a clone of depth 2",
          play(ground) {
            const clean = ground.commit({ ...ground.files, "README.md": "Welcome\n" });
            const merge = ground.commit({ ...relaxed(ground.files), "README.md": "Welcome\n" }, [ground.main, clean]);
            return within(shallow(ground, 2, merge), ["validate", "--head", "refs/remotes/origin/pr"]);
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a clone without blobs is asked",
          play: (ground) => within(partial(ground, "blob:none"), ["validate", "--head", "refs/remotes/origin/main"]),
          exit: 3,
          says: "git fetch --refetch --no-filter origin",
        },
        {
          when: "a clone without folders is asked",
          play: (ground) => within(partial(ground, "tree:0"), ["verify"]),
          exit: 3,
          says: "git fetch --refetch --no-filter origin",
        },
        {
          when: "a planted `.git/shallow` cuts the history off behind a bad landing",
          play(ground) {
            const { copy, after, ask } = tampered(ground);
            writeFileSync(join(copy.folder, ".git/shallow"), `${after}\n`);
            return ask;
          },
          exit: 3,
          says: "git fetch --unshallow origin",
        },
        {
          when: "one file of the protected branch is missing from the clone",
          play(ground) {
            const gone = withEntries(ground, "governance", (entries) =>
              entries.map((entry) => (entry.name === "policy.yaml" ? { ...entry, id: "2".repeat(40) } : entry)),
            );
            return ["validate", "--base", gone, "--head", ground.main];
          },
          exit: 3,
          says: "is not in this clone, or damaged",
        },
      ],
    },
    {
      id: "E5",
      attack: "the history of the protected branch is rewritten",
      answer: "a pinned root of trust finds another root, and a remembered tip finds what was dropped since",
      attempts: [
        {
          when: "the office is founded anew with mallory in every body's place, and the root is pinned",
          async play(ground) {
            const root = ground.git("rev-list", "--max-parents=0", ground.main);
            const files = await accepted(await founded(), "bo", "mallory");
            return ["verify", "--root", root, "--base", ground.commit(files, [])];
          },
          exit: 1,
          says: "the root of trust is",
        },
        {
          when: "the same, and the clone remembers the root",
          async play(ground) {
            const copy = ground.copy();
            copy.git("config", "kwanus.root", ground.git("rev-list", "--max-parents=0", ground.main));
            const files = await accepted(await founded(), "bo", "mallory");
            return within(copy.folder, ["verify", "--base", ground.commit(files, [])]);
          },
          exit: 1,
          says: "the root of trust is",
        },
        {
          when: "the last landing is dropped, and the clone remembers the tip it verified",
          play(ground) {
            const copy = ground.copy();
            copy.git("config", "kwanus.tip", `${ground.main} refs/heads/main`);
            copy.branch("main", `${ground.main}~1`);
            return within(copy.folder, ["verify"]);
          },
          exit: 1,
          says: "the protected branch was rewritten",
        },
        {
          when: "a landing in the middle is made anew with other words, and everything after it",
          play(ground) {
            const copy = ground.copy();
            const other = ground.rewritten(ground.commit(ground.files), (bytes) =>
              Buffer.from(bytes.toString("latin1").replace("Trust me", "Trust us"), "latin1"),
            );
            copy.git("config", "kwanus.tip", `${ground.commit(ground.files)} refs/heads/main`);
            copy.branch("main", other);
            return within(copy.folder, ["verify"]);
          },
          exit: 1,
          says: "the protected branch was rewritten",
        },
      ],
    },
    {
      id: "E6",
      attack: "`refs/replace`, grafts and a commit-graph show another history than the commits have",
      answer: "ignored: only objects are read, by their own ids",
      attempts: [
        {
          when: "the pull request's commit is replaced by a harmless one",
          play(ground) {
            const evil = ground.commit(relaxed(ground.files));
            const copy = ground.copy();
            copy.git("replace", evil, ground.commit({ ...ground.files, "README.md": "Welcome\n" }));
            return within(copy.folder, judged(ground, evil));
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "the base's policy is replaced by the one that the pull request has",
          play(ground) {
            const evil = ground.commit(relaxed(ground.files));
            const copy = ground.copy();
            copy.git(
              "replace",
              ground.git("rev-parse", `${ground.main}:${policy}`),
              ground.git("rev-parse", `${evil}:${policy}`),
            );
            return within(copy.folder, judged(ground, evil));
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a bad landing is replaced by a good one",
          play(ground) {
            const { copy, evil, ask } = tampered(ground);
            copy.git("replace", evil, ground.main);
            return ask;
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a graft hides a bad landing",
          play(ground) {
            const { copy, after, ask } = tampered(ground);
            mkdirSync(join(copy.folder, ".git/info"), { recursive: true });
            writeFileSync(join(copy.folder, ".git/info/grafts"), `${after} ${ground.main}\n`);
            return ask;
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a commit-graph file lies about the parent and the tree of the tip",
          play(ground) {
            const { copy, after, innocent, ask } = tampered(ground);
            lyingGraph(copy, after, innocent);
            return ask;
          },
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "E7",
      attack: "one name for two things: a tag and a branch, a branch named like an object id",
      answer: "names are looked up in full, and two meanings are no meaning",
      attempts: [
        {
          when: "a tag and a branch are both called `pr`",
          play(ground) {
            const copy = ground.copy();
            copy.branch("pr", ground.commit(relaxed(ground.files)));
            copy.git("tag", "pr", ground.main);
            return within(copy.folder, ["validate", "--head", "pr"]);
          },
          exit: 2,
          says: "pr is ambiguous: refs/heads/pr and refs/tags/pr are different commits",
        },
        {
          when: "a harmless branch is named like the id of the pull request's commit",
          play(ground) {
            const evil = ground.commit(relaxed(ground.files));
            const copy = ground.copy();
            copy.branch(evil, ground.main);
            return within(copy.folder, judged(ground, evil));
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a harmless branch is called HEAD",
          play(ground) {
            const copy = ground.copy();
            copy.git("update-ref", "refs/heads/HEAD", ground.main);
            copy.git("update-ref", "--no-deref", "HEAD", ground.commit(relaxed(ground.files)));
            copy.git("symbolic-ref", "HEAD", "refs/heads/pr");
            copy.branch("pr", ground.commit(relaxed(ground.files)));
            return within(copy.folder, ["validate", "--base", ground.main, "--head", "HEAD"]);
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "a local branch is called `origin/main`, as if it were the remote's",
          play(ground) {
            const copy = ground.copy();
            copy.git("update-ref", "refs/remotes/origin/main", ground.main);
            copy.branch("origin/main", ground.commit(relaxed(ground.files)));
            return within(copy.folder, ["validate", "--base", "origin/main", "--head", "main"]);
          },
          exit: 2,
          says: "origin/main is ambiguous",
        },
        {
          when: "a tag of the protected branch's full name stands where the branch is missing",
          play(ground) {
            const copy = ground.copy();
            copy.git("config", "kwanus.base", "refs/heads/trunk");
            copy.git("update-ref", "refs/tags/refs/heads/trunk", ground.commit(relaxed(ground.files)));
            return within(copy.folder, ["validate"]);
          },
          exit: 3,
          says: "the protected branch refs/heads/trunk is not in this clone",
        },
        {
          when: "a fork's own `main`, with mallory on the roster, is fetched as `origin`, and the true one as `upstream`",
          async play(ground) {
            const head = await accepted(ground.files, "bo", "mallory");
            const fork = ground.commit(head);
            const vote = ground.commit(await ballotBy(head, subject, "bo", { key: "mallory" }), [fork]);
            const copy = ground.copy();
            copy.git("config", "--unset", "kwanus.base");
            for (const remote of ["origin", "upstream"]) copy.git("remote", "add", remote, copy.folder);
            copy.git("update-ref", "refs/remotes/origin/main", fork);
            copy.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
            copy.git("update-ref", "refs/remotes/upstream/main", ground.main);
            return within(copy.folder, ["validate", "--head", vote]);
          },
          exit: 1,
          finds: ["BAL002", "POL002", "POL006"],
        },
      ],
    },
    {
      id: "E8",
      attack: "names that look like options",
      answer: "refused before Git sees them",
      attempts: [
        {
          when: "a head is called `--output=…`",
          play: (ground) => ["validate", `--head=--output=${ground.planted}`],
          exit: 2,
          says: "does not name a commit",
        },
        {
          when: "there is a branch called `-evil`",
          play(ground) {
            const copy = ground.copy();
            writeFileSync(join(copy.folder, ".git/refs/heads/-evil"), `${ground.main}\n`);
            return within(copy.folder, ["validate", "--head=-evil"]);
          },
          exit: 2,
          says: "does not name a commit",
        },
        {
          when: "the protected branch is configured as `--upload-pack=…`",
          play(ground) {
            const copy = ground.copy();
            copy.git("config", "kwanus.base", `--upload-pack=${ground.planted}`);
            return within(copy.folder, ["validate"]);
          },
          exit: 2,
          says: "does not name a commit",
        },
        {
          when: "a root of trust is called `--all`",
          play: () => ["verify", "--root=--all"],
          exit: 2,
          says: "is no commit id",
        },
        {
          when: "a subject is called `--exec=…`",
          play: (ground) => ["status", "--", `--exec=${ground.planted}`],
          exit: 2,
          says: "there is no subject",
        },
        {
          when: "Git's own language of revisions is used (`main^{/…}`)",
          play: () => ["validate", "--head", "main^{/Found}"],
          exit: 2,
          says: "does not name a commit",
        },
        {
          when: "files are called like options",
          play: (ground) => adding(ground, { "--output=x": "", [`${attachments}/--help`]: "\n" }),
          exit: 1,
          finds: ["POL002", "POL006"],
        },
      ],
    },
    {
      id: "E9",
      attack: "a pull request edits what judges it",
      answer: "governed: it takes a decision, and the protected branch's copy judges",
      attempts: [
        ...[
          workflow,
          ".github/CODEOWNERS",
          "CODEOWNERS",
          "docs/CODEOWNERS",
          ".gitlab-ci.yml",
          ".GitHub/workflows/x.yml",
        ].map(
          (path): Attempt => ({
            when: `it adds \`${path}\``,
            play: (ground) => adding(ground, { [path]: "on: pull_request\n" }),
            exit: 1,
            finds: ["POL002"],
          }),
        ),
        {
          when: "the workflow is hidden in a branch that also files a proposal",
          play: (ground) =>
            pullRequest(ground, {
              ...filed(ground.files, "capability", "acme/EXP-0002"),
              [workflow]: "on: pull_request\n",
            }),
          exit: 1,
          finds: ["POL002", "POL006"],
        },
        {
          when: "the policy calls `.github/**` free, and then the workflow is edited",
          play(ground) {
            const free = ["README.md", "docs/**", "reports/**", ".github/**", "**"];
            const base = edited(ground.files, policy, { "/spec/free": free });
            return pullRequest(ground, { ...base, [workflow]: "on: pull_request\n" }, base);
          },
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "E9b",
      attack:
        "a repository names programs: hooks, filters, drivers, pagers, aliases, signers, a bare repository inside",
      answer: "nothing runs",
      attempts: [
        poisonedWith("a poisoned working tree is validated", ["validate"], { exit: 1, finds: ["POL002", "POL006"] }),
        poisonedWith("its history is verified", ["verify"], { exit: 0, says: "all of it verifies" }),
        poisonedWith("its state is shown", ["status", subject], { exit: 0, says: subject }),
        {
          when: "bo signs a ballot in it",
          async play(ground) {
            const { tree } = await landingOf(ground.files, ground.files);
            const digest = tree.subjects.get(subject)?.digest ?? "";
            const copy = poisoned(ground);
            return within(copy.folder, ["approve", subject, "--all-criteria", "passed", "--yes", "--digest", digest]);
          },
          as: "bo",
          exit: 0,
          says: "signed",
        },
        {
          when: "kwanus is started in a bare repository that lies inside, with a program of its own",
          play(ground) {
            const copy = ground.copy();
            const bare = join(copy.folder, docs, "bare");
            copy.git("init", "--quiet", "--bare", "--template=", bare);
            copy.git("--git-dir", bare, "config", "core.fsmonitor", ground.planted);
            copy.git("--git-dir", bare, "config", "core.worktree", copy.folder);
            copy.git("--git-dir", bare, "config", "core.bare", "false");
            return within(bare, ["verify"]);
          },
          exit: 0,
          says: "all of it verifies",
        },
      ],
    },
    {
      id: "E10",
      attack: "names that one file system keeps apart and another folds together",
      answer: "refused",
      attempts: [
        {
          when: "`Ada.yaml` stands beside `ada.yaml` on the roster",
          play: (ground) =>
            adding(ground, { "governance/people/Ada.yaml": textOf(ground.files, "governance/people/ada.yaml") }),
          exit: 1,
          finds: ["DOC011", "POL002"],
        },
        {
          when: "`SCO.bo.1.yaml` stands beside `sco.bo.1.yaml`",
          async play(ground) {
            const head = await voted(ground.files, subject, "bo");
            const twin = ballot.replace("sco.bo", "SCO.bo");
            return pullRequest(ground, {
              ...head,
              [twin]: textOf(head, ballot),
              [`${twin}.sig`]: textOf(head, `${ballot}.sig`),
            });
          },
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "two attachments differ in case alone",
          play: (ground) =>
            adding(ground, { [`${attachments}/terms.pdf`]: "one", [`${attachments}/Terms.pdf`]: "two" }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "two differ only in how an accent is written (NFC, NFD)",
          play: (ground) =>
            adding(ground, {
              [`${attachments}/r\u00e9sum\u00e9`]: "one",
              [`${attachments}/re\u0301sume\u0301`]: "two",
            }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "two differ in a letter that only folds in capitals (long s)",
          play: (ground) => adding(ground, { [`${attachments}/terms`]: "one", [`${attachments}/term\u017f`]: "two" }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "a file and a folder differ in case alone",
          play: (ground) => adding(ground, { [`${attachments}/terms`]: "one", [`${attachments}/Terms/a`]: "two" }),
          exit: 1,
          finds: ["DOC011"],
        },
        ...["terms.", "terms ", "terms:x", "te\u200drms", "a\\b"].map(
          (name): Attempt => ({
            when: `a file is called ${JSON.stringify(name)}`,
            play: (ground) => adding(ground, { [`${attachments}/${name}`]: "one" }),
            exit: 1,
            finds: ["DOC011"],
          }),
        ),
      ],
    },
    {
      id: "E11",
      attack: "a symbolic link, a submodule, an executable or a pointer stands where a document should",
      answer: "refused: governance folders hold plain files",
      attempts: [
        {
          when: "a proposal is a link to another one",
          play: (ground) =>
            adding(
              ground,
              { "partners/acme/proposals/EXP-0002/proposal.yaml": "../EXP-0001/proposal.yaml" },
              { modes: { "partners/acme/proposals/EXP-0002/proposal.yaml": "120000" } },
            ),
          exit: 1,
          finds: ["DOC011", "PRO001"],
        },
        {
          when: "an attachment is a link out of the repository",
          play: (ground) =>
            adding(ground, { [`${attachments}/x`]: "/etc/passwd" }, { modes: { [`${attachments}/x`]: "120000" } }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "a submodule stands in a partner's folder",
          play: (ground) =>
            adding(ground, { "partners/acme/vendor": ground.main }, { modes: { "partners/acme/vendor": "160000" } }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "an application that waits for votes becomes executable",
          play: (ground) => pullRequest(ground, ground.files, ground.files, { modes: { [application]: "100755" } }),
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "a ballot is a link to another ballot",
          async play(ground) {
            const head = await voted(ground.files, subject, "bo");
            const twin = `${folder}/ballots/decision/sco.sal.1.yaml`;
            return pullRequest(ground, { ...head, [twin]: "sco.bo.1.yaml" }, ground.files, {
              modes: { [twin]: "120000" },
            });
          },
          exit: 1,
          finds: ["BAL001", "DOC011"],
        },
        {
          when: "a document is a pointer to a file elsewhere (Git LFS)",
          play: (ground) => filing(ground, pointer),
          exit: 1,
          finds: ["DOC004"],
        },
        {
          when: "a contract is such a pointer",
          play: (ground) =>
            adding(ground, { "partners/acme/integrations/score-insights/contracts/report.schema.json": pointer }),
          exit: 1,
          finds: ["API007"],
        },
        ...[".gitattributes", ".gitmodules", "GIT~1"].map(
          (name): Attempt => ({
            when: `\`${name}\` among the attachments tells Git to show other bytes than those that are voted on`,
            play: (ground) => adding(ground, { [`${attachments}/${name}`]: "* filter=lfs -text -diff\n" }),
            exit: 1,
            finds: ["DOC011"],
          }),
        ),
        {
          when: "a file that an open proposal means to replace becomes a submodule by force: verify still says so",
          play(ground) {
            const open = proposing(ground.files, "governance/EXP-0001", { [workflow]: "on: push\n" });
            const forced = { ...open, [workflow]: ground.main };
            const landing = ground.commit(forced, [ground.commit(open)], { modes: { [workflow]: "160000" } });
            return ["verify", "--base", ground.commit({ ...forced, "README.md": "Welcome\n" }, [landing])];
          },
          exit: 1,
          finds: ["POL002"],
        },
        {
          when: "`governance` itself becomes a link",
          play: (ground) =>
            pullRequest(
              ground,
              { ...without(ground.files, "governance/"), governance: "partners/acme" },
              ground.files,
              { modes: { governance: "120000" } },
            ),
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
    {
      id: "E12",
      attack: "documents that cost more to read than to write",
      answer: "limits, a clear finding, bounded memory",
      attempts: [
        {
          when: "aliases of aliases of aliases (a billion words in ten lines)",
          play(ground) {
            const lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
            for (const [a, b] of ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"].map((pair) => [...pair]))
              lines.push(`${b}: &${b} [${Array(10).fill(`*${a}`).join(", ")}]`);
            return filing(ground, `${lines.join("\n")}\n`);
          },
          exit: 1,
          finds: ["DOC010"],
        },
        {
          when: "100,000 brackets inside one another",
          play: (ground) => filing(ground, `a: ${"[".repeat(100_000)}${"]".repeat(100_000)}\n`),
          exit: 1,
          finds: ["DOC010"],
        },
        {
          when: "a hundred brackets inside one another",
          play: (ground) => filing(ground, `a: ${"[".repeat(100)}${"]".repeat(100)}\n`),
          exit: 1,
          finds: ["DOC010"],
        },
        {
          when: "a document of 2 MiB",
          play: (ground) => filing(ground, `# ${"x".repeat(2 ** 21)}\n`),
          exit: 1,
          finds: ["DOC010"],
        },
        contractOf("a schema with 60,000 keys in one mapping", "report.schema.yaml", () =>
          Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join("\n"),
        ),
        contractOf("a schema of 200,000 question marks", "report.schema.yaml", () => "? ".repeat(200_000)),
        {
          when: "a ballot whose signature has 1 MiB",
          async play(ground) {
            const head = await voted(ground.files, subject, "bo");
            return pullRequest(ground, {
              ...head,
              [`${ballot}.sig`]: `${textOf(head, `${ballot}.sig`)}${"\n".repeat(2 ** 20)}`,
            });
          },
          exit: 1,
          finds: ["BAL001"],
        },
        {
          when: "an attachment of 1 GB",
          play(ground) {
            const huge = hugeBlob(ground);
            const head = withEntries(ground, "partners/acme/integrations/score-insights/contracts", (entries) => [
              ...entries,
              { mode: "100644", name: "zeros", id: huge },
            ]);
            return judged(ground, head);
          },
          exit: 1,
          finds: ["DOC011"],
        },
        {
          when: "100,000 files in one subject",
          play(ground) {
            const id = blobIn(ground, "x\n");
            const many = Array.from({ length: 100_000 }, (_, index) => ({
              mode: "100644",
              name: `f${String(index).padStart(6, "0")}`,
              id,
            }));
            const head = withEntries(ground, "partners/acme/proposals/EXP-0001", (entries) => [
              { mode: "40000", name: "attachments", id: writeTree(ground, many) },
              ...entries,
            ]);
            return judged(ground, head);
          },
          exit: 1,
          finds: ["DOC011"],
        },
      ],
    },
    {
      id: "E13",
      attack: "a repository with SHA-256 object ids",
      answer: "refused in one clear sentence",
      attempts: [
        {
          when: "such a repository is validated",
          play(ground) {
            const place = join(ground.office.stage, "sha256");
            ground.git("init", "--quiet", "--template=", "--object-format=sha256", place);
            return within(place, ["validate"]);
          },
          exit: 3,
          says: "uses SHA-256 object ids, which this version of kwanus does not read",
        },
      ],
    },
    {
      id: "E14",
      attack: "escape sequences and workflow commands in names and messages",
      answer: "shown as visible text",
      attempts: [
        {
          when: "a landing's message clears the screen and claims that all is well",
          play: (ground) => [
            "verify",
            "--all",
            "--base",
            ground.commit({ ...ground.files, "README.md": "x" }, [ground.main], {
              message: "\u001b[2J\u001b[Hall of it verifies\u001b[8m",
            }),
          ],
          exit: 0,
          says: "\\u{001B}[2J\\u{001B}[Hall of it verifies\\u{001B}[8m",
        },
        {
          when: "a file's name is a terminal command",
          play: (ground) => adding(ground, { [`${attachments}/\u001b]0;approved\u0007`]: "x" }),
          exit: 1,
          finds: ["DOC011"],
          says: "\\u{001B}]0;approved\\u{0007}",
        },
        {
          when: "a title turns the text around (bidi)",
          play: (ground) =>
            pullRequest(ground, edited(ground.files, application, { "/metadata/title": "\u202edevorppa\u202c" })),
          exit: 1,
          finds: ["DOC012"],
          says: "U+202E",
        },
        {
          when: "a file's name is a workflow command, in a report for the runner",
          play: (ground) => [
            ...adding(ground, { [`${attachments}/\n::set-output name=ok::yes`]: "x" }),
            "--format",
            "github",
          ],
          exit: 1,
          says: "attachments/%0A%3A%3Aset-output name=ok%3A%3Ayes",
        },
      ],
    },
    {
      id: "E15",
      attack: "an object that two readers read in two ways",
      answer: "refused: no tree with twins or out of order, and parents only where Git reads them",
      attempts: [
        ...[true, false].map(
          (first): Attempt => ({
            when: `a folder holds two entries \`policy.yaml\`, the relaxed one ${first ? "first" : "last"}`,
            play(ground) {
              const id = blobIn(ground, textOf(relaxed(ground.files), policy));
              const head = withEntries(ground, "governance", (entries) =>
                entries.flatMap((entry) => {
                  if (entry.name !== "policy.yaml") return [entry];
                  return first ? [{ ...entry, id }, entry] : [entry, { ...entry, id }];
                }),
              );
              return judged(ground, head);
            },
            exit: 1,
            says: twoWays,
          }),
        ),
        {
          when: "a file and a folder are both called `governance`",
          play: (ground) =>
            judged(
              ground,
              withEntries(ground, "", (entries) =>
                entries.flatMap((entry) =>
                  entry.name === "governance"
                    ? [{ mode: "120000", name: "governance", id: blobIn(ground, "partners/acme") }, entry]
                    : [entry],
                ),
              ),
            ),
          exit: 1,
          says: twoWays,
        },
        {
          when: "a name in the root holds a slash: `governance/policy.yaml`",
          play(ground) {
            const id = blobIn(ground, textOf(relaxed(ground.files), policy));
            return judged(
              ground,
              withEntries(ground, "", (entries) =>
                entries.flatMap((entry) =>
                  entry.name === "governance" ? [entry, { mode: "100644", name: policy, id }] : [entry],
                ),
              ),
            );
          },
          exit: 1,
          says: twoWays,
        },
        {
          when: "a folder's entries are out of order, so that Git's lookups pass some by",
          play: (ground) =>
            judged(
              ground,
              withEntries(ground, "governance", (entries) => entries.toReversed()),
            ),
          exit: 1,
          says: twoWays,
        },
        ...[".git", "..", ".GIT"].map(
          (name): Attempt => ({
            when: `a folder among attachments is called \`${name}\`, which no checkout can have`,
            play(ground) {
              const tree = writeTree(ground, [{ mode: "100644", name: "config", id: blobIn(ground, "[core]\n") }]);
              const inner = writeTree(ground, [{ mode: "40000", name, id: tree }]);
              const head = withEntries(ground, "partners/acme/proposals/EXP-0001", (entries) => [
                { mode: "40000", name: "attachments", id: inner },
                ...entries,
              ]);
              return judged(ground, head);
            },
            exit: 1,
            says: twoWays,
          }),
        ),
        {
          when: "a decision that nobody made lies in a folder of mode 40755, which Git opens and another reader takes for a file",
          async play(ground) {
            const claimed = edited(await decided(await approvedByAll(ground.files, subject), subject), decision, {
              "/spec/grants/tier": 3,
            });
            const folders = withEntries(
              ground,
              "partners/borealis",
              (entries) =>
                entries.map((entry) => (entry.name === "applications" ? { ...entry, mode: "40755" } : entry)),
              ground.commit(claimed),
            );
            return ["verify", "--base", folders];
          },
          exit: 1,
          finds: ["BAL010"],
        },
        {
          when: "somebody pushes such a commit as a vote branch: it keeps nobody from deciding",
          async play(ground) {
            const copy = ground.copy();
            const bad = withEntries(ground, "", (entries) => entries.toReversed());
            copy.branch("kwanus/vote/borealis-APP-0001.sco.sal.1", bad);
            return within(copy.folder, deciding(ground, await approvedByAll(ground.files, subject), subject));
          },
          exit: 0,
          says: "would make    one commit on kwanus/decide/borealis-APP-0001",
        },
        {
          when: "a merge brings a vote, and such a commit behind it: what landed is judged all the same",
          async play(ground) {
            const bad = withEntries(ground, "", (entries) => entries.toReversed());
            const files = await voted(ground.files, subject, "bo");
            const side = ground.commit(files, [bad]);
            return ["verify", "--base", ground.commit(files, [ground.main, side], { message: "Merge" })];
          },
          exit: 0,
          says: "all of it verifies",
        },
        {
          when: "a second `parent`, behind the author, claims that the branch is up to date",
          play(ground) {
            const path = "partners/acme/partner.yaml";
            const tip = ground.commit(edited(ground.files, path, { "/metadata/title": "Acme & Sons" }));
            const head = ground.commit(edited(ground.files, path, { "/metadata/title": "Mallory" }));
            const claimed = ground.rewritten(head, withHeader(`parent ${tip}`, "message"));
            return ["validate", "--base", tip, "--head", claimed];
          },
          exit: 1,
          finds: ["POL007"],
        },
        {
          when: "a second `tree` in the commit shows Git another content",
          play(ground) {
            const evil = ground.commit(relaxed(ground.files));
            const clean = ground.git("rev-parse", `${ground.main}^{tree}`);
            return judged(ground, ground.rewritten(evil, withHeader(`tree ${clean}`, "message")));
          },
          exit: 1,
          finds: ["POL002"],
        },
      ],
    },
  ],
};

/** A loose object whose header says it has 10⁹ bytes: whoever tries to read it holds them all, or fails. */
function hugeBlob(ground: Ground): string {
  const id = "1".repeat(40);
  const place = join(ground.folder, ".git/objects/11");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, id.slice(2)), deflateSync(`blob 1000000000\0${"0".repeat(1000)}`));
  return id;
}
