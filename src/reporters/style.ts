// The few ways a text may be set off. Whether there is colour is handed in, never looked up.

import { Chalk } from "chalk";

/** 0 none, 1 sixteen colours, 2 256, 3 true colour. */
export type Colour = 0 | 1 | 2 | 3;

type Paint = (text: string) => string;

export interface Style {
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly good: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly path: Paint;
}

/** Styles of a colour level; level 0 returns every text unchanged. */
export function style(colour: Colour): Style {
  const chalk = new Chalk({ level: colour });
  return {
    error: chalk.bold.red,
    warning: chalk.bold.yellow,
    note: chalk.blue,
    good: chalk.green,
    bold: chalk.bold,
    dim: chalk.dim,
    path: chalk.cyan,
  };
}

/** No colour at all. */
export const plain = style(0);
