// The subject digest, against the lines trust.md describes and sha256sum would see.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256Hex, subjectDigest } from "../../src/trust/digest.ts";

const a = sha256Hex("a");
const b = sha256Hex("b");

describe("the subject digest", () => {
  test("is over one line for each file, in byte order", () => {
    const files = [
      { path: "proposal.yaml", sha256: a },
      { path: "docs/x.md", sha256: b },
      { path: "Z.yaml", sha256: b },
      { path: "\u{1f600}", sha256: a },
      { path: "\uff5e", sha256: a },
    ];
    const lines = [
      `100644 ${b}\tZ.yaml\n`,
      `100644 ${b}\tdocs/x.md\n`,
      `100644 ${a}\tproposal.yaml\n`,
      `100644 ${a}\t\uff5e\n`,
      `100644 ${a}\t\u{1f600}\n`,
    ];
    expect(subjectDigest(files)).toBe(`sha256:${sha256Hex(lines.join(""))}`);
  });

  test("of sha256sum's own example", () => {
    expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(subjectDigest([])).toBe(`sha256:${sha256Hex("")}`);
  });

  test("leaves ballots and decisions out, and nothing that is only called so", () => {
    const subject = [{ path: "proposal.yaml", sha256: a }];
    const statements = ["ballots/decision/sco.bo.1.yaml", "decisions/decision.yaml"].map((path) => ({
      path,
      sha256: b,
    }));
    expect(subjectDigest([...subject, ...statements])).toBe(subjectDigest(subject));
    for (const path of ["ballots", "ballots.yaml", "docs/ballots/x.yaml", "Decisions/x.yaml"])
      expect(subjectDigest([...subject, { path, sha256: b }])).not.toBe(subjectDigest(subject));
  });

  test("changes with a mode", () => {
    const file = { path: "proposal.yaml", sha256: a };
    expect(subjectDigest([{ ...file, mode: "100644" }])).toBe(subjectDigest([file]));
    expect(subjectDigest([{ ...file, mode: "100755" }])).not.toBe(subjectDigest([file]));
  });

  test("a path with a line break in it cannot stand for two files", () => {
    const two = [
      { path: "a", sha256: a },
      { path: "b", sha256: b },
    ];
    const one = [{ path: `a\n100644 ${b}\tb`, sha256: a }];
    expect(subjectDigest(one)).not.toBe(subjectDigest(two));
    expect(subjectDigest([{ path: '"a\\nb"', sha256: a }])).not.toBe(subjectDigest([{ path: "a\nb", sha256: a }]));
  });

  test("does not depend on the order of the files, and depends on everything else", () => {
    const path = fc.stringMatching(/^[a-zé\n\t"]{1,3}$/);
    const files = fc.uniqueArray(fc.record({ path, sha256: fc.constantFrom(a, b) }), {
      selector: (file) => file.path,
      maxLength: 5,
    });
    fc.assert(fc.property(files, (list) => subjectDigest(list) === subjectDigest([...list].reverse())));
    const content = (list: readonly { path: string; sha256: string }[]) =>
      JSON.stringify(list.map((file) => `${file.path} ${file.sha256}`).sort());
    fc.assert(
      fc.property(
        files,
        files,
        (one, two) => (subjectDigest(one) === subjectDigest(two)) === (content(one) === content(two)),
      ),
    );
  });
});
