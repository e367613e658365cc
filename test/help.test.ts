// The help that the build lays out in advance is the help the program says.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { helpTexts } from "../src/cli/main.ts";
import { registry } from "../src/cli/registry.ts";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

it("is laid out in advance for every command, word for word", async () => {
  const texts = read("../dist/help.json");
  expect(texts).toEqual(await helpTexts(read("../package.json").version));
  expect(Object.keys(texts)).toEqual(["", ...registry.keys()]);
});
