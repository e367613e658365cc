// kwanus new person: somebody for the roster, who then proves a key and is seated by a governance proposal.

import { nameFault } from "../../acts/may-file.ts";
import { type Making, options, textOf, wordsOf } from "./making.ts";

const pathOf = (name: string): string => `governance/people/${name}.yaml`;

export default {
  kind: "person",
  told: "somebody who may join a body, by a governance proposal",
  options: [
    options.name,
    options.title,
    { flag: "--login", value: "NAME", description: "the account on the forge" },
    { flag: "--forge-id", value: "NUMBER", description: "its number, which never changes" },
    { flag: "--affiliation", value: "PARTNER", description: "a partner this person works for", many: true },
  ],

  steps: ({ landing: { tree } }) => [
    {
      type: "text",
      flag: "--name",
      message: "Id of the person: the name of the file",
      example: "kim",
      check(name) {
        const fault = nameFault(name, "a person's");
        if (fault !== null) return `${fault.message}. ${fault.help}`;
        return tree.snapshot.files.has(pathOf(name)) ? `"${name}" is here already: ${pathOf(name)}` : null;
      },
    },
    { type: "text", flag: "--title", message: "What do people call them?", example: "Kim" },
    { type: "text", flag: "--login", message: "Account on the forge (empty if none)", example: "kim", optional: true },
    ({ login }) =>
      login === undefined
        ? null
        : {
            type: "text",
            flag: "--forge-id",
            message: "Number of that account: it never changes, the login may",
            example: "1042",
            check: (text) => (/^\d{1,20}$/.test(text) ? null : `"${text}" is no number`),
          },
    {
      type: "text",
      flag: "--affiliation",
      message: "A partner they work for, so that they do not vote on it (empty if none)",
      example: "acme",
      optional: true,
      check: (name) => (tree.partners.has(name) ? null : `"${name}" is no partner`),
    },
  ],

  make(answers, { landing }) {
    const name = textOf(answers, "name");
    const path = pathOf(name);
    const forge = { login: textOf(answers, "login"), id: textOf(answers, "forgeId") };
    return {
      name: `person-${name}`,
      path,
      template: "person",
      values: {
        "/metadata/id": name,
        "/metadata/title": textOf(answers, "title"),
        "/spec/forge": answers["login"] === undefined ? undefined : forge,
        "/spec/affiliations": wordsOf(answers, "affiliation"),
      },
      lands: landing.authority === null,
      // A governed file may change by a decision only, and the proposal that carries it is filed next.
      expects: (finding) => finding.rule === "POL002" && finding.path === path,
      next: () =>
        landing.authority === null
          ? [`then    kwanus person accept ${name}     (by ${name}, with their own key)`]
          : [
              "note    people are governed: this takes a governance proposal, not a commit",
              `next    kwanus person accept ${name}     (by ${name}, with their own key)`,
              "        governance/policy.yaml gives a seat, to whoever is to vote",
              "        kwanus propose governance     (carries the person, the proof, the list of signers and the policy)",
            ],
    };
  },
} satisfies Making;
