// The CI workflow that `kwanus init` writes, run as GitHub would: its own scripts, in bash, on real repositories.

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commit, environment, git, newFolder } from "../repo/sandbox.ts";
import { founded } from "../support/world.ts";

const root = new URL("../../", import.meta.url);
const workflow = parse(readFileSync(new URL("templates/github/kwanus.yml", root), "utf8"));
const steps: { run?: string; env?: Record<string, string> }[] = workflow.jobs.kwanus.steps.filter(
  ({ run }: { run?: string }) => run !== undefined,
);

/** `npx --yes --package kwanus@… kwanus` becomes this checkout's kwanus, built; nobody waits for the forge. */
const tools = newFolder();
const program = fileURLToPath(new URL("bin/kwanus.js", root));
script(
  "npx",
  `[ "$1 $2 $3 $4" = "--yes --package kwanus@0.1.0 kwanus" ] || exit 99\nshift 4\nexec '${process.execPath}' '${program}' "$@"`,
);
script("sleep", "exit 0");

function script(name: string, body: string): void {
  writeFileSync(join(tools, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(tools, name), 0o755);
}

/** Runs the workflow's scripts in a fresh checkout of the protected branch, for one event. */
function ci(forge: string, event_name: string, event: Record<string, unknown>) {
  const checkout = newFolder();
  git(checkout, "clone", "--quiet", forge, ".");
  const github = { token: "secret-token", event_name, event };
  const value = (expression: string) =>
    expression.replace(/\$\{\{ github\.([\w.]+) \}\}/g, (_, path: string) => {
      const found = path
        .split(".")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], github);
      return found === undefined ? "" : String(found);
    });
  const summary = join(newFolder(), "summary.md");
  let said = "";
  for (const { run = "", env = {} } of steps) {
    const variables = Object.fromEntries(Object.entries(env).map(([key, text]) => [key, value(text)]));
    const file = join(newFolder(), "step.sh");
    writeFileSync(file, run);
    // source: GitHub's `shell: bash`
    const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
      cwd: checkout,
      env: {
        ...environment,
        PATH: `${tools}:${environment.PATH}`,
        GITHUB_ACTIONS: "true",
        GITHUB_STEP_SUMMARY: summary,
        PROTECTED: "main",
        KWANUS: "kwanus@0.1.0",
        ...variables,
      },
    });
    said += `${stdout}${stderr}`;
    if (status !== 0) return { passed: false, said, summary: textAt(summary) };
  }
  return { passed: true, said, summary: textAt(summary) };
}

