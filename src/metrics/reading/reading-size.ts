import {passAtK} from "../pass-at-k/pass-at-k.js";
import {fewerCorrect, lossFromFirstValid} from "./first-valid.js";
import {readingState, type ReadingText, type ReadingUnit} from "./reading-unit.js";

/** Before any is read: the chance that a text is valid which a judge calls valid; one that it calls invalid has the rest. */
const JUDGE_IS_RIGHT = 0.8;

/** What a size needs of a problem. */
export type Unread = Omit<ReadingUnit, "size" | "draw" | "problem_id">;

/**
 * The chance, before anyone reads, that each listed text is the first valid one, and last that none of them is. A problem's share of
 * valid chains may be anything: 1/2, 1/6, 1/12, … (uniform, hence 1/(t + 1) that t texts are all invalid). With a judge's marks, the
 * mean of this and of what they say: each text valid apart from the others, with chance 0.8, 0.2, or 0.5 without a mark. A judge that
 * is believed more would leave problems that it errs on with hardly a chance of being read.
 */
export function firstValidChances(texts: readonly ReadingText[]): number[] {
  const any = firstOf(texts.map((_, i) => 1 / (i + 2)));
  if (texts.every(({judge}) => judge === null)) return any;
  const judged = firstOf(texts.map(({judge}) => judgedChance(judge)));
  return any.map((chance, i) => (chance + judged[i]!) / 2);
}

/** Chances that each is the first valid one, and last none, where each is with these chances while those before it are not. */
function firstOf(chances: readonly number[]): number[] {
  let none = 1;
  const firsts = chances.map((valid) => {
    const first = none * valid;
    none -= first;
    return first;
  });
  return [...firsts, none];
}

function judgedChance(judge: ReadingText["judge"]): number {
  if (judge === null || judge === "unsure") return 0.5;
  return judge === "valid" ? JUDGE_IS_RIGHT : 1 - JUDGE_IS_RIGHT;
}

/** Texts of a problem that are read on average, before the first valid one ends it. */
function expectedReadings(texts: readonly ReadingText[]): number {
  const chances = firstValidChances(texts);
  return texts.reduce((sum, _, i) => sum + (i + 1) * chances[i]!, texts.length * chances.at(-1)!);
}

/** What the judge foretells of a problem's loss at k, by its first valid text; 0, nothing, where there are no marks of a judge. */
export function judgedLoss(unit: Unread, k: number): number {
  if (unit.texts.every(({judge}) => judge === null)) return 0;
  const {best} = readingState(unit, ({judge}) => judge);
  return lossFromFirstValid({n: unit.n, c: unit.c, at: best}, k);
}

/** Mean square, before anyone reads, of what reading the problem tells beyond the judge: of its loss at k less `judgedLoss`. */
export function expectedSquare(unit: Unread, k: number): number {
  const {n, c, texts} = unit;
  const chances = firstValidChances(texts);
  const foretold = judgedLoss(unit, k);
  const last = Math.min(c, k, texts.at(-1)?.place ?? 0);
  const fewer = fewerCorrect({n, c}, k, last);
  const all = passAtK(n, c, k);
  const square = (loss: number): number => (loss - foretold) ** 2;
  const listed = texts.reduce(
    (sum, {place}, i) => sum + chances[i]! * square(place > last ? all : fewer[place]! - fewer[1]!),
    0
  );
  return listed + chances.at(-1)! * square(all);
}

/**
 * How much a reading of a problem is expected to tell of CoT-pass@k: the root of the mean square of what it adds to the loss, for each
 * text that is read. Chances of being read in proportion to it make the variance least for a number of readings (Neyman 1934;
 * with costs Cochran 1977, 5.5). Above 0. O(listed texts + min(k, c)).
 */
export function readingSize(unit: Unread, k: number): number {
  return Math.sqrt(Math.max(expectedSquare(unit, k), 1e-12) / expectedReadings(unit.texts));
}
