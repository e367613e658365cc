// The language server behind the YAML extensions of VS Code, Neovim and Zed, spoken to over its pipe.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Message {
  readonly id?: number;
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

const program = fileURLToPath(import.meta.resolve("yaml-language-server/bin/yaml-language-server"));
/** Dead ends: a request to any host fails at once. */
const nowhere = "http://127.0.0.1:9";

/** One server for one folder; `end` stops it. */
export class LanguageServer {
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #diagnosed = new Map<string, (found: Diagnostic[]) => void>();
  /** Requests the server made of its client: it asks `vscode/content` for an address that is no file. */
  readonly asked: string[] = [];
  #buffer = Buffer.alloc(0);
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#child = spawn(process.execPath, [program, "--stdio"], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere },
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#child.stdout?.on("data", (piece: Buffer) => this.#read(piece));
  }

  /** @param settings the section `yaml` of an editor's settings */
  static async start(folder: string, settings: object): Promise<LanguageServer> {
    const server = new LanguageServer(folder);
    const rootUri = pathToFileURL(folder).href;
    server.#settings = { ...settings, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } };
    await server.#request("initialize", {
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
    server.#send({ method: "initialized", params: {} });
    return server;
  }

  #settings: object = {};

  /** Opens a text at a path of the folder and waits for what is wrong with it. */
  open(path: string, text: string): Promise<Diagnostic[]> {
    const uri = this.#uri(path);
    const found = new Promise<Diagnostic[]>((resolve) => this.#diagnosed.set(uri, resolve));
    this.#send({
      method: "textDocument/didOpen",
      // It remembers what it read under a version.
      params: { textDocument: { uri, languageId: "yaml", version: ++this.#count, text } },
    });
    return found;
  }

  /** What is offered at the mark `|` of a text, which is not part of it. */
  async complete(path: string, marked: string): Promise<Completion[]> {
    const result = (await this.#at("completion", path, marked)) as { items: Item[] } | null;
    return (result?.items ?? []).map(({ label, documentation, insertText, textEdit }) => ({
      label,
      told: typeof documentation === "string" ? documentation : (documentation?.value ?? ""),
      insert: textEdit?.newText ?? insertText ?? label,
    }));
  }

  /** What is shown over the mark `|` of a text. */
  async hover(path: string, marked: string): Promise<string> {
    const result = (await this.#at("hover", path, marked)) as { contents: { value: string } } | null;
    return result?.contents.value ?? "";
  }

  /** Stops it and waits until it is gone. */
  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill();
    await gone;
  }

  async #at(what: string, path: string, marked: string): Promise<unknown> {
    const before = marked.slice(0, marked.indexOf("|")).split("\n");
    void this.open(path, marked.replace("|", ""));
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return this.#request(`textDocument/${what}`, { textDocument: { uri: this.#uri(path) }, position });
  }

  #uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  #request(method: string, params: object): Promise<unknown> {
    const id = ++this.#count;
    this.#send({ id, method, params: params as Record<string, unknown> });
    return new Promise((resolve, reject) =>
      this.#answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result))),
    );
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(piece: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, piece]);
    for (;;) {
      const head = this.#buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, head).toString())?.[1]);
      if (this.#buffer.length < head + 4 + length) return;
      const body = this.#buffer.subarray(head + 4, head + 4 + length).toString();
      this.#buffer = this.#buffer.subarray(head + 4 + length);
      this.#take(JSON.parse(body));
    }
  }

  #take(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      if (id !== undefined) this.#answers.get(id)?.(message);
    } else if (method === "workspace/configuration") {
      const items = params?.["items"] as { section: string }[];
      this.#reply(
        id,
        items.map(({ section }) => (section === "yaml" ? this.#settings : null)),
      );
    } else if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = params as { uri: string; diagnostics: Reported[] };
      const found = diagnostics.map(({ message, range }) => ({ message, line: range.start.line + 1 }));
      this.#diagnosed.get(uri)?.(found);
      this.#diagnosed.delete(uri);
    } else if (id !== undefined) {
      this.asked.push(method);
      this.#reply(id, null);
    }
  }

  #reply(id: number | undefined, result: unknown): void {
    if (id !== undefined) this.#send({ id, result });
  }
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
