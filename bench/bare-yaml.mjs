// What it costs to read every document of a folder with `yaml`, and to do nothing with it. One core.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const folder = process.argv[2];
for (const path of readdirSync(folder, { recursive: true }))
  if (path.endsWith(".yaml") && !path.startsWith(".git")) parse(readFileSync(join(folder, path), "utf8"));
