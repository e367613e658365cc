// The operation of a contract that a manifest means by `GET /reports/{id}` or by its name.

import type { Contract, Operation } from "./contract.ts";
import { fieldOf, fieldsOf, itemsOf, textOf } from "./data.ts";

/**
 * The operation a manifest's words name: its `operationId`, or its method and path, with or without the path of a server
 * before it. Where one path is written out and another has a template, the one written out is meant, as OpenAPI says.
 */
export function operationNamed(contract: Contract, words: string): Operation | null {
  const answers = known.get(contract) ?? new Map<string, Operation | null>();
  known.set(contract, answers);
  const earlier = answers.get(words);
  const answer = earlier === undefined ? find(contract, words) : earlier;
  answers.set(words, answer);
  return answer;
}

/** Several rules ask the same of every call. */
const known = new WeakMap<Contract, Map<string, Operation | null>>();

function find(contract: Contract, words: string): Operation | null {
  const { operations } = contract;
  const byId = operations.find(({ id }) => id === words);
  if (byId !== undefined) return byId;
  const [, method, rest] = /^([A-Z]+)\s+(\/\S*)$/.exec(words) ?? [];
  if (method === undefined || rest === undefined) return null;
  const said = segmentsOf(rest.replace(/[?#].*$/, ""));
  const candidates = operations.filter((operation) => operation.method === method);
  for (const base of [[], ...basesOf(contract.value)]) {
    if (!base.every((segment, index) => segment === said[index])) continue;
    const path = said.slice(base.length);
    const found = candidates
      .map((operation) => ({ operation, ...matchOf(segmentsOf(operation.path), path) }))
      .filter(({ matches }) => matches)
      .sort((a, b) => b.literal - a.literal)[0];
    if (found !== undefined) return found.operation;
  }
  return null;
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

function matchOf(template: readonly string[], path: readonly string[]): { matches: boolean; literal: number } {
  if (template.length !== path.length) return { matches: false, literal: 0 };
  let literal = 0;
  for (const [index, segment] of template.entries()) {
    const said = path[index] ?? "";
    if (segment === said) literal++;
    else if (!fits(segment, said)) return { matches: false, literal: 0 };
  }
  return { matches: true, literal };
}

/** Whether a segment such as `{id}` or `report-{id}.json` can be what was said. In linear time, whoever wrote it. */
function fits(template: string, said: string): boolean {
  const pieces = template.split(/\{[^{}]*\}/);
  if (pieces.length === 1 || said === "") return false;
  const [first = "", ...others] = pieces;
  const last = others.pop() ?? "";
  // A template written with another name stands for the same.
  const plain = said.replaceAll(/\{[^{}]*\}/g, "{}");
  if (plain.length < first.length + last.length + 1) return false;
  if (!plain.startsWith(first) || !plain.endsWith(last)) return false;
  let at = first.length;
  for (const piece of others) {
    const next = plain.indexOf(piece, at + 1);
    if (next < 0 || next + piece.length > plain.length - last.length) return false;
    at = next + piece.length;
  }
  return true;
}

/** The paths of the document's servers, in segments. */
function basesOf(root: unknown): string[][] {
  return serverUrls(root).flatMap((url) => {
    const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, "");
    return path.startsWith("/") ? [segmentsOf(path)] : [];
  });
}

/** The addresses of the servers that an object of OpenAPI lists, with the defaults of their variables put in. */
export function serverUrls(holder: unknown): string[] {
  return itemsOf(fieldOf(holder, "servers")).flatMap((server) => {
    const url = textOf(fieldOf(server, "url"));
    if (url === null) return [];
    const variables = new Map(fieldsOf(fieldOf(server, "variables")));
    return url.replaceAll(
      /\{([^{}]*)\}/g,
      (all, name: string) => textOf(fieldOf(variables.get(name), "default")) ?? all,
    );
  });
}
