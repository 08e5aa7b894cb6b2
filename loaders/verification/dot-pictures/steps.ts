import type {Judgement} from "../../schema/verdict.js";
import {splitSteps} from "../split-steps.js";
import {badStep, operationFault, trueNumber, type Fault} from "./conclusion.js";
import {parseGold, type Gold} from "./gold.js";
import {normalStep, parseAnswer, parseOperation, parseTally} from "./step.js";
import {surveysOf, type Survey} from "./surveys.js";

/** How far a solution has got: the surveys it can be part of, and what it has counted. */
interface Progress {
  surveys: Survey[];
  counted: Set<string>;
}

/**
 * Judges the answer to a question about a picture by every step against what the picture truly shows, so that a lucky last
 * number does not pass. A solution is a survey (see `surveysOf`: each of its groups once, in any order, `row 1 : 4`) and one
 * conclusion: `answer : 9` for `count` and `locate`; `5 - 3 = 2` with the two kinds' numbers for `combine`; for `make` an
 * operation (+, -, *) on the numbers of two different groups of the survey that gives the target. Steps are separated by
 * `;`, line breaks or both; nothing else may stand in the completion. Gold: see `parseGold`.
 *
 * Reasons: `bad_step` (malformed, a wrong count, a group that is missing, foreign or counted twice, wrong operands or
 * arithmetic, text after the conclusion), `no_answer` (all right so far, but the survey or the conclusion is not complete),
 * `mismatch` (all right, but the answer or the target is missed).
 */
export function gradePicture(gold: unknown, completion: string): Judgement {
  const parsed = parseGold(gold);
  if (typeof parsed === "string") {
    return {verdict: "error", extracted: null, reason: "verifier_error", rule: `invalid gold: ${parsed}`};
  }
  return judgeSteps(parsed, completion);
}

function judgeSteps(gold: Gold, completion: string): Judgement {
  const progress: Progress = {surveys: surveysOf(gold), counted: new Set()};
  const longest = Math.max(...progress.surveys.map(({size}) => size));
  const steps = splitSteps(completion, longest + 2).map(normalStep);
  const extracted = lastNumber(steps);
  let concluded = false;
  for (const [index, step] of steps.entries()) {
    const fault = concluded ? badStep("text after the conclusion") : applyStep(gold, progress, step);
    if (fault !== null) {
      return {
        verdict: "incorrect",
        extracted,
        reason: fault.reason,
        rule: `step ${index + 1}: ${fault.fault}`
      };
    }
    concluded = parseTally(step) === null;
  }
  if (concluded) return {verdict: "correct", extracted, reason: null, rule: "all_steps"};
  const rule = missing(progress) ?? "no conclusion";
  return {verdict: "incorrect", extracted: null, reason: "no_answer", rule};
}

/** Takes a tally into the survey or checks the conclusion. Returns what is wrong, or null. */
function applyStep(gold: Gold, progress: Progress, step: string): Fault | null {
  const tally = parseTally(step);
  if (tally === null) return checkConclusion(gold, progress, step);
  const {group, counts} = tally;
  if (progress.counted.has(group)) return badStep(`${group} is counted twice`);
  const surveys = progress.surveys.filter((survey) => survey.has(group));
  if (surveys.length === 0) return badStep(`${group} is not a group to count here`);
  const truth = surveys[0]!.get(group)!.join(" ");
  if (counts.join(" ") !== truth) return badStep(`${group} holds ${truth}, not ${counts.join(" ")}`);
  progress.surveys = surveys;
  progress.counted.add(group);
  return null;
}

function checkConclusion(gold: Gold, progress: Progress, step: string): Fault | null {
  const [answer, operation] = [parseAnswer(step), parseOperation(step)];
  if (answer === null && operation === null) return badStep("neither a count nor a conclusion");
  const incomplete = missing(progress);
  if (incomplete !== null) return badStep(`concludes too early: ${incomplete}`);
  const {question} = gold;
  const wantsAnswer = question.ask === "count" || question.ask === "locate";
  if (wantsAnswer) return answer === null ? badStep("not of the form answer : n") : answerFault(gold, answer);
  return operation === null
    ? badStep("not of the form a + b = c")
    : operationFault(gold, progress.surveys[0]!, operation);
}

/** What the survey still lacks, or null where it is complete. */
function missing({surveys, counted}: Progress): string | null {
  if (surveys.some(({size}) => size === counted.size)) return null;
  return `${counted.size} of ${surveys[0]!.size} groups counted`;
}

function answerFault(gold: Gold, answer: number): Fault | null {
  const truth = trueNumber(gold)!;
  return answer === truth ? null : {reason: "mismatch", fault: `the answer is ${truth}, not ${answer}`};
}

/** The number of the last step, where that is a conclusion. */
function lastNumber(steps: readonly string[]): string | null {
  const last = steps.at(-1) ?? "";
  const number = parseAnswer(last) ?? parseOperation(last)?.result ?? null;
  return number === null ? null : String(number);
}
