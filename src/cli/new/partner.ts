// kwanus new partner: who a partner is.

import { isComponent, isPartner, nameFault, partnerPath } from "../../acts/may-file.ts";
import type { Model } from "../../model/model.ts";
import { type Making, options, textOf } from "./making.ts";

/** What is wrong with the name of a new partner or component, or null. */
export function newNameFault(name: string, whose: string, tree: Model): string | null {
  const fault = nameFault(name, whose);
  if (fault !== null) return `${fault.message}. ${fault.help}`;
  if (isPartner(name, tree)) return `"${name}" is a partner already: ${partnerPath(name)}`;
  return isComponent(name, tree) ? `"${name}" is a component already: components/${name}` : null;
}

export default {
  kind: "partner",
  told: "who a partner is; it asks for access with an application",
  options: [
    options.name,
    options.title,
    { flag: "--legal-name", value: "NAME", description: "its legal name" },
    { flag: "--email", value: "ADDRESS", description: "its technical contact" },
  ],

  steps: ({ landing: { tree } }) => [
    {
      type: "text",
      flag: "--name",
      message: "Name of its folder; it never changes",
      example: "acme",
      check: (name) => newNameFault(name, "a partner's", tree),
    },
    { type: "text", flag: "--title", message: "What do people call it?", example: "Acme" },
    { type: "text", flag: "--legal-name", message: "Its legal name", example: "Acme GmbH" },
    {
      type: "text",
      flag: "--email",
      message: "Its technical contact",
      example: "tech@acme.example",
      check: (text) => (/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text) ? null : `"${text}" is no address`),
    },
  ],

  make(answers) {
    const name = textOf(answers, "name");
    return {
      name,
      path: partnerPath(name),
      template: "partner",
      values: {
        "/metadata/id": name,
        "/metadata/title": textOf(answers, "title"),
        "/spec/legalName": textOf(answers, "legalName"),
        "/spec/contacts": [{ role: "technical", email: textOf(answers, "email") }],
      },
      next: () => [`then    kwanus propose application --partner ${name} asks for access`],
    };
  },
} satisfies Making;
