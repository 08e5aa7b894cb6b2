import {type} from "arktype";
import {compiledType} from "../../schema/rows/compiled-type.js";
import type {Judgement} from "../../schema/verdict.js";
import {splitSteps} from "../split-steps.js";
import {lazySchema} from "../../schema/rows/lazy-schema.js";

const goldSchema = lazySchema(() =>
  compiledType({numbers: "number.integer[] >= 2", target: "number.integer"})
);
const severalSchema = lazySchema(() =>
  compiledType({numbers: "number.integer[] >= 2", targets: "number.integer[] >= 1"})
);

const arithmetic: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b
};

// Nine digits keep every product that could equal a written result exact in a double.
const stepPattern = /^(-?\d{1,9})\s*([-+*/])\s*(-?\d{1,9})\s*=\s*(-?\d{1,9})$/;

// Longer than any step that the pattern takes with sensible spacing; bounds the work on hostile text.
const longestStep = 100;

/**
 * Judges Countdown solutions by every step, so that a lucky last line does not pass. A solution of n numbers is exactly
 * n - 1 steps `a + b = c` (also `-`, `*`, `/`), separated by `;`, by line breaks or both. Each step takes two numbers from
 * the pool (first the given numbers), states their true result, and puts it back; the last result is the target. Nothing
 * else may stand in the completion. Gold: `{numbers, target}`; or `{numbers, targets}`, several targets, whose solutions
 * follow each other in the order of the targets, each from the given numbers: every step of all of them must be right.
 *
 * Reasons: `bad_step` (malformed, a number that is not in the pool, wrong arithmetic, text after the last step),
 * `no_answer` (the steps so far are right but numbers or targets remain), `mismatch` (all right, but not the target).
 */
export function gradeCountdown(gold: unknown, completion: string): Judgement {
  const several = typeof gold === "object" && gold !== null && "targets" in gold;
  const parsed = several ? severalSchema(gold) : goldSchema(gold);
  if (parsed instanceof type.errors) {
    return {
      verdict: "error",
      extracted: null,
      reason: "verifier_error",
      rule: `invalid gold: ${parsed.summary}`
    };
  }
  const targets = "targets" in parsed ? parsed.targets : [parsed.target];
  return judgeSteps(parsed.numbers, targets, completion);
}

function judgeSteps(numbers: readonly number[], targets: readonly number[], completion: string): Judgement {
  const length = numbers.length - 1;
  const steps = splitSteps(completion, length * targets.length + 1);
  const met: number[] = [];
  let pool = [...numbers];
  let last: string | null = null;
  const incorrect = (reason: Judgement["reason"], rule: string): Judgement => ({
    verdict: "incorrect",
    extracted: last,
    reason,
    rule
  });
  for (const [index, step] of steps.entries()) {
    if (pool.length === 1 && met.length + 1 < targets.length) {
      const [reached, target] = [pool[0]!, targets[met.length]!];
      if (reached !== target)
        return incorrect("mismatch", `step ${index}: ${reached} is not the target ${target}`);
      met.push(reached);
      pool = [...numbers];
    }
    const fault = applyStep(pool, step);
    if (fault !== null) return incorrect("bad_step", `step ${index + 1}: ${fault}`);
    last = [...met, pool.at(-1)!].join(" ");
  }
  const reached = pool.length > 1 ? null : pool[0]!;
  const target = targets[met.length]!;
  if (reached !== null && reached !== target)
    return incorrect("mismatch", `step ${steps.length}: ${reached} is not the target ${target}`);
  if (steps.length < length * targets.length)
    return incorrect("no_answer", `${steps.length} of ${length * targets.length} steps`);
  return {verdict: "correct", extracted: last, reason: null, rule: "all_steps"};
}

/** Takes the step's two numbers from the pool and puts its result at the end. Returns what is wrong, or null. */
function applyStep(pool: number[], step: string): string | null {
  const text = step.trim();
  const match = text.length > longestStep ? null : stepPattern.exec(text);
  if (match === null) return "not of the form a + b = c";
  const [a, b, result] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const operator = match[2]!;
  for (const operand of [a, b]) {
    const place = pool.indexOf(operand);
    if (place < 0) return `${operand} is not in the pool`;
    pool.splice(place, 1);
  }
  if (arithmetic[operator]!(a, b) !== result) return `${a} ${operator} ${b} is not ${result}`;
  pool.push(result);
  return null;
}
