// Reads an OpenAPI document: which version it is, what it offers, and what is wrong with it.

import { type DataFile, readDataFile } from "../document/data-file.ts";
import type { Contract, Fault } from "./contract.ts";
import { clipped, fieldOf, objectOf } from "./data.ts";
import { meaningFaults } from "./meaning.ts";
import { operationsOf } from "./operations.ts";
import { referenceFaults } from "./references.ts";
import { shapeFaults } from "./shape.ts";

/**
 * Reads the bytes of a contract. Never throws, and follows nothing out of the file.
 * @param path only its ending counts: `.yaml` and `.yml` are YAML, everything else JSON
 */
export function readOpenApi(bytes: Uint8Array, path: string): Contract {
  return openApiIn(readDataFile(path, bytes));
}

/** The contract that a file which has been read holds; judged once. */
export function openApiIn(file: DataFile): Contract {
  const contract = judged.get(file) ?? judge(file);
  judged.set(file, contract);
  return contract;
}

const judged = new WeakMap<DataFile, Contract>();

function judge(file: DataFile): Contract {
  if (!file.readable) return nothing(null, { pointer: "", message: `this file ${file.why}`, help: file.help ?? null });
  const { value } = file;
  const version = versionOf(value);
  if (typeof version !== "string") return nothing(value, version);
  // What a document means is only asked where its form holds: one slip would be told twice.
  const shape = shapeFaults(version, value);
  const references = referenceFaults(value);
  const operations = operationsOf(value);
  const meaning = shape.length + references.length > 0 ? [] : meaningFaults(value, operations);
  return { version, value, operations, faults: [...shape, ...references, ...meaning] };
}

function nothing(value: unknown, fault: Fault): Contract {
  return { version: null, value, operations: [], faults: [fault] };
}

const reads = "kwanus reads OpenAPI 3.0 and 3.1";

function versionOf(value: unknown): "3.0" | "3.1" | Fault {
  const said = fieldOf(value, "openapi");
  if (typeof said === "string") {
    const [, version] = /^(3\.[01])\.\d+(?:-.+)?$/.exec(said) ?? [];
    if (version === "3.0" || version === "3.1") return version;
    const complete = /^3\.[01]$/.test(said) ? `Write openapi: ${said}.0, with all three numbers.` : null;
    return {
      pointer: "/openapi",
      message: `"${clipped(said)}" is no version of OpenAPI that is read`,
      help: complete ?? `${reads}: convert the document.`,
    };
  }
  if (typeof said === "number")
    return {
      pointer: "/openapi",
      message: `openapi is the number ${said}, and must be text`,
      help: 'Write all three numbers, for example "3.1.0".',
    };
  if (fieldOf(value, "swagger") !== undefined)
    return {
      pointer: "/swagger",
      part: "key",
      message: "this is Swagger 2.0",
      help: `${reads}: convert the document.`,
    };
  if (objectOf(value) !== null && fieldOf(value, "asyncapi") !== undefined)
    return { pointer: "/asyncapi", part: "key", message: "this is AsyncAPI", help: `${reads}.` };
  return {
    pointer: "",
    message: "openapi is missing: nothing says that this is an OpenAPI document",
    help: "Start it with openapi: 3.1.0, info and paths.",
  };
}
