// Builds dist/: validators if a schema changed, then the program as small CommonJS files, loaded as a command asks for them.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import buildValidators from "./validators.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const validators = join(root, "src/document/validators");

/** Large, asked for by few commands, and only once somebody is waiting for Git or for a person (decision 0020). */
const external = ["inquirer", "openpgp", "simple-git"];
const target = "node20.17";

/** Commander can start programs as its subcommands, and loads what it takes for that at once. Nothing here asks for it. */
const withoutChildProcesses = {
  name: "without-child-processes",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path: "nothing", namespace: "nothing" } : null,
    );
    onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "module.exports = {};" }));
  },
};

await buildValidators();
await bundle().catch((error) => {
  // esbuild has said already what is wrong with the source; anything else it has not.
  if (!error.errors) throw error;
  process.exitCode = 1;
});

async function bundle() {
  const program = await bundled("src/cli/main.ts", { splitting: true, external });
  // One piece, so that a known answer needs no second file.
  const start = await bundled("src/cli/start.ts", { external: ["./main.ts"] });
  // A tab is answered by this file and nothing else.
  const completion = await bundled("src/cli/completion/callback.ts", {});
  const texts = [...program.texts, ...start.texts, ...completion.texts];
  const id = buildId(texts);
  const made = new Map([
    ...texts.map(([name, text]) => [name, text.replaceAll("@build@", id)]),
    ["package.json", '{ "type": "commonjs" }\n'],
    ["licences.txt", licencesOf(program.metafile)],
  ]);
  mkdirSync(dist, { recursive: true });
  for (const [name, text] of made) writeFileSync(join(dist, name), text);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const helps = await createRequire(import.meta.url)(join(dist, "main.js")).helpPages(version);
  writeFileSync(join(dist, "help.json"), JSON.stringify(helps));
  for (const file of readdirSync(dist)) if (file.endsWith(".js") && !made.has(file)) rmSync(join(dist, file));

  // They are loaded by name at run time, one kind at a time, so the bundler does not see them.
  mkdirSync(join(dist, "validators"), { recursive: true });
  for (const file of readdirSync(validators))
    if (/\.cjs$|\.json$/.test(file)) copyFileSync(join(validators, file), join(dist, "validators", file));
}

async function bundled(entry, options) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    outdir: dist,
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target,
    plugins: [withoutChildProcesses],
    sourcemap: false,
    legalComments: "none",
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    define: { __KWANUS_BUILT__: "true", __KWANUS_BUILD__: '"@build@"' },
    logLevel: "warning",
    ...options,
  });
  const texts = await Promise.all(outputFiles.map(async ({ path, text }) => [basename(path), await commonJs(text)]));
  return { metafile, texts };
}

/** Names this build by everything that decides what it says: its code and its validators. */
function buildId(texts) {
  const hash = createHash("sha256").update(JSON.stringify([...texts].sort()));
  for (const file of readdirSync(validators).sort()) hash.update(readFileSync(join(validators, file)));
  return hash.digest("hex").slice(0, 32);
}

/** The bundler splits only ES modules, and Node starts CommonJS sooner: each piece is turned over by itself. */
async function commonJs(text) {
  const lazy = text.replace(/\bimport\("(\.\/[^"]+)\.[jt]s"\)/g, 'Promise.resolve().then(()=>require("$1.js"))');
  const { code } = await transform(lazy, {
    format: "cjs",
    platform: "node",
    target,
    minifySyntax: true,
    minifyWhitespace: true,
    define: { "import.meta.url": "moduleUrl" },
    banner: lazy.includes("import.meta.url")
      ? 'const moduleUrl=require("node:url").pathToFileURL(__filename).href;'
      : "",
  });
  return deferred(code);
}

/** What a piece takes from another is loaded when it is first used: most of what a command could need, one run does not. */
function deferred(code) {
  const names = new Set();
  const defined = code.replace(
    /\b(import_\w+)=(require\("(?:\.\/|node:)[^"]+"\)|__toESM\(require\("node:[^"]+"\)(?:,1)?\))/g,
    (_, name, loading) => {
      names.add(name);
      return `${name}=deferred(()=>${loading})`;
    },
  );
  const used = defined.replace(/\b(new )?(import_\w+)\.(\w+)/g, (use, made, name, member) => {
    if (!names.has(name)) return use;
    return made ? `new (${name}().${member})` : `${name}().${member}`;
  });
  return `const deferred=load=>{let loaded;return()=>loaded??=load()};${used}`;
}

/** The licences of the packages whose code is part of the bundle, as they ask for. */
function licencesOf({ inputs }) {
  const packages = new Set(
    Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  // The validators of contracts are made of the schemas that this package carries.
  packages.add("@seriousme/openapi-schema-validator");
  return [...packages]
    .sort()
    .map((name) => {
      const folder = join(root, "node_modules", name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(78)}\n\n`);
}
