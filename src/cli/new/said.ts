// What `kwanus new` says once a document is written: where it is, and how it lands.

import type { Finding } from "../../finding.ts";
import { type Landing, zonesOf } from "../../landing/landing.ts";
import { governed, zoneOf } from "../../model/places.ts";
import { terminal } from "../../reporters/escape.ts";
import type { Said } from "../command.ts";
import { left } from "../filing/proposing.ts";
import { commandLine } from "../shell-words.ts";
import type { Made } from "./making.ts";

/** True for the error that only says that something else lies beside it, which a branch of its own mends. */
export function isBesides({ rule }: Finding): boolean {
  return rule === "POL006";
}

/**
 * What is said of a document that is written.
 * @param wrong errors it was written with all the same
 * @param branch short name of the branch somebody works on, or null on the protected one
 */
export function written(made: Made, wrong: readonly Finding[], after: Landing, branch: string | null): Said {
  return {
    output: pathsOf(made)
      .map((path) => `wrote  ${terminal(path)}\n`)
      .join(""),
    hints: [
      ...wrong.map(left),
      ...besides(made.path, after),
      ...(made.lands === false ? [] : landingSteps(made, branch)),
      ...(made.next?.(after) ?? []),
    ],
  };
}

/** One landing, one zone: what else the branch holds goes into a pull request of its own. */
function besides(path: string, after: Landing): string[] {
  const others = zonesOf(after).filter(({ zone }) => zone !== zoneOf(path));
  if (others.length === 0) return [];
  const named = others.map(({ zone, path: first }) => (zone === governed ? `governed paths (${first})` : zone));
  return [
    `note    ${named.join(" and ")} changed here too; a pull request holds one zone, so commit this on a branch of its own`,
  ];
}

function landingSteps(made: Made, branch: string | null): string[] {
  const { name, path } = made;
  const target = branch ?? name.replaceAll("/", "-");
  return [
    `next    ${commandLine(["kwanus", "validate", path])}`,
    ...(branch === null ? [`        git switch -c ${target}`] : []),
    `        ${commandLine(["git", "add", ...pathsOf(made)])} && git commit -m "Write ${name}"`,
    `        ${commandLine(["git", "push", "-u", "origin", target])}, then open the pull request`,
  ];
}

/** Everything that is written, by path. */
export function pathsOf({ path, beside = [] }: Made): string[] {
  return [path, ...beside.map((file) => file.path)];
}
