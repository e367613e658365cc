// The pages that the specification requires of an integration or component (PIP-8, EIP-8), begun: what the manifest says
// already, and an open place for each thing that only its authors know.

import { clauseOf, type DocumentKind } from "../model/documentation.ts";
import type { Manifest } from "../model/manifests.ts";

/**
 * A page in Markdown. Each open place says TODO, which REF002 refuses in what is released.
 * @param kind which page
 * @param manifest whose
 */
export function begunPage(kind: DocumentKind, manifest: Manifest): string {
  const { id, value } = manifest;
  const title = `${kind.title.charAt(0).toUpperCase()}${kind.title.slice(1)} of ${oneLine(value.metadata.title)}`;
  return `# ${title}

<!-- ${clauseOf(kind, id)}: it tells ${kind.tells}. It is signed off with each release; replace every TODO by what your readers need. -->

${sections(kind, manifest).join("\n\n")}
`;
}

function sections({ id, tells }: DocumentKind, { value: { spec } }: Manifest): string[] {
  const { api, workflows = [], permissions, extension, compatibility } = spec;
  switch (id) {
    case "api-reference":
      return [
        ...(api?.calls ?? []).map((call) =>
          section(
            `${call.operation} of ${call.api} ${call.version}`,
            `It is called with ${call.permissions.join(", ") || "no permission"}.`,
            "what it is called for, what it answers, and what happens when it fails",
          ),
        ),
        section(
          "What it offers itself",
          "",
          "each operation or surface that others may use, with its version; or that there is none",
        ),
      ];
    case "workflow-documentation":
      return workflows.map((workflow) =>
        section(
          `Workflow ${workflow.id} ${workflow.version}`,
          `It is ${workflow.type}, and ${workflow.triggers.join(", ")} starts it. When it fails: ${workflow.fallback}`,
          "what it does step by step, what it leaves behind, and how a run is undone or repeated",
        ),
      );
    case "integration-guide":
      return [
        section(
          "How it is set up",
          `It works on OS ${compatibility.os}.`,
          "the steps of whoever switches it on, and how they see that it works",
        ),
        section(
          "Which permissions it needs",
          permissions.map((one) => `- \`${one.id}\` (${one.scope}): ${oneLine(one.justification)}`).join("\n"),
          "what a user sees and loses who grants none of them",
        ),
        ...(extension === undefined
          ? []
          : [section("Where it shows", `In ${extension.surfaces.join(", ")}.`, "what a user sees there")]),
      ];
    case "lifecycle-documentation":
      return [
        section(
          "Versions",
          `This page is of version ${spec.version}.`,
          "which versions are kept up, for how long, and who tells users of a new one",
        ),
        section("Where it does not work", compatibility.fallback, "what users do instead"),
        section("How it ends", "", "how users are told, where they go, and when their data is gone"),
      ];
    default:
      return [section("What it tells", "", tells)];
  }
}

/** A heading, what is known, and what is not. */
function section(title: string, known: string, open: string): string {
  return [`## ${oneLine(title)}`, known === "" ? "" : known.includes("\n") ? known : oneLine(known), `TODO: ${open}.`]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A manifest's text may have lines of its own; a heading or an item of a list has one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
