import type {Counts} from "../../src/metrics/counts/counts.js";
import type {Random} from "../../src/random/random.js";

/** A population of problems: the base's solve rate of one with the rank `u` in [0, 1), and what RL makes of it. */
export interface Truth {
  name: string;
  base: (u: number) => number;
  /** Share of the problems that RL loses altogether. */
  lost: number;
  /** RL solves what is left as often as the base does with this many tries. */
  sharpened: number;
  /** No rule of an interval was chosen by what it covers here. */
  heldOut?: true;
}

/** Populations from hard to easy, with many problems lost, few and none: those that the rules of the intervals were tried on. */
const tried: readonly Truth[] = [
  {name: "even, some lost", base: (u) => u, lost: 0.1, sharpened: 3},
  {name: "hard, many lost", base: (u) => u ** 3, lost: 0.25, sharpened: 5},
  {name: "easy, few lost", base: (u) => 1 - (1 - u) ** 3, lost: 0.02, sharpened: 3},
  {name: "easy, none lost", base: (u) => 0.2 + 0.8 * u, lost: 0, sharpened: 3},
  {name: "solved or not", base: (u) => (u < 0.3 ? 0 : 0.02 + u / 2), lost: 0.05, sharpened: 4},
  {name: "rare", base: (u) => u ** 10, lost: 0.3, sharpened: 4},
  {name: "alike", base: (u) => u ** 1.5, lost: 0, sharpened: 1}
];

/** Populations that came after the rules. */
const heldOut: readonly Truth[] = [
  {
    name: "either end",
    base: (u) => (u < 0.5 ? 0.5 * (2 * u) ** 3 : 1 - 0.5 * (2 - 2 * u) ** 3),
    lost: 0.12,
    sharpened: 2,
    heldOut: true
  },
  {name: "two kinds", base: (u) => (u < 0.55 ? 0.04 : 0.9), lost: 0.08, sharpened: 3, heldOut: true},
  {name: "one rate", base: () => 0.3, lost: 0.05, sharpened: 2, heldOut: true},
  {name: "near the ceiling", base: (u) => 1 - (1 - u) ** 8, lost: 0.01, sharpened: 2, heldOut: true},
  {name: "nearly never", base: (u) => (u < 0.85 ? 0.003 : 0.5 * u), lost: 0.15, sharpened: 6, heldOut: true},
  {name: "RL only loses", base: (u) => u ** 2, lost: 0.4, sharpened: 1, heldOut: true}
];

export const truths: readonly Truth[] = [...tried, ...heldOut];

/** Mean of `value` over the population: problems that RL keeps and loses in their shares. */
export function expectation(
  {base, lost, sharpened}: Truth,
  value: (base: number, rl: number) => number
): number {
  const steps = 4000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const p = base((i + 0.5) / steps);
    sum += lost * value(p, 0) + (1 - lost) * value(p, 1 - (1 - p) ** sharpened);
  }
  return sum / steps;
}

/** Solve rates of problems drawn from the population, under the base and under RL. */
export function drawRates(
  {base, lost, sharpened}: Truth,
  problems: number,
  stream: Random
): {p: number; q: number}[] {
  return Array.from({length: problems}, () => {
    const p = base(stream.uniform());
    return {p, q: stream.uniform() < lost ? 0 : 1 - (1 - p) ** sharpened};
  });
}

/** Counts of `n` completions of each problem under base and RL. */
export function rateCounts(
  rates: readonly {p: number; q: number}[],
  n: number,
  stream: Random
): {base: Counts[]; rl: Counts[]} {
  const binomial = (p: number): Counts => {
    let c = 0;
    for (let i = 0; i < n; i++) if (stream.uniform() < p) c++;
    return {n, c};
  };
  return {base: rates.map(({p}) => binomial(p)), rl: rates.map(({q}) => binomial(q))};
}

/** Counts of `problems` drawn from the population, `n` completions of each under base and RL. */
export function drawCounts(
  truth: Truth,
  {problems, n, stream}: {problems: number; n: number; stream: Random}
): {base: Counts[]; rl: Counts[]} {
  return rateCounts(drawRates(truth, problems, stream), n, stream);
}
