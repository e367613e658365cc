// What the completion scripts call, `kwanus __complete SHELL WORD…`: a program of its own, as people wait for it at every tab.

import { completions } from "./completions.ts";

const [, , , shell = "", ...words] = process.argv;
void completions(shell, words, process.cwd(), process.env).then((lines) => process.stdout.write(lines));
