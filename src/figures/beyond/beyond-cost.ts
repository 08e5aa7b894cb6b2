import {percentOfLevel} from "../../findings/coverage/coverage-answer.js";
import {whole} from "../../findings/shared/format.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {PolicyCost} from "../../metrics/coverage/coverage-at-cost.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {pairStyles, type BeyondPanel} from "./beyond-figure.js";

/** Coverage of a pair against tokens per problem, with the bands of coverage. */
export function costPanel(pair: Comparison, costs: readonly PolicyCost[]): BeyondPanel {
  const styles = pairStyles(pair);
  const curves = (["base", "rl"] as const).map((role) => {
    const {policy} = pair[role];
    const cost = costs.find((one) => one.policy === policy && one.benchmark === pair.benchmark.benchmark);
    const points = (cost?.points ?? []).map(({tokens, coverage: estimate, low, high}) => ({
      x: tokens,
      estimate,
      low,
      high
    }));
    return {...styles[role], policy, points};
  });
  return {pair, curves};
}

/** What the lines and the bands are, and what the bands leave out. */
export function costCaption({level, replicates, seed}: CoverageTableOptions): string {
  return (
    "Lines: coverage against the mean tokens per problem that k = 1, 2, 4, … completions take; all k are paid for. " +
    `Bands: ${percentOfLevel(level)} intervals of coverage at each k from ${whole(replicates)} resamples of the problems, the same for both policies (seed ${seed}). ` +
    "The tokens per completion are the average of all problems and are not resampled, and neither are completions."
  );
}
