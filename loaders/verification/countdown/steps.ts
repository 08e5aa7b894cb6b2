import {type} from "arktype";
import type {Judgement} from "../../schema/verdict.js";
import {splitSteps} from "../split-steps.js";

const goldSchema = type({numbers: "number.integer[] >= 2", target: "number.integer"});

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
 * else may stand in the completion. Gold: `{numbers, target}`.
 *
 * Reasons: `bad_step` (malformed, a number that is not in the pool, wrong arithmetic, text after the last step),
 * `no_answer` (the steps so far are right but numbers remain), `mismatch` (all right, but not the target).
 */
export function gradeCountdown(gold: unknown, completion: string): Judgement {
  const parsed = goldSchema(gold);
  if (parsed instanceof type.errors) {
    return {
      verdict: "error",
      extracted: null,
      reason: "verifier_error",
      rule: `invalid gold: ${parsed.summary}`
    };
  }
  return judgeSteps(parsed.numbers, parsed.target, completion);
}

function judgeSteps(numbers: readonly number[], target: number, completion: string): Judgement {
  const pool = [...numbers];
  const steps = splitSteps(completion, numbers.length);
  let last: string | null = null;
  for (const [index, step] of steps.entries()) {
    const fault = applyStep(pool, step);
    if (fault !== null) {
      return {verdict: "incorrect", extracted: last, reason: "bad_step", rule: `step ${index + 1}: ${fault}`};
    }
    last = String(pool.at(-1));
  }
  if (pool.length > 1) {
    const rule = `${steps.length} of ${numbers.length - 1} steps`;
    return {verdict: "incorrect", extracted: last, reason: "no_answer", rule};
  }
  if (pool[0] !== target) {
    const rule = `step ${steps.length}: ${pool[0]!} is not the target ${target}`;
    return {verdict: "incorrect", extracted: last, reason: "mismatch", rule};
  }
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
