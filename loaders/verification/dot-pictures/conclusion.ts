import type {Gold} from "./gold.js";
import {holds, type Operation} from "./step.js";
import {surveysOf, totalOf, type Survey} from "./surveys.js";

/** What is wrong with a step. */
export interface Fault {
  reason: "bad_step" | "mismatch";
  fault: string;
}

/**
 * The number that answers a question: of marks for `count`, of the line for `locate`, the operation's result for `combine`.
 * Null for `make`: there the number stands in the question, and the answer is an operation.
 */
export function trueNumber(gold: Gold): number | null {
  const {question} = gold;
  switch (question.ask) {
    case "count":
      return totalOf(gold, question.of);
    case "combine": {
      const [left, right] = [totalOf(gold, question.left), totalOf(gold, question.right)];
      if (question.operator === "+") return left + right;
      return question.operator === "-" ? left - right : left * right;
    }
    case "locate": {
      const counts = [...surveysOf(gold)[0]!.values()].map(([count]) => count!);
      return 1 + counts.indexOf(question.extreme === "most" ? Math.max(...counts) : Math.min(...counts));
    }
    case "make":
      return null;
  }
}

/**
 * What is wrong with an operation that concludes a survey, or null: other operands than the question's (`combine`) or than
 * the numbers of two different groups (`make`), wrong arithmetic, a missed target.
 */
export function operationFault(gold: Gold, survey: Survey, operation: Operation): Fault | null {
  const {question} = gold;
  const {left, operator, right, result} = operation;
  if (question.ask === "combine") {
    const expected = `${totalOf(gold, question.left)} ${question.operator} ${totalOf(gold, question.right)}`;
    if (`${left} ${operator} ${right}` !== expected) return badStep(`the operation is ${expected}`);
  } else {
    const pool = [...survey.values()].map(([count]) => count!);
    for (const operand of [left, right]) {
      const place = pool.indexOf(operand);
      if (place < 0) return badStep(`no group for ${operand}`);
      pool.splice(place, 1);
    }
  }
  if (!holds(operation)) return badStep(`${left} ${operator} ${right} is not ${result}`);
  if (question.ask !== "make" || result === question.target) return null;
  return {reason: "mismatch", fault: `${result} is not the target ${question.target}`};
}

/** A step that states what the picture or arithmetic contradicts. */
export function badStep(fault: string): Fault {
  return {reason: "bad_step", fault};
}
