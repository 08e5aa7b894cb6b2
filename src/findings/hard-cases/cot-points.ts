import {cotCoverage} from "../../metrics/coverage/cot-coverage.js";
import {coverage} from "../../metrics/pass-at-k/coverage.js";
import {kGrid} from "../../metrics/pass-at-k/k-grid.js";
import type {ReadProblem} from "./case-validity.js";

/** pass@k of a policy with the bounds of CoT-pass@k at one budget. */
export interface CotPoint {
  k: number;
  pass: number;
  low: number;
  high: number;
}

/** Mean pass@k and CoT-pass@k over problems, up to the least number of completions of a problem. */
export function cotPoints(problems: readonly ReadProblem[]): CotPoint[] {
  if (problems.length === 0) return [];
  const ks = kGrid(Math.min(...problems.map(({n}) => n)));
  const pass = coverage(problems, ks);
  return cotCoverage(problems, ks).map(({low, high}, i) => ({k: ks[i]!, pass: pass[i]!, low, high}));
}
