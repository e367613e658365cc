// What a process remembers by blob id: two entries of a tree that share an id but not their kind must not answer for each other.

import { expect, test } from "vitest";
import { readModel } from "../../src/model/model.ts";
import type { FileEntry, Snapshot } from "../../src/snapshot.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { sample } from "../support/world.ts";

const risk = "partners/borealis/applications/APP-0001/risk.yaml";
const schema = "partners/acme/integrations/score-insights/contracts/report.schema.json";

/** The sample with a field of one file's entry changed, and one byte more, so that no other test has read it. */
function withEntry(files: Files, path: string, mark: string, change: Partial<FileEntry> = {}): Snapshot {
  const snapshot = memorySnapshot({ ...files, [path]: `${files[path]}${mark}` });
  const entry = snapshot.files.get(path);
  if (entry === undefined) throw new Error(`no ${path}`);
  return { ...snapshot, files: new Map([...snapshot.files]).set(path, { ...entry, ...change }) };
}

test("a submodule that names a document's blob does not make its ballots stale", async () => {
  const files = await sample();
  const digestOf = async (snapshot: Snapshot) =>
    (await readModel(snapshot)).subjects.get("borealis/APP-0001")?.digest ?? "";
  const fresh = () => ({
    documents: new Map(),
    digests: new Map(),
    contracts: new Map(),
    certificates: new Map(),
    pages: new Map(),
    evidence: new Map(),
    models: new WeakMap(),
  });
  const plain = () => withEntry(files, risk, "\n");
  const expected = (await readModel(plain(), fresh())).subjects.get("borealis/APP-0001")?.digest;
  await digestOf(withEntry(files, risk, "\n", { mode: "160000", size: 0 }));
  expect(await digestOf(plain())).toBe(expected);
});

test("a symlink whose target is a schema's text does not make the schema unreadable", async () => {
  const files = await sample();
  const readable = async (snapshot: Snapshot) => (await readModel(snapshot)).contracts.get(schema)?.readable;
  expect(await readable(withEntry(files, schema, "\n", { mode: "120000" }))).toBe(false);
  expect(await readable(withEntry(files, schema, "\n"))).toBe(true);
  expect(await readable(withEntry(files, schema, "\n", { mode: "120000" }))).toBe(false);
});
