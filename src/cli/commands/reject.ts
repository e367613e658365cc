// kwanus reject: a signed ballot that says no, and why.

import { ballotCommand } from "../voting.ts";

export default ballotCommand("reject", "Sign a rejecting ballot");
