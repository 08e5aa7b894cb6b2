import type {PaperRow} from "../metrics/claims/paper-rows.js";
import type {ClaimCase, ClaimId, Measurement} from "../metrics/claims/claim.js";
import {about, points, tries} from "./shared/format.js";

/** How the numbers of a case are told: a claim or a row of the paper has one of these. */
type Telling = (numbers: readonly Measurement[]) => string;

const bothEnds: Telling = ([first, last]) => `${lead(first!)}, ${lead(last!)}`;
const lastEnd: Telling = ([last]) => lead(last!);
const entropy: Telling = ([last, closed]) =>
  closed === undefined ? lead(last!) : `${lead(last!)}; ${share(closed)} of the gap is closed`;
const sharpening: Telling = ([always, never]) =>
  `always solved ${signed(always!)}, never solved ${signed(never!)}`;
const subset: Telling = ([found]) =>
  `RL ${found!.quantity.replace("solved of", `solves ${share(found!)} of`)}`;
const perplexity: Telling = ([below]) =>
  `${share(below!)} of RL’s answers are likelier than the base’s middle answer`;
const algorithms: Telling = ([difference, , gap]) =>
  `with one try two differ by up to ${size(difference!)}, and the best stays ${size(gap!)} below the base`;
const steps: Telling = ([one, most]) =>
  `${tries(budgetOf(one!))} ${signed(one!)}, ${tries(budgetOf(most!))} ${signed(most!)}`;
const guess: Telling = (numbers) => {
  const [floor, base] = numbers.slice(-2);
  return `with ${tries(budgetOf(base!))} guessing alone solves ${about(floor!.estimate ?? NaN)}, the base ${share(base!)}`;
};

const tellings: Readonly<Record<ClaimId | PaperRow["id"], Telling>> = {
  crossing: bothEnds,
  math: bothEnds,
  code: bothEnds,
  visual: bothEnds,
  temperature: bothEnds,
  distillation: bothEnds,
  sharpening,
  histograms: sharpening,
  subset,
  solvable: subset,
  perplexity,
  algorithms,
  steps,
  entropy,
  "entropy-match": entropy,
  ablations: lastEnd,
  guess
};

/** A case in one line, with two numbers at most; `id` is of the claim or row that it is a case of. */
export function caseSentence(id: ClaimId | PaperRow["id"], {numbers, luck}: ClaimCase): string {
  // The row on guessing tells of it in its own words.
  const caution =
    luck === undefined || id === "guess"
      ? ""
      : `; may be luck: with ${tries(luck.k)} guessing alone solves ${about(luck.floor)}`;
  return `${tellings[id](numbers)}${caution}.`;
}

/** `ahead by 25.4 points (18.6 to 31.6) with one try`, seen from who is ahead or behind. */
function lead(number: Measurement): string {
  const {estimate} = number;
  if (estimate === null) return "not measured";
  const where = `with ${tries(budgetOf(number))}`;
  if (estimate === 0) return `level ${where}`;
  return `${estimate > 0 ? "ahead" : "behind"} by ${size(number, estimate < 0)} ${where}`;
}

/** A difference without its sign; `isTurned` turns interval and value round. */
function size({estimate, low, high}: Measurement, isTurned = false): string {
  if (estimate === null) return "not measured";
  const show = (value: number): string => points(isTurned ? -value : value).replace("+", "");
  const ends = isTurned ? [high, low] : [low, high];
  const range = ends.includes(null) ? "" : ` (${ends.map((end) => show(end!)).join(" to ")})`;
  return `${show(estimate)} points${range}`;
}

function signed({estimate, low, high}: Measurement): string {
  if (estimate === null) return "not measured";
  const range = low === null || high === null ? "" : ` (${points(low)} to ${points(high)})`;
  return `${points(estimate)} points${range}`;
}

function share({estimate, low, high}: Measurement): string {
  if (estimate === null) return "an unknown share";
  const range = low === null || high === null ? "" : ` (${about(low)} to ${about(high)})`;
  return `${about(estimate)}${range}`;
}

/** The budget that a quantity is named after: `difference at k = 512`. */
function budgetOf({quantity}: Measurement): number {
  return Number(/k = (\d+)/.exec(quantity)?.[1] ?? NaN);
}
