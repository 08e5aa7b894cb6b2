import {UserError} from "../../../schema/user-error.js";
import {extractAnswer} from "./extract-answer.js";
import {keepsUnits, stripAnswer} from "./strip-answer.js";

/** A raw row of a benchmark file, as published. */
export type BenchmarkRow = Readonly<Record<string, unknown>>;

function field(row: BenchmarkRow, name: string, benchmark: string): string {
  const value = row[name];
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new UserError(
    `${benchmark} row without "${name}": it holds the reference answer; check the file's columns`
  );
}

function fromSolution(row: BenchmarkRow, benchmark: string): string {
  const keepUnits = keepsUnits(benchmark);
  const answer = stripAnswer(extractAnswer(field(row, "solution", benchmark)).answer, keepUnits);
  // Only a benchmark with unit words gets the second pass.
  return keepUnits ? answer : stripAnswer(answer);
}

function fromFinalAnswer(row: BenchmarkRow): string {
  const [first] = Array.isArray(row.final_answer) ? (row.final_answer as unknown[]) : [];
  if (typeof first !== "string")
    throw new UserError('olympiadbench row without a first "final_answer": text expected');
  return stripAnswer(first);
}

function fromCalculation(row: BenchmarkRow, benchmark: string): string {
  const parts = field(row, "answer", benchmark).split("####");
  if (parts.length !== 2)
    throw new UserError(`${benchmark} row: "answer" needs exactly one "####" before the result`);
  return stripAnswer(parts[1]!);
}

/**
 * The reference answer of a benchmark's row in the harness's normal form: from the reference solution (math, math500,
 * minerva), the first `final_answer` (olympiadbench), the text after `####` (gsm8k) or the `answer` field (aime24,
 * amc23 and any other benchmark). Throws UserError where the row lacks it.
 */
export function goldPaper(row: BenchmarkRow, benchmark: string): string {
  switch (benchmark) {
    case "math":
    case "math500":
    case "minerva":
    case "minerva_math":
      return fromSolution(row, benchmark);
    case "olympiadbench":
      return fromFinalAnswer(row);
    case "gsm8k":
      return fromCalculation(row, benchmark);
    default:
      return stripAnswer(field(row, "answer", benchmark), keepsUnits(benchmark));
  }
}
