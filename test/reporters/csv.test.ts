// Comma-separated values are read back as they were, and nothing in them runs.

import { expect, it } from "vitest";
import { csv } from "../../src/reporters/csv.ts";

it("quotes what would break a record, and disarms what a spreadsheet would run", () => {
  const rows = [
    ["a,b", 'say "x"', -1],
    ["=1+1", "@x", 2],
    ["line\nfeed", "", 3],
  ];
  expect(csv(["one", "two", "n"], rows)).toBe(`one,two,n\n"a,b","say ""x""",-1\n'=1+1,'@x,2\nline\\u{000A}feed,,3\n`);
});
