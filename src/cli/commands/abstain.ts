// kwanus abstain: a signed ballot that leaves it to the others, and why.

import { ballotCommand } from "../voting.ts";

export default ballotCommand("abstain", "Sign an abstention");
