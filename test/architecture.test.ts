// The floor plan holds: arrows only where it draws them, effects only where it allows them, every package known by name.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { roomOf, rooms } from "../scripts/floor-plan.ts";

const src = new URL("../src/", import.meta.url).pathname;
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path, text: readFileSync(join(src, path), "utf8") }));

/** Specifiers of static, dynamic and re-exporting imports. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*"([^"]+)"/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
}

/** Arrows that the plan does not draw, in words. */
function wrongArrows(sources: readonly { path: string; text: string }[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const room = rooms.find(({ name }) => name === roomOf(path));
    if (room === undefined) return [`${path} is in no room`];
    return importsOf(text)
      .filter((name) => name.startsWith("."))
      .map((name) => normalize(join(dirname(path), name)))
      .filter((target) => target.endsWith(".ts"))
      .map(roomOf)
      .filter((target) => target !== room.name && !room.imports.includes(target))
      .map((target) => `${path} (${room.name}) imports ${target}`);
  });
}

const pureModules = new Set(["node:crypto", "node:util"]);
const effects =
  /\bprocess\.(?!platform\b)|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bconsole\.|\brandomUUID\(|\brandomBytes\(/;

/** Pure files that reach for the world, in words. */
function wrongEffects(sources: readonly { path: string; text: string }[]): string[] {
  const pure = sources.filter(({ path }) => !rooms.find(({ name }) => name === roomOf(path))?.effects);
  return pure.flatMap(({ path, text }) => [
    ...importsOf(text)
      .filter((name) => name.startsWith("node:") && !pureModules.has(name) && !allowed(path, name))
      .map((name) => `${path} imports ${name}`),
    ...[effects.exec(withoutComments(text))].flatMap((found) => (found === null ? [] : [`${path} uses ${found[0]}`])),
  ]);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Validators are code that is loaded one kind at a time, which takes a require; nothing else is read through it. */
function allowed(path: string, name: string): boolean {
  return path === "document/compiled.ts" && name === "node:module";
}

describe("floor plan", () => {
  it("looks at the source", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(300);
  });

  it("draws arrows only downwards", () => {
    for (const [index, { name, imports }] of rooms.entries())
      for (const target of imports)
        expect(
          rooms.findIndex((room) => room.name === target),
          `${name} imports ${target}`,
        ).toBeLessThan(index);
  });

  it("has no arrow that is not drawn", () => expect(wrongArrows(files)).toEqual([]));

  it("has effects only in repo and cli", () => expect(wrongEffects(files)).toEqual([]));

  it("finds a planted arrow and a planted effect", () => {
    expect(wrongArrows([{ path: "gates/planted.ts", text: 'import { x } from "../rules/engine.ts";' }])).toHaveLength(
      1,
    );
    expect(wrongArrows([{ path: "views/planted.ts", text: 'const x = await import("../repo/git.ts");' }])).toHaveLength(
      1,
    );
    expect(wrongEffects([{ path: "model/planted.ts", text: 'import { readFileSync } from "node:fs";' }])).toHaveLength(
      1,
    );
    expect(wrongEffects([{ path: "acts/planted.ts", text: "const now = new Date();" }])).toHaveLength(1);
  });

  it("opens each file with one line that says what it is for, and keeps it short", () => {
    const headless = files.filter(({ path, text }) => !/^\/\/ \S/.test(text) && !path.endsWith(".gen.ts"));
    expect(headless.map(({ path }) => path)).toEqual([]);
    const long = files.filter(({ path, text }) => !path.endsWith(".gen.ts") && text.split("\n").length > 350);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

describe("packages", () => {
  const { dependencies, dependenciesBecause } = JSON.parse(
    readFileSync(join(src, "../package.json"), "utf8"),
  ) as Record<string, Record<string, string>>;

  it("each have a reason", () =>
    expect(Object.keys(dependenciesBecause ?? {})).toEqual(Object.keys(dependencies ?? {})));

  it("are each used by the product", () => {
    const used = files.flatMap(({ text }) => importsOf(text));
    const unused = Object.keys(dependencies ?? {}).filter(
      (name) => !used.some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    expect(unused).toEqual([]);
  });

  it("come from a lock file without addresses", () => {
    expect(readFileSync(join(src, "../package-lock.json"), "utf8")).not.toContain('"resolved": "http');
  });
});
