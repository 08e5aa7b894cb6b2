import {cotPassAtK} from "../../../src/metrics/pass-at-k/cot-pass-at-k.js";
import {readingOrder} from "../../../src/metrics/reading/reading-unit.js";
import {readCotPassAtK} from "../../../src/metrics/reading/valid-reasoning.js";
import {mean} from "../../../src/metrics/statistics/mean.js";
import type {Random} from "../../../src/random/random.js";
import {drawRead, type DrawnRead, type Population} from "./read-population.js";
import {cost, ks, sampleAfter} from "./read-trial.js";

const WIDTH = 0.1;

/**
 * Readings until the interval of CoT-pass@k, as wide as at the mean of the ks, is narrow: in the order of reading, with a good judge too; in
 * random order of the problems, by the same estimate; from the problem solved least often on, each to its end, by the bounds that
 * hold whatever was not read, which is all that order allows.
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
    const found = readCotPassAtK({problems: read.problems, units: read.units, sample}, ks);
    if (found[0] !== null && mean(found.map((one) => one!.high - one!.low)) < WIDTH) return readings;
  }
  return readings;
}

function hardestFirst({problems, units, chains, truth}: DrawnRead): number {
  const order = [...units.keys()].sort((a, b) => units[a]!.c - units[b]!.c);
  const marks = units.map(() => ({valid: 0, invalid: 0}));
  const width = (): number =>
    mean(
      ks.map((k) => {
        const each = units.map(({n, c}, i) => cotPassAtK(n, c, marks[i]!, k));
        return each.reduce((sum, {low, high}) => sum + high - low, 0) / problems.length;
      })
    );
  let readings = 0;
  for (const i of order) {
    const {c, distinct, problem_id} = units[i]!;
    readings += truth.get(problem_id) === undefined ? 0 : distinct;
    const valid = chains[i]!.filter((mark) => mark === "valid").length;
    // Repeated texts share the mark: in proportion, for the width alone.
    marks[i] = {valid: Math.round((c * valid) / distinct), invalid: c - Math.round((c * valid) / distinct)};
    if (width() < WIDTH) return readings;
  }
  return readings;
}
