import {readingOrder} from "../../../src/metrics/reading/reading-unit.js";
import {readCotPassAtK} from "../../../src/metrics/reading/valid-reasoning.js";
import type {Random} from "../../../src/random/random.js";
import {drawRead, N, type DrawnRead, type Population} from "./read-population.js";
import {cost, sampleAfter} from "./read-trial.js";

const WIDTH = 0.1;

/**
 * Readings until the interval of CoT-pass@k at k = n is narrow: in the order of reading, with a good judge too; in random order of the
 * problems, by the same estimate; from the problem solved least often on, by the bounds that hold whatever was not read, which is
 * all that this order allows: to each problem's end, or, where that decides as much, to its first valid chain.
 */
export function readingsToWidth(population: Population, random: Random): Record<string, number> {
  const read = drawRead(population, "none", random);
  const judged = drawRead(population, "good", random);
  const even: DrawnRead = {...read, units: read.units.map((unit) => ({...unit, size: 1}))};
  return {
    "this order": untilNarrow(read),
    "with a good judge": untilNarrow(judged),
    "random order": untilNarrow(even),
    "hardest first": hardestFirst(read)
  };
}

function untilNarrow(read: DrawnRead): number {
  let readings = 0;
  for (const unit of readingOrder(read.units)) {
    readings += cost(read, unit);
    const sample = sampleAfter(read, readings, null);
    const [found] = readCotPassAtK({problems: read.problems, units: read.units, sample}, [N]);
    if (found && found.high - found.low < WIDTH) return readings;
  }
  return readings;
}

/** At k = n one valid chain makes a problem's CoT-pass@k 1: what was not read stays between 0 and 1. */
function hardestFirst({problems, units, chains}: DrawnRead): number {
  const order = [...units.keys()].sort((a, b) => units[a]!.c - units[b]!.c);
  let [readings, open] = [0, units.length];
  for (const i of order) {
    if (open / problems.length < WIDTH) break;
    const first = chains[i]!.indexOf("valid");
    readings += first < 0 ? chains[i]!.length : first + 1;
    open -= 1;
  }
  return readings;
}