function textAt(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

interface Forge {
  /** The bare repository. */
  readonly bare: string;
  /** A clone with push rights. */
  readonly clone: string;
  readonly tip: string;
}

let seed: Record<string, string | Uint8Array>;
let model: Forge;
beforeAll(async () => {
  seed = await founded();
  const [bare, clone] = [newFolder(), newFolder()];
  git(bare, "init", "--quiet", "--bare", "--initial-branch=main");
  git(clone, "init", "--quiet", "--initial-branch=main");
  git(clone, "remote", "add", "origin", bare);
  const tip = commit(clone, seed, "Found");
  git(clone, "push", "--quiet", "origin", "main");
  model = { bare, clone, tip };
});

function newForge(): Forge {
  const [bare, clone] = [newFolder(), newFolder()];
  cpSync(model.bare, bare, { recursive: true });
  cpSync(model.clone, clone, { recursive: true });
  git(clone, "remote", "set-url", "origin", bare);
  return { ...model, bare, clone };
}

/** A fork's pull request with these files, and the merge GitHub makes of it. Returns its head. */
function pull({ bare, clone }: Forge, files: Record<string, string>, base = "main"): { head: string; merge: string } {
  git(clone, "checkout", "--quiet", "--detach", base);
  const head = commit(clone, files, "Ask");
  const merge = merged(clone, base, head);
  git(clone, "push", "--quiet", bare, `+${merge}:refs/pull/1/merge`);
  return { head, merge };
}

/** A merge commit of these parents, in this order, with the second one's tree. */
function merged(clone: string, first: string, second: string, ...more: string[]): string {
  const parents = [first, second, ...more].flatMap((parent) => ["-p", git(clone, "rev-parse", parent)]);
  return git(clone, "commit-tree", `${second}^{tree}`, ...parents, "-m", "Merge");
}

function advance({ clone }: Forge, files: Record<string, string>): string {
  git(clone, "checkout", "--quiet", "main");
  const tip = commit(clone, files, "Go on");
  git(clone, "push", "--quiet", "origin", "main");
  return tip;
}

const pullEvent = (sha: string) => ({ pull_request: { number: 1, head: { sha } } });
const harmless = { "docs/note.md": "a note\n" };
const weaker = { "governance/policy.yaml": "kind: Policy\n" };

describe("the workflow itself", () => {
  it("holds no value of an event inside a script, and hands over none that a stranger may word", () => {
    for (const { run = "", env = {} } of steps) {
      expect(run).not.toContain("${{");
      // Numbers, ids and names of events; of refs only the queue's, which GitHub words.
      for (const value of Object.values(env))
        if (value.includes("${{"))
          expect(value).toMatch(
            /^\$\{\{ github\.(?:token|event_name|event\.(?:pull_request\.(?:number|head\.sha)|merge_group\.head_(?:ref|sha)|before|after)) \}\}$/,
          );
    }
  });

  it("serves every event, on the protected branch only, with a token that reads and a checkout of the base", () => {
    const { on, permissions, jobs } = workflow;
    expect(Object.keys(on)).toEqual(["pull_request_target", "merge_group", "push", "schedule"]);
    for (const event of ["pull_request_target", "merge_group", "push"]) expect(on[event].branches).toEqual(["main"]);
    expect({ permissions, own: jobs.kwanus.permissions }).toEqual({
      permissions: { contents: "read" },
      own: undefined,
    });
    const [checkout, ...others] = jobs.kwanus.steps.filter(({ uses }: { uses?: string }) => uses !== undefined);
    expect(checkout.with).toEqual({ ref: "main", "fetch-depth": 0, "persist-credentials": false });
    expect(others.map(({ uses }: { uses: string }) => uses.split("@")[0])).toEqual(["actions/setup-node"]);
    const withToken = steps.filter(({ env = {} }) => JSON.stringify(env).includes("github.token"));
    expect(withToken.map(({ run }) => run?.includes("npx"))).toEqual([false]);
  });
});

describe("a pull request", () => {
  it("that changes nothing governed passes, and was never checked out", () => {
    const forge = newForge();
    const { head, merge } = pull(forge, harmless);
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([true, expect.stringContaining(`judging ${merge} against ${forge.tip}`)]);
    expect(said).toContain("no findings");
    expect(said).not.toContain("secret-token");
  });

  it("that changes the policy is refused by the policy it would change", () => {
    const forge = newForge();
    const { head } = pull(forge, weaker);
    const { passed, said, summary } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([false, expect.stringContaining("POL002")]);
    // Where people look, without a token that could write.
    expect(said).toContain("::error file=governance/policy.yaml,");
    expect(summary).toMatch(/^### kwanus: [\s\S]*POL002/);
  });

  it("that brings its own workflow, npm settings and hooks runs none of them", () => {
    const forge = newForge();
    const { head } = pull(forge, {
      ".github/workflows/kwanus.yml": "name: kwanus\n",
      ".npmrc": "registry=https://example.invalid\n",
      "package.json": '{"scripts":{"preinstall":"exit 7"}}\n',
    });
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([false, expect.stringContaining(".github/workflows/kwanus.yml")]);
  });

  it("that changes nothing is judged as the protected branch stands", () => {
    const forge = newForge();
    const { head } = pull(forge, {});
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([true, expect.stringContaining("no findings")]);
  });

  it("that is pushed anew between the event and the job leaves the verdict to the newer event", () => {
    const forge = newForge();
    const { head: first } = pull(forge, harmless);
    const { head: second } = pull(forge, weaker);
    const early = ci(forge.bare, "pull_request_target", pullEvent(first));
    expect([early.passed, early.said]).toEqual([false, expect.stringContaining(`is no merge of ${first}`)]);
    expect(early.said).not.toContain("judging");
    expect(ci(forge.bare, "pull_request_target", pullEvent(second)).said).toContain("POL002");
  });

  it("that is meant for another branch is not judged as if it were for this one", () => {
    const forge = newForge();
    git(forge.clone, "checkout", "--quiet", "-b", "next");
    commit(forge.clone, weaker);
    git(forge.clone, "push", "--quiet", "origin", "next");
    const { head } = pull(forge, harmless, "next");
    expect(ci(forge.bare, "pull_request_target", pullEvent(head)).said).toContain("does not start from main");
  });

  it("that brings a second workflow with a job of the same name is refused for it", () => {
    const forge = newForge();
    const { head } = pull(forge, { ".github/workflows/green.yml": "on: pull_request\njobs: {kwanus: {}}\n" });
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([false, expect.stringContaining(".github/workflows/green.yml")]);
  });

  it("is still judged when the protected branch has moved on", () => {
    const forge = newForge();
    const { head, merge } = pull(forge, harmless);
    advance(forge, { "docs/other.md": "other\n" });
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([true, expect.stringContaining(`judging ${merge} against ${forge.tip}`)]);
  });

  it("gets no verdict for a head it no longer has", () => {
    const forge = newForge();
    pull(forge, harmless);
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(forge.tip));
    expect([passed, said]).toEqual([false, expect.stringContaining(`is no merge of ${forge.tip}`)]);
    expect(said).not.toContain("judging");
  });

  it("gets no verdict where the forge made no merge", () => {
    const forge = newForge();
    expect(ci(forge.bare, "pull_request_target", pullEvent(forge.tip)).passed).toBe(false);
  });

  it("cannot choose its base: a merge that starts elsewhere is refused", () => {
    const forge = newForge();
    // Its own first parent already holds the weaker policy, so nothing would look changed.
    const { head: prepared } = pull(forge, weaker);
    const { head } = pull(forge, harmless, prepared);
    const { passed, said } = ci(forge.bare, "pull_request_target", pullEvent(head));
    expect([passed, said]).toEqual([false, expect.stringContaining("does not start from main")]);
  });

  it("cannot start from a side branch that was merged, nor bring a third parent", () => {
    const forge = newForge();
    const { head: side } = pull(forge, harmless);
    const landed = merged(forge.clone, "main", side);
    git(forge.clone, "push", "--quiet", "origin", `${landed}:refs/heads/main`);
    const { head } = pull(forge, { "docs/more.md": "more\n" }, side);
    expect(ci(forge.bare, "pull_request_target", pullEvent(head)).said).toContain("does not start from main");
    const three = merged(forge.clone, landed, head, side);
    git(forge.clone, "push", "--quiet", forge.bare, `+${three}:refs/pull/1/merge`);
    expect(ci(forge.bare, "pull_request_target", pullEvent(head)).said).toContain("more than two parents");
  });

  it("cannot smuggle a command into a script", () => {
    const forge = newForge();
    const { head } = pull(forge, harmless);
    const evil = '1/merge"; touch "$HOME/smuggled"; $(touch "$HOME/smuggled") `touch "$HOME/smuggled"` #';
    const event = {
      pull_request: { number: evil, title: evil, body: evil, head: { sha: head, ref: evil, label: evil } },
    };
    expect(ci(forge.bare, "pull_request_target", event).passed).toBe(false);
    const queue = { merge_group: { head_ref: `refs/heads/${evil}`, head_sha: `${head}${evil}` } };
    expect(ci(forge.bare, "merge_group", queue).passed).toBe(false);
    expect(ci(forge.bare, "push", { before: evil, after: evil }).passed).toBe(false);
    expect(() => readFileSync(join(environment.HOME, "smuggled"))).toThrow("ENOENT");
    // Named by what a fork may call its branch, and with all else as it should be, it is judged.
    const plain = { pull_request: { ...event.pull_request, number: 1 } };
    expect(ci(forge.bare, "pull_request_target", plain).passed).toBe(true);
    expect(() => readFileSync(join(environment.HOME, "smuggled"))).toThrow("ENOENT");
  });
});

describe("a merge queue", () => {
  const queueRef = "refs/heads/gh-readonly-queue/main/pr-1";
  const queue = (forge: Forge, head: string) => {
    git(forge.clone, "push", "--quiet", forge.bare, `+${head}:${queueRef}`);
    return ci(forge.bare, "merge_group", { merge_group: { head_ref: queueRef, head_sha: head } });
  };

  it("is judged step by step", () => {
    const forge = newForge();
    const one = merged(forge.clone, "main", pull(forge, harmless).head);
    const two = merged(forge.clone, one, pull(forge, { "docs/two.md": "two\n" }, one).head);
    const { passed, said } = queue(forge, two);
    expect([passed, said.match(/^judging .*/gm)]).toEqual([
      true,
      [`judging ${one} against ${forge.tip}`, `judging ${two} against ${one}`],
    ]);
  });

  it("gets no verdict where it was made anew, starts elsewhere, or leaves the protected branch", () => {
    const forge = newForge();
    const one = merged(forge.clone, "main", pull(forge, harmless).head);
    const two = merged(forge.clone, "main", pull(forge, weaker).head);
    git(forge.clone, "push", "--quiet", forge.bare, `+${two}:${queueRef}`);
    const moved = ci(forge.bare, "merge_group", { merge_group: { head_ref: queueRef, head_sha: one } });
    expect([moved.passed, moved.said]).toEqual([false, expect.stringContaining(`is no merge of ${one}`)]);
    // The protected branch is its second parent: what stands in the first was never judged.
    const { head } = pull(forge, harmless);
    advance(forge, { "docs/other.md": "other\n" });
    expect(queue(forge, merged(forge.clone, head, "main")).said).toContain("does not continue main");
    git(forge.clone, "checkout", "--quiet", "--orphan", "nowhere");
    expect(queue(forge, commit(forge.clone, weaker))).toMatchObject({ passed: false });
  });

  it("is refused for the step that is wrong, even if the next one undoes it", () => {
    const forge = newForge();
    const one = merged(forge.clone, "main", pull(forge, weaker).head);
    git(forge.clone, "checkout", "--quiet", "--detach", one);
    const two = commit(forge.clone, { "governance/policy.yaml": text(seed["governance/policy.yaml"]) });
    expect(queue(forge, two)).toMatchObject({ passed: false, said: expect.stringContaining("POL002") });
  });
});

describe("the protected branch", () => {
  it("is judged step by step after a push", () => {
    const forge = newForge();
    git(forge.clone, "checkout", "--quiet", "main");
    const one = commit(forge.clone, harmless);
    const after = advance(forge, { "docs/two.md": "two\n" });
    const { passed, said } = ci(forge.bare, "push", { before: forge.tip, after });
    expect([passed, said.match(/^judging .*/gm)]).toEqual([
      true,
      [`judging ${one} against ${forge.tip}`, `judging ${after} against ${one}`],
    ]);
  });

  it("is judged from its first commit when it is new", () => {
    const forge = newForge();
    const after = advance(forge, harmless);
    const { passed, said } = ci(forge.bare, "push", { before: "0".repeat(40), after });
    expect([passed, said]).toEqual([true, expect.stringContaining(`judging ${after} against ${forge.tip}`)]);
  });

  it("fails when its history was rewritten", () => {
    const forge = newForge();
    const before = advance(forge, harmless);
    git(forge.clone, "reset", "--quiet", "--hard", forge.tip);
    const after = commit(forge.clone, { "docs/new.md": "new\n" });
    git(forge.clone, "push", "--quiet", "--force", "origin", "main");
    const { passed, said } = ci(forge.bare, "push", { before, after });
    expect([passed, said]).toEqual([false, expect.stringContaining("was rewritten")]);
  });

  it("is judged as it stands every night", () => {
    const forge = newForge();
    expect(ci(forge.bare, "schedule", {})).toMatchObject({
      passed: true,
      said: expect.stringContaining(`judging ${forge.tip} against ${forge.tip}`),
    });
  });

  it("is replayed every night: what was pushed past every check, and made harmless since, is named", () => {
    const forge = newForge();
    advance(forge, weaker);
    const tip = advance(forge, { "governance/policy.yaml": text(seed["governance/policy.yaml"]) });
    const { passed, said } = ci(forge.bare, "schedule", {});
    expect([passed, said]).toEqual([false, expect.stringMatching(/refused +governance\/policy\.yaml[\s\S]*POL002/)]);
    expect(said).toContain(`judging ${tip} against ${tip}`);
  });

  it("is not judged for an event nobody thought of", () => {
    expect(ci(newForge().bare, "workflow_call", {}).passed).toBe(false);
  });
});

describe("the job for GitLab", () => {
  const { kwanus } = parse(readFileSync(new URL("templates/gitlab/gitlab-ci.yml", root), "utf8"));
  const [judge = ""]: string[] = kwanus.script;

  it("holds no value that a stranger may word, and runs for the protected branch only", () => {
    const known = [...judge.matchAll(/\$\{?(CI_\w+)/g)].map(([, name]) => name);
    const worded = [
      "CI_COMMIT_BEFORE_SHA",
      "CI_COMMIT_SHA",
      "CI_MERGE_REQUEST_EVENT_TYPE",
      "CI_PIPELINE_SOURCE",
      "CI_PROJECT_DIR",
    ];
    expect([...new Set(known)].sort()).toEqual(worded);
    for (const rule of kwanus.rules) expect(rule.if).toMatch(/(?:TARGET_BRANCH_NAME|CI_COMMIT_BRANCH) == \$PROTECTED$/);
  });

  /** The job in a checkout of `head`, as GitLab's runner leaves it: detached. */
  function job({ bare, clone }: Forge, head: string, more: Record<string, string>) {
    const checkout = newFolder();
    git(clone, "push", "--quiet", bare, `+${head}:refs/heads/asked`);
    git(checkout, "clone", "--quiet", bare, ".");
    git(checkout, "checkout", "--quiet", "--detach", head);
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", judge], {
      cwd: checkout,
      env: {
        ...environment,
        PATH: `${tools}:${environment.PATH}`,
        PROTECTED: "main",
        KWANUS: "kwanus@0.1.0",
        CI_PROJECT_DIR: checkout,
        CI_COMMIT_SHA: head,
        ...more,
      },
    });
    return { passed: status === 0, said: `${stdout}${stderr}` };
  }
  const request = { CI_PIPELINE_SOURCE: "merge_request_event" };

  it("judges a merge request against the tip of the protected branch", () => {
    const forge = newForge();
    const { head } = pull(forge, harmless);
    advance(forge, { "docs/other.md": "other\n" });
    expect(job(forge, head, request)).toEqual({ passed: true, said: expect.stringContaining("no findings") });
    const { head: bad } = pull(forge, weaker);
    expect(job(forge, bad, request)).toEqual({ passed: false, said: expect.stringContaining("POL002") });
  });

  it("judges a push, the night, and sees a history that was rewritten", () => {
    const forge = newForge();
    const after = advance(forge, harmless);
    const push = { CI_PIPELINE_SOURCE: "push" };
    expect(job(forge, after, { ...push, CI_COMMIT_BEFORE_SHA: forge.tip }).passed).toBe(true);
    expect(job(forge, after, { ...push, CI_COMMIT_BEFORE_SHA: "0".repeat(40) }).passed).toBe(true);
    expect(job(forge, after, { CI_PIPELINE_SOURCE: "schedule" }).passed).toBe(true);
    expect(job(forge, forge.tip, { ...push, CI_COMMIT_BEFORE_SHA: after }).said).toContain("was rewritten");
    advance(forge, weaker);
    const mended = advance(forge, { "governance/policy.yaml": text(seed["governance/policy.yaml"]) });
    const night = job(forge, mended, { CI_PIPELINE_SOURCE: "schedule" });
    expect([night.passed, night.said]).toEqual([false, expect.stringContaining("POL002")]);
    expect(job(forge, after, { CI_PIPELINE_SOURCE: "web" }).passed).toBe(false);
  });

  it("judges a push and a merge train step by step, even if the last one undoes what was wrong", () => {
    const forge = newForge();
    const wrong = merged(forge.clone, "main", pull(forge, weaker).head);
    git(forge.clone, "checkout", "--quiet", "--detach", wrong);
    const undone = commit(forge.clone, { "governance/policy.yaml": text(seed["governance/policy.yaml"]) });
    const train = { ...request, CI_MERGE_REQUEST_EVENT_TYPE: "merge_train" };
    const push = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BEFORE_SHA: forge.tip };
    for (const event of [train, push]) expect(job(forge, undone, event).said).toContain("POL002");
    const one = merged(forge.clone, "main", pull(forge, harmless).head);
    const two = merged(forge.clone, one, pull(forge, { "docs/two.md": "two\n" }, one).head);
    const { passed, said } = job(forge, two, train);
    expect([passed, said.match(/^judging .*/gm)]).toEqual([
      true,
      [`judging ${one} against ${forge.tip}`, `judging ${two} against ${one}`],
    ]);
    // A train that has the protected branch for its second parent.
    const { head } = pull(forge, harmless);
    advance(forge, { "docs/other.md": "other\n" });
    const side = merged(forge.clone, head, "main");
    expect(job(forge, side, train)).toMatchObject({
      passed: false,
      said: expect.stringContaining("does not continue main"),
    });
  });
});

function text(content: string | Uint8Array | undefined): string {
  return Buffer.from(content ?? "").toString();
}
