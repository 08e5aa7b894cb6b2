import {number, type Expression} from "../../algebra/expression.js";
import {Rational} from "../../algebra/numbers/rational.js";
import type {Answer} from "../answer.js";
import {compareExpressions} from "./compare-values.js";
import {different, equal, type Comparison} from "./comparison.js";

/** 3:4 is 6:8, and the fraction 3/4; but what is written like a time of day (gold 2:30) is that time only, never 1:15. */
export function compareRatios(output: Answer, gold: Answer): Comparison {
  const [x, y] = [partsOf(output) ?? shareOf(output, gold), partsOf(gold)];
  if (!x || x.length !== y?.length) return different("kinds_differ");
  if (gold.kind === "ratio" && gold.isClock)
    return (output.kind === "ratio" ? output.isClock : !isTime(y)) &&
      x.every((part, i) => compareExpressions(part, y[i]!).equal)
      ? equal("same_time")
      : different("time");
  const product = (p: Expression, q: Expression): Expression => ({kind: "product", factors: [p, q]});
  const same = x.every(
    (part, i) => i === 0 || compareExpressions(product(part, y[0]!), product(x[0]!, y[i]!)).equal
  );
  return same ? equal("same_ratio") : different("ratio");
}

/** 1.5 against 3:2, which is no time of day. */
function shareOf(value: Answer, ratio: Answer): Expression[] | null {
  if (value.kind !== "value" || value.unit !== null || value.expression.kind !== "number") return null;
  return ratio.kind === "ratio" && ratio.parts.length === 2 && !ratio.isClock
    ? [value.expression, number(1n)]
    : null;
}

/** 10:05 is no fraction. */
function isTime([, minute]: Expression[]): boolean {
  return minute?.kind === "number" && minute.value.compare(Rational.of(10)) < 0;
}

function partsOf(answer: Answer): Expression[] | null {
  if (answer.kind === "ratio") return answer.parts;
  return answer.kind === "value" && answer.expression.kind === "quotient" && answer.unit === null
    ? [answer.expression.numerator, answer.expression.denominator]
    : null;
}

/** Times of day: 4:30 pm is 16:30, and 4:30 where one side does not say which half of the day it means. */
export function compareTimes(a: Answer, b: Answer): Comparison {
  const [x, y] = [a, b].map(minutesOf);
  return x!.some((minutes) => y!.includes(minutes)) ? equal("same_time") : different("time");
}

/** The minutes since midnight that a time may mean. */
function minutesOf(answer: Answer): number[] {
  if (answer.kind === "time") {
    const {hour, minute, half} = answer;
    if (half === null || hour > 12) return [...new Set([hour, (hour % 12) + 12])].map((h) => h * 60 + minute);
    return [((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute];
  }
  // A bare 8 is 8 o'clock.
  if (answer.kind === "value" && answer.unit === null && answer.expression.kind === "number") {
    const hour = answer.expression.value.toSafeInteger();
    if (hour === null || hour < 1 || hour > 23) return [];
    return hour > 12 ? [hour * 60] : [(hour % 12) * 60, ((hour % 12) + 12) * 60];
  }
  if (answer.kind !== "ratio" || !answer.isClock || answer.parts.length !== 2) return [];
  const [hour, minute] = answer.parts.map((part) =>
    part.kind === "number" ? Number(part.value.toString()) : 0
  );
  return [hour! % 24, ...(hour! <= 12 ? [(hour! + 12) % 24] : [])].map((h) => h * 60 + minute!);
}
