import type {Comparison} from "../metrics/comparison.js";
import type {PolicyCost} from "../metrics/coverage-at-cost.js";
import {percentOfLevel} from "./coverage-answer.js";
import type {PairBands} from "./beyond-bands.js";
import type {PanelPoint} from "./curve-panel.js";
import {interval, percent, points as inPoints, whole} from "./format.js";

const list = new Intl.ListFormat("en");

/** Where RL is ahead on a measure for which being right every time counts: counted, then the largest k. */
export function reliabilityAnswer(
  all: readonly {pair: Comparison; bands: PairBands}[],
  level: number
): string {
  const throughout = all.filter(({bands}) => bands.difference.every(({low}) => low > 0));
  const parts = all.map(({pair, bands}) => {
    const i = bands.difference.findLastIndex(({x}) => x <= 16);
    const [base, rl, difference] = [bands.base[i]!, bands.rl[i]!, bands.difference[i]!];
    return `${pair.rl.label} ${percent(rl.estimate)} and ${pair.base.label} ${percent(base.estimate)} on ${pair.benchmark.label}, a difference of ${differenceText(difference)} points`;
  });
  const k = Math.min(16, Math.max(...all.flatMap(({bands}) => bands.base.map(({x}) => x))));
  return (
    `Asked to be right every time, RL is ahead at every k, beyond the ${percentOfLevel(level)} interval, on ${whole(throughout.length)} of ${whole(all.length)} benchmarks. ` +
    `The chance that ${whole(k)} completions are all correct: ${list.format(parts)}.`
  );
}

/** Up to which reliability the base covers more problems, and from which one RL does. */
export function coverAnswer(all: readonly {pair: Comparison; bands: PairBands}[], level: number): string {
  const parts = all.map(({pair, bands}) => {
    const base = bands.difference.filter(({high}) => high < 0).map(({x}) => x);
    const rl = bands.difference.filter(({low}) => low > 0).map(({x}) => x);
    return `on ${pair.benchmark.label} ${pair.base.label} covers more problems ${rangeText(base)} and ${pair.rl.label} ${rangeText(rl)}`;
  });
  return `Beyond the ${percentOfLevel(level)} interval, ${list.format(parts)}.`;
}

function rangeText(taus: readonly number[]): string {
  const [first, last] = [taus[0], taus.at(-1)];
  if (first === undefined || last === undefined) return "at no reliability";
  return first === last ? `at τ = ${first}` : `from τ = ${first} to ${last}`;
}

/** What a completion costs each policy, and whether the token axis changes who is ahead. */
export function costAnswer(pairs: readonly Comparison[], costs: readonly PolicyCost[]): string {
  const parts = pairs.flatMap(({benchmark, base, rl}) => {
    const tokens = [base, rl].map(
      ({policy}) =>
        costs.find((one) => one.policy === policy && one.benchmark === benchmark.benchmark)?.points[0]?.tokens
    );
    const [ofBase, ofRl] = tokens;
    if (ofBase === undefined || ofRl === undefined) return [];
    return `${ofRl.toFixed(1)} tokens for ${rl.label} and ${ofBase.toFixed(1)} for ${base.label} on ${benchmark.label} (${inPoints(ofRl / ofBase - 1)}%)`;
  });
  return `A completion takes, on average, ${list.format(parts)}: by so much a curve moves to the right against the other when tokens are counted rather than tries.`;
}

/** A difference with its interval, in points: `+12.3 (+8.1 to +16.4)`. */
export function differenceText({estimate, low, high}: PanelPoint): string {
  return `${inPoints(estimate)} (${interval(low, high, inPoints)})`;
}

/** A share with its interval, for a table. */
export function shareText({estimate, low, high}: PanelPoint): string {
  return `${percent(estimate)} (${interval(low, high, percent)})`;
}
