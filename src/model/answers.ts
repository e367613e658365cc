// Texts that fill a field without answering it.

const hollow =
  /^(?:(?:no|none|nothing|never|not? (?:applicable|needed|required|relevant)|yes|ok(?:ay)?|standard|default|usual|as usual|normal|best effort|see (?:above|below|docs|documentation|readme)|same(?: as above)?|handled|managed|covered|unknown|later|soon|any|all|everything|it depends|-+)[.!]?)$/i;

/** True for a text that says yes, none or see above where a question asks how. Placeholders (DOC009) are none of these. */
export function answersNothing(text: string): boolean {
  return hollow.test(text.trim().replaceAll(/\s+/g, " "));
}
