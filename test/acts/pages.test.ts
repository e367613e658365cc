// The pages that `kwanus new docs` begins: open in every place, and done once each is filled in.

import { expect, it } from "vitest";
import { begunPage } from "../../src/acts/pages.ts";
import { documentKinds, stubIn } from "../../src/model/documentation.ts";
import { manifestsOf } from "../../src/model/manifests.ts";
import { readPage } from "../../src/model/markdown.ts";
import { readModel } from "../../src/model/model.ts";
import { memorySnapshot } from "../support/memory.ts";
import { landed, sample, template } from "../support/world.ts";

it("leave open what only their authors know, in every section, and are no stub once that is said", async () => {
  const { snapshot } = await readModel(landed(await sample()));
  const component = { "components/credit-graph/manifest.yaml": template("component") };
  const files = Object.fromEntries(
    await Promise.all([...snapshot.files.keys()].map(async (path) => [path, await snapshot.bytes(path)])),
  );
  const manifests = manifestsOf(await readModel(memorySnapshot({ ...files, ...component })));
  expect(manifests.map(({ id }) => id)).toContain("credit-graph");
  for (const manifest of manifests)
    for (const kind of documentKinds.filter(({ required }) => required)) {
      const page = begunPage(kind, manifest);
      if (kind.id === "workflow-documentation" && (manifest.value.spec.workflows ?? []).length === 0) continue;
      expect(stubIn(readPage(page), "document"), page).toContain("TODO");
      for (const section of page.split(/^## /m).slice(1)) expect(section).toMatch(/^TODO: /m);
      const filled = page.replace(
        /^TODO: .*$/gm,
        "It is read again with each version that follows, and so is what it leaves out.",
      );
      expect(stubIn(readPage(filled), "document"), kind.id).toBeNull();
    }
});
