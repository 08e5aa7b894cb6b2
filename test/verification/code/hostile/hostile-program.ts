import type {Reason} from "../../../../loaders/schema/verdict.js";

export interface HostileProgram {
  /** Reads on from "a program …". */
  title: string;
  source: string;
  reason: Reason;
  /** What its first call returns, where that tells whether it reached what it looked for. */
  gets?: string;
}

/** A program whose function `total` has this body. */
export const answers = (body: string): string => `def total(values):\n${body.replace(/^/gm, "    ")}\n`;
