// Compiles the schemas into src/document/validators/: one self-contained module per kind that says yes or no.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openApiValidators } from "./openapi-schemas.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const schemas = join(root, "schemas");
const formats = join(root, "src/document/formats.ts");
const target = join(root, "src/document/validators");

/** What only editors read. It would be most of the text that has to be loaded before a document can be judged. */
const forEditors = [
  "examples",
  "$comment",
  "markdownDescription",
  "enumDescriptions",
  "defaultSnippets",
  "deprecationMessage",
  "errorMessage",
];

/** Stands in for ajv's helpers: the same answers for scalars, which is all the schemas compare, without its traps. */
const helpers = {
  // Counting code points is half of all validation; only a string with surrogates needs it.
  "ajv/dist/runtime/ucs2length":
    "module.exports = { default: (s) => (/[\\ud800-\\udbff]/.test(s) ? [...s].length : s.length) };",
  // ajv's own calls `valueOf` of the data, which a hostile document may define.
  "ajv/dist/runtime/equal": "module.exports = { default: (a, b) => a === b };",
};

/** Writes the validators unless those on disk were made from the same inputs. Also vitest's global setup. */
export default async function buildValidators() {
  const files = readdirSync(schemas).filter((name) => name.endsWith(".schema.json"));
  const stamp = stampOf(files);
  const stampFile = join(target, "inputs.sha256");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;

  const modules = await compile(files);
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(target))
    if (!modules.has(name) && /\.(c?js|json|d\.ts)$/.test(name)) rmSync(join(target, name), { force: true });
  for (const [name, text] of [...modules, ["inputs.sha256", stamp]]) {
    // Whole or not at all: several test runs may build at once.
    const temporary = join(target, `.${name}.${process.pid}`);
    writeFileSync(temporary, text);
    renameSync(temporary, join(target, name));
  }
}

function stampOf(files) {
  const hash = createHash("sha256");
  for (const file of [
    fileURLToPath(import.meta.url),
    fileURLToPath(new URL("openapi-schemas.mjs", import.meta.url)),
    join(root, "package-lock.json"),
    formats,
    ...files.map((name) => join(schemas, name)),
  ])
    hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

async function compile(files) {
  const require = createRequire(import.meta.url);
  const { default: Ajv } = require("ajv/dist/2020.js");
  const standalone = require("ajv/dist/standalone").default;
  const { build } = await import("esbuild");

  const ajv = new Ajv({
    messages: false,
    inlineRefs: false,
    strictTypes: false,
    allowUnionTypes: true,
    code: { source: true, lines: false },
  });
  ajv.addVocabulary(["patternErrorMessage"]);
  require("ajv-formats").default(ajv, ["date", "date-time", "email"]);

  const published = {};
  for (const file of files) {
    published[file] = without(forEditors, JSON.parse(readFileSync(join(schemas, file), "utf8")));
    ajv.addSchema(without(["title", "description"], published[file]), file);
  }
  const kinds = files
    .filter((file) => published[file].properties?.kind)
    .map((file) => file.replace(".schema.json", ""));
  const sources = new Map(kinds.map((kind) => [kind, standalone(ajv, ajv.getSchema(`${kind}.schema.json`))]));
  const openApi = openApiValidators();
  for (const [name, source] of openApi.sources) sources.set(name, source);

  const { outputFiles } = await build({
    entryPoints: [...sources.keys()],
    outdir: target,
    outExtension: { ".js": ".cjs" },
    write: false,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.17",
    legalComments: "none",
    minify: true,
    plugins: [inMemory(sources)],
  });
  const modules = new Map(outputFiles.map(({ path, text }) => [path.slice(target.length + 1), text]));
  modules.set("schemas.json", JSON.stringify(published));
  modules.set("openapi-fields.json", JSON.stringify(openApi.fields));
  return modules;
}

function inMemory(sources) {
  return {
    name: "in-memory",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path }) => {
        if (sources.has(path)) return { path, namespace: "kind" };
        if (helpers[path]) return { path, namespace: "helper" };
        if (path === "ajv-formats/dist/formats") return { path: formats };
      });
      build.onLoad({ filter: /.*/, namespace: "kind" }, ({ path }) => ({
        contents: sources.get(path),
        resolveDir: root,
      }));
      build.onLoad({ filter: /.*/, namespace: "helper" }, ({ path }) => ({ contents: helpers[path] }));
    },
  };
}

function without(keys, schema) {
  if (Array.isArray(schema) || typeof schema !== "object" || schema === null) return schema;
  const properties = Object.entries(schema.properties ?? {}).map(([name, shape]) => [name, without(keys, shape)]);
  const rest = Object.entries(schema).filter(([key]) => !keys.includes(key) && key !== "properties");
  return {
    ...Object.fromEntries(rest.map(([key, value]) => [key, without(keys, value)])),
    ...(schema.properties ? { properties: Object.fromEntries(properties) } : {}),
  };
}
