// The extension compatibility tester (EIP-6.2.3): the surface in its version, the policy, the sandbox, the permissions.

import { missingCapabilities, refusedSurfaces, surfaceRefusal } from "../gates/extension-reach.ts";
import { liesIn } from "../model/platform.ts";
import { type Ground, ground, lacking, type Where } from "./ground.ts";
import { testRunner } from "./runtime-checker.ts";
import { absent, broken, result, summed, type TestResult, type Trial, testPermission } from "./trial.ts";

/** One line for each surface of an extension on an OS version; none without an extension. */
export function testExtension(trial: Trial): Ground[] {
  const { manifest } = trial;
  return (manifest.value.spec.extension?.surfaces ?? []).map((surface, index) => {
    const at: Where = [manifest, `/spec/extension/surfaces/${index}`];
    const about = { about: "extension" as const, of: [surface] };
    const { says, where, ...verdict } = summed(testSurface(surface, trial));
    const told = `extension ${verdict.word === "ok" ? "shows" : verdict.word === "untested" ? "would show" : "does not show"} as ${surface}: ${says}`;
    // What the OS does not have the manifest's own fallback takes the place of.
    return verdict.word === "fallback"
      ? lacking(manifest, about, told, at, ...where)
      : ground({ ...about, ...verdict }, told, at, ...where);
  });
}

/** Every test of an extension in one of its surfaces. */
function testSurface(surface: string, trial: Trial): TestResult[] {
  const { manifest, envelope, model, registry } = trial;
  const extension = manifest.value.spec.extension;
  if (extension === undefined) return [];
  if (refusedSurfaces.has(surface)) return [result("policy", `${surface} is refused to everybody`, [], broken)];
  const refusal = surfaceRefusal(surface, model.policy?.value.spec.capabilities ?? [], envelope, manifest.owner);
  return [
    ...(refusal === null ? [] : [result("policy", refusal, [], broken)]),
    extension.sandbox === "strict"
      ? result("sandbox", "sandbox strict")
      : result("sandbox", "it runs outside the sandbox", [[manifest, "/spec/extension/sandbox"]], broken),
    ...testOffer(surface, trial),
    ...testRunner("extensions", trial),
    ...extension.permissions.flatMap((id, index) => {
      const pointer = `/spec/extension/permissions/${index}`;
      const tested = testPermission(id, pointer, trial);
      const entry = registry.get(id);
      const needed = entry === undefined || tested.word !== "ok" ? [] : missingCapabilities(entry, envelope);
      return needed.length === 0
        ? [tested]
        : [result("permission", `${id} needs ${needed.join(" or ")} here`, [[manifest, pointer]], broken)];
    }),
  ];
}

/** The surface in the version that this OS has; none where the platform does not say. */
function testOffer(surface: string, { manifest, os, offer }: Trial): TestResult[] {
  if (os.surfaces === undefined) return [];
  const here: Where = [offer.held, `${os.pointer}/surfaces`];
  const versions = os.surfaces.filter(({ id }) => id === surface).map(({ version }) => version);
  const ranges = manifest.value.spec.extension?.ranges ?? [];
  const index = ranges.findIndex(({ id }) => id === surface);
  const range = ranges[index]?.range ?? "*";
  if (versions.length === 0) return [result("surface", `this OS has no ${surface}`, [here], absent)];
  const fitting = versions.findLast((version) => liesIn(version, range));
  const declared: Where[] = index < 0 ? [] : [[manifest, `/spec/extension/ranges/${index}/range`]];
  return [
    fitting === undefined
      ? result(
          "surface",
          `this OS has ${surface} ${versions.join(", ")}, and ${range} is declared`,
          [...declared, here],
          absent,
        )
      : result("surface", index < 0 ? `${surface} ${fitting}` : `${surface} ${range} → ${fitting}`, declared),
  ];
}
