// Names of software, as different tools write the same: a package, a package URL, the address of a repository.

/** Names that every integration or component has by its id: `acme/score-insights` → also `@acme/score-insights`. */
export function ownNames(id: string): string[] {
  const name = id.slice(id.indexOf("/") + 1);
  return id.includes("/") ? [id, `@${id}`, name] : [id];
}

/** True where two names are of the same software; versions are not compared. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [formsOf(a), formsOf(b)];
  return left.some((form) => right.includes(form));
}

/** The forms in which a name may stand elsewhere. A package URL is also the name of its package, without its type. */
function formsOf(name: string): string[] {
  const plain = name.trim().toLowerCase();
  const purl = /^pkg:([a-z0-9.+-]+)\/([^?#]+)/.exec(plain);
  if (purl !== null) {
    const [, type = "", rest = ""] = purl;
    const bare = decoded(rest.replace(/\/+$/, "").replace(/([^/])@[^@/]*$/, "$1"));
    return [`pkg:${type}/${bare}`, bare];
  }
  const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)(?:[^@/]*@)?(.+?)(?:\.git)?\/*$/.exec(plain);
  return address === null ? [plain] : [(address[1] ?? "").replace(":", "/")];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
