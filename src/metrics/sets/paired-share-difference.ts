import type {Estimate} from "../statistics/interval.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";

/**
 * Share of problems with a property under policy B minus the share under A, on the same problems in the same order, with the
 * interval of `pairedMeanInterval`: for the property "never solved" that of coverage at k = n, with the other sign. NaN
 * without problems. Throws when the lists differ in length.
 */
export function pairedShareDifference(a: readonly boolean[], b: readonly boolean[], level = 0.95): Estimate {
  if (a.length !== b.length) throw new RangeError(`${a.length} problems under A, ${b.length} under B`);
  const [left, right] = [a, b].map((list) => Float64Array.from(list, Number)) as [Float64Array, Float64Array];
  const count = (list: readonly boolean[]): number => list.filter(Boolean).length;
  return {estimate: (count(b) - count(a)) / a.length, ...pairedMeanInterval(right, left, level)};
}
