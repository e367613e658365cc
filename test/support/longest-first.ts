// The order of the test files: what takes a minute starts first, or one worker ends alone.

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest for their size, which is all that Vitest goes by on a fresh checkout; the longest first. */
const long = [
  "cli/transcripts",
  "attacks/attacks",
  "cli/terminal",
  "cli/workflow",
  "rule-pages",
  "cli/propose",
  "cli/depths",
  "cli/recall",
  "cli/bad-repository",
  "laws",
  "schemas/schemas",
];

/** Vitest's `sequence.sequencer`: the long ones, then what Vitest itself would do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
