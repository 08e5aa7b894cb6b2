import {createHash} from "node:crypto";
import {UserError} from "../schema/user-error.js";

/** What a judge is asked, unless a file says otherwise. */
export const judgePrompt = `You check the reasoning of a solution whose final answer is already known to be correct.

Problem:
{problem}

Reference answer:
{answer}

Solution:
{completion}

The reasoning is valid if every step follows from the problem and the steps before it, and the answer comes out of the steps. It is invalid if a step is wrong or missing and the answer is right all the same: by luck, by a guess, by two errors that cancel, or by a rule made for the given examples. Say in a few sentences what you checked. End with one word on a line of its own: VALID, INVALID or UNSURE.
`;

const places = ["{problem}", "{completion}"] as const;

/** Throws a UserError for a text to ask, from `file`, that does not show the judge the problem and the solution. */
export function checkPrompt(template: string, file: string): void {
  for (const place of places)
    if (!template.includes(place))
      throw new UserError(
        `${file}: no ${place}: the judge would not see it; write {problem}, {answer} and {completion}`
      );
}

/** The text with its places filled; texts that hold the name of a place are not filled again. */
export function fillPrompt(
  template: string,
  texts: {problem: string; answer: string; completion: string}
): string {
  return template.replace(/\{(problem|answer|completion)\}/g, (_, place: keyof typeof texts) => texts[place]);
}

/** SHA-256 of a text to ask, in hexadecimal. */
export function promptHash(template: string): string {
  return createHash("sha256").update(template).digest("hex");
}
