// Which texts are secrets, and which only speak of them. Every secret is put together here, so that no scanner takes it for one.

import { expect, it } from "vitest";
import { check } from "../src/check.ts";
import { secretsIn } from "../src/document/secrets.ts";
import { plain } from "../src/reporters/style.ts";
import { text } from "../src/reporters/text.ts";
import { edited } from "./support/landings.ts";
import { memorySnapshot } from "./support/memory.ts";
import { asOf, landed, sample } from "./support/world.ts";

const letters = (count: number): string => "aB3dE5gH7jK9mN1pQ2sT4vW6yZ8".repeat(10).slice(0, count);
const said = (words: string): string[] => secretsIn(words).map(({ message }) => message);

it.each([
  ["A private key block", `-----BEGIN OPENSSH ${"PRIVATE"} KEY-----`],
  ["A private key block", `-----BEGIN PGP ${"PRIVATE"} KEY BLOCK-----`],
  ["An AWS access key", `AKIA${letters(16).toUpperCase()}`],
  ["A GitHub token", `ghp_${letters(36)}`],
  ["A GitHub token", `github_pat_${letters(40)}`],
  ["A GitLab token", `glpat-${letters(20)}`],
  ["A Slack token", `xoxb-${letters(24)}`],
  ["A Slack webhook", `https://hooks.slack.com/services/${letters(24)}`],
  ["A Stripe key", `sk_live_${letters(24)}`],
  ["A Google API key", `AIza${letters(35)}`],
  ["An npm token", `npm_${letters(36)}`],
  ["A signed token (JWT)", `eyJ${letters(20)}.eyJ${letters(20)}.${letters(20)}`],
  ["A link with a password", `postgres://acme:${letters(8)}@db.example/scores`],
  ['A secret that is called "password"', `password: ${letters(8)}`],
  ['A secret that is called "api_key"', `  "api_key": "${letters(24)}"`],
])("knows %s in %s, and does not repeat it", (what, secret) => {
  const [message = "", ...others] = said(`note: >-\n  see ${secret} there`);
  expect(others).toEqual([]);
  expect(message).toContain(`${what} stands here`);
  expect(message.replace(what, "")).not.toContain(secret.slice(0, 6));
});

it.each([
  "token: the user's own, beside one credential per environment",
  "password: never asked for",
  "password: correct-horse",
  "token: $ACME_TOKEN_2026_PRODUCTION",
  "access key: sha256:0123456789abcdef0123456789abcdef",
  "api-key: authenticated-by-the-platform",
  "see https://acme.example/reports?user=a@b.example",
  "key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHs1 dana@acme.example",
  "-----BEGIN PUBLIC KEY-----",
])("takes no %s for a secret", (words) => {
  expect(said(words)).toEqual([]);
});

it("looks at a text in time linear in its length", () => {
  for (const part of ["eyJ-", "token=", "-----BEGIN ", "a://b:", "password: "]) {
    const hostile = part.repeat(1_000_000 / part.length);
    const start = performance.now();
    secretsIn(hostile);
    expect(performance.now() - start, part).toBeLessThan(3000);
  }
});

it("is told with its place, and no finding prints the line", async () => {
  const files = await sample();
  const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
  const secret = `ghp_${letters(36)}`;
  const base = landed(files);
  const reportOf = async (field: string) =>
    (await check({ base, mergeBase: base, head: memorySnapshot(edited(files, manifest, { [field]: secret })), asOf }))
      .report;
  const report = await reportOf("/metadata/annotations/note");
  expect(report.findings).toMatchObject([{ rule: "DOC013", path: manifest, frame: null, range: { line: 11 } }]);
  expect(report.notJudged).toBe(0);
  // The rule that looks at the same line for another reason does not give it away either.
  const stranger = await reportOf("/metadata/token");
  expect(stranger.findings.map(({ rule }) => rule)).toEqual(["DOC005", "DOC013"]);
  expect(JSON.stringify(stranger)).not.toContain(secret);
  const told = text(report, { style: plain, columns: 100, neverWaivable: new Set(), leftOut: 0 });
  expect(told).toContain(`${manifest}:11:`);
  expect(told + JSON.stringify(report)).not.toContain(secret);
});
