// Comma-separated values are read back as they were, and nothing in them runs.

import { expect, it } from "vitest";
import { csvTable } from "../../src/reporters/csv.ts";

it("quotes what would break a record, and disarms what a spreadsheet would run", () => {
  const rows = [
    ["a,b", 'say "x"'],
    ["=1+1", "@x"],
    ["line\nfeed", ""],
  ];
  expect(csvTable(rows)).toBe(`"a,b","say ""x"""\r\n"'=1+1","'@x"\r\nline\\u{000A}feed,\r\n`);
});
