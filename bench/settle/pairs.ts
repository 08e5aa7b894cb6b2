import {readFileSync} from "node:fs";
import {random, type Random} from "../../src/random/random.js";

/** Solve rates of a problem under base and RL. */
export interface Rates {
  base: number;
  rl: number;
}

/** A population of problems that a benchmark is drawn from. */
export interface Pair {
  family: string;
  rates: Rates[];
}

/** Problems of a population: its curves are their means, exactly. */
const POPULATION = 4000;

/** Reads rates from a table of counts: columns n, correct_base and one more correct_…. */
export function realRates(file: string): Rates[] {
  const [head, ...rows] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = head!.split(",");
  const [n, base] = [names.indexOf("n"), names.indexOf("correct_base")];
  const rl = names.findIndex((name, i) => name.startsWith("correct_") && i !== base);
  if (n < 0 || base < 0 || rl < 0) throw new Error(`${file}: no columns n, correct_base and correct_…`);
  return rows.map((row) => {
    const cells = row.split(",").map(Number);
    return {base: cells[base]! / cells[n]!, rl: cells[rl]! / cells[n]!};
  });
}

/** The `index`-th synthetic pair; families take turns, and each pair has its own shape. */
export function syntheticPair(index: number, real: readonly Rates[] | null): Pair {
  const stream = random(`pair ${index}`);
  const families = [
    "beta",
    "zero-inflated beta",
    "bimodal",
    "solved anew",
    ...(real === null ? [] : ["real counts"])
  ];
  const family = families[index % families.length]!;
  if (family === "real counts") return {family, rates: resampled(real!, stream)};
  const within = (low: number, high: number): number => low + (high - low) * stream.uniform();
  const [a, b] = [within(0.2, 1), within(0.5, 3)];
  const never = within(0.05, 0.35);
  const low = within(0.2, 0.8);
  const change = {lost: within(0, 0.25), weaker: within(0, 0.2), sharper: within(1, 8)};
  if (family === "solved anew") {
    const anew = {gained: within(0.02, 0.3), lost: within(0, 0.2), sharper: change.sharper};
    const one = (): Rates => solvedAnew(beta(a, b, stream), anew, stream);
    return {family, rates: Array.from({length: POPULATION}, one)};
  }
  const rate = (): number => {
    if (family === "zero-inflated beta" && stream.uniform() < never) return 0;
    if (family === "bimodal") return stream.uniform() < low ? beta(1, 30, stream) : beta(8, 2, stream);
    return beta(a, b, stream);
  };
  return {family, rates: Array.from({length: POPULATION}, () => trained(rate(), change, stream))};
}

/** RL solves a problem as often as the base with several tries, loses it altogether, or is several times worse at it. */
function trained(
  base: number,
  {lost, weaker, sharper}: {lost: number; weaker: number; sharper: number},
  stream: Random
): Rates {
  const luck = stream.uniform();
  if (luck < lost) return {base, rl: 0};
  return {base, rl: luck < lost + weaker ? base / 8 : 1 - (1 - base) ** sharper};
}

/**
 * RL comes to solve problems of which the base solves one in 10^3 to 10^8 tries, and loses others: whether the base overtakes, and where,
 * is decided among rare successes.
 */
function solvedAnew(
  base: number,
  {gained, lost, sharper}: {gained: number; lost: number; sharper: number},
  stream: Random
): Rates {
  const luck = stream.uniform();
  if (luck < gained) return {base: 10 ** -(3 + 5 * stream.uniform()), rl: beta(1, 3, stream)};
  return {base, rl: luck < gained + lost ? 0 : 1 - (1 - base) ** sharper};
}

/** Real problems, with rates that vary about theirs; each pair draws other ones. */
function resampled(real: readonly Rates[], stream: Random): Rates[] {
  const own = Array.from({length: real.length}, () => real[stream.below(real.length)]!);
  return Array.from({length: POPULATION}, () => own[stream.below(own.length)]!);
}

function beta(a: number, b: number, stream: Random): number {
  const [x, y] = [gamma(a, stream), gamma(b, stream)];
  return x + y === 0 ? 0 : x / (x + y);
}

/** Marsaglia and Tsang 2000. */
function gamma(shape: number, stream: Random): number {
  if (shape < 1) return gamma(shape + 1, stream) * stream.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v <= 0) continue;
    const square = normal * normal;
    if (Math.log(1 - stream.uniform()) < square / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
