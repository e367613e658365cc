// kwanus approve: a signed ballot that says yes.

import { ballotCommand } from "../voting.ts";

export default ballotCommand("approve", "Sign an approving ballot");
