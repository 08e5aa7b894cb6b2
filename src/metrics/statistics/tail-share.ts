/** A distribution over the integers `min` … `max`, known up to a factor, which rises to one mode and then falls. */
export interface Unimodal {
  min: number;
  max: number;
  /** Where the largest weight is, or next to it. */
  mode: number;
  /** Weight at j + 1 over the weight at j, for min <= j < max. */
  ratio: (j: number) => number;
}

/** Terms below this share of the mode's weight change no digit of a double, even 10^5 of them. */
const NEGLIGIBLE = 1e-22;

/**
 * P(X >= from). Weights are taken relative to the mode's and divided by their sum: no factorials, no overflow, relative
 * error about 1e-13 wherever the result is above 1e-20; smaller tails may come out as 0. O(standard deviation).
 */
export function tailShare({min, max, mode, ratio}: Unimodal, from: number): number {
  if (from <= min) return 1;
  if (from > max) return 0;
  let above = 0;
  let below = 0;
  const add = (j: number, weight: number): void => {
    if (j >= from) above += weight;
    else below += weight;
  };
  add(mode, 1);
  for (let j = mode, weight = 1; j < max && weight > NEGLIGIBLE; j++) add(j + 1, (weight *= ratio(j)));
  for (let j = mode, weight = 1; j > min && weight > NEGLIGIBLE; j--) add(j - 1, (weight /= ratio(j - 1)));
  return above / (above + below);
}
