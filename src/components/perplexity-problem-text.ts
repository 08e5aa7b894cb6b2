import type {PerplexityProblem} from "../metrics/perplexity-points.js";
import {shareBelowMedian} from "../metrics/perplexity-shift.js";
import type {StudySummary} from "../metrics/study-summary.js";
import {percent, whole} from "./format.js";
import type {NamedPair} from "./perplexity-conditions.js";

/** Where the policy's completions of each problem lie in the base's own distribution. */
export function problemAnswer(shown: readonly PerplexityProblem[], {base, rl}: NamedPair): string {
  return shown
    .map(({problem_id, points: [own, others]}) => {
      if (own!.perplexities.length === 0 || others!.perplexities.length === 0)
        return `On ${problem_id} there is nothing to compare.`;
      const share = shareBelowMedian({base: own!.perplexities, policy: others!.perplexities});
      const different = (values: readonly number[]): string => whole(new Set(values).size);
      return `On ${problem_id}, ${percent(share)} of ${rl.label}’s ${whole(others!.perplexities.length)} answers are likelier under ${base.label} than its own middle answer (different perplexities: ${rl.label} ${different(others!.perplexities)}, ${base.label} ${different(own!.perplexities)}).`;
    })
    .join(" ");
}

/** Under the figure: what a mark is. */
export function problemCaption({benchmark, base, rl}: NamedPair, {seed, date}: StudySummary): string {
  const drawn = date === null ? "" : `, drawn ${date}`;
  return (
    `Each mark is one of the first 16 completions of a problem by ${base.label} (circles) or ${rl.label} (squares), or a reference solution (strokes; as many as there are); filled: correct by ${benchmark.verifier}, hollow: not. ` +
    `Marks that would cover each other stand on top of each other. Perplexity per token at temperature 1, logarithmic axis; both problems share it. Equal answers count half in the shares. Seed ${seed}${drawn}.`
  );
}
