#!/usr/bin/env node
// Starts the built program. CommonJS, and in words an old Node can read, so that it gets a sentence, not a stack.

const { version } = require("../package.json");

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 17)) {
  process.stderr.write(`error: kwanus needs Node 20.17 or newer, and this is ${process.version}\n`);
  process.stderr.write("help: Install a newer Node from https://nodejs.org and run it again.\n");
  process.exitCode = 3;
} else if (process.argv.length === 3 && process.argv[2] === "--version") {
  process.stdout.write(`${version}\n`);
} else if (process.argv[2] === "__complete") {
  require("../dist/callback.js");
} else {
  const { enableCompileCache } = require("node:module");
  if (enableCompileCache) enableCompileCache();
  try {
    require("../dist/start.js").start(version).catch(notStarted);
  } catch (error) {
    notStarted(error);
  }
}

function notStarted(error) {
  const built = require("node:fs").existsSync(require("node:path").join(__dirname, "../dist/start.js"));
  process.stderr.write(`error: ${built ? error.stack : "kwanus is not built"}\n`);
  process.stderr.write(`help: ${built ? "Install kwanus again." : "Run npm run build."}\n`);
  process.exitCode = built ? 70 : 3;
}
