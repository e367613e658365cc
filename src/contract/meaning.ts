// What OpenAPI asks for in prose, so that its schema cannot: ids once, paths once, and parameters for every template.

import { below } from "../document/pointer.ts";
import type { Fault, Operation } from "./contract.ts";
import { clipped, fieldOf, itemsOf } from "./data.ts";
import { resolved, valueAt } from "./references.ts";
import { placeInWords } from "./shape.ts";

/** More than one API offers: a document like this was made by a machine to keep another busy. */
const mostOperations = 5000;

/** What is wrong with a document whose form and references hold. */
export function meaningFaults(root: unknown, operations: readonly Operation[]): Fault[] {
  if (operations.length > mostOperations)
    return [
      {
        pointer: "/paths",
        part: "key",
        message: `it has ${operations.length} operations; at most ${mostOperations} are read`,
        help: "Split the contract into several APIs.",
      },
    ];
  return [...repeatedIds(operations), ...repeatedPaths(operations), ...parameterFaults(root, operations)];
}

function* repeatedIds(operations: readonly Operation[]): Generator<Fault> {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const { id, pointer } = operation;
    if (id === null) continue;
    const twin = first.get(id);
    if (twin === undefined) first.set(id, operation);
    else
      yield {
        pointer: below(pointer, "operationId"),
        message: `the operationId "${clipped(id)}" is taken by ${twin.method} ${clipped(twin.path)}`,
        help: "Give each operation its own id.",
      };
  }
}

/**
 * `GET /reports/{id}` and `GET /reports/{report}` are one operation to whoever calls it. OpenAPI forbids such paths
 * altogether; where they share no method nobody can mistake them, and large published contracts have them.
 */
function* repeatedPaths(operations: readonly Operation[]): Generator<Fault> {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const shape = `${operation.method} ${operation.path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
    const twin = first.get(shape);
    if (twin === undefined) first.set(shape, operation);
    else if (twin.path !== operation.path)
      yield {
        pointer: operation.pointer,
        part: "key",
        message: `${nameOf(operation)} is the same to a caller as ${nameOf(twin)}: only the names of parameters differ`,
        help: "Keep one of them, or give one another path.",
      };
  }
}

function* parameterFaults(root: unknown, operations: readonly Operation[]): Generator<Fault> {
  for (const { path, pointer, method } of operations) {
    const templated = new Set([...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name));
    const item = pointer.slice(0, pointer.lastIndexOf("/"));
    const declared = new Set<string>();
    for (const holder of [pointer, item])
      for (const [index, value] of itemsOf(fieldOf(valueAt(root, holder), "parameters")).entries()) {
        const at = `${holder}/parameters/${index}`;
        const parameter = resolved(root, { value, pointer: at }).value;
        const name = fieldOf(parameter, "name");
        if (fieldOf(parameter, "in") !== "path" || typeof name !== "string") continue;
        declared.add(name);
        // What a path shares, it shares with all its operations, and is told of at the first of them.
        if (!templated.has(name))
          yield {
            pointer: at,
            part: "key",
            message: `${placeInWords(at)} is the path parameter "${clipped(name)}", and ${clipped(path)} has no {${clipped(name)}}`,
            help: "Put it into the path, or correct its name.",
          };
      }
    for (const name of templated)
      if (!declared.has(name))
        yield {
          pointer,
          part: "key",
          message: `${method} ${clipped(path)} does not say what {${clipped(name)}} is`,
          help: `Add a parameter with name: ${clipped(name)}, in: path, required: true and a schema.`,
        };
  }
}

/** `GET /reports (listReports)`, as messages call an operation. */
export function nameOf({ method, path, id }: Operation): string {
  return `${method} ${clipped(path)}${id === null ? "" : ` (${clipped(id)})`}`;
}
