import type {Random} from "../../src/random/random.js";
import type {Truth} from "./truth.js";

/** A training run: how much sharper than RL of the population it is, and how many more problems it loses. */
export interface TrainedRun {
  id: string;
  sharper: number;
  lost: number;
}

/** Four methods with one run each. */
export const methods: readonly TrainedRun[] = [0, 0.2, 0.4, 0.6].map((more, i) => ({
  id: `method ${i}`,
  sharper: 1 + more,
  lost: 0.02 * i
}));

/** What the run makes of the population; where RL changes nothing, all runs are alike. */
export function trained(truth: Truth, {sharper, lost}: TrainedRun): Truth {
  if (truth.sharpened === 1) return truth;
  return {...truth, lost: truth.lost + lost, sharpened: truth.sharpened * sharper};
}

/** Correct of `n` completions of a problem that the base solves with the rate `p`, under the run. */
export function trainedCount(
  truth: Truth,
  run: TrainedRun,
  {p, n, stream}: {p: number; n: number; stream: Random}
): number {
  const {lost, sharpened} = trained(truth, run);
  const q = stream.uniform() < lost ? 0 : 1 - (1 - p) ** sharpened;
  let c = 0;
  for (let j = 0; j < n; j++) if (stream.uniform() < q) c++;
  return c;
}
