import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {LocateQuestion} from "./question.js";
import {colours, shapes, type Kind, type Line, type Scene} from "./scene.js";
import type {Conclusion, Solution, Tally} from "./solution.js";
import {surveyLines} from "./survey.js";

export type LocateVariant = `${Line}_${LocateQuestion["extreme"]}`;

/** Ways to find a line: all lines in order, or from the one that is sought to its opposite. */
export type LocateStrategy = "scan" | "ranked";

/** A random question for the line with the most or the fewest marks of a colour or shape. */
export function drawLocateQuestion(random: Random, variant: LocateVariant): LocateQuestion {
  const [line, extreme] = variant.split("_") as [Line, LocateQuestion["extreme"]];
  return {ask: "locate", line, extreme, of: randomElement<Kind>(random, [...colours, ...shapes])};
}

/** The solution by a strategy, or null where two lines share the extreme. */
export function solveLocate(
  scene: Scene,
  {line, extreme, of}: LocateQuestion,
  strategy: LocateStrategy
): Solution | null {
  const survey = surveyLines(scene, line, [of]);
  const solution = {
    tallies: strategy === "scan" ? survey : survey.toSorted(byRank(extreme)),
    conclude: (tallies: readonly Tally[]) => extremeLine(tallies, extreme)
  };
  return solution.conclude(solution.tallies) === null ? null : solution;
}

function byRank(extreme: LocateQuestion["extreme"]): (a: Tally, b: Tally) => number {
  const sign = extreme === "most" ? -1 : 1;
  return (a, b) => sign * (a.counts[0]! - b.counts[0]!);
}

function extremeLine(tallies: readonly Tally[], extreme: LocateQuestion["extreme"]): Conclusion | null {
  const [first, second] = tallies.toSorted(byRank(extreme));
  if (first!.counts[0] === second!.counts[0]) return null;
  return {answer: Number(first!.group.split(" ")[1])};
}
