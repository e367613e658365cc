// What lands in the sample's office, each landing told in one line.

import { answersFor, decide, land, type Stage, sample, type Vote, vote } from "./stage.ts";

/** Files what somebody's answers amount to, and lands it under its own title. */
export async function* filing(
  stage: Stage,
  who: string,
  day: string,
  subject: string,
  category: string,
  answers: string,
): AsyncGenerator<string> {
  stage.clock.turnTo(day);
  const [namespace = ""] = subject.split("/");
  const partner = category === "governance" ? [] : ["--partner", namespace];
  await stage.kwanus(who, ["propose", category, ...partner, "--from", await answersFor(stage, answers)]);
  const [, title = ""] = /^ {2}title: (.*)/m.exec(await sample(stage, `${answers}.yaml`)) ?? [];
  yield* landed(stage, who, `File ${subject}: ${title}`);
}

/** Several vote, and what the votes amount to is written down. */
export async function* decision(stage: Stage, subject: string, votes: readonly Vote[]): AsyncGenerator<string> {
  await vote(stage, subject, votes);
  const last = votes.at(-1)?.who ?? "lee";
  yield told(stage, last, await decide(stage, last, subject));
}

/** Commits what is in the working tree, and lands it. */
export async function* landed(stage: Stage, who: string, message: string): AsyncGenerator<string> {
  await land(stage, who, message);
  yield told(stage, who, message);
}

/** A line of the story. */
export function told({ clock, style }: Stage, who: string, what: string): string {
  return `${style.dim(clock.day)}  ${who.padEnd(5)} ${what}\n`;
}
