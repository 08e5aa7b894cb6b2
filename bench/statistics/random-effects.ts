import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {pooledCases} from "../../src/metrics/claims/pooled-cases.js";
import type {TestedCase} from "../../src/metrics/claims/verdict.js";
import {randomEffects} from "../../src/metrics/pooling/random-effects.js";
import {criticalValue} from "../../src/metrics/statistics/score-interval.js";
import {randomNormal} from "../../src/random/draws.js";
import {random} from "../../src/random/random.js";

// How often the atlas's interval holds the true mean, and its prediction the true effect of another report, for few and for many
// reports, and for reports that differ more or less. Standard errors are those of differences of pass@k over 100 to 1,000 problems.
// `npx tsx bench/statistics/random-effects.ts [--samples 20000]`

const program = new Command("npx tsx bench/statistics/random-effects.ts")
  .option("--samples <count>", "samples of each kind", positiveInteger, 20_000)
  .parse();
const {samples} = program.opts<{samples: number}>();

/** Of the true effects, in shares of problems. */
const MEAN = -0.05;
const LEAST_ERROR = 0.008;
const MOST_ERROR = 0.04;

console.log("| reports | τ, points | interval holds the mean | median length, points | prediction holds |");
console.log("|---|---|---|---|---|");
for (const reports of [2, 3, 5, 10, 30])
  for (const tau of [0, 0.02, 0.1]) {
    const stream = random(`${reports} reports, ${tau}`);
    const normal = (): number => randomNormal(stream);
    let [held, predicted, predictions] = [0, 0, 0];
    const lengths: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
      const effects = Array.from({length: reports}, () => {
        const standardError = LEAST_ERROR * (MOST_ERROR / LEAST_ERROR) ** stream.uniform();
        return {estimate: MEAN + tau * normal() + standardError * normal(), standardError};
      });
      const {low, high, prediction} = randomEffects(effects)!;
      held += low <= MEAN && MEAN <= high ? 1 : 0;
      lengths.push(high - low);
      if (prediction === null) continue;
      const another = MEAN + tau * normal();
      predictions += 1;
      predicted += prediction.low <= another && another <= prediction.high ? 1 : 0;
    }
    const median = lengths.sort((a, b) => a - b)[samples >> 1]!;
    const share = (count: number, of: number): string =>
      of === 0 ? "–" : `${((100 * count) / of).toFixed(1)}%`;
    console.log(
      `| ${reports} | ${100 * tau} | ${share(held, samples)} | ${(100 * median).toFixed(1)} | ${share(predicted, predictions)} |`
    );
  }

// The same for the means of a claim's cases: several pairs on each set of problems, whose errors go together, and which differ a
// little among themselves. How often the interval holds the mean over all sets.
console.log("\n| sets | cases on each | correlation | τ, points | interval holds the mean |");
console.log("|---|---|---|---|---|");
for (const sets of [3, 5, 7])
  for (const most of [1, 4])
    for (const correlation of most === 1 ? [0] : [0, 0.8])
      for (const tau of [0, 0.05, 0.2]) {
        const stream = random(`${sets} sets, ${most}, ${correlation}, ${tau}`);
        const normal = (): number => randomNormal(stream);
        let held = 0;
        for (let sample = 0; sample < samples; sample++) {
          const cases = Array.from({length: sets}, (_, set) => {
            const [own, shared] = [MEAN + tau * normal(), normal()];
            return Array.from({length: 1 + stream.below(most)}, () => {
              const error = LEAST_ERROR * (MOST_ERROR / LEAST_ERROR) ** stream.uniform();
              const noise = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * normal();
              return testedCase(String(set), own + 0.3 * tau * normal() + error * noise, error);
            });
          }).flat();
          const {low, high} = pooledCases(cases)[0]!;
          held += low <= MEAN && MEAN <= high ? 1 : 0;
        }
        const share = `${((100 * held) / samples).toFixed(1)}%`;
        console.log(`| ${sets} | 1 to ${most} | ${correlation} | ${100 * tau} | ${share} |`);
      }

function testedCase(benchmark: string, estimate: number, error: number): TestedCase {
  const reach = criticalValue(0.95) * error;
  const effect = {estimate, low: estimate - reach, high: estimate + reach};
  return {
    ...{experiment: "math", benchmark, policies: [], numbers: []},
    tests: [
      {
        evidence: "open",
        p: null,
        effect: {...effect, expected: "below", value: 0, quantity: "difference", unit: "points"}
      }
    ]
  };
}
