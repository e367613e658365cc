// A clause lives only where something would miss it: every home is taken away or broken once, and that must show.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allHomes, clauseLines } from "../src/cli/homes.ts";
import { registry } from "../src/cli/registry.ts";
import { kebab, validatorOf } from "../src/document/compiled.ts";
import { kinds } from "../src/document/kinds.ts";
import { parseDocument } from "../src/document/parse.ts";
import type { Finding } from "../src/finding.ts";
import { clauseText, normativeClauses } from "../src/rules/clauses.gen.ts";
import { fieldHomes } from "../src/rules/homes.gen.ts";
import { capabilityEntries, criterionEntries } from "../src/rules/policy-entries.ts";
import { reportHomes } from "../src/views/reports.ts";
import { ballotBy, edited, filed, found, landingOf } from "./support/landings.ts";
import { bodies, sample } from "./support/world.ts";

describe("homes", () => {
  it("are of clauses that oblige, have names of their own, and there are some of each sort", () => {
    const strange = allHomes
      .filter(({ by }) => by !== "rule")
      .flatMap(({ name, clauses }) => clauses.filter((id) => !normativeClauses.has(id)).map((id) => `${name} ${id}`));
    expect(strange).toEqual([]);
    expect(allHomes.filter(({ clauses }) => clauses.length === 0)).toEqual([]);
    expect(new Set(allHomes.map(({ name }) => name)).size).toBe(allHomes.length);
    expect(new Set(allHomes.map(({ by }) => by))).toEqual(new Set(["rule", "field", "step", "policy", "report"]));
    const breakers = new Set(allHomes.map(({ brokenBy }) => brokenBy));
    expect([...breakers].filter((path) => !existsSync(join(import.meta.dirname, "..", path)))).toEqual([]);
  });
});

it("has a home for every clause that obliges", () => {
  const lines = clauseLines();
  expect(lines).toHaveLength(542);
  expect(lines.filter(({ homes }) => homes.length === 0).map(({ id }) => id)).toEqual([]);
});

describe("a field", () => {
  it("is found wherever a schema names clauses", () => {
    const folder = join(import.meta.dirname, "../schemas");
    const files = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
    const comments = files.flatMap(
      (name) => readFileSync(join(folder, name), "utf8").match(/"\$comment": ".*"/g) ?? [],
    );
    const named = new Set(fieldHomes.map(({ clauses }) => `"$comment": "clauses: ${clauses.join(", ")}"`));
    expect(comments.length).toBeGreaterThan(0);
    expect(comments.filter((comment) => !named.has(comment))).toEqual([]);
  });

  it.each(fieldHomes.map(({ kind, path }) => [`${kind} ${path}`, kind, path] as const))(
    "%s is not left out or filled with anything",
    (_, name, path) => {
      const kind = kinds.find((known) => known === name);
      if (kind === undefined) throw new Error(`no kind ${name}`);
      const folder = join(import.meta.dirname, "schemas", kebab(kind), "valid");
      const examples = readdirSync(folder)
        .map((file) => parseDocument(file, readFileSync(join(folder, file))).value)
        .flatMap((value) =>
          placesIn(value, path.replaceAll("[]", ".[]").split(".")).map((place) => ({ value, place })),
        );
      expect(examples.length, "examples with the field").toBeGreaterThan(0);
      for (const { value, place } of examples) {
        expect(validatorOf(kind)(value)).toBe(true);
        for (const other of [undefined, "", ["no such word"]])
          expect(validatorOf(kind)(changed(value, place, other)), JSON.stringify(other)).toBe(false);
      }
    },
  );
});

type Node = { readonly [key: string]: unknown };

/** Every place a path leads to; `[]` stands for each item of a list. */
function placesIn(value: unknown, [step, ...rest]: readonly string[]): string[][] {
  if (step === undefined) return value === undefined ? [] : [[]];
  if (typeof value !== "object" || value === null) return [];
  const keys = step === "[]" ? Object.keys(value) : [step];
  return keys.flatMap((key) => placesIn((value as Node)[key], rest).map((place) => [key, ...place]));
}

