/** `row 1 : 4`, or `row 1 : 4 2` with two kinds side by side. */
export interface Tally {
  group: string;
  counts: number[];
}

/** `5 - 3 = 2`. */
export interface Operation {
  left: number;
  operator: string;
  right: number;
  result: number;
}

const number = "(0|[1-9]\\d{0,3})";
const tallyPattern = new RegExp(`^([a-z]+(?: (?:[a-z]+|[1-9]))?) ?: ?${number}(?: ${number})?$`);
const answerPattern = new RegExp(`^answer ?: ?${number}$`);
const finalNumberPattern = new RegExp(`(?:\\banswer ?:|=) ?${number}$`);
const operationPattern = new RegExp(`^${number} ?([-+*]) ?${number} ?= ?${number}$`);

// Longer than any step with sensible spacing; bounds the work on hostile text.
const longestStep = 100;

/** The step with single spaces between its words; empty, hence malformed, where it is too long to be one. */
export function normalStep(text: string): string {
  return text.length > longestStep ? "" : text.trim().replace(/[ \t]+/g, " ");
}

/** The step as a tally, or null where it is none. */
export function parseTally(step: string): Tally | null {
  const match = tallyPattern.exec(step);
  if (match === null || match[1] === "answer") return null;
  return {group: match[1]!, counts: [match[2], match[3]].filter((text) => text !== undefined).map(Number)};
}

/** The number of `answer : 5`, or null. */
export function parseAnswer(step: string): number | null {
  const match = answerPattern.exec(step);
  return match === null ? null : Number(match[1]);
}

/** The number at the end of a step after `answer :` or `=`, whatever stands before that; or null. */
export function parseFinalNumber(step: string): number | null {
  const match = finalNumberPattern.exec(step);
  return match === null ? null : Number(match[1]);
}

/** The step as an operation, or null where it is none. */
export function parseOperation(step: string): Operation | null {
  const match = operationPattern.exec(step);
  if (match === null) return null;
  return {
    left: Number(match[1]),
    operator: match[2]!,
    right: Number(match[3]),
    result: Number(match[4])
  };
}

/** Whether the operation states its true result. */
export function holds({left, operator, right, result}: Operation): boolean {
  if (operator === "+") return left + right === result;
  return (operator === "-" ? left - right : left * right) === result;
}
