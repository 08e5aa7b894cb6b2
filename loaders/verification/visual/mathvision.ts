import {type} from "arktype";
import type {Problem} from "../../schema/problem.js";
import {UserError} from "../../schema/user-error.js";
import {choiceLetter, choiceLines} from "./choice-letter.js";
import type {VisualGold} from "./gold.js";
import {openGold} from "./open-gold.js";
import {lazySchema, type Checked} from "../../schema/rows/lazy-schema.js";

const row = lazySchema(() =>
  type({
    id: "string > 0",
    question: "string",
    options: "string[]",
    answer: "string > 0",
    image: "string > 0",
    "level?": "unknown",
    "subject?": "unknown"
  })
);

type Row = Checked<typeof row>;

/**
 * One row of MathVision's JSON lines (Wang et al. 2024, arXiv 2402.14804) as a problem. Its place holders `<image1>` go,
 * options become lettered lines. Rows with options are multiple choice, their answer a letter; the others are open, with a
 * number, a list or words. Throws a UserError that names `where`.
 */
export function mathVisionProblem(value: unknown, benchmark: string, where: string): Problem {
  const parsed = row(value);
  if (parsed instanceof type.errors) throw new UserError(`${where}: invalid problem: ${parsed.summary}`);
  const {id, question, options, image, level, subject} = parsed;
  const text = question.replace(/<image\d+>/g, "").trim();
  return {
    benchmark,
    problemId: id,
    domain: "visual",
    prompt: options.length === 0 ? text : `${text}\n${choiceLines(options)}`,
    gold: goldOf(parsed, where),
    image,
    meta: {level, subject}
  };
}

function goldOf({options, answer}: Row, where: string): VisualGold {
  if (options.length === 0) return openGold(answer);
  const index = options.findIndex((_, i) => choiceLetter(i) === answer);
  if (index < 0) {
    const last = choiceLetter(options.length - 1);
    throw new UserError(
      `${where}: invalid problem: the answer ${JSON.stringify(answer)} is no letter from A to ${last}`
    );
  }
  return {type: "choice", choices: options, answer: index};
}
