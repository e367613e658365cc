// kwanus retract: takes one's vote back, by one more signed ballot.

import { ballotCommand } from "../voting.ts";

export default ballotCommand("retract", "Take a ballot back");
