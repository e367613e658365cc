// Builds dist/: validators if a schema changed, then the program as one small bundle per command.

import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import buildValidators from "./validators.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const main = join(root, "src/cli/main.ts");
const completion = join(root, "src/cli/completion/callback.ts");
const validators = join(root, "src/document/validators");

await buildValidators();
await bundle().catch((error) => {
  // esbuild has said already what is wrong with the source; anything else it has not.
  if (!error.errors) throw error;
  process.exitCode = 1;
});

async function bundle() {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20.17",
    packages: "external",
    sourcemap: false,
    legalComments: "none",
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "warning",
  };
  const { metafile } = await build({
    ...shared,
    entryPoints: [main],
    outdir: dist,
    splitting: true,
    format: "esm",
    metafile: true,
    define: { __KWANUS_BUILT__: "true" },
  });
  // One CommonJS file starts sooner than modules do, and a tab is answered by nothing else.
  await build({ ...shared, entryPoints: [completion], outfile: join(dist, "complete.cjs"), format: "cjs" });
  const made = new Set(Object.keys(metafile.outputs).map((file) => relative("dist", file)));
  for (const file of readdirSync(dist)) if (file.endsWith(".js") && !made.has(file)) rmSync(join(dist, file));

  // They are loaded by name at run time, one kind at a time, so the bundler does not see them.
  mkdirSync(join(dist, "validators"), { recursive: true });
  for (const file of readdirSync(validators))
    if (/\.cjs$|\.json$/.test(file)) copyFileSync(join(validators, file), join(dist, "validators", file));
}
