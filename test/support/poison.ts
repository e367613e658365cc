// Everything in and around a repository that Git or a shell would run by itself. Each planted program leaves a mark with its name.

import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The planted programs, and who of them ran. */
export interface Poison {
  /** Path of one more program, which leaves this name. */
  program(name: string): string;
  /** Puts the poison into a repository and around it. */
  into(repository: string): void;
  /** What a hostile shell start-up file would leave in the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the programs that ran, sorted. */
  marks(): string[];
  forget(): void;
}

/** Git's hooks, client and server. */
const hooks = [
  ...["applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"],
  ...["commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update"],
  ...["proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc"],
  ...["post-rewrite", "sendemail-validate", "fsmonitor-watchman", "post-index-change"],
];

/** Programs that somebody would expect kwanus, Git or OpenSSH to start. */
const programs = [
  ...["git", "git-remote-ext", "git-merge-file", "git-status", "gpg", "gpg2", "gpgsm", "ssh", "ssh-add", "ssh-keygen"],
  ...["ssh-agent", "ssh-askpass", "sh", "bash", "env", "node", "npm", "npx", "kwanus", "cat", "less", "more", "pager"],
  ...["vi", "vim", "nano", "editor", "code", "open", "xdg-open", "sleep", "stty", "tput"],
];

/** Makes the programs below a folder that is no part of any repository. */
export function poisonIn(folder: string): Poison {
  const marks = join(folder, "marks");
  const evil = join(folder, "evil");
  for (const made of [marks, evil, join(evil, "hooks")]) mkdirSync(made, { recursive: true });
  const program = (name: string, at = join(evil, name)): string => {
    // Built into the shell: a planted touch must not be what leaves the mark.
    writeFileSync(at, `#!/bin/sh\n: > '${marks}/${name}'\n`, { mode: 0o755 });
    return at;
  };
  for (const hook of hooks) program(hook, join(evil, "hooks", hook));
  const included = join(folder, "included.config");
  writeFileSync(included, filterText("included", ["clean"], program));
  const text = (prefix: string) => configText((name) => program(`${prefix}${name}`), join(evil, "hooks"), included);
  const worktree = `${filterText("worktree", ["clean"], program)}[diff]\n\texternal = ${program("diff.external")}\n`;

  return {
    program,
    into(repository) {
      const gitDir = join(repository, ".git");
      const bare = join(repository, "bare");
      appendFileSync(join(gitDir, "config"), `${text("")}[extensions]\n\tworktreeConfig = true\n`);
      writeFileSync(join(gitDir, "config.worktree"), worktree);
      for (const made of ["hooks", "info"]) mkdirSync(join(gitDir, made), { recursive: true });
      for (const hook of hooks) program(hook, join(gitDir, "hooks", hook));
      writeFileSync(join(gitDir, "info/attributes"), attributes);
      // A bare repository in the tree, with a configuration that makes a working tree of its surroundings.
      for (const made of ["objects", "refs/heads", "hooks"]) mkdirSync(join(bare, made), { recursive: true });
      writeFileSync(join(bare, "HEAD"), "ref: refs/heads/main\n");
      writeFileSync(
        join(bare, "config"),
        `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n${text("bare.")}`,
      );
      for (const hook of hooks) program(hook, join(bare, "hooks", hook));
      const bin = join(repository, "node_modules/.bin");
      mkdirSync(bin, { recursive: true });
      for (const name of programs)
        for (const place of [repository, bare, bin]) program(`planted ${name}`, join(place, name));
      writeFileSync(
        join(repository, ".npmrc"),
        `script-shell=${program("npm.script-shell")}\nnode-options=--require ${program("npm.node-options")}\n`,
      );
      const scripts = Object.fromEntries(
        ["preinstall", "install", "prepare", "kwanus"].map((name) => [name, program(`package.json.${name}`)]),
      );
      writeFileSync(join(repository, "package.json"), JSON.stringify({ scripts }));
      // Not the repository's content, so that a verdict is the same as without them.
      const ignored = ["bare", "node_modules", ".npmrc", "package.json", ...programs].map((name) => `/${name}\n`);
      writeFileSync(join(gitDir, "info/exclude"), ignored.join(""));
    },
    environment: environmentOf(program, evil, included),
    marks: () => readdirSync(marks).sort(),
    forget() {
      for (const name of readdirSync(marks)) rmSync(join(marks, name));
    },
  };
}

/** Attributes that no commit shows, and which win over every .gitattributes. */
const attributes = `*.yaml diff=evil merge=evil filter=evil
*.sig filter=a=b
*.md filter=included
*.json filter=worktree
governance/*.yaml -filter
`;

type Program = (name: string) => string;

/** Where a filter names a process, Git asks neither of the others. */
function filterText(name: string, uses: readonly string[], program: Program): string {
  const lines = uses.map((use) => `\t${use} = ${program(`filter.${name}.${use}`)}\n`);
  return `[filter "${name}"]\n${lines.join("")}\trequired = true\n`;
}

