import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {coverageBand} from "../../src/metrics/bootstrap/coverage-band.js";
import {differenceBand} from "../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../src/metrics/bootstrap/paired-bootstrap.js";
import {crossing} from "../../src/metrics/coverage/crossing.js";
import {budgetAt, crossingPosition} from "../../src/metrics/coverage/crossing-point.js";
import {samplingEfficiencyGap} from "../../src/metrics/coverage/sampling-efficiency-gap.js";
import {kGrid} from "../../src/metrics/pass-at-k/k-grid.js";
import {passAtKTable} from "../../src/metrics/pass-at-k/pass-at-k-table.js";
import {pairedShareDifference} from "../../src/metrics/sets/paired-share-difference.js";
import {support} from "../../src/metrics/sets/support.js";
import {clopperPearson} from "../../src/metrics/statistics/clopper-pearson.js";
import {random} from "../../src/random/random.js";
import {drawCounts, expectation, truths, type Truth} from "./truth.js";

// How often the report's 95% intervals hold the truth, over populations and numbers of problems, beside the percentiles of
// resamples in the same samples. `npx tsx bench/statistics/interval-coverage.ts [--samples 1000] [--n 64] [--problems 30,120]`

interface Interval {
  low: number;
  high: number;
}

const program = new Command("npx tsx bench/statistics/interval-coverage.ts")
  .option("--samples <count>", "samples of each population", positiveInteger, 1000)
  .option("--n <count>", "completions per problem", positiveInteger, 64)
  .option("--problems <counts>", "numbers of problems", "30,120")
  .parse();
const {samples, n, problems: sizes} = program.opts<{samples: number; n: number; problems: string}>();
const ks = kGrid(n);

/** What is estimated, by name: its truth, and its intervals in one sample. NaN truths are left out. */
function quantities(truth: Truth): Map<string, number> {
  const pass = (k: number) => ({
    base: expectation(truth, (p) => 1 - (1 - p) ** k),
    rl: expectation(truth, (_, q) => 1 - (1 - q) ** k)
  });
  const curves = ks.map(pass);
  const [first, last] = [curves[0]!, curves.at(-1)!];
  const position = crossingPosition(Float64Array.from(curves, ({base, rl}) => rl - base));
  const kStar = budgetAt(ks, position);
  const solved = expectation(truth, (_, q) => 1 - (1 - q) ** n);
  const fresh = expectation(truth, (p, q) => (1 - (1 - q) ** n) * (1 - p) ** n);
  return new Map([
    ["coverage at 1", first.rl],
    ["coverage at n", last.rl],
    ["base's coverage at n", last.base],
    ["difference at 1", first.rl - first.base],
    ["difference at 8", pass(8).rl - pass(8).base],
    ["difference at n", last.rl - last.base],
    ["gap", last.base - first.rl],
    ["never solved, difference", last.base - last.rl],
    ["new among solved", solved > 0 ? fresh / solved : NaN],
    ["k*", position > 0 && Number.isFinite(kStar) ? kStar : NaN]
  ]);
}

function intervals(
  truth: Truth,
  problems: number,
  sample: number,
  method: "score" | "percentile"
): Map<string, Interval> {
  const stream = random(`${truth.name} ${problems} ${sample}`);
  const {base, rl} = drawCounts(truth, {problems, n, stream});
  const bootstrap = pairedBootstrap(passAtKTable([base, rl], ks), {seed: sample, replicates: 500});
  const at = ({low, high}: {low: Float64Array; high: Float64Array}, k: number): Interval => {
    const j = ks.indexOf(k);
    return {low: low[j]!, high: high[j]!};
  };
  const [ofBase, ofRl] = [0, 1].map((policy) => coverageBand(bootstrap, policy, {method}));
  const difference = differenceBand(bootstrap, 1, 0, {method});
  const never = (counts: typeof base) => counts.map(({c}) => c === 0);
  const {both, rlOnly} = support(base, rl);
  const found = new Map<string, Interval>([
    ["coverage at 1", at(ofRl!, 1)],
    ["coverage at n", at(ofRl!, n)],
    ["base's coverage at n", at(ofBase!, n)],
    ["difference at 1", at(difference, 1)],
    ["difference at 8", at(difference, 8)],
    ["difference at n", at(difference, n)],
    ["gap", samplingEfficiencyGap(bootstrap, 0, 1, n, {method})]
  ]);
  if (method === "percentile") return found;
  found.set("never solved, difference", pairedShareDifference(never(base), never(rl)));
  found.set("k*", crossing(bootstrap, 1, 0, difference));
  if (both + rlOnly > 0) found.set("new among solved", clopperPearson(both + rlOnly, rlOnly));
  return found;
}

function holds({low, high}: Interval, value: number): boolean {
  return low <= value + 1e-12 && value <= high + 1e-12;
}

console.log(["problems", "population", "quantity", "truth", "held", "percentiles of resamples"].join("\t"));
const least = new Map<string, number>();
for (const problems of sizes.split(",").map(Number)) {
  for (const truth of truths) {
    const values = quantities(truth);
    const counts = new Map(
      [...values.keys()].map((name) => [name, {held: 0, of: 0, percentiles: 0, ofPercentiles: 0}])
    );
    for (let sample = 0; sample < samples; sample++) {
      for (const method of ["score", "percentile"] as const) {
        for (const [name, interval] of intervals(truth, problems, sample, method)) {
          const count = counts.get(name)!;
          const held = holds(interval, values.get(name)!) ? 1 : 0;
          if (method === "score") [count.held, count.of] = [count.held + held, count.of + 1];
          else [count.percentiles, count.ofPercentiles] = [count.percentiles + held, count.ofPercentiles + 1];
        }
      }
    }
    for (const [name, {held, of, percentiles, ofPercentiles}] of counts) {
      const value = values.get(name)!;
      if (of === 0 || Number.isNaN(value)) continue;
      const share = held / of;
      least.set(name, Math.min(least.get(name) ?? 1, share));
      const other = ofPercentiles === 0 ? "" : (percentiles / ofPercentiles).toFixed(3);
      console.log([problems, truth.name, name, value.toFixed(4), share.toFixed(3), other].join("\t"));
    }
  }
}
console.log("\nleast share of samples whose interval holds the truth");
for (const [name, share] of least) console.log(`${name}\t${share.toFixed(3)}`);
