import {ALPHA} from "../../metrics/statistics/holm.js";
import {whole} from "./format.js";

/** What “clearly” means where several tests are made, for brackets. */
export function holmText(tests: number): string {
  return tests === 1 ? `p < ${ALPHA}` : `p < ${ALPHA} after Holm’s correction over ${whole(tests)} tests`;
}

/** The same as a sentence of its own; of another test where it has a name. */
export function clearNote(tests: number, test = ""): string {
  return `Clearly: beyond chance, ${test === "" ? "" : `${test} `}${holmText(tests)}.`;
}