/** Every setting of Git that names a program, or leads to one. */
function configText(program: Program, hooksPath: string, included: string): string {
  const named = [
    ...["core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.gitProxy", "core.askPass"],
    ...["core.alternateRefsCommand", "sequence.editor", "gpg.program", "credential.helper"],
    ...["interactive.diffFilter", "uploadpack.packObjectsHook", "imap.tunnel", "web.browser", "init.templateDir"],
    ...["gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand"],
    ...["diff.evil.command", "diff.evil.textconv", "merge.evil.driver", "trailer.evil.command", "trailer.evil.cmd"],
    ...["difftool.evil.cmd", "mergetool.evil.cmd", "browser.evil.cmd", "man.evil.cmd", "tar.evil.command"],
    ...["remote.origin.uploadpack", "remote.origin.receivepack", "remote.origin.proxy"],
    ...["pager.status", "pager.log", "pager.config", "pager.diff"],
  ];
  const aliases = ["status", "cat-file", "ls-tree", "ls-files", "config", "for-each-ref", "rev-list", "merge-base"];
  const values: [string, string][] = [
    ...named.map((key): [string, string] => [key, program(key)]),
    ...aliases.map((name): [string, string] => [`alias.${name}`, `!${program(`alias.${name}`)}`]),
    ["alias.innocent", `!${program("alias.innocent")}`],
    ["submodule.evil.update", `!${program("submodule.evil.update")}`],
    ["url.ext::.insteadOf", "evil:"],
    ["remote.origin.url", `evil:${program("remote.origin.url")}`],
    ["remote.near.url", "../office"],
    ["remote.near.uploadpack", program("remote.near.uploadpack")],
    ["remote.other.url", "x"],
    ["remote.other.vcs", "evil"],
    ["core.hooksPath", hooksPath],
    ["include.path", included],
    ["includeIf.gitdir:/.path", included],
    ["protocol.allow", "always"],
    ["protocol.ext.allow", "always"],
    ["safe.directory", "*"],
    ["safe.bareRepository", "all"],
    ["gpg.format", "ssh"],
    ["commit.gpgSign", "true"],
    ["log.showSignature", "true"],
    ["status.submoduleSummary", "true"],
    ["diff.submodule", "log"],
    ["diff.tool", "evil"],
    ["merge.tool", "evil"],
    ["trailer.evil.key", "Evil"],
    ["mailmap.file", included],
    ["trace2.normalTarget", included],
    ["gc.auto", "1"],
    ["gc.autoDetach", "false"],
    ["column.ui", "always"],
    ["color.ui", "always"],
  ];
  const lines = values.map(([key, value]) => {
    const [first, last] = [key.indexOf("."), key.lastIndexOf(".")];
    const between = first === last ? "" : ` ${JSON.stringify(key.slice(first + 1, last))}`;
    return `[${key.slice(0, first)}${between}]\n\t${key.slice(last + 1)} = ${JSON.stringify(value)}\n`;
  });
  return `\n${lines.join("")}${filterText("evil", ["process"], program)}${filterText("a=b", ["clean", "smudge"], program)}`;
}

/** Variables that Git, OpenSSH and npm obey. HOME stays: what lies there is the user's own. */
function environmentOf(program: Program, evil: string, included: string): Record<string, string> {
  const named = [
    ...["GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS", "GIT_PROXY_COMMAND"],
    ...["GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "EDITOR", "VISUAL", "GIT_PAGER", "PAGER", "MANPAGER", "LESSOPEN"],
    ...["BROWSER", "SHELL", "BASH_ENV", "ENV", "SSH_SK_PROVIDER", "SSH_SK_HELPER", "npm_config_script_shell"],
  ];
  return {
    ...Object.fromEntries(named.map((name) => [name, program(`$${name}`)])),
    // Folders of the repository, which are relative to wherever Git is started.
    PATH: [".", "", "..", "bare", "node_modules/.bin", "./node_modules/.bin", process.env["PATH"]].join(delimiter),
    SSH_ASKPASS_REQUIRE: "force",
    GIT_EXEC_PATH: evil,
    GIT_TEMPLATE_DIR: evil,
    GIT_DIR: "bare",
    GIT_WORK_TREE: "bare",
    GIT_INDEX_FILE: included,
    GIT_OBJECT_DIRECTORY: evil,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: evil,
    GIT_CONFIG_GLOBAL: included,
    GIT_CONFIG_SYSTEM: included,
    GIT_CONFIG_PARAMETERS: `'core.fsmonitor'='${program("$GIT_CONFIG_PARAMETERS")}'`,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "core.fsmonitor",
    GIT_CONFIG_VALUE_0: program("$GIT_CONFIG_COUNT"),
    GIT_PAGER_IN_USE: "1",
    GIT_ALLOW_PROTOCOL: "ext:file:ssh",
    GIT_REPLACE_REF_BASE: "refs/heads/",
    GIT_NO_LAZY_FETCH: "0",
  };
}
