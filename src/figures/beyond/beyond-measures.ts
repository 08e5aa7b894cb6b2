import {pairBands, type PairBands} from "../../findings/beyond/beyond-bands.js";
import type {PanelPoint} from "../../findings/shared/curve-point.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import {coverAtTau} from "../../metrics/pass-at-k/cover-at-tau.js";
import {coverCurve} from "../../metrics/pass-at-k/cover-curve.js";
import {coverage} from "../../metrics/pass-at-k/coverage.js";
import {gPassAtK} from "../../metrics/pass-at-k/g-pass-at-k.js";
import {kGrid} from "../../metrics/pass-at-k/k-grid.js";
import {meanGPassAtK} from "../../metrics/pass-at-k/mean-g-pass-at-k.js";
import {passAtKFromCover} from "../../metrics/pass-at-k/pass-at-k-from-cover.js";
import {passHatK} from "../../metrics/pass-at-k/pass-hat-k.js";
import {pairStyles, smallestN, type BeyondPanel} from "./beyond-figure.js";

/** Reliabilities at which Cover@tau is drawn. */
const taus: readonly number[] = Array.from({length: 20}, (_, i) => (i + 1) / 20);

/** pass^k of a pair: the chance that k completions are all correct. */
export function passHatBands(pair: Comparison, options: CoverageTableOptions): PairBands {
  return pairBands(pair, kGrid(smallestN(pair)), ({n, c}, k) => passHatK(n, c, k), options);
}

/** Cover@tau of a pair: the share of problems of which at least a share tau of the completions is correct. */
export function coverBands(pair: Comparison, options: CoverageTableOptions): PairBands {
  return pairBands(pair, taus, (counts, tau) => coverAtTau([counts], tau), options);
}

/** The bands of a pair as the curves of a panel. */
export function bandsPanel(pair: Comparison, bands: PairBands): BeyondPanel {
  const styles = pairStyles(pair);
  return {
    benchmark: pair.benchmark,
    curves: (["base", "rl"] as const).map((role) => ({
      ...styles[role],
      policy: pair[role].policy,
      points: bands[role]
    }))
  };
}

/** G-Pass@k_tau of a pair at one k; each with its interval. */
export interface Reliability {
  pair: Comparison;
  /** Null for mG-Pass@k, the mean over tau from 1/2 to 1. */
  tau: number | null;
  k: number;
  base: PanelPoint;
  rl: PanelPoint;
  difference: PanelPoint;
}

const gTaus = [0.5, 0.75, 1];

/** G-Pass@k_tau at tau = 0.5, 0.75 and 1, and mG-Pass@k, of a pair; k = 16, or the smallest n where that is less. */
export function reliabilities(pair: Comparison, options: CoverageTableOptions): Reliability[] {
  const k = Math.min(16, smallestN(pair));
  const row = (tau: number | null, {base, rl, difference}: PairBands, i: number): Reliability[] => {
    const [left, right, between] = [base[i], rl[i], difference[i]];
    return left && right && between ? [{pair, tau, k, base: left, rl: right, difference: between}] : [];
  };
  const byTau = pairBands(pair, gTaus, ({n, c}, tau) => gPassAtK(n, c, k, tau), options);
  const mean = pairBands(pair, [k], ({n, c}) => meanGPassAtK(n, c, k), options);
  return [...gTaus.flatMap((tau, i) => row(tau, byTau, i)), ...row(null, mean, 0)];
}

/** pass@k computed in two ways. */
export interface CoverIdentity {
  pair: Comparison;
  k: number;
  /** Unbiased, without replacement. */
  base: number;
  rl: number;
  /** From the Cover@tau curve: draws with replacement. */
  baseFromCover: number;
  rlFromCover: number;
}

/** Unbiased pass@k beside the integral over Cover@tau, at k = 1, 4, 16, … */
export function coverIdentities(pair: Comparison): CoverIdentity[] {
  const ks = kGrid(smallestN(pair)).filter((k) => Number.isInteger(Math.log2(k) / 2));
  const [base, rl] = [coverage(pair.counts.base, ks), coverage(pair.counts.rl, ks)];
  const [ofBase, ofRl] = [coverCurve(pair.counts.base), coverCurve(pair.counts.rl)];
  return ks.map((k, i) => ({
    pair,
    k,
    base: base[i]!,
    rl: rl[i]!,
    baseFromCover: passAtKFromCover(ofBase, k),
    rlFromCover: passAtKFromCover(ofRl, k)
  }));
}