/** A copy with another value at one place; `undefined` leaves it out. */
function changed(value: unknown, [step = "", ...rest]: readonly string[], other: unknown): unknown {
  const copy = structuredClone(value) as { [key: string]: unknown };
  if (rest.length > 0) copy[step] = changed(copy[step], rest, other);
  else if (other === undefined) delete copy[step];
  else copy[step] = other;
  return copy;
}

describe("an entry of the founding policy", () => {
  const proposal = "partners/acme/proposals/EXP-0001/proposal.yaml";
  const capabilityOf = ({ path, pointer }: Finding): string | undefined =>
    path === proposal
      ? capabilityEntries[Number(/^\/spec\/requestedCapabilities\/(\d+)\/id$/.exec(pointer ?? "")?.[1] ?? -1)]?.id
      : undefined;

  it("says which capabilities there are, from which tier on, and which nobody may have", async () => {
    const founding = await sample();
    const asking = filed(founding, "capability", "acme/EXP-0001", {
      "/spec/requestedTier": 1,
      "/spec/requestedCapabilities": capabilityEntries.map(({ id }) => ({ id, description: "Asked for." })),
    });
    const refused = (findings: readonly Finding[]): string[] =>
      findings.flatMap((finding) => (capabilityOf(finding) ? `${finding.rule} ${capabilityOf(finding)}` : []));

    const classes = (await landingOf(founding, founding)).base.policy?.value.spec.capabilities ?? [];
    const expected = capabilityEntries.flatMap(({ id }) => {
      const entry = classes.find((one) => one.id === id);
      if (entry === undefined) return [`no ${id}`];
      return entry.access === "forbidden" ? [`PRO005 ${id}`] : entry.minimumTier > 1 ? [`TIR001 ${id}`] : [];
    });
    expect(refused(await found(founding, asking)).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);

    const listless = edited(asking, "governance/policy.yaml", { "/spec/capabilities": [] });
    const unlisted = capabilityEntries.map(({ id }) => `IDN004 ${id}`);
    expect(refused(await found(listless, listless)).sort()).toEqual(unlisted.sort());
  });

  it("says which criteria no ballot may leave out, one for each of PEP-4", async () => {
    const files = await sample();
    const missing: string[] = [];
    for (const [person] of Object.values(bodies)) {
      const head = await ballotBy(files, "borealis/APP-0001", person, { spec: { criteria: {} } });
      for (const { rule, message } of await found(files, head))
        if (rule === "BAL006") missing.push(...message.replace(/^.* has not answered /, "").split(", "));
    }
    expect(missing.sort()).toEqual(criterionEntries.map(({ id }) => id).sort());
    for (const { id, clauses } of criterionEntries)
      for (const clause of clauses)
        expect((clauseText.get(clause) ?? "").replaceAll(" ", "-")).toMatch(RegExp(`^${id}`));
    const asked = [...normativeClauses].filter((id) => id.startsWith("PEP-4."));
    expect(criterionEntries.flatMap(({ clauses }) => clauses).sort()).toEqual(asked.sort());
  });
});

describe("a report", () => {
  const folder = join(import.meta.dirname, "cli");
  it.each(reportHomes.map(({ command, prints, page }) => [command, prints, page] as const))(
    "kwanus %s prints %s, as %s shows",
    (command, prints, page) => {
      const told = readFileSync(join(folder, page), "utf8").split(/^\$ /m).slice(1);
      expect(registry.has(command.split(" ")[0] ?? "")).toBe(true);
      const printed = told
        .filter((part) => part.startsWith(`kwanus ${command}`))
        .map((part) => part.split("\n```")[0] ?? "");
      expect(printed.some((part) => part.slice(part.indexOf("\n")).includes(prints))).toBe(true);
    },
  );
});
