// The reviews that the sample's bodies held: each answers what its type asks, and more where one session was about it all.

import { moved } from "./days.ts";
import { land, type Stage } from "./stage.ts";

interface Session {
  readonly who: string;
  readonly day: string;
  readonly subject: string;
  readonly type: "annual" | "quarterly" | "stewardship";
  /** What came of each task. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly finding?: string;
}

const decided = "Every change was proposed and decided before it was made.";
const compatible = "The matrix was written again; nothing that is used ends within the year.";

export const sessions = {
  firstYear: {
    who: "lee",
    day: "2025-12-18",
    subject: "ecosystem",
    type: "stewardship",
    outcomes: {
      "ecosystem-audit": "Three partners and one component; what they may do is what was granted.",
      "governance-update": "The policy holds as it is; OS 3 needs a proposal of its own.",
      "compatibility-update": compatible,
      "sustainability-review": "Every body votes within a week; two people each would be better for ERC.",
      "expansion-outcomes": "credit-graph is what two partners had asked for.",
      "expansion-rules": "None has to change after one year.",
    },
  },
  acme: {
    who: "omar",
    day: "2025-12-16",
    subject: "acme",
    type: "annual",
    outcomes: {
      "partner-review": "Two incidents, both closed within a day; contacts are up to date.",
      "governance-alignment": decided,
      "integration-review": "Runs as approved, on OS 2 only so far.",
      "workflow-review": "run-score was tried with the platform away; the last score stayed.",
      "compliance-review": "Protection, retention, deletion, audit and consent were shown to SCO.",
      "compatibility-update": compatible,
      "lifecycle-update": "Active; nothing speaks for another stage.",
      "sustainability-review": "Two people at Acme know it.",
    },
  },
  borealis: {
    who: "lee",
    day: "2026-03-17",
    subject: "borealis",
    type: "annual",
    outcomes: {
      "partner-review": "Quiet: one person, no incident.",
      "governance-alignment": decided,
      "integration-review": "Dates are right; nobody asks for more.",
      "compliance-review": "Nothing is kept over the day.",
      "compatibility-update": compatible,
      "lifecycle-update": "Little changes here: maintenance is the honest stage.",
      "sustainability-review": "One person knows it, which maintenance can live with.",
    },
  },
  cirrus: {
    who: "omar",
    day: "2026-06-23",
    subject: "cirrus",
    type: "annual",
    outcomes: {
      "partner-review": "Answers within hours.",
      "governance-alignment": decided,
      "integration-review": "Forecasts were off by less than was promised.",
      "workflow-review": "A run that failed was taken back in front of ERC.",
      "compliance-review": "Protection, retention, deletion, audit and consent were shown to SCO.",
      "compatibility-update": compatible,
      "lifecycle-update": "Active; nothing speaks for another stage.",
      "sustainability-review": "The model stays on the platform and can be replaced.",
    },
    finding: "low:mira:2026-12-18:The log names the permission, but not the version of the model.",
  },
  graph: {
    who: "ada",
    day: "2026-08-25",
    subject: "credit-graph",
    type: "stewardship",
    outcomes: {
      "integration-review": "Four sorts of items were added, none was slower.",
      "compliance-review": "It keeps nothing of its own.",
      "compatibility-update": compatible,
      "lifecycle-update": "Active; nothing speaks for another stage.",
      "sustainability-review": "tom wrote most of it; ada can stand in.",
    },
  },
} as const satisfies Record<string, Session>;

/** The quarterly review of everything, on a day. */
export function quarter(day: string): Session {
  const outcomes = {
    "ecosystem-health": "No partner was down for more than an hour.",
    "compliance-alignment": "No finding of SCO is open.",
  };
  return { who: "lee", day, subject: "ecosystem", type: "quarterly", outcomes };
}

/** Holds one, and lands what came of it. Returns it in short. */
export async function hold(stage: Stage, session: Session): Promise<string> {
  const { who, day, subject, type, outcomes, finding } = session;
  stage.clock.turnTo(day);
  const said = Object.entries(outcomes).flatMap(([task, text]) => [`--${task}`, text]);
  const found = finding === undefined ? [] : ["--finding", moved(finding, stage.clock.today)];
  await stage.kwanus(who, [
    "new",
    "review",
    "--subject",
    subject,
    "--type",
    type,
    "--reviewer",
    who,
    ...said,
    ...found,
  ]);
  const message = `Review ${subject}: ${type}`;
  await land(stage, who, `${message} of ${stage.clock.day}`);
  return message;
}
