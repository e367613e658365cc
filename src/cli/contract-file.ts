// A contract as it is named on the command line: a file, `-` for stdin, or REV:PATH.

import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type ContractKind, contractKind } from "../contract/compare.ts";
import { linesOfPointers } from "../contract/lines.ts";
import { readDataFile } from "../document/data-file.ts";
import { pathMeant } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import { nearestFile } from "./nearest-file.ts";
import type { World } from "./world.ts";

/** A contract that could be read. */
export interface ContractFile {
  readonly name: string;
  readonly kind: ContractKind;
  readonly value: unknown;
  /** Lines by pointer. */
  lines(pointers: ReadonlySet<string>): Map<string, number>;
}

const largest = 64 * 1024 * 1024;

/**
 * Reads a contract.
 * @throws Failure (usage) `no-such-file`, `unreadable-contract`; (noVerdict) `no-contract`
 */
export async function contractFile(word: string, world: World): Promise<ContractFile> {
  const name = word === "-" ? "stdin" : word;
  const bytes = await bytesOf(word, world);
  if (bytes.length > largest)
    throw new Failure("usage", "unreadable-contract", `${name} is larger than ${largest / 1024 / 1024} MiB`);
  // What comes from elsewhere has no ending: JSON begins with a bracket.
  const isYaml =
    word === "-" ? !/^\s*[{[]/.test(new TextDecoder().decode(bytes.slice(0, 1000))) : /\.ya?ml$/i.test(word);
  const file = isYaml ? readDataFile("contract.yaml", bytes) : readJson(bytes);
  if (!file.readable)
    throw new Failure(
      "usage",
      "unreadable-contract",
      `${name} ${file.why}`,
      isYaml ? "Large contracts, and those with anchors, are read as JSON." : "Name YAML .yaml or .yml.",
    );
  const kind = contractKind(file.value);
  if (kind === null)
    throw new Failure(
      "noVerdict",
      "no-contract",
      `${name} is neither an OpenAPI 3.0 or 3.1 document nor a JSON Schema`,
      "Swagger 2.0 can be converted; its field is called swagger.",
    );
  return {
    name,
    kind,
    value: file.value,
    lines: (pointers) => linesOfPointers(new TextDecoder().decode(bytes), isYaml, pointers),
  };
}

/** JSON of any size: limits of documents keep a repository readable, and this is none. */
function readJson(bytes: Uint8Array): { readable: true; value: unknown } | { readable: false; why: string } {
  try {
    return { readable: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return { readable: false, why: "is no JSON" };
  }
}

async function bytesOf(word: string, world: World): Promise<Uint8Array> {
  if (word === "-") return new TextEncoder().encode(await world.stdin());
  const path = resolve(world.cwd, word);
  const found = await stat(path).catch(() => null);
  if (found?.isFile() && found.size <= largest) return readFile(path);
  if (found?.isFile())
    throw new Failure("usage", "unreadable-contract", `${word} is larger than ${largest / 1024 / 1024} MiB`);
  const [, revision, inside] = /^([^:]+):(.+)$/s.exec(word) ?? [];
  if (revision === undefined || inside === undefined || found !== null)
    throw new Failure(
      "usage",
      "no-such-file",
      `there is no file ${word}`,
      (await nearestFile(word, world.cwd)) ?? "Name a file, - for stdin, or REV:PATH for a file of a revision.",
    );
  return bytesIn(revision, inside, world);
}

/** The file as a revision has it; its path counts from the root of the repository, as in Git. */
async function bytesIn(revision: string, path: string, world: World): Promise<Uint8Array> {
  const repository = await world.repository();
  const commit = await repository.resolve(revision);
  const snapshot = commit === null ? null : await repository.snapshot(commit, revision);
  const file = snapshot?.files.get(path);
  if (snapshot === null || file === undefined || !file.mode.startsWith("100"))
    throw new Failure(
      "usage",
      "no-such-file",
      snapshot === null ? `there is no revision ${revision} here` : `${revision} holds no file ${path}`,
      (snapshot === null ? null : pathMeant(path, snapshot.files.keys())) ??
        "The path counts from the root of the repository.",
    );
  return snapshot.bytes(path);
}
