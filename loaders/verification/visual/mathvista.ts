import {type} from "arktype";
import type {Problem} from "../../schema/problem.js";
import {UserError} from "../../schema/user-error.js";
import {choiceLines} from "./choice-letter.js";
import type {VisualGold} from "./gold.js";
import {lazySchema, type Checked} from "../../schema/rows/lazy-schema.js";

const row = lazySchema(() =>
  type({
    pid: "string > 0",
    question: "string",
    image: "string > 0",
    choices: "string[] | null",
    unit: "string | null",
    precision: "number | null",
    answer: "string > 0",
    question_type: "'multi_choice' | 'free_form'",
    answer_type: "'text' | 'integer' | 'float' | 'list'",
    metadata: "Record<string, unknown>"
  })
);

type Row = Checked<typeof row>;

/**
 * The problems of MathVista's data file: one JSON object of rows by problem id (Lu et al. 2024, arXiv 2310.02255). Prompts
 * hold the question, the form of answer that the row asks for (precision and unit are nowhere else), and lettered choices.
 * Pictures keep their paths, relative to the benchmark file. Throws a UserError that names `where` and the row.
 */
export function mathVistaProblems(rows: unknown, benchmark: string, where: string): Problem[] {
  const parsed = type("Record<string, unknown>")(rows);
  if (parsed instanceof type.errors || Array.isArray(rows))
    throw new UserError(`${where}: invalid MathVista file: expected one JSON object of rows by id`);
  return Object.entries(parsed).map(([id, value]) =>
    mathVistaProblem(value, benchmark, `${where}, problem ${id}`)
  );
}

function mathVistaProblem(value: unknown, benchmark: string, where: string): Problem {
  const parsed = row(value);
  if (parsed instanceof type.errors) throw new UserError(`${where}: invalid problem: ${parsed.summary}`);
  const {pid, image, question_type, answer_type, metadata} = parsed;
  return {
    benchmark,
    problemId: pid,
    domain: "visual",
    prompt: promptOf(parsed),
    gold: goldOf(parsed, where),
    image,
    meta: {...metadata, question_type, answer_type}
  };
}

function goldOf(
  {question_type, answer_type, choices, answer, precision, unit}: Row,
  where: string
): VisualGold {
  if (question_type === "multi_choice") {
    const index = choices?.indexOf(answer) ?? -1;
    if (index < 0)
      throw new UserError(
        `${where}: invalid problem: the answer ${JSON.stringify(answer)} is not among the choices`
      );
    return {type: "choice", choices: choices!, answer: index};
  }
  if (answer_type === "list" || answer_type === "text") return {type: answer_type, value: answer};
  return {
    type: "number",
    value: answer,
    ...(answer_type === "float" && precision !== null ? {precision} : {}),
    ...(unit === null ? {} : {unit})
  };
}

function promptOf(parsed: Row): string {
  const {question, choices, question_type} = parsed;
  const question_ = question.replace(/\r\n/g, "\n").trim();
  if (question_type === "multi_choice") return `${question_}\n${choiceLines(choices ?? [])}`;
  return `${question_}\n${formOf(parsed)}`;
}

/** What the answer should look like, in a sentence. */
function formOf({answer_type, precision, unit}: Row): string {
  const inUnit = unit === null ? "" : `, in ${unit}`;
  switch (answer_type) {
    case "integer":
      return `Answer with a whole number${inUnit}.`;
    case "float":
      return `Answer with a number rounded to ${precision === 1 ? "one decimal" : `${precision ?? 0} decimals`}${inUnit}.`;
    case "list":
      return "Answer with a list of values in square brackets.";
    case "text":
      return "Answer in a few words.";
  }
}
