// The language server behind the YAML extensions of VS Code, Neovim and Zed, spoken to over its pipe.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Message {
  readonly id?: number | undefined;
  readonly method?: string;
  readonly params?: { readonly [key: string]: unknown };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface Completion {
  readonly label: string;
  /** What the server says about it, Markdown or not. */
  readonly told: string;
  /** What is typed when it is taken. */
  readonly insert: string;
}

export interface Diagnostic {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** A language server that works on one folder. */
export interface LanguageServer {
  /** Opens a text at a path of the folder and waits for what is wrong with it. */
  open(path: string, text: string): Promise<Diagnostic[]>;
  /** What is offered at the mark `|` of a text, which is not part of it. */
  complete(path: string, marked: string): Promise<Completion[]>;
  /** What is shown over the mark `|` of a text. */
  hover(path: string, marked: string): Promise<string>;
  /** Addresses it has asked a socket to connect to so far. */
  called(): string[];
  /** Stops it and waits until it is gone. */
  end(): Promise<void>;
}

const program = fileURLToPath(import.meta.resolve("yaml-language-server/bin/yaml-language-server"));

/** Loaded before the server: no call leaves the machine, and each is noted. */
const guard = (notes: string) => `const { Socket } = require("node:net");
Socket.prototype.connect = function (to) {
  require("node:fs").appendFileSync(${JSON.stringify(notes)}, JSON.stringify(to) + "\\n");
  this.destroy(new Error("no network"));
  return this;
};
`;

/** @param settings an editor's: `yaml.schemas` and the like */
export async function startLanguageServer(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<LanguageServer> {
  const notes = join(folder, "calls.txt");
  writeFileSync(notes, "");
  writeFileSync(join(folder, "guard.cjs"), guard(notes));
  const child = spawn(process.execPath, ["--require", join(folder, "guard.cjs"), program, "--stdio"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const answers = new Map<number, (message: Message) => void>();
  const diagnosed = new Map<string, (found: Diagnostic[]) => void>();
  let buffer = Buffer.alloc(0);
  let count = 0;
  child.stdout.on("data", (piece: Buffer) => {
    buffer = Buffer.concat([buffer, piece]);
    for (;;) {
      const head = buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const end = head + 4 + Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())?.[1]);
      if (buffer.length < end) return;
      const body = buffer.subarray(head + 4, end).toString();
      buffer = buffer.subarray(end);
      take(JSON.parse(body));
    }
  });

  const rootUri = pathToFileURL(folder).href;
  await request("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "governance" }],
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
        hover: { contentFormat: ["markdown", "plaintext"] },
      },
    },
  });
  send({ method: "initialized", params: {} });

  return {
    open(path, text) {
      const found = new Promise<Diagnostic[]>((resolve) => diagnosed.set(uriOf(path), resolve));
      show(uriOf(path), text);
      return found;
    },
    async complete(path, marked) {
      const result = (await at("completion", path, marked)) as { items: Item[] } | null;
      return (result?.items ?? []).map(({ label, documentation, insertText, textEdit }) => ({
        label,
        told: typeof documentation === "string" ? documentation : (documentation?.value ?? ""),
        insert: textEdit?.newText ?? insertText ?? label,
      }));
    },
    async hover(path, marked) {
      const result = (await at("hover", path, marked)) as { contents: { value: string } } | null;
      return result?.contents.value ?? "";
    },
    called: () => readFileSync(notes, "utf8").split("\n").filter(Boolean),
    async end() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await gone;
    },
  };

  async function at(what: string, path: string, marked: string): Promise<unknown> {
    const before = marked.slice(0, marked.indexOf("|")).split("\n");
    // A document of its own, gone before it is checked: what is wrong with it must not be taken for what is wrong with another.
    const uri = uriOf(join(dirname(path), `${count}-${basename(path)}`));
    show(uri, marked.replace("|", ""));
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const result = await request(`textDocument/${what}`, { textDocument: { uri }, position });
    send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
    return result;
  }

  function show(uri: string, text: string): void {
    // It remembers what it read under a version.
    const textDocument = { uri, languageId: "yaml", version: ++count, text };
    send({ method: "textDocument/didOpen", params: { textDocument } });
  }

  function uriOf(path: string): string {
    return pathToFileURL(join(folder, path)).href;
  }

  function request(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const id = ++count;
    send({ id, method, params });
    return new Promise((resolve, reject) =>
      answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result))),
    );
  }

  function send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  function take({ id, method, params, ...answer }: Message): void {
    if (method === undefined) {
      if (id !== undefined) answers.get(id)?.(answer);
    } else if (method === "workspace/configuration") {
      const items = params?.["items"] as { section: string }[];
      send({ id, result: items.map(({ section }) => sectionOf(settings, section)) });
    } else if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = params as { uri: string; diagnostics: Reported[] };
      diagnosed.get(uri)?.(diagnostics.map(({ message, range }) => ({ message, line: range.start.line + 1 })));
      diagnosed.delete(uri);
    } else if (id !== undefined) send({ id, result: null });
  }
}

/** `{ "yaml.schemaStore.enable": false }`, section `yaml` → `{ schemaStore: { enable: false } }`, as an editor hands it over. */
function sectionOf(settings: Readonly<Record<string, unknown>>, section: string): object | null {
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(settings)) {
    const [first, ...path] = key.split(".");
    if (first !== section) continue;
    const last = path.pop() ?? "";
    let inner = values;
    for (const name of path) {
      inner[name] ??= {};
      inner = inner[name] as Record<string, unknown>;
    }
    inner[last] = value;
  }
  return section === "yaml" ? values : null;
}

interface Item {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
  readonly insertText?: string;
  readonly textEdit?: { readonly newText: string };
}

interface Reported {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}
