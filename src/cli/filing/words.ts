// Permissions and capabilities as one word of a command line each, and back.

import type { Capability, Permission } from "../../acts/propose.ts";
import { didYouMean } from "../../document/suggest.ts";
import { Failure } from "../../failure.ts";

const permissionForm = /^([^@=\s]+)@([^=]+)=(.+)$/s;
const capabilityForm = /^([^=\s]+)=(.+)$/s;

/** `read:reports@own-users=Why` → its parts. @throws Failure (usage) */
export function permissionOf(word: string): Permission {
  const [, id, scope, justification] = permissionForm.exec(word) ?? [];
  if (id === undefined || !scope?.trim() || !justification?.trim()) throw unread("--permission", word, "ID@SCOPE=WHY");
  return { id, justification: justification.trim(), scope: scope.trim() };
}

/** `export-tools=What for` → its parts. @throws Failure (usage) */
export function capabilityOf(word: string): Capability {
  const [, id, description] = capabilityForm.exec(word) ?? [];
  if (id === undefined || !description?.trim()) throw unread("--capability", word, "ID=WHAT");
  return { id, description: description.trim() };
}

/** What is wrong with a word of a form whose id must be known, or null; for the `check` of a question. */
export function wordFault(
  word: string,
  read: (word: string) => { readonly id: string },
  known: readonly string[],
  stranger: string,
): string | null {
  try {
    return idFault(read(word).id, known, stranger);
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

/** `"read:report" is not …. Did you mean "read:reports"?`, or null where the id is known. */
export function idFault(id: string, known: readonly string[], stranger: string): string | null {
  if (known.includes(id)) return null;
  const meant = didYouMean(id, known);
  return `"${id}" ${stranger}${meant === null ? "" : `. ${meant}`}`;
}

function unread(flag: string, word: string, form: string): Failure {
  return new Failure("usage", "bad-answer", `"${word}" is not of the form ${form}`, `For example: ${flag} ${form}`);
}
