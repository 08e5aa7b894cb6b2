import {clopperPearson} from "../statistics/clopper-pearson.js";
import type {Estimate} from "../statistics/interval.js";

/**
 * Share of problems with a property under policy B minus the share under A, on the same problems in the same order. Only
 * problems on which they differ carry information: given their number d, those of B are binomial, and the Clopper and
 * Pearson interval of that share p gives the interval (2p - 1) d / m. It excludes zero where McNemar's exact test rejects.
 * Zero with an empty interval when nothing differs; NaN without problems. Throws when the lists differ in length.
 */
export function pairedShareDifference(a: readonly boolean[], b: readonly boolean[], level = 0.95): Estimate {
  if (a.length !== b.length) throw new RangeError(`${a.length} problems under A, ${b.length} under B`);
  const onlyA = a.filter((has, i) => has && !b[i]).length;
  const onlyB = b.filter((has, i) => has && !a[i]).length;
  const differing = onlyA + onlyB;
  const estimate = (onlyB - onlyA) / a.length;
  if (differing === 0) return {estimate, low: estimate, high: estimate};
  const {low, high} = clopperPearson(differing, onlyB, level);
  const scale = differing / a.length;
  return {estimate, low: (2 * low - 1) * scale, high: (2 * high - 1) * scale};
}
