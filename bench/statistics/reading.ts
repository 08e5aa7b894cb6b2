// How often the intervals of CoT-pass@k hold that come from chains read in order, with and without a judge, and how many readings
// the order needs beside others. Prints both tables: `npx tsx bench/statistics/reading.ts [--trials 400]`; some minutes on one core.
import {parseArgs} from "node:util";
import {mean} from "../../src/metrics/statistics/mean.js";
import {createRandom} from "../../src/random/keyed-random.js";
import {drawRead, judges, populations, type Judge, type Population} from "./reading/read-population.js";
import {intervalsAfter, truths} from "./reading/read-trial.js";
import {readingsToWidth} from "./reading/reading-orders.js";

const {values} = parseArgs({options: {trials: {type: "string", default: "400"}}});
const trials = Number(values.trials);
const stops = [40, 60, 100, 200];
const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);

console.log(
  `how often the 95% interval holds (share, k = 1, 8, 64), mean width; ${trials} trials each, standard error ${percent(Math.sqrt((0.05 * 0.95) / trials))}`
);
for (const population of populations)
  for (const judge of judges) for (const chosen of [false, true]) holds(population, judge, chosen);

console.log(`\nreadings until the interval of CoT-pass@64 of 64 is narrower than 10 points, median`);
for (const population of populations) widths(population);

function holds(population: Population, judge: Judge, chosen: boolean): void {
  if (chosen && judge !== "none") return;
  const tally = stops.map(() => ({hit: [0, 0, 0, 0], width: [0, 0, 0, 0], given: 0}));
  for (let trial = 0; trial < trials; trial++) {
    const random = createRandom("holds", population.name, judge, trial);
    const read = drawRead(population, judge, random);
    const truth = truths(read);
    for (const [s, readings] of stops.entries()) {
      const intervals = intervalsAfter(read, readings, chosen ? random : null);
      if (intervals === null) continue;
      const at = tally[s]!;
      at.given += 1;
      for (const [i, {low, high}] of intervals.entries()) {
        at.hit[i]! += low <= truth[i]! + 1e-9 && truth[i]! <= high + 1e-9 ? 1 : 0;
        at.width[i]! += high - low;
      }
    }
  }
  for (const [s, {hit, width, given}] of tally.entries()) {
    if (given === 0) continue;
    const shares = hit.map((count) => percent(count / given)).join(" ");
    const mean = width.map((sum) => percent(sum / given)).join(" ");
    console.log(
      `${population.name.padEnd(16)} judge ${judge.padEnd(9)} ${chosen ? "also others" : "in order   "} ${String(stops[s]).padStart(4)} readings: holds ${shares}  width ${mean}`
    );
  }
}

function widths(population: Population): void {
  const found = new Map<string, number[]>();
  for (let trial = 0; trial < Math.max(20, trials / 10); trial++) {
    const random = createRandom("width", population.name, trial);
    for (const [name, readings] of Object.entries(readingsToWidth(population, random)))
      found.set(name, [...(found.get(name) ?? []), readings]);
  }
  const text = [...found].map(([name, all]) => {
    const sorted = all.sort((a, b) => a - b);
    return `${name} ${sorted[Math.floor(sorted.length / 2)]} (mean ${Math.round(mean(all))})`;
  });
  console.log(`${population.name.padEnd(16)} ${text.join("; ")}`);
}
