// What ends is announced before it ends.

import type { Transition } from "../../document/types.gen.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "LIF006",
  name: "notice-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-8.3.1", "PIS-10.3.1"],
  summary: "A deprecation or an end of support is announced, on the day it takes effect at the latest.",
  kinds: ["Transition"],

  *check({ document }) {
    const { to, notice, effective } = (document.value as Transition).spec;
    if (to !== "deprecation" && to !== "end-of-support") return;
    if (notice === undefined)
      yield {
        at: "/spec",
        part: "key",
        message: `nobody is told of the ${to === "deprecation" ? "deprecation" : "end of support"}`,
        help: "Add notice: the day it was given, and what was said to whom.",
      };
    else if (notice.given > effective)
      yield {
        at: "/spec/notice/given",
        message: `the notice comes on ${notice.given}, after it takes effect on ${effective}`,
        help: "Give notice first, or name a later effective day.",
      };
  },
});
