import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtK} from "../pass-at-k/pass-at-k.js";
import {fewerCorrect, lossFromFirstValid} from "./first-valid.js";
import {readingState, type ReadingText, type ReadingUnit} from "./reading-unit.js";

/** Before any is read: the chance that a text is valid which a judge calls valid; one that it calls invalid has the rest. */
const JUDGE_IS_RIGHT = 0.8;

/** What a size needs of a problem. */
export type Unread = Omit<ReadingUnit, "size" | "draw" | "problem_id">;

/**
 * The chance, before anyone reads, that each listed text is the first valid one, and last that none of them is. Without a judge's
 * marks a problem's share of valid chains may be anything: 1/2, 1/6, 1/12, … (uniform, hence 1/(t + 1) that t texts are all
 * invalid). With them, texts are valid apart from each other, with chance 0.8, 0.2, or 0.5 without a mark.
 */
export function firstValidChances(texts: readonly ReadingText[]): number[] {
  const isJudged = texts.some(({judge}) => judge !== null);
  let none = 1;
  const chances = texts.map(({judge}, i) => {
    const valid = isJudged ? judgedChance(judge) : 1 / (i + 2);
    const first = none * valid;
    none -= first;
    return first;
  });
  return [...chances, none];
}

function judgedChance(judge: ReadingText["judge"]): number {
  if (judge === null || judge === "unsure") return 0.5;
  return judge === "valid" ? JUDGE_IS_RIGHT : 1 - JUDGE_IS_RIGHT;
}

/** Texts of a problem that are read on average, before the first valid one ends it. */
export function expectedReadings(texts: readonly ReadingText[]): number {
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
 * How much a reading of each problem is expected to tell of CoT-pass@k, every k of the grid counting alike: the root of the mean
 * square of what it adds to the loss, over the sum of it at this k, summed over k, for each text that is read. Chances of being
 * read in proportion to it make the variance of the whole curve least for a number of readings (Neyman 1934, as cost-weighted by
 * Cochran 1977, 5.5). Above 0. O(problems × k grid × listed texts).
 */
export function readingSizes(units: readonly Unread[]): number[] {
  const ks = kGrid(Math.min(...units.map(({n}) => n)));
  const squares = ks.map((k) => {
    const each = units.map((unit) => expectedSquare(unit, k));
    const total = each.reduce((sum, square) => sum + square, 0);
    return each.map((square) => (total > 0 ? square / total : 0));
  });
  return units.map(({texts}, i) => {
    const told = squares.reduce((sum, ofK) => sum + ofK[i]!, 0);
    return Math.sqrt(Math.max(told, 1e-12) / expectedReadings(texts));
  });
}

