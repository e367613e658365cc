// Who may file what: refused before anything is asked, with what to do instead.

import { didYouMean } from "../document/suggest.ts";
import { type Envelope, envelopeOf } from "../gates/decision.ts";
import { isClosed, type Model } from "../model/model.ts";
import { reservedNames } from "../model/places.ts";
import type { Category } from "./questions.ts";

export interface Objection {
  readonly message: string;
  readonly help: string;
}

/** Why a namespace cannot file a category of subject, or null. */
export function filingFault(category: Category, namespace: string, tree: Model): Objection | null {
  if (category === "governance") return null;
  const fault = nameFault(namespace);
  if (fault !== null) return fault;
  const { tier } = envelopeOf(tree, namespace);
  if (category === "application") return applicationFault(namespace, tier, tree);
  if (isComponent(namespace, tree)) return null;
  return isPartner(namespace, tree) ? tierFault(namespace, tier, tree) : unknownPartner(namespace, tree);
}

/** Why nothing can have a name, or null. @param whose `a partner's` */
export function nameFault(name: string, whose = "a partner's"): Objection | null {
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
    return {
      message: `"${name}" cannot be ${whose} name`,
      help: "A name is a lower-case letter, then letters, digits and hyphens, at most 31 in all.",
    };
  if (reservedNames.has(name))
    return { message: `the name "${name}" is reserved`, help: `Reserved are ${[...reservedNames].join(", ")}.` };
  return null;
}

/** Partners and components that may file a category, in order. */
export function mayFile(category: Category, tree: Model): string[] {
  return [...tree.partners.keys()].filter((name) => filingFault(category, name, tree) === null);
}

/** True where a partner's own document exists, whatever its shape. */
export function isPartner(namespace: string, { snapshot }: Model): boolean {
  return snapshot.files.has(partnerPath(namespace));
}

/** Path of a partner's own document. */
export function partnerPath(namespace: string): string {
  return `partners/${namespace}/partner.yaml`;
}

/** True where the ecosystem has a component of this name. */
export function isComponent(namespace: string, { snapshot }: Model): boolean {
  return [...snapshot.files.keys()].some((path) => path.startsWith(`components/${namespace}/`));
}

function applicationFault(namespace: string, tier: Envelope["tier"], tree: Model): Objection | null {
  if (isComponent(namespace, tree))
    return {
      message: `${namespace} is a component of the ecosystem; only partners apply`,
      help: "Components ask with kwanus propose capability.",
    };
  if (tier === null) return null;
  return {
    message: `${namespace} has tier ${tier} already; an application is for partners without a tier`,
    help: `Ask for more with kwanus propose tier, capability or integration: kwanus propose tier --partner ${namespace}`,
  };
}

function unknownPartner(namespace: string, { partners }: Model): Objection {
  return {
    message: `there is no partner "${namespace}"`,
    help:
      didYouMean(namespace, partners.keys()) ??
      `A new partner files an application first: kwanus propose application --partner ${namespace}`,
  };
}

function tierFault(namespace: string, tier: Envelope["tier"], tree: Model): Objection | null {
  if (tier !== null) return null;
  const waiting = [...tree.subjects.values()].find(
    (subject) => subject.namespace === namespace && subject.kind === "Application" && !isClosed(subject),
  );
  return {
    message: `${namespace} has no tier yet`,
    help:
      waiting === undefined
        ? `It files an application first: kwanus propose application --partner ${namespace}`
        : `${waiting.id} has to be approved first: kwanus status ${waiting.id}`,
  };
}
