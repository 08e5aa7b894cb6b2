import {bandsText} from "../../findings/shared/interval-text.js";
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
  return {benchmark: pair.benchmark, curves};
}

/** What the lines and the bands are, and what the bands leave out. */
export function costCaption({level}: CoverageTableOptions): string {
  return (
    "Lines: coverage against the mean tokens per problem that k = 1, 2, 4, … completions take; all k are paid for. " +
    `${bandsText(level)} They are those of coverage; the tokens per completion are taken as known.`
  );
}
