import type {Problem} from "../schema/problem.js";
import type {Benchmark} from "../schema/study.js";
import {parseEvalPlusLine} from "../verification/code/benchmarks/evalplus.js";
import {parseHumanEvalRow} from "../verification/code/benchmarks/human-eval.js";
import {parseLiveCodeBenchRow} from "../verification/code/benchmarks/live-code-bench.js";
import {mathVisionProblem} from "../verification/visual/mathvision.js";
import {mathVistaProblems} from "../verification/visual/mathvista.js";
import {withoutMultipleChoice} from "../verification/visual/multiple-choice.js";
import {parseJson} from "../schema/parse-json.js";
import {importedProblems} from "./imported-problems.js";
import {readProblemLines, readProblems, readText} from "./problems-file.js";
import {parseMathRow} from "./public/math-row.js";

/** What reading a benchmark's problems takes. */
type ProblemsFile = Pick<Benchmark, "id" | "problems" | "format" | "multipleChoice" | "named">;

/** The problems of a study's benchmark, in the file's order. Throws a UserError that names the file and the line. */
export function readBenchmark(benchmark: ProblemsFile): Problem[] {
  const problems = readFormat(benchmark);
  return benchmark.multipleChoice ? problems : withoutMultipleChoice(problems);
}

function readFormat({id, problems: file, format, named}: ProblemsFile): Problem[] {
  const readRows = (parse: (value: unknown, benchmark: string, where: string) => Problem) =>
    readProblemLines(file, named, (line, where) => parse(parseJson(line, where), id, where));
  switch (format) {
    case "imported":
      return importedProblems(file, id);
    case "problems":
      return readProblems(file, id, named);
    case "math":
      return readRows(parseMathRow);
    case "evalplus":
      return readProblemLines(file, named, (line, where) => parseEvalPlusLine(line, id, where));
    case "human-eval":
      return readRows(parseHumanEvalRow);
    case "live-code-bench":
      return readRows(parseLiveCodeBenchRow);
    case "mathvision":
      return readRows(mathVisionProblem);
    case "mathvista":
      return mathVistaProblems(parseJson(readText(file, named), file), id, file);
  }
}
