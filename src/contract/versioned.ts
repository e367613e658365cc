// Whether every address of a contract carries the version that the platform publishes it in.

import { below } from "../document/pointer.ts";
import type { Contract, Fault, Operation } from "./contract.ts";
import { clipped, fieldOf, fieldsOf, itemsOf, textOf } from "./data.ts";
import { serverUrls } from "./find.ts";
import { nameOf } from "./meaning.ts";
import { resolved, valueAt } from "./references.ts";

/**
 * Where a contract does not keep to a version: `info.version` is of another, or an operation can be reached without saying
 * which is meant. A version is said by a segment of the server's address or of the path, by a required parameter that is
 * called after it, or by the media type.
 * @param version as the platform writes it, `v2`
 */
export function versionFaults({ value, operations }: Contract, version: string): Fault[] {
  const wanted = numbersOf(version);
  const own = textOf(fieldOf(fieldOf(value, "info"), "version")) ?? "";
  const faults: Fault[] = [];
  if (!agree(numbersOf(own), wanted))
    faults.push({
      pointer: "/info/version",
      message: `info.version is "${clipped(own)}", and the platform publishes this contract as ${version}`,
      help: `Number it ${[...wanted, "0", "0"].slice(0, 3).join(".")} or later, or name the contract at the version that it is of.`,
    });
  const unversioned = operations.filter((operation) => !saysVersion(value, operation, wanted));
  const [first, ...others] = unversioned;
  if (first !== undefined)
    faults.push({
      pointer: first.pointer,
      part: "key",
      message: `${nameOf(first)}${others.length === 0 ? "" : ` and ${others.length} more`} can be called without saying ${version}`,
      help: `Put it into the address: servers: [{ url: https://…/${clipped(version)} }].`,
    });
  return faults;
}

function saysVersion(root: unknown, operation: Operation, wanted: readonly string[]): boolean {
  const { path, pointer } = operation;
  if (segmentsIn(path).some((segment) => isVersion(segment, wanted))) return true;
  const item = valueAt(root, pointer.slice(0, pointer.lastIndexOf("/")));
  const own = valueAt(root, pointer);
  // The nearest list of servers is the one that counts.
  const urls = [own, item, root].map(serverUrls).find(({ length }) => length > 0) ?? [];
  if (urls.length > 0 && urls.every((url) => segmentsIn(url).some((segment) => isVersion(segment, wanted))))
    return true;
  const parameters = [...itemsOf(fieldOf(own, "parameters")), ...itemsOf(fieldOf(item, "parameters"))];
  return (
    parameters.some((one) => isVersionParameter(resolved(root, { value: one, pointer: "" }).value)) ||
    byMediaType(root, own, wanted)
  );
}

function isVersionParameter(parameter: unknown): boolean {
  const name = textOf(fieldOf(parameter, "name")) ?? "";
  return fieldOf(parameter, "required") === true && /^(?:x-)?(?:[a-z]{1,40}-)?(?:api)?[-_]?version$/i.test(name);
}

/** Every media type of every answer names the version: `application/vnd.example.v2+json`. */
function byMediaType(root: unknown, operation: unknown, wanted: readonly string[]): boolean {
  const types = fieldsOf(fieldOf(operation, "responses")).flatMap(([status, response]) => {
    const { value } = resolved(root, { value: response, pointer: below("", status) });
    return fieldsOf(fieldOf(value, "content")).map(([type]) => type);
  });
  return types.length > 0 && types.every((type) => type.split(/[.;+=/\s-]/).some((word) => isVersion(word, wanted)));
}

function segmentsIn(address: string): string[] {
  return address.split(/[/?#]|:\/\//).flatMap((segment) => [segment, ...segment.split(".")]);
}

/** `v2`, `2`, `v2.1`: a word that is a version, of the one that is wanted. */
function isVersion(word: string, wanted: readonly string[]): boolean {
  return /^(?:v(?:ersion)?[-_]?)?\d+(?:[.-]\d+)*$/i.test(word) && agree(numbersOf(word), wanted);
}

/** As far as both go: `v2` and `2.1.0` agree, `v2.1` and `2.0.0` do not. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return a.slice(0, b.length).every((number, index) => number === b[index]);
}

function numbersOf(text: string): string[] {
  return (/\d+(?:[.-]\d+)*/.exec(text)?.[0] ?? "")
    .split(/[.-]/)
    .flatMap((number) => (number === "" ? [] : String(Number(number))));
}
