import {completionsText} from "./counted.js";
import type {PairedCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {whole} from "./format.js";

/** Which benchmarks a study compares nothing on, and how to change that; empty when it compares on all. */
export function missingComparisons(found: readonly Comparison[], study: StudySummary): string {
  if (study.policies.every(({base}) => base === null))
    return "This study has no policy that was trained from another one: give a policy `base: ID` in the study file, run npm run sample and npm run verify, and build again.";
  const missing = study.benchmarks.filter(
    ({benchmark}) => !found.some((one) => one.benchmark.benchmark === benchmark)
  );
  if (missing.length === 0) return "";
  const names = missing.map(({label}) => label).join("; ");
  return `No problem has verdicts of both policies yet on: ${names}. Run npm run sample and npm run verify, and build again.`;
}

/** The heading of a comparison's panel: the benchmark, and the policy where the study compares several. */
export function comparisonTitle({benchmark, rl}: Comparison, all: readonly Comparison[]): string {
  const isOnly = all.every((other) => other.rl.policy === rl.policy);
  return isOnly ? benchmark.label : `${benchmark.label}: ${rl.label}`;
}

/** Smallest and largest number of judged completions of a problem, as `512` or `500 to 512`. */
function completionsEach({base, rl}: PairedCounts): string {
  const all = [...base, ...rl].map(({n}) => n);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most ? whole(least) : `${whole(least)} to ${whole(most)}`;
}

/** What was measured on each benchmark: completions, problems, verifier. */
export function measuredSets(all: readonly Comparison[]): string {
  const ids = [...new Set(all.map(({benchmark}) => benchmark.benchmark))];
  const texts = ids.map((id) => {
    const own = all.filter(({benchmark}) => benchmark.benchmark === id);
    const {benchmark, counts} = own[0]!;
    const each = completionsEach({
      problemIds: counts.problemIds,
      base: own.flatMap((one) => one.counts.base),
      rl: own.flatMap((one) => one.counts.rl)
    });
    return `${benchmark.label}: ${completionsText(each)} of each of ${whole(counts.problemIds.length)} problems, verified by ${benchmark.verifier}`;
  });
  return texts.join("; ");
}
