// The help that the build gathers in advance is the help the program says.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { helpPages } from "../src/cli/main.ts";
import { registry } from "../src/cli/registry.ts";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

it("is gathered in advance for every command, word for word", async () => {
  const pages = read("../dist/help.json");
  expect(pages).toEqual(await helpPages(read("../package.json").version));
  expect(Object.keys(pages)).toEqual(["", ...registry.keys()]);
});
