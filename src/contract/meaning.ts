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
        message: `the operationId "${clipped(id)}" is taken by ${nameOf(twin)}`,
        help: "Give each operation its own id.",
      };
  }
}

/** `/reports/{id}` and `/reports/{report}` are one path to whoever calls it. */
function* repeatedPaths(operations: readonly Operation[]): Generator<Fault> {
  const first = new Map<string, string>();
  for (const { path } of operations) {
    const shape = path.replaceAll(/\{[^{}]*\}/g, "{}");
    const twin = first.get(shape);
    if (twin === undefined) first.set(shape, path);
    else if (twin !== path) {
      first.set(shape, path);
      yield {
        pointer: below("/paths", path),
        part: "key",
        message: `the path ${clipped(path)} is the same as ${clipped(twin)}: only the names of its parameters differ`,
        help: "Put their operations under one path.",
      };
    }
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
