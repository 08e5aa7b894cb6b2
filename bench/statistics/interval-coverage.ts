import {readFile, writeFile} from "node:fs/promises";
import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import type {
  CoverageCell,
  CoverageQuantity,
  IntervalCoverage
} from "../../src/metrics/study/interval-coverage.js";
import type {Interval} from "../../src/metrics/statistics/interval.js";
import {agreement} from "./families/agreement.js";
import {closed} from "./families/closed.js";
import {clusters} from "./families/clusters.js";
import {curves} from "./families/curves.js";
import {guesses} from "./families/guesses.js";
import {means} from "./families/means.js";
import {ranges} from "./families/ranges.js";
import {recipes} from "./families/recipes.js";
import {reliability} from "./families/reliability.js";
import {runs} from "./families/runs.js";
import {sets} from "./families/sets.js";
import {spreads} from "./families/spreads.js";
import {texts} from "./families/texts.js";
import {trends} from "./families/trends.js";
import type {Family, Size} from "./family.js";
import {truths, type Truth} from "./truth.js";

// How often the report's 95% intervals hold the truth, over populations and numbers of problems, beside the percentiles of
// resamples in the same samples. Writes the table that the methods page shows. Populations and numbers of problems that the rules
// of the intervals were not tried on are held out, and no sample is one of those that they were tried on.
// `npx tsx bench/statistics/interval-coverage.ts [--samples 1000] [--n 64]`

const families = [
  ...[curves, closed, sets, reliability, clusters, texts, guesses, spreads, ranges, runs],
  ...[agreement, means, trends, recipes]
];
const committed = new URL("../../data/reference/interval-coverage.json", import.meta.url);
/** Numbers of problems: those of the tried populations, and of those that are held out. */
const PROBLEMS = {tried: [30, 120], heldOut: [30, 60, 120]};
/** Where fewer than this share of the samples hold the truth, it is measured with `MORE` times as many: chance alone moves it by a point. */
const NEAR = 0.94;
const MORE = 4;
/** Part of each sample's seed: the rules were tried on samples whose seeds lack it. */
const SEEDS = "measured anew";

const program = new Command("npx tsx bench/statistics/interval-coverage.ts")
  .option("--samples <count>", "samples of each population", positiveInteger, 1000)
  .option("--n <count>", "completions per problem", positiveInteger, 64)
  .option("--date <date>", "today", new Date().toISOString().slice(0, 10))
  .option("--only <word>", "families with a quantity whose name has this word; prints each cell")
  .option("--at <words>", "only places with these words, such as '120 problems, alike'; the others stay")
  .option(
    "--no-write",
    "leave the table as it is; else the measured quantities take the place of the old ones"
  )
  .parse();
const {samples, n, date, only, at, write} = program.opts<{
  samples: number;
  n: number;
  date: string;
  only?: string;
  at?: string;
  write: boolean;
}>();
const placeOf = ({problems, population}: Pick<CoverageCell, "problems" | "population">): string =>
  `${problems} problems, ${population}`;
const places = truths
  .flatMap((truth) =>
    PROBLEMS[truth.heldOut ? "heldOut" : "tried"].map((problems) => ({truth, size: {problems, n}}))
  )
  .filter(
    ({truth, size}) =>
      at === undefined || placeOf({problems: size.problems, population: truth.name}).includes(at)
  );

/** Counts, by quantity, in how many samples of one population and size the intervals hold the truth. */
function measure(family: Family, truth: Truth, size: Size): Map<string, CoverageCell> {
  const values = family.values(truth, size);
  const cells = new Map<string, CoverageCell>();
  for (const [name, value] of values) {
    if (Number.isNaN(value)) continue;
    cells.set(name, {
      problems: size.problems,
      population: truth.name,
      heldOut: truth.heldOut === true,
      value,
      of: 0,
      held: 0,
      percentiles: null
    });
  }
  let count = samples;
  for (let sample = 0; sample < count; sample++) {
    const {report, percentiles} = family.sample(
      truth,
      size,
      `${SEEDS}, ${truth.name} ${size.problems} ${sample}`
    );
    for (const [name, cell] of cells) {
      const interval = report.get(name);
      if (interval === undefined) continue;
      cell.of += 1;
      cell.held += holds(interval, cell.value) ? 1 : 0;
      const other = percentiles?.get(name);
      if (other) cell.percentiles = (cell.percentiles ?? 0) + (holds(other, cell.value) ? 1 : 0);
    }
    // Decided once, after the first samples, which count as well.
    if (sample === samples - 1 && [...cells.values()].some(({of, held}) => held < NEAR * of))
      count = MORE * samples;
  }
  // Where most samples give no interval, the others are chosen by chance.
  for (const [name, {of}] of cells) if (of <= count / 2) cells.delete(name);
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
  const measured = places.map(({truth, size}) => measure(family, truth, size));
  for (const {name, printed} of family.quantities) {
    const cells = measured.flatMap((one) => one.get(name) ?? []);
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
if (write) {
  const known = JSON.parse(await readFile(committed, "utf8")) as IntervalCoverage;
  const measured = new Map(known.quantities.map((one) => [one.name, one]));
  for (const one of quantities) {
    const fresh = new Set(one.cells.map(placeOf));
    const old = at === undefined ? [] : (measured.get(one.name)?.cells ?? []);
    // New cells take the place of the old ones, so that the order stays.
    const cells = old.map((cell) => one.cells.find((each) => placeOf(each) === placeOf(cell)) ?? cell);
    for (const cell of old) fresh.delete(placeOf(cell));
    measured.set(one.name, {
      ...one,
      cells: [...cells, ...one.cells.filter((cell) => fresh.has(placeOf(cell)))]
    });
  }
  const table: IntervalCoverage = {
    date,
    samples,
    n,
    level: 0.95,
    quantities: families.flatMap((family) => family.quantities.flatMap(({name}) => measured.get(name) ?? []))
  };
  // No truth is Infinity in JSON: k* beyond the largest k.
  await writeFile(committed, tableText(table));
}

/** JSON with a line for each quantity and each cell. */
function tableText({quantities: all, ...head}: IntervalCoverage): string {
  const rows = all.map(({cells, ...quantity}) => {
    const lines = cells.map((cell) => json(cell)).join(",\n");
    return `${json(quantity).slice(0, -1)},"cells":[\n${lines}\n]}`;
  });
  return `${json(head).slice(0, -1)},"quantities":[\n${rows.join(",\n")}\n]}\n`;
}

/** No truth is Infinity in JSON: k* beyond the largest k. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (one === Infinity ? null : one));
}
