// Only who may take a key back takes one back.

import type { Person } from "../../document/types.gen.ts";
import type { Landing } from "../../landing/landing.ts";
import { judgeRevocations } from "../../model/keys.ts";
import type { Model } from "../../model/model.ts";
import { rosters } from "../../model/proposed.ts";
import type { SigningTerms } from "../../trust/openpgp-key.ts";
import { halfStatements } from "../half-statements.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "POL010",
  name: "revocation-without-effect",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-9.1.2", "EPF-6.1.4"],
  summary: "A revocation is signed by the key's owner or by a member of SCO, and names a key of that person.",

  *check(change) {
    const { authority, tree, deltas } = change;
    if (authority === null) return;
    yield* halfStatements(change, "revocation");
    const touched = new Set(deltas.map(({ path }) => path));
    const landing = tree.revocations.filter(({ path }) => touched.has(path) || touched.has(`${path}.sig`));
    for (const { statement, refusal } of judgeRevocations(landing, authority))
      if (refusal !== null)
        yield {
          path: statement.path,
          message: `this revocation has no effect: ${refusal}`,
          help: "Let the key's owner or a member of SCO sign it again under the next number.",
        };
    yield* takenBackAgain(change);
  },
});

/** An OpenPGP key may hold its own revocation; a copy from before that must not bring the key back. */
function* takenBackAgain({ base, tree }: Landing): Generator<Defect> {
  const revoked = new Map<string, SigningTerms["revoked"]>();
  for (const { value } of base.people.values())
    for (const [name, state] of revocationsIn(value, base)) if (state !== null) revoked.set(name, state);
  if (revoked.size === 0) return;
  for (const { people, owns } of rosters(tree))
    for (const { path, value } of people.values())
      for (const [name, state] of revocationsIn(value, tree)) {
        const before = revoked.get(name) ?? null;
        if (!owns(path) || before === null || state === before || state === "compromised") continue;
        yield {
          path,
          message: `this copy of OpenPGP key ${name} leaves out that it was revoked`,
          help: "Export it with its revocation: gpg --armor --export-options export-minimal --export KEY",
        };
      }
}

/** What the OpenPGP keys of a person say of themselves, and of their subkeys, by fingerprint. */
function revocationsIn({ spec }: Person, { certificates }: Model): [string, SigningTerms["revoked"]][] {
  return spec.keys.flatMap(({ key }) => {
    const certificate = certificates.get(key);
    if (certificate?.ok !== true) return [];
    const { primary, signers } = certificate.key;
    return [primary, ...signers].map(({ fingerprint, revoked }) => [fingerprint, revoked] as [string, typeof revoked]);
  });
}
