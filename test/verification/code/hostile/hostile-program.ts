import type {Reason} from "../../../../loaders/schema/verdict.js";

export interface HostileProgram {
  /** Reads on from "a program …". */
  title: string;
  source: string;
  reason: Reason;
}

/** A program whose function `total` has this body. */
export const answers = (body: string): string => `def total(values):\n${body.replace(/^/gm, "    ")}\n`;
