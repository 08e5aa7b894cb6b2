import {writeFile} from "node:fs/promises";
import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import type {
  CoverageCell,
  CoverageQuantity,
  IntervalCoverage
} from "../../src/metrics/study/interval-coverage.js";
import type {Interval} from "../../src/metrics/statistics/interval.js";
import {clusters} from "./families/clusters.js";
import {curves} from "./families/curves.js";
import {guesses} from "./families/guesses.js";
import {reliability} from "./families/reliability.js";
import {sets} from "./families/sets.js";
import {spreads} from "./families/spreads.js";
import {texts} from "./families/texts.js";
import type {Family, Size} from "./family.js";
import {truths, type Truth} from "./truth.js";

// How often the report's 95% intervals hold the truth, over populations and numbers of problems, beside the percentiles of
// resamples in the same samples. Writes the table that the methods page shows.
// `npx tsx bench/statistics/interval-coverage.ts [--samples 250] [--n 64] [--problems 30,120]`

const families = [curves, sets, reliability, clusters, texts, guesses, spreads];
const committed = new URL("../../data/reference/interval-coverage.json", import.meta.url);

const program = new Command("npx tsx bench/statistics/interval-coverage.ts")
  .option("--samples <count>", "samples of each population", positiveInteger, 250)
  .option("--n <count>", "completions per problem", positiveInteger, 64)
  .option("--problems <counts>", "numbers of problems", "30,120")
  .option("--date <date>", "today", new Date().toISOString().slice(0, 10))
  .option("--only <word>", "quantities whose name has this word; prints each cell and writes nothing")
  .parse();
const {samples, n, problems, date, only} = program.opts<{
  samples: number;
  n: number;
  problems: string;
  date: string;
  only?: string;
}>();
const sizes = problems.split(",").map((count): Size => ({problems: Number(count), n}));

/** Counts, by quantity, in how many samples of one population and size the intervals hold the truth. */
function measure(family: Family, truth: Truth, size: Size): Map<string, CoverageCell> {
  const values = family.values(truth, size);
  const cells = new Map<string, CoverageCell>();
  for (const [name, value] of values) {
    if (Number.isNaN(value)) continue;
    cells.set(name, {
      problems: size.problems,
      population: truth.name,
      value,
      of: 0,
      held: 0,
      percentiles: null
    });
  }
  for (let sample = 0; sample < samples; sample++) {
    const {report, percentiles} = family.sample(truth, size, `${truth.name} ${size.problems} ${sample}`);
    for (const [name, cell] of cells) {
      const interval = report.get(name);
      if (interval === undefined) continue;
      cell.of += 1;
      cell.held += holds(interval, cell.value) ? 1 : 0;
      const other = percentiles?.get(name);
      if (other) cell.percentiles = (cell.percentiles ?? 0) + (holds(other, cell.value) ? 1 : 0);
    }
  }
  return cells;
}

function holds({low, high}: Interval, value: number): boolean {
  return low <= value + 1e-12 && (value <= high + 1e-12 || high === value);
}

const wanted = families.filter(
  ({quantities}) => only === undefined || quantities.some(({name}) => name.includes(only))
);
const quantities: CoverageQuantity[] = [];
for (const family of wanted) {
  const measured = sizes.flatMap((size) => truths.map((truth) => measure(family, truth, size)));
  for (const {name, printed} of family.quantities) {
    const cells = measured.flatMap((one) => one.get(name) ?? []).filter(({of}) => of > samples / 2);
    quantities.push({name, printed, cells});
    const shares = cells.map(({held, of}) => held / of);
    const others = cells.flatMap(({percentiles, of}) => (percentiles === null ? [] : [percentiles / of]));
    const least = (list: readonly number[]): string =>
      list.length === 0 ? "" : Math.min(...list).toFixed(3);
    console.log([name, least(shares), least(others)].join("\t"));
    if (only !== undefined)
      for (const {population, problems, held, of, value} of cells)
        console.log(["", problems, population, value.toFixed(4), (held / of).toFixed(3)].join("\t"));
  }
}
if (only === undefined) {
  const table: IntervalCoverage = {
    date,
    samples,
    n,
    level: 0.95,
    problems: sizes.map((size) => size.problems),
    quantities
  };
  // No truth is Infinity in JSON: k* beyond the largest k.
  const text = JSON.stringify(table, (_, value: unknown) => (value === Infinity ? null : value), 1);
  await writeFile(committed, `${text}\n`);
}
