import type {Estimate} from "../statistics/interval.js";
import type {Numbers} from "../statistics/numbers.js";
import {studentQuantile} from "../statistics/student-quantile.js";

/**
 * Median of the values of all problems together. The interval holds every value of which the problems do not show that less,
 * or more, than half of the values lie at or below it (Woodruff 1952): Student's test of the problems' counts, which keeps
 * the values of a problem together. From the least value to the largest where there is one problem; NaN without values.
 */
export function pooledMedian(byProblem: readonly Numbers[], level = 0.95): Estimate {
  const problems = byProblem.filter(({length}) => length > 0);
  const values = problems.flatMap((each, problem) => Array.from(each, (value) => ({value, problem})));
  values.sort((a, b) => a.value - b.value);
  const {length} = values;
  if (length === 0) return {estimate: NaN, low: NaN, high: NaN};
  const estimate = (values[(length - 1) >> 1]!.value + values[length >> 1]!.value) / 2;
  const isShown = halfTest(
    problems.map((each) => each.length),
    level
  );
  let [low, high] = [0, length - 1];
  // Values that are equal are passed together.
  for (let i = 0; i < length; i++) {
    const verdict = isShown(values[i]!.problem);
    if (i + 1 < length && values[i + 1]!.value === values[i]!.value) continue;
    if (verdict === "less") low = i + 1;
    if (verdict === "more") {
      high = i;
      break;
    }
  }
  return {estimate, low: values[Math.min(low, length - 1)]!.value, high: values[high]!.value};
}

/** Counts one more value of a problem as passed, and says whether less or more than half of all are, beyond doubt. */
function halfTest(sizes: readonly number[], level: number): (problem: number) => "less" | "more" | null {
  const count = sizes.length;
  const limit = studentQuantile(level, count - 1) ** 2;
  // Passed minus half of a problem's values.
  const excess = sizes.map((size) => -size / 2);
  let sum = excess.reduce((total, one) => total + one, 0);
  let squares = excess.reduce((total, one) => total + one * one, 0);
  return (problem) => {
    squares += 2 * excess[problem]! + 1;
    excess[problem]! += 1;
    sum += 1;
    if (count < 2) return null;
    const variance = Math.max(0, squares - (sum * sum) / count) / (count - 1);
    if (sum * sum <= limit * count * variance) return null;
    return sum < 0 ? "less" : "more";
  };
}
