import {ALPHA} from "../../metrics/statistics/holm.js";
import {whole} from "./format.js";

/** What “beyond chance” means where several tests are made, for brackets. */
export function holmText(tests: number): string {
  return tests === 1 ? `p < ${ALPHA}` : `p < ${ALPHA} after Holm’s correction over ${whole(tests)} tests`;
}

/** The same as a sentence of its own. */
export function beyondChance(tests: number): string {
  return `Beyond chance: ${holmText(tests)}.`;
}
