// Whatever byte of a statement, of its signature or of a signed commit is changed, added or taken away: it is refused.

import { beforeAll, describe, expect, it } from "vitest";
import { commitBytes, parseCommit, verifyCommit } from "../../src/trust/commit.ts";
import { namespaces, verifyStatement } from "../../src/trust/statement.ts";
import { testKey } from "../support/keys.ts";
import { only, revoked, textOf } from "../support/landings.ts";
import { sample, voted } from "../support/world.ts";

const minimumRsaBits = 3072;

type Statement = Exclude<(typeof namespaces)[keyof typeof namespaces], "git">;
interface Signed {
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly namespace: Statement;
}

/** A ballot, a key proof and a revocation as kwanus writes them: their armours end without and with padding. */
const statements = new Map<string, Signed>();
let commit: Buffer;

beforeAll(async () => {
  const files = await sample();
  const all = {
    ...(await voted(files, "borealis/APP-0001", "bo")),
    ...only(revoked(files, "bo", { by: "bo" }), "governance/"),
  };
  for (const [name, path, namespace] of [
    ["a ballot", "partners/borealis/applications/APP-0001/ballots/decision/sco.bo.1.yaml", namespaces.ballot],
    ["a key proof", "governance/people/bo.1.proof.yaml", namespaces.key],
    ["a revocation", "governance/revocations/bo.1.yaml", namespaces.revocation],
  ] as const)
    statements.set(name, {
      bytes: Buffer.from(textOf(all, path)),
      signature: Buffer.from(textOf(all, `${path}.sig`)),
      namespace,
    });
  const ident = "Bo <bo@office.example> 1795258800 +0000";
  const parents = ["6e1c0d2".padEnd(40, "0")];
  const unsigned = commitBytes({
    tree: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    parents,
    author: ident,
    committer: ident,
    message: Buffer.from("Approve borealis/APP-0001 for SCO\n"),
  });
  const parsed = parseCommit(unsigned);
  if ("refused" in parsed) throw new Error(parsed.refused);
  commit = Buffer.from(commitBytes({ ...parsed, signature: testKey("bo").sign(unsigned, namespaces.commit) }));
});

/** A way to spoil bytes at a place, and what it is called where it goes unnoticed. */
type Mutation = readonly [name: string, at: number, spoiled: Buffer];

/** Which bits are turned, and which bytes put in, at every place. */
interface Ways {
  readonly bits: readonly number[];
  readonly put: readonly string[];
}

/** What is signed is hashed as it is; in armours and headers every bit may have a meaning of its own. */
const few: Ways = { bits: [0, 5], put: ["\n", " "] };
const many: Ways = { bits: [0, 1, 2, 3, 4, 5, 6, 7], put: ["\n", " ", "A", "=", "\0", "\r"] };

function* mutations(bytes: Buffer, { bits, put }: Ways): Generator<Mutation> {
  for (let at = 0; at <= bytes.length; at++) {
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    for (const byte of put)
      yield [`put ${JSON.stringify(byte)}`, at, Buffer.concat([before, Buffer.from(byte), after])];
    if (at === bytes.length) return;
    for (const bit of bits) {
      const turned = Buffer.from(bytes);
      turned[at] = (bytes[at] ?? 0) ^ (1 << bit);
      yield [`turn bit ${bit}`, at, turned];
    }
    yield ["drop", at, Buffer.concat([before, after.subarray(1)])];
  }
}

/** What was accepted although it was spoiled, by name and place, and how many ways were tried. */
function spoil(
  bytes: Buffer,
  ways: Ways,
  isAccepted: (spoiled: Buffer) => boolean,
): { tried: number; accepted: string[] } {
  let tried = 0;
  const accepted: string[] = [];
  for (const [name, at, spoiled] of mutations(bytes, ways)) {
    tried++;
    if (isAccepted(spoiled)) accepted.push(`${name} at ${at} of ${bytes.length}`);
  }
  return { tried, accepted };
}

let total = 0;

describe.each(["a ballot", "a key proof", "a revocation"])("%s", (name) => {
  const signed = (): Signed => {
    const found = statements.get(name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };

  it("is accepted as it was signed", () => {
    expect(verifyStatement({ ...signed(), minimumRsaBits })).toMatchObject({ ok: true });
  });

  it("is refused with any byte of it changed", () => {
    const { bytes, ...rest } = signed();
    const { tried, accepted } = spoil(
      bytes,
      few,
      (spoiled) => verifyStatement({ ...rest, bytes: spoiled, minimumRsaBits }).ok,
    );
    expect(accepted).toEqual([]);
    total += tried;
  });

  // The one exception: programs that sign in place of ssh-keygen leave the last line feed out, and Git itself does in a
  // commit. It stands behind the armour, and no signature has a meaning there.
  it("is refused with any byte of its signature changed, but for a last line feed left out", () => {
    const { signature, ...rest } = signed();
    const { tried, accepted } = spoil(
      signature,
      many,
      (spoiled) => verifyStatement({ ...rest, signature: spoiled, minimumRsaBits }).ok,
    );
    expect(accepted).toEqual([`drop at ${signature.length - 1} of ${signature.length}`]);
    total += tried;
  });
});

describe("a signed commit", () => {
  it("is accepted as it was signed", () => {
    expect(verifyCommit(commit, { minimumRsaBits })).toMatchObject({ ok: true });
  });

  it("is refused with any byte of it changed", () => {
    const { tried, accepted } = spoil(commit, many, (spoiled) => verifyCommit(spoiled, { minimumRsaBits }).ok);
    expect(accepted).toEqual([]);
    total += tried;
  });
});

it("that was at least ten thousand ways", () => expect(total).toBeGreaterThan(10_000));
